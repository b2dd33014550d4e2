"""A search as a page shows it: quotes, how many, what they divide into, what to try."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from quotes.search import facets as facetting
from quotes.search import ranking, speakers
from quotes.search.conditions import NOTHING, Condition
from quotes.search.documents import quote_id_of
from quotes.search.engines import engine
from quotes.search.interpreter import InterpretedQuery, interpret
from quotes.search.likely_names import that_may_be_meant
from quotes.search.newest import Newest
from quotes.search.speakers import Suggestion
from quotes.text.names import without_possessive
from quotes.text.query import Clause, Filter, Phrase, Query, Word
from quotes.text.query_reading import read

PER_PAGE = 20
MOST_COUNTED = 1000
NEWEST_RANKED = 2000
NEWEST, BEST = "newest", "best"
ORDERS = (NEWEST, BEST)
MOST_TRIED = 6
MOST_OF_A_SENTENCE = 3
MOST_SUGGESTED = 6
MOST_NAMED = 3
"""Speakers that a note says may be meant."""
BAD_CURSOR = "This page link isn't valid. Go to the first page."


class BadCursor(ValueError):
    """A cursor that search didn't give out."""

    def __init__(self) -> None:
        super().__init__(BAD_CURSOR)


@dataclass(frozen=True)
class Count:
    """How many quotes were found, up to a thousand unless all were counted."""

    number: int
    capped: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}" + ("+" if self.capped else "")


@dataclass(frozen=True)
class Page:
    """Ids of quotes in order, with cursors of the pages on either side (empty: none)."""

    quotes: Sequence[int] = ()
    newer: str = ""
    older: str = ""


@dataclass(frozen=True)
class Attempt:
    """Something else to search for, and how many quotes that finds."""

    label: str
    query: str
    count: Count


@dataclass
class Search:
    """Published quotes that answer a query.

    Whoever wants `facets` as well says so, for they are then read together with the page.
    `after` and `before` are cursors out of an earlier page, as strings. Raises BadCursor
    for any other string. A query alone never raises.
    """

    query: Query
    after: str = ""
    before: str = ""
    order: str = NEWEST
    exact: bool = False
    size: int = PER_PAGE
    with_facets: bool = False
    notes: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        if isinstance(self.query, str):
            self.query = read(self.query)
        if self.after and self.before:
            raise BadCursor
        self.cursor = _cursor(self.after or self.before, self.order)
        self.notes += self._interpreted.notes

    @cached_property
    def _interpreted(self) -> InterpretedQuery:
        return interpret(self.query)

    @cached_property
    def condition(self) -> Condition:
        """The condition for the index; a name that no quote has is guessed in a note alone."""
        if self._has_answer:
            return self._interpreted.condition
        self._suggest_likely_names()
        return NOTHING

    @cached_property
    def _has_answer(self) -> bool:
        """Whether any quote answers the query as it was typed."""
        return bool(self._first_keys)

    @cached_property
    def _first_keys(self) -> list[int]:
        """Keys of the first page, and of the quote after it, for the query as it was typed."""
        if self.with_facets and not self.exact:
            return self._newest.keys
        condition = self._interpreted.condition
        return [] if condition == NOTHING else engine().keys(condition, self.size + 1)

    @cached_property
    def _newest(self) -> Newest:
        """What the first page and the facets of any page are made of, for the query as typed."""
        condition = self._interpreted.condition
        if condition == NOTHING:
            return Newest([], 0, "")
        return engine().newest(condition, facetting.NEWEST, self.size + 1)

    def _suggest_likely_names(self) -> None:
        """Say whom a misspelt or foreign name may mean; nobody's quotes are shown for a guess."""
        filtered = any(isinstance(t, Filter) for c in self.query.clauses for t in c.terms)
        if filtered or any(clause.excluded for clause in self.query.clauses):
            return
        likely = [one.speaker.name for one in self.speakers if one.appears][:MOST_NAMED]
        if likely:
            typed = _words(self.query)
            self.notes.append(f"No quote has “{typed}”. Did you mean {' or '.join(likely)}?")

    @cached_property
    def page(self) -> Page:
        if self.condition == NOTHING:
            return Page()
        return self._best_page() if self.order == BEST else self._newest_page()

    def _newest_page(self) -> Page:
        if self.cursor is None:
            keys = self._first_keys
        else:
            way = {"above": self.cursor} if self.before else {"below": self.cursor}
            keys = engine().keys(self.condition, self.size + 1, **way)
        more, keys = len(keys) > self.size, keys[: self.size]
        if self.before:
            keys.reverse()
        newer = more if self.before else self.cursor is not None
        older = bool(self.before) or more
        return Page(
            [quote_id_of(key) for key in keys],
            newer=str(keys[0]) if keys and newer else "",
            older=str(keys[-1]) if keys and older else "",
        )

    def _best_page(self) -> Page:
        rows = engine().candidates(self.condition, NEWEST_RANKED, "terms")
        keys = ranking.best_first(rows, self.query)
        place = self.cursor or 0
        start = max(0, place - self.size) if self.before else place
        end = start + self.size
        return Page(
            [quote_id_of(key) for key in keys[start:end]],
            newer=str(start) if start else "",
            older=str(end) if end < len(keys) else "",
        )

    @cached_property
    def count(self) -> Count:
        if self.condition == NOTHING:
            return Count(0)
        if self.exact:
            return Count(engine().count(self.condition))
        return _capped(self.condition)

    def count_by_facets(self) -> Count:
        """The same count, where the facets, which have counted the quotes already, are shown."""
        counted, partial = self.facets.counted, self.facets.partial
        if partial and counted <= MOST_COUNTED:
            return self.count
        return Count(counted) if self.exact else _cut_off(counted)

    @cached_property
    def facets(self) -> facetting.Facets:
        if self.condition == NOTHING:
            return facetting.count((), None)
        if self.exact:
            return facetting.count(engine().facet_tokens(self.condition), None)
        return facetting.count(self._newest.runs, facetting.NEWEST)

    @property
    def speakers(self) -> list[Suggestion]:
        """Speakers whom the words name, namesakes side by side: offered before the quotes."""
        return self._named or self._guessed

    @cached_property
    def _named(self) -> list[Suggestion]:
        """Speakers with this name or title, as it was typed."""
        typed = without_possessive(_words(self.query))
        keys_by_speaker = self._interpreted.keys_by_speaker
        return speakers.find_as_typed(typed, keys_by_speaker, MOST_SUGGESTED) if typed else []

    @cached_property
    def _guessed(self) -> list[Suggestion]:
        """Where nothing else answers, speakers with a name like it."""
        typed = without_possessive(_words(self.query))
        if not typed or self._named or self._has_answer:
            return []
        return that_may_be_meant(typed, speakers.find_by_name(typed, MOST_SUGGESTED))

    @property
    def speakers_label(self) -> str:
        """What the speakers suggested have to do with the words."""
        if not self._named:
            return "Speakers with a similar name" if self._guessed else ""
        titled = {bool(one.role) for one in self._named}
        return {(False,): "Speakers with this name", (True,): "Speakers with this title"}.get(
            tuple(titled), "Speakers with this name or title"
        )

    @cached_property
    def attempts(self) -> list[Attempt]:
        """What to try where nothing was found: fewer words, other spellings."""
        if self.page.quotes or self.cursor is not None:
            return []
        return [*self._fewer_words(), *self._core(), *self._other_spellings()]

    def _fewer_words(self) -> list[Attempt]:
        clauses = self.query.clauses
        if not 1 < len(clauses) <= MOST_TRIED:
            return []
        shorter = ((clause, self.query.without(clause)) for clause in clauses)
        return _found((f"Try without “{_bare(clause)}”", query) for clause, query in shorter)

    def _core(self) -> list[Attempt]:
        """Of a whole sentence, its quoted words, or its longest: what a quote of it must have."""
        clauses = [c for c in self.query.clauses if not c.excluded]
        quoted = tuple(c for c in clauses if _is_quoted(c))
        if quoted and len(quoted) < len(clauses):
            return _found([("Search for the quoted words alone", Query(quoted))])
        if len(clauses) <= MOST_TRIED:
            return []
        words = [c for c in clauses if isinstance(c.terms[0], Word)]
        longest = sorted(words, key=lambda c: len(str(c)), reverse=True)[:MOST_OF_A_SENTENCE]
        core = Query(tuple(c for c in words if c in longest))
        return _found([(f"Try only “{core}”", core)])

    def _other_spellings(self) -> list[Attempt]:
        from quotes.search.spelling import corrected

        fixed = ((clause, corrected(clause)) for clause in self.query.clauses[:MOST_TRIED])
        changed = [(clause, other) for clause, other in fixed if other and other != clause]
        return _found(
            (f"Did you mean “{_bare(other)}”?", _with(self.query, clause, other))
            for clause, other in changed
        )


def _bare(clause) -> str:
    """A clause without its own quotation marks, to be quoted in a sentence."""
    return str(clause).strip('"“”')


def _is_quoted(clause: Clause) -> bool:
    return isinstance(clause.terms[0], Phrase) and " " in clause.terms[0].text


def _found(attempts) -> list[Attempt]:
    counted = ((label, query, _capped(interpret(query).condition)) for label, query in attempts)
    return [Attempt(label, str(query), count) for label, query, count in counted if count.number]


def _with(query: Query, clause: Clause, other: Clause) -> Query:
    return Query(tuple(other if kept == clause else kept for kept in query.clauses))


def _capped(condition: Condition) -> Count:
    if condition == NOTHING:
        return Count(0)
    return _cut_off(engine().count(condition, MOST_COUNTED + 1))


def _cut_off(number: int) -> Count:
    return Count(min(number, MOST_COUNTED), capped=number > MOST_COUNTED)


def _words(query: Query) -> str:
    """The query's words without its filters: what may be a name."""
    texts = [
        clause.terms[0].text
        for clause in query.clauses
        if not clause.excluded and not isinstance(clause.terms[0], Filter)
    ]
    return " ".join(texts)


def _cursor(given: str, order: str) -> int | None:
    """Keys pass 2**53, so they travel as strings; places in the best matches are short."""
    if not given:
        return None
    longest = 18 if order == NEWEST else 4
    if not (given.isascii() and given.isdecimal() and len(given) <= longest):
        raise BadCursor
    return int(given)
