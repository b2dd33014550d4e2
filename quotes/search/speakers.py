"""Find speakers by any name, spelling or role. Only those that the public may see.

A speaker is public from their first published quote on, which is when they get a count.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from quotes import visibility
from quotes.models import NameKey, Speaker, SpeakerCount
from quotes.models.name_keys import names_of
from quotes.search.likely_names import that_may_be_meant
from quotes.text.analyser import analyse
from quotes.text.names import (
    SAME,
    joined,
    mistaken_word_keys,
    name_words,
    resemblance,
    word_keys,
)
from sources.db.compiled_query import CompiledQuery

MOST_WORDS = 6
MOST_RANKED = 100
"""Candidates whose names are compared letter by letter."""
SHORTEST_TYPED = 2
MOST_TITLED = 50
MOST_KEYS = 4000


@dataclass(frozen=True)
class Suggestion:
    """A speaker that a reader may mean, how far the name answers (0 to 1), and by which role."""

    speaker: Speaker
    likeness: float
    role: str = ""

    @property
    def quotes(self) -> int:
        """Published quotes by them."""
        return self.speaker.quote_count.quotes

    @property
    def appears(self) -> bool:
        """Whether any published quote is by them or names them."""
        return self.speaker.quote_count.parts > 0

    @property
    def otherwise(self) -> int:
        """Published quotes that name them without being by them."""
        return self.speaker.quote_count.otherwise


def find(text: str, limit: int = 10) -> list[Suggestion]:
    """Speakers by name, in any script and with a mistake, then by role; the likeliest first."""
    return _together(find_by_name(text, limit), find_by_role(text, limit), limit)


#: Names this much less similar than the most similar are not meant.
LESS_LIKELY = 0.05


def likeliest(suggestions: list[Suggestion]) -> list[int]:
    """Ids of the speakers that a name most likely means: those about as similar as the first."""
    return [
        suggestion.speaker.pk
        for suggestion in suggestions
        if suggestion.likeness >= suggestions[0].likeness - LESS_LIKELY
    ]


def find_as_typed(
    text: str, keys_by_speaker: dict[int, set[str]], limit: int = 10
) -> list[Suggestion]:
    """Speakers by name or role, as written in the record: quick enough for every search.

    `keys_by_speaker` are those that `with_words` gave for these words.
    """
    by_name = _likely(
        text, _keyed({f"w:{word}" for word in _query_words(text)}, keys_by_speaker)[:MOST_RANKED]
    )
    by_role = _titled(text, _keyed(_required_role_keys(text), keys_by_speaker), limit)
    return _together(by_name, by_role, limit)


def _keyed(required: set[str], keys_by_speaker: dict[int, set[str]]) -> list[int]:
    return [pk for pk, keys in keys_by_speaker.items() if required <= keys] if required else []


def _together(by_name: list[Suggestion], by_role: list[Suggestion], limit: int) -> list[Suggestion]:
    known = {suggestion.speaker.pk for suggestion in by_name}
    return (by_name + [suggestion for suggestion in by_role if suggestion.speaker.pk not in known])[
        :limit
    ]


def find_by_name(text: str, limit: int = 10) -> list[Suggestion]:
    """Speakers one of whose names may be this one."""
    words = _query_words(text)
    if not words:
        return []
    tried = [(words, word_keys), *((together, word_keys) for together in joined(words))]
    for requested, keys_of in (*tried, (words, _with_mistakes)):
        ids = [pk for (pk,) in WITH_KEYS(*map(keys_of, requested))]
        if suggestions := _likely(text, ids):
            return suggestions[:limit]
    return []


def _with_mistakes(word: str) -> frozenset[str]:
    return word_keys(word) | mistaken_word_keys(word)


def _query_words(text: str) -> tuple[str, ...]:
    """The words of what may be a name; none where they are too few letters to tell."""
    words = name_words(text[:200])[:MOST_WORDS]
    return words if len("".join(words)) >= SHORTEST_TYPED else ()


def suggest(typed: str, limit: int = 10) -> list[Suggestion]:
    """Speakers whose name begins as typed, most quoted first; then those it may be meant for."""
    words = _query_words(typed)
    if not words:
        return []
    *whole, last = words
    begins = f"w:{last}"
    rows = BEGINNING((begins, begins + LAST_LETTER), *map(word_keys, whole))
    ids = [pk for (pk,) in rows[:limit]]
    suggestions = [Suggestion(speaker, 1.0) for speaker in _in_order(ids)]
    if len(suggestions) < limit:
        likely = that_may_be_meant(typed, find(typed, limit))
        suggestions += [one for one in likely if one.speaker.pk not in ids]
    return suggestions[:limit]


def keys_between(first: str, end: str) -> QuerySet[NameKey]:
    """The span of the index of keys from a beginning to where others follow.

    PostgreSQL orders texts as its language does, so it is asked for the beginning itself.
    """
    if connection.vendor == "postgresql":
        return NameKey.objects.filter(key__startswith=first)
    return NameKey.objects.filter(key__gte=first, key__lt=end)


def _with_keys(*keys: list[str]) -> QuerySet:
    """Speakers with one of each word's keys, most quoted first."""
    return _most_quoted(NameKey.objects.filter(key__in=of_word) for of_word in keys)


def _beginning(begins: list[str], *keys: list[str]) -> QuerySet:
    """Those with a key in the span of the index that begins so, too."""
    first, end, *_ = begins
    return _most_quoted(
        [keys_between(first, end), *(NameKey.objects.filter(key__in=of_word) for of_word in keys)]
    )


LAST_LETTER = "\U0010ffff"
WITH_KEYS, BEGINNING = CompiledQuery(_with_keys, of=str), CompiledQuery(_beginning, of=str)


def _most_quoted(existing: Iterable[QuerySet[NameKey]]) -> QuerySet:
    """Public speakers that hold all of these; those merged into others are left out later."""
    found = SpeakerCount.objects.order_by("-quotes", "-parts", "speaker")
    for keys in existing:
        found = found.filter(speaker__in=keys.values("speaker"))
    return found.values_list("speaker")[:MOST_RANKED]


def _in_order(ids: list[int]) -> list[Speaker]:
    """The unmerged speakers of these ids, with what a suggestion shows, in the same order."""
    if not ids:
        return []
    existing = Speaker.objects.unmerged().select_related("quote_count").in_bulk(ids)
    return [existing[pk] for pk in ids if pk in existing]


def _likely(text: str, ids: list[int]) -> list[Suggestion]:
    """Those of the speakers one of whose names may be this one, the likeliest first."""
    if not ids:
        return []
    likeness: dict[int, float] = {}
    standing = _with_merged(ids)
    for existing, name in names_of(list(standing)):
        pk = standing[existing]
        likeness[pk] = max(likeness.get(pk, 0.0), resemblance(text, name))
    likely = {pk: score for pk, score in likeness.items() if score >= SAME}
    suggestions = [Suggestion(speaker, likely[speaker.pk]) for speaker in _in_order(list(likely))]
    return sorted(suggestions, key=lambda o: (-round(o.likeness, 2), -o.quotes, o.speaker.pk))


def _with_merged(ids: list[int]) -> dict[int, int]:
    """These speakers and those merged into them, each with the one they were merged into."""
    standing, last = dict(zip(ids, ids, strict=True)), ids
    while last:
        merged = MERGED(last)
        last = [pk for pk, _ in merged]
        standing |= {pk: standing[into] for pk, into in merged}
    return standing


def _merged(ids: list[int]) -> QuerySet:
    return Speaker.objects.filter(merged_into__in=ids).order_by().values_list("pk", "merged_into")


def _titles(ids: list[int]) -> QuerySet:
    return visibility.roles().filter(speaker__in=ids).values_list("speaker", "title")


MERGED, TITLES = CompiledQuery(_merged), CompiledQuery(_titles)


def _required_role_keys(text: str) -> set[str]:
    return {
        f"r:{stem}" for stem in sorted({token.stem for token in analyse(text[:200])})[:MOST_WORDS]
    }


def find_by_role(text: str, limit: int = 10) -> list[Suggestion]:
    """Speakers with a public role that has all of these words, most quoted first."""
    required = _required_role_keys(text)
    if not required:
        return []
    return _titled(text, [pk for (pk,) in WITH_KEYS(*([key] for key in sorted(required)))], limit)


def _titled(text: str, ids: list[int], limit: int) -> list[Suggestion]:
    """Those of the speakers one public role of whom has all of these words."""
    required = {token.stem for token in analyse(text[:200])}
    titles = {}
    for pk, title in TITLES(ids[:MOST_TITLED]):
        if pk not in titles and required <= {token.stem for token in analyse(title)}:
            titles[pk] = title
    found = [pk for pk in ids if pk in titles][:limit]
    return [Suggestion(speaker, SAME, titles[speaker.pk]) for speaker in _in_order(found)]


def with_words(text: str, words: set[str]) -> dict[int, set[str]]:
    """Public speakers that hold any of these name words exactly, with their keys of them.

    A key ``l:word`` says that a name ends with the word, ``r:stem`` that a role has one of
    the text's words.
    """
    keys = {f"{sort}:{word}" for word in words for sort in "wl"} | _required_role_keys(text)
    existing: dict[int, set[str]] = {}
    for pk, key, _ in KEYS_BY_SPEAKER(sorted(keys)):
        existing.setdefault(pk, set()).add(key)
    return existing


def _keys_by_speaker(keys: list[str]) -> QuerySet:
    return (
        NameKey.objects.filter(key__in=keys, speaker__quote_count__parts__gt=0)
        .order_by("-speaker__quote_count__quotes", "-speaker__quote_count__parts", "speaker")
        .values_list("speaker", "key", "speaker__quote_count__quotes")[:MOST_KEYS]
    )


KEYS_BY_SPEAKER = CompiledQuery(_keys_by_speaker, of=str)
