"""A text made ready once, for any number of stretches."""

from functools import cached_property

from .boundaries import token_pattern
from .normalising import Mapped, canonical, loosened
from .verdicts import Place


class Text:
    """A text with its canonical and loose forms, each made when first needed."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    @cached_property
    def canonical(self) -> Mapped:
        """One glyph for each of its variants."""
        return canonical(self.raw)

    @cached_property
    def loose(self) -> Mapped:
        """Words alone, in lower case."""
        return loosened(self.canonical)

    @cached_property
    def words(self) -> list[Place]:
        """The places of the words in the loose form."""
        return [match.span() for match in token_pattern().finditer(self.loose.text)]

    @cached_property
    def spelt(self) -> list[str]:
        """The words themselves, in lower case."""
        loose = self.loose.text
        return [loose[start:end] for start, end in self.words]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Each word's numbers among the words."""
        index: dict[str, list[int]] = {}
        for number, word in enumerate(self.spelt):
            index.setdefault(word, []).append(number)
        return index


def prepared(text: "str | Text") -> Text:
    """The text, made ready if it isn't yet."""
    return text if isinstance(text, Text) else Text(text)
