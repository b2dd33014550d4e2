from itertools import groupby

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import render

from quotes import public
from quotes.doors import only_read
from quotes.models import Attribution, Quote, Speaker
from quotes.reading.addresses import speaker_url
from quotes.text.analysis import fold

#: From this many speakers on, one letter is shown at a time.
MOST_AT_ONCE = 300


@only_read
def speakers(request):
    """Everybody who is quoted, A to Z; scripts other than Latin stand after Z under their own letter."""
    everybody = sorted(names_of_the_public(), key=lambda s: (fold(s[0]), s))
    letters = [
        (letter, [pk for _, pk in group])
        for letter, group in groupby(everybody, lambda s: initial(s[0]))
    ]
    chosen = request.GET.get("letter", "")
    if chosen and chosen not in dict(letters):
        raise Http404("No speaker's name begins so.")
    if not chosen and len(everybody) > MOST_AT_ONCE:
        chosen = letters[0][0]
    shown = [pk for letter, pks in letters if chosen in ("", letter) for pk in pks]
    context = {
        "letters": [letter for letter, _ in letters],
        "chosen": chosen,
        "total": len(everybody),
        "groups": groups(shown, letters),
    }
    return render(request, "quotes/speakers.html", context)


def names_of_the_public() -> list[tuple[str, int]]:
    """As `public.speakers` has it, from the few sides: to ask each speaker takes seconds."""
    withdrawn = Attribution.objects.filter(quote__status=Quote.Status.WITHDRAWN).order_by()
    public_ones = {pk for row in withdrawn.values_list("speaker", "affiliation") for pk in row}
    public_ones.update(
        Speaker.objects.filter(tally__quotes__gt=0).order_by().values_list("pk", flat=True)
    )
    whole_of = dict(Speaker.objects.exclude(part_of=None).order_by().values_list("pk", "part_of"))
    for _ in range(public.LEVELS):
        public_ones |= {whole_of[pk] for pk in public_ones & whole_of.keys()}
    standing = Speaker.objects.standing().order_by().values_list("name", "pk")
    return [(name, pk) for name, pk in standing if pk in public_ones]


def initial(name: str) -> str:
    """The letter a name stands under: folded, in its own script; # for what is no letter."""
    first = fold(name).lstrip()[:1].upper()
    return first if first.isalpha() else "#"


def groups(shown: list[int], letters: list[tuple[str, list[int]]]) -> list[tuple[str, list[dict]]]:
    """Letter by letter: each speaker with the address, and how often they are quoted."""
    voiced = (
        Attribution.objects.voices()
        .filter(speaker=OuterRef("pk"), quote__status=Quote.Status.PUBLISHED)
        .order_by()
        .values("speaker")
        .annotate(n=Count("quote", distinct=True))
        .values("n")
    )
    found = Speaker.objects.annotate(count=Coalesce(Subquery(voiced), 0)).in_bulk(shown)
    entries = {
        pk: {"speaker": speaker, "url": speaker_url(speaker), "count": speaker.count}
        for pk, speaker in found.items()
    }
    listed = [(letter, [entries[pk] for pk in pks if pk in entries]) for letter, pks in letters]
    return [(letter, inside) for letter, inside in listed if inside]
