"""Lists of speakers, sources, topics and corrections can be filtered."""

import datetime as dt
import re

import pytest

from quotes.editorial import workflow
from quotes.models import Speaker, Topic
from quotes.public.listing.pagination import ID_BITS
from quotes.transfer.seed import seed
from sources.models import Source
from tests.cast import amended_openly

pytestmark = pytest.mark.django_db


def titles(client, url) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200
    return [entry["source"].title for entry in answer.context["sources"]]


def names(client, url) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200
    return [e["speaker"].name for _, entries in answer.context["groups"] for e in entries]


HEADLINE = "Mayor promises ferry pier by May"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("publisher=quayside+COURIER", True),
        ("published_from=2025-03-04&published_to=2025-03-04", True),
        ("published_from=2025-03-05", False),
        ("published_to=2025-03-03", False),
    ],
)
def test_articles_are_filtered_by_publisher_and_day(client, published_quote, given, found):
    assert titles(client, f"/articles/?{given}") == ([HEADLINE] if found else [])


def test_sources_are_filtered_by_kind(client):
    seed()
    assert titles(client, "/sources/?kind=post&kind=document") == titles(client, "/sources/")
    assert titles(client, "/sources/?kind=audio") == []
    kinds = {entry["source"].kind for entry in client.get("/sources/?kind=post").context["sources"]}
    assert kinds == {Source.Kind.POST}


def test_a_filter_is_kept_from_page_to_page(client, published_quote):
    after = dt.date(2025, 3, 5).toordinal() << ID_BITS
    page = client.get(f"/articles/?publisher=Quayside+Courier&after={after}").context["page"]
    assert page.newer.startswith("?publisher=Quayside+Courier&before=")


def test_topics_are_filtered_by_the_words_of_their_name(freely, client, published_quote):
    for name in ("Études du port", "Harbour budget"):
        published_quote.topics.add(Topic.objects.create(name=name))
    for typed, found in {
        "etudes PORT": ["Études du port"],
        "budget études": [],
        "arbour": [],
        "…": ["Harbour budget", "Études du port"],
    }.items():
        rows = client.get("/topics/", {"q": typed}).context["topics"]
        assert {row["topic"].name for row in rows} == set(found)


def test_corrections_are_filtered_by_kind(client, published_quote, ed, superuser):
    amended_openly(
        published_quote, medium="council chamber", kind="correction", reason="The place was wrong."
    )
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    for kind, labels in (("withdrawal", ["Withdrawal"]), ("update", [])):
        changes = client.get(f"/corrections/?kind={kind}").context["changes"]
        assert [entry["change"].label for entry in changes] == labels


def test_speakers_are_filtered_by_kind_with_the_letters_that_are_left(client):
    seed()
    groups = names(client, "/speakers/?kind=organisation&kind=group")
    assert "Hamas" in groups
    assert "Donald Trump" not in groups
    answer = client.get("/speakers/?kind=person")
    assert answer.context["total"] == len(names(client, "/speakers/?kind=person"))
    assert answer.context["letters"] == ["H", "L", "T"]
    assert "C" not in answer.context["letters"]
    assert "?kind=person&amp;letter=T" in answer.content.decode()


def test_a_speaker_without_a_published_quote_is_filtered_too(
    freely, client, published_quote, councillor, ed
):
    council = Speaker.objects.create(name="Northport council", kind="organisation")
    Speaker.objects.filter(pk=councillor.pk).update(part_of=council)
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    assert names(client, "/speakers/?kind=organisation") == ["Northport council"]
    assert names(client, "/speakers/?kind=office") == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/speakers/?kind=ghost", "“ghost” isn’t a kind of speaker. Choose one from the list."),
        ("/articles/?publisher=Nobody", "No publisher “Nobody” is in the record."),
        ("/articles/?published_from=yesterday", "Give a day as year-month-day"),
        ("/sources/?kind=article", "“article” isn’t a kind of source."),
        ("/topics/?q=" + "a" * 20_000, "That is 20000 characters. Shorten it to"),
        ("/corrections/?kind=submitted", "“submitted” isn’t a kind of correction."),
    ],
)
def test_a_value_that_no_filter_has_is_answered_with_a_sentence(
    client, published_quote, url, sentence
):
    answer = client.get(url)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "Nils Aster" not in answer.content.decode()


def test_a_filtered_list_is_left_out_of_search_engines(client, published_quote):
    noindex = '<meta name="robots" content="noindex, follow">'
    for url in ("/articles/?published_from=2025-01-01", "/speakers/?kind=person"):
        assert noindex in client.get(url).content.decode()
        assert noindex not in client.get(url.partition("?")[0]).content.decode()


@pytest.mark.parametrize("name", ["speakers", "articles", "sources", "topics", "corrections"])
def test_no_form_of_a_list_has_a_choice_for_each_row(client, publish_many, name):
    publish_many(2)
    page = client.get(f"/{name}/").content.decode()
    assert "<summary>Filter</summary>" in page
    assert "<select" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/quotes/",
        "/quotes/?kind=partial",
        "/speakers/",
        "/articles/",
        "/sources/",
        "/topics/",
        "/corrections/",
    ],
)
def test_what_a_link_says_has_the_focus_is_there_and_can_have_it(client, address):
    seed()
    html = client.get(address).content.decode()
    places = set(re.findall(r'(?:href|action)="[^"#]*#(count|results)"', html))
    assert places
    for place in places:
        assert len(re.findall(rf'<[^>]* id="{place}" tabindex="-1"', html)) == 1, place


def test_turning_the_pages_of_one_speaker_or_topic_leads_to_its_quotes(
    client, publish_many, mayor, topic
):
    publish_many(25)
    for page in (f"/speakers/{mayor.pk}/", f"/topics/{topic.pk}/"):
        html = client.get(page, follow=True).content.decode()
        assert re.search(r'rel="next" href="[^"#]+#results"', html), page
        assert len(re.findall(r'<[^>]* id="results" tabindex="-1"', html)) == 1, page
