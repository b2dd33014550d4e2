"""The matching engine: where a text has some quoted words, and how exactly.

Pure and deterministic. Offsets are code points, half-open. Texts are compared in normalised forms,
but every place is given in the text as received.
"""

from .boundaries import count_words, has_words, is_boundary, is_distinctive
from .diffs import DiffPart, word_diff
from .match_results import Hint, MatchKind, MatchResult, NothingToCompare, Place, not_compared
from .matcher import compare, compare_many, context, find_words, without_outer_marks
from .prepared_text import PreparedText

ENGINE_VERSION = "1"

__all__ = [
    "ENGINE_VERSION",
    "DiffPart",
    "Hint",
    "MatchKind",
    "MatchResult",
    "NothingToCompare",
    "Place",
    "PreparedText",
    "compare",
    "compare_many",
    "context",
    "count_words",
    "find_words",
    "has_words",
    "is_boundary",
    "is_distinctive",
    "not_compared",
    "without_outer_marks",
    "word_diff",
]
