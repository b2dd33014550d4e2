"""Editing what is public in the admin proposes it; a second person decides on the change's page."""

import pytest

from quotes.models import PublicChange, Speaker
from sources.models import Publisher, Source
from tests.admin.filling import complaints, fill, signed_in

LIST = "/admin/quotes/publicchange/"


def page_of(row) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def waiting(published_quote, councillor, jo) -> PublicChange:
    """Jo's new name for the councillor, with a spelling."""
    sent = {
        "names-TOTAL_FORMS": 1,
        "names-INITIAL_FORMS": 0,
        "names-0-name": "Нильс Астер",
        "name": "Niels Aster",
        "public_reason": "He spells it so.",
    }
    answer = fill(signed_in(jo), page_of(councillor), **sent)
    assert answer.status_code == 302
    return PublicChange.objects.get()


def test_jo_proposes_a_name_and_a_spelling_together(waiting, councillor, jo):
    assert (waiting.outcome, waiting.proposed_by) == ("waiting", jo)
    assert len(waiting.rows) == 2
    assert Speaker.objects.get(pk=councillor.pk).name == "Nils Aster"
    assert not councillor.names.exists()
    assert not councillor.history.filter(name="Niels Aster").exists()


def test_the_form_says_what_will_happen_and_that_a_change_waits(waiting, councillor, ed):
    page = text_of(signed_in(ed).get(page_of(councillor)))
    assert "a second person who accepts it" in page
    assert "A change to this waits" in page
    assert "He spells it so." in page


def test_the_form_of_what_is_not_public_asks_for_no_reason(draft_quote, mayor, jo):
    desk = signed_in(jo)
    assert "public_reason" not in text_of(desk.get(page_of(mayor)))
    assert fill(desk, page_of(mayor), name="Petra Oduja").status_code == 302
    assert Speaker.objects.get(pk=mayor.pk).name == "Petra Oduja"


def test_without_a_reason_nothing_is_proposed_and_what_was_typed_stays(
    published_quote, councillor, jo
):
    answer = fill(signed_in(jo), page_of(councillor), name="Niels Aster")
    assert answer.status_code == 200
    assert "Give the reason" in complaints(answer)
    assert answer.context["adminform"].form["name"].value() == "Niels Aster"
    assert not PublicChange.objects.exists()


def test_saving_without_a_change_says_so(published_quote, councillor, jo):
    desk = signed_in(jo)
    answer = fill(desk, page_of(councillor))
    assert "Nothing was changed." in text_of(desk.get(answer.url))


def test_where_the_list_has_a_public_speaker_is_saved_at_once_and_kept_in_the_history(
    published_quote, councillor, jo
):
    desk = signed_in(jo)
    answer = fill(desk, page_of(councillor), sort_name="Nils Aster")
    assert "Saved: the list from A to Z has the speaker there" in text_of(desk.get(answer.url))
    assert Speaker.objects.get(pk=councillor.pk).listed_as == "Nils Aster"
    newest = councillor.history.first()
    assert (newest.sort_name, newest.history_user) == ("Nils Aster", jo)
    assert not PublicChange.objects.exists()
    assert fill(desk, page_of(councillor), sort_name="").status_code == 302
    assert Speaker.objects.get(pk=councillor.pk).listed_as == "Aster, Nils"


def test_a_place_in_the_list_is_saved_though_the_name_beside_it_waits(
    published_quote, councillor, jo
):
    sent = {"name": "Niels Aster", "sort_name": "Aster, Niels", "public_reason": "His spelling."}
    assert fill(signed_in(jo), page_of(councillor), **sent).status_code == 302
    speaker = Speaker.objects.get(pk=councillor.pk)
    assert (speaker.name, speaker.sort_name) == ("Nils Aster", "Aster, Niels")
    assert councillor.history.first().name == "Nils Aster"
    [change] = PublicChange.objects.all()
    assert change.rows[0]["after"] == {"name": "Niels Aster"}


def test_who_may_not_change_speakers_moves_none_in_the_list(published_quote, councillor, fay):
    assert signed_in(fay).post(page_of(councillor), {"sort_name": "Zz"}).status_code == 403
    assert Speaker.objects.get(pk=councillor.pk).sort_name == ""


def test_ed_reads_before_and_after_and_accepts(waiting, councillor, ed):
    desk = signed_in(ed)
    page = text_of(desk.get(f"{LIST}{waiting.pk}/change/"))
    assert "Nils" in page
    assert "Niels" in page
    assert "Нильс Астер" in page
    assert "Take back" not in page
    answer = desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "accept"})
    assert answer.status_code == 302
    councillor.refresh_from_db()
    assert councillor.name == "Niels Aster"
    assert councillor.names.get().name == "Нильс Астер"
    assert "Revert" in text_of(desk.get(answer.url))


def test_ed_declines_with_a_reason_which_jo_reads(waiting, councillor, ed, jo):
    desk = signed_in(ed)
    refused = desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "decline", "why": " "})
    assert refused.status_code == 422
    assert "Give the reason." in text_of(refused)
    desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "decline", "why": "His passport says Nils."})
    assert "His passport says Nils." in text_of(signed_in(jo).get(f"{LIST}{waiting.pk}/change/"))
    assert Speaker.objects.get(pk=councillor.pk).name == "Nils Aster"


def test_jo_takes_it_back_and_accepts_nothing_of_her_own(waiting, jo, councillor):
    desk = signed_in(jo)
    page = text_of(desk.get(f"{LIST}{waiting.pk}/change/"))
    assert "Take back" in page
    assert "Accept<" not in page
    refused = desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "accept"})
    assert refused.status_code == 422
    assert "Ask a colleague" in text_of(refused)
    desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "take_back"})
    waiting.refresh_from_db()
    assert waiting.outcome == "taken_back"


def test_a_change_of_what_moved_meanwhile_is_refused_with_a_sentence(
    waiting, councillor, ed, superuser
):
    from quotes.editorial import public_changes

    now = Speaker.objects.get(pk=councillor.pk)
    now.name = "N. Aster"
    public_changes.change(now, [public_changes.Edit(now)], by=None, reason="Shorter.")
    refused = signed_in(ed).post(f"{LIST}{waiting.pk}/decide/", {"step": "accept"})
    assert refused.status_code == 422
    assert "changed in the meantime" in text_of(refused)


def test_fay_reads_changes_and_decides_none(waiting, fay):
    desk = signed_in(fay)
    assert "A second person decides this" in text_of(desk.get(f"{LIST}{waiting.pk}/change/"))
    assert desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "accept"}).status_code == 403


def test_an_unknown_step_and_a_get_are_refused(waiting, ed):
    desk = signed_in(ed)
    assert desk.post(f"{LIST}{waiting.pk}/decide/", {"step": "burn"}).status_code == 422
    assert desk.get(f"{LIST}{waiting.pk}/decide/").status_code == 404


@pytest.mark.parametrize("kind", ["source", "article"])
def test_the_headline_of_a_public_source_is_proposed(published_quote, article, jo, kind):
    answer = fill(
        signed_in(jo),
        f"/admin/sources/{kind}/{article.pk}/change/",
        headline="Ferry pier by May",
        public_reason="As printed.",
    )
    assert answer.status_code == 302
    assert PublicChange.objects.get().model == "sources.source"
    assert Source.objects.get(pk=article.pk).headline == "Mayor promises ferry pier by May"


def test_an_archived_copy_is_kept_at_once_beside_a_proposed_change(published_quote, article, jo):
    fill(
        signed_in(jo),
        f"/admin/sources/article/{article.pk}/change/",
        **{
            "archived_copies-TOTAL_FORMS": 1,
            "archived_copies-INITIAL_FORMS": 0,
            "archived_copies-0-url": "https://kept.example/1",
        },
    )
    assert article.archived_copies.count() == 1
    assert not PublicChange.objects.exists()


def test_ed_withholds_a_text_at_once_with_one_save(published_quote, article, ed):
    desk = signed_in(ed)
    answer = fill(
        desk,
        f"/admin/sources/article/{article.pk}/change/",
        display="withheld",
        withheld_reason="A court is hearing it.",
        public_reason="The court asked.",
    )
    assert "A second person reviews this" in text_of(desk.get(answer.url))
    assert Source.objects.get(pk=article.pk).display == "withheld"


def test_publishers_and_topics_are_proposed_too(published_quote, publisher, topic, jo, ed):
    from quotes.editorial import public_changes

    with public_changes.permitted(published_quote):
        published_quote.topics.add(topic)
    desk = signed_in(jo)
    fill(desk, page_of(publisher), name="The Courier", public_reason="Its new name.")
    fill(desk, page_of(topic), name="The pier", public_reason="Shorter.")
    assert set(PublicChange.objects.values_list("model", flat=True)) == {
        "sources.publisher",
        "quotes.topic",
    }
    assert Publisher.objects.get(pk=publisher.pk).name == "Quayside Courier"


@pytest.mark.parametrize("action", ["delete_selected", "page"])
def test_what_is_public_is_not_deleted(published_quote, topic, superuser, action):
    from quotes.editorial import public_changes

    with public_changes.permitted(published_quote):
        published_quote.topics.add(topic)
    desk = signed_in(superuser)
    if action == "page":
        assert (
            desk.post(f"/admin/quotes/topic/{topic.pk}/delete/", {"post": "yes"}).status_code == 403
        )
    else:
        sent = {"action": action, "_selected_action": [topic.pk], "post": "yes"}
        assert "is never deleted" in text_of(desk.post("/admin/quotes/topic/", sent))
    assert published_quote.topics.get() == topic


def test_a_spelling_waits_with_the_draft_that_needs_it(
    published_quote, draft_quote, councillor, jo
):
    sent = {
        "names-TOTAL_FORMS": 1,
        "names-INITIAL_FORMS": 0,
        "names-0-name": "Нильс Астер",
        "public_reason": "The text spells it so.",
        "draft": draft_quote.pk,
    }
    desk = signed_in(jo)
    answer = fill(desk, page_of(councillor), **sent)
    assert f"It waits with quote {draft_quote.pk}" in text_of(desk.get(answer.url))
    assert PublicChange.objects.get().quote == draft_quote
    refused = fill(desk, page_of(councillor), **{**sent, "draft": 99999})
    assert "No quote has this number" in complaints(refused)
