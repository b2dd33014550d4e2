"""The list of quotes: what it finds, how it turns its pages, what it says of bad addresses."""

import re

import pytest

from quotes.editorial import workflow
from quotes.models import Quote, SpeakerName
from quotes.transfer.seed import seed

pytestmark = pytest.mark.django_db


def page(client, query="", status=200):
    response = client.get(f"/quotes/{query}")
    assert response.status_code == status
    return response


def listed(response):
    return [quote.pk for quote in response.context["listing"].quotes]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Trump", "urged|MOVE FAST|monitor"),
        ("al-Hayya", "its arrival in Sharm"),
        ("hayya", "its arrival in Sharm"),
        ("Lapid", "safety net"),
        ('"move fast"', "MOVE FAST"),
        ("dooming", "dooming the deal"),
        ("Hamas source", "dooming the deal"),
    ],
)
def test_what_a_newcomer_types_finds_the_quote(client, typed, words):
    seed()
    found = Quote.objects.filter(pk__in=listed(page(client, f"?q={typed}")))
    assert any(re.search(words, quote.words) for quote in found)


def test_a_speakers_name_in_the_box_suggests_the_speaker(client):
    seed()
    response = page(client, "?q=hayya")
    assert [o.speaker.name for o in response.context["listing"].suggestions] == ["Khalil al-Hayya"]
    assert "/khalil-al-hayya/" in response.content.decode()


def test_only_published_quotes_are_listed(client, published_quote, draft_quote):
    assert listed(page(client)) == [published_quote.pk]


def test_a_withdrawn_quote_leaves_the_list(client, published_quote, ed):
    workflow.withdraw(published_quote, by=ed, reason="It was never said.")
    assert listed(page(client)) == []


def test_a_speaker_is_filtered_by_number_and_by_any_name(
    freely, client, published_quote, councillor
):
    SpeakerName.objects.create(speaker=councillor, name="Нильс Астер")
    for given in (councillor.pk, "nils aster", "Aster", "Нильс Астер"):
        assert listed(page(client, f"?speaker={given}")) == [published_quote.pk]


def test_a_name_in_the_search_box_finds_any_part_in_an_attribution(client):
    seed()
    response = page(client, "?q=Channel 12")
    relations = {
        party.relation
        for card in response.context["listing"].quotes
        for party in card.parties
        if party.name == "Channel 12"
    }
    assert relations == {"voice", "told"}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("kind=direct", True),
        ("kind=paraphrase", False),
        ("kind=paraphrase&kind=direct", True),
        ("publisher=Quayside Courier", True),
        ("review=unchecked", True),
        ("review=confirmed", False),
        ("language=en", True),
        ("language=ar", False),
        ("said_from=2025-03-04&said_to=2025-03-04", True),
        ("said_from=2025-03-05", False),
        ("said_to=2025-03-03", False),
        ("q=money", True),
        ("q=money&kind=paraphrase", False),
        ("nothing=known&utm_source=x", True),
    ],
)
def test_each_filter_filters_the_list(client, published_quote, given, found):
    assert bool(listed(page(client, f"?{given}"))) is found


def test_a_topic_filters_by_number_and_name(client, submitted_quote, published_quote, topic, ed):
    workflow.publish(submitted_quote, by=ed)
    assert listed(page(client, f"?topic={topic.pk}")) == [submitted_quote.pk]
    assert listed(page(client, f"?topic={topic.name}")) == [submitted_quote.pk]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("speaker=Nobody Known", "No speaker “Nobody Known” is in the record."),
        ("speaker=999", "No speaker “999” is in the record."),
        ("speaker=99999999999999999999999", "is in the record."),
        ("publisher=The Moon", "No publisher “The Moon” is in the record."),
        ("topic=9", "No topic “9” is in the record."),
        ("kind=shouted", "“shouted” isn’t a kind of quote. Choose one from the list."),
        ("review=true", "“true” isn’t a verdict. Choose one from the list."),
        ("said_from=yesterday", "Give a day as year-month-day"),
        ("said_to=0000-01-01", "Give a day as year-month-day"),
        ("order=random", "newest first or best matches first"),
        ("language=english!", "Give a language code"),
        ("after=x", "Go to the first page"),
        ("after=-1", "Go to the first page"),
        ("after=1&before=2", "Go to the first page"),
        ("after=" + "9" * 400, "Go to the first page"),
        ("q=" + "a" * 10_000, "That is 10000 characters. Shorten it to 1000."),
        ("q=a%07b", "The address contains a control character."),
        ("language=%1b", "The address contains a control character."),
    ],
)
def test_what_cannot_be_answered_gets_a_sentence(client, published_quote, given, sentence):
    response = page(client, f"?{given}", status=400)
    assert sentence in response.content.decode()
    assert listed(response) == []


@pytest.mark.parametrize("given", ["q=%ed%a0%80", "q=%ff", "q=-", 'q="', "q=*", "after=0", "q=%F0"])
def test_odd_input_is_no_error(client, published_quote, given):
    page(client, f"?{given}")


def test_a_nul_in_the_address_is_refused_with_a_sentence(client):
    assert b"contains a NUL character" in page(client, "?q=a%00b", status=400).content


def test_what_was_typed_is_kept_beside_the_sentence(client):
    html = page(client, "?q=pier&speaker=Nobody Known", status=400).content.decode()
    assert 'value="pier"' in html
    assert 'value="Nobody Known"' in html


def test_a_draft_speaker_is_answered_as_one_that_does_not_exist(client, draft_quote, mayor):
    for given in (mayor.pk, "Petra Oduya"):
        [sentence] = page(client, f"?speaker={given}", status=400).context["listing"].sentences
        assert sentence.startswith(f"No speaker “{given}” is in the record.")


def test_pages_turn_both_ways_and_keep_the_query(client, publish_many):
    publish_many(45)
    first = page(client, "?q=pier&kind=direct")
    seen, response = [listed(first)], first
    while older := response.context["listing"].page.older:
        assert "q=pier" in older
        assert "kind=direct" in older
        response = page(client, older)
        seen.append(listed(response))
    assert [len(ids) for ids in seen] == [20, 20, 5]
    assert len({pk for ids in seen for pk in ids}) == 45
    back = page(client, response.context["listing"].page.newer)
    assert listed(back) == seen[1]
    assert listed(page(client, back.context["listing"].page.newer)) == seen[0]


def test_the_list_costs_the_same_queries_for_ten_quotes_and_for_many(
    client, publish_many, django_assert_max_num_queries
):
    publish_many(1)
    page(client)
    with django_assert_max_num_queries(30) as few:
        page(client)
    publish_many(30)
    with django_assert_max_num_queries(30) as many:
        page(client)
    assert len(few) == len(many)


def facet(response, name):
    found = {f.name: f.choices for f in response.context["listing"].facets}
    return {choice.label: choice for choice in found[name]}


def test_what_is_found_divides_with_counts_of_published_quotes_only(
    client, publish_many, published_quote, draft_quote
):
    publish_many(2)
    response = page(client, "?kind=direct")
    assert {label: c.count for label, c in facet(response, "speaker").items()} == {
        "Petra Oduya (mayor of Northport)": 2,
        "Nils Aster": 1,
    }
    assert facet(response, "year")["2025"].count == 3


def test_a_facet_ticks_and_unticks_itself_and_keeps_the_rest(client, publish_many, mayor):
    publish_many(1)
    [choice] = facet(page(client, "?q=pier"), "speaker").values()
    assert choice.url == f"?q=pier&speaker={mayor.pk}"
    [ticked] = facet(page(client, choice.url), "speaker").values()
    assert ticked.chosen
    assert ticked.url == "?q=pier"
    year = facet(page(client, "?q=pier"), "year")["2025"]
    assert listed(page(client, year.url))


def test_an_empty_result_suggests_what_would_find_something(client, publish_many):
    publish_many(1)
    response = page(client, "?q=pier+zeppelin")
    assert listed(response) == []
    [(attempt, url)] = response.context["listing"].attempts
    assert attempt.count.number == 1
    assert listed(page(client, url))


def test_a_filter_typed_in_the_box_that_nothing_answers_is_said(client, published_quote):
    assert (
        "No speaker “nobody” is in the record" in page(client, "?q=speaker:nobody").content.decode()
    )


def test_best_matches_can_be_first(client, published_quote):
    assert listed(page(client, "?q=money&order=best")) == [published_quote.pk]


def test_a_query_of_words_can_be_sorted_either_way_beside_its_count(client, published_quote):
    counted = re.compile(r"<p[^>]* data-count>(.*?)</p>", re.DOTALL)
    by_day = counted.search(page(client, "?q=Aster").content.decode())[1]
    assert '<b aria-current="true">newest first</b>' in by_day
    assert 'href="?q=Aster&amp;order=best#count" data-swap>best matches first</a>' in by_day
    by_match = counted.search(page(client, "?q=Aster&order=best").content.decode())[1]
    assert '<b aria-current="true">best matches first</b>' in by_match
    assert 'href="?q=Aster#count" data-swap>newest first</a>' in by_match
    assert "best" not in counted.search(page(client).content.decode())[1]


def test_applying_filters_keeps_the_order(client, published_quote):
    kept = '<input type="hidden" name="order" value="best">'
    assert kept in page(client, "?q=Aster&order=best").content.decode()
    assert 'name="order"' not in page(client, "?q=Aster").content.decode()
    # Of an order that there isn't, nothing is kept; beside another fault, the order is.
    assert 'name="order"' not in page(client, "?q=Aster&order=worst", 400).content.decode()
    assert kept in page(client, "?q=Aster&order=best&said_from=soon", 400).content.decode()


def test_a_question_says_what_it_left_out_and_leads_to_all_the_words(client, published_quote):
    said = "Searched for “Aster money” without “what did … say about the”."
    address = "?q=what+did+Aster+say+about+the+money"
    response = page(client, address)
    assert listed(response) == [published_quote.pk]
    assert said in response.content.decode()
    link = re.search(
        r'<a href="([^"]*)" data-swap>Search for all the words as typed', response.content.decode()
    )
    assert link[1] == f"{address}&amp;read=words#count"
    typed = page(client, f"{address}&read=words")
    assert listed(typed) == [] and said not in typed.content.decode()
    assert '<input type="hidden" name="read" value="words">' in typed.content.decode()
    assert client.get(f"/quotes.json{address}").json()["notes"] == [said]


def test_a_shouted_word_says_how_it_was_read_and_leads_to_the_other_reading(
    client, published_quote
):
    answer = page(client, "?q=Aster+denied+that+there+is+NOT+money").content.decode()
    assert "Read as a sentence: “NOT” was searched for as a word." in answer
    assert '&amp;read=operators#count" data-swap>Read it as an operator instead</a>' in answer
    answer = page(client, "?q=harbour+pier+NOT+ferry").content.decode()
    assert "“NOT” was read as an operator." in answer
    assert '&amp;read=words#count" data-swap>Search for it as a word</a>' in answer


def test_a_way_of_reading_that_there_isn_t_is_refused_with_a_sentence(client):
    answer = page(client, "?q=x&read=tea", 400).content.decode()
    assert "Words can be read as words alone or with operators (words or operators)." in answer
