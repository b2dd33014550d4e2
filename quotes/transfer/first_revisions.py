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
_DRAFT: Steps = ((Kind.ENTERED, Status.DRAFT),)
_PUBLISHED: Steps = (
    *_DRAFT,
    (Kind.SUBMITTED, Status.IN_REVIEW),
    (Kind.PUBLISHED, Status.PUBLISHED),
)
#: By the status in another record. What was never public there arrives as a draft.
STEPS: dict[str, Steps] = {
    Status.DRAFT: _DRAFT,
    Status.IN_REVIEW: _DRAFT,
    Status.PUBLISHED: _PUBLISHED,
    Status.WITHDRAWN: (*_PUBLISHED, (Kind.WITHDRAWAL, Status.WITHDRAWN)),
}


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


def begin(
    quotes: Sequence[ImportedQuote], *, publish: bool, reason: str, author: int | None
) -> None:
    """Give each quote a history that begins with its import, in place of its line's.

    Another record's verdicts and evidence don't come with it: here, nobody has checked it. It is
    by whoever entered it there, or else by `author`; with `publish` the program publishes it.
    """
    steps = [STEPS[quote.becomes["status"] if publish else Status.DRAFT] for quote in quotes]
    names, ids = Names(quotes), iter(allot(Revision, sum(map(len, steps))))
    for quote, own in zip(quotes, steps, strict=True):
        by = last_to_change_words_or_speaker(quote) or author
        quote.row["created_by_id"] = quote.row["created_by_id"] or author
        why = [trimmed(reason), *([_why_withdrawn(quote)] if len(own) > len(_PUBLISHED) else [])]
        quote.becomes = _becomes(own)
        quote.row["revision_number"] = len(own)
        quote.parts |= {name: [] for name in PAST}
        quote.parts["revisions"] = [
            {**row, "id": next(ids), "quote_id": quote.row["id"]}
            for row in _revisions(snapshot(quote, names), why, own, by)
        ]


def last_to_change_words_or_speaker(quote: ImportedQuote) -> int | None:
    """Who may not publish it alone: by the history in its line, or else who entered it."""
    changes = [r for r in quote.parts["revisions"] if r["changes_words_or_speaker"]]
    newest = max(changes, key=lambda r: r["number"], default=None)
    return newest["made_by_id"] if newest else quote.row["created_by_id"]


def _why_withdrawn(quote: ImportedQuote) -> str:
    """The public reason in the other record, if its line has it."""
    kinds = (Kind.WITHDRAWAL, Kind.REPLACED)
    given = [r for r in quote.parts["revisions"] if r["kind"] in kinds]
    newest = max(given, key=lambda r: r["number"], default=None)
    return newest["reason"] if newest else ""


def _becomes(steps: Steps) -> Row:
    """The status after the last step, taken now, by nobody but the program."""
    status, now = steps[-1][1], timezone.now()
    return {
        "status": status.value,
        "published_at": now if status in Quote.PUBLIC else None,
        "published_by_id": None,
        "withdrawn_at": now if status == Status.WITHDRAWN else None,
        "withdrawn_by_id": None,
    }


def _revisions(imported: Row, why: list[str], steps: Steps, by: int | None) -> Iterator[Row]:
    """A row for each step; the last reason is that of the last step, the first of all others."""
    for number, (kind, status) in enumerate(steps, 1):
        reason = why[-1] if kind == Kind.WITHDRAWAL else why[0]
        row = table(Revision).read(
            {
                "id": number,
                "number": number,
                "made_at": timezone.now().isoformat(),
                "kind": kind.value,
                "reason": reason or why[0] or "Imported.",
                "is_public": status in Quote.PUBLIC,
                "changes_words_or_speaker": kind == Kind.ENTERED,
                "snapshot": {**imported, "status": status.value},
            },
            {},
        )
        yield row | {"made_by_id": by if kind == Kind.ENTERED else None}


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
