"""The fine line under a status: what the program compared with what, and what a person said."""

from collections.abc import Sequence

from quotes.text.standing_facts import (
    GRAVEST_FIRST,
    NOUNS,
    UNSEEN,
    Facts,
    Found,
    Original,
    day,
)

COUNTED = {
    "exact": "word for word",
    "typography": "word for word but for typography",
    "elided": "with words left out",
    "altered": "with other words",
    "ambiguous": "found in more than one place",
    "not_found": "not found",
    "not_compared": "not compared word for word",
}


def fine_line(facts: Facts, found: Sequence[Found]) -> str:
    """What the program compared, with which copy, and what a person said of it."""
    parts = [_program(facts, found), _person(facts)]
    return " ".join(filter(None, parts))


def _program(facts: Facts, found: Sequence[Found]) -> str:
    if not found:
        if facts.originals:
            return f"Its words weren’t compared word for word with {facts.originals[0].named}."
        noun = NOUNS.get(facts.source, facts.source)
        if facts.first_hand:
            return f"The {noun} is itself what was said."
        return f"The record has only this {noun}; no original has been compared with it."
    copies = list(dict.fromkeys(_copy(one.original) for one in found))
    passages = "1 passage" if len(found) == 1 else f"{len(found)} passages"
    verdicts = [one.compared.verdict for one in found]
    counts = [
        f"{verdicts.count(v)} {COUNTED[v]}" if len(found) > 1 else COUNTED[v]
        for v in GRAVEST_FIRST
        if v in verdicts
    ]
    return f"The program compared {passages} with {' and '.join(copies)}: {', '.join(counts)}."


def _copy(original: Original) -> str:
    pasted = ", in a text that the newsroom pasted" if original.method == "pasted" else ""
    unseen = " (the live page was not seen)" if original.method in UNSEEN else ""
    return f"{original.named}{pasted}{unseen}"


_SAID = {
    "confirmed": "confirmed it",
    "not_traced": "looked for it and didn’t find it",
    "altered": "found other words",
    "out_of_context": "found it out of context",
    "disputed": "recorded that it is disputed",
    "misattributed": "found that somebody else said it",
    "fabricated": "found that nobody said it",
}


def _person(facts: Facts) -> str:
    if facts.verdict not in _SAID:
        return "No person has confirmed it."
    when = f" on {day(facts.verdict_on)}" if facts.verdict_on else ""
    of = ", in an earlier wording" if facts.earlier_wording else ""
    named = " ".join(facts.difference.split()).rstrip(".")
    but = f", and named the difference: {named}" if named else ""
    return f"A person in the newsroom {_SAID[facts.verdict]}{when}{of}{but}."
