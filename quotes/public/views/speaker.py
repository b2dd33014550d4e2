"""A speaker: the page, and the feed of what they say."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from quotes import visibility
from quotes.models import Attribution, OwnDocument, Quote, Role, Speaker, SpeakerName, Topic
from quotes.public.formats import atom
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.pagination import page
from quotes.public.presentation import row_changes
from quotes.public.presentation.appearances import number_of_quotes, of_speaker
from quotes.public.presentation.cards import cards
from quotes.public.presentation.loading import load
from quotes.public.presentation.urls import same_as_urls, source_url, speaker_url, topic_url_of
from quotes.search.by_property import QuotesBy
from quotes.search.counts import years_of
from quotes.search.documents import quote_id_of
from quotes.search.facets import NEWEST
from sources.db.compiled_query import CompiledQuery
from sources.models import Publisher

#: Most quotes shown of those that name the speaker without being by them, for each relation.
MOST_BESIDE = 20
#: What else a speaker is to quotes: the token, the filter of the list, and the heading before the name.
OTHER_PARTS = (
    ("passed", "passed_on_by", "Passed on by"),
    ("behalf", "on_behalf_of", "On behalf of"),
    ("led", "led_by", "Led by"),
    ("names", "names", "Unnamed sources of"),
)
#: Topics and publishers listed of those in the speaker's quotes.
MOST_LISTED = 12


@read_only
def speaker(request, pk, slug=""):
    """A speaker: names, titles, what they said, and where else attributions name them."""
    shown = public_speaker(pk)
    if request.path != speaker_url(shown):
        return redirect(_keeping_query(request, speaker_url(shown)), permanent=True)
    voiced = QuotesBy("speaker", shown.pk)
    rows = page(voiced.keys, request.GET)
    years = years_of(shown.pk)
    count = getattr(shown, "quote_count", None)
    context = {
        "speaker": shown,
        "names": names(shown),
        "roles": roles(shown),
        "parts": parts(shown),
        "part_of_url": speaker_url(shown.part_of) if shown.part_of else "",
        "same_as": same_as_urls(shown),
        "page": rows,
        "quotes": cards(quote_id_of(key) for key in rows.rows),
        "total": count.quotes if count else 0,
        "in_words": of_speaker(count.quotes, count.otherwise) if count else "",
        "years": years,
        "counted": NEWEST,
        "topics": topics(voiced),
        "publishers": publishers(voiced),
        "row_changes": row_changes.of(shown),
        "address": request.build_absolute_uri(speaker_url(shown)),
        "other_parts": other_parts(shown),
        "documents": own_documents(shown),
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


def other_parts(shown: Speaker) -> list[dict]:
    """Quotes that name the speaker without being by them, for each thing the speaker is to them."""
    found = [(name, heading, QuotesBy(token, shown.pk)) for token, name, heading in OTHER_PARTS]
    newest = {name: quotes.newest(MOST_BESIDE + 1) for name, _, quotes in found}
    shown_of = {pk: ids[:MOST_BESIDE] for pk, ids in newest.items()}
    by_id = {card.pk: card for card in cards({pk for ids in shown_of.values() for pk in ids})}
    return [
        {
            "name": name,
            "heading": heading,
            "count": _counted(quotes, newest[name]),
            "more": len(newest[name]) > MOST_BESIDE,
            "quotes": [by_id[pk] for pk in shown_of[name] if pk in by_id],
        }
        for name, heading, quotes in found
        if newest[name]
    ]


def _counted(quotes: QuotesBy, newest: list[int]) -> str:
    number = len(newest) if len(newest) <= MOST_BESIDE else quotes.count()
    return number_of_quotes(number)


def own_documents(shown: Speaker) -> dict:
    """Documents that are the speaker's own, with what they are quoted for. None of it is by them."""
    owned = OwnDocument.objects.filter(speaker=shown).values("document")
    documents = list(visibility.sources().filter(pk__in=owned).order_by("-published_on", "pk"))
    if not documents:
        return {}
    visibility.give_outlets(documents)
    spoken = QuotesBy("document", tuple(document.pk for document in documents))
    newest = spoken.newest(MOST_BESIDE + 1)
    return {
        "sources": [(document, source_url(document)) for document in documents],
        "count": _counted(spoken, newest),
        "more": len(newest) > MOST_BESIDE,
        "quotes": cards(newest[:MOST_BESIDE]),
    }


def parts(shown: Speaker) -> list[tuple[Speaker, str]]:
    """Public speakers that are part of this one."""
    if not PARTS([shown.pk]):
        return []
    return [(part, speaker_url(part)) for part in visibility.speakers().filter(part_of=shown)]


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


def topics(voiced: QuotesBy) -> list[dict]:
    counts = voiced.top("topic", MOST_LISTED)
    return [
        {"name": name, "count": str(counts[pk]), "url": topic_url_of(pk, name)}
        for pk, name in _most_first(TOPICS(counts), counts)
    ]


def publishers(voiced: QuotesBy) -> list[dict]:
    """Where the speaker is quoted, with how often."""
    counts = voiced.top("publisher", MOST_LISTED)
    return [
        {"pk": pk, "name": name, "count": str(counts[pk])}
        for pk, name in _most_first(PUBLISHERS(counts), counts)
    ]


def _most_first(named: list[tuple[int, str]], counts: dict[int, int]) -> list[tuple[int, str]]:
    return sorted(named, key=lambda row: (-counts[row[0]], row[1]))[:MOST_LISTED]


def _called(model) -> CompiledQuery:
    return CompiledQuery(
        lambda ids: model.objects.filter(pk__in=ids).order_by().values_list("pk", "name")
    )


def _of_speaker(model, *columns: str, by: str = "speaker") -> CompiledQuery:
    return CompiledQuery(
        lambda ids: model.objects.filter(**{f"{by}__in": ids}).values_list(*columns)
    )


TOPICS, PUBLISHERS = _called(Topic), _called(Publisher)
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
    title = f"Verbatim: quotes of {shown.name}"
    return atom.of_quotes(request, title, speaker_url(shown), load(newest[: atom.SIZE]))
