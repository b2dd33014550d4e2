"""What the public may see, said once.

Everything is public through a quote that is published, or was and is now
withdrawn. A source, publisher, speaker, name, role or topic that only drafts
use is not public: pages, lists, counts, choices, suggestions, feeds and files
all ask here, and treat it as if it didn't exist.

Which quotes lists, feeds and files hold is decided by what they read: the search index, into
which `quotes/search` puts published quotes only, or `Quote.objects.published()`.
"""

from collections.abc import Iterable

from django.db.models import (
    Exists,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)

from quotes.models import (
    Attribution,
    Evidence,
    OwnDocument,
    Quote,
    Role,
    Speaker,
    SpeakerName,
    Topic,
)
from sources.models import Capture, Publisher, Source

#: How far up a speaker that is part of a public one is shown: delegation, movement, alliance, bloc.
LEVELS = 4


def quotes() -> QuerySet[Quote]:
    return Quote.objects.public()


def captures() -> QuerySet[Capture]:
    """The texts in which public quotes were found, or with which they are compared."""
    return Capture.objects.filter(
        _quoted(capture=OuterRef("pk")) | _compared(capture=OuterRef("pk"))
    )


def sources() -> QuerySet[Source]:
    """Documents quoted, compared with, or themselves a party to a public quote."""
    return Source.objects.filter(
        _quoted(capture__source=OuterRef("pk"))
        | _compared(capture__source=OuterRef("pk"))
        | _named(document=OuterRef("pk"))
    )


def publishers() -> QuerySet[Publisher]:
    """Those of public sources, and those that are public speakers themselves."""
    return Publisher.objects.filter(
        Exists(sources().filter(publisher=OuterRef("pk")))
        | Exists(speakers().filter(publisher=OuterRef("pk")))
    )


def speakers() -> QuerySet[Speaker]:
    """Parties to public quotes, the affiliations of their unnamed speakers, and what these are part of."""
    return Speaker.objects.unmerged().filter(_speaks_or_its_parts(LEVELS))


def roles() -> QuerySet[Role]:
    """Titles, except those attested only by a text that isn't public."""
    attested = Exists(captures().filter(pk=OuterRef("attested_in")))
    return Role.objects.filter(Q(attested_in=None) | attested)


def topics() -> QuerySet[Topic]:
    return Topic.objects.filter(_quoted(topics=OuterRef("pk")))


def is_public(row: Model) -> bool:
    """Whether readers may see a row of one of the tables that change in public."""
    if isinstance(row, SpeakerName | Role):
        return is_public(row.speaker)
    if isinstance(row, Quote):
        return row.is_public
    if isinstance(row, OwnDocument):
        return is_public(row.document)
    public = {Speaker: speakers, Source: sources, Publisher: publishers, Topic: topics}
    return public[row._meta.concrete_model]().filter(pk=row.pk).exists()


def evidence() -> QuerySet[Evidence]:
    """Evidence of public quotes that hasn't been unlinked."""
    return Evidence.objects.filter(unlinked_at=None, quote__status__in=Quote.PUBLIC)


def _quoted(**which) -> Exists:
    return Exists(quotes().filter(**which))


def _compared(**which) -> Exists:
    return Exists(evidence().filter(**which))


def _named(**which) -> Exists:
    return Exists(Attribution.objects.filter(quote__status__in=Quote.PUBLIC, **which))


def _speaks_or_its_parts(levels: int) -> Q:
    speaks = _named(speaker=OuterRef("pk")) | _named(affiliation=OuterRef("pk"))
    if levels == 0:
        return Q(speaks)
    parts = Speaker.objects.filter(part_of=OuterRef("pk")).filter(_speaks_or_its_parts(levels - 1))
    return Q(speaks) | Q(Exists(parts))


def give_outlets(documents: Iterable[Source]) -> None:
    """Load the publishers that sources without a headline are named by, in one query."""
    untitled = [document for document in documents if not document.headline.strip()]
    prefetch_related_objects(untitled, "publisher")


def roles_of(path: str) -> Prefetch:
    """Prefetch a speaker's public roles, wherever the speaker is reached from."""
    return Prefetch(path, queryset=roles())
