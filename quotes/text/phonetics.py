"""A name's letters in one alphabet, and the skeleton of sounds that its spellings share.

Al-Hayya, Hayyeh, الحية and Хайя differ in almost every letter; what stays the same is the
row of consonant sounds. ``romanise`` writes a word of any script in Latin letters, with a
capital where the script leaves the sound open (Hebrew ב is b or v). ``skeletons`` reduces
that to classes of sounds that scripts don't keep apart, one skeleton per possible reading,
in the manner of phonetic keys such as Philips' Metaphone.
"""

from functools import lru_cache
from itertools import islice, product

import regex
from anyascii import anyascii

SOUNDS = "AFHKLMNPRSTX"
"""The classes: A vowel (only at the start), F f/v/w, H h/kh, K k/g/q, P b/p, S s/z/ts,
T t/d/th, X sh/ch/j; the rest as written."""
MOST_READINGS = 12

_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ",
        "a b t th J h kh d dh r z s sh s D t z a gh f q k l m n h w y p ch zh g v".split(),
        strict=True,
    )
)
_HEBREW = dict(
    zip(
        "אבגדהוזחטיכלמנסעפצקרשת",
        "a B g d h w z h t y C l m n s a P ts k r S t".split(),
        strict=True,
    )
)
_HEBREW_MARKED = {"ג'": "j", "ז'": "zh", "צ'": "ch", "ת'": "th", "ח'": "kh", "וו": "w", "יי": "y"}
_CYRILLIC = {"г": "G", "ґ": "g", "ь": "", "ъ": "", "и": "i", "ы": "y", "є": "ye", "ё": "yo"}
_LETTERS = str.maketrans({**_ARABIC, **_HEBREW, **_CYRILLIC})
_MARKED = regex.compile("|".join(_HEBREW_MARKED))
_ABJAD = regex.compile(r"[\p{Arabic}\p{Hebrew}]")

# Longest first; each spelling with the sounds it may stand for ("" is silent).
_SPELLINGS: list[tuple[str, tuple[str, ...]]] = [
    ("shch", ("X",)),
    ("tsch", ("X",)),
    ("sch", ("X", "SK")),
    ("tch", ("X",)),
    ("dzh", ("X",)),
    ("tsh", ("X",)),
    ("tJ", ("X",)),
    ("dj", ("X",)),
    ("sh", ("X",)),
    ("ch", ("X", "K", "H")),
    ("cz", ("X",)),
    ("sz", ("X",)),
    ("zh", ("X",)),
    ("kh", ("H", "K")),
    ("gh", ("K", "")),
    ("ph", ("F",)),
    ("th", ("T",)),
    ("dh", ("T",)),
    ("tz", ("S",)),
    ("ts", ("S",)),
    ("ck", ("K",)),
    ("ques", ("K", "KS")),
    ("qu", ("K",)),
    ("ng", ("NK", "N")),
    ("ce", ("S", "X")),
    ("ci", ("S", "X")),
    ("cy", ("S",)),
    ("ge", ("X", "K", "H")),
    ("gi", ("X", "K", "H")),
    ("B", ("P", "F")),
    ("C", ("K", "H")),
    ("D", ("T", "S")),
    ("G", ("K", "H")),
    ("J", ("X", "K")),
    ("P", ("P", "F")),
    ("S", ("X", "S")),
    ("b", ("P",)),
    ("p", ("P",)),
    ("f", ("F",)),
    ("v", ("F",)),
    ("w", ("", "F")),
    ("t", ("T",)),
    ("d", ("T",)),
    ("s", ("S",)),
    ("z", ("S",)),
    ("c", ("K",)),
    ("k", ("K",)),
    ("q", ("K",)),
    ("g", ("K",)),
    ("x", ("KS", "X", "S")),
    ("j", ("X", "", "H")),
    ("h", ("H", "")),
    ("l", ("L",)),
    ("m", ("M",)),
    ("n", ("N",)),
    ("r", ("R",)),
]
_READINGS = dict(_SPELLINGS)
_SPELLING = regex.compile("|".join(spelling for spelling, _ in _SPELLINGS) + r"|\d|.")
_REPEATED = regex.compile(r"(.)\1+")
_ONE_SOUND = regex.compile(r"T(?=[SX])|S(?=X)")

# What a reader hears alike, for comparing two spellings that write their vowels.
_ALIKE = {
    r"shch|tsch|sch": "sh",
    r"tch|cz": "ch",
    r"tz|ts|dz(?!h)": "z",
    r"dzh|dj|zh|g[ei](?=[aou])|ge$": "j",
    r"kh|gh|(?<=.)h(?![aiouey])": "h",
    r"ph": "f",
    r"th": "t",
    r"c?ques?$|ck|qu|q|c(?![heiy])": "k",
    r"eau": "u",
    r"ou|oo|w|v|o": "u",
    r"ee|ie|ei|ey|ay|ai|yy|iy|ij|y|e": "i",
    r"x": "ks",
}
_HEARD = dict(enumerate(_ALIKE.values(), 1))
_HEARING = regex.compile("|".join(f"({spelling})" for spelling in _ALIKE))
_MUTE = regex.compile(r"(?<=.)h(?![aiu])")
_LAST_VOWEL = regex.compile(r"(?<=...)[ai]$")


def is_abjad(word: str) -> bool:
    """Whether the word's script leaves vowels out: Arabic or Hebrew."""
    return bool(_ABJAD.search(word))


@lru_cache(maxsize=1 << 16)
def romanise(word: str) -> str:
    """A folded word in Latin letters; capitals stand for letters of more than one sound."""
    if word.isascii():
        return word
    word = _MARKED.sub(lambda match: _HEBREW_MARKED[match.group()], word)
    latin = anyascii(word.translate(_LETTERS)) if not word.isascii() else word
    return "".join(letter for letter in latin if letter.isalnum())


@lru_cache(maxsize=1 << 16)
def skeletons(word: str) -> frozenset[str]:
    """The sound skeletons of a folded word, one for each way to read it; at most twelve.

    The first reading of each letter comes first, so the likely ones are never cut off.
    Empty for a word without letters or digits.
    """
    latin = romanise(word)
    parts = [_sounds(match.group(), match.start() == 0) for match in _SPELLING.finditer(latin)]
    readings = islice(product(*parts), MOST_READINGS * 8)
    found = dict.fromkeys(_skeleton("".join(reading)) for reading in readings)
    return frozenset(islice(filter(None, found), MOST_READINGS))


def _sounds(spelling: str, at_start: bool) -> tuple[str, ...]:
    if spelling.isdigit():
        return (spelling,)
    readings = _READINGS.get(spelling, ("",))
    if at_start:
        return tuple(reading or "A" for reading in readings)
    # An h inside a word is written by some and not by others.
    return tuple(dict.fromkeys("" if reading == "H" else reading for reading in readings))


def _skeleton(sounds: str) -> str:
    return _REPEATED.sub(r"\1", _ONE_SOUND.sub("", _REPEATED.sub(r"\1", sounds)))


def neighbours(skeleton: str) -> frozenset[str]:
    """The skeletons one slip away: a sound too many, missing, wrong, or two exchanged."""
    found = set()
    for at in range(len(skeleton) + 1):
        before, after = skeleton[:at], skeleton[at:]
        found |= {before + sound + after for sound in SOUNDS}
        if after:
            found.add(before + after[1:])
            found |= {before + sound + after[1:] for sound in SOUNDS}
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    return frozenset(found - {skeleton, ""})


@lru_cache(maxsize=1 << 16)
def spoken(word: str) -> str:
    """A folded word as it is heard, near enough to compare spellings letter by letter."""
    latin = romanise(word).lower()
    heard = _HEARING.sub(lambda match: _HEARD[match.lastindex or 1], latin)
    return _REPEATED.sub(r"\1", _LAST_VOWEL.sub("a", _MUTE.sub("", heard)))
