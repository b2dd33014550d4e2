"""Every status with what it means, for the page that explains them: gravest first."""

from datetime import date
from typing import NamedTuple

from quotes.text.standing import standing
from quotes.text.standing_facts import Compared, Facts, Original, Standing

DAY = date(2026, 11, 27)


class Example(NamedTuple):
    standing: Standing
    meaning: str


def _compared(verdict: str, words: str = "") -> Facts:
    return Facts("direct", "article", originals=(_post(verdict, words=words),))


def _post(verdict: str = "", *, words: str = "", reading: str = "") -> Original:
    spans = (Compared((0, 5), verdict, words),) if verdict else ()
    return Original("post", "own_fetch", spans, reading)


def _judged(verdict: str, why: str = "") -> Facts:
    return Facts("direct", "article", verdict=verdict, verdict_why=why)


def _read(reading: str) -> Facts:
    return Facts("paraphrase", "article", originals=(_post(reading=reading),))


_CONFIRMED_TOO = Facts("direct", "article", verdict="confirmed", originals=(_post("exact"),))
_CORRECTED = Facts("direct", "article", corrected_on=DAY, corrected_what="The day was wrong")

EXAMPLES = tuple(
    Example(standing(facts), meaning)
    for facts, meaning in (
        (
            Facts("direct", "article", withdrawn_on=DAY, withdrawn_why="the outlet took it back"),
            "Taken back by the newsroom, which says why. It has left all lists.",
        ),
        (_judged("fabricated"), "Nobody said it."),
        (_judged("misattributed"), "Somebody else said it."),
        (_judged("disputed"), "The speaker or another party denies that it was said."),
        (_judged("out_of_context"), "The words were said, but the context changes the meaning."),
        (
            _compared("altered", "a bridge"),
            "The program found other words in the original. Up to eight of them are shown.",
        ),
        (
            _judged("altered"),
            "Somebody in the newsroom found that the words differ from those that were said.",
        ),
        (_compared("not_found"), "The program didn’t find the words in the original."),
        (_read("not_supported"), "Somebody read the original, which doesn’t say this."),
        (_judged("not_traced"), "The newsroom looked for an original and found none."),
        (_compared("ambiguous"), "The original has the words in several places."),
        (
            _CORRECTED,
            "Something about it was wrong and was put right in public. This stays as long as the "
            "correction is part of the quote’s history.",
        ),
        (_CONFIRMED_TOO, "The program and a person both found the words in the original."),
        (_compared("elided"), "The original has the words, with others between them."),
        (_compared("exact"), "The program found the words in the original. Nobody confirmed it."),
        (_judged("confirmed"), "A person traced it to where it was said; nothing was compared."),
        (_read("partly"), "Somebody read the original, which says a part of this."),
        (_read("supported"), "Somebody read the original, which says this in other words."),
        (
            Facts("paraphrase", "article"),
            "In the source’s own words. A list says only “Paraphrase”.",
        ),
        (
            _compared("not_compared"),
            "There is an original, in another language or in other words. Nobody has read it yet.",
        ),
        (
            Facts("direct", "post", first_hand=True),
            "The source is itself what was said. A list calls it “the original”.",
        ),
        (Facts("direct", "article"), "We have only this article. A list shows no sign."),
    )
)
