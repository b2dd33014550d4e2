"""The matching engine: where words stand in a text, and how.

Pure and deterministic; offsets are code points, half-open. Text is compared in normalised forms but
every place is one of the text as received.
"""

from .boundaries import count_words, distinctive, has_words, is_boundary
from .comparing import compare, compare_many, context, find_words, without_outer_marks
from .diffs import DiffPart, word_diff
from .prepared import Text
from .verdicts import Hint, Kind, NothingToCompare, Place, Verdict, not_compared

ENGINE_VERSION = "1"

__all__ = [
    "ENGINE_VERSION",
    "DiffPart",
    "Hint",
    "Kind",
    "NothingToCompare",
    "Place",
    "Text",
    "Verdict",
    "compare",
    "compare_many",
    "context",
    "count_words",
    "distinctive",
    "find_words",
    "has_words",
    "is_boundary",
    "not_compared",
    "without_outer_marks",
    "word_diff",
]
