"""A text made ready once, for any number of stretches."""

from functools import cached_property

from .normalising import Mapped, canonical, loosened


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


def prepared(text: "str | Text") -> Text:
    """The text, made ready if it isn't yet."""
    return text if isinstance(text, Text) else Text(text)
