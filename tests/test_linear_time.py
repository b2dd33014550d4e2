"""No text is slow: four times as long, it takes about four times the time, whatever it is made of.

Every public function of `quotes.text` and `sources` that takes nothing but texts is found by
itself; those that need more are in `FURTHER`. CPU time of this process is compared, never a clock.
"""

import importlib
import inspect
import pkgutil
import time
from functools import partial

import pytest

from quotes.text import highlight, query, text_fragments, text_layout
from quotes.text.extraction import extract
from quotes.text.matching import matcher
from quotes.text.own_sentence import own_sentence, sentence_breaks
from quotes.text.quotation_marks import propose_kind, quoted_spans
from sources.fetch import page

#: No database is asked, so once is enough.
pytestmark = pytest.mark.sqlite
UNITS = (
    "a", " ", "\n", "<a ", "<", "(", "[", "[a", "“", '"', "'", "-", "--", "a.", "a b ", ".", ". ",
    "…", "[…] ", "a-", "A. ", "\u0301", "a\u0301", "said ", "“a” ", "“a", "&", "0:", "1,", "00:00 ",
    "http://", "a'", "a’b", "AB: x\n", "\n-", "ال", 'א"', "中", ", ", "«", "\u200b", "%", "n’t ",
    "“a,” said Al. ", "told ", "''", "``", "Mr. A B ", "not ", "'a' ", "OR ", "x:", "ו", "A'da ",
)  # fmt: skip
LONG = 2_400
#: A text of this length that is read within this time can't hold anybody up: a page is a few dozens of them.
UNNOTICED = 0.004  # seconds of CPU
#: Four times the text; exactly linear gives 4.
MOST = 6
WORDS = "Move fast and break things"
PACKAGES = ("quotes.text", "sources")
#: These ask a database, a network or a cache, or take words of the program's own.
NOT_OF_TEXT = {
    "fetch", "kept", "source_at", "publisher_named", "new_publisher", "under_tombstone",
    "never_changes", "set_aside_page",
}  # fmt: skip
#: What these get is never longer, which their callers see to: names, words and query words.
BOUNDED = {
    "similarity": 200, "resemblance": 200, "word_likeness": 60, "mistaken_word_keys": 60,
    "word_keys": 60, "neighbours": 40, "skeletons": 60, "same_first": 60, "name_keys": 200,
    "measure": 2_400, "word_diff": 2_400, "forms_of_run": 60, "role_keys": 200, "sort_name": 200,
}  # fmt: skip


def functions_of_texts():
    """Name and function, with one argument left, of every public function that takes texts."""
    for root in PACKAGES:
        for found in pkgutil.walk_packages(importlib.import_module(root).__path__, f"{root}."):
            if ".migrations" in found.name or ".learning" in found.name:
                continue
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                if not name.startswith("_") and name not in NOT_OF_TEXT:
                    yield from _with_one_left(found.name, name, function)


def _with_one_left(module, name, function):
    plain = inspect.unwrap(function) if callable(function) else None
    if not inspect.isfunction(plain) or plain.__module__ != module:
        return
    needed = [p for p in inspect.signature(plain).parameters.values() if p.default is p.empty]
    if not needed or any(p.annotation not in (str, "str") or p.kind > 1 for p in needed):
        return
    for position in range(len(needed)):
        yield (
            f"{module}.{name}:{needed[position].name}",
            partial(_called, plain, [WORDS] * position, [WORDS] * (len(needed) - position - 1)),
        )


def _called(function, before, after, text):
    answer = function(*before, text, *after)
    return [*answer] if inspect.isgenerator(answer) else answer


FURTHER = {
    "compare:quoted": lambda text: matcher.compare(text, f"{WORDS} and {WORDS}"),
    "compare:text": lambda text: matcher.compare(WORDS, text),
    "find_words:text": lambda text: matcher.find_words(WORDS, text),
    "extract:French": lambda text: extract(text, "fr"),
    "extract:Arabic": lambda text: extract(text, "ar"),
    "extract:Hebrew": lambda text: extract(text, "he"),
    "hits": lambda text: highlight.hits(text, query.parse("move a b OR things")),
    "marked_paragraphs": lambda text: text_layout.marked_paragraphs(text, []),
    "quoted_spans": lambda text: quoted_spans(text, 10),
    "propose_kind": lambda text: propose_kind(text, [(0, len(text))]),
    "fragment_link": lambda text: text_fragments.fragment_link(
        "https://x.example/", text, len(text) // 2, len(text) // 2 + 20
    ),
    "own_sentence": lambda text: own_sentence(
        text, [(len(text) // 2, len(text) // 2 + 5)], ["a"], "said", [(0, 1)] * (len(text) // 9)
    ),
    "sentence_breaks": lambda text: sentence_breaks(text, 0, len(text)),
    "read_page:html": lambda text: page.read_page(f"<p>{text}", "https://x.example/"),
    "decode": lambda text: page.decode("text/html", text.encode("utf-8", "replace")),
}
FUNCTIONS = dict(functions_of_texts()) | FURTHER


def seconds(function, text: str, tries: int) -> float:
    """CPU time of the quickest of some tries. A refusal is an answer."""
    best = float("inf")
    for _ in range(tries):
        began = time.process_time()
        try:
            function(text)
        except (ValueError, LookupError, AssertionError) as refusal:
            assert not isinstance(refusal, RecursionError)
        except Exception as refusal:
            if isinstance(refusal, RecursionError | MemoryError):
                raise
        best = min(best, time.process_time() - began)
    return best


def grows_too_fast(function, unit: str, length: int) -> bool:
    """Whether four times the text takes more than six times the time."""
    took = seconds(function, unit * (length // len(unit)), 5)
    quarter = seconds(function, unit * (length // 4 // len(unit)), 5)
    return took > UNNOTICED and took > MOST * quarter


@pytest.mark.parametrize("name", FUNCTIONS)
def test_four_times_the_text_takes_about_four_times_the_time(name):
    function = FUNCTIONS[name]
    length = BOUNDED.get(name.rpartition(".")[2].partition(":")[0], LONG)
    suspects = [
        unit
        for unit in UNITS
        if seconds(function, unit * (length // len(unit)), 1) > UNNOTICED
        and grows_too_fast(function, unit, length)
    ]
    # A few milliseconds may be chance. What grows too fast does so still in a longer text.
    longer = length if length < LONG else 4 * length
    assert [unit for unit in suspects if grows_too_fast(function, unit, longer)] == []


def test_every_module_of_texts_is_among_those_that_are_timed():
    timed = {name.rpartition(".")[0] for name in FUNCTIONS}
    assert len(FUNCTIONS) > 100
    assert {"quotes.text.query", "quotes.text.extraction", "sources.new_captures"} <= timed
