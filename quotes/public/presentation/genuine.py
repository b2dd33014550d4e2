"""“Is it genuine?”: the answer on a quote's page, with the words here and in the original.

The answer and its limits come from the status of the quote; here they get what a reader checks them by:
both wordings under one another, and in which source to look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.models import Quote
from quotes.public.presentation.chain import original_of
from quotes.public.presentation.evidence import Comparison
from quotes.public.presentation.urls import source_url
from quotes.text.standing_facts import PROVED, Original, Standing

#: More passages are left to the section below.
MOST_SHOWN = 2
#: Code points of equal words that are kept on either side of what differs.
KEPT = 60
#: Longer words would push the answer off a phone's first screen, and so follow it.
LONGEST_BEFORE = 260
#: Statuses whose reason a person gave.
REASONED = (
    *("withdrawn", "fabricated", "misattributed", "disputed", "out_of_context"),
    *("altered_by_review", "not_supported", "not_traced", "supported", "partly"),
)
#: What the original has, by the gravest result of its spans.
HAS = {
    "exact": "has every word in this order.",
    "typography": "has every word in this order; only marks or capitals differ.",
    "elided": "has these words in this order, with others between them.",
    "altered": "has other words.",
    "ambiguous": "has these words in more than one place.",
    "not_found": "doesn’t have all of these words.",
}


@dataclass(frozen=True)
class Wording:
    """The words of one side, in pieces of (text, how they are marked)."""

    label: str
    pieces: tuple[tuple[str, str], ...]
    language: str


@dataclass(frozen=True)
class Genuine:
    """What is around the answer: its sign, its reason, where to look, and what was corrected.

    `first` says that the words are so long that the answer has to be before them.
    """

    sign: str
    css: str
    here: str
    first: bool = False
    reason: str = ""
    correction: str = ""
    original: Comparison | None = None
    has: str = ""
    wordings: tuple[Wording, ...] = ()


def genuine(quote: Quote, comparisons: Sequence[Comparison]) -> Genuine:
    """The original that decides, what it has, and both wordings where they are worth a look."""
    original, standing = original_of(comparisons), quote.standing
    sign, css = _sign(standing)
    corrected = standing.phrase if standing.code == "corrected" else standing.also
    return Genuine(
        sign=sign,
        css=css,
        here=_place(quote),
        first=_length(quote) > LONGEST_BEFORE,
        reason=standing.phrase if standing.code in REASONED else "",
        correction=corrected,
        original=original,
        has=HAS.get(standing.match, "") if original else "",
        wordings=tuple(_wordings(quote, original)) if original else (),
    )


def _length(quote: Quote) -> int:
    """Of the words as the page shows them, with what their source has around them."""
    around = getattr(quote, "around", None)
    return len(quote.words) + sum(map(len, around.parts if around else ()))


def _sign(standing: Standing) -> tuple[str, str]:
    """A correction is a line of its own here, so that the answer has the sign of the words."""
    if standing.code != "corrected":
        return standing.sign, standing.css
    return ("✓", "same") if standing.match in PROVED else ("○", "none")


def _place(quote: Quote) -> str:
    """The quote's place on the page of its source; a withdrawn one is no longer marked there."""
    url = source_url(quote.capture.source)
    return url if quote.status == Quote.Status.WITHDRAWN else f"{url}#q{quote.pk}"


def _wordings(quote: Quote, original: Comparison) -> Iterable[Wording]:
    """Both sides of the passages that differ; where none does, of those that differ in marks."""
    shown = [span for span in original.spans if span.place and span.diff]
    altered = [span for span in shown if span.verdict not in PROVED] or shown
    there = Original(original.source.kind, original.evidence.capture.method).short
    for span in altered[:MOST_SHOWN]:
        mark = "differs" if span.verdict not in PROVED else ""
        here = quote.capture.source.language
        yield Wording("Quoted here", _side(span.diff, "del", mark), here)
        label = f"In {there}"
        yield Wording(label, _side(span.diff, "ins", mark), original.source.language)


def _side(diff: Iterable[tuple[str, str]], own: str, mark: str) -> tuple[tuple[str, str], ...]:
    """The pieces of one side; long words that both share are shortened."""
    pieces = [(text, mark if op == own else "") for op, text in diff if op in (own, "same")]
    return tuple((_shortened(text, n, len(pieces)), mark) for n, (text, mark) in enumerate(pieces))


def _shortened(text: str, place: int, of: int) -> str:
    first, last = place == 0, place == of - 1
    if len(text) <= 2 * KEPT or of == 1:
        return text
    before = "" if first else text[:KEPT].rpartition(" ")[0]
    after = "" if last else text[-KEPT:].partition(" ")[2]
    return f"{before} … {after}"
