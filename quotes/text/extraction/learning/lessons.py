"""The cases that annotated articles teach: for each question, features with the right answer."""

from dataclasses import dataclass, field

from quotes.text.extraction.candidates import Candidate
from quotes.text.extraction.extractor import Extractor
from quotes.text.extraction.features import quotation_features, span_features
from quotes.text.extraction.learned import Learned
from quotes.text.extraction.learning.corpus import Annotation, Article, Span
from quotes.text.extraction.learning.regression import Case, Choice
from quotes.text.extraction.lexicon.people import SUFFIXES
from quotes.text.extraction.proposals import Mention
from quotes.text.extraction.tagged_text import TaggedText

_PRONOUNS = frozenset("he she they i we it who him her them you his that which".split())
SAME = 0.5  # two spans are one when they share half of the letters that either has


def letters(text: str, spans: list[Span]) -> set[int]:
    """Where the letters and digits of some spans are: marks and spaces never matter."""
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


class Gold:
    """What the annotators found in one article, by its quoted spans."""

    def __init__(self, article: Article) -> None:
        self.article, self.text = article, article.text
        self.quoted = [
            (letters(self.text, [span]), annotation)
            for annotation in article.annotations
            for span in annotation.quoted
        ]

    def at(self, tagged: TaggedText, quote: int) -> Annotation | None:
        """The annotation that one quoted span of ours belongs to."""
        span = tagged.quoted_spans[tagged.span_at[quote]]
        here = letters(self.text, [(span.start, span.end)])
        return next((found for there, found in self.quoted if overlap(here, there) >= SAME), None)

    def has_extent(self, tagged: TaggedText, candidate: Candidate, annotation: Annotation) -> bool:
        """Whether a candidate has about the words that the annotators took for one quote."""
        ours = [(tagged.start[first], tagged.end[stop - 1]) for first, stop in candidate.ranges]
        theirs = letters(self.text, annotation.content)
        return overlap(letters(self.text, ours), theirs) >= SAME

    def meant_by(self, offset: int) -> str:
        """The name of whom a pronoun means, where it was settled."""
        span = self.article.meant.get(offset)
        return self.text[slice(*span)].removesuffix("’s").removesuffix("'s") if span else ""

    def is_voice(self, voice: Mention, annotation: Annotation) -> bool:
        """Whether a voice is the annotated source: by name where there is one, else by place."""
        touches = any(voice.start < end and start < voice.end for start, end in annotation.source)
        source = " ".join(self.text[start:end] for start, end in annotation.source)
        meant = self.meant_by(annotation.source[0][0]) if annotation.source else ""
        if meant:
            return is_named(voice.name or self.text[voice.start : voice.end], meant)
        if voice.kind != "person" or source.lower() in _PRONOUNS:
            return touches
        return voice.name.split()[-1] in source


def is_named(ours: str, theirs: str) -> bool:
    """Whether two names are one person's: the same surname, and first names that begin alike."""
    last = [w for w in theirs.replace(",", "").split() if w.lower().rstrip(".") not in SUFFIXES]
    named = ours.split()
    alone = len(named) < 2 or len(last) < 2
    return bool(last) and last[-1] in named and (alone or last[0][:1] == named[0][:1])


def possible_cases(article: Article) -> list[Case]:
    """Of each quoted span by itself: is it somebody's words?"""
    tagged, gold = TaggedText(article.text), Gold(article)
    return [
        (span_features(tagged, quote), gold.at(tagged, quote) is not None)
        for quote in tagged.span_at
    ]


@dataclass(slots=True)
class Lesson:
    """What one article teaches about candidates and their voices."""

    pronouns: list[Choice] = field(default_factory=list)
    quotations: list[Case] = field(default_factory=list)
    sure: list[Case] = field(default_factory=list)


def read_lesson(article: Article, learned: Learned) -> Lesson:
    """Read an article with what is learned so far, and compare each candidate with the annotations."""
    reading, gold, lesson = Extractor(article.text, "en", learned), Gold(article), Lesson()
    requested: set[int] = set()
    for candidate in reading.candidates():
        voice = reading.voices.of(candidate)
        if voice is not None and voice.start not in requested:
            requested.add(voice.start)
            if name := gold.meant_by(voice.start):
                weighed = reading.voices.pronouns.weighed
                lesson.pronouns.append(
                    [(features, is_named(person.name, name)) for person, features in weighed]
                )
        if candidate.quotes:
            _read_candidate(reading, candidate, voice, gold, lesson)
    return lesson


def _read_candidate(
    reading: Extractor, candidate: Candidate, voice: Mention | None, gold: Gold, lesson: Lesson
) -> None:
    tagged = reading.tagged
    for quote in candidate.quotes:
        found = gold.at(tagged, quote)
        lesson.quotations.append((quotation_features(tagged, candidate, quote), found is not None))
    if voice is None:
        return
    found = gold.at(tagged, candidate.quotes[0])
    right = found is not None and gold.is_voice(voice, found)
    right = right and found is not None and gold.has_extent(tagged, candidate, found)
    margin = reading.voices.pronouns.margin
    lesson.sure.append((reading.confidence.sure_features(candidate, voice, margin), right))
