"""Links that open the publisher's page at the quoted words (`#:~:text=`).

The directive is the one of the W3C community group's "URL fragment text directives". Browsers match
it by whole words, ignoring case and accents, one block of the page at a time; so terms never cross a
line of the text, and are checked to be unique in a form that is coarser than the browsers'.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from .matching.boundaries import marks, token_pattern
from .matching.match_results import Place
from .matching.normalisation import canonical, loosened

_WHOLE = 12  # words up to which a passage is named whole
_ENDS = (4, 6, 8, 12)  # words of a longer one's beginning and end, tried in turn
_CONTEXT = (1, 2, 4, 6)  # words of context for a passage that occurs more than once
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def fragment_link(url: str, text: str, start: int, end: int) -> str:
    """The URL with a directive to the words `[start, end)`; unchanged if none is unique."""
    directive = text_directive(text, start, end)
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{directive}"


def text_directive(text: str, start: int, end: int) -> str:
    """`text=…` for the place `[start, end)` of the page's text; empty if no directive is unique."""
    page = _Page(text, _fold(text))
    words = page.words(start, end)
    if not words:
        return ""
    if len(words) <= _WHOLE and "\n" not in text[words[0][0] : words[-1][1]]:
        return page.whole((words[0][0], words[-1][1]))
    return page.range(words)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    folded: str

    def words(self, start: int, end: int) -> list[Place]:
        """The places of the words between two offsets."""
        return [match.span() for match in token_pattern().finditer(self.text, start, end)]

    def is_unique(self, start: int, end: int) -> bool:
        """Whether no other place of the page is the same to a browser."""
        return _count(_fold(self.text[start:end]), self.folded) == 1

    def whole(self, place: Place) -> str:
        """The directive that names all of a short passage."""
        for before, after in self.contexts(place):
            if self.is_unique(before, after):
                return _directive(
                    prefix=self.text[before : place[0]],
                    first=self.text[slice(*place)],
                    suffix=self.text[place[1] : after],
                )
        return ""

    def range(self, words: list[Place]) -> str:
        """The directive that names the beginning and the end of a long passage."""
        start, end = words[0][0], words[-1][1]
        for count in _ENDS:
            first, last = self.line_end(words[:count]), self.line_start(words[-count:])
            if first >= last:
                break
            before = self.unique_before(start, first)
            if (
                before is not None
                and _count(_fold(self.text[last:end]), _fold(self.text[first:end])) == 1
            ):
                return _directive(
                    prefix=self.text[before:start],
                    first=self.text[start:first],
                    last=self.text[last:end],
                )
        return ""

    def unique_before(self, start: int, end: int) -> int | None:
        """How far back the context must begin for a term to be unique."""
        for before, _ in self.contexts((start, end)):
            if self.is_unique(before, end):
                return before
        return None

    def contexts(self, place: Place) -> list[Place]:
        """The place, then the place with more and more words around it, on its own line."""
        start, end = place
        line, close = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        left = self.words(max(line, start - 200), start)
        right = self.words(end, min(len(self.text) if close < 0 else close, end + 200))
        found = [place]
        for count in _CONTEXT:
            before = left[-count:][0][0] if left else start
            found += [(before, end), (before, right[:count][-1][1] if right else end)]
        return found

    def line_end(self, words: list[Place]) -> int:
        """The end of the last of the words on the first word's line."""
        start, end = words[0][0], words[-1][1]
        line = self.text.find("\n", start, end)
        return max(w[1] for w in words if line < 0 or w[1] <= line)

    def line_start(self, words: list[Place]) -> int:
        """The start of the first of the words on the last word's line."""
        start, end = words[0][0], words[-1][1]
        return min(w[0] for w in words if w[0] > self.text.rfind("\n", start, end))


@lru_cache(maxsize=64)
def _fold(text: str) -> str:
    """Words alone, without case and accents."""
    plain = re.sub(f"[{marks()}]+", "", unicodedata.normalize("NFKD", text))
    return loosened(canonical(plain)).text.strip()


def _count(term: str, folded: str) -> int:
    """How often a folded text has a folded term, overlapping or inside words."""
    return len(re.findall(f"(?={re.escape(term)})", folded))


def _directive(prefix: str = "", first: str = "", last: str = "", suffix: str = "") -> str:
    terms = [f"{_encoded(prefix)}-"] if prefix.strip() else []
    terms += [_encoded(term) for term in (first, last) if term]
    terms += [f"-{_encoded(suffix)}"] if suffix.strip() else []
    return f"text={','.join(terms)}"


def _encoded(term: str) -> str:
    """A term of the directive, with its commas, hyphens and ampersands escaped."""
    term = " ".join(_INVISIBLE.sub("", term).split())
    return quote(term, safe="").replace("-", "%2D")
