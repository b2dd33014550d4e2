"""Public changes: to quotes, and to the speakers, sources, publishers and topics around them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import DateTimeField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse

from quotes import visibility
from quotes.models import PublicChange, Revision
from quotes.public.formats import atom
from quotes.public.formats.data import change_data
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.list_filters import CORRECTIONS, CorrectionFilter
from quotes.public.listing.pagination import page as page_of
from quotes.public.presentation import history, row_changes
from quotes.public.presentation.cards import give_sentences
from quotes.public.presentation.loading import load

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
#: What is listed: changes of quotes, and of the rows around them.
Changes = tuple[QuerySet[Revision], QuerySet[PublicChange]]


@read_only
def corrections(request):
    """Every public change, newest first, before and after."""
    requested = [CorrectionFilter(request.GET, queryset=changes) for changes in everything()]
    of_quotes, of_rows = (one.qs for one in requested)
    rows = page_of(moments_of((of_quotes, of_rows)), request.GET)
    context = {
        "page": rows,
        "changes": entries((of_quotes, of_rows), rows.rows),
        "filter": requested[0],
    }
    return render(request, "quotes/corrections.html", context, status=requested[0].status)


def everything() -> Changes:
    return public_changes(), changes_of_rows()


def public_changes() -> QuerySet[Revision]:
    """Public changes to public quotes, each with the moment that it took effect."""
    still_public = Exists(visibility.quotes().filter(pk=OuterRef("quote")))
    return (
        Revision.objects.public()
        .filter(still_public, kind__in=CORRECTIONS)
        # Not the column itself, or SQLite would go down through every revision in its order.
        .annotate(at=Coalesce(F("made_at"), F("made_at"), output_field=DateTimeField()))
    )


def changes_of_rows() -> QuerySet[PublicChange]:
    """Changes to the rows around quotes that readers see, or saw until a later one."""
    return PublicChange.objects.listed().annotate(at=F("applied_at"))


def moments_of(changes: Changes):
    """The moments of changes as keys of a page's rows: in microseconds."""

    def keys(limit: int, *, below: int | None = None, above: int | None = None) -> list[int]:
        found: set[int] = set()
        for some in changes:
            if above is not None:
                wanted = some.filter(at__gt=moment(above)).order_by("at")
            elif below is not None:
                wanted = some.filter(at__lt=moment(below)).order_by("-at")
            else:
                wanted = some.order_by("-at")
            found |= {key_of(when) for when in wanted.values_list("at", flat=True)[:limit]}
        return sorted(found, reverse=above is None)[:limit]

    return keys


def key_of(when: dt.datetime) -> int:
    return (when - EPOCH) // MICROSECOND


def moment(key: int) -> dt.datetime:
    try:
        return EPOCH + key * MICROSECOND
    except OverflowError:
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def entries(changes: Changes, keys: Iterable[int]) -> list[dict]:
    """The changes of these moments, newest first; each of a quote, or of another row."""
    of_quotes, of_rows = (some.filter(at__in=[moment(key) for key in keys]) for some in changes)
    around = row_changes.described(of_rows.order_by("pk"))
    found = [
        *with_quotes(of_quotes.order_by("pk")),
        *({"row": one, "change": one} for one in around),
    ]
    return sorted(found, key=lambda entry: entry["change"].at)[::-1]


def with_quotes(revisions) -> list[dict]:
    """Each change with its quote, and the difference to what the public saw before it."""
    ids = {revision.quote_id for revision in revisions}
    quotes = {quote.pk: quote for quote in load(visibility.quotes().filter(pk__in=ids))}
    give_sentences(quotes.values())
    by_revision = {}
    for revision in Revision.objects.public().filter(quote__in=ids).order_by("quote", "number"):
        by_revision.setdefault(revision.quote_id, []).append(revision)
    changes = {
        change.revision.pk: change
        for of_quote in by_revision.values()
        for change in history.changes(of_quote)
    }
    return [{"quote": quotes[r.quote_id], "change": changes[r.pk]} for r in revisions]


def newest() -> list[dict]:
    return entries(everything(), moments_of(everything())(atom.SIZE))


@read_only
@allow_cross_origin
def corrections_atom(request):
    """The newest public changes, to be followed."""
    page = request.build_absolute_uri(reverse("corrections"))
    feed = atom.begin("Verbatim: corrections", page, request.build_absolute_uri())
    for entry in newest():
        add = atom.add_change if "quote" in entry else atom.add_row_change
        add(feed, entry, request.build_absolute_uri)
    return atom.sent(feed)


@read_only
@allow_cross_origin
def corrections_json(request):
    """The newest public changes, as data."""
    found = [change_data(entry, request.build_absolute_uri) for entry in newest()]
    return JsonResponse({"corrections": found}, json_dumps_params={"ensure_ascii": False})
