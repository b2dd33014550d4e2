"""A cue: the word that says that somebody says something, with its subject."""

from dataclasses import dataclass

from quotes.text.extraction.nounphrases import Phrase


@dataclass(slots=True)
class Frame:
    """One cue with its subject: words `cue`–`cue_stop`; `after` is where content may begin."""

    cue: int
    cue_stop: int
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
    def cue_start(self) -> int:
        """First word of the cue with its auxiliaries: “has indicated”, “would not say”."""
        return self.cue if self.auxiliary < 0 else self.auxiliary

    @property
    def start(self) -> int:
        """First word of cue and subject together."""
        return self.cue if self.subject is None else min(self.cue, self.subject.start)

    @property
    def stop(self) -> int:
        """Behind the last word of cue and subject together."""
        return self.cue_stop if self.subject is None else max(self.cue_stop, self.subject.stop)
