"""What changed around quotes is dated in public, before and after, with its reason."""

import json
from xml.etree import ElementTree as ET

import pytest

from quotes.editorial import public_changes, speaker_merge, workflow
from quotes.editorial.public_changes import Edit
from quotes.models import Role, Speaker, SpeakerName
from quotes.verification import evidence
from sources.models import Capture, Source
from tests.cast import added_openly, amended_openly, changed_openly

ATOM = "{http://www.w3.org/2005/Atom}"


def page(client, url="/corrections/") -> str:
    return client.get(url, follow=True).content.decode()


def labels(client, url="/corrections/") -> list[str]:
    return [entry["change"].label for entry in client.get(url).context["changes"]]


@pytest.fixture
def renamed(published_quote, councillor, jo, ed):
    """The councillor's name, changed by Jo and Ed."""
    councillor.name = "Niels Aster"
    (made,) = public_changes.change(
        councillor, [Edit(councillor)], by=jo, reason="He spells it Niels."
    )
    return public_changes.accept(made, by=ed)


def test_a_renamed_speaker_is_listed_before_and_after_with_the_reason(client, renamed):
    shown = page(client)
    for words in ("Speaker changed", "He spells it Niels.", "Name, before", "Nils", "Niels"):
        assert words in shown
    assert f'href="/speakers/{renamed.row}/niels-aster/"' in shown


def test_it_is_shown_on_the_speakers_own_page_in_the_feed_and_as_data(client, renamed):
    assert "He spells it Niels." in page(client, f"/speakers/{renamed.row}/")
    (entry,) = ET.fromstring(client.get("/corrections.atom").content).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Speaker changed: Niels Aster"
    assert "Before: Nils Aster After: Niels Aster" in entry.findtext(f"{ATOM}summary")
    (change,) = json.loads(client.get("/corrections.json").content)["corrections"]
    assert change["of"] == "speaker"
    assert change["reason"] == "He spells it Niels."
    assert change["differences"] == [
        {"label": "Name", "before": "Nils Aster", "after": "Niels Aster"}
    ]


def test_what_waits_or_was_declined_is_shown_nowhere(client, published_quote, councillor, jo, ed):
    councillor.description = "Zqwaits"
    (made,) = public_changes.change(councillor, [Edit(councillor)], by=jo, reason="Zqreason")
    addresses = ("/corrections/", "/corrections.atom", "/corrections.json", "/speakers/1/")
    for decided in (False, True):
        if decided:
            public_changes.decline(made, by=ed, why="Zqwhy")
        for address in addresses:
            shown = page(client, address)
            assert "Zqwaits" not in shown
            assert "Zqreason" not in shown
            assert "Zqwhy" not in shown


def test_changes_of_quotes_and_of_rows_stand_in_one_order(
    client, published_quote, councillor, article, superuser
):
    changed_openly(councillor, description="of the dockers")
    amended_openly(
        published_quote, medium="council chamber", kind="correction", reason="Where it was said."
    )
    changed_openly(article, headline="Ferry pier by May")
    assert labels(client) == ["Article changed", "Correction", "Speaker changed"]


def test_pages_go_both_ways_through_both(client, published_quote, councillor, superuser):
    for number in range(23):
        changed_openly(Speaker.objects.get(pk=councillor.pk), description=f"Number {number}")
    amended_openly(
        published_quote, medium="council chamber", kind="correction", reason="Where it was said."
    )
    first = client.get("/corrections/")
    assert len(first.context["changes"]) == 20
    second = client.get("/corrections/" + first.context["page"].older)
    assert len(second.context["changes"]) == 4
    back = client.get("/corrections/" + second.context["page"].newer)
    assert [e["change"].at for e in back.context["changes"]] == [
        e["change"].at for e in first.context["changes"]
    ]
    assert client.get("/corrections/?after=9999999999999999999").status_code == 200


def test_the_list_is_filtered_by_kind(client, published_quote, councillor, superuser):
    changed_openly(councillor, description="of the dockers")
    workflow.withdraw(published_quote, by=superuser, reason="Another councillor said it.")
    assert labels(client, "/corrections/?kind=change") == ["Speaker changed"]
    assert labels(client, "/corrections/?kind=withdrawal") == ["Withdrawal"]


def test_names_and_titles_are_shown_whole(client, published_quote, councillor):
    added_openly(SpeakerName(speaker=councillor, name="Нильс Астер", language="ru"))
    added_openly(Role(speaker=councillor, title="treasurer", held_from="2024-01-02"))
    shown = page(client)
    assert "Other name, after" in shown
    assert "Нильс Астер, language ru" in shown
    assert "treasurer, held from 2 January 2024" in shown


def test_a_publisher_is_shown_by_name_and_a_part_of_by_what_it_is_part_of(
    client, published_quote, councillor, publisher
):
    changed_openly(publisher, name="The Courier")
    union = Speaker.objects.create(name="Dockers’ Union", kind="organisation")
    changed_openly(councillor, part_of=union)
    shown = page(client)
    assert "Publisher changed" in shown
    assert "Quayside" in shown
    assert "Part of, after" in shown
    assert "Dockers’ Union" in shown


def test_a_merge_and_its_undoing_are_shown(client, published_quote, councillor, ed, superuser):
    twin = Speaker.objects.create(name="N. Aster")
    speaker_merge.accept(
        speaker_merge.merge(councillor, twin, by=ed, reason="One man."), by=superuser
    )
    assert labels(client) == ["Speakers merged"]
    assert "One man." in page(client)
    speaker_merge.undo(twin.merges_lost.get(), by=ed)
    assert labels(client) == ["Merge undone", "Speakers merged"]
    assert f"/speakers/{twin.pk}/" not in page(client)


def test_a_text_shown_less_is_listed_at_once(client, published_quote, article, ed):
    article.display = "passages"
    public_changes.change(article, [Edit(article)], by=ed, reason="The outlet asked for it.")
    shown = page(client)
    assert "Less shown of the article" in shown
    assert "Full text" in shown
    assert "Quoted passages only" in shown
    assert "The outlet asked for it." in page(client, f"/articles/{article.pk}/")


def test_white_space_alone_is_shown_nowhere(client, published_quote, councillor):
    changed_openly(councillor, name="Nils \u00a0 Aster")
    assert labels(client) == []


def test_what_is_not_public_any_more_is_listed_without_a_link(
    client, published_quote, capture, fay, jo
):
    post = Source.objects.create(kind="post", headline="A post of the port")
    seen = Capture.objects.create(source=post, text="The money is gone.")
    linked = evidence.link(published_quote, seen, purpose="primary", by=fay)
    changed_openly(post, headline="The port's post")
    assert f'href="/sources/{post.pk}/' in page(client)
    evidence.unlink(linked, by=fay, why="Parody.")
    shown = page(client)
    assert "Post changed" in shown
    assert f'href="/sources/{post.pk}/' not in shown


def test_the_list_costs_as_much_for_twenty_changes_as_for_two(
    client, published_quote, councillor, article, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def change(number):
        changed_openly(Speaker.objects.get(pk=councillor.pk), description=f"Number {number}")
        changed_openly(article, author=f"Author {number}")

    change(0)
    with CaptureQueriesContext(connection) as few:
        client.get("/corrections/")
    for number in range(1, 10):
        change(number)
    with django_assert_max_num_queries(len(few)):
        client.get("/corrections/")
