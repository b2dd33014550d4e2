"""Entering a quote at the desk: what is guessed, what is refused, and what is stored."""

import pytest

from quotes.models import Attribution, Quote, Speaker
from sources.models import Capture
from tests.cast import span_of
from tests.desk.forms import FRAGMENT, form_in, said


@pytest.fixture
def address(capture):
    return f"/desk/captures/{capture.pk}/quotes/add/"


def key(capture, *words: str) -> str:
    return ",".join("{}-{}".format(*span_of(capture, one)) for one in words)


@pytest.fixture
def opened(jos, capture, address):
    """The form that opens for marked words, as its fields."""

    def open_form(*words: str) -> dict[str, str]:
        return form_in(jos.get(address, {"segments": key(capture, *words)}, headers=FRAGMENT))

    return open_form


def test_the_form_opens_with_voice_cue_and_kind_guessed(jos, opened, mayor):
    form = opened("“The pier will open in May,”")
    assert form["cue"] == "said" and form["kind"] == "direct"
    assert form["party-0-as_named"] == "Oduya"
    assert form["party-0-who"] == f"speaker:{mayor.pk}"


def test_nothing_is_stored_by_looking(jos, capture, opened):
    jos.get(f"/desk/articles/{capture.source_id}/")
    opened("“The pier will open in May,”")
    assert not Quote.objects.exists() and not Speaker.objects.exists()


def test_a_quote_is_stored_as_a_draft_of_exactly_the_marked_words(jos, jo, address, opened, mayor):
    form = opened("“The pier will open in May,”", "“Not a day later,”")
    answer = jos.post(address, form, headers=FRAGMENT)
    assert answer.status_code == 201
    quote = Quote.objects.get()
    assert quote.words == "“The pier will open in May,” […] “Not a day later,”"
    assert (quote.status, quote.created_by, quote.cue) == ("draft", jo, "said")
    assert [(a.relation, a.as_named, a.speaker) for a in quote.attributions.all()] == [
        ("voice", "Oduya", mayor)
    ]


def test_without_a_script_the_journalist_comes_back_to_the_workspace(jos, address, opened, mayor):
    answer = jos.post(address, opened("“The pier will open in May,”"))
    quote = Quote.objects.get()
    assert answer.headers["Location"].endswith(f"/#card-q{quote.pk}")


def test_a_voice_left_open_makes_a_draft_that_can_not_be_published(jos, address, opened):
    form = opened("“The pier will open in May,”")
    jos.post(address, {**form, "party-0-who": ""})
    assert not Quote.objects.get().attributions.exists()


def test_a_new_speaker_is_made_in_place_with_names_in_any_script(jos, address, opened):
    form = opened("“The pier will open in May,”")
    names = {"party-0-name": "Petra Oduya", "party-0-other_names": "بترا أودويا\nПетра Одуйя\n"}
    jos.post(address, {**form, **names, "party-0-who": "new", "party-0-kind": "person"})
    speaker = Speaker.objects.get()
    assert Quote.objects.get().attributions.get().speaker == speaker
    assert {n.name for n in speaker.names.all()} == {"بترا أودويا", "Петра Одуйя"}


@pytest.mark.parametrize(
    "name", ["Petra Oduya", "PETRA ODUYA", "Petra Oduia", "Oduya", "Петра Одуя"]
)
def test_a_likely_duplicate_is_shown_before_a_new_speaker_is_stored(
    jos, address, opened, mayor, name
):
    form = {**opened("“The pier will open in May,”"), "party-0-who": "new", "party-0-name": name}
    answer = jos.post(address, form, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "may be in the record already" in said(answer)
    assert f'value="speaker:{mayor.pk}"' in answer.content.decode()
    assert Speaker.objects.count() == 1 and not Quote.objects.exists()


def test_none_of_these_makes_the_new_speaker_all_the_same(jos, address, opened, mayor):
    form = {**opened("“The pier will open in May,”"), "party-0-who": "new"}
    jos.post(address, {**form, "party-0-name": "Petra Oduya", "party-0-new_anyway": "on"})
    assert Speaker.objects.count() == 2


def test_a_namesake_without_a_description_is_refused_at_the_desk(jos, address, opened):
    Speaker.objects.create(name="Petra Oduya")
    form = {**opened("“The pier will open in May,”"), "party-0-who": "new"}
    form |= {"party-0-name": " Petra\u00a0Oduya", "party-0-new_anyway": "on"}
    answer = jos.post(address, form, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "describe what distinguishes them" in said(answer)
    assert Speaker.objects.count() == 1 and not Quote.objects.exists()
    jos.post(address, {**form, "party-0-description": "the painter"})
    assert Speaker.objects.filter(name="Petra Oduya", description="the painter").exists()


def test_unnamed_voices_keep_the_texts_own_words(jos, capture, address, opened):
    form = opened("“a bridge to nowhere.”")
    sent = {
        "party-0-who": "unnamed",
        "party-0-as_named": "Two officials",
        "party-0-how_many": "Two",
    }
    jos.post(address, {**form, **sent, "party-0-anonymity_reason": "asked not to be named"})
    party = Quote.objects.get().attributions.get()
    assert party.is_unnamed and party.as_named == "Two officials" and party.how_many == "Two"


def test_a_name_that_nobody_is_linked_to_is_kept_as_the_text_has_it(jos, address, opened):
    form = opened("“the money is gone”")
    jos.post(address, {**form, "party-0-who": "text", "party-0-as_named": "Nils Aster"})
    party = Quote.objects.get().attributions.order_by("position").first()
    assert (party.as_named, party.speaker, party.is_unnamed) == ("Nils Aster", None, False)


def test_an_audience_is_proposed_with_the_cue_and_as_nobody_who_passed_it_on(jos, capture):
    speech = Capture.objects.create(
        source=capture.source,
        text="“We will open the pier in May,” Petra Oduya told reporters at the quay on Monday.",
    )
    page = jos.get(f"/desk/captures/{speech.pk}/quotes/add/?segments=0-31")
    form = form_in(page)
    assert form["cue"] == "told reporters"
    assert "party-1-relation" not in form


def test_one_who_had_it_in_turn_is_a_step_of_their_own(jos, address, opened, mayor, councillor):
    form = opened("“The pier will open in May,”") | {"party-TOTAL_FORMS": "3", "redraw": "1"}
    for number, name in ((1, "Lind Herald"), (2, "Lind Radio")):
        form |= {
            f"party-{number}-relation": "told",
            f"party-{number}-who": "new",
            f"party-{number}-name": name,
        }
    together = jos.post(address, form, headers=FRAGMENT)
    assert "as told to Lind Herald and Lind Radio" in said(together)
    in_turn = jos.post(address, {**form, "party-2-in_turn": "on"}, headers=FRAGMENT)
    assert "as told to Lind Herald, then told to Lind Radio" in said(in_turn)


def test_a_document_can_be_the_voice(jos, address, opened):
    form = {**opened("the old ferry pier"), "party-0-who": "document", "party-0-name": "Pier plan"}
    jos.post(address, {**form, "party-0-as_named": ""})
    assert Quote.objects.get().attributions.get().document.headline == "Pier plan"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cue": "shouted"}, "“shouted” isn't in this text"),
        ({"party-0-as_named": "Mayor Oduya"}, "“Mayor Oduya” isn't in this text"),
        ({"party-0-who": "on"}, "Choose who it is from the list"),
        ({"party-0-who": "speaker:999999"}, "isn't in the record any more"),
        ({"party-0-who": "new", "party-0-name": ""}, "Enter the new speaker's name"),
        ({"party-0-who": "document", "party-0-name": ""}, "Enter the document's title"),
        ({"party-0-who": "unnamed", "party-0-as_named": ""}, "text's own words for the speaker"),
        (
            {"party-0-who": "unnamed", "party-0-affiliation": "Nobody Ltd"},
            "The record has no speaker, or more than one",
        ),
        ({"party-0-relation": "sang"}, "not one of the available choices"),
        ({"segments": "0-999999"}, "outside the text"),
        ({"segments": ""}, "Mark some words"),
        ({"kind": "gossip"}, "not one of the available choices"),
        ({"said_from": "2999-01-01"}, "future"),
        ({"said_from": "0001-01-01"}, "before the year 1000"),
        ({"said_from": "2025-03-04", "said_to": "2025-03-01"}, "in that order"),
        ({"spoken_language": "ar"}, "together with how it is known"),
        ({"topics": "Piers"}, "No topic is called Piers"),
        ({"medium": "a\x00b"}, "can't be stored"),
        ({"original_words": "a\x0bb"}, "can't be stored"),
        ({"cue": "x" * 201}, "at most 200 characters"),
        ({"party-TOTAL_FORMS": "lots"}, "ManagementForm"),
    ],
)
def test_what_can_not_be_stored_is_refused_and_kept(jos, address, opened, mayor, change, sentence):
    form = {**opened("“The pier will open in May,”"), "translator": "K. Lind", **change}
    answer = jos.post(address, form, headers=FRAGMENT)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert form_in(answer)["translator"] == "K. Lind"
    assert not Quote.objects.exists() and not Attribution.objects.exists()


def test_a_form_sent_twice_because_its_answer_was_lost_is_stored_once(jos, address, opened):
    form = {**opened("“The pier will open in May,”"), "party-0-who": "new"}
    form["party-0-name"] = "Petra Oduya"
    first, second = (jos.post(address, form, headers=FRAGMENT) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["key"] == second.json()["key"]
    assert (Quote.objects.count(), Speaker.objects.count()) == (1, 1)


def test_of_two_who_enter_the_same_words_the_second_learns_it(jos, eds, address, opened, mayor):
    form = opened("“The pier will open in May,”")
    jos.post(address, form)
    answer = eds.post(address, {**form, "medium": "radio"}, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "entered already by jo" in said(answer)
    assert form_in(answer)["medium"] == "radio" and Quote.objects.count() == 1
    eds.post(address, {**form, "again": "on"}, headers=FRAGMENT)
    assert Quote.objects.count() == 2


def test_a_button_redraws_the_form_and_stores_nothing(jos, address, opened, mayor):
    form = opened("“The pier will open in May,”", "“Not a day later,”")
    more = form_in(
        jos.post(address, {**form, "more": "reported_by", "cue": "typed"}, headers=FRAGMENT)
    )
    assert more["party-1-relation"] == "reported_by" and more["cue"] == "typed"
    fewer = form_in(jos.post(address, {**more, "remove": "0"}, headers=FRAGMENT))
    assert fewer["party-0-relation"] == "reported_by" and "party-1-relation" not in fewer
    dropped = form_in(jos.post(address, {**form, "drop": "1"}, headers=FRAGMENT))
    assert dropped["segments"] == form["segments"].partition(",")[0]
    assert not Quote.objects.exists()


def test_the_attribution_sentence_is_the_readers(jos, address, opened, mayor, councillor):
    form = opened("“The pier will open in May,”")
    form |= {"party-1-relation": "told", "party-1-who": "new", "party-1-name": "Lind Herald"}
    answer = jos.post(address, {**form, "party-TOTAL_FORMS": "2", "redraw": "1"}, headers=FRAGMENT)
    assert "Petra Oduya — “said” — as told to Lind Herald" in said(answer)


def test_the_desks_script_learns_when_the_session_has_ended(client, address):
    answer = client.post(address, {"cue": "said"}, headers=FRAGMENT)
    assert answer.status_code == 401 and "Sign in again in another tab" in answer.content.decode()


def test_rex_and_fay_enter_no_quotes_and_fays_desk_is_what_waits(client, fay, capture, address):
    assert client.get(address).headers["Location"].startswith("/admin/login/")
    client.force_login(fay)
    assert client.get("/desk/").headers["Location"] == "/desk/check/"
    for place in (address, "/desk/articles/add/", f"/desk/articles/{capture.source_id}/"):
        assert client.get(place).status_code == 403
    assert client.post(address, {}, headers=FRAGMENT).status_code == 403


def test_a_story_pasted_for_a_name_is_looked_up_by_its_beginning(jos, address, opened, monkeypatch):
    seen = []
    monkeypatch.setattr("quotes.desk.suggestions.name_keys", lambda name: seen.append(name) or [])
    story = "Petra Oduya said. " * 5000
    sent = {
        **opened("“The pier will open in May,”"),
        "redraw": "1",
        "party-0-who": "new",
        "party-0-name": story,
    }
    assert jos.post(address, sent).status_code == 200
    assert seen and max(map(len, seen)) <= 200
