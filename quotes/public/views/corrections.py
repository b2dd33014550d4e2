"""Public changes to quotes: the page and the feed."""

from django.db.models import Exists, F, OuterRef
from django.shortcuts import render
from django.urls import reverse

from quotes import visibility
from quotes.models import Revision
from quotes.public.formats import atom
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.list_filters import CORRECTIONS, CorrectionFilter
from quotes.public.listing.pagination import queryset_page
from quotes.public.presentation import history
from quotes.public.presentation.loading import load


@read_only
def corrections(request):
    """Every public change to a quote, newest first, before and after."""
    requested = CorrectionFilter(request.GET, queryset=public_changes())
    rows = queryset_page(requested.qs, "key", request.GET)
    context = {"page": rows, "changes": with_quotes(rows.rows), "filter": requested}
    return render(request, "quotes/corrections.html", context, status=requested.status)


def public_changes():
    """Public changes to public quotes, whose `key` gives their order."""
    still_public = Exists(visibility.quotes().filter(pk=OuterRef("quote")))
    return (
        Revision.objects.public()
        .filter(still_public, kind__in=CORRECTIONS)
        # A sum, or SQLite would go down through every revision to find these few in their order.
        .annotate(key=F("pk") + 0)
    )


def with_quotes(revisions) -> list[dict]:
    """Each change with its quote, and the difference to what the public saw before it."""
    ids = {revision.quote_id for revision in revisions}
    quotes = {quote.pk: quote for quote in load(visibility.quotes().filter(pk__in=ids))}
    by_revision = {}
    for revision in Revision.objects.public().filter(quote__in=ids).order_by("quote", "number"):
        by_revision.setdefault(revision.quote_id, []).append(revision)
    changes = {
        change.revision.pk: change
        for of_quote in by_revision.values()
        for change in history.changes(of_quote)
    }
    return [{"quote": quotes[r.quote_id], "change": changes[r.pk]} for r in revisions]


@read_only
@allow_cross_origin
def corrections_atom(request):
    """Every public change, to be followed."""
    page = request.build_absolute_uri(reverse("corrections"))
    feed = atom.begin("Verbatim: corrections", page, request.build_absolute_uri())
    for entry in with_quotes(list(public_changes().order_by("-pk")[: atom.SIZE])):
        atom.add_change(feed, entry, request.build_absolute_uri)
    return atom.sent(feed)
