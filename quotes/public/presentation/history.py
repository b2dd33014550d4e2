"""What changed in a quote while the public could see it, with each before and after."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.dateparse import parse_date

from quotes.models import Quote, Revision
from quotes.text import attribution_sentence as text
from quotes.text.circumstances import day_phrase
from quotes.text.parties import Party

#: Longer texts are shown before and after, without the words that differ.
LONGEST_COMPARED = 2000


@dataclass(frozen=True)
class Difference:
    """One field of a quote before and after; `before_words` and `after_words` are (text, differs)."""

    label: str
    before: str
    after: str
    before_words: list[tuple[str, bool]] = field(default_factory=list)
    after_words: list[tuple[str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """One public revision: what kind, when, why, and what it changed."""

    revision: Revision
    differences: list[Difference]

    @property
    def label(self) -> str:
        return self.revision.get_kind_display()

    @property
    def at(self) -> dt.datetime:
        return self.revision.made_at

    @property
    def reason(self) -> str:
        return self.revision.reason


def changes(revisions: Iterable[Revision]) -> list[Change]:
    """Newest first, from one quote's public revisions in any order."""
    in_order = sorted(revisions, key=lambda r: r.number)
    made = []
    for before, after in zip([None, *in_order], in_order, strict=False):
        made.append(Change(after, differences(before.snapshot, after.snapshot) if before else []))
    return made[::-1]


def differences(before: dict, after: dict) -> list[Difference]:
    """What readers can tell apart between two snapshots, in words."""
    told_before, told_after = _told(before), _told(after)
    return [
        difference(label, told_before[label], told_after[label])
        for label in told_before
        if told_before[label] != told_after[label]
    ]


def _told(snapshot: dict) -> dict[str, str]:
    """A snapshot as readers would have read it; ids and editorial status stay out."""
    return {
        "Words": " […] ".join(s["words"] for s in snapshot["segments"]),
        "Attribution": _attribution(snapshot),
        "Cue": snapshot["cue"],
        "Medium": snapshot["medium"],
        "Kind": dict(Quote.Kind.choices).get(snapshot["kind"], snapshot["kind"]),
        "Said": _said(snapshot),
        "Language spoken": snapshot["spoken_language"],
        "Original words": snapshot["original_words"],
        "Translator": snapshot["translator"],
        "First hand": "Yes" if snapshot["first_hand"] else "No",
        "Topics": ", ".join(t["name"] for t in snapshot["topics"]),
    }


def _said(snapshot: dict) -> str:
    first, last = (parse_date(snapshot[key] or "") for key in ("said_from", "said_to"))
    return " ".join(filter(None, (day_phrase(first, last), snapshot["said_at"])))


def _attribution(snapshot: dict) -> str:
    return text.chain_text(text.Attribution(tuple(_party(p) for p in snapshot["attribution"])))


def _party(kept: dict) -> Party:
    known = kept["speaker"] or kept["document"]
    return Party(
        relation=kept["relation"],
        name=kept["name"] if known else "",
        as_named=kept["as_named"],
        kind="document" if kept["document"] else "",
        affiliation=kept["affiliation_name"],
        how_many=kept["how_many"],
        anonymity_reason=kept["anonymity_reason"],
    )


def difference(label: str, before: str, after: str) -> Difference:
    """What was and what is, with the words that differ marked in both."""
    if not before or not after or max(len(before), len(after)) > LONGEST_COMPARED:
        return Difference(label, before, after)
    old, new = (re.findall(r"\S+\s*", words) for words in (before, after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        left += [("".join(old[a:b]), tag != "equal")] if b > a else []
        right += [("".join(new[c:d]), tag != "equal")] if d > c else []
    return Difference(label, before, after, left, right)
