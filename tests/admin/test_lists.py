"""The admin's lists: found by any name, in a fixed number of questions to the database."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.editorial import entry
from quotes.models import FactCheck, QuoteLink, Review, Speaker, SpeakerMerge, SpeakerName, Topic
from sources.models import Capture, Source
from tests.admin.filling import signed_in

LIST = "/admin/quotes/quote/"


def add_row(number, capture, jo):
    """One more row in every list, of a source without a headline."""
    source = Source.objects.create(kind="post", added_by=jo)
    text = f"Number {number} said “so it is”."
    post = Capture.objects.create(source=source, text=text, captured_by=jo)
    speaker = Speaker.objects.create(name=f"Speaker {number}")
    party = entry.Party(speaker=speaker, as_named=f"Number {number}")
    quote = entry.enter(post, segments=[(13, 17)], parties=[party], by=jo)
    topic = Topic.objects.create(name=f"Topic {number}")
    quote.topics.add(topic)
    common = {"quote": quote, "quote_revision": 1}
    Review.objects.create(verdict="confirmed", reason="x", reviewed_by=jo, **common)
    quote.evidence.create(quote_revision=1, capture=capture, purpose="primary", linked_by=jo)
    check = {"publisher": "P", "rating": "r", "url": "https://a.example"}
    FactCheck.objects.create(quote=quote, linked_by=jo, **check)
    other = Speaker.objects.create(name=f"Other {number}", part_of=speaker)
    SpeakerMerge.objects.create(kept=speaker, merged=other, reason="x", merged_by=jo)
    QuoteLink.objects.create(
        from_quote=quote,
        to_quote=capture.quotes.get(),
        relation="repeats",
        reason="x",
        linked_by=jo,
    )


@pytest.mark.parametrize(
    "model",
    [
        "quote",
        "speaker",
        "topic",
        "evidence",
        "review",
        "quotelink",
        "factcheck",
        "speakermerge",
    ],
)
def test_a_list_asks_as_many_questions_for_ten_rows_as_for_two(
    model, jo, capture, draft_quote, django_assert_num_queries
):
    desk, url = signed_in(jo), f"/admin/quotes/{model}/"
    for number in range(2):
        add_row(number, capture, jo)
    desk.get(url)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(url).status_code == 200
    for number in range(2, 10):
        add_row(number, capture, jo)
    with django_assert_num_queries(len(few)):
        desk.get(url)


def test_no_list_of_quotes_reads_a_whole_text_or_suggests_every_speaker(jo, draft_quote):
    for number in range(30):
        Speaker.objects.create(name=f"Nobody {number}")
    with CaptureQueriesContext(connection) as requested:
        page = signed_in(jo).get(LIST).content.decode()
    assert "Nobody 7" not in page
    whole = re.compile(r'(?<!SUBSTR\()(?<!SUBSTRING\()"sources_capture"."text"', re.IGNORECASE)
    assert not [query["sql"] for query in requested if whole.search(query["sql"])]


def found(desk, **query):
    return {str(quote) for quote in desk.get(LIST, query).context["cl"].result_list}


def test_quotes_are_found_by_words_and_by_any_name_of_their_speaker(
    jo, draft_quote, published_quote, mayor
):
    SpeakerName.objects.create(speaker=mayor, name="أودويا", language="ar", script="Arab")
    desk, pier, money = signed_in(jo), str(draft_quote), str(published_quote)
    assert found(desk, q="open in May") == {pier}
    assert found(desk, q="Oduya") == {pier}
    assert found(desk, q="أودويا") == {pier}
    assert found(desk, q="aster") == {money}
    assert found(desk, q="nowhere to be found") == set()
    assert found(desk, status__exact="published") == {money}
    assert found(desk, attributions__speaker__id__exact=mayor.pk) == {pier}
    assert found(desk, capture__id__exact=draft_quote.capture_id) == {pier, money}


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 10_000},
        {"q": "\x00"},
        {"q": "“”%_\\"},
        {"status__exact": "burnt"},
        {"capture__id__exact": "abc"},
        {"created_at__year": "99999"},
        {"p": "999"},
        {"o": "x.y"},
        {"nothing": "1"},
    ],
)
@pytest.mark.parametrize("model", ["quotes/quote", "quotes/speaker", "sources/article"])
def test_odd_questions_to_a_list_are_answered(jo, draft_quote, model, query):
    response = signed_in(jo).get(f"/admin/{model}/", query, follow=True)
    assert response.status_code in (200, 400)
