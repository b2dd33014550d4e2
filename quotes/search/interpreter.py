"""What a query means for this record: its words, the speakers it names, its filters.

Names aren't in the index entries. A word that is a speaker's name also finds the quotes
that speaker has a part in, so renaming a speaker changes no entry.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from quotes.models import OwnDocument, Quote, Review, Speaker, Topic
from quotes.search import speakers
from quotes.search.conditions import (
    EVERYTHING,
    NOTHING,
    AnyOf,
    Condition,
    Except,
    Lexeme,
    all_of,
    any_of,
    condition_of_words,
    is_empty,
    tokens,
    without_empty,
)
from quotes.search.days import range_tokens
from quotes.search.documents import KEYS, day_of
from quotes.search.engines import engine
from quotes.search.likely_names import that_may_be_meant
from quotes.text.names import name_words, without_possessive
from quotes.text.query import Clause, Filter, Query, Term
from quotes.text.said_range import said_range
from sources.models import Publisher

MOST_NAMED = 3
"""Speakers that a note says a misspelt name was read as."""
MOST_NAMESAKES = 25
"""Speakers of one name whose quotes a word or a speaker filter brings in."""
LONGEST_NAME = 4
"""Neighbouring terms of a query that are tried as one name."""
A_DECADE = dt.timedelta(days=3653)
DISTANT = dt.date(2999, 12, 31)
"""Ranges wider than a decade, or that reach further, are first cut to the days of the record."""

_BY_ID = regex.compile(r"(\d{1,15})(?:-[\w-]*)?", regex.ASCII)


@dataclass
class InterpretedQuery:
    """A query, its condition on the index, the speakers it names and notes for the reader."""

    query: Query
    condition: Condition = NOTHING
    speakers: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    keys_by_speaker: dict[int, set[str]] = field(default_factory=dict)


def interpret(query: Query) -> InterpretedQuery:
    """Turn a query into one condition. Never raises: notes say what can't be met."""
    return _Interpreter(query).interpreted()


class _Interpreter:
    def __init__(self, query: Query) -> None:
        self.found = InterpretedQuery(query, notes=list(query.notes))
        self.keys_by_speaker = self.found.keys_by_speaker = self._keys_by_speaker()

    def interpreted(self) -> InterpretedQuery:
        required, refused = [], []
        clauses = list(self.found.query.clauses)
        while clauses:
            if clauses[0].excluded:
                refused.append(self._of_clause(clauses.pop(0)))
            else:
                required.append(self._of_run(clauses))
        kept = all_of(required) if required else EVERYTHING
        condition = Except(kept, any_of(refused)) if refused else kept
        self.found.condition = NOTHING if is_empty(condition) else without_empty(condition)
        self.found.speakers = list(dict.fromkeys(self.found.speakers))
        return self.found

    def _keys_by_speaker(self) -> dict[int, set[str]]:
        """Speakers that hold any word of the query as a name, with the keys they hold."""
        texts = [
            term.text
            for clause in self.found.query.clauses
            for term in clause.terms
            if not isinstance(term, Filter)
        ]
        spelt = [*texts, *map(without_possessive, texts)]
        words = {word for text in spelt for word in name_words(text)}
        return speakers.with_words(" ".join(texts), words) if words else {}

    def _of_run(self, clauses: list[Clause]) -> Condition:
        """Take the longest run of clauses that is one speaker's name, or else one clause."""
        for size in range(min(LONGEST_NAME, len(clauses)), 1, -1):
            run = clauses[:size]
            if all(_is_plain(clause) for clause in run):
                text = " ".join(clause.terms[0].text for clause in run)
                if named := self._named(text):
                    del clauses[:size]
                    plain = all_of(condition_of_words(clause.terms[0]) for clause in run)
                    return any_of([plain, tokens("party", named)])
        return self._of_clause(clauses.pop(0))

    def _of_clause(self, clause: Clause) -> Condition:
        return any_of(self._of_term(term, clause.excluded) for term in clause.terms)

    def _of_term(self, term: Term, excluded: bool = False) -> Condition:
        if isinstance(term, Filter):
            if term.field in KEYS:
                return self._keyed(term.field, term.value)
            return getattr(self, f"_{term.field}")(term.value)
        named = self._named(term.text, remember=not excluded)
        return any_of([condition_of_words(term), tokens("party", named)])

    def _named(self, text: str, remember: bool = True) -> list[int]:
        """Speakers called exactly so: by a whole run of names, or by the surname alone."""
        named = self._called(text) or self._called(without_possessive(text))
        if len(named) > MOST_NAMESAKES:
            self.found.notes.append(
                f"“{text}” is the name of more than {MOST_NAMESAKES} speakers; quotes of the "
                f"{MOST_NAMESAKES} most quoted are included. Choose one to see theirs alone."
            )
        named = named[:MOST_NAMESAKES]
        if remember:
            self.found.speakers += named
        return named

    def _called(self, text: str) -> list[int]:
        words = name_words(text)
        sort = "l" if len(words) == 1 else "w"
        required = {f"{sort}:{word}" for word in words if not word.isdigit() or len(words) > 1}
        if not required:
            return []
        return [pk for pk, keys in self.keys_by_speaker.items() if required <= keys]

    def _nothing(self, sentence: str) -> Condition:
        self.found.notes.append(sentence)
        return NOTHING

    def _speaker(self, value: str) -> Condition:
        """By them: they say it, alone or jointly."""
        return tokens("speaker", self._speakers(value))

    def _passed(self, value: str) -> Condition:
        return tokens("passed", self._speakers(value))

    def _behalf(self, value: str) -> Condition:
        return tokens("behalf", self._speakers(value))

    def _led(self, value: str) -> Condition:
        return tokens("led", self._speakers(value))

    def _names(self, value: str) -> Condition:
        """Of unnamed sources of theirs."""
        return tokens("names", self._speakers(value))

    def _documents(self, value: str) -> Condition:
        """What documents of theirs say."""
        owned = OwnDocument.objects.filter(speaker__in=self._speakers(value))
        return tokens("document", owned.values_list("document", flat=True))

    def _speakers(self, value: str) -> list[int]:
        if number := _BY_ID.fullmatch(value):
            ids = _public_speaker(int(number[1]))
        else:
            ids = self._likeliest(value)
        if not ids:
            self._nothing(f"No speaker “{value}” is in the record. Check the spelling.")
        self.found.speakers += ids
        return ids

    def _likeliest(self, value: str) -> list[int]:
        """Speakers of this name or title, or else of a name like it, which a note then says."""
        keys = speakers.with_words(value, set(name_words(value)))
        if named := speakers.find_as_typed(value, keys, MOST_NAMESAKES):
            return speakers.likeliest(named)
        likely = that_may_be_meant(value, speakers.find(value, MOST_NAMESAKES))
        ids = speakers.likeliest(likely)
        names = [one.speaker.name for one in likely if one.speaker.pk in ids][:MOST_NAMED]
        if names:
            self.found.notes.append(
                f"No speaker is called “{value}”. Read as {' or '.join(names)}."
            )
        return ids

    def _publisher(self, value: str) -> Condition:
        return self._row_called("publisher", Publisher, value)

    def _topic(self, value: str) -> Condition:
        return self._row_called("topic", Topic, value)

    def _row_called(self, name: str, model, value: str) -> Condition:
        """A publisher or topic by id or name; one that no published quote has isn't there."""
        number = _BY_ID.fullmatch(value)
        ids = [int(number[1])] if number else _called(model, value)
        condition = tokens(name, ids)
        if is_empty(condition) or not engine().keys(condition, 1):
            return self._nothing(f"No {name} “{value}” is in the record. Check the spelling.")
        return condition

    def _keyed(self, name: str, value: str) -> Condition:
        """Rows with one token made of the words typed."""
        key = KEYS[name](value)
        if not key or not has_quotes(name, key):
            return self._nothing(f"No {name} “{value}” is in the record. Check the spelling.")
        return Lexeme(f"{name}_{key}")

    def _kind(self, value: str) -> Condition:
        return self._choice("kind", Quote.Kind, value)

    def _review(self, value: str) -> Condition:
        return self._choice("review", Review.Verdict, value)

    def _choice(self, name: str, choices, value: str) -> Condition:
        required = value.casefold().replace(" ", "_").replace("-", "_")
        for choice in choices:
            label = choice.label.casefold().replace(" ", "_")
            if required in (choice.value, label):
                return Lexeme(f"{name}_{choice.value}")
        known = ", ".join(choice.value.replace("_", " ") for choice in choices)
        return self._nothing(f"“{value}” isn't a {name}. Choose one of: {known}.")

    def _lang(self, value: str) -> Condition:
        tag = value.casefold().split("-")[0]
        if not (tag.isascii() and tag.isalpha() and 2 <= len(tag) <= 8):
            return self._nothing(f"“{value}” isn't a language code. Use codes like en, ar or he.")
        return Lexeme(f"lang_{tag}")

    def _said(self, value: str) -> Condition:
        requested = said_range(value)
        if requested is None:
            return self._nothing(
                f"“{value}” isn't a day. Use 2025, 2025-10, 2025-10-06 or 2025-10-01..2025-10-07."
            )
        return days_between(*requested)

    def _year(self, value: str) -> Condition:
        if not (value.isascii() and value.isdecimal() and len(value) == 4):
            return self._nothing(f"“{value}” isn't a year. Use four digits, like 2025.")
        return Lexeme(f"year_{int(value)}")

    def _has(self, value: str) -> Condition:
        if value.casefold() != "primary":
            return self._nothing(f"“has:{value}” isn't a filter. Use has:primary.")
        return Lexeme("has_primary")


def has_quotes(name: str, value: int | str) -> bool:
    """Whether any published quote has this speaker, publisher, topic or medium; asks the index alone."""
    return bool(engine().keys(Lexeme(f"{name}_{value}"), 1))


def _is_plain(clause: Clause) -> bool:
    """Whether the clause is one word or phrase that is required, as part of a name would be."""
    return (
        not clause.excluded and len(clause.terms) == 1 and not isinstance(clause.terms[0], Filter)
    )


def _public_speaker(speaker_id: int) -> list[int]:
    """The public speaker of this id, or the one they were merged into."""
    speaker = Speaker.objects.filter(pk=speaker_id).first()
    standing = speaker.canonical() if speaker else None
    return [standing.pk] if standing and hasattr(standing, "quote_count") else []


def _called(model, value: str) -> Iterable[int]:
    ids = model.objects.filter(name__iexact=value).values_list("pk", flat=True)[:MOST_NAMESAKES]
    if not ids:
        ids = model.objects.filter(name__icontains=value).values_list("pk", flat=True)
    return list(ids[:MOST_NAMESAKES])


def days_between(first: dt.date, last: dt.date) -> Condition:
    """Quotes said, or where that isn't known published, on one of these days.

    Open ends reach as far as the record does.
    """
    if last - first > A_DECADE or last > DISTANT:
        newest = engine().keys(EVERYTHING, 1)
        if not newest:
            return NOTHING
        oldest = engine().keys(EVERYTHING, 1, above=0)
        first = max(first, day_of(oldest[0]) - dt.timedelta(days=366))
        last = min(last, day_of(newest[0]) + dt.timedelta(days=366))
    return AnyOf(tuple(Lexeme(token) for token in range_tokens(first, last)))
