"""The whole recipe: from annotated articles to what ships, step by step.

Each step uses what the steps before have learned, and nothing of what shipped before: the same
articles and the same code give the same numbers, byte for byte.
"""

import json
from dataclasses import asdict
from hashlib import sha256
from itertools import chain

from quotes.text.extraction.learned import Learned
from quotes.text.extraction.learning import corpus
from quotes.text.extraction.learning.corpus import Article
from quotes.text.extraction.learning.extent_choices import read_extents
from quotes.text.extraction.learning.lessons import possible_cases, read_lesson
from quotes.text.extraction.learning.regression import Settings, learn_answers, learn_choices

COMMAND = "python manage.py learn_extraction CORPUS"
SETTINGS = {
    "possible": Settings(often=12, pull=30, rounds=8, rate=0.05, smallest=0.02),
    "start": Settings(often=10, pull=10, rounds=8, rate=0.1, smallest=0.05),
    "end": Settings(often=10, pull=10, rounds=8, rate=0.1, smallest=0.05),
    "pronoun": Settings(often=8, pull=20, rounds=12, rate=0.1, smallest=0.02),
    "quotation": Settings(often=3, pull=150, rounds=8, rate=0.05, smallest=0.02),
    "sure": Settings(often=12, pull=30, rounds=8, rate=0.05, smallest=0.02),
}
THRESHOLDS = {
    "possible": 0.2,  # less likely spans are titles or nicknames, whatever is next to them
    "quotation": 0.65,  # doubted words are left out: on the articles learned from, F1 is flat here
    "quotation without speaker": 0.75,  # and sooner where nobody seems to say them
    "bare quotation marks": 1.0,  # how much better than the mark another boundary must look
    "clear pronoun": 1.0,  # by how much the best person behind “he” must lead the next
    "sure": 0.82,
    "sure with words beside": 0.92,  # words beside the marks may be too many: somebody has to look
}


def learn(articles: list[Article]) -> Learned:
    """Learn everything from these articles."""
    learned = Learned({}, dict(THRESHOLDS), {question: {} for question in SETTINGS})
    counts: dict[str, int] = {}

    possible = list(chain.from_iterable(possible_cases(article) for article in articles))
    learned.weights["possible"] = learn_answers(possible, SETTINGS["possible"])

    seen = [read_extents(article, learned) for article in articles]
    for question, choices in zip(("start", "end"), zip(*seen, strict=True), strict=True):
        every = list(chain.from_iterable(choices))
        counts[question] = len(every)
        learned.weights[question] = learn_choices(every, SETTINGS[question])

    learned.thresholds["possible"] = 0.0  # the rest learns from titles and nicknames, too
    lessons = [read_lesson(article, learned) for article in articles]
    pronouns = list(chain.from_iterable(lesson.pronouns for lesson in lessons))
    learned.weights["pronoun"] = learn_choices(pronouns, SETTINGS["pronoun"])

    lessons = [read_lesson(article, learned) for article in articles]  # now with pronouns resolved
    quotations = list(chain.from_iterable(lesson.quotations for lesson in lessons))
    sure = list(chain.from_iterable(lesson.sure for lesson in lessons))
    learned.weights["quotation"] = learn_answers(quotations, SETTINGS["quotation"])
    learned.weights["sure"] = learn_answers(sure, SETTINGS["sure"])

    learned.thresholds["possible"] = THRESHOLDS["possible"]
    counts |= {"possible": len(possible), "pronoun": len(pronouns)}
    counts |= {"quotation": len(quotations), "sure": len(sure)}
    learned.provenance.update(provenance(articles, counts))
    return learned


def provenance(articles: list[Article], cases: dict[str, int]) -> dict[str, object]:
    """Where the numbers come from: enough to get them again, and to see when they are stale."""
    return {
        "command": COMMAND,
        "corpus": corpus.NAME,
        "address": corpus.ADDRESS,
        "revision": corpus.REVISION,
        "articles": len(articles),
        "pronouns": sha256(corpus.PRONOUNS.read_bytes()).hexdigest(),
        "cases": {question: cases[question] for question in SETTINGS},
        "settings": {question: asdict(settings) for question, settings in SETTINGS.items()},
    }


def written(learned: Learned) -> str:
    """The file that ships: a number a line, so that a change shows what changed."""
    return json.dumps(asdict(learned), ensure_ascii=False, indent=1) + "\n"
