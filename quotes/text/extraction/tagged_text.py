"""A text with its quoted spans, its words and their classes, and its sentences.

The words between quotation marks are masked: whoever speaks is named outside them. A quoted span
counts as one word of class Q, so that a sentence's shape is a short string such as `Q,NNV.`.
"""

import re

from django.utils.functional import cached_property

from quotes.text.extraction.lexicon.people import FEMALE_NAMES, MALE_NAMES
from quotes.text.extraction.lexicon.verbs import FORMS, NOUN_FORMS, TRAITS
from quotes.text.extraction.lexicon.words import (
    ABBREVIATIONS,
    CLASS,
    ENGLISH,
    INITIAL,
    NOT_ADVERBS,
    SPEAKING_NOUNS,
)
from quotes.text.extraction.readable_spans import readable_spans
from quotes.text.quotation_marks import QuotedSpan

MASK, MASKED = "\x02", "\x03"
WORD_LIMIT = 250_000  # an English text of 1.2 MB; what lies beyond keeps its quoted spans only
_TOKEN = re.compile(
    r"\x02\x03*"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s+[A-Z])"
    r"|[^\W\d_][^\W_]*(?:[-'’][^\W_]+){0,6}(?:(?<=s)['’](?=\s))?"
    r"|\$?\d+(?:[.,:]\d+)*[-\w%]*"
    r"|\n+|[^\w\s]|_+"
)
SPAN_LIMIT = 25_000
_CUE_BEHIND = re.compile(r"(?:P|D?[NnG.]{1,4})[AR]?V|[—–―-]N{1,4}[.,]?(?:¶|$)")
_OWN_QUOTE = re.compile(r"(?:P|D?[NnG.]{1,4})[AR]?VR?[,:]Q")
_SHORT_CUE = re.compile(r"(?:N\.)?N{1,3}V(?:[.,¶]|$)|[—–―-]N{1,4}[.,]?(?:¶|$)")
SENTENCE_LIMIT = 160  # words; a longer run is cut, so that work per sentence stays bounded
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ul|ad|ar|as|az|bin|ibn)-[A-Z]")
_TERMINAL = frozenset(".?!…。！？؟")
_CLOSING = frozenset(")]”’\"'»")
_LINE = re.compile(r"[^\n]\n(?=[^\n])")
_WRAPPED = re.compile(r"[\w,]\n(?=[a-z])")


class TaggedText:
    """A text, masked, cut into classed words and sentences (ranges of words)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quoted_spans = readable_spans(text)
        self.masked = _mask(text, self.quoted_spans)
        self.words: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.span_at: dict[int, int] = {}
        self._cut_words()
        self.tags = self._classify()
        self.sentences = self._cut_sentences()

    @cached_property
    def lowercase(self) -> frozenset[str]:
        """Words that the text itself writes small: a capital at a sentence's start proves little."""
        return frozenset(re.findall(r"(?<![^\s(\"“‘])[a-z][a-z'’-]+", self.text))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Words behind a given name: with “Ines Jolly” in the text, “Jolly” is no adverb."""
        given = MALE_NAMES | FEMALE_NAMES
        pairs = re.findall(r"\b([A-Z][a-z]+) (?=([A-Z][a-z]+)\b)", self.text)
        return frozenset(last.lower() for first, last in pairs if first.lower() in given)

    @property
    def is_english(self) -> bool:
        """Whether enough of the words are the small words of English."""
        words = sum(word[0].isalpha() for word in self.words[:4000])
        small = sum(word in ENGLISH for word in self.low[:4000])
        if words and not any(word[0].isascii() and word[0].isalpha() for word in self.words[:4000]):
            return False
        if words < 12:
            return words < 4 or any(word in ENGLISH or word in FORMS for word in self.low)
        return small * 12 >= words

    def tail(self, quoted: int) -> str:
        """The last character within a quoted span, white space aside: “…,” ends in a comma."""
        found = self.quoted_spans[quoted]
        end = found.end
        while end > found.start and self.text[end - 1] in " \t\n'’)":
            end -= 1
        return self.text[end - 1 : end]

    def _cut_words(self) -> None:
        quoted = 0
        wrapped = _is_wrapped(self.masked)
        for count, token in enumerate(_TOKEN.finditer(self.masked)):
            word = token.group()
            first = word[0]
            if first == "\n" and wrapped and len(word) == 1:
                continue
            if count >= WORD_LIMIT or quoted >= SPAN_LIMIT:
                break
            if first == MASK:
                self.span_at[len(self.words)] = quoted
                quoted += 1
            self.words.append(word)
            self.start.append(token.start())
            self.end.append(token.end())
        self.low = [word.lower().replace("’", "'") for word in self.words]

    def _classify(self) -> str:
        tags: list[str] = []
        before = "¶"
        low = self.low
        for i, word in enumerate(self.words):
            before = self._tag(i, word, low[i], before)
            tags.append(before)
        for i in range(len(tags) - 1):
            if tags[i] == "v":
                tags[i] = _noun_or_verb(tags, i, low)
            elif tags[i] == "E" and tags[i + 1] == "V" and self.words[i][0].isupper():
                tags[i] = "N"  # a name such as Sperling
        if tags and tags[-1] == "v":
            tags[-1] = "n"
        return "".join(tags)

    def _tag(self, i: int, word: str, low: str, before: str) -> str:
        first = word[0]
        if first == MASK:
            return "Q"
        if first == "\n":
            return "¶"
        if not first.isalpha():
            return "#" if first.isdigit() or first == "$" else (first if first != "_" else "-")
        if first.isupper():
            return self._tag_capital(i, word, low, before)
        known = CLASS.get(low)
        if known is not None:
            return known
        if _ARABIC_ARTICLE.match(word):
            return "G" if low.endswith("'s") else "N"
        if low in FORMS:
            return "v" if low in NOUN_FORMS else "V"
        if low.endswith(("'s", "s'")):
            return "g"
        if low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS:
            return "R"
        return "E" if low.endswith(("ing", "ed")) and len(low) > 4 else "n"

    def _tag_capital(self, i: int, word: str, low: str, before: str) -> str:
        known = CLASS.get(low)
        if known and low in self.surnames and self._is_surname(i):
            return "N"
        initial = before in "¶.?!:Q…-—–―(" and not (before == "." and self._abbreviates(i - 1))
        if (
            known is not None
            and (initial or known in "PDICSTWO")
            and word not in ("US", "IT", "Will", "May")
        ):
            return known
        if low.endswith(("'s", "s'")):
            return "G"
        if initial and len(word) > 1 and low not in self.surnames:
            if low in FORMS and low not in NOUN_FORMS and word[1:].islower():
                return "V"
            if low in SPEAKING_NOUNS and low in self.lowercase:
                return "n"
            if low in self.lowercase and not low.endswith("."):
                return "E" if low.endswith(("ing", "ed")) else "n"
            if low.endswith("ly") and low not in NOT_ADVERBS and low not in FEMALE_NAMES:
                return "R"
            if low.endswith("ing") and len(low) >= 5 and low not in MALE_NAMES:
                return "E"
            if low in INITIAL:
                return "n"
        return "N"

    def _is_surname(self, i: int) -> bool:
        """“Leo From”, “From said”: a small word that is somebody's name, by the word beside it."""
        before = self.low[i - 1] if i else ""
        named = before in MALE_NAMES or before in FEMALE_NAMES
        return named or self.low[i + 1 : i + 2] in (["said"], ["says"])

    def _cut_sentences(self) -> list[tuple[int, int]]:
        sentences: list[tuple[int, int]] = []
        first, size, tags = 0, len(self.words), self.tags
        for i in range(size):
            if not self._ends_sentence(i, first, size):
                continue
            stop = i + 1
            if tags[i] == "¶":
                if i > first:
                    sentences.append((first, i))
                first = stop
            elif stop < size and tags[stop] in _CLOSING:
                continue
            else:
                sentences.append((first, stop))
                first = stop
        if first < size:
            sentences.append((first, size))
        return sentences

    def _ends_sentence(self, i: int, first: int, size: int) -> bool:
        tag = self.tags[i]
        if tag == "¶" or i + 1 >= size or i + 1 - first >= SENTENCE_LIMIT:
            return True
        if tag in _TERMINAL:
            return (
                self.end[i] != self.start[i + 1]
                and self._starts_sentence(i + 1)
                and not (tag == "." and self._abbreviates(i))
            )
        if tag in _CLOSING:
            return i > 0 and self.tags[i - 1] in _TERMINAL and self._starts_sentence(i + 1)
        return tag == "Q" and self._quote_ends_sentence(i)

    def _starts_sentence(self, i: int) -> bool:
        tag = self.tags[i]
        if tag in ",;:":
            return False
        if tag in "Q¶(#[—–-" or tag in _CLOSING:
            return True
        first = self.words[i][0]
        return not first.isalpha() or not first.islower()

    def _abbreviates(self, i: int) -> bool:
        if i == 0 or self.end[i - 1] != self.start[i]:
            return False
        return self.low[i - 1] in ABBREVIATIONS and self.words[i - 1][0].isupper()

    def _quote_ends_sentence(self, i: int) -> bool:
        tail = self.tail(self.span_at[i])
        if tail not in _TERMINAL or not self._starts_sentence(i + 1):
            return False
        following = self.tags[i + 1 : i + 12]
        if tail == ".":
            return _SHORT_CUE.match(following) is None or _OWN_QUOTE.match(following) is not None
        if (
            following[:1] in ("P", "D")
            and self.words[i + 1][0].isupper()
            and self.low[i + 1] != "i"
        ):
            return True  # “Why now?” He laughed.
        return _CUE_BEHIND.match(following[:8]) is None


def _noun_or_verb(tags: list[str], i: int, low: list[str]) -> str:
    """Tell “he claims that …” from “his claims”, by the words beside."""
    before = tags[i - 1] if i else "¶"
    after = tags[i + 1]
    if before in "AOPW" or (before == "R" and i > 1 and tags[i - 2] in "NPnAOW)"):
        return "V"
    if before in "DGgI#vE":
        return "n"
    if before == "Q":
        return "V" if after in "NPD" else "n"
    form = FORMS[low[i]][1]
    if low[i] == "press" and after == "n":
        return "n"  # “White House press secretary Jo Lee”
    if before in "Nn" and _opens_after_quote(tags, i):
        return "V"
    if before in "N)," and form in ("present", "past", "ing"):
        return "V" if after in "TPDQNn:,IOAR" or form == "past" else "n"
    if before == "n" and after == "O" and "o" in TRAITS[FORMS[low[i]][0]]:
        return "V"
    if before in "nC":
        return (
            "V" if after in "TP" or (before == "C" and after in "QDN" and form != "base") else "n"
        )
    return "n"


def _opens_after_quote(tags: list[str], i: int) -> bool:
    """Whether there is only a name between a quote and this word: “…,” Ruiz notes."""
    at = i - 1
    while at > 0 and i - at < 8 and tags[at] in "NnDI":
        at -= 1
    return tags[at] == "Q" and tags[at + 1] in "ND"


def _is_wrapped(text: str) -> bool:
    """Whether single line breaks only wrap lines, as in a plain e-mail."""
    breaks = len(_LINE.findall(text))
    return breaks >= 3 and len(_WRAPPED.findall(text)) * 2 > breaks


def _mask(text: str, quoted_spans: list[QuotedSpan]) -> str:
    if MASK in text or MASKED in text:
        text = text.replace(MASK, " ").replace(MASKED, " ")
    parts: list[str] = []
    here = 0
    for quoted in quoted_spans:
        parts.append(text[here : quoted.outer_start])
        parts.append(MASK + MASKED * (quoted.outer_end - quoted.outer_start - 1))
        here = quoted.outer_end
    parts.append(text[here:])
    return "".join(parts)
