"""Quotes as other people's tables hold them: one row each, with its article and its speaker."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from quotes import entering
from quotes.finding import find_stretches
from quotes.models import Quote, Speaker, Topic
from sources.models import Capture, Publisher, Source
from sources.models.capture import sha256_of
from sources.words import receive

#: The columns a row may have. `words` and either `text` or a `url` that is known are needed.
SOURCE = ("url", "headline", "author", "publisher", "published_on", "language", "text")
QUOTE = ("words", "speaker", "as_named", "cue", "medium", "kind", "said_from", "said_to", "topics")
COLUMNS = (*SOURCE, *QUOTE)


def bring_in(row: dict[str, Any], *, publish: bool, reason: str) -> Quote:
    """Enter one row's quote. Raises ValidationError, with nothing stored, when it can't be."""
    strange = sorted(set(row) - {*COLUMNS, "type"})
    if strange:
        raise ValidationError(
            f"There is no column {', '.join(strange)}. Use: {', '.join(COLUMNS)}."
        )
    wrong = [name for name in row if not isinstance(row[name], str) and name != "topics"]
    if wrong:
        raise ValidationError(f"{', '.join(wrong)} must be text.")
    if not row.get("words", "").strip():
        raise ValidationError({"words": "Give the words of the quote."})
    capture = _capture(row)
    segments = _segments(row["words"], capture)
    if Quote.objects.filter(
        capture=capture, segments__start=segments[0][0], segments__end=segments[-1][1]
    ).exists():
        raise ValidationError("This quote is in the record already.")
    quote = entering.enter(
        capture,
        segments=segments,
        parties=_parties(row),
        by=None,
        topics=[Topic.objects.get_or_create(name=name)[0] for name in _topics(row)],
        reason=reason or "Imported.",
        **{name: row[name] for name in ("cue", "medium", "kind") if row.get(name)},
        **_days(row),
    )
    if publish:
        quote.submit(by=None, reason=reason)
        quote.publish(by=None, reason=reason)
    return quote


def _capture(row: dict[str, str]) -> Capture:
    """The text the row brings, or the newest one of its address."""
    if not row.get("text"):
        held = Capture.objects.filter(source__url=row.get("url") or None).newest_first().first()
        if held is None:
            raise ValidationError(
                {"text": "Give the article's text; none is known by this address."}
            )
        return held
    text = receive(row["text"])
    # One agency's words stand at many addresses: each is a source of its own.
    there = Capture.objects.filter(source__url=row.get("url") or "")
    held = there.filter(sha256=sha256_of(text)).first()
    return held or Capture.objects.create(source=_source(row), text=text, note="Imported.")


def _source(row: dict[str, str]) -> Source:
    if row.get("url") and (held := Source.objects.filter(url=row["url"]).first()):
        return held
    source = Source(
        kind=Source.Kind.ARTICLE,
        publisher=_publisher(row["publisher"]) if row.get("publisher") else None,
        **{n: row[n] for n in ("url", "headline", "author", "language") if row.get(n)},
        published_on=_day(row, "published_on"),
    )
    source.full_clean()
    source.save()
    return source


def _publisher(name: str) -> Publisher:
    held = Publisher.objects.filter(name__iexact=name)[:2]
    if len(held) > 1:
        raise ValidationError({"publisher": f"Several publishers are called “{name}”."})
    return held[0] if held else Publisher.objects.create(name=name)


def _segments(words: str, capture: Capture) -> list[tuple[int, int]]:
    found = find_stretches(words, capture.text)
    for one in found:
        if not one.places:
            raise ValidationError({"words": f"“{one.words[:80]}” doesn't occur in the text."})
        if one.place is None:
            raise ValidationError(
                {"words": f"“{one.words[:80]}” occurs {len(one.places)} times. Give more of it."}
            )
    return [one.place for one in found if one.place]


def _parties(row: dict[str, str]) -> list[entering.Party]:
    if not row.get("speaker") and not row.get("as_named"):
        return []
    speaker = _speaker(row["speaker"]) if row.get("speaker") else None
    return [entering.Party(speaker=speaker, as_named=row.get("as_named", ""))]


def _speaker(name: str) -> Speaker:
    """The one speaker of this very name. Namesakes are never chosen between."""
    held = Speaker.objects.standing().filter(name=name)[:2]
    if len(held) > 1:
        raise ValidationError(
            {"speaker": f"Several speakers are called “{name}”. Enter it by hand."}
        )
    return held[0] if held else Speaker.objects.create(name=name)


def _topics(row: dict[str, Any]) -> list[str]:
    given = row.get("topics") or []
    names = given.split(";") if isinstance(given, str) else given
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]


def _days(row: dict[str, str]) -> dict[str, Any]:
    first, last = _day(row, "said_from"), _day(row, "said_to")
    return {"said_from": first, "said_to": last or first} if first else {}


def _day(row: dict[str, str], name: str):

    if not row.get(name):
        return None
    try:
        return dt.date.fromisoformat(row[name])
    except ValueError:
        raise ValidationError({name: "Give a day as year-month-day, such as 2025-10-06."}) from None
