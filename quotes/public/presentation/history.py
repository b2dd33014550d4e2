"""What changed in a quote while it was public, before and after."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.dateparse import parse_date, parse_datetime

from quotes.models import Quote, Revision
from quotes.text import attribution_sentence as text
from quotes.text.circumstances import day_phrase
from quotes.text.parties import Party
from sources.time_zones import moment_here

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
    number: int = 0
    """Among the changes shown, from 1: the public doesn't count what was done before."""

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
    for n, (before, after) in enumerate(zip([None, *in_order], in_order, strict=False), start=1):
        changed = differences(before.snapshot, after.snapshot) if before else []
        made.append(Change(after, changed, n))
    return made[::-1]


def differences(before: dict, after: dict) -> list[Difference]:
    """The fields that readers see differ between two snapshots."""
    old, new = _readable(before), _readable(after)
    return [difference(label, old[label], new[label]) for label in old if old[label] != new[label]]


def _readable(snapshot: dict) -> dict[str, str]:
    """A snapshot's fields as readers saw them, by label; without ids and editorial status."""
    return {
        "Words": " […] ".join(s["words"] for s in snapshot["segments"]),
        "Attribution": _attribution(snapshot),
        "Cue": snapshot["cue"],
        "Medium": _medium(snapshot),
        "Kind": dict(Quote.Kind.choices).get(snapshot["kind"], snapshot["kind"]),
        "Said": _said(snapshot),
        "Language spoken": snapshot["spoken_language"],
        "Original words": snapshot["original_words"],
        "Translator": snapshot["translator"],
        "First hand": "Yes" if snapshot["first_hand"] else "No",
        "Topics": ", ".join(t["name"] for t in snapshot["topics"]),
    }


def _medium(snapshot: dict) -> str:
    """The medium, and that the source doesn't name it; older revisions have no basis."""
    from_evidence = snapshot.get("medium_basis") == Quote.MediumBasis.EVIDENCE
    return snapshot["medium"] + (text.FROM_EVIDENCE if from_evidence else "")


def _said(snapshot: dict) -> str:
    first, last = (parse_date(snapshot[key] or "") for key in ("said_from", "said_to"))
    at = parse_datetime(snapshot["said_at"] or "")
    instant = f"({moment_here(at)})" if at else ""
    return " ".join(filter(None, (day_phrase(first, last), instant)))


def _attribution(snapshot: dict) -> str:
    return text.chain_text(text.Attribution(tuple(_party(p) for p in snapshot["attribution"])))


def _party(party: dict) -> Party:
    known = party["speaker"] or party["document"]
    return Party(
        relation=party["relation"],
        name=_name(party) if known else "",
        as_named=party["as_named"],
        kind="document" if party["document"] else "",
        affiliation=party["affiliation_name"],
        how_many=party["how_many"],
        anonymity_reason=party["anonymity_reason"],
        unnamed=party.get("unnamed", False),
        in_turn=party.get("in_turn", False),
    )


def _name(party: dict) -> str:
    """What a party went by; documents without a headline once went by opening words in brackets."""
    by_its_opening = party["document"] and party["name"].startswith("[")
    return party["as_named"] if by_its_opening and party["as_named"] else party["name"]


def difference(label: str, before: str, after: str) -> Difference:
    """A field before and after, with the words that differ marked in both."""
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
