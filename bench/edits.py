"""Invented articles edited as editors do, for measuring where their quotes are afterwards."""

import itertools
import random
import re
from dataclasses import dataclass

from quotes.text.matching import Hint, PreparedText

NAMES = "Adelmann Brightwater Castellane Dunmore Eskola Farrowby Galanis Hartnoll".split()
PLACES = "Norwick Eastmere Sandholm Veldhaven Corrigan Altmark Pellworth Rosenby".split()
NOUNS = "bridge harbour hospital budget ferry school tram archive library reservoir".split()
VERBS = "close open rebuild inspect fund sell repair replace expand abandon".split()
ADVERBS = "quietly again next week in spring without delay together at last by hand".split()
SHAPES = (
    "We will {not}{verb} the {noun} in {place} and {verb2} {number} others {adverb}.",
    "“{name} and I {not}agreed on {number} points,” and the {noun} is one of them.",
    "Nobody in {place} can {verb} a {noun} — {name} has {not}tried that for {number} years.",
    "It isn’t the {noun} of {place} that I’d {verb}, it’s the {number} promises of {name}.",
    "The {noun} cost {number} crowns, {name} will {not}{verb} it, and {place} will pay.",
)
SYLLABLES = "ba co du fe gi ho la me ni or pu ra si to un ve".split()
WORDS = ["".join(w) for n in (1, 2, 3) for w in itertools.product(SYLLABLES, repeat=n)]
WEIGHTS = [1 / (rank + 1) for rank in range(len(WORDS))]


@dataclass(frozen=True)
class Edit:
    """A quote, the article after the edit, where it is then (if anywhere), what was known."""

    kind: str
    quote: str
    text: PreparedText
    place: tuple[int, int] | None
    hint: Hint


def sentence(rng: random.Random) -> dict[str, str]:
    """One to three sentences, as parts."""
    return {
        "shape": " ".join(rng.sample("01234", rng.choice([1, 1, 2, 3]))),
        "not": rng.choice(["", "not "]),
        "verb": rng.choice(VERBS),
        "verb2": rng.choice(VERBS),
        "noun": rng.choice(NOUNS),
        "place": rng.choice(PLACES),
        "name": rng.choice(NAMES),
        "number": str(rng.randint(2, 9999)),
        "adverb": rng.choice(ADVERBS),
    }


def filler(rng: random.Random) -> str:
    """A sentence of words that no quote uses, some common and some rare."""
    words = rng.choices(WORDS, WEIGHTS, k=rng.randint(8, 30))
    return f"{' '.join(words).capitalize()}."


def spelt(parts: dict[str, str]) -> str:
    return " ".join(SHAPES[int(n)].format(**parts) for n in parts["shape"].split())


def twin(parts: dict[str, str], rng: random.Random) -> dict[str, str]:
    """The same sentence but for a number, a name or a negation."""
    others = [
        parts | {"number": str(int(parts["number"]) + rng.randint(1, 9))},
        parts | {"name": rng.choice([name for name in NAMES if name != parts["name"]])},
        parts | {"not": "" if parts["not"] else "not "},
    ]
    return rng.choice([other for other in others if spelt(other) != spelt(parts)])


def article(rng: random.Random) -> list[Edit]:
    """An article, edited in many places at once; each place is one edit."""
    parts = list(
        {spelt(p): p for p in (sentence(rng) for _ in range(rng.randint(40, 120)))}.values()
    )
    before = [line for p in parts for line in (spelt(p), filler(rng))]
    chosen = {n: rng.choice(KINDS) for n in range(4, len(parts) - 4, 7)}
    after = list(before)
    for n, kind in chosen.items():
        line = fate(kind, parts[n], rng)
        after[2 * n] = f"{OPEN}{line}{CLOSE}" if line else ""
        after[2 * n + 6] = rng.choice(["", spelt(sentence(rng)), before[2 * n + 6]])
    for n, kind in chosen.items():
        if kind in ("twin", "repeated"):
            other = spelt(twin(parts[n], rng)) if kind == "twin" else before[2 * n]
            after.insert(rng.choice([0, len(after)]), other)
    text, places = unmarked(joined(after))
    standing = iter(places)
    known = joined(before)
    shared = PreparedText(text)
    return [
        Edit(
            kind,
            before[2 * n],
            shared,
            next(standing) if kind not in GONE else None,
            hint(known, before[2 * n]),
        )
        for n, kind in chosen.items()
    ]


def fate(kind: str, parts: dict[str, str], rng: random.Random) -> str:
    """What is in the quote's place after an edit of this kind."""
    if kind in GONE:
        return ""
    if kind == "altered":
        return altered(parts, rng)
    return typeset(spelt(parts)) if kind == "typeset" else spelt(parts)


def joined(lines: list[str]) -> str:
    """Sentences as paragraphs of four."""
    kept = [line for line in lines if line]
    return "\n\n".join(" ".join(kept[n : n + 4]) for n in range(0, len(kept), 4))


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the places where they were."""
    places: list[tuple[int, int]] = []
    for number, piece in enumerate(re.split(f"[{OPEN}{CLOSE}]", text)):
        end = places[-1][1] if places else 0
        places.append((end, end + len(piece))) if number else places.append((0, len(piece)))
    return text.replace(OPEN, "").replace(CLOSE, ""), places[1::2]


def hint(text: str, quote: str) -> Hint:
    start = text.index(quote)
    return Hint.of(text, start, start + len(quote))


def altered(parts: dict[str, str], rng: random.Random) -> str:
    """The same with a number, a name, a negation, or a noun and a place changed."""
    return spelt(
        rng.choice([twin(parts, rng), parts | {"noun": "lighthouse", "place": "Kirkholm"}])
    )


def typeset(text: str) -> str:
    for old, new in (("“", '"'), ("”", '"'), ("’", "'"), (" — ", "--"), (" the ", " the\u00a0")):
        text = text.replace(old, new)
    return text


OPEN, CLOSE = "\ue000", "\ue001"
KINDS = ("intact", "typeset", "repeated", "deleted", "twin", "altered")
GONE = ("deleted", "twin")
STANDING = ("intact", "typeset", "repeated")
