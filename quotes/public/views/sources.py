"""Articles and all other sources: the lists, and the page of one."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from quotes import visibility
from quotes.models import Attribution, OwnDocument, Quote, Speaker
from quotes.public.http import read_only
from quotes.public.listing.list_filters import ArticleFilter, ListFilter, SourceFilter
from quotes.public.listing.pagination import page_by_day
from quotes.public.presentation import passages, row_changes
from quotes.public.presentation.appearances import of_source
from quotes.public.presentation.cards import Card, cards
from quotes.public.presentation.loading import load
from quotes.public.presentation.margin import give_notes
from quotes.public.presentation.urls import source_url, speaker_url
from sources.models import Capture, LinkCheck, Source
from sources.time_zones import days_here


@read_only
def articles(request):
    """The articles that quotes are in."""
    return documents(request, "articles", Q(kind=Source.Kind.ARTICLE), ArticleFilter)


@read_only
def article(request, pk, slug=""):
    """An article with every quote marked where it is."""
    return document(request, pk, "article")


@read_only
def sources(request):
    """Posts, statements, transcripts, recordings and documents behind the quotes."""
    return documents(request, "sources", ~Q(kind=Source.Kind.ARTICLE), SourceFilter)


@read_only
def source(request, pk, slug=""):
    """A post, a statement, a transcript, a recording, a document: its text with quotes marked."""
    return document(request, pk, "source")


def document(request, pk: int, name: str):
    """Show a source under its own address; any other leads there."""
    shown = get_object_or_404(visibility.sources().select_related("publisher"), pk=pk)
    visibility.give_outlets([shown])
    if request.path != source_url(shown):
        query = request.META.get("QUERY_STRING", "")
        return redirect(source_url(shown) + (f"?{query}" if query else ""), permanent=True)
    captures = list(visibility.captures().filter(source=shown).without_text())
    give_labels(captures)
    capture = chosen(captures, request.GET.get("capture", ""))
    published = Quote.objects.published()
    quotes = load(published.filter(capture=capture).order_by("pk")) if capture else []
    quotes.sort(key=lambda q: [(s.start, s.end) for s in q.segments.all()])
    paragraphs = passages.in_full(_with_text(capture, shown), quotes) if capture else []
    give_notes(paragraphs, quotes)
    checked = shown.link_checks.telling().first()
    context = {
        "source": shown,
        "capture": capture,
        "captures": captures,
        "quotes": quotes,
        "paragraphs": paragraphs,
        "tombstones": list(capture.tombstones.all()) if capture else [],
        "archived_copies": list(shown.archived_copies.all()),
        "link_check": checked,
        "dead": checked is not None and checked.outcome in LinkCheck.LOST,
        "cited_by": cards(
            published.filter(pk__in=_naming(shown)).order_by("-pk").values_list("pk", flat=True)
        ),
        "compared_with": compared_with(shown),
        "owners": owners(shown),
        "uses": uses_of([shown])[shown.pk],
        "row_changes": row_changes.of(shown),
        "address": request.build_absolute_uri(source_url(shown)),
    }
    return render(request, f"quotes/{name}.html", context)


def give_labels(captures: list[Capture]) -> None:
    """Give each text of a source a label that no other has: how it was obtained, and when."""
    days = days_here([capture.captured_at for capture in captures])
    for capture, day in zip(captures, days, strict=True):
        capture.label = f"{capture.get_method_display()}, {day}"


def chosen(captures: list[Capture], requested: str) -> Capture | None:
    """The requested capture; else the newest in which a quote appears; else the newest."""
    if requested:
        found = next((c for c in captures if str(c.pk) == requested), None)
        if found is None:
            raise Http404("This source has no such text.")
        return found
    quoted = set(
        Quote.objects.published().filter(capture__in=captures).values_list("capture", flat=True)
    )
    return next((c for c in captures if c.pk in quoted), captures[0] if captures else None)


def _with_text(capture: Capture, source: Source) -> Capture:
    if source.display != Source.Display.WITHHELD:
        capture.refresh_from_db(fields=["text"])
    capture.source = source
    return capture


def compared_with(shown: Source) -> list[Card]:
    """Published quotes from elsewhere that this source is evidence for."""
    linked = visibility.evidence().filter(capture__source=shown).values("quote")
    quotes = Quote.objects.published().filter(pk__in=linked).exclude(capture__source=shown)
    return cards(quotes.order_by("pk").values_list("pk", flat=True))


def _naming(shown: Source) -> QuerySet:
    """Ids of quotes whose attribution names this source as a party."""
    return Attribution.objects.filter(document=shown).values("quote")


def owners(shown: Source) -> list[tuple[Speaker, str]]:
    """The public speakers whose own document this is."""
    owned = OwnDocument.objects.filter(document=shown).values("speaker")
    return [(one, speaker_url(one)) for one in visibility.speakers().filter(pk__in=owned)]


def documents(request, name: str, which: Q, filter_class: type[ListFilter]):
    """A list of sources under their days, the newest first, a page at a time."""
    found = visibility.sources().filter(which).select_related("publisher")
    requested = filter_class(request.GET, queryset=found)
    rows = page_by_day(requested.qs, "published_on", request.GET, size=50)
    uses = uses_of(rows.rows)
    shown = [{"source": s, "url": source_url(s), "uses": uses[s.pk]} for s in rows.rows]
    context = {
        "sources": shown,
        "days": by_day(shown),
        "page": rows,
        "filter": requested,
        "outlets": [] if requested.errors else requested.form.cleaned_data["publisher"],
    }
    return render(request, f"quotes/{name}.html", context, status=requested.status)


def by_day(shown: list[dict]) -> list[tuple[date | None, list[dict]]]:
    """The sources of a page under the day that each was published on."""
    days = groupby(shown, key=lambda entry: entry["source"].published_on)
    return [(day, list(some)) for day, some in days]


def uses_of(sources: Sequence[Source]) -> dict[int, str]:
    """What each source does for published quotes, in words."""
    published = Quote.objects.published()
    evidence = visibility.evidence().filter(quote__in=published)
    elsewhere = evidence.exclude(quote__capture__source=F("capture__source"))
    named = Attribution.objects.filter(quote__in=published)
    counts = [
        _counts(published, "capture__source", "pk", sources),
        _counts(elsewhere, "capture__source", "quote", sources),
        _counts(named, "document", "quote", sources),
    ]
    return {one.pk: of_source(*(count.get(one.pk, 0) for count in counts)) for one in sources}


def _counts(rows: QuerySet, source: str, quote: str, sources: Sequence[Source]) -> dict[int, int]:
    of_these = rows.filter(**{f"{source}__in": sources}).order_by()
    return dict(of_these.values_list(source).annotate(Count(quote, distinct=True)))
