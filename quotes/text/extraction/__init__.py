"""Finding quotes in news text: who is said to have said what, in which words.

Pure Python over one string, linear in its length. English cues are understood; in other
languages the quoted spans are proposed with their voice left open.
"""

from quotes.text.extraction.extractor import Extractor
from quotes.text.extraction.proposals import (
    Capacity,
    Carrier,
    Medium,
    Mention,
    Proposal,
)

__all__ = ["Capacity", "Carrier", "Medium", "Mention", "Proposal", "extract"]


def extract(text: str, language: str = "") -> list[Proposal]:
    """Propose the quotes of `text`, in order. `language` is a BCP 47 tag where it is known."""
    return Extractor(text, language).proposals()
