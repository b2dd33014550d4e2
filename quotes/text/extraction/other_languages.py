"""Quotes in a language whose cues are not read: their spans, with the speaker left open."""

import re

from quotes.text.extraction.proposals import Proposal, Span
from quotes.text.quotation_marks import QuotedSpan

# A line of dialogue as Romance and Slavic papers print it: – Vous le saviez ? – Non.
_TURN = re.compile(r"^[ \t]*[–—―][ \t\u00a0\u202f]+(?P<words>\S[^\n]*[.?!…؟])[ \t]*$", re.MULTILINE)
# In Arabic papers brackets may stand for marks: قال: (…). Elsewhere they set off names and asides.
_BRACKETED = re.compile(
    r"\bو?(?:قال|أضاف|صرح|أكد|تابع|أوضح|كتب|غرد|أعلن|شدد)(?:ت|وا)?\b[^\n:.()«»\"“”]{0,80}:\s{0,3}"
    r"(?P<words>\((?:[^\s()]+\s){2}[^()\n]{1,2000}\))"
)
_MARKS = re.compile(r"[“”„«»\"]")


def unattributed_quotes(text: str, quoted_spans: list[QuotedSpan], why: str) -> list[Proposal]:
    """Each quoted span as a proposal; one left open at a paragraph's end continues where the next opens."""
    speeches: list[list[Span]] = []
    before: QuotedSpan | None = None
    for quoted in quoted_spans:
        span = (quoted.outer_start, quoted.outer_end)
        if before is not None and _goes_on(text, before, quoted):
            speeches[-1].append(span)
        else:
            speeches.append([span])
        before = quoted
    return [Proposal(tuple(speech), "direct", why=why) for speech in speeches]


def _goes_on(text: str, before: QuotedSpan, quoted: QuotedSpan) -> bool:
    between = text[before.outer_end : quoted.outer_start]
    return not before.closed and "\n" in between and not between.strip()


def bracketed(text: str) -> list[Proposal]:
    """Words in round brackets behind an Arabic verb of saying and a colon: three words or more."""
    return [
        Proposal((found.span("words"),), "direct", why="brackets")
        for found in _BRACKETED.finditer(text)
        if not _MARKS.search(found["words"])
    ]


def dialogue(text: str) -> list[Proposal]:
    """Turns that open with a dash, where at least two follow one another and one of them asks."""
    found: list[Proposal] = []
    run: list[re.Match[str]] = []
    for turn in _TURN.finditer(text):
        if run and text[run[-1].end() : turn.start()].strip():
            found.extend(_turns(run))
            run = []
        run.append(turn)
    return found + _turns(run)


def _turns(run: list[re.Match[str]]) -> list[Proposal]:
    if len(run) < 2 or not any(turn["words"].endswith(("?", "؟")) for turn in run):
        return []
    return [
        Proposal((turn.span("words"),), "direct", why="dialogue")
        for turn in run
        if not _MARKS.search(turn["words"])
    ]
