"""Forms as a browser would send them: what a page shows, read back out of its HTML."""

from lxml import html

FRAGMENT = {"X-Requested-With": "desk"}


def form_in(response, **changes) -> dict[str, str]:
    """The quote form's fields as the page holds them, with some of them changed."""
    tree = html.fromstring(response.content.decode())
    form = tree if tree.tag == "form" else tree.xpath("//form[contains(@class, 'desk-form')]")[0]
    fields = {}
    for element in form.xpath(".//*[self::input or self::select or self::textarea][@name]"):
        kind = element.get("type", "")
        if kind in ("radio", "checkbox") and "checked" not in element.attrib:
            continue
        if element.tag == "input":
            fields[element.get("name")] = element.get("value", "on" if kind == "checkbox" else "")
        else:
            value = element.value if element.tag == "select" else element.text
            fields[element.get("name")] = (value or "").removeprefix("\n")
    return {**fields, **changes}


def said(response) -> str:
    """What the page says to a person, as plain text."""
    return " ".join(html.fromstring(response.content.decode()).text_content().split())
