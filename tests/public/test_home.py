"""The front page; and every list with no quotes, few and many."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_front_page_shows_the_newest_and_who_is_quoted(client, publish_many, mayor, topic):
    publish_many(8)
    context = client.get("/").context
    assert len(context["quotes"]) == 6
    assert [(e["speaker"], e["count"]) for e in context["speakers"]] == [(mayor, 8)]
    assert [(e["topic"], e["count"]) for e in context["topics"]] == [(topic, 8)]


@pytest.mark.parametrize(
    "address",
    "/ /quotes/ /speakers/ /articles/ /sources/ /topics/ /corrections/ /about/ /how-to-read/ "
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
