"""Topics, corrections and the front page."""

import pytest

from quotes.editorial import workflow

pytestmark = pytest.mark.django_db


def test_a_topic_of_drafts_alone_is_not_there(client, draft_quote, topic):
    assert client.get(f"/topics/{topic.pk}/northport-ferry-pier/").status_code == 404
    assert "ferry" not in client.get("/topics/").content.decode()


def test_a_topic_shows_its_published_quotes_and_who_speaks(client, publish_many, topic, mayor):
    publish_many(2)
    response = client.get(f"/topics/{topic.pk}/", follow=True)
    assert response.redirect_chain == [(f"/topics/{topic.pk}/northport-ferry-pier/", 301)]
    assert len(response.context["quotes"]) == 2
    assert [(e["speaker"], e["count"]) for e in response.context["speakers"]] == [(mayor, 2)]


def test_of_how_many_quotes_the_voices_were_counted_is_said_where_it_isnt_all(
    client, publish_many, topic, monkeypatch
):
    publish_many(3)
    monkeypatch.setattr("quotes.public.views.topics.NEWEST", 2)
    page = client.get(f"/topics/{topic.pk}/northport-ferry-pier/")
    assert "Of the newest 2 quotes." in page.content.decode()
    assert [entry["count"] for entry in page.context["speakers"]] == [2]
    monkeypatch.setattr("quotes.public.views.topics.NEWEST", 3)
    assert "Of the newest" not in client.get(page.request["PATH_INFO"]).content.decode()


def test_the_topics_count_published_quotes_only(client, publish_many, draft_quote):
    publish_many(3)
    [entry] = client.get("/topics/").context["topics"]
    assert entry["count"] == 3


def test_corrections_list_public_changes_newest_first(client, published_quote, ed, superuser):
    published_quote.medium = "council chamber"
    published_quote.save()
    workflow.amend(published_quote, by=superuser, kind="correction", reason="The place was wrong.")
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    response = client.get("/corrections/")
    assert [e["change"].label for e in response.context["changes"]] == ["Withdrawal", "Correction"]
    shown = response.content.decode()
    assert "The place was wrong." in shown
    assert "Nils Aster" in shown


def test_what_happened_to_a_draft_is_no_correction(client, submitted_quote, jo):
    workflow.return_to_draft(submitted_quote, by=jo, reason="Check the second span.")
    assert "Check the second span." not in client.get("/corrections/").content.decode()


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
def test_every_page_is_in_an_empty_record(client, address):
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
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    publish_many(20)
    with django_assert_max_num_queries(40) as many:
        client.get(address)
    assert len(few) == len(many)
