"""A speaker's page."""

import pytest

from quotes.editorial import workflow
from quotes.models import Role, Speaker, SpeakerName
from quotes.transfer.seed import seed
from sources.models import Capture, Source

pytestmark = pytest.mark.django_db


def address(speaker, slug):
    return f"/speakers/{speaker.pk}/{slug}/"


def test_a_speaker_of_drafts_alone_is_not_there(client, draft_quote, mayor):
    assert client.get(address(mayor, "petra-oduya")).status_code == 404
    assert client.get(f"/speakers/{mayor.pk}/").status_code == 404
    assert "Petra" not in client.get("/speakers/").content.decode()


@pytest.mark.parametrize("slug", ["", "wrong/", "Nils-Aster/", "nils-aster-x/"])
def test_any_other_address_leads_to_the_lasting_one(client, published_quote, councillor, slug):
    response = client.get(f"/speakers/{councillor.pk}/{slug}?after=5")
    assert response.status_code == 301
    assert response["Location"] == address(councillor, "nils-aster") + "?after=5"


def test_a_merged_speaker_leads_to_the_one_they_were_merged_into(
    client, published_quote, councillor
):
    merged = Speaker.objects.create(name="N. Aster", merged_into=councillor)
    response = client.get(address(merged, "n-aster"))
    assert response.status_code == 301
    assert response["Location"] == address(councillor, "nils-aster")


def test_a_speaker_merged_into_one_of_drafts_is_not_there(client, draft_quote, mayor):
    merged = Speaker.objects.create(name="P. Oduya", merged_into=mayor)
    assert client.get(address(merged, "p-oduya")).status_code == 404


def test_names_titles_and_quotes_are_shown(freely, client, published_quote, councillor, capture):
    SpeakerName.objects.create(speaker=councillor, name="نيلز أستر", language="ar", script="Arab")
    Role.objects.create(
        speaker=councillor,
        title="Council member",
        attested_in=capture,
        attested_on=capture.source.published_on,
    )
    shown = client.get(address(councillor, "nils-aster")).content.decode()
    assert "نيلز أستر" in shown
    assert "Council member" in shown
    assert "“the money is gone”" in shown


def test_a_title_that_only_an_unpublished_text_attests_is_not_shown(
    freely, client, published_quote, councillor
):
    unpublished = Capture.objects.create(
        source=Source.objects.create(kind="article"), text="Treasurer Nils Aster resigned."
    )
    Role.objects.create(
        speaker=councillor, title="Treasurer", attested_in=unpublished, attested_on="2025-03-04"
    )
    shown = client.get(address(councillor, "nils-aster")).content.decode()
    assert "Treasurer" not in shown


def test_what_a_public_speaker_is_part_of_is_public(freely, client, published_quote, councillor):
    council = Speaker.objects.create(name="Northport council", kind="organisation")
    region = Speaker.objects.create(name="Northshire", kind="organisation")
    Speaker.objects.filter(pk=councillor.pk).update(part_of=council)
    Speaker.objects.filter(pk=council.pk).update(part_of=region)
    for whole, slug in ((council, "northport-council"), (region, "northshire")):
        assert client.get(address(whole, slug)).status_code == 200
    assert "Northport council" in client.get(address(councillor, "nils-aster")).content.decode()


def test_a_part_that_nobody_quotes_is_not_public_through_its_whole(
    client, published_quote, councillor
):
    part = Speaker.objects.create(name="Aster office", kind="office", part_of=councillor)
    assert client.get(address(part, "aster-office")).status_code == 404
    assert "Aster office" not in client.get(address(councillor, "nils-aster")).content.decode()


def test_what_they_passed_on_is_separate_from_what_they_said(client):
    seed()
    channel = Speaker.objects.get(name="Channel 12")
    context = client.get(address(channel, "channel-12")).context
    assert [q.cue for q in context["quotes"]] == ["reported"]
    [part] = context["other_parts"]
    assert (part["heading"], part["count"]) == ("Passed on by", "1 quote")
    assert [q.cue for q in part["quotes"]] == ["told"]


def test_where_they_are_named_without_being_the_voice_is_separate(client):
    seed()
    leader = Speaker.objects.get(name="Khalil al-Hayya")
    context = client.get(address(leader, "khalil-al-hayya")).context
    assert context["quotes"] == []
    [part] = context["other_parts"]
    assert part["heading"] == "Led by"
    assert [q.cue for q in part["quotes"]] == ["confirmed"]


def test_a_withdrawn_quote_leaves_the_speaker_but_not_the_quote(
    client, published_quote, councillor, ed
):
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    response = client.get(address(councillor, "nils-aster"))
    assert response.status_code == 200
    assert "money" not in response.content.decode()


def test_addresses_elsewhere_are_links_only_if_they_are_of_the_web(
    freely, client, published_quote, councillor
):
    Speaker.objects.filter(pk=councillor.pk).update(
        same_as="https://wiki.example/aster\njavascript:alert(1)\n"
    )
    shown = client.get(address(councillor, "nils-aster")).content.decode()
    assert 'href="https://wiki.example/aster"' in shown
    assert "javascript:" not in shown


def test_of_how_many_quotes_topics_were_counted_is_said_where_it_isnt_all(
    client, publish_many, mayor, monkeypatch
):
    publish_many(3)
    monkeypatch.setattr("quotes.public.views.speaker.NEWEST", 2)
    monkeypatch.setattr("quotes.search.by_property.NEWEST", 2)
    page = client.get(address(mayor, "petra-oduya"))
    assert "3 quotes, newest first" in page.content.decode()
    assert page.content.decode().count("Of the newest 2 quotes.") == 2
    assert [entry["count"] for entry in page.context["topics"]] == ["2"]
    monkeypatch.setattr("quotes.public.views.speaker.NEWEST", 3)
    assert "Of the newest" not in client.get(address(mayor, "petra-oduya")).content.decode()


def test_a_speaker_costs_the_same_queries_for_few_quotes_and_many(
    client, publish_many, mayor, django_assert_max_num_queries
):
    publish_many(2)
    client.get(address(mayor, "petra-oduya"))
    with django_assert_max_num_queries(40) as few:
        client.get(address(mayor, "petra-oduya"))
    publish_many(30)
    with django_assert_max_num_queries(40) as many:
        client.get(address(mayor, "petra-oduya"))
    assert len(few) == len(many)
