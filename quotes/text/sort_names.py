"""What a list from A to Z has a speaker by: *Hayya, Khalil al-* for Khalil al-Hayya.

By the usual rules of libraries, as far as the name alone tells. It doesn't tell whether a name in
Latin letters has the family's first, as in Shen Wanghai, or two surnames, as in Ana García Ruiz:
there a person says so.
"""

from functools import lru_cache

import regex

PERSON = "person"

#: Written small, these come after the name: Kreek, Willem van der. As a part of it with a
#: capital, as in Jo Van Dorn, they begin it.
_AFTER = frozenset(
    "van von der den de del dela ten ter te tot op zu af av da das do dos d de' in 't 's".split()
)
#: The Arabic article, where it is written apart; with a capital it is often a first name.
_ARTICLES = frozenset("al el ul ad ar as at az".split())
_AFTER_DE = frozenset("la las los lo".split())
#: These begin the name, small or with a capital: articles, contractions, sons and daughters.
_BEGINS = frozenset(
    """la le les lo las los du des vom zum zur am dalla dalle della delle dello dei degli di
    ó o mac mc mag ní ni nic uí ui ap ab ferch fitz san santa são st st. saint sint
    ben bin ibn bint bat bar abu abou umm aal abd abdel abdul abdal abdol
    בן בת בר אבן בין אבו עבד بن ابن بنت أبو ابو أم عبد آل""".split()
)
#: Between two parts of one surname: Vela y Marín.
_JOINS = frozenset({"y", "und"})
_SUFFIXES = frozenset("jr jr. sr sr. phd ph.d. md m.d. mp mep qc kc obe cbe mbe esq esq.".split())
_NUMERAL = regex.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|XVI|XVI{1,3}|XIX|XX)")
_REIGN = frozenset(
    "king queen pope prince princess emperor empress tsar czar sultan shah patriarch dom don".split()
)
#: The article where it is written together with the name.
_ARTICLE = regex.compile(
    r"(?i:(?P<latin>al|el|ul|ad|ar|as|ash|at|az|an|d|ath)[-‑]|(?P<arabic>ال)(?=\p{L}{3}))"
)
_ELIDED = regex.compile(r"(?P<latin>d)['’](?=\p{Lu})")
#: Where the family's name is first, or the whole name is what lists go by.
_AS_WRITTEN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\p{Tibetan}\p{Ethiopic}]"
)
_PARTED = regex.compile(r"\s*[・·•]\s*")
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_THE = regex.compile(r"the\s+(?=\S)", regex.IGNORECASE)
_QUOTATION_SIGNS = regex.compile(r"[“”„«»\"]")
_BEFORE_LETTERS = regex.compile(r"^[^\p{L}\p{N}'’]+")
_IN_BRACKETS = regex.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$")
_PATRONYMIC = regex.compile(r"(?:вич|вна|ична|ьич)$")
_ICELANDIC = regex.compile(r"dóttir$")


def listed_as(name: str, kind: str, typed: str = "") -> str:
    """What lists have a speaker by: as a person typed it, or made of the name."""
    return typed or sort_name(name, kind)


def is_of(typed: str, name: str) -> bool:
    """Whether what a person typed to list a speaker by is made of the words of this name."""
    return set(_WORDS.findall(typed.casefold())) <= set(_WORDS.findall(name.casefold()))


@lru_cache(maxsize=1 << 14)
def sort_name(name: str, kind: str = PERSON) -> str:
    """What lists have a speaker by, of that name and kind."""
    plain = " ".join(_QUOTATION_SIGNS.sub(" ", name).split())
    plain = _BEFORE_LETTERS.sub("", plain) or name
    if kind != PERSON:
        return _without_article(plain)
    plain = _IN_BRACKETS.sub("", plain) or plain
    if plain[:1].isdigit():
        return plain
    if _AS_WRITTEN.search(plain):
        return _family_last(_PARTED.split(plain), "")
    if ", " in plain and plain.rpartition(", ")[2].casefold() not in _SUFFIXES:
        return plain
    words, suffix = _without_suffix(plain.replace(",", "").split(" "))
    if _NUMERAL.fullmatch(suffix) and (len(words) == 1 or words[0].casefold() in _REIGN):
        return _family_last([*words[:-1], f"{words[-1]} {suffix}"], "")
    return _of_words(words, suffix)


def _without_article(name: str) -> str:
    """A body by its name without “The”, which Arabic writes together with it."""
    arabic = _ARTICLE.match(name)
    if arabic and arabic["arabic"]:
        return name[arabic.end() :]
    return _THE.sub("", name, 1) if _THE.match(name) else name


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    last = words[-1]
    if len(words) > 1 and (last.casefold() in _SUFFIXES or _NUMERAL.fullmatch(last)):
        return words[:-1], last
    return words, ""


def _of_words(words: list[str], suffix: str) -> str:
    if len(words) > 1 and _ICELANDIC.search(words[-1]):
        return " ".join([*words, suffix]).strip()
    if len(words) == 3 and _PATRONYMIC.search(words[2]):
        return f"{words[0]}, {words[1]} {words[2]}"
    first = _begin_of_surname(words)
    if first == 0 and len(words) > 1:
        return " ".join([*words, suffix]).strip()
    before, surname = words[:first], words[first:]
    while before and before[-1] in _AFTER | _ARTICLES:
        surname.insert(0, before.pop())
    after: list[str] = []
    while len(surname) > 1 and _goes_after(surname[0], after):
        after.append(surname.pop(0))
    joined = _ARTICLE.match(surname[0]) or _ELIDED.match(surname[0])
    if joined and joined.end() < len(surname[0]):
        after.append(surname[0][: joined.end()])
        surname[0] = surname[0][joined.end() :]
    return _family_last([*before, *after, " ".join(surname)], suffix)


def _goes_after(word: str, others: list[str]) -> bool:
    """Whether a small word goes after the first names: *de la*, but not *la* alone."""
    return word in _AFTER | _ARTICLES or (others[-1:] == ["de"] and word in _AFTER_DE)


def _begin_of_surname(words: list[str]) -> int:
    """Which word the surname begins with: the last one, and what belongs to it before that."""
    first = len(words) - 1
    if first > 2 and words[first - 1] in _JOINS:
        first -= 2
    while first > 0 and _belongs(words[first - 1], first):
        first -= 1
    return first


def _belongs(word: str, place: int) -> bool:
    """Whether a word is the beginning of the surname after it. Al and Mac are also first names."""
    small = word.casefold()
    if small in _BEGINS:
        return place > 1 or small in _KUNYA or not word[:1].isascii()
    return place > 1 and small in _AFTER and word not in _AFTER


#: A name that begins so is one whole: Abu Salim.
_KUNYA = frozenset("abu abou umm bin ibn st st. saint san santa la le los las".split())


def _family_last(parts: list[str], suffix: str) -> str:
    """*Haddane, Layal*: the last part first; a single one is as it is."""
    given = " ".join(parts[:-1])
    return ", ".join(part for part in (parts[-1], given, suffix) if part)
