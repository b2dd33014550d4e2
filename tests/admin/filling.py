"""Fill in an admin form as a browser does: what is in it, with some boxes changed."""

from django.test import Client

from sources.admin import posted_state
from tests.cast import PASSWORD


def signed_in(user) -> Client:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def boxes(response) -> dict[str, list[str]]:
    """Everything that the form of an admin page would post, untouched."""
    context = response.context
    sent = {}
    for bound in context["adminform"].form:
        sent |= posted_state.as_posted(bound)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        forms = [formset.management_form, *formset.forms]
        for form in forms:
            for bound in form:
                if bound.name != "DELETE":
                    sent |= posted_state.as_posted(bound)
    for name in ("seen", "read"):
        if context.get(name):
            sent[f"_{name}"] = [context[name]]
    return sent


def fill(client, url, /, _leave=(), **changes):
    """Open a page, change some boxes, save."""
    opened = client.get(url)
    assert opened.status_code == 200, (opened.status_code, url)
    sent = boxes(opened) | changes
    for name in _leave:
        sent.pop(name, None)
    return client.post(url, sent)


def complaints(response) -> str:
    """All that a form page says against what was sent."""
    form = response.context["adminform"].form
    said = [str(form.errors)]
    for inline in response.context["inline_admin_formsets"]:
        said += [str(inline.formset.errors), str(inline.formset.non_form_errors())]
    return " ".join(said)
