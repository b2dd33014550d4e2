"""Find quoted words in a text, and say how they match: the engine behind every match.

The steps go from the surest to the least sure: character for character; except for glyphs; with
words left out; the same words in other case or punctuation; a similar passage. A step is taken
only if every earlier one found nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from .boundaries import has_words
from .disambiguation import contradicts, described, expected_starts, the_one
from .ellipses import elided_places, is_elided
from .match_results import (
    Hint,
    MatchKind,
    MatchResult,
    NothingToCompare,
    Passage,
    Place,
    not_compared,
)
from .nearest_passage import Alike, alike_passages, nearest_passage, same_words, shares_no_script
from .normalisation import CLOSING, OPENING, canonical, glyphs, loosened
from .prepared_text import PreparedText, as_prepared
from .searched_words import SearchedWords, searchable
from .verbatim import exact_places, typographic_places

_WORTH_SHOWING = 0.3  # likeness below which no passage is called the nearest
_RIVAL = 0.1  # two passages closer than this in likeness are equally likely
_MOST_MARKS = 8  # punctuation marks on one side that belong to a place
_TRAILING = ".,;:!?…。、，！？؟،؛)]" + "\"'”’»›」』“"


def compare(quoted: str, text: str | PreparedText, *, hint: Hint | None = None) -> MatchResult:
    """Find the quoted words in the text.

    `hint` decides between several identical places, if its context agrees with only one. Raises
    NothingToCompare if there are no words to search for.
    """
    text, words, hint = as_prepared(text), _with_words(quoted), _beside(quoted, hint)
    bare = searchable(without_outer_marks(words))
    found = _verbatim(words, bare, text, hint)
    return found or _elided(bare, text, hint) or _altered(bare, text, hint)


def compare_many(
    all_quoted: Sequence[str], text: str | PreparedText, *, in_order: bool = False
) -> list[MatchResult]:
    """A result for each of several quoted spans.

    With `in_order`, as for one utterance interrupted by "he said", a span with several possible
    places gets the only one that lies between its neighbours' places.
    """
    text = as_prepared(text)
    results = [compare(quoted, text) for quoted in all_quoted]
    if not in_order:
        return results
    return [_between(results, number, all_quoted, text) for number in range(len(results))]


def find_words(words: str, text: str | PreparedText, *, hint: Hint | None = None) -> MatchResult:
    """Find words that an editor selected, quotation marks included, as one unbroken passage.

    As `compare`, except that an ellipsis is searched for as a character of the text.
    """
    text, words, hint = as_prepared(text), _with_words(words), _beside(words, hint)
    found = _verbatim(words, searchable(without_outer_marks(words)), text, hint)
    return found or _altered(searchable(words), text, hint)


def context(text: str, place: Place, width: int = 40) -> tuple[str, str]:
    """The text before and after a place, at most `width` code points each."""
    start, end = place
    return text[max(0, start - width) : start], text[end : end + width]


def without_outer_marks(quoted: str) -> str:
    """The words without the pair of quotation marks around all of them, if there is one."""
    inner = quoted[1:-1]
    if len(quoted) < 3 or quoted[0] not in OPENING or quoted[-1] not in CLOSING:
        return quoted
    if quoted[0] in inner or (quoted[-1] in inner and quoted[-1] not in "’'"):
        return quoted
    return inner.strip() if has_words(inner) else quoted


def _with_words(quoted: str) -> str:
    if not has_words(quoted):
        raise NothingToCompare
    return quoted.strip()


def _beside(quoted: str, hint: Hint | None) -> Hint | None:
    """The hint for the words without the white space around them, which becomes context."""
    if hint is None or quoted == quoted.strip():
        return hint
    before, after = len(quoted) - len(quoted.lstrip()), len(quoted.rstrip())
    start = None if hint.start is None else hint.start + before
    return Hint(start, hint.prefix + quoted[:before], quoted[after:] + hint.suffix)


def _verbatim(
    words: str, bare: SearchedWords, text: PreparedText, hint: Hint | None
) -> MatchResult | None:
    """The result if the text has the words word for word, with or without their outer marks."""
    found = _as_given(searchable(words), text, hint)
    return found or (_as_given(bare, text, hint) if bare.raw != words else None)


def _as_given(searched: SearchedWords, text: PreparedText, hint: Hint | None) -> MatchResult | None:
    if searched.raw in text.raw:
        if place := described(searched.raw, text, hint):
            return MatchResult("exact", *place, places=(place,))
        if places := exact_places(searched.raw, text):
            return _standing("exact", places, text, hint)
    if places := typographic_places(searched, text):
        return _standing("typography", places, text, hint)
    return None


def _standing(
    kind: MatchKind, places: Sequence[Place], text: PreparedText, hint: Hint | None
) -> MatchResult:
    place = the_one(text, places, hint)
    if place is None:
        return MatchResult("ambiguous", places=tuple(places))
    return MatchResult(kind, *place, places=(place,))


def _elided(searched: SearchedWords, text: PreparedText, hint: Hint | None) -> MatchResult | None:
    """The result if the text has the parts in order and near each other."""
    form = searched.elided_form
    ways = elided_places(form, text) if form and is_elided(form) else []
    if not ways:
        return None
    whole = {(parts[0][0], parts[-1][1]): parts for parts in ways}
    place = the_one(text, list(whole), hint)
    if place is None:
        return MatchResult("ambiguous", places=tuple(whole))
    return replace(_changed(searched.raw, text, place), kind="elided", places=whole[place])


def _altered(searched: SearchedWords, text: PreparedText, hint: Hint | None) -> MatchResult:
    """The result if the text doesn't have the words as given."""
    if places := same_words(searched, text):
        return _altered_at(searched.raw, text, places, hint)
    starts = expected_starts(len(searched.raw), text, hint)
    alike = [one for one in alike_passages(searched, text, starts) if _is_alike(one)]
    likely = [p for p in alike if alike[0].likeness - p.likeness < _RIVAL]
    likely = [p for p in likely if not contradicts(text, p.place, hint)]
    if likely and (len(likely) == 1 or _same(likely, text) or the_one(text, _at(likely), hint)):
        return _altered_at(searched.raw, text, _at(likely), hint)
    if shares_no_script(searched, text):
        return not_compared()
    return MatchResult("not_found", quoted=searched.raw, look=lambda: _nearest(searched, text))


def _nearest(searched: SearchedWords, text: PreparedText) -> Passage | None:
    passage = nearest_passage(searched, text)
    if passage is None or passage.likeness < _WORTH_SHOWING:
        return None
    return Passage(passage.place, text.raw[slice(*passage.place)])


def _at(passages: Sequence[Alike]) -> list[Place]:
    return [passage.place for passage in passages]


def _same(passages: Sequence[Alike], text: PreparedText) -> bool:
    """Whether the passages are one another's copies."""
    return len({loosened(canonical(text.raw[slice(*p.place)])).text for p in passages}) == 1


def _is_alike(passage: Alike) -> bool:
    """Whether a passage can be the words, altered; short ones must keep nearly all words."""
    if passage.words < 4:
        return passage.likeness >= 0.85
    return passage.likeness >= (0.75 if passage.words < 8 else 0.7)


def _altered_at(
    quoted: str, text: PreparedText, places: Sequence[Place], hint: Hint | None
) -> MatchResult:
    place = the_one(text, places, hint)
    if place is None:
        first = Passage(places[0], text.raw[slice(*places[0])])
        return MatchResult("ambiguous", places=tuple(places), quoted=quoted, look=lambda: first)
    return _changed(quoted, text, _with_marks(quoted, text.raw, place))


def _changed(quoted: str, text: PreparedText, place: Place) -> MatchResult:
    passage = Passage(place, text.raw[slice(*place)])
    return MatchResult("altered", *place, places=(place,), quoted=quoted, look=lambda: passage)


def _with_marks(quoted: str, raw: str, place: Place) -> Place:
    """The place with the punctuation that belongs to it, so that a diff shows marks that differ."""
    start, end = place
    lowest, highest = start - _MOST_MARKS, min(len(raw), end + _MOST_MARKS)
    while start > max(0, lowest) and raw[start - 1] in OPENING and quoted[0] in OPENING:
        start -= 1
    if quoted[-1].isalnum() and not _opened(raw[start:end]):
        return start, end
    while end < highest and raw[end] in _TRAILING:
        if raw[end] in CLOSING and quoted[-1] not in CLOSING and not _opened(raw[start:end]):
            break
        end += 1
    return start, end


def _opened(passage: str) -> bool:
    """Whether the passage has a quotation mark that isn't closed."""
    return glyphs(passage).count('"') % 2 == 1


def _between(
    results: Sequence[MatchResult], number: int, all_quoted: Sequence[str], text: PreparedText
) -> MatchResult:
    """The result for one of several spans in order, decided by its neighbours where they can."""
    result = results[number]
    if result.kind != "ambiguous" or result.measure < 1.0:
        return result
    low = max((v.end for v in results[:number] if v.end is not None), default=0)
    high = min((v.start for v in results[number + 1 :] if v.start is not None), default=None)
    places = [p for p in result.places if p[0] >= low and (high is None or p[1] <= high)]
    if len(places) != 1:
        return result
    (start, end) = places[0]
    kind: MatchKind = "exact" if text.raw[start:end] in all_quoted[number] else "typography"
    return MatchResult(kind, start, end, tuple(places))
