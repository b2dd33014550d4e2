"""A quote in schema.org's terms (JSON-LD), for search engines; never more than its page shows."""

from quotes.attribution import one_line
from quotes.models import (
    Attribution,
    Evidence,
    FactCheck,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Speaker,
)
from quotes.public.formats.knowledge import Address, related_to, verdicts_of, with_difference
from quotes.public.presentation.urls import quote_url, same_as_urls, source_url, speaker_url
from sources.models import Source

TYPES = {Speaker.Kind.PERSON: "Person"}
DOCUMENTS = {
    Source.Kind.ARTICLE: "NewsArticle",
    Source.Kind.POST: "SocialMediaPosting",
    Source.Kind.VIDEO: "VideoObject",
    Source.Kind.AUDIO: "AudioObject",
    Source.Kind.IMAGE: "ImageObject",
}


def quotation(quote: Quote, address: Address, corrections: list[Revision] = ()) -> dict:
    """A paraphrase isn't called a Quotation: nobody is said to have used these words."""
    paraphrase = quote.kind == Quote.Kind.PARAPHRASE
    voices = [a for a in quote.attributions.all() if a.is_voice and a.speaker]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "CreativeWork" if paraphrase else "Quotation",
            "@id": address(quote_url(quote)),
            "url": address(quote_url(quote)),
            "abstract" if paraphrase else "text": quote.words,
            "description": f"{one_line(quote)} {quote.standing.said}",
            "creator": [speaker(a.speaker, address) for a in voices],
            "inLanguage": quote.capture.source.language,
            "dateCreated": _day(quote),
            "isPartOf": document(quote.capture.source, address),
            "contributor": [
                speaker(a.speaker, address)
                for a in quote.attributions.all()
                if a.speaker and a.relation in Attribution.CARRIERS
            ],
            "creativeWorkStatus": quote.standing.said,
            "citation": [_evidence(one, address) for one in quote.knowledge.evidence],
            "review": [_review(one) for one in verdicts_of(quote)],
            "subjectOf": [_fact_check(one) for one in quote.knowledge.fact_checks],
            "mentions": [_related(one) for one in related_to(quote, address)],
            "about": [{"@type": "Thing", "name": topic.name} for topic in quote.topics.all()],
            "correction": [_correction(revision) for revision in corrections],
        }
    )


def speaker(shown: Speaker, address: Address) -> dict:
    """A person or an organisation; `sameAs` has their pages on other sites."""
    return _filled(
        {
            "@type": TYPES.get(shown.kind, "Organization"),
            "@id": address(speaker_url(shown)),
            "name": shown.name,
            "url": address(speaker_url(shown)),
            "sameAs": same_as_urls(shown),
        }
    )


def document(source: Source, address: Address) -> dict:
    outlet = source.publisher
    return _filled(
        {
            "@type": DOCUMENTS.get(source.kind, "CreativeWork"),
            "@id": address(source_url(source)),
            "headline": source.headline.strip(),
            "name": source.title,
            "url": source.url or address(source_url(source)),
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "publisher": {"@type": "Organization", "name": outlet.name} if outlet else None,
            "datePublished": source.published_on.isoformat() if source.published_on else None,
            "inLanguage": source.language,
        }
    )


def _evidence(one: Evidence, address: Address) -> dict:
    """The source compared, with the result for each span."""
    results = ", ".join(match.get_verdict_display() for match in one.matches.all())
    what = f"{one.get_purpose_display()}: {results or one.get_reading_display()}"
    return document(one.capture.source, address) | {"description": what.rstrip(": ")}


def _review(one: dict) -> dict:
    verdict = Review.Verdict(one["verdict"]).label
    earlier = " (for an earlier wording)" if one["earlier_wording"] else ""
    return {
        "@type": "Review",
        "name": f"{verdict}{earlier}",
        "reviewBody": with_difference(one),
        "datePublished": one["reviewed_at"].isoformat(),
    }


def _fact_check(one: FactCheck) -> dict:
    return _filled(
        {
            "@type": "ClaimReview",
            "url": one.url,
            "author": {"@type": "Organization", "name": one.publisher},
            "reviewRating": {"@type": "Rating", "alternateName": one.rating},
            "datePublished": one.published_on.isoformat() if one.published_on else None,
        }
    )


def _related(one: dict) -> dict:
    relation = QuoteLink.Relation(one["relation"]).label
    return {
        "@type": "Quotation",
        "@id": one["to"],
        "description": f"{relation}: {one['from']} → {one['to']}. {one['reason']}",
    }


def _day(quote: Quote) -> str | None:
    one_day = quote.said_from and quote.said_from == quote.said_to
    return quote.said_from.isoformat() if one_day else None


def _correction(revision: Revision) -> dict:
    return {
        "@type": "CorrectionComment",
        "text": f"{revision.get_kind_display()}: {revision.reason}",
        "datePublished": revision.made_at.isoformat(),
    }


def _filled(thing: dict) -> dict:
    """Without the fields that are unknown: schema.org has no value for unknown."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
