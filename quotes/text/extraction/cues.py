"""A cue: the word that says that somebody says something, with its subject."""

from dataclasses import dataclass

from quotes.text.extraction.noun_phrases import Phrase


@dataclass(slots=True)
class Cue:
    """One cue with its subject: words `word`–`word_stop`; `after` is where content may begin."""

    word: int
    word_stop: int
    lemma: str
    form: str
    traits: str
    subject: Phrase | None
    how: str
    sentence: int
    after: int = 0
    that: bool = False
    addressee: Phrase | None = None
    negated: bool = False
    auxiliary: int = -1
    reporter: Phrase | None = None
    citing: bool = False
    passive: bool = False

    @property
    def verb_start(self) -> int:
        """First word of the cue with its auxiliaries: “has indicated”, “would not say”."""
        return self.word if self.auxiliary < 0 else self.auxiliary

    @property
    def start(self) -> int:
        """First word of cue and subject together."""
        return self.word if self.subject is None else min(self.word, self.subject.start)

    @property
    def stop(self) -> int:
        """Behind the last word of cue and subject together."""
        return self.word_stop if self.subject is None else max(self.word_stop, self.subject.stop)
