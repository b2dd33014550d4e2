"""Each feature with a learned weight is one that the code computes, and the reverse.

The names that the code can compute are read off its f-strings: `f"gap {_gap(gap)}"` allows
“gap 2-4”. A feature renamed on one side only is found, and so is one that was never learned.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.text.extraction import extent, features, pronouns
from quotes.text.extraction.learned import shipped
from quotes.text.extraction.lexicon.verbs import NOUNS, TRAITS

SIZE = r"(?:1|2|3|4-5|6-8|9\+)"
GAP = r"(?:behind )?(?:0-1|2-4|5-9|10-)"
FAR = r"(?:0|1|2|3|4-5|6-9|10-|never)"
FEW = r"(?:0|1|2|3|4-6|7-12|13-)"
SIDE = r"(?:|(?:front )?(?:left|right|inside|before|beyond))"
TAIL = r"(?:[,.?!—]|word)"
TAG = r"\S"
WORD = r"\S+"
CASE = r"(?:other|title|capital|small)"
LEMMA = "(?:{})".format("|".join({*TRAITS, *NOUNS, "according to", "[a-z]+ed", "[a-z]+"}))
FORM = "(?:past|present|ing|base|participle|noun)"
KIND = "(?:person|body|place|common|pronoun|unknown)"
CONTEXT = "(?:behind|first|within)"
TRUTH = "(?:True|False)"

WEIGHED = {  # features.py
    "after": TAG, "before": TAG, "size": SIZE, "ends": TAIL, "near[-1]": WORD, "weak": WORD,
    "candidate.side": SIDE, "cue.form": FORM, "cue.lemma": LEMMA, "candidate.cue.lemma": LEMMA,
    "candidate.why": "[a-z, ]+", "_size(words)": SIZE, "_size(len(words))": SIZE, "case": CASE,
    "low[quote - 1]": WORD, "low[quote + 1]": WORD, "low[at]": WORD, "word": WORD,
    "_gap(gap)": GAP, "_gap(wide)": GAP, "min(3, len(candidate.quotes))": "[123]",
    "tagged.low[last + 1]": WORD, "min(int(margin), 6)": "-?[0-9]", "speaker.head": "[a-z]+",
    "kind": KIND, "who": f"(?:{KIND}|nobody|common who speaks|thing)",
}  # fmt: skip
NAMED = {  # pronouns.py
    "far": FAR, "context": CONTEXT, "rank": "[012]", "within": TRUTH,
    "1 in breaks": TRUTH, "0 in breaks": TRUTH,
    "place": "(?:of whom|beside another|said|opens|led in|by comma|acts|behind preposition"
             "|object|other)",
    "min(len(mentions), 4)": "[1234]", "min(person.met, 12).bit_length()": "[01234]",
    "min(len(person.parts), 2)": "[012]", "self._back(own, sentence)": FAR,
    "self._paragraphs(latest.run, phrase.start)": "[0123]",
    "self._back(acting[0] if acting else None, sentence)": FAR,
    "self._back(mentions[0], sentence)": FAR,
}  # fmt: skip
PLACE = "(?:quote|after|floor|between|stop)"
LENGTH = "(?:1|2-3|4-7|8-)"
HOW = "(?:subject|apposition|inverted|clause|who|to say|according|noun|passive|cited)"
LEAD = "(?:{})".format(
    "|".join(
        ("", SIDE, LEMMA, f"{SIDE} {HOW}", LENGTH, f"(?:small|capital) {LENGTH}", TAIL,
         f"{TAIL} {LENGTH}", "that", "no that", FORM, "traits [a-z]*",
         f"{SIDE} (?:small|capital) {TAIL}")
    )
)  # fmt: skip
PLACED = {  # extent.py
    "place": PLACE, "feature": LEAD, "before": TAG, "here": TAG, "last": TAG, "case": CASE,
    "side": SIDE, "size": LENGTH, "tail": TAIL, "cue.traits": "[a-z]*", "cue.how": HOW,
    "low[at]": WORD, "low[at - 1]": WORD, "low[at + 1]": WORD, "tags[at + 1]": TAG,
    "_few(quote - at)": FEW, "_few(at - floor)": FEW, "_few(at - quote - 1)": FEW,
    "_few(ceiling - at)": FEW, "lead[1]": LEAD, "lead[4]": LEAD, "lead[8]": LEAD,
}  # fmt: skip
SOURCES = {
    "possible": (features, WEIGHED, {"span_features"}),
    "quotation": (
        features,
        WEIGHED,
        {"span_features", "link_features", "_case_features", "_lead_features"},
    ),
    "sure": (
        features,
        WEIGHED,
        {"span_features", "link_features", "voice_features", "_shape_features"},
    ),
    "pronoun": (
        pronouns,
        NAMED,
        {"_features", "_subject_features", "_opening_features", "_rank"},
    ),
    "start": (extent, PLACED, {"start_features", "named_features"}),
    "end": (extent, PLACED, {"end_features", "named_features"}),
}


def computed(question: str) -> tuple[list[str], set[str]]:
    """The patterns of the names that the code builds, and the names that it spells out."""
    module, values, wanted = SOURCES[question]
    assert module.__file__
    patterns, spelled = [], set()
    for function in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef) and function.name in wanted:
            for node in strings(function):
                if isinstance(node, ast.Constant):
                    spelled.add(node.value)
                else:
                    patterns.append("".join(piece(part, values) for part in node.values))
    return patterns, spelled


def strings(function: ast.FunctionDef) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The f-strings of a function, and the plain strings of two letters or more."""
    within = {id(function.body[0].value)} if ast.get_docstring(function) else set()  # type: ignore[attr-defined]
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr):
            within |= {id(part) for part in ast.walk(node)}
            yield node
        elif isinstance(node, ast.Constant) and id(node) not in within and is_name(node.value):
            yield node


def is_name(value: object) -> bool:
    return isinstance(value, str) and len(value) > 1


def piece(part: ast.expr, values: dict[str, str]) -> str:
    if isinstance(part, ast.Constant):
        return re.escape(part.value)
    assert isinstance(part, ast.FormattedValue)
    return values[ast.unparse(part.value)]


@pytest.mark.parametrize("question", SOURCES)
def test_the_code_computes_every_feature_that_has_a_weight(question: str) -> None:
    patterns, spelled = computed(question)
    known = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    weights = shipped().weights[question]
    assert [name for name in weights if not known.fullmatch(name) and name not in spelled] == []


@pytest.mark.parametrize("question", SOURCES)
def test_every_kind_of_feature_has_a_weight(question: str) -> None:
    patterns, _ = computed(question)
    weights = shipped().weights[question]
    unused = [p for p in patterns if not any(re.fullmatch(p, name) for name in weights)]
    assert unused == []


def test_a_feature_that_the_code_does_not_compute_is_found() -> None:
    patterns, spelled = computed("possible")
    assert not any(re.fullmatch(pattern, "sized 9+") for pattern in patterns)
    assert "sized 9+" not in spelled
