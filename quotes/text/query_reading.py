"""How the line typed into the search box is meant: as words, a question, a sentence, or operators.

Which of these it is, is decided by what else is in it. Where it may be meant otherwise, the query
says how it was read, and `other` names the reading that a link beside it offers.
"""

from dataclasses import replace

import regex

from quotes.text.analyser import analyse, fold
from quotes.text.query import FIELDS, Clause, Phrase, Query, Reading, Word, parse, trimmed
from quotes.text.question_words import IN_LONG_SENTENCES, LONG_ENOUGH, OF_SENTENCES
from quotes.text.questions import kept_words, left_out

WORDS, OPERATORS = "words", "operators"
READINGS = (WORDS, OPERATORS)
LEAST = 3
"""Words of the shortest sentence; of a shorter query, capital AND, OR and NOT are operators."""
LEAST_SHOUTED = 5
"""The same where all is in capitals."""

_QUOTES = '"“”„‟«»＂'
_QUOTED = regex.compile(rf"[{_QUOTES}][^{_QUOTES}]*(?:[{_QUOTES}]|\Z)")
_SHOUTED = regex.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)")
_SYNTAX = regex.compile(r"(?<!\S)[-−+][^\s\d]|(?<!\S)[|&](?!\S)|\w\*(?!\S)")
_SENTENCE_ENDS = regex.compile(r"[.!?…][\"”’'»)]*\s*$|[,;:—–]\s")


def read(text: str, fields: frozenset[str] = FIELDS, reading: str = "") -> Query:
    """Read a query as it is most likely meant, or in the `reading` asked for. Never raises."""
    if reading == WORDS:
        return parse(text, fields, operators=False)
    query = parse(text, fields)
    if reading == OPERATORS:
        return query
    shouted = list(dict.fromkeys(_SHOUTED.findall(_QUOTED.sub(" ", text))))
    explicit = bool(_SYNTAX.search(text)) or not all(map(_is_plain_term, query.clauses))
    if not explicit and (shouted or " –" in text) and _is_sentence(text):
        return _as_sentence(parse(text, fields, operators=False), shouted)
    if shouted:
        return query if explicit or len(text.split()) <= LEAST else _as_operators(query, shouted)
    return query if explicit else _without_question(query, text, fields)


def _is_plain_term(clause: Clause) -> bool:
    return all(isinstance(term, Word | Phrase) for term in clause.terms)


def _is_sentence(text: str) -> bool:
    """Whether words in capitals are shouted, and no operators."""
    words = text.split()
    if not any(letter.islower() for letter in text):
        return len(words) >= LEAST_SHOUTED
    if len(words) < LEAST:
        return False
    folded = {fold(word) for word in words if word not in ("AND", "OR", "NOT")}
    long = len(words) >= LONG_ENOUGH and folded & IN_LONG_SENTENCES
    return bool(folded & OF_SENTENCES or long or _SENTENCE_ENDS.search(text))


def _as_sentence(query: Query, shouted: list[str]) -> Query:
    if not shouted:
        return query
    was, it = (
        ("words", "them as operators") if len(shouted) > 1 else ("a word", "it as an operator")
    )
    said = f"Read as a sentence: {_listed(shouted)} searched for as {was}."
    return replace(query, reading=Reading(said, OPERATORS, f"Read {it} instead"))


def _as_operators(query: Query, shouted: list[str]) -> Query:
    many = len(shouted) > 1
    said = f"{_listed(shouted)} read as {'operators' if many else 'an operator'}."
    label = f"Search for {'them as words' if many else 'it as a word'}"
    return replace(query, reading=Reading(said, WORDS, label))


def _listed(shouted: list[str]) -> str:
    quoted = [f"“{word}”" for word in shouted]
    joint = " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
    return f"{joint} {'were' if len(quoted) > 1 else 'was'}"


def _without_question(query: Query, text: str, fields: frozenset[str]) -> Query:
    """The query without the words that are only the asking."""
    if _QUOTED.search(text) or not all(len(clause.terms) == 1 for clause in query.clauses):
        return query
    pieces = [piece for piece in text.split() if analyse(piece)]
    words = [trimmed(piece) for piece in pieces]
    kept = kept_words(words)
    if len(kept) == len(words):
        return query
    searched = " ".join(words[place] for place in kept)
    said = f"Searched for “{searched}” without “{left_out(words, kept)}”."
    reading = Reading(said, WORDS, "Search for all the words as typed")
    return replace(parse(" ".join(pieces[place] for place in kept), fields), reading=reading)
