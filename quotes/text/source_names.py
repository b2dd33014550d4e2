"""What a source is called, everywhere by the same name.

A source with a headline goes by it, and any other by what a person would say of it: an article by
its outlet and day, a post by whose it is, where and when. Nothing that isn't recorded is made up:
an article of which only the day is known is “Article of 6 October 2025”.
"""

from dataclasses import dataclass
from datetime import date

from quotes.text.circumstances import day_phrase

ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Described:
    """What is recorded of a source; `hour` is its clock with the place: 17:56 in Jerusalem."""

    kind: str
    headline: str = ""
    publisher: str = ""
    on_platform: bool = False
    by: str = ""
    day: date | None = None
    hour: str = ""

    @property
    def name(self) -> str:
        """What it is called: its headline, or else its label."""
        return self.headline if self.headline.strip() else self.label

    @property
    def label(self) -> str:
        """The same without regard to its headline, for where its outlet and day matter."""
        if self.kind == ARTICLE:
            return f"{self.publisher}, {self._day or 'undated'}" if self.publisher else self._alone
        whose = self._whose
        return ", ".join(filter(None, (whose, self._day, self.hour))) if whose else self._alone

    @property
    def name_in_sentence(self) -> str:
        """The name inside a sentence, where the kind that it may begin with has no capital."""
        return self.label_in_sentence if self.name == self.label else self.name

    @property
    def label_in_sentence(self) -> str:
        article = self.kind == ARTICLE
        whose = self.publisher if article or not self.on_platform else ""
        if whose or (self.by and not article):
            return self.label
        return self.label[:1].lower() + self.label[1:]

    @property
    def _day(self) -> str:
        return day_phrase(self.day, self.day).removeprefix("on ")

    @property
    def _alone(self) -> str:
        """Of which neither outlet nor author is recorded."""
        noun = self.kind.capitalize()
        hour = "" if self.kind == ARTICLE else self.hour
        when = ", ".join(filter(None, (self._day, hour)))
        return f"{noun} of {when}" if when else f"{noun} without a date"

    @property
    def _whose(self) -> str:
        where = f" on {self.publisher}" if self.on_platform else ""
        if self.by:
            other = not where and self.publisher not in ("", self.by)
            return f"{self.by}’s {self.kind}{where}" + (f", {self.publisher}" if other else "")
        if where:
            return f"{self.kind.capitalize()}{where}"
        return f"{self.publisher}’s {self.kind}" if self.publisher else ""
