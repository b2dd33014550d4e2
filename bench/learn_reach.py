"""Learn the weights of quotes/text/extraction/reach_weights.py from annotated articles.

    python bench/learn_reach.py TRAIN.jsonl [--folds 5]

Where does a partial quote begin and end? Each article teaches, for each word where it might, which
one the annotators took. Only numbers come out. With --folds nothing is written: it prints how often
the place is right on articles that were kept out, beside the rules alone.
"""

import argparse
import json
import random
import sys
from collections import defaultdict
from math import exp, sqrt
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from learn_extraction import letters, overlap, written  # noqa: E402

from quotes.text.extraction.assembly import Assembler  # noqa: E402
from quotes.text.extraction.reach import Reach, named_signs, weight  # noqa: E402

WEIGHTS = ROOT / "quotes" / "text" / "extraction" / "reach_weights.py"
# the signs of each place, how well each would do, and which place the rules took
Choice = tuple[list[list[str]], list[float], int]


class Pupil(Reach):
    """Takes the rules' places, and notes every choice with how well each place would have done."""

    def __init__(self, reading: Assembler, gold: list[tuple[set[int], set[int]]]) -> None:
        super().__init__(reading.page)
        self.gold = gold
        self.found: dict[str, list[Choice]] = {"STARTS": [], "ENDS": []}

    def start(self, frame, side, floor, quote, rule) -> int:
        places = self.starts(floor, quote)
        lead = self.quote_signs(frame, side, quote)
        seen = [self.start_signs(frame, floor, quote, rule, at, lead) for at in places]
        signs = [named_signs(place, lead) + own for place, own in seen]
        self._note("STARTS", quote, [(at, quote + 1) for at in places], signs, rule, places)
        return rule

    def end(self, frame, side, quote, ceiling, rule) -> int:
        places = self.ends(quote, ceiling)
        lead = self.quote_signs(frame, side, quote)
        seen = [self.end_signs(quote, ceiling, rule, at, lead) for at in places]
        signs = [named_signs(place, lead) + own for place, own in seen]
        self._note("ENDS", quote, [(quote, at) for at in places], signs, rule, places)
        return rule

    def _note(self, name, quote, ranges, signs, rule, places) -> None:
        if len(ranges) < 2:
            return
        page = self.page
        stretch = page.stretches[page.stretch_at[quote]]
        here = letters(page.text, stretch.start, stretch.end)
        quoted = next((all_ for segment, all_ in self.gold if overlap(here, segment) >= 0.5), None)
        if quoted is None:
            return
        wide = letters(
            page.text,
            page.start[min(a for a, _ in ranges)],
            page.end[max(b for _, b in ranges) - 1],
        )
        wanted = quoted & wide
        scores = [
            overlap(letters(page.text, page.start[a], page.end[b - 1]), wanted) for a, b in ranges
        ]
        took = places.index(rule) if rule in places else 0
        self.found[name].append((signs, scores, took))


def lessons(path: str) -> list[dict[str, list[Choice]]]:
    found = []
    with Path(path).open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article.get("primary", True):
                found.append(lesson(article))
    return found


def lesson(article: dict) -> dict[str, list[Choice]]:
    reading, text = Assembler(article["text"]), article["text"]
    gold = [
        (letters(text, *segment), set().union(*(letters(text, *span) for span in quote["spans"])))
        for quote in article["quotes"]
        if quote["kind"] != "indirect"
        for segment in quote["segments"]
    ]
    pupil = Pupil(reading, gold)
    reading.drafter.segments.reach = pupil
    for sentence in reading._sentences():
        reading.drafter.read(sentence)
    return pupil.found


def learn(choices: list[Choice], rounds: int = 8, rate: float = 0.1) -> dict[str, float]:
    """Softmax over the places of each choice, by AdaGrad, weights drawn to nought."""
    weights: dict[str, float] = defaultdict(float)
    spread: dict[str, float] = defaultdict(lambda: 1e-6)
    counts: dict[str, int] = defaultdict(int)
    for signs, _, _ in choices:
        for sign in {sign for place in signs for sign in place}:
            counts[sign] += 1
    known = [
        ([[s for s in place if counts[s] >= 10] for place in signs], scores.index(max(scores)))
        for signs, scores, _ in choices
    ]
    decay = 10 / len(choices)
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(known)
        for signs, best in known:
            sums = [sum(weights[sign] for sign in place) for place in signs]
            top = max(sums)
            shares = [exp(value - top) for value in sums]
            total = sum(shares)
            slopes: dict[str, float] = defaultdict(float)
            for i, place in enumerate(signs):
                push = (i == best) - shares[i] / total
                if abs(push) > 1e-4:
                    for sign in place:
                        slopes[sign] += push
            for sign, slope in slopes.items():
                step = slope - decay * weights[sign]
                spread[sign] += step * step
                weights[sign] += rate * step / sqrt(spread[sign])
    return {k: round(v, 2) for k, v in sorted(weights.items()) if abs(v) >= 0.05}


def check(found: list[dict[str, list[Choice]]], folds: int) -> None:
    for name in ("STARTS", "ENDS"):
        rules = learned = count = 0
        for fold in range(folds):
            train = [c for i, one in enumerate(found) if i % folds != fold for c in one[name]]
            weights = learn(train)
            for one in found[fold::folds]:
                for signs, scores, took in one[name]:
                    sums = [weight(weights, place) for place in signs]
                    count += 1
                    rules += scores[took] >= 0.5
                    learned += scores[sums.index(max(sums))] >= 0.5
        print(f"{name}: {count} choices, rules {rules / count:.3f}, learned {learned / count:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    found = lessons(given.articles)
    if given.folds:
        check(found, given.folds)
        return
    parts = [
        '"""Learned weights of where quotes begin and end; written by bench/learn_reach.py."""\n'
    ]
    for name in ("STARTS", "ENDS"):
        parts.append(written(name, learn([c for one in found for c in one[name]])))
    WEIGHTS.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
