"""The notes in the margin of a text: neighbours by one speaker with one status share a note."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from quotes.models import Quote
from quotes.text.text_layout import Paragraph

NUMBERS = "no one two three four five six seven eight nine ten".split()


@dataclass(frozen=True)
class Note:
    """Quotes of one paragraph, one after another, that are said by the same and of one status."""

    quotes: tuple[Quote, ...]

    @property
    def first(self) -> Quote:
        return self.quotes[0]

    @property
    def numbers(self) -> str:
        return " ".join(str(quote.pk) for quote in self.quotes)

    @property
    def css(self) -> str:
        """How its edge is drawn: by the status, or dotted for a paraphrase."""
        standing = self.first.standing
        if standing.css == "none" and self.first.kind == Quote.Kind.PARAPHRASE:
            return "paraphrase"
        return standing.css

    @property
    def status(self) -> str:
        """The status of its quotes in words; nothing where a list is silent, too."""
        standing, several = self.first.standing, len(self.quotes)
        if standing.silent:
            return ""
        phrase = standing.phrase
        if several == 1:
            return phrase
        all_of_them = "Both" if several == 2 else f"All {_in_words(several)}"
        if phrase.startswith("Matches "):
            return f"{all_of_them} match {phrase.removeprefix('Matches ')}"
        return f"{all_of_them}: {phrase[:1].lower()}{phrase[1:]}"


def give_notes(paragraphs: Iterable[Paragraph], quotes: Iterable[Quote]) -> None:
    """Give each quote its `note`: that of its neighbours at the first of them, else None."""
    for quote in quotes:
        quote.note = None
    for paragraph in paragraphs:
        for _, neighbours in groupby(paragraph.opens, _shared):
            note = Note(tuple(neighbours))
            note.first.note = note


def _shared(quote: Quote) -> Sequence[Hashable]:
    """What quotes of one note have in common: the whole attribution but for its cue, and the status."""
    parties = [
        (a.relation, a.speaker_id, a.document_id, a.as_named if not a.speaker_id else "")
        for a in quote.attributions.all()
    ]
    return (*parties, quote.standing.phrase, quote.kind == Quote.Kind.PARAPHRASE)


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
