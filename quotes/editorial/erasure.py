"""Erase words that the law or someone's safety requires to go, and leave tombstones.

A tombstone has the date and the kind of reason. Words are blacked out at their length wherever
the record has them, so that every offset, every other quote and the history stay valid. A
capture's hash becomes that of the text as it then is: the old one would confirm a guess.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from quotes import search
from quotes.editorial import public_changes, revisions, shown_less, word_places, workflow
from quotes.editorial.word_places import Place
from quotes.models import (
    Attribution,
    Erasure,
    Match,
    PublicChange,
    Quote,
    Revision,
    Role,
    Segment,
    Speaker,
    SpeakerName,
    name_keys,
    record_version,
)
from quotes.text.same_words import SoughtWords, Span, merged
from sources.models import Capture, FetchedPage, RowTombstone, Tombstone
from sources.models.capture import sha256_of
from sources.models.tombstone import BLACK, blacked_out
from sources.page_cache import forget_pages


@dataclass
class Plan:
    """What erasing a quote would do: the words, every place of them, and what is near them."""

    quote: Quote
    words: SoughtWords
    places: list[Place]
    entries: set[int]

    def to_erase(self, *, near: bool) -> list[Place]:
        return [place for place in self.places if near or not place.near]

    def to_decide(self) -> list[Place]:
        return [place for place in self.places if place.near]


def plan(
    quote: Quote, also: Iterable[str] = (), progress: Callable[[Any], None] = lambda _: None
) -> Plan:
    """Look for a quote's words, and others that are to go with them, in the whole record."""
    words = word_places.sought(quote, also)
    places = word_places.survey(words, quote, progress)
    return Plan(quote, words, places, word_places.index_entries(words))


@dataclass
class Act:
    """One erasing while it is under way: on whose decision, and what it has changed so far."""

    plan: Plan
    by: Any
    reason: str
    note: str
    near: bool
    captures: dict[int, list[Span]] = field(default_factory=dict)
    quotes: set[int] = field(default_factory=set)
    #: What was blacked out, to be looked for in the database's files; never stored.
    texts: set[str] = field(default_factory=set)

    def bury(self, model: type[models.Model], pk: int) -> None:
        """Leave the tombstone without which a row that is written once doesn't change."""
        RowTombstone.objects.create(
            table=model._meta.db_table, row=pk, reason=self.reason, erased_by=self.by
        )

    def spans_in(self, text: str) -> list[Span]:
        words = self.plan.words
        return merged([*words.exact(text), *(words.alike(text) if self.near else [])])

    def without(self, value: Any) -> Any:
        """A column's value with the words blacked out in every text of it."""
        if isinstance(value, str):
            for start, end in self.spans_in(value):
                self.texts.add(value[start:end])
                value = blacked_out(value, [(start, end)])
            return value
        if isinstance(value, dict):
            return {self.without(key): self.without(one) for key, one in value.items()}
        return [self.without(one) for one in value] if isinstance(value, list) else value


@transaction.atomic
def erase(
    quote: Quote,
    *,
    by,
    reason: str,
    note: str = "",
    also: Iterable[str] = (),
    near: bool = False,
    files: Iterable[str] = (),
    planned: Plan | None = None,
) -> Erasure:
    """Black out a quote's words everywhere, and withdraw it if it is published.

    `reason` is a Tombstone.Reason; `also` are other words that go with them; with `near`, what is
    like the words goes, too. `files` are fetched pages, below the archive directory, that have
    them. What lies outside the record's rows is cleared by `erasure_steps.finish`, after it.
    """
    public_reason = Tombstone.Reason(reason).label + "."
    if quote.status == Quote.Status.PUBLISHED:
        workflow.take_down(quote, by=by, reason=public_reason)
    act = Act(planned or plan(quote, also), by, reason, note, near)
    _black_out_captures(act)
    files = _forget_fetched_pages(act, files)
    _black_out_rows(act)
    _black_out_quotes(act, quote)
    for changed in Quote.objects.filter(pk__in=act.quotes | {quote.pk}).order_by("pk"):
        revisions.add(changed, by=by, kind=Revision.Kind.ERASED, reason=public_reason)
    for found in Quote.objects.filter(pk__in=act.quotes | act.plan.entries | {quote.pk}):
        search.refresh(found)
    done = _record(act, quote, files)
    record_version.advance()
    forget_pages()
    quote.refresh_from_db()
    done.texts = act.texts
    return done


def _black_out_captures(act: Act) -> None:
    spans: dict[int, list[Span]] = defaultdict(list)
    quote = act.plan.quote
    spans[quote.capture_id] += quote.segments.values_list("start", "end")
    for place in act.plan.to_erase(near=act.near):
        if place.model is Capture and place.field == "text":
            spans[place.pk] += place.spans
    for pk, found in spans.items():
        capture = Capture.objects.select_for_update().get(pk=pk)
        act.captures[pk] = merged(found)
        for start, end in act.captures[pk]:
            if not set(capture.text[start:end]) - {BLACK, "\n"}:
                continue  # erased already
            Tombstone.objects.create(
                capture=capture,
                start=start,
                end=end,
                reason=act.reason,
                note=act.without(act.note),
                erased_by=act.by,
            )
            act.texts.add(capture.text[start:end])
            capture.text = blacked_out(capture.text, [(start, end)])
        Capture.objects.filter(pk=pk).update(text=capture.text, sha256=sha256_of(capture.text))


def _black_out_rows(act: Act) -> None:
    """Every other column that has the words, history and notes among them."""
    named: set[int] = set()
    for place in act.plan.to_erase(near=act.near):
        if (place.model, place.field) == (Capture, "text"):
            continue
        if place.model is Session:
            Session.objects.filter(pk=place.pk).delete()  # signed out, rather than written
            continue
        rows = place.model._base_manager.filter(pk=place.pk)
        act.bury(place.model, place.pk)
        with public_changes.permitted_row(place.model, place.pk):
            erased = act.without(rows.values_list(place.field, flat=True).get())
            rows.update(**{place.field: erased})
        if place.model is Quote:
            act.quotes.add(place.pk)
        if place.model is Attribution:
            act.quotes.add(rows.get().quote_id)
        if place.model in (Speaker, SpeakerName, Role):
            named.add(place.pk if place.model is Speaker else rows.get().speaker_id)
    for speaker in Speaker.objects.filter(pk__in=named):
        for one in (speaker, speaker.canonical()):
            name_keys.refresh_keys(one)


def _black_out_quotes(act: Act, quote: Quote) -> None:
    """Segments, past revisions and match results of every quote that overlaps erased words."""
    for pk, spans in act.captures.items():
        text = Capture.objects.values_list("text", flat=True).get(pk=pk)
        over = [Q(segments__start__lt=end, segments__end__gt=start) for start, end in spans]
        touched = Quote.objects.filter(capture=pk)
        for one in touched.filter(_any(over) | Q(pk=quote.pk)).distinct():
            act.quotes.add(one.pk)
            _black_out_quote(one, text, whole=one.pk == quote.pk)
    now = timezone.now()
    compared = Q(evidence__capture__in=act.captures) | Q(evidence__quote__in=act.quotes)
    Match.objects.filter(compared).update(detail={}, computed_at=now)


def _any(conditions: list[Q]) -> Q:
    result = Q()
    for condition in conditions:
        result |= condition
    return result


def _black_out_quote(quote: Quote, text: str, *, whole: bool) -> None:
    for segment in quote.segments.all():
        words = text[segment.start : segment.end]
        Segment.objects.filter(pk=segment.pk).update(words=words)
    if whole:
        with public_changes.permitted(quote):
            Quote.objects.filter(pk=quote.pk).update(original_words="")
    for revision in quote.revisions.all():
        for segment in revision.snapshot["segments"]:
            if revision.snapshot["capture"] == quote.capture_id:
                segment["words"] = text[segment["start"] : segment["end"]]
        if whole:
            revision.snapshot["original_words"] = ""
        Revision.objects.filter(pk=revision.pk).update(snapshot=revision.snapshot)


def _forget_fetched_pages(act: Act, files: Iterable[str]) -> list[str]:
    """What the servers sent has the words, and so would its hash, which its file is named for."""
    files = set(files)
    named = [p.pk for p in act.plan.places if (p.model, p.field) == (FetchedPage, "warc_path")]
    having = Q(capture__in=act.captures) | Q(warc_path__in=files) | Q(pk__in=named)
    kept = FetchedPage.objects.filter(having)
    for page in kept.exclude(warc_path=""):
        files.add(page.warc_path)
        act.bury(FetchedPage, page.pk)
        FetchedPage.objects.filter(pk=page.pk).update(warc_path="", body_sha256="")
    return sorted(files)


def _record(act: Act, quote: Quote, files: list[str]) -> Erasure:
    looked_at = {*word_places.text_columns(), *(model for model, _ in word_places.COMPUTED)}
    # An erasure lists files, whose names may have the words, till they are deleted.
    tables = {model._meta.db_table for model in (*looked_at, Erasure)}
    waiting = quote.erasures.filter(second_look__outcome=PublicChange.Outcome.APPLIED).first()
    why = Tombstone.Reason(act.reason).label + "."
    look = waiting.second_look if waiting else None
    look = look or shown_less.note(quote, PublicChange.Kind.ERASURE, by=act.by, reason=why)
    return Erasure.objects.create(
        quote=quote,
        reason=act.reason,
        erased_by=act.by,
        second_look=look,
        files=files,
        tables=sorted(tables),
    )
