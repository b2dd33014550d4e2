"""Whatever a text holds, its proposals lie inside it, in order, and reading it stays cheap."""

import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.extraction import extract

PIECES = st.lists(
    st.sampled_from(
        "“ ” \" ' ‘ ’ « » , . : ; ? ! — ( ) \n \n\n said told that who to and according to Morant "
        "Ilya Ms. Kemp he she the mayor reported citing Times led by 12 saying, 😀 قال \x02 \x03 "
        "on Twitter pledged his claim was not called WARD: —".split(" ")
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(PIECES | st.text(max_size=120))
def test_segments_lie_inside_the_text_and_in_order(text: str) -> None:
    proposals = extract(text, "en")
    for proposal in proposals:
        here = 0
        assert proposal.segments
        for start, end in proposal.segments:
            assert here <= start < end <= len(text)
            here = end
        for part in (proposal.voice, proposal.medium, *proposal.carriers, *proposal.capacities):
            assert part is None or 0 <= part.start < part.end <= len(text)
        assert proposal.cue is None or 0 <= proposal.cue[0] < proposal.cue[1] <= len(text)
    assert proposals == sorted(proposals, key=lambda p: p.segments[0])
    assert extract(text, "en") == proposals


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs: a clock that no busy machine disturbs."""
    count = 0

    def tracer(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return tracer

    previous = sys.gettrace()
    sys.settrace(tracer)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(previous)
    return count


NEWS = (
    "Mayor Ilya Morant met Dana Whitlow on Monday. “We go,” he said, “and soon.” Whitlow said "
    "that the bridge was “old,” adding: “It is not safe.”\n\n"
)
SHAPES = {
    "news": NEWS,
    "news in one paragraph": NEWS.strip() + " ",
    "marks": "“a” ",
    "open marks": "“a\n",
    "capitals": "Bob Lee ",
    "cues": "said ",
    "cues and marks": '"a" said ',
    "nouns": "man of ",
    "commas": "Lee, ",
    "pronouns": "he said. ",
    "relatives": "Lee, who said ",
    "possessives": "his claim that “a” ",
    "partial quotes": "Bob said the plan was “a” b c ",
    "transcript": "WARD: a\nHOLM: b\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_no_faster_than_the_text(shape: str) -> None:
    piece = SHAPES[shape]
    short = piece * (4_000 // len(piece))
    once, twice = lines_run(lambda: extract(short)), lines_run(lambda: extract(short * 2))
    assert twice < once * 2.4


@pytest.mark.parametrize(
    "piece", ["“", '"a" ', "said ", "“a,” he said, ", "Lee called Bob “a” as "]
)
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    """A generous bound on what takes one to three seconds; it tells a slow machine from a bomb."""
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    extract(text)
    assert time.process_time() - started < 30
