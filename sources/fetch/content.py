"""What a body is: a page of text or something else, whatever its headers claim."""

from .answer import Refused

_PAGES = {
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/xml",
    "text/xml",
    "",
}
_NAMES = {
    "application/pdf": "a PDF",
    "application/json": "data (JSON)",
    "application/zip": "a ZIP archive",
}
_FAMILIES = {"image": "a picture", "video": "a video", "audio": "a sound recording"}
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a packed file",
}
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def refuse_other_than_text(content_type: str, body: bytes) -> None:
    """Refuse what isn't a page of text, by its header or, where that lies, by its first bytes.

    The site did answer with it (200), and the refusal says so.
    """
    media = content_type.partition(";")[0].strip().lower()
    if media not in _PAGES:
        name = _NAMES.get(media) or _FAMILIES.get(media.partition("/")[0]) or "something else"
        raise Refused(f"This address has {name}, not a page of text. Paste the text from it.", 200)
    for magic, name in _MAGIC.items():
        if body.startswith(magic):
            raise Refused(
                f"This address has {name}, though it says otherwise. Paste the text.", 200
            )
    if b"\0" in body and not body.startswith(BYTE_ORDER_MARKS):
        raise Refused(
            "This address has binary data, though it says otherwise. Paste the text.", 200
        )
