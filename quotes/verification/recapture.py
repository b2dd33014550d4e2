"""Compare every quote from a source with a newer capture: still there, moved, altered, gone.

The old capture and its quotes stay as they are; the newer capture is linked to them as evidence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from quotes.models import Evidence, Match, Quote
from quotes.text.matching import Hint, PreparedText
from quotes.text.matching.disambiguation import agreeing_sides
from quotes.verification import evidence
from sources import fetch, link_checks, page_archive
from sources.models import Capture, LinkCheck, Source
from sources.new_captures import capture_pasted
from sources.storable_text import unify_line_ends

STILL, MOVED, ALTERED, UNSURE, GONE = "still there", "moved", "altered", "not sure where", "gone"
Outcome = LinkCheck.Outcome


@dataclass(frozen=True)
class Finding:
    """One quote in a newer capture of its own source."""

    evidence: Evidence
    state: str

    @property
    def quote(self) -> Quote:
        return self.evidence.quote


@transaction.atomic
def compare_earlier_quotes(capture: Capture, *, by=None) -> list[Finding]:
    """Compare the quotes of earlier captures, if not withdrawn, with a newer one; store each match."""
    text = PreparedText(capture.text)
    linked = Evidence.objects.filter(capture=capture, unlinked_at=None).values("quote")
    quotes = (
        Quote.objects.filter(capture__source=capture.source_id)
        .exclude(capture=capture)
        .exclude(status=Quote.Status.WITHDRAWN)
        .exclude(pk__in=linked)
        .with_parts()
        .order_by("pk")
    )
    later = Evidence.Purpose.LATER_CAPTURE
    for quote in quotes:
        evidence.link(quote, capture, purpose=later, by=by, text=text)
    return findings(capture)


def findings(capture: Capture) -> list[Finding]:
    """The state, in this capture, of each quote from an earlier one."""
    linked = (
        Evidence.objects.filter(
            capture=capture, unlinked_at=None, purpose=Evidence.Purpose.LATER_CAPTURE
        )
        .select_related("quote__capture")
        .prefetch_related("matches", "quote__segments")
        .order_by("pk")
    )
    text = PreparedText(capture.text)
    return [Finding(one, state(one, text)) for one in linked]


def state(linked: Evidence, text: PreparedText) -> str:
    """The state of a quote that has been compared already."""
    return state_of(linked.quote, list(linked.matches.all()), text)


def state_of(quote: Quote, matches: Sequence[Match], text: PreparedText) -> str:
    """A quote's state in a word; its worst span decides."""
    results = {match.verdict for match in matches}
    if results == {Match.Verdict.NOT_FOUND}:
        return GONE
    if results & {Match.Verdict.NOT_FOUND, Match.Verdict.ALTERED, Match.Verdict.ELIDED}:
        return ALTERED
    if Match.Verdict.AMBIGUOUS in results:
        return UNSURE
    return STILL if all(_at_its_place(quote, match, text) for match in matches) else MOVED


def _at_its_place(quote: Quote, match: Match, text: PreparedText) -> bool:
    """Whether any of the words around it are still the same."""
    if match.place_start is None:
        return False
    hint = Hint.of(quote.capture.text, match.stretch_start, match.stretch_end)
    sides = agreeing_sides(text, (match.place_start, match.place_end), hint)
    return any(sides) or not sides


def recapture(source: Source, *, by=None, ask: Callable = fetch.fetch) -> LinkCheck:
    """Fetch a source again; if its words changed, capture them and compare its quotes.

    A failure is recorded as a link check.
    """
    try:
        page = page_archive.read_page(ask(source.url))
        if source.captures.of_text(unify_line_ends(page.found.body)).exists():
            return link_checks.record(source, Outcome.UNCHANGED, page.answer.status)
        return _changed(source, page, by)
    except fetch.Refused as refusal:
        return link_checks.record_refusal(source, refusal)


@transaction.atomic
def _changed(source: Source, page: page_archive.Page, by) -> LinkCheck:
    """Capture the newer words. The first fetch of a pasted text is no change by itself."""
    fetched_before = source.captures.filter(method=Capture.Method.OWN_FETCH).exists()
    found = compare_earlier_quotes(page_archive.store(source, page, by=by), by=by)
    same = not fetched_before and all(one.state == STILL for one in found)
    outcome = Outcome.ALIVE if same else Outcome.CHANGED
    return link_checks.record(source, outcome, page.answer.status, summary(found))


def summary(found: list[Finding]) -> str:
    """How many quotes are in which state, in words."""
    states = [one.state for one in found]
    counts = [(name, states.count(name)) for name in (STILL, MOVED, ALTERED, UNSURE, GONE)]
    counted = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f"Quotes: {counted}." if counted else ""


@transaction.atomic
def paste_later(source: Source, text: str, *, by, **how) -> tuple[Capture, list[Finding]]:
    """Capture a changed source from pasted text, and compare its quotes."""
    capture = capture_pasted(text, by=by, source=source, **how)
    return capture, compare_earlier_quotes(capture, by=by)
