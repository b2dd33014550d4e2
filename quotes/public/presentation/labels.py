"""The signs that stand beside a verdict's words: never a colour, never a sign, alone."""

from quotes.models import Review

Verdict = Review.Verdict
#: A sign and a tone for each verdict; the words always stand beside them.
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
#: What was found of a stretch in a source, in words, with sign and tone.
MATCHES = {
    "exact": ("✓", "ok", "Verbatim: exact"),
    "typography": ("✓", "ok", "Verbatim: only typography differs"),
    "elided": ("…", "warn", "Shortened: the parts stand in order"),
    "altered": ("≠", "warn", "Altered"),
    "ambiguous": ("?", "warn", "Stands there more than once"),
    "not_found": ("✗", "bad", "Not found"),
    "not_compared": ("○", "", "Not compared word for word"),
}
#: The same of a whole quote against its primary source, in a few words.
AGAINST_SOURCE = {
    "exact": ("✓", "ok", "Verbatim", " in its source"),
    "typography": ("✓", "ok", "Verbatim", " in its source"),
    "elided": ("…", "warn", "Shortened", " from its source"),
    "altered": ("≠", "warn", "Altered", " from its source"),
    "ambiguous": ("?", "warn", "Repeated", " in its source"),
    "not_found": ("✗", "bad", "Not found", " in its source"),
}


def review_label(review: Review | None, earlier_wording: bool = False) -> str:
    """A review in words; it says so when it was given on other words than stand now."""
    return verdict_label(review.verdict if review else Verdict.UNCHECKED, earlier_wording)


def verdict_label(verdict: str, earlier_wording: bool) -> str:
    label = Verdict(verdict).label
    return f"{label} (for an earlier wording)" if earlier_wording else label
