"""Twenty-five short articles, one difficulty each: cues, marks, names, pronouns, sources."""

import json
from pathlib import Path

import pytest

from quotes.text.extraction import Proposal, extract

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "challenge.jsonl").read_text().splitlines()
]
# Here the article’s words beside the marks belong to the quote, too.
WIDER = {"partial"}


def letters(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def touches(span: list[int], proposal: Proposal) -> bool:
    voice = proposal.voice
    return voice is not None and voice.start < span[1] and span[0] < voice.end


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_each_difficulty_is_met(case: dict) -> None:
    text, proposals = case["text"], extract(case["text"])
    assert len(proposals) == len(case["quotes"]), proposals
    for proposal, expected in zip(proposals, case["quotes"], strict=True):
        found = letters(text, list(proposal.segments))
        wanted = letters(text, expected["spans"])
        assert found == wanted or (case["id"] in WIDER and found > wanted)
        if expected["speaker_span"]:
            assert touches(expected["speaker_span"], proposal)
        if expected["speaker_name"]:
            assert proposal.voice.name == expected["speaker_name"]
        if expected["anonymous"]:
            assert proposal.voice.unnamed
        if expected["via"]:
            (carrier,) = proposal.carriers
            assert text[carrier.start : carrier.end] == expected["via"]


def test_a_voice_taken_over_from_another_paragraph_is_never_sure() -> None:
    (case,) = (case for case in CASES if case["id"] == "floating-paragraph")
    named, taken_over = extract(case["text"])
    assert taken_over.voice == named.voice
    assert not taken_over.sure
