"""Further forms by which a lone word is found, besides its own term and stem.

A hyphenated word written as one (*e-mail*, *F-35*), a name without the ending that Turkish puts
behind its apostrophe (*Ankara'da*), a Hebrew or Arabic word without the one-letter words and the
article written with it (*והגשר*, *والجسر*). The index has them beside the stems, so a query needs
to know none of this, and phrases go on comparing what is written.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

import regex

from quotes.text.analyser import (
    APOSTROPHES,
    LONGEST_TERM,
    Token,
    english_stem,
    fold,
    stems_apply,
    tokens_of,
)

HYPHENS = frozenset("-‐‑־")
MOST_JOINED = 5
"""Words of a longer chain of hyphens are one phrase, no one word."""

_NUMBERED = regex.compile(r"\p{L}{1,5}\d{1,5}s")
"""A model in the plural: F35s, T72s."""

#: Languages whose names have their endings behind an apostrophe.
ENDINGS_APART = frozenset({"tr", "az", "crh", "tk"})
#: Turkish endings, folded; elsewhere only these, behind a capital, are taken for one.
TURKISH_ENDINGS = frozenset(
    """a e i u ya ye yi yu da de ta te dan den tan ten nda nde ndan nden in un nin nun na ne ni nu
    la le yla yle li lu lar ler lari leri ki daki deki taki teki dir dur tir tur""".split()
)
_APOSTROPHE = regex.compile(f"[{APOSTROPHES}]")

_HEBREW = regex.compile(r"[א-ת]+")
_ARABIC = regex.compile(r"[\u0620-\u065f\u066e-\u06d3]+")
#: Languages of these scripts that don't write one-letter words together with the next.
OTHERWISE_WRITTEN = frozenset({"yi", "fa", "ur", "ps", "sd", "ug", "ckb", "ku"})

HEBREW_BEFORE = frozenset(
    "".join(parts)
    for parts in product(("", "ו"), ("", "ש", "כש", "מש"), ("", "ה", "ב", "ל", "מ", "כ", "מה"))
) - {""}
_AND_SO, _TO = ("", "و", "ف"), ("", "ب", "ل", "ك")
ARABIC_BEFORE = frozenset(map("".join, product(_AND_SO, _TO))) - {""}
ARABIC_ARTICLES = frozenset(
    [*map("".join, product(_AND_SO, ("", "ب", "ك"), ("ال",))), *(f"{one}لل" for one in _AND_SO)]
)


class Form(NamedTuple):
    """A further form of the words `[start, end)`, in code points of the text."""

    form: str
    start: int
    end: int


def further_forms(text: str, language: str = "") -> list[str]:
    """The further forms of a text's words, in order; most words have none."""
    tag = primary_tag(language)
    found: list[str] = []
    for run in text.split(" "):
        if not (run.isascii() and run.isalpha()):
            found += [form for form, _, _ in forms_of_run(run, tag)]
    return found


def primary_tag(language: str) -> str:
    """The language without region and script, which decides how words are written."""
    return language.lower().partition("-")[0][:8]


def forms_of_run(run: str, language: str) -> tuple[Form, ...]:
    """The same of a text without spaces, with places. `language` is a `primary_tag`."""
    return _remembered(run, language) if len(run) <= LONGEST_TERM else _forms(run, language)


def _forms(run: str, language: str) -> tuple[Form, ...]:
    english = stems_apply(language)
    tokens = tokens_of(run, english)
    found = [*_joined_forms(run, tokens, english)]
    for token in tokens:
        for form in (*_without_plural(token.term), *_without_before(token.term, language)):
            found.append(Form(form, token.start, token.end))
        if head := without_ending(run[token.start : token.end], language):
            found.append(Form(head, token.start, token.end))
    return tuple(found)


_remembered = lru_cache(maxsize=1 << 15)(_forms)


def _joined_forms(run: str, tokens: tuple[Token, ...], english: bool) -> Iterator[Form]:
    for chain in _chains(run, tokens):
        parts = [(first, second) for first, second in pairwise(chain)] if len(chain) > 2 else []
        for words in (tuple(chain), *parts):
            form = _as_one([run[token.start : token.end] for token in words], english)
            for one in (form, *_without_plural(form)):
                yield Form(one, words[0].start, words[-1].end)


def _chains(run: str, tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    """Words with nothing but a hyphen between them."""
    chain: list[Token] = list(tokens[:1])
    for before, token in pairwise(tokens):
        if run[before.end : token.start] in HYPHENS:
            chain.append(token)
            continue
        if 1 < len(chain) <= MOST_JOINED:
            yield chain
        chain = [token]
    if 1 < len(chain) <= MOST_JOINED:
        yield chain


def _as_one(words: list[str], english: bool) -> str:
    word = "".join(words)
    return english_stem(word)[:LONGEST_TERM] if english else fold(word)


def joined_form(text: str) -> str:
    """A hyphenated word as one, as a query looks for it; empty if the text is anything else."""
    tokens = tokens_of(text, True)
    chains = list(_chains(text, tokens))
    if len(chains) != 1 or len(chains[0]) != len(tokens):
        return ""
    return _as_one([text[token.start : token.end] for token in tokens], True)


def _without_plural(term: str) -> tuple[str, ...]:
    return (term[:-1],) if _NUMBERED.fullmatch(term) else ()


def without_ending(word: str, language: str = "") -> str:
    """The folded name before a Turkish ending; empty if the word has none."""
    parted = _APOSTROPHE.search(word)
    if not parted or parted.start() < 2:
        return ""
    head, ending = word[: parted.start()], fold(word[parted.end() :])
    if language in ENDINGS_APART or (head[:1].isupper() and ending in TURKISH_ENDINGS):
        return fold(head)
    return ""


def _without_before(term: str, language: str) -> Iterator[str]:
    """The word without the one-letter words, and the article, that are written before it."""
    if term.isascii() or language in OTHERWISE_WRITTEN:
        return
    if _HEBREW.fullmatch(term):
        for size in range(1, 5):
            if term[:size] in HEBREW_BEFORE and len(term) - size >= (2 if size == 1 else 3):
                yield term[size:]
    elif _ARABIC.fullmatch(term):
        yield from _without_arabic(term)


def _without_arabic(term: str) -> Iterator[str]:
    for size in range(1, 5):
        before, rest = term[:size], term[size:]
        if before in ARABIC_BEFORE and len(rest) >= 3:
            yield rest
        if before in ARABIC_ARTICLES and len(rest) >= 2:
            yield rest
            if before.endswith("لل"):
                yield f"ال{rest}"
