"""Whom a reader may mean by a name: public speakers, by any of their names in any script."""

from django.db.models import QuerySet

from quotes import public
from quotes.models import NameKey, Speaker
from quotes.text.names import SAME, name_words, resemblance, word_keys

#: Words of a longer query than this are no name.
MOST_WORDS = 8
#: Speakers looked at more closely for one name.
MOST_CANDIDATES = 200


def namesakes(words: str, most: int = 5) -> list[Speaker]:
    """The likeliest first; every word of the query has its counterpart in the name."""
    ranked = []
    for speaker in candidates(words):
        names = [speaker.name, *(name.name for name in speaker.names.all())]
        likeness = max(resemblance(words, name) for name in names)
        if likeness >= SAME:
            ranked.append((-likeness, speaker.name, speaker.pk, speaker))
    return [speaker for *_, speaker in sorted(ranked)[:most]]


def candidates(words: str) -> QuerySet[Speaker]:
    asked = name_words(words)
    if not 0 < len(asked) <= MOST_WORDS:
        return Speaker.objects.none()
    found = public.speakers().prefetch_related("names")
    for word in asked:
        keys = NameKey.objects.filter(key__in=word_keys(word))
        found = found.filter(pk__in=keys.values("speaker"))
    return found[:MOST_CANDIDATES]


def beginning(typed: str, most: int = 10) -> list[Speaker]:
    """Speakers any word of whose names begins as the last word typed; then those it may mean."""
    words = name_words(typed)
    if not words or len(words) > MOST_WORDS:
        return []
    found = public.speakers()
    for word in words[:-1]:
        found = found.filter(
            pk__in=NameKey.objects.filter(key__in=word_keys(word)).values("speaker")
        )
    start = f"w:{words[-1]}"
    keys = NameKey.objects.filter(key__gte=start, key__lt=start + "\U0010ffff")
    begun = list(found.filter(pk__in=keys.values("speaker")).order_by("name", "pk")[:most])
    known = {speaker.pk for speaker in begun}
    return (begun + [s for s in namesakes(typed, most) if s.pk not in known])[:most]
