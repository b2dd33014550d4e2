"""Build a quote's attribution sentence from its rows."""

from collections.abc import Iterable
from datetime import date

from quotes.models import Attribution, Quote, Role
from quotes.text import attribution_sentence as sentences
from quotes.text.circumstances import day_phrase
from quotes.text.parties import Party
from sources.storable_text import plain_text


def attribution_of(quote: Quote) -> sentences.Attribution:
    """What a quote's attribution sentence is built from.

    Costs no query for a quote read `with_parts`; each party's `ref` is its row.
    """
    source = quote.capture.source
    published_by = source.publisher.name if source.publisher and not quote.first_hand else ""
    return sentences.Attribution(
        parties=tuple(party_of(quote, row) for row in quote.attributions.all()),
        cue=quote.cue,
        medium=quote.medium,
        medium_from_evidence=quote.medium_basis == Quote.MediumBasis.EVIDENCE,
        language=source.language,
        published_by=published_by,
        day=day_phrase(quote.said_from, quote.said_to),
    )


def party_of(quote: Quote, row: Attribution) -> Party:
    """One row of an attribution as a party of its sentence."""
    return Party(
        relation=row.relation,
        name=row.party_name if row.speaker_id or row.document_id else "",
        as_named=row.as_named,
        kind="document" if row.document_id else row.speaker.kind if row.speaker_id else "",
        role=role_on_the_day(quote, row),
        affiliation=row.affiliation.name if row.affiliation_id else "",
        how_many=row.how_many,
        anonymity_reason=row.anonymity_reason,
        ref=row,
        unnamed=row.unnamed,
        in_turn=row.in_turn,
    )


def role_on_the_day(quote: Quote, row: Attribution) -> str:
    """The titles of one row's speaker on the day of its quote."""
    if not row.speaker_id:
        return ""
    printed = quote.capture.source.published_on
    return titles_on_the_day(row.speaker.roles.all(), quote.said_from, quote.said_to, printed)


def titles_on_the_day(
    roles: Iterable[Role], said_from: date | None, said_to: date | None, printed: date | None
) -> str:
    """The titles attested for a speaker on the day a quote was said, or else printed."""
    first = said_from or printed
    if first is None:
        return ""
    shown = (role.title for role in roles if role.held_on(first, said_to or first))
    return ", ".join(dict.fromkeys(shown))


def one_line(quote: Quote) -> str:
    """The attribution as one line, for titles, feeds and cards."""
    line = sentences.in_line(sentences.sentence(attribution_of(quote)), plain_text)
    return " ".join(line.split())
