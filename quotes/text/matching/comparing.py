"""Where a stretch of words stands in a text, and how: the one engine behind every match.

The order of the questions is the order of trust: character for character; but for glyphs; with
words left out; the same words in other case or marks; a passage like it. A later question is asked
only when every earlier one found nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from .boundaries import has_words
from .eliding import elided_places, is_elided
from .finding import exact_places, typographic_places
from .hinting import contradicts, described, expected_starts, the_one
from .nearest import Alike, alike_passages, nearest_passage, same_words, shares_no_script
from .normalising import CLOSING, OPENING, canonical, glyphs, loosened
from .prepared import Text, prepared
from .sought import Stretch, sought
from .verdicts import Hint, Kind, NothingToCompare, Passage, Place, Verdict, not_compared

_WORTH_SHOWING = 0.3  # likeness below which no passage is called the nearest
_RIVAL = 0.1  # two passages closer than this in likeness can't be told apart
_MOST_MARKS = 8  # punctuation marks on one side that belong to a place
_TRAILING = ".,;:!?…。、，！？؟،؛)]" + "\"'”’»›」』“"


def compare(stretch: str, text: str | Text, *, hint: Hint | None = None) -> Verdict:
    """Where the stretch stands in the text, and how.

    `hint` settles which of several identical places is meant, if its words agree with only one.
    Raises NothingToCompare for a stretch without words.
    """
    text, words, hint = prepared(text), _with_words(stretch), _beside(stretch, hint)
    bare = sought(without_outer_marks(words))
    found = _verbatim(words, bare, text, hint)
    return found or _elided(bare, text, hint) or _altered(bare, text, hint)


def compare_many(
    stretches: Sequence[str], text: str | Text, *, in_order: bool = False
) -> list[Verdict]:
    """A verdict for each stretch.

    With `in_order`, as for one utterance that "he said" interrupts, a stretch that stands in
    several places stands in the only one between the settled ones before and behind it.
    """
    text = prepared(text)
    verdicts = [compare(stretch, text) for stretch in stretches]
    if not in_order:
        return verdicts
    return [_between(verdicts, number, stretches, text) for number in range(len(verdicts))]


def find_words(words: str, text: str | Text, *, hint: Hint | None = None) -> Verdict:
    """Where an editor's words stand, quotation marks included, so that they can be anchored.

    As `compare`, but an anchor is one unbroken passage: ellipses are looked for as such.
    """
    text, words, hint = prepared(text), _with_words(words), _beside(words, hint)
    found = _verbatim(words, sought(without_outer_marks(words)), text, hint)
    return found or _altered(sought(words), text, hint)


def context(text: str, place: Place, width: int = 40) -> tuple[str, str]:
    """The words before and behind a place, for telling one place from another."""
    start, end = place
    return text[max(0, start - width) : start], text[end : end + width]


def without_outer_marks(stretch: str) -> str:
    """The words inside, where one pair of quotation marks encloses them all."""
    inner = stretch[1:-1]
    if len(stretch) < 3 or stretch[0] not in OPENING or stretch[-1] not in CLOSING:
        return stretch
    if stretch[0] in inner or (stretch[-1] in inner and stretch[-1] not in "’'"):
        return stretch
    return inner.strip() if has_words(inner) else stretch


def _with_words(stretch: str) -> str:
    if not has_words(stretch):
        raise NothingToCompare
    return stretch.strip()


def _beside(stretch: str, hint: Hint | None) -> Hint | None:
    """The hint for the stretch's words: the space around them is no part of them."""
    if hint is None or stretch == stretch.strip():
        return hint
    before, after = len(stretch) - len(stretch.lstrip()), len(stretch.rstrip())
    start = None if hint.start is None else hint.start + before
    return Hint(start, hint.prefix + stretch[:before], stretch[after:] + hint.suffix)


def _verbatim(words: str, bare: Stretch, text: Text, hint: Hint | None) -> Verdict | None:
    """The verdict if it stands word for word, with its outer marks or without."""
    found = _as_given(sought(words), text, hint)
    return found or (_as_given(bare, text, hint) if bare.raw != words else None)


def _as_given(stretch: Stretch, text: Text, hint: Hint | None) -> Verdict | None:
    if stretch.raw in text.raw:
        if place := described(stretch.raw, text, hint):
            return Verdict("exact", *place, places=(place,))
        if places := exact_places(stretch.raw, text):
            return _standing("exact", places, text, hint)
    if places := typographic_places(stretch, text):
        return _standing("typography", places, text, hint)
    return None


def _standing(kind: Kind, places: Sequence[Place], text: Text, hint: Hint | None) -> Verdict:
    place = the_one(text, places, hint)
    if place is None:
        return Verdict("ambiguous", places=tuple(places))
    return Verdict(kind, *place, places=(place,))


def _elided(stretch: Stretch, text: Text, hint: Hint | None) -> Verdict | None:
    """The verdict if its parts stand in order and near each other."""
    form = stretch.elided_form
    ways = elided_places(form, text) if form and is_elided(form) else []
    if not ways:
        return None
    whole = {(parts[0][0], parts[-1][1]): parts for parts in ways}
    place = the_one(text, list(whole), hint)
    if place is None:
        return Verdict("ambiguous", places=tuple(whole))
    return replace(_changed(stretch.raw, text, place), kind="elided", places=whole[place])


def _altered(stretch: Stretch, text: Text, hint: Hint | None) -> Verdict:
    """The verdict if no reading of it stands as given."""
    if places := same_words(stretch, text):
        return _altered_at(stretch.raw, text, places, hint)
    starts = expected_starts(len(stretch.raw), text, hint)
    alike = [one for one in alike_passages(stretch, text, starts) if _is_alike(one)]
    likely = [p for p in alike if alike[0].likeness - p.likeness < _RIVAL]
    likely = [p for p in likely if not contradicts(text, p.place, hint)]
    if likely and (len(likely) == 1 or _same(likely, text) or the_one(text, _at(likely), hint)):
        return _altered_at(stretch.raw, text, _at(likely), hint)
    if shares_no_script(stretch, text):
        return not_compared()
    return Verdict("not_found", stretch=stretch.raw, look=lambda: _nearest(stretch, text))


def _nearest(stretch: Stretch, text: Text) -> Passage | None:
    passage = nearest_passage(stretch, text)
    if passage is None or passage.likeness < _WORTH_SHOWING:
        return None
    return Passage(passage.place, text.raw[slice(*passage.place)])


def _at(passages: Sequence[Alike]) -> list[Place]:
    return [passage.place for passage in passages]


def _same(passages: Sequence[Alike], text: Text) -> bool:
    """Whether the passages are one another's copies."""
    return len({loosened(canonical(text.raw[slice(*p.place)])).text for p in passages}) == 1


def _is_alike(passage: Alike) -> bool:
    """Whether a passage can be the stretch altered: short ones must keep nearly all their words."""
    if passage.words < 4:
        return passage.likeness >= 0.85
    return passage.likeness >= (0.75 if passage.words < 8 else 0.7)


def _altered_at(stretch: str, text: Text, places: Sequence[Place], hint: Hint | None) -> Verdict:
    place = the_one(text, places, hint)
    if place is None:
        first = Passage(places[0], text.raw[slice(*places[0])])
        return Verdict("ambiguous", places=tuple(places), stretch=stretch, look=lambda: first)
    return _changed(stretch, text, _with_marks(stretch, text.raw, place))


def _changed(stretch: str, text: Text, place: Place) -> Verdict:
    passage = Passage(place, text.raw[slice(*place)])
    return Verdict("altered", *place, places=(place,), stretch=stretch, look=lambda: passage)


def _with_marks(stretch: str, raw: str, place: Place) -> Place:
    """The place with the punctuation that belongs to it, so that a diff shows marks that differ."""
    start, end = place
    lowest, highest = start - _MOST_MARKS, min(len(raw), end + _MOST_MARKS)
    while start > max(0, lowest) and raw[start - 1] in OPENING and stretch[0] in OPENING:
        start -= 1
    if stretch[-1].isalnum() and not _opened(raw[start:end]):
        return start, end
    while end < highest and raw[end] in _TRAILING:
        if raw[end] in CLOSING and stretch[-1] not in CLOSING and not _opened(raw[start:end]):
            break
        end += 1
    return start, end


def _opened(passage: str) -> bool:
    """Whether a quotation mark inside it waits to be closed."""
    return glyphs(passage).count('"') % 2 == 1


def _between(
    verdicts: Sequence[Verdict], number: int, stretches: Sequence[str], text: Text
) -> Verdict:
    """The verdict on one of several stretches in order, settled by its neighbours if it can be."""
    verdict = verdicts[number]
    if verdict.kind != "ambiguous" or verdict.measure < 1.0:
        return verdict
    low = max((v.end for v in verdicts[:number] if v.end is not None), default=0)
    high = min((v.start for v in verdicts[number + 1 :] if v.start is not None), default=None)
    places = [p for p in verdict.places if p[0] >= low and (high is None or p[1] <= high)]
    if len(places) != 1:
        return verdict
    (start, end) = places[0]
    kind: Kind = "exact" if text.raw[start:end] in stretches[number] else "typography"
    return Verdict(kind, start, end, tuple(places))
