"""A speaker: the page, and the feed of what they say."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from quotes import visibility
from quotes.models import Attribution, Quote, Role, Speaker, SpeakerName
from quotes.public.formats import atom
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.pagination import page
from quotes.public.presentation import row_changes
from quotes.public.presentation.appearances import of_speaker
from quotes.public.presentation.beside_speaker import other_parts, own_documents
from quotes.public.presentation.cards import cards
from quotes.public.presentation.control_characters import in_line
from quotes.public.presentation.loading import load
from quotes.public.presentation.most_frequent import publishers, topics
from quotes.public.presentation.time_table import months_by_year
from quotes.public.presentation.urls import same_as_urls, source_url, speaker_url
from quotes.search.by_property import QuotesBy
from quotes.search.counts import months_of
from quotes.search.documents import quote_id_of
from quotes.search.facets import NEWEST
from sources.db.compiled_query import CompiledQuery


@read_only
def speaker(request, pk, slug=""):
    """A speaker: names, titles, what they said, and where else attributions name them."""
    shown = public_speaker(pk)
    if request.path != speaker_url(shown):
        return redirect(_keeping_query(request, speaker_url(shown)), permanent=True)
    voiced = QuotesBy("speaker", shown.pk)
    rows = page(voiced.keys, request.GET)
    months, within = months_of(shown.pk), parts(shown)
    beside, documents = other_parts(shown, within), own_documents(shown)
    count = getattr(shown, "quote_count", None)
    context = {
        "speaker": shown,
        "names": names(shown),
        "roles": roles(shown),
        "parts": [(part, speaker_url(part)) for part in within],
        "part_of_url": speaker_url(shown.part_of) if shown.part_of else "",
        "same_as": same_as_urls(shown),
        "page": rows,
        "quotes": cards(quote_id_of(key) for key in rows.rows),
        "total": count.quotes if count else 0,
        "in_words": of_speaker(count.quotes, count.otherwise) if count else "",
        "months": months_by_year(months, speaker=shown.pk),
        "only_month": next(iter(months)) if len(months) == 1 else None,
        "counted": NEWEST,
        "topics": topics(voiced),
        "publishers": publishers(voiced),
        "row_changes": row_changes.of(shown),
        "address": request.build_absolute_uri(speaker_url(shown)),
        "other_parts": beside,
        "documents": documents,
        "tabs": [part for part in (*beside, documents) if part],
    }
    return render(request, "quotes/speaker.html", context)


def public_speaker(pk: int) -> Speaker:
    """The speaker of this number, or whom they were merged into; a 404 unless public.

    Whoever has a published quote is; of others, withdrawn ones and parts are asked.
    """
    requested = get_object_or_404(Speaker.objects.select_related("quote_count"), pk=pk)
    shown = requested.canonical()
    count = getattr(shown, "quote_count", None)
    if not (count and count.quotes) and not visibility.speakers().filter(pk=shown.pk).exists():
        raise Http404("No such speaker is public.")
    return shown


def _keeping_query(request, address: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def parts(shown: Speaker) -> list[Speaker]:
    """Public speakers that are part of this one."""
    if not PARTS([shown.pk]):
        return []
    return list(visibility.speakers().filter(part_of=shown))


def roles(shown: Speaker) -> list[dict]:
    """Titles with their bounds, each with the public text that attests it."""
    if not ROLES([shown.pk]):
        return []
    existing = list(
        visibility.roles()
        .filter(speaker=shown)
        .select_related("attested_in__source")
        .defer("attested_in__text")
    )
    visibility.give_outlets([role.attested_in.source for role in existing if role.attested_in])
    return [
        {
            "role": role,
            "source_url": source_url(role.attested_in.source) if role.attested_in else "",
        }
        for role in existing
    ]


def names(shown: Speaker) -> list[dict]:
    return [{"name": name, "language": language} for name, language in NAMES([shown.pk])]


def _of_speaker(model, *columns: str, by: str = "speaker") -> CompiledQuery:
    return CompiledQuery(
        lambda ids: model.objects.filter(**{f"{by}__in": ids}).values_list(*columns)
    )


NAMES = _of_speaker(SpeakerName, "name", "language")
ROLES, PARTS = _of_speaker(Role, "pk"), _of_speaker(Speaker, "pk", by="part_of")


@read_only
@allow_cross_origin
def speaker_atom(request, pk):
    """What a speaker says, to be followed."""
    requested = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk)
    shown = get_object_or_404(visibility.speakers(), pk=requested.canonical().pk)
    if shown != requested:
        return redirect("speaker_atom", shown.pk, permanent=True)
    voiced = Attribution.objects.voices().filter(speaker=shown).values("quote")
    newest = Quote.objects.published().filter(pk__in=voiced).order_by("-search_row__key")
    title = f"Verbatim: quotes of {in_line(shown.name)}"
    return atom.of_quotes(request, title, speaker_url(shown), load(newest[: atom.SIZE]))
