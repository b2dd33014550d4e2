"""The article the project starts from: thirteen quotes, and four passages that are none."""

import json
from pathlib import Path

import pytest

from quotes.text.extraction import Proposal, extract

SEEDS = Path(__file__).parents[3] / "seeds"
SEED = json.loads((SEEDS / "quotes.json").read_text(encoding="utf-8"))
BODY = (SEEDS / SEED["article"]).read_text(encoding="utf-8")[SEED["body_starts_at"] :]
PROPOSALS = extract(BODY)


def letters(spans: list[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if BODY[i].isalnum()}


def spans_of(quote: dict) -> list[tuple[int, int]]:
    found, here = [], 0
    for words in quote["segments"]:
        here = BODY.index(words, here)
        found.append((here, here + len(words)))
    return found


def proposal_for(quote: dict) -> Proposal | None:
    """The proposal that shares most words with an editor's quote, if it shares half of them."""
    wanted = letters(spans_of(quote))
    best = max(PROPOSALS, key=lambda p: len(wanted & letters(list(p.segments))))
    return best if len(wanted & letters(list(best.segments))) * 2 >= len(wanted) else None


@pytest.mark.parametrize(
    "quote", SEED["quotes"], ids=[q["segments"][0][:30] for q in SEED["quotes"]]
)
def test_what_the_editor_found_is_proposed_with_its_voice_and_cue(quote: dict) -> None:
    proposal = proposal_for(quote)
    assert proposal is not None
    voice, cue = proposal.voice, proposal.cue
    named = quote["attribution"][0]
    assert BODY[voice.start : voice.end] == named["as_named"]
    assert BODY[cue[0] : cue[1]] == quote["cue"] or len(quote["segments"]) > 1
    kinds = {"direct": "direct", "mixed": "partial", "indirect": "paraphrase"}
    assert proposal.kind == kinds[quote["kind"]]
    if named["party"] is None:
        assert voice.unnamed or voice.kind == "document"
    else:
        assert voice.name == named["party"]


def test_the_sources_carrier_is_the_outlet_by_its_name() -> None:
    (proposal,) = (p for p in PROPOSALS if p.carriers)
    (carrier,) = proposal.carriers
    assert (carrier.relation, carrier.name) == ("told", "Channel 12")
    assert BODY[carrier.start : carrier.end] == "the outlet"


def test_who_led_the_delegation_is_beside_its_voice() -> None:
    (proposal,) = (p for p in PROPOSALS if p.capacities)
    (capacity,) = proposal.capacities
    assert (capacity.relation, capacity.name) == ("led_by", "Khalil al-Hayya")
    assert BODY[capacity.start : capacity.end] == "senior official Khalil al-Hayya"


def test_the_post_keeps_where_it_was_posted() -> None:
    media = {p.medium.text for p in PROPOSALS if p.medium}
    assert media == {"Truth Social"}


def test_at_most_one_passage_that_is_no_quote_is_proposed_as_sure() -> None:
    sure = [p for p in PROPOSALS if p.sure]
    none = [
        words
        for words in SEED["not_quotes"]
        if any(
            letters([(BODY.index(words), BODY.index(words) + len(words))])
            <= letters(list(p.segments))
            for p in sure
        )
    ]
    assert len(none) <= 1
