"""Proposals as JSON lines, in the form that the published measures of extraction read."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quotes.text.extraction import extract
from quotes.text.extraction.proposals import Proposal
from quotes.text.quotation_marks import quoted_spans


def extract_lines(documents: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One JSON line for each document (its name and its text)."""
    for name, text in documents:
        quotes = [as_row(text, proposal) for proposal in extract(text)]
        yield json.dumps({"id": name, "quotes": quotes}, ensure_ascii=False)


def as_row(text: str, proposal: Proposal) -> dict[str, Any]:
    """One proposal: spans are its segments, segments its words inside quotation marks."""
    voice, cue = proposal.voice, proposal.cue
    row: dict[str, Any] = {
        "kind": "indirect" if proposal.kind == "paraphrase" else proposal.kind,
        "spans": [list(segment) for segment in proposal.segments],
        "segments": _inside_marks(text, proposal),
        "cue_text": text[cue[0] : cue[1]] if cue else None,
        "speaker_span": [voice.start, voice.end] if voice else None,
        "speaker_text": text[voice.start : voice.end] if voice else None,
        "speaker_name": voice.name or None if voice else None,
        "anonymous": voice.unnamed if voice else False,
        "via": [text[c.start : c.end] for c in proposal.carriers],
        "medium": proposal.medium.text if proposal.medium else None,
        "sure": proposal.sure,
        "why": proposal.why,
    }
    return row


def _inside_marks(text: str, proposal: Proposal) -> list[list[int]]:
    if proposal.kind == "paraphrase":
        return []
    return [
        [quoted.start, quoted.end]
        for start, end in proposal.segments
        for quoted in quoted_spans(text, start, end)
    ]
