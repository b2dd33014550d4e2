"""What was learned from annotated news: weights and thresholds, with where they come from.

`python manage.py learn_extraction CORPUS` writes learned.json; docs/extraction.md says how. It
holds numbers over features such as “three words, no comma at the end”, and no text.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("learned.json")
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of each question by feature, the thresholds, and their provenance."""

    provenance: dict[str, Any]
    thresholds: dict[str, float]
    weights: dict[str, Weights]


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """What ships, read once."""
    return Learned(**json.loads(PATH.read_text(encoding="utf-8")))


def total(weights: Weights, features: list[str]) -> float:
    """The sum of the weights of the features that were seen."""
    return sum([weights.get(feature, 0.0) for feature in features])


def probability(weights: Weights, features: list[str]) -> float:
    """The logistic function of that sum."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, total(weights, features)))))
