"""Quotes whose history begins with their arrival."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from quotes.editorial import revisions
from quotes.models import Quote, Revision, Speaker, Topic
from quotes.transfer.lines import PAST
from quotes.transfer.tables import Row, table
from sources.db.bulk import allot
from sources.models import Source

if TYPE_CHECKING:
    from quotes.transfer.quotes import Arrival


Sort, Status = Revision.Sort, Quote.Status
#: What a quote goes through as it arrives, and as what it comes out of each step.
Steps = Sequence[tuple[Sort, Status]]
DRAFT: Steps = ((Sort.ENTERED, Status.DRAFT),)
PUBLISHED: Steps = (
    *DRAFT,
    (Sort.SUBMITTED, Status.IN_REVIEW),
    (Sort.PUBLISHED, Status.PUBLISHED),
)


class Names:
    """What the rows that quotes name are called, read once for a batch."""

    def __init__(self, arrived: "Sequence[Arrival]") -> None:
        parties = [party for one in arrived for party in one.parts["attributions"]]
        speakers = {p[name] for p in parties for name in ("speaker_id", "affiliation_id")}
        documents = Source.objects.with_opening().in_bulk({p["document_id"] for p in parties})
        topics = {pk for one in arrived for pk in one.topics}
        self.speakers = dict(Speaker.objects.filter(pk__in=speakers).values_list("pk", "name"))
        self.documents = {pk: source.title for pk, source in documents.items()}
        self.topics = dict(Topic.objects.filter(pk__in=topics).values_list("pk", "name"))

    def of(self, party: Row) -> str:
        if party["speaker_id"]:
            return self.speakers[party["speaker_id"]]
        if party["document_id"]:
            return self.documents[party["document_id"]]
        return party["as_named"]


def begin_anew(arrived: "Sequence[Arrival]", reason: str, steps: Steps = DRAFT) -> None:
    """In place of what each quote has been through, its arrival."""
    names, ids = Names(arrived), iter(allot(Revision, len(arrived) * len(steps)))
    for one in arrived:
        one.quote["revision_number"] = len(steps)
        one.parts |= {name: [] for name in PAST}
        made = _revisions(snapshot(one, names), reason.strip(), steps)
        one.parts["revisions"] = [
            {**row, "id": next(ids), "quote_id": one.quote["id"]} for row in made
        ]


def _revisions(arrived: Row, reason: str, steps: Steps) -> Iterator[Row]:
    for number, (sort, status) in enumerate(steps, 1):
        yield table(Revision).read(
            {
                "id": number,
                "number": number,
                "made_at": timezone.now().isoformat(),
                "sort": sort.value,
                "reason": reason or "Imported.",
                "is_public": status in Quote.PUBLIC,
                "changes_words_or_speaker": sort == Sort.ENTERED,
                "snapshot": {**arrived, "status": status.value},
            },
            {},
        )


def snapshot(one: "Arrival", names: Names) -> dict:
    """What `revising.snapshot` would read back."""
    segments = sorted(one.parts["segments"], key=lambda row: row["position"])
    parties = sorted(one.parts["attributions"], key=lambda row: row["position"])
    topics = sorted((names.topics[pk], pk) for pk in one.topics)
    return revisions.snapshot_of(
        {"parent_id": None, "replaces_id": None} | one.quote,
        segments=[{name: row[name] for name in revisions.SEGMENT} for row in segments],
        parties=[
            revisions.party_of(row, names.of(row), names.speakers.get(row["affiliation_id"], ""))
            for row in parties
        ],
        topics=[{"id": pk, "name": name} for name, pk in topics],
    )
