"""Two people edit one record: the second to save sees what the first changed, and chooses."""

import pytest

from quotes.editorial import workflow
from quotes.models import Quote, Speaker, SpeakerName
from sources.models import Source
from tests.admin.filling import boxes, fill, signed_in


def edit(quote):
    return f"/admin/quotes/quote/{quote.pk}/change/"


def opened(client, url, **changes):
    """The boxes of a page as one editor has them, before saving."""
    return boxes(client.get(url)) | changes


def chosen(response, **choices):
    """What the conflict page posts: all that was sent, and the choices."""
    context = response.context
    sent = {}
    for name, value in context["sent"]:
        sent.setdefault(name, []).append(value)
    sent |= {"_seen": context["seen"], "_read": context["read"]}
    for difference in context["differences"]:
        sent[difference.key] = choices.get(difference.name, difference.chosen)
    return sent


def differences(response):
    return {d.name: d for d in response.context["differences"]}


@pytest.fixture
def both(jo, ed):
    return signed_in(jo), signed_in(ed)


def test_the_second_to_save_sees_what_the_first_changed_and_stores_nothing_yet(both, draft_quote):
    first, second = both
    mine = opened(second, edit(draft_quote), cue="added", medium="radio")
    fill(first, edit(draft_quote), cue="promised", reason="As the lead has it.")
    response = second.post(edit(draft_quote), mine)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Edited by jo" in page
    assert "As the lead has it." in page
    cue = differences(response)["cue"]
    assert (cue.read, cue.theirs, cue.mine, cue.chosen) == (["said"], ["promised"], ["added"], "")
    assert differences(response)["medium"].chosen == "mine"
    draft_quote.refresh_from_db()
    assert (draft_quote.cue, draft_quote.medium, draft_quote.revision_number) == ("promised", "", 2)


@pytest.mark.parametrize(("choice", "kept"), [("mine", "added"), ("theirs", "promised")])
def test_each_field_is_chosen_and_the_rest_is_kept(both, draft_quote, choice, kept):
    first, second = both
    mine = opened(second, edit(draft_quote), cue="added", medium="radio")
    fill(first, edit(draft_quote), cue="promised", translator="Ole Brandt")
    page = second.post(edit(draft_quote), mine)
    assert second.post(edit(draft_quote), chosen(page, cue=choice)).status_code == 302
    draft_quote.refresh_from_db()
    assert (draft_quote.cue, draft_quote.medium, draft_quote.translator) == (
        kept,
        "radio",
        "Ole Brandt",
    )
    assert draft_quote.revision_number == 3
    assert draft_quote.revisions.last().made_by.username == "ed"


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_words_and_attribution_are_chosen_as_wholes(both, draft_quote, councillor, choice):
    first, second = both
    mine = opened(
        second,
        edit(draft_quote),
        words="The money is there",
        **{"attributions-0-speaker": councillor.pk, "attributions-0-as_named": "Nils Aster"},
    )
    fill(
        first,
        edit(draft_quote),
        words="“Not a day later,”",
        **{"attributions-0-as_named": "Petra Oduya"},
    )
    page = second.post(edit(draft_quote), mine)
    assert {"words", "attributions"} <= set(differences(page))
    assert "As named: Petra Oduya" in differences(page)["attributions"].theirs[0]
    done = second.post(edit(draft_quote), chosen(page, words=choice, attributions=choice))
    assert done.status_code == 302
    voice = draft_quote.attributions.get()
    quote = Quote.objects.get(pk=draft_quote.pk)
    if choice == "mine":
        assert (quote.words, voice.speaker) == ("The money is there", councillor)
    else:
        assert (quote.words, voice.as_named) == ("“Not a day later,”", "Petra Oduya")


def test_topics_are_a_field_like_the_others(both, draft_quote):
    first, second = both
    mine = opened(second, edit(draft_quote), topics=[])
    fill(first, edit(draft_quote), medium="radio")
    page = second.post(edit(draft_quote), mine)
    topics = differences(page)["topics"]
    assert (topics.theirs, topics.mine, topics.chosen) == (
        ["Northport ferry pier"],
        ["(empty)"],
        "mine",
    )
    second.post(edit(draft_quote), chosen(page))
    draft_quote.refresh_from_db()
    assert (draft_quote.topics.count(), draft_quote.medium) == (0, "radio")


def test_a_third_who_saves_while_the_second_compares_is_seen_too(both, superuser, draft_quote):
    first, second = both
    mine = opened(second, edit(draft_quote), cue="added")
    fill(first, edit(draft_quote), medium="radio")
    page = second.post(edit(draft_quote), mine)
    fill(signed_in(superuser), edit(draft_quote), translator="Ole Brandt")
    again = second.post(edit(draft_quote), chosen(page))
    assert again.status_code == 409
    assert second.post(edit(draft_quote), chosen(again)).status_code == 302
    draft_quote.refresh_from_db()
    assert (draft_quote.cue, draft_quote.medium, draft_quote.translator) == (
        "added",
        "radio",
        "Ole Brandt",
    )


def test_a_refusal_after_choosing_still_keeps_what_was_typed(both, draft_quote):
    first, second = both
    mine = opened(second, edit(draft_quote), cue="bellowed", medium="radio")
    fill(first, edit(draft_quote), cue="promised")
    page = second.post(edit(draft_quote), mine)
    refused = second.post(edit(draft_quote), chosen(page, cue="mine"))
    assert refused.status_code == 200
    form = refused.context["adminform"].form
    assert (form["cue"].value(), form["medium"].value()) == ("bellowed", "radio")
    assert form.errors["cue"]


def test_a_quote_submitted_meanwhile_is_a_change_too(both, draft_quote, jo):
    _, second = both
    mine = opened(second, edit(draft_quote), cue="added")
    workflow.submit(draft_quote, by=jo)
    page = second.post(edit(draft_quote), mine)
    assert page.status_code == 409
    assert "Submitted for review by jo" in page.content.decode()


def test_a_quote_published_meanwhile_asks_for_sort_and_reason_and_loses_nothing(
    submitted_quote, ed, superuser
):
    second = signed_in(superuser)
    mine = opened(second, edit(submitted_quote), medium="radio")
    workflow.publish(submitted_quote, by=ed)
    page = second.post(edit(submitted_quote), mine)
    assert page.status_code == 409
    requested = second.post(edit(submitted_quote), chosen(page))
    form = requested.context["adminform"].form
    assert {"change_kind", "reason"} <= set(form.errors)
    assert form["medium"].value() == "radio"


@pytest.mark.parametrize("seen", ["", "x", "0", "999999999999", "½"])
def test_a_form_without_a_true_version_overwrites_nothing(both, draft_quote, seen):
    _, second = both
    mine = opened(second, edit(draft_quote), cue="added") | {"_seen": seen}
    assert second.post(edit(draft_quote), mine).status_code == 409


@pytest.mark.parametrize(
    "read",
    ["", "{", "[]", '{"cue": 1}', '{"cue": {"field": 7}}', '{"topics": {"field": {"topics": 5}}}',
     '{"attributions": {"rows": [["1", [["as_named", [7]]]]]}}', "[" * 9999, "é:x:ا"],
)  # fmt: skip
def test_a_broken_memory_of_what_was_read_asks_about_every_difference(both, draft_quote, read):
    first, second = both
    mine = opened(second, edit(draft_quote), cue="added", medium="radio", topics=[])
    mine |= {"_read": read, "attributions-0-as_named": "Petra Oduya"}
    fill(first, edit(draft_quote), translator="Ole Brandt")
    page = second.post(edit(draft_quote), mine)
    assert page.status_code == 409
    assert {d.chosen for d in page.context["differences"]} == {""}
    assert "choose for every difference" in page.content.decode()


def test_the_memory_of_another_record_is_none_of_this_one(both, draft_quote, unnamed_quote):
    first, second = both
    mine = opened(second, edit(draft_quote), cue="added")
    other = opened(second, edit(unnamed_quote))
    fill(first, edit(draft_quote), translator="Ole Brandt")
    page = second.post(edit(draft_quote), mine | {"_read": other["_read"]})
    assert page.status_code == 409
    assert {d.chosen for d in page.context["differences"]} == {""}


# Flat tables


def test_two_edits_of_an_article_are_compared_field_by_field(both, article):
    first, second = both
    url = f"/admin/sources/article/{article.pk}/change/"
    mine = opened(second, url, headline="Pier by May", author="Ole Brandt")
    fill(first, url, headline="Pier in May")
    page = second.post(url, mine)
    assert page.status_code == 409
    assert "jo changed this source" in page.content.decode()
    assert differences(page)["headline"].chosen == ""
    second.post(url, chosen(page, headline="theirs"))
    source = Source.objects.get(pk=article.pk)
    assert (source.headline, source.author) == ("Pier in May", "Ole Brandt")


def names(*rows):
    return {
        f"names-{n}-{box}": value
        for n, row in enumerate(rows)
        for box, value in {"name": "", "language": "", "script": "", **row}.items()
    } | {"names-TOTAL_FORMS": len(rows)}


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", {"P. Oduya", "Mayor Oduya"}), ("theirs", {"Petra Oduja", "أودويا"})],
)
def test_a_speakers_names_are_chosen_as_a_list(both, mayor, choice, kept):
    existing = SpeakerName.objects.create(speaker=mayor, name="P. Oduya")
    gone = SpeakerName.objects.create(speaker=mayor, name="Petra Oduja")
    first, second = both
    url = f"/admin/quotes/speaker/{mayor.pk}/change/"
    mine = opened(second, url) | names(
        {"id": existing.pk}, {"id": gone.pk}, {"id": "", "name": "Mayor Oduya"}
    )
    mine |= {"names-0-name": "P. Oduya", "names-1-name": "Petra Oduja", "names-1-DELETE": "on"}
    theirs = opened(first, url) | names({"id": existing.pk}, {"id": gone.pk}, {"name": "أودويا"})
    theirs |= {"names-0-name": "P. Oduya", "names-0-DELETE": "on", "names-1-name": "Petra Oduja"}
    assert first.post(url, theirs).status_code == 302
    page = second.post(url, mine)
    assert page.status_code == 409
    assert "this other name" in page.content.decode()
    assert second.post(url, chosen(page, names=choice)).status_code == 302
    assert set(mayor.names.values_list("name", flat=True)) == kept


def test_the_same_change_made_twice_asks_nothing_but_a_look(both, mayor):
    first, second = both
    url = f"/admin/quotes/speaker/{mayor.pk}/change/"
    mine = opened(second, url, description="mayor")
    fill(first, url, description="mayor")
    page = second.post(url, mine)
    assert page.status_code == 409
    assert not differences(page)
    assert second.post(url, chosen(page)).status_code == 302
    assert Speaker.objects.get(pk=mayor.pk).description == "mayor"


def test_a_record_that_was_deleted_meanwhile_says_so(both, topic):
    _, second = both
    url = f"/admin/quotes/topic/{topic.pk}/change/"
    mine = opened(second, url, name="Pier")
    topic.delete()
    response = second.post(url, mine)
    assert response.status_code == 302
    assert "doesn’t exist" in second.get("/admin/").content.decode()
