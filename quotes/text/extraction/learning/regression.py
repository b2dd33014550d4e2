"""Logistic regression over named features, the same on every run: fixed order, fixed rounds.

The method is AdaGrad (Duchi and others, 2011), with weights drawn to nought.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from quotes.text.extraction.learned import Weights, probability, total

Case = tuple[list[str], bool]  # the features of one thing, and whether the answer is yes
Choice = list[Case]  # the features of each option, and whether it is a right one


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn: settled by cross-validation on the articles learned from."""

    often: int  # features met less often are left out
    pull: float  # how strongly weights are drawn to nought
    rounds: int
    rate: float
    smallest: float  # weights below are not written


class _Learner:
    """Weights in the making, with a pace of its own for each feature."""

    def __init__(self, known: set[str], settings: Settings, size: int) -> None:
        self.known, self.settings = known, settings
        self.decay = settings.pull / max(1, size)
        self.weights = dict.fromkeys(sorted(known), 0.0)
        self.spread = dict.fromkeys(self.weights, 1e-6)

    def move(self, feature: str, slope: float) -> None:
        step = slope - self.decay * self.weights[feature]
        self.spread[feature] += step * step
        self.weights[feature] += self.settings.rate * step / sqrt(self.spread[feature])

    def rounded(self) -> Weights:
        """Two decimals are enough, and hide the last bits in which machines differ."""
        rounded = {feature: round(weight, 2) for feature, weight in self.weights.items()}
        return {k: weight for k, weight in rounded.items() if abs(weight) >= self.settings.smallest}


def learn_answers(cases: Sequence[Case], settings: Settings) -> Weights:
    """Weights that tell yes from no."""
    known = _frequent((features for features, _ in cases), settings.often)
    learner = _Learner(known, settings, len(cases))
    order = [([f for f in features if f in known], right) for features, right in cases]
    shuffle = random.Random(1)  # noqa: S311 - the same order on every run
    for _ in range(settings.rounds):
        shuffle.shuffle(order)
        for features, right in order:
            error = right - probability(learner.weights, features)
            for feature in features:
                learner.move(feature, error)
    return learner.rounded()


def learn_choices(choices: Sequence[Choice], settings: Settings) -> Weights:
    """Weights that single out a right option among several (conditional logit)."""
    known = _frequent(
        ({f for features, _ in choice for f in features} for choice in choices), settings.often
    )
    open_ones = [
        [([f for f in features if f in known], right) for features, right in choice]
        for choice in choices
        if len(choice) > 1 and any(right for _, right in choice)
    ]
    learner = _Learner(known, settings, len(open_ones))
    shuffle = random.Random(1)  # noqa: S311 - the same order on every run
    for _ in range(settings.rounds):
        shuffle.shuffle(open_ones)
        for choice in open_ones:
            for feature, slope in _slopes(choice, learner.weights).items():
                learner.move(feature, slope)
    return learner.rounded()


def _slopes(choice: Choice, weights: Weights) -> Weights:
    """How the likelihood of a right option grows with each weight."""
    totals = [total(weights, features) for features, _ in choice]
    odds = [exp(one - max(totals)) for one in totals]
    everything = sum(odds)
    right = sum(one for one, (_, is_right) in zip(odds, choice, strict=True) if is_right)
    slopes: Weights = {}
    for one, (features, is_right) in zip(odds, choice, strict=True):
        push = (one / right if is_right else 0.0) - one / everything
        if abs(push) > 1e-4:
            for feature in features:
                slopes[feature] = slopes.get(feature, 0.0) + push
    return slopes


def _frequent(groups: Iterable[Iterable[str]], often: int) -> set[str]:
    counts = Counter(feature for group in groups for feature in group)
    return {feature for feature, count in counts.items() if count >= often}
