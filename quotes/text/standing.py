"""The status of a quote in words: one phrase that every copy of it carries.

A person's verdict, what the program found in the original, and what was corrected or withdrawn
become one status, the gravest that holds. Nothing here asks the record: facts go in, words come
out.
"""

from collections.abc import Iterable, Sequence

from quotes.text.standing_facts import (
    GRAVEST_FIRST,
    LONGEST_REASON,
    MOST_WORDS,
    NOUNS,
    PARTS,
    PROVED,
    Css,
    Facts,
    Found,
    Mark,
    Original,
    Span,
    Standing,
    day,
)
from quotes.text.standing_fine_line import fine_line


def standing(facts: Facts) -> Standing:
    """The gravest status that holds, in words."""
    found = _decided(facts.originals)
    worst = _worst(found)
    result = (
        _withdrawn(facts)
        or _judged(facts)
        or _differing(facts, found, worst)
        or _unsure(facts, found, worst)
        or _positive(facts, found, worst)
    )
    silenced = result.code in ("withdrawn", "fabricated", "misattributed", "altered_by_review")
    return Standing(
        result.code,
        result.sign,
        result.css,
        result.phrase,
        result.answer,
        fine=fine_line(facts, found),
        original=result.original,
        also=result.also or ("" if result.code == "corrected" else _correction(facts)),
        silent=result.silent,
        match=_compared(worst),
        marks=tuple(_marks(found, proof=not silenced)),
        originals=tuple(original.kind for original in facts.originals),
    )


def match_of(originals: Sequence[Original]) -> str:
    """What the program found of a quote in its originals: the gravest; empty if not compared."""
    return _compared(_worst(_decided(originals)))


# What each original says of each span


def _worst(found: Iterable[Found]) -> str:
    return _gravest(one.compared.verdict for one in found)


def _compared(worst: str) -> str:
    return "" if worst == "not_compared" else worst


def _decided(originals: Sequence[Original]) -> list[Found]:
    """For each span the comparison that counts, in the order of the spans."""
    by_span: dict[Span, list[Found]] = {}
    for original in originals:
        for compared in original.spans:
            by_span.setdefault(compared.span, []).append(Found(original, compared))
    return [_decisive(by_span[span]) for span in sorted(by_span)]


def _decisive(found: list[Found]) -> Found:
    """A recording before its transcript; then the gravest, of those that have the words at all."""
    there = [f for f in found if f.compared.verdict not in ("not_found", "not_compared")]
    heard = [f for f in there if f.original.noun == "recording"]
    return min(heard or there or found, key=lambda f: GRAVEST_FIRST.index(f.compared.verdict))


def _gravest(verdicts: Iterable[str]) -> str:
    given = set(verdicts)
    return next((verdict for verdict in GRAVEST_FIRST if verdict in given), "")


def _marks(found: Sequence[Found], proof: bool) -> Iterable[tuple[int, int, Mark]]:
    for one in found:
        if one.compared.verdict in PROVED and proof:
            yield (*one.compared.span, "same")
        elif one.compared.verdict in ("altered", "not_found"):
            yield (*one.compared.span, "differs")


# The statuses, gravest first


def _withdrawn(facts: Facts) -> Standing | None:
    if facts.withdrawn_on is None:
        return None
    phrase = _because(f"Withdrawn {day(facts.withdrawn_on)}", facts.withdrawn_why)
    return Standing("withdrawn", "✗", "bad", phrase, "Withdrawn.")


_VERDICTS: dict[str, tuple[str, Css, str, str]] = {
    "fabricated": ("✗", "bad", "Fabricated", "No."),
    "misattributed": ("✗", "bad", "Another’s words", "No."),
    "disputed": ("!", "disputed", "Disputed", "Disputed."),
    "out_of_context": ("!", "disputed", "Out of context", "Not in this sense."),
}


def _judged(facts: Facts) -> Standing | None:
    """What a person said against it that weighs more than any comparison."""
    if facts.verdict not in _VERDICTS:
        return None
    sign, css, label, answer = _VERDICTS[facts.verdict]
    phrase = _because(label + _earlier(facts), facts.verdict_why)
    return Standing(facts.verdict, sign, css, phrase, answer)


def _differing(facts: Facts, found: Sequence[Found], worst: str) -> Standing | None:
    """Other words than the original's, or words that it doesn't have."""
    altered = next((f for f in found if f.compared.verdict == "altered"), None)
    if altered is not None:
        return _altered(altered)
    if facts.verdict == "altered":
        phrase = _because(f"Differs from the original{_earlier(facts)}", facts.verdict_why)
        return Standing("altered_by_review", "≠", "differs", phrase, "Not word for word.")
    if worst == "not_found":
        return _missing(found)
    read = _read(facts, "not_supported")
    if read is not None:
        phrase = f"Not supported by {read.named}, says a person who read it"
        return Standing("not_supported", "≠", "differs", phrase, "Not what the original says.")
    return None


def _altered(found: Found) -> Standing:
    words = " ".join(found.compared.words.split())
    short = bool(words) and len(words.split()) <= MOST_WORDS
    says = f"Differs: {found.original.short} has {_quoted(words)}"
    phrase = says if short else f"Differs from {found.original.named}"
    return Standing("altered", "≠", "differs", phrase, "Not word for word.", original=words)


def _missing(found: Sequence[Found]) -> Standing:
    missing = [f for f in found if f.compared.verdict == "not_found"]
    original, some = missing[0].original, len(missing) < len(found)
    where = f"our text of {original.named}" if original.method in PARTS else original.named
    phrase = f"{'In part not' if some else 'Not'} in {where}"
    answer = "Not all of it is in the original." if some else "Not in the original."
    if original.method in PARTS:
        answer = "Not all of it is in our text." if some else "Not in the text we have."
    return Standing("not_found", "≠", "differs", phrase, answer)


def _unsure(facts: Facts, found: Sequence[Found], worst: str) -> Standing | None:
    if facts.verdict == "not_traced":
        phrase = f"Not traced{_earlier(facts)}: looked for, not found"
        return Standing("not_traced", "?", "none", phrase, "We looked and didn’t find it.")
    if worst == "ambiguous":
        original = next(f.original for f in found if f.compared.verdict == "ambiguous")
        phrase = f"In {original.named}, in more than one place"
        if facts.verdict == "confirmed":
            phrase = f"Confirmed by the newsroom{_earlier(facts)}, i{phrase[1:]}"
        answer = "Its words are there more than once."
        return Standing("ambiguous", "?", "none", phrase, answer)
    return None


def _positive(facts: Facts, found: Sequence[Found], worst: str) -> Standing:
    """What speaks for it, or nothing at all; a correction goes before that."""
    result = (
        _matching(facts, found, worst)
        or _confirmed(facts)
        or _read_by_a_person(facts)
        or _unproved(facts)
    )
    if not facts.corrected_on:
        return result
    what, also = _correction(facts), result.phrase
    return Standing("corrected", "↻", "corrected", what, result.answer, also=also)


def _matching(facts: Facts, found: Sequence[Found], worst: str) -> Standing | None:
    if worst not in PROVED:
        return None
    original = next(f.original for f in found if f.compared.verdict == worst)
    shortened = ", with words left out" if worst == "elided" else ""
    if facts.verdict == "confirmed":
        but = _with_difference(facts)
        phrase = f"Confirmed{_earlier(facts)}, matches {original.named}{shortened}{but}"
        answer = f"Word for word{shortened}, and confirmed."
        return Standing("confirmed_matching", "✓", "same", phrase, answer)
    code = "elided" if shortened else "matching"
    phrase, answer = f"Matches {original.named}{shortened}", f"Word for word{shortened}."
    return Standing(code, "✓", "same", phrase, answer)


FOR_EARLIER = " for an earlier wording"


def _confirmed(facts: Facts) -> Standing | None:
    if facts.verdict != "confirmed":
        return None
    what = "Confirmed by the newsroom" + (FOR_EARLIER * facts.earlier_wording)
    phrase = what + _with_difference(facts)
    return Standing("confirmed", "✓", "none", phrase, f"{what}.")


def _read(facts: Facts, reading: str) -> Original | None:
    return next((one for one in facts.originals if one.reading == reading), None)


def _read_by_a_person(facts: Facts) -> Standing | None:
    """Paraphrase, or another language, that somebody compared with the original."""
    kind = "Paraphrase" if facts.kind == "paraphrase" else "In other words"
    for reading, what in (("partly", "partly supported"), ("supported", "supported")):
        read = _read(facts, reading)
        if read is not None:
            phrase = f"{kind}, {what} by {read.named}, says a person who read it"
            return Standing(reading, "○", "none", phrase, f"{what.capitalize()} by the original.")
    return None


def _unproved(facts: Facts) -> Standing:
    if facts.kind == "paraphrase":
        phrase = "Paraphrase: not the speaker’s own words"
        return Standing("paraphrase", "○", "none", phrase, f"{phrase}.", silent=True)
    if facts.originals:
        phrase = f"Not compared word for word with {facts.originals[0].named}"
        return Standing("not_compared", "○", "none", phrase, "We can’t tell yet.")
    if facts.first_hand:
        noun = NOUNS.get(facts.source, facts.source)
        phrase = f"In the original {noun} itself"
        return Standing("first_hand", "○", "none", phrase, "This is the original.", silent=True)
    phrase = f"Only in this {NOUNS.get(facts.source, facts.source)}: no original compared yet"
    return Standing("unproved", "○", "none", phrase, "We can’t tell yet.", silent=True)


def _correction(facts: Facts) -> str:
    if not facts.corrected_on:
        return ""
    return _because(f"Corrected {day(facts.corrected_on)}", facts.corrected_what)


# Words


def _earlier(facts: Facts) -> str:
    return " (for an earlier wording)" if facts.earlier_wording else ""


def _with_difference(facts: Facts) -> str:
    """What a person named who confirmed it all the same."""
    named = _cut(" ".join(facts.difference.split()))
    return f", with a difference: {named}" if named else ""


def _because(what: str, why: str) -> str:
    return f"{what}: {_cut(' '.join(why.split()))}" if why.strip() else what


def _cut(text: str) -> str:
    if len(text) <= LONGEST_REASON:
        return text
    return text[:LONGEST_REASON].rpartition(" ")[0].rstrip(",;:.") + " …"


def _quoted(words: str) -> str:
    return words if words.startswith(("“", '"', "„", "«")) else f"“{words}”"
