"""What a source is called, everywhere by the same name.

A source with a headline goes by it, and any other by what a person would say of it: an article by
its outlet and day, a post by whose it is, where and when. Nothing that isn't recorded is made up:
an article of which only the day is known is “Article of 6 October 2025”.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from quotes.text.circumstances import day_phrase
from quotes.text.direction import isolated

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
        return ", ".join(filter(None, self.in_two))

    def isolated(self, clean: Callable[[str], str]) -> "Described":
        """The same with each name in its own direction, for a line to be read.

        `clean` takes out of a name what would change the direction of the words around it.
        """
        names = (self.headline, self.publisher, self.by)
        headline, publisher, by = (isolated(clean(name)) for name in names)
        return replace(self, headline=headline, publisher=publisher, by=by)

    @property
    def in_two(self) -> tuple[str, str]:
        """The label in two parts: whose it is, and its day and hour."""
        article = self.kind == ARTICLE
        whose = self.publisher if article else self._whose
        hour = "" if article else self.hour
        if whose:
            undated = "undated" if article else ""
            return whose, ", ".join(filter(None, (self._day or undated, hour)))
        noun = self.kind.capitalize()
        return (f"{noun} of {self._day}" if self._day else f"{noun} without a date"), hour

    @property
    def name_in_sentence(self) -> str:
        """The name inside a sentence, where the kind that it may begin with has no capital."""
        return self.label_in_sentence if self.name == self.label else self.name

    @property
    def label_in_sentence(self) -> str:
        return self.label if self._by_whom else self.label[:1].lower() + self.label[1:]

    @property
    def begins_by_name(self) -> bool:
        """Whether its name begins with a name, or is one, and so never has a “the” before it."""
        return bool(self.headline.strip()) or self._by_whom

    @property
    def _by_whom(self) -> bool:
        """Whether the label begins with an outlet or an author, and not with the kind."""
        article = self.kind == ARTICLE
        whose = self.publisher if article or not self.on_platform else ""
        return bool(whose or (self.by and not article))

    @property
    def _day(self) -> str:
        return day_phrase(self.day, self.day).removeprefix("on ")

    @property
    def _whose(self) -> str:
        where = f" on {self.publisher}" if self.on_platform else ""
        if self.by:
            other = not where and self.publisher not in ("", self.by)
            return f"{self.by}’s {self.kind}{where}" + (f", {self.publisher}" if other else "")
        if where:
            return f"{self.kind.capitalize()}{where}"
        return f"{self.publisher}’s {self.kind}" if self.publisher else ""
