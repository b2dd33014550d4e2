"""The list of topics, and the page of one."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_topic_of_drafts_alone_is_not_there(client, draft_quote, topic):
    assert client.get(f"/topics/{topic.pk}/northport-ferry-pier/").status_code == 404
    assert "ferry" not in client.get("/topics/").content.decode()


def test_a_topic_shows_its_published_quotes_and_who_speaks(client, publish_many, topic, mayor):
    publish_many(2)
    response = client.get(f"/topics/{topic.pk}/", follow=True)
    assert response.redirect_chain == [(f"/topics/{topic.pk}/northport-ferry-pier/", 301)]
    [(_, cards)] = response.context["days"]
    assert len(cards) == 2
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
