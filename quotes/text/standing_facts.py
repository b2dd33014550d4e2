"""What decides the status of a quote, and the result, before any of it is words.

Offsets are code points of the quote's own text, half-open.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.text.circumstances import day_phrase

Css = Literal["bad", "disputed", "differs", "corrected", "same", "none"]
Mark = Literal["same", "differs"]
Span = tuple[int, int]

#: From the gravest: what a reader should know first of several comparisons.
GRAVEST_FIRST = (
    "not_found",
    "altered",
    "ambiguous",
    "elided",
    "typography",
    "exact",
    "not_compared",
)
PROVED = ("exact", "typography", "elided")
#: Longer words of an original are left to the quote's page.
MOST_WORDS = 8
#: Code points of a reason that a status carries.
LONGEST_REASON = 160

NOUNS = {"video": "recording", "audio": "recording"}
#: An original whose text reached the newsroom in another way than by asking for its page.
COPIES = {
    "third_party_archive": ("the archived copy of the {noun}", "the archived copy"),
    "automatic_captions": ("the automatic captions", "the automatic captions"),
    "official_transcript": ("the official transcript", "the official transcript"),
    "screenshot": ("the transcribed screenshot of the {noun}", "the transcribed screenshot"),
    "heard": ("the {noun} as it was heard", "the {noun} as it was heard"),
}
#: Ways of getting a text that don't show what its own page says.
UNSEEN = ("third_party_archive", "pasted", "screenshot")
#: They may be only a part of what was said, so that words missing from them prove little.
PARTS = ("pasted", "screenshot", "heard", "automatic_captions")

#: Each status in a word or two.
SHORT = {
    "withdrawn": "Withdrawn",
    "fabricated": "Fabricated",
    "misattributed": "Another’s words",
    "disputed": "Disputed",
    "out_of_context": "Out of context",
    "altered": "Differs",
    "altered_by_review": "Differs",
    "not_found": "Not in original",
    "not_supported": "Not supported",
    "not_traced": "Not traced",
    "ambiguous": "More than once",
    "corrected": "Corrected",
    "elided": "Shortened",
    "confirmed_matching": "Confirmed",
    "confirmed": "Confirmed",
    "matching": "Matches",
    "supported": "Supported",
    "partly": "Partly supported",
    "paraphrase": "Paraphrase",
    "not_compared": "Not compared",
    "first_hand": "Original",
    "unproved": "No original yet",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One span of a quote in one original: the program's result, and the original's words."""

    span: Span
    verdict: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """A primary source that a quote was compared with, or that a person read."""

    kind: str
    method: str
    spans: tuple[Compared, ...] = ()
    reading: str = ""

    @property
    def noun(self) -> str:
        return NOUNS.get(self.kind, self.kind)

    @property
    def named(self) -> str:
        """What was compared: the original post, the archived copy of the post."""
        if self.method in COPIES:
            return COPIES[self.method][0].format(noun=self.noun)
        plain = self.noun in ("recording", "transcript")
        return f"the {self.noun}" if plain else f"the original {self.noun}"

    @property
    def short(self) -> str:
        """The same before its words: the post has “…”."""
        if self.method in COPIES:
            return COPIES[self.method][1].format(noun=self.noun)
        return f"the {self.noun}"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides the status of a quote. Days are empty where the thing didn't happen."""

    kind: str
    source: str
    first_hand: bool = False
    withdrawn_on: date | None = None
    withdrawn_why: str = ""
    verdict: str = ""
    verdict_why: str = ""
    verdict_on: date | None = None
    difference: str = ""
    earlier_wording: bool = False
    corrected_on: date | None = None
    corrected_what: str = ""
    originals: tuple[Original, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a quote in words.

    `phrase` goes wherever its words go; a list leaves it out where it is `silent`. `answer` is
    for the quote's own page, `fine` says there what was compared with what, and what a person
    said. `original` has the original's words where they differ, `also` what the
    phrase doesn't say: the correction, or the status of the corrected words. `marks` are the spans that
    a page may set as proved, or has to set as different; `originals` are the kinds of source
    that it was compared with.
    """

    code: str
    sign: str
    css: Css
    phrase: str
    answer: str
    fine: str = ""
    original: str = ""
    also: str = ""
    silent: bool = False
    match: str = ""
    marks: tuple[tuple[int, int, Mark], ...] = ()
    originals: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """In a word or two, where a quote has one line."""
        return SHORT[self.code]

    @property
    def said(self) -> str:
        """All of it as sentences, for whatever leaves the site."""
        return " ".join(_sentence(part) for part in (self.phrase, self.also) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """A span with the original that decides about it."""

    original: Original
    compared: Compared


def _sentence(text: str) -> str:
    ended = text.rstrip("”’\"')»").endswith((".", "!", "?", "…"))
    return text if ended else f"{text}."


def day(value: date) -> str:
    """A day in words, without a preposition."""
    return day_phrase(value, value).removeprefix("on ")
