"""Discrepancies between what is known of a source and what a quote says of it."""

import datetime as dt
from collections.abc import Iterator

from quotes.models import Evidence, Quote, Speaker
from quotes.text.names import SAME, resemblance
from sources.models import Capture, Source
from sources.time_zones import days_anywhere

_SIGNED = (Source.Kind.POST, Source.Kind.STATEMENT)


def mismatches(quote: Quote, capture: Capture, purpose: str, hop=None) -> list[str]:
    """Sentences on what doesn't fit; empty where nothing known disagrees.

    Only primary and corroborating sources are compared with the quote, and their author only with
    the speaker whose words they prove.
    """
    if purpose not in (Evidence.Purpose.PRIMARY, Evidence.Purpose.CORROBORATES):
        return []
    source = capture.source
    found = [*_platform(quote, source), *_day(quote, source)]
    if purpose == Evidence.Purpose.PRIMARY:
        found += _order(quote.capture.source, source)
    if hop is None or hop.is_voice:
        found += [*_speaker(quote, source), *_account(quote, source)]
    return found


def _platform(quote: Quote, source: Source) -> Iterator[str]:
    """The medium that the article names, or evidence showed, against the platform that the source is on."""
    said, platform = quote.medium.strip(), source.publisher.name if source.publisher else ""
    if not said or not platform or source.kind != Source.Kind.POST:
        return
    if said.casefold() not in platform.casefold() and platform.casefold() not in said.casefold():
        evidence = quote.medium_basis == Quote.MediumBasis.EVIDENCE
        by = "Earlier evidence shows" if evidence else "The article says"
        yield f"{by} {said}; the {_noun(source)} is on {platform}."


def _speaker(quote: Quote, source: Source) -> Iterator[str]:
    """The speaker against the author of the source."""
    author, voices = source.author.strip(), _voices(quote)
    if not author or not voices or source.kind not in _SIGNED:
        return
    names = [name for voice in voices for name in (voice.name, *_other_names(voice))]
    if max(resemblance(author, name) for name in names) < SAME:
        said = ", ".join(voice.name for voice in voices)
        yield f"The quote is attributed to {said}; the {_noun(source)} is signed {author}."


def _account(quote: Quote, source: Source) -> Iterator[str]:
    """The account that posted it against those whose posts prove other quotes of the speaker."""
    if not source.account or source.publisher_id is None:
        return
    known = set(
        Evidence.objects.filter(
            unlinked_at=None,
            quote__attributions__speaker__in=_voices(quote),
            quote__attributions__relation="voice",
            capture__source__publisher=source.publisher_id,
        )
        .exclude(capture__source__account="")
        .values_list("capture__source__account", flat=True)
    )
    if known and source.account.casefold() not in {account.casefold() for account in known}:
        yield (
            f"This was posted by {source.account}; earlier proof of this speaker's words was "
            f"posted by {', '.join(sorted(known))}."
        )


def _day(quote: Quote, source: Source) -> Iterator[str]:
    """The day the words were said against the day of the source; an unstated zone may explain a day."""
    days = possible_days(source)
    if quote.said_from is None or days is None:
        return
    if days[1] < quote.said_from or days[0] > (quote.said_to or quote.said_from):
        yield (
            f"The quote is dated {_written(quote.said_from)}; the {_noun(source)} is dated "
            f"{_written(source.published_on or days[0])}, which no time zone explains."
        )


def _order(article: Source, source: Source) -> Iterator[str]:
    """A source later than the article can't be the article's source."""
    if article.published_at and source.published_at:
        later = source.published_at > article.published_at
    else:
        days, printed = possible_days(source), possible_days(article)
        later = bool(days and printed and days[0] > printed[1])
    if later:
        yield f"The {_noun(source)} is later than the article, so it can't be its source."


def possible_days(source: Source) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that it can have been anywhere; None if it is undated."""
    if source.published_at and source.time_zone:
        day = source.day_of(source.published_at)
        return day, day
    if source.published_at:
        return days_anywhere(source.published_at)
    if source.published_on:
        return source.published_on - dt.timedelta(1), source.published_on + dt.timedelta(1)
    return None


def _voices(quote: Quote) -> list[Speaker]:
    return [a.speaker for a in quote.attributions.all() if a.is_voice and a.speaker]


def _other_names(speaker: Speaker) -> list[str]:
    return [other.name for other in speaker.names.all()]


def _noun(source: Source) -> str:
    return source.get_kind_display().lower()


def _written(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
