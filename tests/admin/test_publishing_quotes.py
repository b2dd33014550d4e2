"""Submit, return, publish, withdraw, replace and amend, one by one and in bulk."""

import pytest
from django.contrib.auth.models import Group

from quotes.editorial import entry, workflow
from quotes.models import PublicChange, Quote
from tests.admin.filling import complaints, fill, signed_in
from tests.cast import span_of

LIST = "/admin/quotes/quote/"


def step(client, name, *quotes, reason="", seen=None):
    meant = " ".join(f"{q.pk}:{q.revision_number if seen is None else seen}" for q in quotes)
    return client.post(f"{LIST}steps/{name}/", {"quotes": meant, "reason": reason})


def status(quote):
    return Quote.objects.get(pk=quote.pk).status


@pytest.fixture
def drafts(capture, mayor, jo):
    """Three drafts by Jo; the last has no voice."""
    words = ["“Not a day later,”", "The money is there", "old ferry pier"]
    voice = [entry.Party(speaker=mayor, as_named="Oduya")]
    return [
        entry.enter(capture, segments=[span_of(capture, w)], by=jo, parties=voice if n < 2 else [])
        for n, w in enumerate(words)
    ]


def test_jo_submits_from_the_quotes_page(jo, draft_quote):
    desk = signed_in(jo)
    page = desk.get(f"{LIST}{draft_quote.pk}/change/").content.decode()
    assert f"{LIST}steps/submit/?quote={draft_quote.pk}" in page
    assert "steps/publish" not in page
    requested = desk.get(f"{LIST}steps/submit/?quote={draft_quote.pk}")
    assert "An editor will be able to publish it." in requested.content.decode()
    assert step(desk, "submit", draft_quote).status_code == 302
    assert status(draft_quote) == "in_review"


def test_ed_publishes_and_jo_may_not(jo, ed, superuser, submitted_quote):
    assert step(signed_in(jo), "publish", submitted_quote).status_code == 403
    assert step(signed_in(ed), "publish", submitted_quote).status_code == 302
    quote = Quote.objects.get(pk=submitted_quote.pk)
    assert (quote.status, quote.published_by) == ("published", ed)


def test_fay_takes_no_step(fay, draft_quote, published_quote):
    desk = signed_in(fay)
    for name in ("submit", "return", "publish", "withdraw", "replace"):
        assert step(desk, name, draft_quote, reason="x").status_code == 403
        assert desk.get(f"{LIST}steps/{name}/?quote={draft_quote.pk}").status_code == 403


def test_nobody_publishes_their_own_words_superusers_neither(superuser, capture, councillor):
    own = entry.enter(
        capture,
        segments=[span_of(capture, "“the money is gone”")],
        parties=[entry.Party(speaker=councillor, as_named="Nils Aster")],
        by=superuser,
    )
    workflow.submit(own, by=superuser)
    response = step(signed_in(superuser), "publish", own)
    assert "Ask a colleague" in response.content.decode()
    assert status(own) == "in_review"


def test_with_four_eyes_off_one_person_may_publish(settings, ed, submitted_quote, jo):
    settings.FOUR_EYES = False
    jo.groups.add(Group.objects.get(name="editors"))
    assert step(signed_in(jo), "publish", submitted_quote).status_code == 302


def test_whoever_edits_in_review_leaves_publishing_to_another(ed, submitted_quote):
    desk = signed_in(ed)
    url = f"{LIST}{submitted_quote.pk}/change/"
    assert fill(desk, url, cue="added").status_code == 302
    submitted_quote.refresh_from_db()
    response = step(desk, "publish", submitted_quote)
    assert "Ask a colleague" in response.content.decode()


def test_a_quote_that_changed_since_the_page_was_opened_is_not_published(jo, ed, submitted_quote):
    seen = submitted_quote.revision_number
    fill(signed_in(jo), f"{LIST}{submitted_quote.pk}/change/", medium="radio")
    response = step(signed_in(ed), "publish", submitted_quote, seen=seen)
    assert "changed this quote since you opened this page" in response.content.decode()
    assert status(submitted_quote) == "in_review"


def test_returning_owes_a_reason_and_keeps_what_was_typed(ed, submitted_quote):
    desk = signed_in(ed)
    response = step(desk, "return", submitted_quote, reason="  ")
    assert "A reason is needed. Enter one." in response.content.decode()
    assert status(submitted_quote) == "in_review"
    step(desk, "return", submitted_quote, reason="The cue is another.")
    assert status(submitted_quote) == "draft"
    assert submitted_quote.revisions.last().reason == "The cue is another."


def test_any_editor_withdraws_alone_with_a_public_reason(ed, jo, published_quote):
    assert step(signed_in(jo), "withdraw", published_quote, reason="x").status_code == 403
    desk = signed_in(ed)
    assert (
        "A reason is needed. Enter one." in step(desk, "withdraw", published_quote).content.decode()
    )
    step(desk, "withdraw", published_quote, reason="The words were another's.")
    newest = published_quote.revisions.last()
    assert status(published_quote) == "withdrawn"
    assert newest.is_public
    assert newest.reason == "The words were another's."


def test_a_withdrawn_quote_is_nobodys_to_change(ed, superuser, published_quote):
    workflow.withdraw(published_quote, by=ed, reason="Wrong.")
    for person in (ed, superuser):
        url = f"{LIST}{published_quote.pk}/change/"
        assert signed_in(person).get(url).status_code == 200
        assert signed_in(person).post(url, {"medium": "radio"}).status_code == 403


def test_jo_submits_many_and_learns_what_was_refused_and_why(jo, drafts):
    desk = signed_in(jo)
    chosen = {"action": "submit_selected", "_selected_action": [q.pk for q in drafts]}
    page = desk.post(LIST, chosen).content.decode()
    assert "This quote has no speaker yet" in page
    assert "old ferry pier" in page
    response = step(desk, "submit", *drafts)
    said = response.content.decode()
    assert "2 quotes were submitted for review." in said
    assert "This quote has no speaker yet" in said
    assert "Not a day later" not in said
    assert [status(q) for q in drafts] == ["in_review", "in_review", "draft"]


def test_ed_publishes_many_and_his_own_are_refused_by_name(jo, ed, drafts, capture, mayor):
    own = entry.enter(
        capture,
        segments=[span_of(capture, "he told the Quayside Courier")],
        parties=[entry.Party(speaker=mayor, as_named="Oduya")],
        by=ed,
    )
    meant = [*drafts[:2], own]
    for quote in meant:
        workflow.submit(quote, by=jo)
    desk = signed_in(ed)
    chosen = {"action": "publish_selected", "_selected_action": [q.pk for q in meant]}
    assert "Ask a colleague" in desk.post(LIST, chosen).content.decode()
    said = step(desk, "publish", *meant).content.decode()
    assert "2 quotes were published." in said
    assert "Ask a colleague" in said
    assert [status(q) for q in meant] == ["published", "published", "in_review"]


def test_ed_withdraws_many_with_one_reason(ed, jo, drafts):
    for quote in drafts[:2]:
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
    desk = signed_in(ed)
    chosen = {"action": "withdraw_selected", "_selected_action": [q.pk for q in drafts[:2]]}
    assert "withdraw" in desk.post(LIST, chosen).content.decode().lower()
    assert step(desk, "withdraw", *drafts[:2], reason="Hoax.").status_code == 302
    assert [status(q) for q in drafts[:2]] == ["withdrawn", "withdrawn"]


def test_bulk_steps_are_suggested_to_those_who_may_take_them(jo, ed, fay, draft_quote):
    suggested = {}
    for person in (jo, ed, fay):
        page = signed_in(person).get(LIST)
        form = page.context["action_form"]
        suggested[person.username] = (
            {v for v, _ in form.fields["action"].choices} if form else set()
        )
    assert "submit_selected" in suggested["jo"]
    assert "publish_selected" not in suggested["jo"]
    assert {"publish_selected", "withdraw_selected"} <= suggested["ed"]
    assert not suggested["fay"] & {"submit_selected", "publish_selected", "withdraw_selected"}


def test_quotes_without_a_voice_are_not_submitted_even_by_a_superuser(superuser, drafts):
    for quote in drafts[:2]:
        entry.write_parties(quote, [])
        quote.refresh_from_db()
    assert "no speaker yet" in step(signed_in(superuser), "submit", *drafts).content.decode()


@pytest.mark.parametrize("name", ["burn", "publish-all"])
def test_an_unknown_step_does_not_exist(superuser, draft_quote, name):
    assert signed_in(superuser).get(f"{LIST}steps/{name}/?quote=1").status_code == 404


@pytest.mark.parametrize("given", ["", "x", "999999999999999999999999", "-1", "½"])
def test_a_step_for_no_quote_does_not_exist(superuser, given):
    desk = signed_in(superuser)
    assert desk.get(f"{LIST}steps/publish/", {"quote": given}).status_code == 404
    posted = desk.post(f"{LIST}steps/publish/", {"quotes": f"{given}:1", "reason": "x"})
    assert posted.status_code in (200, 302)


# A published quote


def test_a_published_quotes_words_are_replaced_not_edited(jo, ed, published_quote):
    url = f"{LIST}{published_quote.pk}/change/"
    page = signed_in(ed).get(url)
    assert "words" not in page.context["adminform"].form.fields
    assert f"steps/replace/?quote={published_quote.pk}" in page.content.decode()
    desk = signed_in(jo)
    response = step(desk, "replace", published_quote)
    new = Quote.objects.get(replaces=published_quote)
    assert response.url == f"{LIST}{new.pk}/change/"
    assert (new.status, new.words) == ("draft", published_quote.words)
    fill(desk, response.url, words="“the money is gone”. The money is there")
    new.refresh_from_db()
    workflow.submit(new, by=jo)
    assert "A reason is needed. Enter one." in step(signed_in(ed), "publish", new).content.decode()
    step(signed_in(ed), "publish", new, reason="The quote was cut short.")
    assert [status(new), status(published_quote)] == ["published", "withdrawn"]
    old = published_quote.revisions.last()
    assert (old.kind, old.reason) == ("replaced", "The quote was cut short.")


def test_a_second_replacement_is_refused(jo, published_quote):
    desk = signed_in(jo)
    step(desk, "replace", published_quote)
    assert "already being written" in step(desk, "replace", published_quote).content.decode()
    assert Quote.objects.filter(replaces=published_quote).count() == 1


def test_its_other_fields_change_with_a_sort_and_a_public_reason(ed, jo, published_quote):
    url = f"{LIST}{published_quote.pk}/change/"
    boxes = {
        "medium": "radio",
        "change_kind": "clarification",
        "reason": "It was said on the radio.",
    }
    answer = fill(signed_in(ed), url, **boxes)
    assert answer.status_code == 302
    published_quote.refresh_from_db()
    assert (published_quote.medium, published_quote.revision_number) == ("", 3)
    waiting = PublicChange.objects.get()
    decide(waiting, "accept", jo)
    published_quote.refresh_from_db()
    newest = published_quote.revisions.last()
    assert published_quote.medium == "radio"
    assert (newest.kind, newest.reason, newest.is_public, newest.made_by) == (
        "clarification",
        "It was said on the radio.",
        True,
        ed,
    )


@pytest.mark.parametrize("missing", ["change_kind", "reason"])
def test_a_change_without_sort_or_reason_is_refused(ed, published_quote, missing):
    boxes = {"medium": "radio", "change_kind": "update", "reason": "More is known.", missing: ""}
    response = fill(signed_in(ed), f"{LIST}{published_quote.pk}/change/", **boxes)
    assert "This field is required." in complaints(response)
    published_quote.refresh_from_db()
    assert (published_quote.medium, published_quote.revision_number) == ("", 3)


def test_its_words_stay_even_if_they_are_posted(ed, published_quote):
    boxes = {"words": "old ferry pier", "change_kind": "update", "reason": "More is known."}
    fill(signed_in(ed), f"{LIST}{published_quote.pk}/change/", **boxes)
    assert published_quote.segments.get().words == "“the money is gone”"


def test_an_editor_does_not_change_its_speaker_alone(ed, jo, published_quote, mayor, councillor):
    desk, url = signed_in(ed), f"{LIST}{published_quote.pk}/change/"
    boxes = {"change_kind": "correction", "reason": "It was the mayor."}
    speaker = {"attributions-0-speaker": mayor.pk, "attributions-0-as_named": "Oduya"}
    assert fill(desk, url, **boxes, **speaker).status_code == 302
    assert published_quote.attributions.get().speaker == councillor
    page = desk.get(url).content.decode()
    assert "once a second person has accepted it" in page and "A change to this waits" in page
    waiting = PublicChange.objects.get()
    opened = signed_in(jo).get(f"/admin/quotes/publicchange/{waiting.pk}/change/").content.decode()
    assert "Petra Oduya" in opened and "It was the mayor." in opened
    assert decide(waiting, "accept", ed).status_code == 422
    assert published_quote.attributions.get().speaker == councillor
    assert decide(waiting, "accept", jo).status_code == 302
    assert published_quote.attributions.get().speaker == mayor
    assert decide(waiting, "revert", ed).status_code == 302
    assert published_quote.attributions.get().speaker == mayor
    decide(PublicChange.objects.waiting().get(), "accept", jo)
    assert published_quote.attributions.get().speaker == councillor


def test_an_amendment_that_changes_nothing_says_so(ed, published_quote):
    desk, url = signed_in(ed), f"{LIST}{published_quote.pk}/change/"
    answer = fill(desk, url, change_kind="update", reason="More is known.")
    assert "Nothing was changed." in desk.get(answer.url).content.decode()
    assert not PublicChange.objects.exists()


def decide(waiting, step: str, by):
    address = f"/admin/quotes/publicchange/{waiting.pk}/decide/"
    return signed_in(by).post(address, {"step": step, "why": ""})


def test_it_keeps_at_least_one_voice(ed, published_quote):
    boxes = {"change_kind": "update", "reason": "x", "attributions-0-DELETE": "on"}
    response = fill(signed_in(ed), f"{LIST}{published_quote.pk}/change/", **boxes)
    assert "needs at least one speaker" in complaints(response)


def test_jo_reads_it_and_may_not_change_it(jo, published_quote):
    desk, url = signed_in(jo), f"{LIST}{published_quote.pk}/change/"
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"medium": "radio"}).status_code == 403


def test_drafts_are_thrown_away_in_bulk_and_nothing_that_others_saw(jo, drafts, published_quote):
    workflow.submit(drafts[0], by=jo)
    desk = signed_in(jo)
    for seen in (drafts[0], published_quote):
        meant = {"action": "delete_selected", "_selected_action": [drafts[1].pk, seen.pk]}
        desk.post(LIST, meant | {"post": "yes"})
    assert Quote.objects.filter(pk__in=[q.pk for q in (*drafts, published_quote)]).count() == 4
    meant = {"action": "delete_selected", "_selected_action": [drafts[1].pk, drafts[2].pk]}
    desk.post(LIST, meant | {"post": "yes"})
    assert not Quote.objects.filter(pk__in=[drafts[1].pk, drafts[2].pk]).exists()
