"""Speakers in the admin: names, roles, merging."""

import pytest

from quotes.editorial import speaker_merge, workflow
from quotes.models import PublicChange, Quote, Speaker, SpeakerMerge
from tests.admin.filling import complaints, fill, signed_in

LIST = "/admin/quotes/speaker/"


@pytest.fixture
def alias(db):
    return Speaker.objects.create(name="P. Oduja")


def rows(prefix, *given):
    sent = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(given):
        sent |= {f"{prefix}-{number}-{box}": value for box, value in row.items()}
    return sent


def test_jo_adds_a_speaker_with_names_and_roles(jo, capture):
    names = rows("names", {"name": "أودويا", "language": "ar", "script": "Arab"})
    role = {"title": "mayor", "attested_in": capture.pk, "attested_on": "2025-03-04"}
    response = fill(signed_in(jo), f"{LIST}add/", name="P. Oduya", **names, **rows("roles", role))
    assert response.status_code == 302
    speaker = Speaker.objects.get()
    assert speaker.names.get().name == "أودويا"
    assert speaker.roles.get().attested_in == capture


def test_a_role_that_its_text_does_not_hold_is_refused_and_stays_in_its_box(jo, capture):
    role = {"title": "Queen", "attested_in": capture.pk, "attested_on": "2025-03-04"}
    response = fill(signed_in(jo), f"{LIST}add/", name="P. Oduya", **rows("roles", role))
    assert response.status_code == 200
    assert "must occur in the text that attests it" in complaints(response)
    assert response.context["adminform"].form["name"].value() == "P. Oduya"
    assert not Speaker.objects.exists()


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "n" * 201}, "at most 200 characters"),
        ({"name": "a\x07"}, "U+0007"),
        (rows("names", {"name": "Odu"}, {"name": "Odu"}), "Please correct the duplicate"),
        (
            rows("roles", {"title": "x", "held_from": "2025-01-02", "held_until": "2025-01-01"}),
            "ends before it starts",
        ),
        (rows("roles", {"title": "x", "attested_on": "2025-01-02"}), "its day, or neither"),
        (rows("roles", {"title": "x", "attested_in": "abc"}), "valid choice"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(jo, boxes, sentence):
    response = fill(signed_in(jo), f"{LIST}add/", **{"name": "P. Oduya", **boxes})
    assert sentence in complaints(response)
    assert not Speaker.objects.exists()


def test_a_speaker_is_created_in_the_middle_of_a_quote(jo):
    """The pop-up answers with the new speaker, without a script in the page."""
    response = fill(signed_in(jo), f"{LIST}add/?_popup=1&_to_field=id", name="New", _popup="1")
    page = response.content.decode()
    assert "data-popup-response" in page
    assert "<script>" not in page


def test_ed_merges_from_the_list_and_undoes_it(ed, superuser, mayor, alias):
    desk = signed_in(ed)
    chosen = {"action": "merge_selected", "_selected_action": [mayor.pk, alias.pk]}
    requested = desk.post(LIST, chosen)
    assert requested.status_code == 302
    page = desk.get(requested.url).content.decode()
    assert "Petra Oduya" in page
    assert "P. Oduja" in page
    done = desk.post(requested.url, {"kept": mayor.pk, "reason": "One woman."})
    assert done.url == f"{LIST}{mayor.pk}/change/"
    alias.refresh_from_db()
    assert alias.merged_into == mayor
    merge = SpeakerMerge.objects.get()
    shown = desk.get(f"/admin/quotes/speakermerge/{merge.pk}/change/").content.decode()
    assert "Undo this merge" in shown
    desk.post(f"/admin/quotes/speakermerge/{merge.pk}/undo/")
    alias.refresh_from_db()
    assert alias.merged_into is None


def test_ed_merges_from_a_speakers_page(ed, mayor, alias):
    desk = signed_in(ed)
    url = f"{LIST}{mayor.pk}/merge/"
    assert url in desk.get(f"{LIST}{mayor.pk}/change/").content.decode()
    assert "The other speaker" in desk.get(url).content.decode()
    assert "valid choice" in desk.get(url, {"other": "999"}).content.decode()
    assert desk.get(url, {"other": alias.pk}).status_code == 200


def test_a_refused_merge_keeps_the_reason_typed(ed, mayor, alias):
    desk = signed_in(ed)
    url = f"{LIST}{mayor.pk}/merge/?other={mayor.pk}"
    page = desk.post(url, {"kept": mayor.pk, "reason": "One woman."}).content.decode()
    assert "two different speakers" in page
    assert "One woman." in page
    url = f"{LIST}{mayor.pk}/merge/?other={alias.pk}"
    assert "This field is required" in desk.post(url, {"kept": mayor.pk}).content.decode()
    assert not SpeakerMerge.objects.exists()


def test_a_merge_that_readers_see_waits_and_its_page_says_so(
    ed, superuser, mayor, alias, submitted_quote
):
    workflow.publish(submitted_quote, by=superuser)
    desk = signed_in(ed)
    url = f"{LIST}{alias.pk}/merge/?other={mayor.pk}"
    done = desk.post(url, {"kept": mayor.pk, "reason": "One woman."}, follow=True)
    assert "once a second person has accepted it" in done.content.decode()
    waiting = PublicChange.objects.get()
    page = desk.get(f"/admin/quotes/publicchange/{waiting.pk}/change/").content.decode()
    assert "Petra Oduya" in page
    decide = f"/admin/quotes/publicchange/{waiting.pk}/decide/"
    assert signed_in(superuser).post(decide, {"step": "accept"}).status_code == 302
    alias.refresh_from_db()
    assert alias.merged_into == mayor


def test_two_whose_names_are_not_alike_have_to_be_confirmed_with_both_names(ed, mayor, councillor):
    desk = signed_in(ed)
    url = f"{LIST}{mayor.pk}/merge/?other={councillor.pk}"
    sent = {"kept": mayor.pk, "reason": "One person."}
    page = desk.post(url, sent).content.decode()
    assert "Nils Aster and Petra Oduya are one: I am sure" in page
    assert "One person." in page
    assert not SpeakerMerge.objects.exists()
    desk.post(url, {**sent, "sure": "on"})
    assert SpeakerMerge.objects.get().merged == councillor


def test_a_refused_undoing_says_why(ed, mayor, alias):
    row = speaker_merge.merge(mayor, alias, by=ed, reason="One woman.")
    undo = f"/admin/quotes/speakermerge/{row.pk}/undo/"
    desk = signed_in(ed)
    desk.post(undo)
    assert "already undone" in desk.post(undo, follow=True).content.decode()


def test_one_or_three_speakers_are_not_merged(ed, mayor, alias):
    chosen = {"action": "merge_selected", "_selected_action": [mayor.pk]}
    response = signed_in(ed).post(LIST, chosen, follow=True)
    assert "exactly two" in response.content.decode()


@pytest.mark.parametrize("who", ["jo", "fay"])
def test_others_neither_merge_nor_undo(who, request, ed, mayor, alias):
    desk = signed_in(request.getfixturevalue(who))
    row = speaker_merge.merge(mayor, alias, by=ed, reason="x")
    assert desk.get(f"{LIST}{mayor.pk}/merge/").status_code == 403
    assert desk.post(f"/admin/quotes/speakermerge/{row.pk}/undo/").status_code == 403


def test_a_speaker_who_is_quoted_is_not_deleted(ed, draft_quote, mayor):
    page = signed_in(ed).post(f"{LIST}{mayor.pk}/delete/", {"post": "yes"}).content.decode()
    assert "would require deleting the following protected" in page
    assert Speaker.objects.filter(pk=mayor.pk).exists()


def test_a_topic_that_is_on_quotes_is_not_deleted(ed, draft_quote, topic):
    url = f"/admin/quotes/topic/{topic.pk}/delete/"
    page = signed_in(ed).post(url, {"post": "yes"}).content.decode()
    assert "Remove it from them first." in page
    assert Quote.objects.get(pk=draft_quote.pk).topics.count() == 1
