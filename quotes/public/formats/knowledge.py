"""What the record knows of quotes beside their words: evidence, verdicts, fact-checks, relations.

Read for many quotes in a fixed number of queries. What a source withholds is left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from quotes import visibility
from quotes.models import Attribution, Evidence, FactCheck, Match, Quote, QuoteLink
from quotes.public.presentation.urls import source_url
from sources.models import Source

#: From a path to a whole address.
Address = Callable[[str], str]


@dataclass
class Knowledge:
    """Evidence, fact-checks and links of one quote; links only to public quotes."""

    evidence: list[Evidence] = field(default_factory=list)
    fact_checks: list[FactCheck] = field(default_factory=list)
    links: list[QuoteLink] = field(default_factory=list)


def give_knowledge(quotes: Iterable[Quote]) -> list[Quote]:
    """Give each quote its `knowledge`."""
    quotes = list(quotes)
    known: dict[int, Knowledge] = defaultdict(Knowledge)
    ids = [quote.pk for quote in quotes]
    for one in _evidence(ids):
        known[one.quote_id].evidence.append(one)
    for check in FactCheck.objects.filter(quote__in=ids).order_by("pk"):
        known[check.quote_id].fact_checks.append(check)
    for link in _links(ids):
        for end in {link.from_quote_id, link.to_quote_id} & set(ids):
            known[end].links.append(link)
    for quote in quotes:
        quote.knowledge = known[quote.pk]
    return quotes


def _evidence(ids: list[int]) -> list[Evidence]:
    hops = Attribution.objects.select_related("speaker", "document")
    linked = list(
        visibility.evidence()
        .filter(quote__in=ids)
        .select_related("capture__source__publisher")
        .defer("capture__text", "capture__outlet_correction")
        .prefetch_related("matches", Prefetch("hop", queryset=hops))
        .order_by("quote", "pk")
    )
    visibility.give_outlets([one.capture.source for one in linked])
    return linked


def _links(ids: list[int]) -> Iterable[QuoteLink]:
    public = visibility.quotes().values("pk")
    return QuoteLink.objects.filter(
        Q(from_quote__in=ids) | Q(to_quote__in=ids), from_quote__in=public, to_quote__in=public
    ).order_by("pk")


def evidence_of(quote: Quote, document: Callable[[Source], dict]) -> list[dict]:
    """Each comparison with its source, its day and the result for each span of the quote."""
    return [
        {
            "purpose": one.purpose,
            "proves": "what was said" if _reaches_speaker(one) else one.hop.relation,
            "source": document(one.capture.source),
            "text": {"method": one.capture.method, "captured_at": one.capture.captured_at},
            "linked_at": one.linked_at,
            "matches": [_match(quote, match, one) for match in one.matches.all()],
            "reading": one.reading or None,
            "earlier_wording": one.quote_revision < (quote.worded_in or 0),
        }
        for one in quote.knowledge.evidence
    ]


def _reaches_speaker(one: Evidence) -> bool:
    return one.hop is None or one.hop.is_voice


def _match(quote: Quote, match: Match, one: Evidence) -> dict:
    withheld = one.capture.source.display == Source.Display.WITHHELD
    found = match.place_start is not None and not withheld
    return {
        "start": match.stretch_start,
        "end": match.stretch_end,
        "words": words_between(quote, match.stretch_start, match.stretch_end),
        "result": match.verdict,
        "found_at": {"start": match.place_start, "end": match.place_end} if found else None,
        "differences": match.detail.get("diff", []) if found else [],
    }


def words_between(quote: Quote, start: int, end: int) -> str:
    """A quote's words at a place in its source, as far as its segments have them."""
    return "".join(
        s.words[max(start - s.start, 0) : max(end - s.start, 0)] for s in quote.segments.all()
    )


def verdicts_of(quote: Quote) -> list[dict]:
    """Every verdict of a person, the newest first."""
    return [
        {
            "verdict": review.verdict,
            "reason": review.reason,
            "difference": review.difference or None,
            "reviewed_at": review.reviewed_at,
            "earlier_wording": review.earlier_wording,
        }
        for review in quote.reviews.all()
    ]


def with_difference(verdict: dict) -> str:
    """The reason of a verdict, with the difference that was named where words were confirmed."""
    named = verdict["difference"]
    return f"{verdict['reason']} Difference: {named}" if named else verdict["reason"]


def fact_checks_of(quote: Quote) -> list[dict]:
    return [
        {
            "publisher": check.publisher,
            "rating": check.rating,
            "url": check.url,
            "published_on": check.published_on,
        }
        for check in quote.knowledge.fact_checks
    ]


def related_to(quote: Quote, address: Address) -> list[dict]:
    """Related quotes; `from` is the quote that the relation starts at."""
    return [
        {
            "relation": link.relation,
            "from": address(f"/quotes/{link.from_quote_id}/"),
            "to": address(f"/quotes/{link.to_quote_id}/"),
            "reason": link.reason,
        }
        for link in quote.knowledge.links
    ]


def evidence_in_a_line(quote: Quote, address: Address) -> str:
    """Evidence as one cell: purpose, source, day, address, and the result for each span."""
    lines = []
    for one in quote.knowledge.evidence:
        source = one.capture.source
        day = source.published_on.isoformat() if source.published_on else ""
        results = ", ".join(match.verdict for match in one.matches.all()) or one.reading
        named = ", ".join(filter(None, (source.kind, source.title, day)))
        lines.append(f"{one.purpose}: {named}, {address(source_url(source))}: {results}")
    return "\n".join(lines)
