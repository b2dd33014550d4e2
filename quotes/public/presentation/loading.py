"""Quotes loaded with all that a page shows of them, in a fixed number of queries."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from quotes import visibility
from quotes.models import Attribution, Quote, Review, Revision
from quotes.standing import give_standings

#: Reviews with all that is shown of them.
REVIEWS = Review.objects.select_related(
    "reviewed_by", "seconded_by", "evidence__hop__speaker", "evidence__hop__document"
)


def ready(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Everything a card shows of these quotes; `prepare` must follow before they are shown."""
    changed = Revision.objects.public().filter(quote=OuterRef("pk")).order_by("-number")
    public = Revision.objects.public().filter(quote=OuterRef("pk")).order_by()
    versions = public.values("quote").annotate(number_of=Count("pk"))
    worded = Revision.objects.filter(quote=OuterRef("pk"), changes_words_or_speaker=True)
    parties = Attribution.objects.select_related(
        "speaker", "document__publisher", "affiliation"
    ).order_by("position")
    return (
        quotes.select_related("capture__source__publisher")
        .light()
        .prefetch_related(
            "segments",
            Prefetch("attributions", queryset=parties),
            visibility.roles_of("attributions__speaker__roles"),
            Prefetch("reviews", queryset=REVIEWS),
            "topics",
        )
        .annotate(
            worded_in=Subquery(worded.order_by("-number").values("number")[:1]),
            changed_at=Subquery(changed.values("made_at")[:1]),
            public_version=Subquery(versions.values("number_of")),
        )
    )


def prepare(quotes: Iterable[Quote]) -> list[Quote]:
    """Add the titles of their sources, their newest verdict and their comparison.

    Each gets `review`, the newest verdict or None, and `earlier_wording`,
    whether that verdict was given on other words than are now, and `standing`, all of
    that and what the program found in words.
    """
    quotes = list(quotes)
    documents = [quote.capture.source for quote in quotes]
    documents += [a.document for quote in quotes for a in quote.attributions.all() if a.document]
    visibility.give_outlets(documents)
    give_standings(quotes)
    for quote in quotes:
        reviews = list(quote.reviews.all())
        for review in reviews:
            review.earlier_wording = review.quote_revision < (quote.worded_in or 0)
        quote.review = reviews[0] if reviews else None
        quote.earlier_wording = quote.review is not None and quote.review.earlier_wording
    return quotes


def load(quotes: QuerySet[Quote]) -> list[Quote]:
    """Query the quotes with `ready` and `prepare` them."""
    return prepare(ready(quotes))
