"""Capture a source's words: fetched from its address, or pasted."""

import re
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date

from sources import fetch, page_archive
from sources.models import Capture, Publisher, Source
from sources.publishers import publisher_named
from sources.storable_text import receive

_PAGE = re.compile(r"\A\s*(?:<!doctype html|<html\b|<\?xml)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|span|a|br|li|ul|script|meta|td)\b[^<>]*>", re.IGNORECASE)
_MISREAD = re.compile("â€[\u0080-\u00bf™œ\u009d˜”“]|Ã[\u0080-\u00bf©¨¤¶¼Ÿ]|\ufffd")


def refuse_misread(text: str) -> None:
    """Refuse a page's HTML, and words read in the wrong encoding.

    Raises ValidationError with a sentence that says what to paste instead.
    """
    if _PAGE.match(text) or len(_TAG.findall(text)) > 5:
        raise ValidationError(
            "This is a page's HTML, not its words. Open the page in a browser and copy what it "
            "shows.",
            code="html",
        )
    if len(_MISREAD.findall(text)) > 1:
        raise ValidationError(
            "These words were read in the wrong encoding: they have signs such as “â€™”. Copy "
            "them from the page, or open the file as UTF-8.",
            code="encoding",
        )


def source_at(url: str) -> Source | None:
    """The source recorded at an address, with or without a slash at its end, http or https."""
    bare = url.split("://", 1)[-1].rstrip("/")
    same = [f"{scheme}://{bare}{end}" for scheme in ("http", "https") for end in ("", "/")]
    return Source.objects.filter(url__in=[url, *same]).first()


def capture_address(url: str, *, kind: str, by) -> Capture:
    """The newest capture of the source at an address; a new source is fetched.

    Raises ValidationError with a sentence.
    """
    existing = source_at(url)
    if existing and existing.latest_capture:
        return existing.latest_capture
    try:
        page = page_archive.read_page(fetch.fetch(url))
        with transaction.atomic():
            return page_archive.store(existing or new_source(page, kind, by), page, by=by)
    except fetch.Refused as refusal:
        raise ValidationError(str(refusal), code="refused") from None


def new_source(page: page_archive.Page, kind: str, by) -> Source:
    """A source as its own page describes it; what it doesn't say stays empty."""
    found = page.found
    source = Source(
        kind=kind,
        publisher=_publisher(found.publisher[:200], kind),
        headline=found.headline[:500],
        author=found.author[:300],
        published_on=parse_date(found.published_on) if found.published_on else None,
        language=found.language[:35],
        url=page.own_address,
        display=Source.Display.PASSAGES,
        added_by=by,
    )
    existing = source_at(page.own_address)
    if existing is None:
        _add(source)
    return existing or source


def _add(source: Source) -> None:
    """A new source, with its publisher if that is new, too. Raises ValidationError."""
    if source.publisher and source.publisher.pk is None:
        source.publisher.full_clean()
        source.publisher.save()
    source.full_clean(exclude=["added_by"])
    source.save()


def _publisher(name: str, kind: str) -> Publisher | None:
    """The publisher that a page names; none if several in the record have that name."""
    post = kind == Source.Kind.POST
    with suppress(ValidationError):
        named = publisher_named(name, Publisher.Kind.PLATFORM if post else Publisher.Kind.OUTLET)
        if named:
            named.full_clean(validate_unique=False, validate_constraints=False)
        return named
    return None


@transaction.atomic
def capture_pasted(text: str, *, by, source: Source | None = None, about=None, **how) -> Capture:
    """Pasted words as a capture of a source, which is made from `about` if it is new.

    Raises ValidationError, with nothing stored, for what isn't a text.
    """
    text = receive(text)
    refuse_misread(text)
    if source is None:
        source = Source(added_by=by, **(about or {}))
        _add(source)
    capture = Capture(source=source, text=text, captured_by=by, **how)
    capture.full_clean()
    capture.save()
    return capture
