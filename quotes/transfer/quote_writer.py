"""Write imported quotes, many at a time, with all their parts and their index entries."""

from collections.abc import Sequence

from quotes.models import Evidence, Quote, Review
from quotes.models.quote import order_day
from quotes.search import counts
from quotes.search.documents import Facts, entry_from, parties_by_token
from quotes.search.engines import engine
from quotes.transfer.imported_quote import SET_LATER, ImportedQuote, position_of
from quotes.transfer.line_format import PARTS
from quotes.transfer.table_rows import Row, as_stored, table
from sources.db.bulk import update, write
from sources.models import Capture

Status = Quote.Status


def write_quotes(quotes: Sequence[ImportedQuote]) -> None:
    """Write quotes with their parts, in the status that each `becomes`."""
    table(Quote).insert([quote.row for quote in quotes])
    for name, model in PARTS.items():
        table(model).insert([part for quote in quotes for part in quote.parts[name]])
    through = Quote.topics.through._meta.db_table
    pairs = [(quote.row["id"], topic) for quote in quotes for topic in quote.topics]
    write(through, ("quote_id", "topic_id"), pairs)
    _set_status(quotes)
    _index([quote for quote in quotes if quote.becomes["status"] == Status.PUBLISHED])


def _set_status(quotes: Sequence[ImportedQuote]) -> None:
    """Take each quote to its status, one step at a time, as the database's triggers demand."""
    steps = {
        Status.IN_REVIEW: (Status.IN_REVIEW, Status.PUBLISHED, Status.WITHDRAWN),
        Status.PUBLISHED: (Status.PUBLISHED, Status.WITHDRAWN),
        Status.WITHDRAWN: (Status.WITHDRAWN,),
    }
    for step, reached_by in steps.items():
        rows = [quote for quote in quotes if quote.becomes["status"] in reached_by]
        names = {Status.IN_REVIEW: (), Status.PUBLISHED: SET_LATER[:2]}.get(step, SET_LATER)
        values = [
            (quote.row["id"], str(step), *(as_stored(quote.becomes[name]) for name in names))
            for quote in rows
        ]
        update(Quote, ("status", *names), values)


def _index(quotes: Sequence[ImportedQuote]) -> None:
    """Write the index entries of quotes just written, without reading them back."""
    columns = "captured_at published_on time_zone language publisher".split()
    columns[1:] = [f"source__{name}" for name in columns[1:]]
    captures = Capture.objects.filter(pk__in={quote.row["capture_id"] for quote in quotes})
    by_capture = {pk: values for pk, *values in captures.values_list("pk", *columns)}
    facts = [_facts(quote, *by_capture[quote.row["capture_id"]]) for quote in quotes]
    rows = [entry_from(one) for one in facts]
    engine().write(rows)
    counts.change((row.key, row.filters) for row in rows)


def _facts(
    imported: ImportedQuote, captured_at, published_on, time_zone: str, language: str, publisher
) -> Facts:
    """The facts that `facts_of` would read back."""
    quote, parts = imported.row, imported.parts
    parties = sorted(parts["attributions"], key=position_of)
    newest = max(parts["reviews"], key=lambda r: (r["reviewed_at"], r["id"]), default=None)
    day = order_day(quote["said_from"], published_on, captured_at, time_zone)
    return Facts(
        quote_id=quote["id"],
        day=day,
        said=(quote["said_from"] or day, quote["said_to"] or day),
        kind=quote["kind"],
        words=" ".join(s["words"] for s in sorted(parts["segments"], key=position_of)),
        printed=language,
        original_words=quote["original_words"],
        spoken=quote["spoken_language"],
        around=[*(party["as_named"] for party in parties), quote["cue"], quote["medium"]],
        verdict=newest["verdict"] if newest else Review.Verdict.UNCHECKED,
        publisher=publisher,
        parties=parties_by_token(
            (p["relation"], p["speaker_id"], p["affiliation_id"], p["document_id"]) for p in parties
        ),
        topics=imported.topics,
        has_primary=quote["first_hand"] or any(map(_is_primary, parts["evidence"])),
        medium=quote["medium"],
    )


def _is_primary(evidence: Row) -> bool:
    return evidence["purpose"] == Evidence.Purpose.PRIMARY and evidence["unlinked_at"] is None
