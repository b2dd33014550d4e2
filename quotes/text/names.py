"""Names across spellings, scripts and slips of the finger.

``name_keys`` gives what a database indexes of a name and looks up of a query;
``resemblance`` then ranks the few names found. Two people of one surname are two people:
every word of the query has to have its counterpart in the name.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex
from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from quotes.text.analyser import analyse, fold
from quotes.text.phonetics import is_abjad, neighbours, skeletons, spoken

SAME = 0.8
"""Resemblance from which two names may be one person's, and are offered as such."""
_WORD_COUNTERPART = 0.74
MOST_CONSONANTS = 16

_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼʹ`׳״ʿʾ][\p{L}\p{M}\p{N}]+)*['׳]?")
_ARTICLES = frozenset({"al", "el", "ul", "il", "אל", "ال", "аль", "эль", "ал", "ель"})
_SUN_ARTICLE = regex.compile(
    r"\b(?:a(s|sh|d|r|t|n|z|l)|e(s|sh|d|r|t|n|z|l)|א|а(?:с|ш|д|р|т|н|з)|э(?:с|ш|д|р|т|н|з))[-־‑]"
    r"(?=\p{L})"
)
_SERVANT_OF = regex.compile(r"^abd[aeu]l(?![aeiouy])")
_TITLES = frozenset(
    """mr mrs ms mx miss dr prof professor sir dame lord lady sen senator rep representative
    congressman congresswoman president vice prime minister pm foreign defense defence
    secretary chancellor king queen prince princess pope general gen colonel col major maj
    lt lieutenant captain capt sheikh sheik ayatollah rabbi imam father rev reverend
    ambassador governor gov mayor judge justice mp the of us uk former
    الرئيس الشيخ الدكتور السيد הנשיא ראש הממשלה мистер президент премьер министр""".split()
)


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without articles and titles; all of them if none remain."""
    plain = _SUN_ARTICLE.sub(" ", name.casefold().replace("־", "-"))
    words = [_fold_name(match.group()) for match in _WORDS.finditer(plain)]
    words = [word for word in words if word]
    bare = tuple(_without_article(word) for word in words if word not in _ARTICLES)
    named = tuple(word for word in bare if word not in _TITLES)
    return named or bare or tuple(words)


_POSSESSIVE = regex.compile(r"(?<=\p{L})['’ʼ]s(?!\p{L})")


def without_possessive(text: str) -> str:
    """*Lund’s view* as *Lund view*: whom it is about has no such ending in the record."""
    return _POSSESSIVE.sub("", text)


def _fold_name(word: str) -> str:
    """Fold a word, keeping the mark that makes Hebrew ג a j."""
    hard = regex.sub(r"(?<=[גזצץתח])['׳]", "\uffff", word)
    return "'".join(fold(part) for part in hard.split("\uffff")) if "\uffff" in hard else fold(word)


def _without_article(word: str) -> str:
    """الحية as حية, Abdel as Abd: the article isn't always written, nor always apart."""
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    return _SERVANT_OF.sub("abd", word)


def name_keys(name: str) -> frozenset[str]:
    """The keys by which a name is found.

    ``w:`` each word as written, ``l:`` the last one (the surname, mostly), ``s:`` each
    skeleton of sounds. Words written together or apart (Abdel Fattah, Abdelfattah) share a skeleton.
    """
    words = name_words(name)
    together = ["".join(pair) for pair in pairwise(words)]
    keys = {f"w:{word}" for word in words} | {f"l:{word}" for word in words[-1:]}
    for word in (*words, *together):
        keys |= {f"s:{skeleton}" for skeleton in skeletons(word)}
    return frozenset(key[:200] for key in keys)


def initial(name: str) -> str:
    """The letter a name is listed under: folded, in its own script; # if it is no letter."""
    first = fold(name).lstrip()[:1].upper()
    return first if first.isalpha() else "#"


def initial_key(name: str) -> str:
    """``i:`` and the letter that a speaker's main name is listed under."""
    return f"i:{initial(name)}"


def role_keys(title: str) -> set[str]:
    """The keys under which a role is looked up: ``r:`` and each of its words, as search stems it."""
    return {f"r:{token.stem}" for token in analyse(title)}


def word_keys(word: str) -> frozenset[str]:
    """The keys under which one word of a query, spelt correctly in any script, is looked up."""
    found = {f"s:{skeleton}" for skeleton in skeletons(word)}
    if _JOINED_ARTICLE.match(word):
        found |= {f"s:{skeleton}" for skeleton in skeletons(word[2:])}
    return frozenset(found | {f"w:{word}"})


def mistaken_word_keys(word: str) -> frozenset[str]:
    """Further keys for a word with one mistake in its consonants.

    None for a word longer than names are, since each consonant adds some thirty keys.
    """
    sounds = (sound for sound in skeletons(word) if len(sound) <= MOST_CONSONANTS)
    return frozenset(f"s:{near}" for sound in sounds for near in neighbours(sound))


def similarity(one: str, other: str) -> float:
    """How likely two names are one person's, from 0 to 1; symmetrical."""
    return max(resemblance(one, other), resemblance(other, one))


def resemblance(query: str, name: str) -> float:
    """How well a name matches a query, from 0 to 1.

    Each word of the query is paired with a word of the name; a word without a counterpart makes
    it 0. Words of the name that the query leaves out cost little, the surname most.
    """
    typed, named = name_words(query), name_words(name)
    best = _paired(typed, named)
    for together in joined(typed):
        best = max(best, _paired(together, named) - 0.01)
    for together in joined(named):
        best = max(best, _paired(typed, together) - 0.01)
    return best


def joined(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words with two neighbours written as one: Nasr Allah, Nasrallah."""
    for at in range(len(words) - 1):
        yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])


def _paired(typed: tuple[str, ...], named: tuple[str, ...]) -> float:
    if not typed or not named or len(typed) > len(named):
        return 0.0
    free, scores = list(enumerate(named)), []
    surname_typed = False
    for word in sorted(typed, key=len, reverse=True):
        score, at, counterpart = max((word_likeness(word, other), at, other) for at, other in free)
        if score < _WORD_COUNTERPART:
            return 0.0
        free.remove((at, counterpart))
        surname_typed |= at == len(named) - 1
        scores.append((score, len(word)))
    likeness = sum(score * size for score, size in scores) / sum(size for _, size in scores)
    return likeness - 0.02 * min(len(free), 3) - (0 if surname_typed else 0.03)


@lru_cache(maxsize=1 << 16)
def word_likeness(one: str, other: str) -> float:
    """How likely two words of names are one word, from 0 to 1, whatever their scripts."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.8 if spoken(one)[:1] == spoken(other)[:1] != "" else 0.0
    return max(_written_alike(one, other), _written_alike(*_articles_off(one, other)) - 0.03)


_JOINED_ARTICLE = regex.compile(r"[ae]l(?=[bcdfghjkmnpqrstvwxyz]\p{L}{3})")


def _articles_off(one: str, other: str) -> tuple[str, str]:
    """Alhayya as Hayya."""
    return _JOINED_ARTICLE.sub("", one, 1), _JOINED_ARTICLE.sub("", other, 1)


def _written_alike(one: str, other: str) -> float:
    heard, also = spoken(one), spoken(other)
    if is_abjad(one) or is_abjad(other):
        return _likeness_without_vowels(one, other, heard, also)
    letters = DamerauLevenshtein.normalized_similarity(one, other)
    sounds = DamerauLevenshtein.normalized_similarity(heard, also) - 0.02
    alike = max(letters, sounds)
    if skeletons(one) & skeletons(other):
        return max(alike, (alike + JaroWinkler.similarity(heard, also)) / 2)
    return max(0.0, alike - 0.3 / max(len(one), len(other)))


def _likeness_without_vowels(one: str, other: str, heard: str, also: str) -> float:
    vowels = DamerauLevenshtein.normalized_similarity(heard, also)
    shared = skeletons(one) & skeletons(other)
    if shared:
        apart = 0 if _vowels_agree(heard, also) else 0.4 / max(map(len, shared))
        return 0.84 + 0.14 * vowels - apart
    consonants = max(
        DamerauLevenshtein.normalized_similarity(a, b)
        for a in skeletons(one) or {""}
        for b in skeletons(other) or {""}
    )
    return 0.9 * consonants * (0.8 + 0.2 * vowels)


def _vowels_agree(heard: str, also: str) -> bool:
    """Whether the vowels that one spelling writes are in the other, in order.

    Not the first letter's: alef and ayin carry any vowel.
    """
    few, many = sorted((regex.sub("[^aiu]", "", word[1:]) for word in (heard, also)), key=len)
    rest = iter(many)
    return all(vowel in rest for vowel in few)


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """A name as a URL has it: Latin letters, digits and hyphens, at most 80."""
    latin = anyascii(name).lower().replace("'", "")
    return regex.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:80].rstrip("-") or "unnamed"
