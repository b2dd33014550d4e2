"""Labels of verdicts and match results, each with a sign and a tone: never a colour or sign alone."""

from collections.abc import Callable

from django.utils.translation import get_language_info

from quotes.models import Review
from quotes.text.direction import isolated
from quotes.text.standing_facts import Standing

Verdict = Review.Verdict
#: A sign and a tone for each verdict; the words are always shown with them.
VERDICTS = {
    Verdict.UNCHECKED: ("○", ""),
    Verdict.CONFIRMED: ("✓", "ok"),
    Verdict.NOT_TRACED: ("?", "warn"),
    Verdict.ALTERED: ("≠", "warn"),
    Verdict.OUT_OF_CONTEXT: ("◐", "warn"),
    Verdict.DISPUTED: ("!", "warn"),
    Verdict.MISATTRIBUTED: ("✗", "bad"),
    Verdict.FABRICATED: ("✗", "bad"),
}
#: The result of comparing a quoted span with a source: sign, tone and words.
MATCHES = {
    "exact": ("✓", "ok", "Word for word"),
    "typography": ("✓", "ok", "Word for word, but for typography"),
    "elided": ("…", "warn", "Shortened: the parts are in order"),
    "altered": ("≠", "warn", "Altered"),
    "ambiguous": ("?", "warn", "There more than once"),
    "not_found": ("✗", "bad", "Not found"),
    "not_expected": ("○", "", "Its words needn’t be in it"),
    "not_compared": ("○", "", "Not compared word for word"),
}


def review_label(review: Review | None, earlier_wording: bool = False) -> str:
    """A review in words; it says so when it was given for an earlier wording."""
    return verdict_label(review.verdict if review else Verdict.UNCHECKED, earlier_wording)


def verdict_label(verdict: str, earlier_wording: bool) -> str:
    label = Verdict(verdict).label
    return f"{label} (for an earlier wording)" if earlier_wording else label


def language_name(code: str) -> str:
    """A language in English; its code where Django knows no name."""
    try:
        return get_language_info(code.lower())["name"]
    except KeyError:
        return code


def status_in_line(standing: Standing, clean: Callable[[str], str]) -> str:
    """A status in sentences, as a part of a line of plain text, the original's words isolated."""
    said, there = clean(standing.said), clean(standing.original)
    return said.replace(there, isolated(there), 1) if there else said
