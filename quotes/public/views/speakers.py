"""All speakers A to Z, and suggestions while a name is typed."""

from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, JsonResponse
from django.shortcuts import render

from quotes import visibility
from quotes.models import Attribution, NameKey, Quote, Speaker, SpeakerCount
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.list_filters import SpeakerFilter
from quotes.public.listing.pagination import numbered_page
from quotes.public.presentation.appearances import of_speaker
from quotes.public.presentation.urls import speaker_url
from quotes.search import Suggestion, suggest
from quotes.search.speakers import keys_between
from quotes.text.analyser import fold
from quotes.text.names import initial
from quotes.text.sort_names import listed_as
from sources.db.compiled_query import CompiledQuery
from sources.storable_text import UNSTORABLE

#: From more speakers on, one letter is shown at a time; and of a letter so many on a page.
MOST_AT_ONCE = 300
LONGEST = 200
MOST = 10
TOO_LONG = "No name is that long. Give at most {} characters."
CONTROL = "The name contains a control character. Type it again."


@read_only
def speakers(request):
    """Everybody who is quoted, A to Z; other scripts come after Z under their own letters."""
    requested = SpeakerFilter(request.GET, queryset=quoted())
    unquoted = public_without_a_quote(requested)
    letters = initials(requested.qs, unquoted)
    chosen = request.GET.get("letter", "")
    if chosen and chosen not in letters:
        raise Http404("No speaker's name begins with this letter.")
    total = requested.qs.count() + len(unquoted)
    if not chosen and total > MOST_AT_ONCE:
        chosen = letters[0]
    everybody = names_under([chosen] if chosen else letters, requested.qs, unquoted)
    page = numbered_page(everybody, request.GET, MOST_AT_ONCE, letter=chosen)
    context = {
        "letters": letters,
        "chosen": chosen,
        "total": total,
        "page": page,
        "groups": groups(page.rows),
        "filter": requested,
    }
    return render(request, "quotes/speakers.html", context, status=requested.status)


def quoted() -> QuerySet[SpeakerCount]:
    """The counts of speakers whom a published quote is by, or names."""
    merged = Speaker.objects.exclude(merged_into=None).order_by()
    return SpeakerCount.objects.filter(parts__gt=0).exclude(speaker__in=merged.values("pk"))


def public_without_a_quote(requested: SpeakerFilter) -> list[tuple[str, int]]:
    """Name in A–Z and id of the few who are public only through withdrawn quotes or through their parts."""
    if requested.errors:
        return []
    kinds = requested.form.cleaned_data["kind"]
    withdrawn = Attribution.objects.filter(quote__status=Quote.Status.WITHDRAWN).order_by()
    wholes = Speaker.objects.exclude(part_of=None).order_by()
    few = (
        withdrawn.values("speaker")
        .union(withdrawn.values("affiliation"), wholes.values("part_of"))
        .order_by()
    )
    unquoted = Speaker.objects.filter(pk__in=few).exclude(quote_count__parts__gt=0).order_by()
    rows = CONFIRMED(unquoted.values_list("pk", flat=True))
    return [
        (listed_as(name, kind, typed), pk)
        for pk, name, kind, typed in rows
        if not kinds or kind in kinds
    ]


def _confirmed(ids: list[int]) -> QuerySet:
    return visibility.speakers().filter(pk__in=ids).order_by().values_list(*NAMED)


NAMED = ("pk", "name", "kind", "sort_name")
CONFIRMED = CompiledQuery(_confirmed)


def initials(found: QuerySet[SpeakerCount], unquoted: list[tuple[str, int]]) -> list[str]:
    """The letters that these speakers are listed under, in order."""
    # A condition on each key, and no join: SQLite then leaps from letter to letter.
    keys = keys_between("i:", "i;").filter(Exists(found.filter(speaker=OuterRef("speaker"))))
    letters = {key[2:] for key in keys.order_by().values_list("key", flat=True).distinct()}
    return sorted(letters | {initial(name) for name, _ in unquoted}, key=in_order)


def in_order(name: str) -> tuple[str, str]:
    """What names and letters are sorted by."""
    return fold(name), name


def names_under(
    letters: list[str], found: QuerySet[SpeakerCount], unquoted: list[tuple[str, int]]
) -> list[tuple[str, str, int]]:
    """Letter, name in A–Z and id of these speakers under these letters, in order."""
    keys = NameKey.objects.filter(
        Exists(found.filter(speaker=OuterRef("speaker"))),
        key__in=[f"i:{letter}" for letter in letters],
    ).order_by()
    named = keys.values_list("key", *(f"speaker__{column}" for column in NAMED))
    rows = [(key[2:], listed_as(*name), pk) for key, pk, *name in named]
    rows += [(initial(name), name, pk) for name, pk in unquoted if initial(name) in letters]
    return sorted(rows, key=lambda row: (*in_order(row[0]), *in_order(row[1]), row[2]))


def groups(shown: list[tuple[str, str, int]]) -> list[tuple[str, list[dict]]]:
    """By letter: each speaker with their URL, and how often they are quoted or named."""
    pks = [pk for _, _, pk in shown]
    found = Speaker.objects.only("name", "description").in_bulk(pks)
    counts = SpeakerCount.objects.in_bulk(pks)
    return [
        (letter, [entry(found[pk], counts.get(pk)) for _, _, pk in rows if pk in found])
        for letter, rows in groupby(shown, key=lambda row: row[0])
    ]


def entry(speaker: Speaker, count: SpeakerCount | None) -> dict:
    by, otherwise = (count.quotes, count.otherwise) if count else (0, 0)
    return {
        "speaker": speaker,
        "url": speaker_url(speaker),
        "count": by,
        "named": "" if by else of_speaker(by, otherwise),
    }


@read_only
@allow_cross_origin
def speakers_suggest(request):
    """Public speakers whose name begins as typed, in any script."""
    typed = request.GET.get("q", "")
    if errors := wrong(typed):
        return JsonResponse({"errors": {"q": errors}}, status=400)
    suggestions = suggest(typed, MOST)
    results = [
        as_json(suggestion)
        for suggestion in suggestions
        if suggestion.appears or is_public(suggestion)
    ]
    return JsonResponse({"results": results})


def wrong(typed: str) -> list[str]:
    """What is wrong with the letters typed, in sentences."""
    errors = [TOO_LONG.format(LONGEST)] if len(typed) > LONGEST else []
    return [*errors, CONTROL] if UNSTORABLE.search(typed) else errors


def is_public(suggestion: Suggestion) -> bool:
    """Asked only of those without a published quote: withdrawn ones or parts may make them public."""
    return visibility.speakers().filter(pk=suggestion.speaker.pk).exists()


def as_json(suggestion: Suggestion) -> dict:
    speaker = suggestion.speaker
    description = speaker.description or suggestion.role
    return {"name": speaker.name, "description": description, "url": speaker_url(speaker)}
