"""The front page; and every list with no quotes, few and many."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from quotes import search
from quotes.editorial import workflow
from quotes.models import Quote
from quotes.public.views import home

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_the_front_page_shows_the_newest_and_who_is_quoted(client, publish_many, mayor, topic):
    publish_many(8)
    context = client.get("/").context
    assert len(context["quotes"]) == 7
    assert [(e["speaker"], e["count"]) for e in context["speakers"]] == [(mayor, 8)]
    assert [(e["topic"], e["count"]) for e in context["topics"]] == [(topic, 8)]


def test_the_front_page_says_what_was_corrected_and_withdrawn_last(client, publish_many, ed):
    published = publish_many(2)
    workflow.withdraw(published[0], by=ed, reason="The article was taken back.")
    changes = client.get("/").context["changes"]
    assert [(c.change.kind, c.url) for c in changes] == [
        ("withdrawal", f"/quotes/{published[0].pk}/")
    ]
    page = client.get("/").content.decode()
    assert "withdrawal. The article was taken back." in page
    assert published[0].pk not in [card.pk for card in client.get("/").context["quotes"]]


def test_what_was_added_last_is_shown_though_others_are_of_newer_days(
    client, publish_many, request, freely
):
    publish_many(7)
    old = request.getfixturevalue("published_quote")
    Quote.objects.filter(pk=old.pk).update(said_from="2019-05-01", said_to="2019-05-01")
    search.refresh(Quote.objects.get(pk=old.pk))
    context = client.get("/").context
    assert old.pk not in [card.pk for card in context["quotes"]]
    assert [card.pk for card in context["added"]] == [old.pk]


def test_the_front_page_counts_what_was_added_since_yesterday(client, publish_many, ed):
    published = publish_many(3)
    assert "3 quotes added since yesterday" in spaced(client.get("/"))
    workflow.withdraw(published[0], by=ed, reason="The article was taken back.")
    assert "2 quotes added since yesterday" in spaced(client.get("/"))


def test_yesterday_begins_in_the_newsrooms_zone(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    today = timezone.localtime().replace(hour=12)
    lately = [(1, today), (2, today - DAY), (3, today.replace(hour=0) - DAY), (4, today - 2 * DAY)]
    assert home.since_yesterday(lately).number == 3
    assert home.since_yesterday([]) == home.Added(0, more=False)
    assert home.since_yesterday([(1, today)] * home.LATEST).more


def test_no_title_or_heading_of_a_list_is_in_quotation_marks(client, publish_many):
    publish_many(2)
    for address in ("/", "/articles/", "/sources/", "/quotes/", "/quotes/?q=pier", "/corrections/"):
        page = client.get(address).content.decode()
        heads = re.findall(r"<(title|h1|h2)[^>]*>(.*?)</\1>", page, re.S)
        assert heads and not [head for _, head in heads if re.search('[“”"«»„]', text(head))], (
            address
        )


def text(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def spaced(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    "address",
    "/ /quotes/ /speakers/ /articles/ /sources/ /topics/ /corrections/ /figures/ /about/ /how-to-read/ "
    "/data/ /quotes.json /quotes.csv /quotes.atom /corrections.atom /sitemap.xml".split(),
)
def test_every_page_is_shown_with_an_empty_record(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/topics/", "/topics/{topic}/northport-ferry-pier/", "/articles/", "/speakers/"],
)
def test_pages_cost_the_same_queries_for_few_quotes_and_many(
    client, publish_many, topic, address, django_assert_max_num_queries
):
    address = address.format(topic=topic.pk)
    publish_many(8)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    publish_many(20)
    with django_assert_max_num_queries(40) as many:
        client.get(address)
    assert len(few) == len(many)
