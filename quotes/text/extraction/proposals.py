"""What the extractor proposes to a journalist: a quote, its voice, and why it thinks so.

Offsets are code points into the text that was read, half-open.
"""

from dataclasses import dataclass

from quotes.text.quotation_marks import Kind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody as the text names them; `name` is the full name, where the text gives one."""

    start: int
    end: int
    name: str = ""
    unnamed: bool = False
    kind: str = ""  # person, organisation, group, document or unknown


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who passed the words on, nearest to the speaker first: told, reported_by."""

    relation: str
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Whom the speaker spoke for or was led by: on_behalf_of, led_by."""

    relation: str
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Medium:
    """Where it was said, in the text's own words: Truth Social, a letter."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One quote found in a text. Without a voice the attribution is open, for a person to settle."""

    segments: tuple[Span, ...]
    kind: Kind
    cue: Span | None = None
    voice: Mention | None = None
    carriers: tuple[Carrier, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    medium: Medium | None = None
    sure: bool = False
    why: str = ""
