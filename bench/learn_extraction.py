"""Learn the weights of quotes/text/extraction/weights.py from annotated articles.

    python bench/learn_extraction.py TRAIN.jsonl

TRAIN.jsonl has one article a line: text, and quotes with their kind, segments and speaker; a
speaker that is he or she teaches who is meant where `speaker_name_src` is "hand". Only numbers
come out: how much each sign of a quotation counts. Give it only articles to learn from, never
those that the figures in docs/extraction.md are taken on.
"""

import json
import random
import sys
from collections import defaultdict
from math import exp, sqrt
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quotes.text.extraction import confidence  # noqa: E402
from quotes.text.extraction.assembly import Assembler  # noqa: E402
from quotes.text.extraction.drafts import Draft  # noqa: E402
from quotes.text.extraction.features import (  # noqa: E402
    draft_features,
    keep_features,
    stretch_features,
    voice_features,
)
from quotes.text.extraction.lexicon.people import SUFFIXES  # noqa: E402
from quotes.text.extraction.proposals import Mention  # noqa: E402
from quotes.text.extraction.weights import PRONOUN  # noqa: E402

WEIGHTS = ROOT / "quotes" / "text" / "extraction" / "weights.py"
# how often a sign must be met, and how strongly weights are drawn to nought; by cross-validation
SETTINGS = {"STAND": (12, 30), "KEEP": (3, 150), "SURE": (12, 30)}
Case = tuple[list[str], bool]
Choice = list[Case]  # those who come into question, and whether they are meant


def letters(text: str, start: int, end: int) -> set[int]:
    return {i for i in range(start, end) if text[i].isalnum()}


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


class Lesson:
    """The cases that annotated articles teach."""

    def __init__(self) -> None:
        self.keep: list[Case] = []
        self.stand: list[Case] = []
        self.sure: list[Case] = []
        self.choices: list[Choice] = []

    def read(self, article: dict) -> None:
        reading = Assembler(article["text"])
        gold = [
            (letters(article["text"], *segment), quote)
            for quote in article["quotes"]
            if quote["kind"] != "indirect"
            for segment in quote["segments"]
        ]
        for quote in reading.page.stretch_at:
            self.stand.append(
                (stretch_features(reading.page, quote), bool(self._match(reading, quote, gold)))
            )
        meant = {
            q["speaker_spans"][0][0]: q["speaker_name"]
            for q in article["quotes"]
            if q["speaker_spans"] and q["speaker_type"] == "pronoun" and article_name(q)
        }
        reported: list[Draft] = []
        for sentence in reading._sentences():
            reading.drafter.read(sentence)
            reported.extend(reading._reported(sentence))
        drafts = reading.drafter.drafts + reported
        for draft in sorted(drafts, key=lambda d: (d.ranges[0], d.frame.cue if d.frame else -1)):
            voice = reading.voices.of(draft)
            if voice is not None and voice.start in meant:
                self._choose(reading, meant.pop(voice.start))
            if draft.quotes:
                self._read_draft(reading, draft, voice, gold)

    def _choose(self, reading: Assembler, name: str) -> None:
        """Who is meant by a pronoun, among those who came into question."""
        weighed = reading.voices.pronouns.weighed
        self.choices.append([(signs, is_named(person.name, name)) for person, signs in weighed])

    def _match(self, reading: Assembler, quote: int, gold: list) -> dict | None:
        stretch = reading.page.stretches[reading.page.stretch_at[quote]]
        here = letters(reading.page.text, stretch.start, stretch.end)
        return next((q for spans, q in gold if overlap(here, spans) >= 0.5), None)

    def _reaches(self, reading: Assembler, draft: Draft, quote: dict) -> bool:
        """Whether the draft has about the words that the annotators took for one quote."""
        page = reading.page
        ours = [letters(page.text, page.start[a], page.end[b - 1]) for a, b in draft.ranges]
        theirs = [letters(page.text, *span) for span in quote["spans"]]
        return overlap(set().union(*ours), set().union(*theirs)) >= 0.5

    def _read_draft(
        self, reading: Assembler, draft: Draft, voice: Mention | None, gold: list
    ) -> None:
        page = reading.page
        tie = draft_features(page, draft)
        for quote in draft.quotes:
            found = self._match(reading, quote, gold)
            self.keep.append((keep_features(page, draft, quote), found is not None))
        if voice is None:
            return
        found = self._match(reading, draft.quotes[0], gold)
        right = (
            found is not None
            and is_right(article_name(found), found, voice, page.text)
            and self._reaches(reading, draft, found)
        )
        margin = reading.voices.pronouns.margin
        features = tie + voice_features(page, reading.people, draft, voice, margin)
        self.sure.append((features + stretch_features(page, draft.quotes[0]), right))


def article_name(quote: dict) -> str:
    """The speaker's name where it was read off the page or by a person, not by a program."""
    read = quote.get("speaker_name_src") in ("mention", "hand")
    return (quote.get("speaker_name") or "") if read else ""


def is_named(ours: str, theirs: str) -> bool:
    """Whether two names are one person's: the same surname, and first names that begin alike."""
    last = [w for w in theirs.replace(",", "").split() if w.lower().rstrip(".") not in SUFFIXES]
    named = ours.split()
    alone = len(named) < 2 or len(last) < 2
    return bool(last) and last[-1] in named and (alone or last[0][:1] == named[0][:1])


def is_right(name: str, quote: dict, voice: Mention, text: str) -> bool:
    """Whether the voice is the annotated one: by its name, else by its place."""
    if name and quote["speaker_type"] in ("person", "pronoun"):
        return is_named(voice.name or text[voice.start : voice.end], name)
    spans = quote.get("speaker_spans") or []
    return any(voice.start < end and start < voice.end for start, end in spans)


def learn(
    cases: list[Case], often: int = 12, pull: float = 30, rounds: int = 8, rate: float = 0.05
) -> dict[str, float]:
    """Logistic regression by AdaGrad (Duchi and others, 2011), weights drawn to nought.

    Signs met less than `often` are left out; `pull` is how strongly the rest are drawn.
    """
    weights: dict[str, float] = defaultdict(float)
    spread: dict[str, float] = defaultdict(lambda: 1e-6)
    counts: dict[str, int] = defaultdict(int)
    for features, _ in cases:
        for feature in features:
            counts[feature] += 1
    decay = pull / len(cases)
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(cases)
        for features, right in cases:
            seen = [f for f in features if counts[f] >= often]
            error = right - confidence.chance(weights, seen)
            for feature in seen:
                step = error - decay * weights[feature]
                spread[feature] += step * step
                weights[feature] += rate * step / sqrt(spread[feature])
    return {k: round(v, 2) for k, v in sorted(weights.items()) if abs(v) >= 0.02}


def learn_choices(choices: list[Choice], rounds: int = 12, rate: float = 0.1) -> dict[str, float]:
    """Who is meant, as a choice among several: conditional logit, by the same method."""
    weights: dict[str, float] = defaultdict(float)
    spread: dict[str, float] = defaultdict(lambda: 1e-6)
    counts: dict[str, int] = defaultdict(int)
    for signs, _ in (case for choice in choices for case in choice):
        for sign in signs:
            counts[sign] += 1
    choices = [c for c in choices if len(c) > 1 and any(meant for _, meant in c)]
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(choices)
        for choice in choices:
            for sign, step in slope(choice, weights).items():
                if counts[sign] >= 8:
                    step -= 0.02 * weights[sign]
                    spread[sign] += step * step
                    weights[sign] += rate * step / sqrt(spread[sign])
    return {k: round(v, 2) for k, v in sorted(weights.items()) if abs(v) >= 0.02}


def slope(choice: Choice, weights: dict[str, float]) -> dict[str, float]:
    """How the likelihood of the right choice grows with each weight."""
    chances = [exp(sum(weights[sign] for sign in signs)) for signs, _ in choice]
    total = sum(chances)
    right = sum(chance for chance, (_, meant) in zip(chances, choice, strict=True) if meant)
    found: dict[str, float] = defaultdict(float)
    for chance, (signs, meant) in zip(chances, choice, strict=True):
        for sign in signs:
            found[sign] += (chance / right if meant else 0.0) - chance / total
    return found


def written(name: str, weights: dict[str, float]) -> str:
    """The weights as Python, several to a line: they are data, and nobody reads them one by one."""
    rows, row = [], ""
    for feature, weight in weights.items():
        entry = f"{json.dumps(feature, ensure_ascii=False)}: {weight}, "
        if len(row) + len(entry) > 94:
            rows.append(f"    {row.rstrip()}\n")
            row = ""
        row += entry
    rows.append(f"    {row.rstrip()}\n")
    return f"{name}: dict[str, float] = {{\n{''.join(rows)}}}  # fmt: skip\n"


def lesson(path: str) -> Lesson:
    read = Lesson()
    with Path(path).open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article.get("primary", True):
                read.read(article)
    return read


def main(path: str) -> None:
    confidence.STANDS = 0.0
    PRONOUN.clear()
    PRONOUN.update(learn_choices(lesson(path).choices))
    read = lesson(path)  # once more: who is clearly meant is a sign of what is sure
    parts = [
        '"""Learned weights of the signs of a quotation; written by bench/learn_extraction.py."""\n'
    ]
    for name, cases in (("STAND", read.stand), ("KEEP", read.keep), ("SURE", read.sure)):
        weights = learn(cases, *SETTINGS[name])
        parts.append(written(name, weights))
        report(name, cases, weights)
    parts.append(written("PRONOUN", PRONOUN))
    WEIGHTS.write_text("\n".join(parts), encoding="utf-8")


def report(name: str, cases: list[Case], weights: dict[str, float]) -> None:
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.8, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97):
        kept = [
            right for features, right in cases if confidence.chance(weights, features) >= threshold
        ]
        good = sum(kept)
        total = sum(right for _, right in cases)
        share = good / max(1, len(kept))
        print(
            f"{name} from {threshold}: {len(kept)} kept, {share:.3f} right, {good / total:.3f} found"
        )


if __name__ == "__main__":
    main(sys.argv[1])
