"""The list of speakers, and suggestions while a name is typed."""

import re

import pytest

from quotes import visibility
from quotes.editorial import entry as entering
from quotes.editorial import workflow
from quotes.editorial.entry import Party
from quotes.models import Speaker, SpeakerName, name_keys
from quotes.transfer.seed import seed
from tests.cast import span_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote_of(jo, ed, capture):
    """Publish a quote of somebody new."""

    def publish(name, kind="person"):
        speaker = Speaker.objects.create(name=name, kind=kind)
        quote = entering.enter(
            capture,
            segments=[span_of(capture, "“the money is gone”")],
            parties=[Party(speaker=speaker)],
            by=jo,
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
        return speaker

    return publish


def listed_at(client, url) -> list[int]:
    groups = client.get(url).context["groups"]
    return [entry["speaker"].pk for _, entries in groups for entry in entries]


def test_speakers_are_under_their_letter_in_any_script(client, quote_of):
    for name in ("Élan Vital", "zoe", "Ольга", "4 Corners", "ليال حدّان"):
        quote_of(name)
    letters = client.get("/speakers/").context["letters"]
    assert set(letters) == {"V", "Z", "О", "#", "ح"}
    shown = client.get("/speakers/?letter=V").content.decode()
    assert "Élan Vital" in shown
    assert "zoe" not in shown
    assert client.get("/speakers/?letter=Q").status_code == 404


def test_the_list_of_speakers_is_of_all_that_are_public_and_of_nobody_else(
    freely, client, published_quote, draft_quote, councillor, ed
):
    seed()
    council = Speaker.objects.create(name="Northport council", kind="organisation")
    Speaker.objects.filter(pk=councillor.pk).update(part_of=council)
    Speaker.objects.create(name="N. Aster", merged_into=councillor)
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    listed = set(listed_at(client, "/speakers/"))
    assert listed == set(visibility.speakers().values_list("pk", flat=True))
    assert {councillor.pk, council.pk} <= listed


def test_a_speaker_moves_to_the_letter_of_a_new_name(freely, client, quote_of):
    speaker = quote_of("Anna Ash")
    SpeakerName.objects.create(speaker=speaker, name="Anna Quill")
    assert client.get("/speakers/").context["letters"] == ["A"]
    speaker.name = "Anna Orme"
    speaker.save()
    assert client.get("/speakers/").context["letters"] == ["O"]
    assert listed_at(client, "/speakers/?letter=O") == [speaker.pk]
    Speaker.objects.filter(pk=speaker.pk).update(name="Anna Ivers")
    name_keys.refresh_many([speaker.pk])
    assert listed_at(client, "/speakers/?letter=I") == [speaker.pk]
    assert client.get("/speakers/?letter=O").status_code == 404


def test_a_letter_of_drafts_or_of_merged_speakers_alone_is_not_there(
    freely, client, quote_of, draft_quote, mayor
):
    into, merged = quote_of("Brook Anna"), quote_of("Brook Wanda")
    Speaker.objects.filter(pk=merged.pk).update(merged_into=into)
    page = client.get("/speakers/")
    assert page.context["letters"] == ["A"]
    assert page.context["total"] == 1
    assert client.get("/speakers/?letter=O").status_code == 404
    assert client.get("/speakers/?letter=W").status_code == 404


def test_the_list_counts_the_published_quotes_they_are_the_voice_of(client, publish_many, mayor):
    publish_many(3)
    [(letter, [entry])] = client.get("/speakers/").context["groups"]
    assert (letter, entry["speaker"], entry["count"]) == ("O", mayor, 3)


def test_people_are_in_the_order_of_their_surnames(client, quote_of):
    names = (
        "Petra Oduya",
        "Noa Bareket",
        "Willem van der Kreek",
        "Khalil al-Marfawi",
        "Ana Bareket",
    )
    speakers = {quote_of(name).pk: name for name in names}
    listed = [speakers[pk] for pk in listed_at(client, "/speakers/")]
    assert listed == [names[n] for n in (4, 1, 2, 3, 0)]


def test_a_body_is_listed_without_its_article(client, quote_of):
    quote_of("The Harbour Review", kind="organisation")
    assert client.get("/speakers/").context["letters"] == ["H"]


def test_whoever_is_named_without_a_quote_is_said_to_be(client):
    seed()
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get("/speakers/").content.decode()))
    assert "Khalil al-Hayya named in 1 quote" in words
    assert "0 quotes" not in words


def test_a_sort_name_that_a_person_typed_says_where_a_speaker_is(freely, client, quote_of):
    speaker = quote_of("Shen Wanghai")
    assert client.get("/speakers/").context["letters"] == ["W"]
    speaker.sort_name = "Shen Wanghai"
    speaker.save()
    assert client.get("/speakers/").context["letters"] == ["S"]
    name_keys.refresh_many([speaker.pk])
    assert client.get("/speakers/").context["letters"] == ["S"]


def test_a_sort_name_goes_with_the_name_that_it_was_for(freely, client, quote_of):
    speaker = quote_of("Shen Wanghai")
    speaker.sort_name = "Shen Wanghai"
    speaker.save()
    speaker.name = "Dr Shen Wanghai"
    speaker.save()
    assert client.get("/speakers/").context["letters"] == ["S"]
    speaker.name = "Lu Wanghai"
    speaker.save(update_fields=["name"])
    assert Speaker.objects.get(pk=speaker.pk).sort_name == ""
    assert client.get("/speakers/").context["letters"] == ["W"]


def test_a_letter_of_many_has_pages_in_order_and_no_page_beyond(client, quote_of, monkeypatch):
    monkeypatch.setattr("quotes.public.views.speakers.MOST_AT_ONCE", 2)
    wanted = [quote_of(name).pk for name in ("Aalto", "åberg", "Acker")]
    other = quote_of("Brook").pk
    assert listed_at(client, "/speakers/") == listed_at(client, "/speakers/?letter=A") == wanted[:2]
    first = client.get("/speakers/").content.decode()
    assert 'rel="next" href="?letter=A&amp;page=2#results"' in first
    assert listed_at(client, "/speakers/?letter=A&page=2") == wanted[2:]
    assert listed_at(client, "/speakers/?letter=B") == [other]
    for wrong in ("0", "3", "x", "9" * 5000):
        assert client.get(f"/speakers/?letter=A&page={wrong}").status_code == 404


@pytest.mark.parametrize("typed", ["Pet", "oduya", "petra o", "ODU"])
def test_suggestions_name_public_speakers_as_they_are_typed(client, publish_many, typed):
    publish_many(1)
    [found] = client.get("/speakers.json", {"q": typed}).json()["results"]
    assert found["name"] == "Petra Oduya"


@pytest.mark.parametrize("typed", ["", "Petra", "x" * 200, "\ud800".encode("utf-8", "replace")])
def test_suggestions_have_no_speaker_of_a_draft(client, draft_quote, typed):
    assert client.get("/speakers.json", {"q": typed}).json() == {"results": []}
