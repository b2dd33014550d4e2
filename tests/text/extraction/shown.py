"""Reads a text and shows its proposals as words, so that a test says what a reader would."""

from dataclasses import dataclass

from quotes.text.extraction import Proposal, extract


@dataclass(frozen=True)
class Shown:
    """A proposal in words."""

    words: tuple[str, ...]
    kind: str
    cue: str
    voice: str
    name: str
    proposal: Proposal


def read(text: str, language: str = "") -> list[Shown]:
    return [show(text, proposal) for proposal in extract(text, language)]


def show(text: str, proposal: Proposal) -> Shown:
    voice, cue = proposal.voice, proposal.cue
    return Shown(
        tuple(text[start:end] for start, end in proposal.segments),
        proposal.kind,
        text[cue[0] : cue[1]] if cue else "",
        text[voice.start : voice.end] if voice else "",
        voice.name if voice else "",
        proposal,
    )


def quote_with(text: str, words: str) -> Shown:
    """The one proposal whose segments hold these words."""
    found = [shown for shown in read(text) if words in " ".join(shown.words)]
    assert len(found) == 1, found
    return found[0]
