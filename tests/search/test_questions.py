"""A question finds its answer, and a pasted sentence its quote, however they are typed."""

import pytest

from quotes.search import Search

pytestmark = pytest.mark.django_db

WORDS = "We won't pay for the harbour's bridge, and we will NOT close the ferry: not in May"


@pytest.mark.parametrize(
    "query",
    [
        "Lund on the bridge",
        "what did Lund say about the bridge",
        "What has Ada Lund said about ferries?",
        "who said we won't pay",
        "quotes by Lund about a bridge",
        "did Lund say we won't pay for the bridge",
        "Lund said",
        "Ada Lund says",
        "what's Lund's view on the ferry",
        "was it Lund who said the ferry will not close",
        "according to Lund",
        "quotes about the ferry",
        WORDS,
        WORDS.upper(),
        f"“{WORDS}.”",
        f'"{WORDS},"',
        f"'{WORDS}'",
        f"«{WORDS}»",
        WORDS.replace("'", "’"),
        WORDS.replace("'", "‛"),
        WORDS.replace("'", "ʼ"),
        WORDS.replace("'", "`"),
        "…and we will NOT close the ferry…",
        '"We won\'t pay ... we will NOT close the ferry"',
        "“We won’t pay for the harbour’s bridge […] not in May”",
        "[…] we will NOT close the ferry, not in May,",
        "the harbour's bridge –and we– will NOT close",
        "bridge/ferry",
        "ferry,bridge,May",
        "bridge + ferry",
    ],
)
def test_it_is_found(publish, query):
    quote = publish(WORDS)
    assert list(Search(query).page.quotes) == [quote.pk]


def test_a_question_answers_with_what_the_speaker_said_alone(publish):
    hers, _ = publish("The bridge stays", "Ada Lund"), publish("The bridge stays", "Tom Hale")
    assert list(Search("what did Lund say about the bridge").page.quotes) == [hers.pk]


def test_a_sentence_that_no_quote_has_suggests_its_telling_words(publish):
    publish(WORDS)
    search = Search(WORDS.replace("NOT", "NEVER"))
    assert not search.page.quotes
    tried = [(one.label, one.count.number) for one in search.attempts]
    assert ("Try only “won't harbour's bridge”", 1) in tried
    search = Search('"will NOT close the ferry" whispered Berg yesterday')
    assert [(one.label, one.count.number) for one in search.attempts] == [
        ("Search for the quoted words alone", 1)
    ]
