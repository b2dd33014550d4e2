"""The list of speakers, and suggestions while a name is typed."""

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

    def publish(name):
        speaker = Speaker.objects.create(name=name)
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
    for name in ("Élan Vital", "zoe", "Ольга", "4 Corners"):
        quote_of(name)
    letters = client.get("/speakers/").context["letters"]
    assert set(letters) == {"E", "Z", "О", "#"}
    shown = client.get("/speakers/?letter=E").content.decode()
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
    speaker = quote_of("Anna Brook")
    SpeakerName.objects.create(speaker=speaker, name="Queenie Brook")
    assert client.get("/speakers/").context["letters"] == ["A"]
    speaker.name = "Orla Brook"
    speaker.save()
    assert client.get("/speakers/").context["letters"] == ["O"]
    assert listed_at(client, "/speakers/?letter=O") == [speaker.pk]
    Speaker.objects.filter(pk=speaker.pk).update(name="Ida Brook")
    name_keys.refresh_many([speaker.pk])
    assert listed_at(client, "/speakers/?letter=I") == [speaker.pk]
    assert client.get("/speakers/?letter=O").status_code == 404


def test_a_letter_of_drafts_or_of_merged_speakers_alone_is_not_there(
    freely, client, quote_of, draft_quote, mayor
):
    into, merged = quote_of("Anna Brook"), quote_of("Wanda Brook")
    Speaker.objects.filter(pk=merged.pk).update(merged_into=into)
    page = client.get("/speakers/")
    assert page.context["letters"] == ["A"]
    assert page.context["total"] == 1
    assert client.get("/speakers/?letter=P").status_code == 404
    assert client.get("/speakers/?letter=W").status_code == 404


def test_the_list_counts_the_published_quotes_they_are_the_voice_of(client, publish_many, mayor):
    publish_many(3)
    [(letter, [entry])] = client.get("/speakers/").context["groups"]
    assert (letter, entry["speaker"], entry["count"]) == ("P", mayor, 3)


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
