"""A quote as plain data, for JSON and for what tables say of it.

The words are those of the source. The data has no more than the quote's page
shows; what the source withholds is left out.
"""

from quotes.attribution import attribution_of, one_line
from quotes.models import Attribution, Quote
from quotes.public.formats.knowledge import (
    Address,
    evidence_of,
    fact_checks_of,
    related_to,
    verdicts_of,
)
from quotes.public.presentation.urls import quote_url, source_url, speaker_url, topic_url
from quotes.text import attribution_sentence as sentences
from sources.models import Source


def record(quote: Quote, address: Address) -> dict:
    """One quote, as `presentation.loading` prepares it, with its `knowledge`."""
    return {
        "id": quote.pk,
        "url": address(quote_url(quote)),
        "status": quote.status,
        "version": quote.public_version,
        "kind": quote.kind,
        "standing": standing_of(quote),
        "words": quote.words,
        "segments": [
            {"start": s.start, "end": s.end, "words": s.words} for s in quote.segments.all()
        ],
        "attribution": attribution(quote, address),
        "medium": quote.medium,
        "medium_basis": quote.medium_basis if quote.medium else None,
        "first_hand": quote.first_hand,
        "said": {"from": quote.said_from, "to": quote.said_to, "at": quote.said_at},
        "spoken_language": {"code": quote.spoken_language, "basis": quote.language_basis},
        "original_words": quote.original_words,
        "translator": quote.translator,
        "source": document(quote.capture.source, address) | {"capture": captured(quote)},
        "review": reviewed(quote),
        "reviews": verdicts_of(quote),
        "evidence": evidence_of(quote, lambda source: document(source, address)),
        "fact_checks": fact_checks_of(quote),
        "related": related_to(quote, address),
        "topics": [
            {"id": t.pk, "name": t.name, "url": address(topic_url(t))} for t in quote.topics.all()
        ],
    }


def standing_of(quote: Quote) -> dict:
    """The status of the quote in words; `original` has the original's where they differ."""
    standing = quote.standing
    return {
        "code": standing.code,
        "words": standing.said,
        "answer": standing.answer,
        "compared": standing.fine,
        "original": standing.original or None,
    }


def attribution(quote: Quote, address: Address) -> dict:
    return {
        "sentence": sentences.plain(sentences.sentence(attribution_of(quote))),
        "cue": quote.cue,
        "parties": [party(a, address) for a in quote.attributions.all()],
    }


def party(a: Attribution, address: Address) -> dict:
    """A party with only the keys that it has: a speaker, a document, or that it is unnamed.

    One with none of these isn't linked; whether somebody is behind the name is not known.
    """
    relation = "audience" if a.is_audience else a.relation
    result: dict = {"relation": relation, "as_named": a.as_named}
    if a.in_turn:
        result["in_turn"] = True
    if a.speaker:
        result["speaker"] = _speaker(a.speaker, address)
    if a.document:
        result["document"] = document(a.document, address)
    if a.is_unnamed:
        result["unnamed"] = {
            "affiliation": _speaker(a.affiliation, address) if a.affiliation else None,
            "how_many": a.how_many,
            "reason": a.anonymity_reason,
        }
    return result


def _speaker(speaker, address: Address) -> dict:
    return {
        "id": speaker.pk,
        "name": speaker.name,
        "kind": speaker.kind,
        "url": address(speaker_url(speaker)),
    }


def document(source: Source, address: Address) -> dict:
    return {
        "id": source.pk,
        "url": address(source_url(source)),
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher.name if source.publisher else None,
        "author": source.author or None,
        "published_on": source.published_on,
        "published_at": source.published_at,
        "time_zone": source.time_zone or None,
        "place": source.place or None,
        "language": source.language or None,
        "original": source.url or None,
        "display": source.display,
    }


def captured(quote: Quote) -> dict:
    capture = quote.capture
    withheld = capture.source.display == Source.Display.WITHHELD
    return {
        "id": capture.pk,
        "method": capture.method,
        "captured_at": capture.captured_at,
        "sha256": None if withheld else capture.sha256,
    }


def reviewed(quote: Quote) -> dict:
    """The newest verdict, and whether it was given on an earlier wording."""
    if quote.review is None:
        return {"verdict": "unchecked", "earlier_wording": False}
    return {
        "verdict": quote.review.verdict,
        "earlier_wording": quote.earlier_wording,
        "reason": quote.review.reason,
        "reviewed_at": quote.review.reviewed_at,
    }


def change_data(entry: dict, address: Address) -> dict:
    """A public change: of a quote, or of a row around quotes, with what it changed."""
    change, quote = entry["change"], entry.get("quote")
    url = quote_url(quote) if quote else entry["row"].url
    return {
        "of": "quote" if quote else entry["row"].noun,
        "id": quote.pk if quote else entry["row"].change.row,
        "title": one_line(quote) if quote else entry["row"].title,
        "url": address(url) if url else None,
        "change": change.label,
        "at": change.at,
        "reason": change.reason,
        "differences": [
            {"label": d.label, "before": d.before, "after": d.after} for d in change.differences
        ],
    }
