"""Which words of a text match a query, so that a page can mark them.

Spans are given, never markup: the template cuts the text at them and escapes the pieces,
so a mark can't be broken by what the text holds.
"""

from collections.abc import Iterable

from quotes.text.analyser import Token, analyse, stems_apply, tokens_of
from quotes.text.query import Phrase, Prefix, Query, Word
from quotes.text.word_forms import forms_of_run, primary_tag


def hits(text: str, query: Query, language: str = "") -> list[tuple[int, int]]:
    """Spans ``[start, end)`` in code points that match the query's words and phrases.

    In order and not overlapping. ``language`` is that of the text, as for ``analyse``.
    """
    return Highlighter(query).hits(text, language)


class Highlighter:
    """Finds a query's words in one text after another, caching its decision on each word."""

    def __init__(self, query: Query) -> None:
        terms = list(query.terms())
        self.phrases = [term for term in terms if isinstance(term, Phrase)]
        self.beginnings = tuple(term.term for term in terms if isinstance(term, Prefix))
        tokens = [term.token for term in terms if isinstance(term, Word)]
        self.wanted = {form for token in tokens for form in (token.stem, token.term)}
        self.wanted |= {form for term in terms if isinstance(term, Word) for form in term.bare}
        self.wanted |= {phrase.joined for phrase in self.phrases if phrase.joined}
        # Neither folding nor stemming touches the first letter of a plain word.
        self.initials = {form[:1] for form in (*self.wanted, *self.beginnings)}
        self.decided: dict[str, dict[str, list[tuple[int, int]]]] = {}

    def hits(self, text: str, language: str = "") -> list[tuple[int, int]]:
        """As the function of this name."""
        found = self._of_words(text, language) if self.wanted or self.beginnings else []
        if self.phrases:
            tokens = analyse(text, language)
            found += [span for term in self.phrases for span in _phrase_spans(term.terms, tokens)]
        return _merged(found)

    def _of_words(self, text: str, language: str) -> list[tuple[int, int]]:
        tag = primary_tag(language)
        decided = self.decided.setdefault(tag, {})
        found, at = [], 0
        for run in text.split(" "):
            if run[:1].lower() in self.initials or not (run.isascii() and run.isalpha()):
                if run not in decided:
                    decided[run] = self._in_run(run, tag)
                for start, end in decided[run]:
                    found.append((at + start, at + end))
            at += len(run) + 1
        return found

    def _in_run(self, run: str, language: str) -> list[tuple[int, int]]:
        """The hits in a text without spaces."""
        found = [
            (start, end)
            for term, stem, start, end in tokens_of(run, stems_apply(language))
            if stem in self.wanted or (self.beginnings and term.startswith(self.beginnings))
        ]
        further = forms_of_run(run, language)
        return found + [(start, end) for form, start, end in further if form in self.wanted]


def _phrase_spans(wanted: tuple[str, ...], tokens: list[Token]) -> list[tuple[int, int]]:
    size = len(wanted)
    terms = tuple(token.term for token in tokens)
    return [
        (tokens[at].start, tokens[at + size - 1].end)
        for at in range(len(terms) - size + 1)
        if terms[at : at + size] == wanted
    ]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
