"""The first revisions of quotes that are imported without a history of their own."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from quotes.editorial import revisions
from quotes.models import Quote, Revision, Speaker, Topic
from quotes.transfer.imported_quote import ImportedQuote, position_of
from quotes.transfer.line_format import PAST
from quotes.transfer.table_rows import Row, table
from sources.db.bulk import allot
from sources.models import Source
from sources.storable_text import trimmed

Kind, Status = Revision.Kind, Quote.Status
#: The revisions of an imported quote in order, each with the status after it.
Steps = Sequence[tuple[Kind, Status]]
DRAFT: Steps = ((Kind.ENTERED, Status.DRAFT),)
PUBLISHED: Steps = (
    *DRAFT,
    (Kind.SUBMITTED, Status.IN_REVIEW),
    (Kind.PUBLISHED, Status.PUBLISHED),
)


class Names:
    """The names of the speakers, documents and topics that a batch of quotes refers to."""

    def __init__(self, quotes: Sequence[ImportedQuote]) -> None:
        parties = [party for quote in quotes for party in quote.parts["attributions"]]
        speakers = {p[name] for p in parties for name in ("speaker_id", "affiliation_id")}
        documents = Source.objects.with_opening().in_bulk({p["document_id"] for p in parties})
        topics = {pk for quote in quotes for pk in quote.topics}
        self.speakers = dict(Speaker.objects.filter(pk__in=speakers).values_list("pk", "name"))
        self.documents = {pk: source.title for pk, source in documents.items()}
        self.topics = dict(Topic.objects.filter(pk__in=topics).values_list("pk", "name"))

    def of(self, party: Row) -> str:
        if party["speaker_id"]:
            return self.speakers[party["speaker_id"]]
        if party["document_id"]:
            return self.documents[party["document_id"]]
        return party["as_named"]


def replace_history(quotes: Sequence[ImportedQuote], reason: str, steps: Steps = DRAFT) -> None:
    """Give each quote revisions for its import in place of any history that its line has."""
    names, ids = Names(quotes), iter(allot(Revision, len(quotes) * len(steps)))
    for quote in quotes:
        by = last_to_change_words_or_speaker(quote)
        quote.row["revision_number"] = len(steps)
        quote.parts |= {name: [] for name in PAST}
        made = _revisions(snapshot(quote, names), trimmed(reason), steps)
        quote.parts["revisions"] = [
            {**row, "id": next(ids), "quote_id": quote.row["id"], "made_by_id": by} for row in made
        ]


def last_to_change_words_or_speaker(quote: ImportedQuote) -> int | None:
    """Who may not publish it alone: by the history in its line, or else who entered it."""
    changes = [r for r in quote.parts["revisions"] if r["changes_words_or_speaker"]]
    newest = max(changes, key=lambda r: r["number"], default=None)
    return newest["made_by_id"] if newest else quote.row["created_by_id"]


def _revisions(imported: Row, reason: str, steps: Steps) -> Iterator[Row]:
    for number, (kind, status) in enumerate(steps, 1):
        yield table(Revision).read(
            {
                "id": number,
                "number": number,
                "made_at": timezone.now().isoformat(),
                "kind": kind.value,
                "reason": reason or "Imported.",
                "is_public": status in Quote.PUBLIC,
                "changes_words_or_speaker": kind == Kind.ENTERED,
                "snapshot": {**imported, "status": status.value},
            },
            {},
        )


def snapshot(quote: ImportedQuote, names: Names) -> dict:
    """The snapshot that `revisions.snapshot` would make of the quote once it is written."""
    segments = sorted(quote.parts["segments"], key=position_of)
    parties = sorted(quote.parts["attributions"], key=position_of)
    topics = sorted((names.topics[pk], pk) for pk in quote.topics)
    return revisions.snapshot_of(
        {"parent_id": None, "replaces_id": None} | quote.row,
        segments=[{name: row[name] for name in revisions.SEGMENT} for row in segments],
        parties=[
            revisions.party_of(row, names.of(row), names.speakers.get(row["affiliation_id"], ""))
            for row in parties
        ],
        topics=[{"id": pk, "name": name} for name, pk in topics],
    )
