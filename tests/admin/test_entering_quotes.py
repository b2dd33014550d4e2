"""Jo adds quotes by giving their words."""

import datetime as dt

import pytest

from quotes.models import Quote, Revision, Speaker, SpeakerName
from sources.models import Capture
from tests.admin.filling import complaints, fill, signed_in
from tests.cast import span_of

PIER = "“The pier will open in May,”"


@pytest.fixture
def desk(jo):
    return signed_in(jo)


@pytest.fixture
def add(capture):
    return f"/admin/quotes/quote/add/?capture={capture.pk}"


def edit(quote):
    return f"/admin/quotes/quote/{quote.pk}/change/"


def party(number=0, **boxes):
    return {f"attributions-{number}-{box.replace('__', '-')}": v for box, v in boxes.items()}


def parties(*rows):
    """Boxes for rows that are all new."""
    sent = {"attributions-TOTAL_FORMS": len(rows), "attributions-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= party(number, **{"relation": "voice", **row})
    return sent


def test_words_are_found_and_stored_as_offsets_with_one_revision(desk, add, capture, mayor, jo):
    row = {"as_named": "Oduya", "speaker": mayor.pk}
    response = fill(desk, add, words=PIER, cue="said", **parties(row))
    assert response.status_code == 302, complaints(response)
    quote = Quote.objects.get()
    segment = quote.segments.get()
    assert (segment.start, segment.end) == span_of(capture, PIER)
    assert (quote.kind, quote.status, quote.created_by) == ("direct", "draft", jo)
    assert quote.attributions.get().speaker == mayor
    revision = quote.revisions.get()
    assert (revision.number, revision.kind, revision.made_by) == (1, "entered", jo)


def test_spans_that_he_said_interrupts_are_stored_in_order(desk, add, capture):
    fill(desk, add, words=f"{PIER}\r\n[…]\r\n“Not a day later,”")
    stored = [(s.start, s.end) for s in Quote.objects.get().segments.all()]
    assert stored == [span_of(capture, PIER), span_of(capture, "“Not a day later,”")]


def test_spans_may_be_in_paragraphs_of_their_own(desk, add):
    fill(desk, add, words=f"{PIER}\n\n“Not a day later,”")
    assert Quote.objects.get().segments.count() == 2


def test_a_quote_over_two_paragraphs_stays_one_span(desk, add):
    fill(desk, add, words="pier.\n\n“The pier")
    assert Quote.objects.get().segments.count() == 1


def test_spans_out_of_order_are_refused(desk, add):
    response = fill(desk, add, words=f"“Not a day later,”\n[...]\n{PIER}")
    assert "in the order of the text" in complaints(response)
    assert not Quote.objects.exists()


def test_words_that_are_not_there_show_the_nearest_passage_and_stay_in_the_box(desk, add, mayor):
    row = {"as_named": "Oduya", "speaker": mayor.pk}
    words = "“The pier shall surely open in May,”"
    response = fill(desk, add, words=words, cue="said", **parties(row))
    said = complaints(response)
    assert "aren&#x27;t in the text" in said or "aren't in the text" in said
    assert "The pier will open in May" in said
    form = response.context["adminform"].form
    assert (form["words"].value().words, form["cue"].value()) == (words, "said")
    rows = response.context["inline_admin_formsets"][0].formset.forms
    assert (rows[0]["as_named"].value(), rows[0]["speaker"].value()) == ("Oduya", str(mayor.pk))
    assert not Quote.objects.exists()


def test_words_that_occur_twice_suggestion_their_places_and_the_chosen_one_is_stored(
    desk, add, capture
):
    response = fill(desk, add, words="The money is there", **parties())
    assert Quote.objects.get().words == "The money is there"
    Quote.objects.all().delete()
    response = fill(desk, add, words="the", cue="said", **parties())
    assert "times in the text" in complaints(response)
    options = response.context["adminform"].form.fields["words"].widget.choices[0].options
    assert len(options) > 2
    page = response.content.decode()
    assert page.count('name="words_place_0"') == len(options)
    fill(desk, add, words="the", words_place_0=options[1]["start"], **parties())
    assert Quote.objects.get().segments.get().start == options[1]["start"]


def test_a_place_that_was_never_suggested_is_not_believed(desk, add):
    response = fill(desk, add, words="the", words_place_0="1", **parties())
    assert "times in the text" in complaints(response)
    response = fill(desk, add, words="the", words_place_0="½", words_place_x="7", **parties())
    assert "times in the text" in complaints(response)


def test_the_place_chosen_stays_when_the_quote_is_edited_again(desk, add):
    response = fill(desk, add, words="the", **parties())
    options = response.context["adminform"].form.fields["words"].widget.choices[0].options
    fill(desk, add, words="the", words_place_0=options[2]["start"], **parties())
    quote = Quote.objects.get()
    assert fill(desk, edit(quote), medium="radio").status_code == 302
    assert quote.segments.get().start == options[2]["start"]


def test_typed_straight_marks_find_the_curly_ones_and_jo_learns(desk, add):
    response = fill(desk, add, words='"The pier will open in May,"')
    assert Quote.objects.get().words == PIER
    assert "Saved exactly as in the text" in desk.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"words": ""}, "The quote has no words"),
        ({"words": "…“”"}, "in the text"),
        ({"words": "a\x00b"}, "U+0000"),
        ({"cue": "bellowed"}, "“bellowed” doesn’t occur"),
        ({"said_from": "2199-01-01", "said_to": "2199-01-01"}, "in the future"),
        ({"said_from": "2025-03-04", "said_to": "2025-03-03"}, "in that order"),
        ({"said_from": "0000-01-01"}, "Enter a valid date"),
        ({"spoken_language": "en"}, "together with how it is known"),
        ({"medium": "m" * 201}, "at most 200 characters"),
        ({"kind": "shout"}, "not one of the available choices"),
        ({"topics": ["abc"]}, "not a valid value"),
        ({"parent": "abc"}, "not one of the available choices"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_nothing_is_stored(desk, add, boxes, sentence):
    response = fill(desk, add, **{"words": PIER, **boxes}, **parties())
    assert sentence.replace("’", "'") in complaints(response).replace("&#x27;", "'")
    assert not Quote.objects.exists()
    form = response.context["adminform"].form
    for box, value in boxes.items():
        shown = form[box].value()
        assert getattr(shown, "words", shown) == value


def test_the_kind_is_proposed_and_may_be_overruled(desk, add):
    fill(desk, add, words="promised on Tuesday to reopen the old ferry pier", **parties())
    assert Quote.objects.latest("pk").kind == "paraphrase"
    fill(desk, add, words=PIER, kind="partial", **parties())
    assert Quote.objects.latest("pk").kind == "partial"


def test_a_party_is_named_as_the_source_names_it(desk, add, mayor):
    row = {"as_named": "Mayor Oduya", "speaker": mayor.pk}
    response = fill(desk, add, words=PIER, **parties(row))
    assert "“Mayor Oduya” isn't in this text" in complaints(response)
    assert not Quote.objects.exists()


def test_voices_capacities_carriers_and_documents_are_in_the_order_given(
    desk, add, mayor, councillor, article
):
    rows = [
        {
            "relation": "told",
            "as_named": "the Quayside Courier",
            "document": article.pk,
            "order": 3,
        },
        {"as_named": "Nils Aster", "speaker": councillor.pk, "order": 1},
        {"as_named": "Petra Oduya", "speaker": mayor.pk, "order": 2},
    ]
    fill(desk, add, words="The money is there", **parties(*rows))
    stored = Quote.objects.get().attributions.all()
    assert [(a.relation, a.as_named) for a in stored] == [
        ("voice", "Nils Aster"),
        ("voice", "Petra Oduya"),
        ("told", "the Quayside Courier"),
    ]


def test_an_unnamed_voice_is_entered_as_the_source_gives_it(desk, add):
    row = {
        "as_named": "Two officials",
        "how_many": "Two",
        "anonymity_reason": "asked not to be named",
    }
    fill(desk, add, words="“a bridge to nowhere.”", **parties(row))
    voice = Quote.objects.get().attributions.get()
    assert voice.is_unnamed
    assert (voice.how_many, voice.anonymity_reason) == ("Two", "asked not to be named")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"how_many": "Two", "speaker": "MAYOR"}, "Only an unnamed speaker"),
        ({"document": "ARTICLE", "speaker": "MAYOR"}, "not both"),
        ({"relation": "told"}, "as the source names it"),
        ({"relation": "whispered", "as_named": "Oduya"}, "not one of the available choices"),
        ({"speaker": "999999"}, "not one of the available choices"),
        ({"speaker": "abc"}, "not one of the available choices"),
        ({"document": "9" * 30}, "not one of the available choices"),
    ],
)
def test_a_party_that_makes_no_sense_gets_a_sentence(desk, add, mayor, article, row, sentence):
    known = {"MAYOR": mayor.pk, "ARTICLE": article.pk}
    response = fill(desk, add, words=PIER, **parties({k: known.get(v, v) for k, v in row.items()}))
    assert sentence in complaints(response)
    assert not Quote.objects.exists()


def test_a_quote_is_added_from_its_text(desk, capture):
    response = desk.get("/admin/quotes/quote/add/")
    assert response.status_code == 302
    assert "Open the text that the quote is in" in desk.get(response.url).content.decode()
    opened = desk.get(f"/admin/sources/capture/{capture.pk}/change/").content.decode()
    assert f"/admin/quotes/quote/add/?capture={capture.pk}" in opened
    article = desk.get(f"/admin/sources/article/{capture.source_id}/change/").content.decode()
    assert f"/admin/quotes/quote/add/?capture={capture.pk}" in article


@pytest.mark.parametrize("given", ["x", "99999999999999999999", "0", "-1"])
def test_a_text_that_does_not_exist_is_no_error(desk, given, db):
    assert desk.get(f"/admin/quotes/quote/add/?capture={given}").status_code == 302
    posted = desk.post(f"/admin/quotes/quote/add/?capture={given}", {"capture": given})
    assert posted.status_code == 200


def test_hidden_signs_in_a_quote_are_warned_of(desk, article):
    capture = Capture.objects.create(source=article, text="He said “one \u202etwo\u202c three”.")
    add = f"/admin/quotes/quote/add/?capture={capture.pk}"
    response = fill(desk, add, words="“one \u202etwo\u202c three”", **parties())
    page = desk.get(response.url).content.decode()
    assert "2 hidden characters that change" in page
    assert "one <span" in page


def test_an_edit_of_a_draft_is_one_more_revision_and_changes_only_what_was_changed(
    desk, draft_quote, jo
):
    before = list(draft_quote.attributions.values_list("pk", "as_named"))
    assert fill(desk, edit(draft_quote), medium="radio", reason="heard").status_code == 302
    draft_quote.refresh_from_db()
    newest = draft_quote.revisions.last()
    assert (draft_quote.medium, draft_quote.revision_number) == ("radio", 2)
    assert (newest.kind, newest.reason, newest.made_by) == ("edited", "heard", jo)
    assert not newest.changes_words_or_speaker
    assert list(draft_quote.attributions.values_list("pk", "as_named")) == before
    assert draft_quote.topics.count() == 1


def test_a_drafts_words_may_be_changed(desk, draft_quote):
    fill(desk, edit(draft_quote), words="“Not a day later,”")
    assert draft_quote.segments.get().words == "“Not a day later,”"
    assert Revision.objects.filter(quote=draft_quote).last().changes_words_or_speaker


def test_speakers_are_suggested_by_any_of_their_names_in_any_script(desk, mayor, councillor):
    SpeakerName.objects.create(speaker=mayor, name="بيترا أودويا", language="ar", script="Arab")
    gone = Speaker.objects.create(name="Petra Oduya of old", merged_into=mayor)
    look = "/admin/autocomplete/?app_label=quotes&model_name=attribution&field_name=speaker&term="
    for term in ("Oduya", "odu", "ODÚYA", "petra od", "أودويا"):
        suggested = [o["id"] for o in desk.get(look + term).json()["results"]]
        assert suggested == [str(mayor.pk)], term
    assert str(gone.pk) not in desk.get(look).content.decode()


def test_choosing_a_merged_speaker_chooses_the_one_they_were_merged_into(desk, add, mayor):
    gone = Speaker.objects.create(name="P. Oduya", merged_into=mayor)
    fill(desk, add, words=PIER, **parties({"as_named": "Oduya", "speaker": gone.pk}))
    assert Quote.objects.get().attributions.get().speaker == mayor


def test_fay_reads_a_draft_and_changes_nothing(fay, draft_quote, capture):
    client = signed_in(fay)
    assert client.get(edit(draft_quote)).status_code == 200
    assert client.post(edit(draft_quote), {"words": "x"}).status_code == 403
    assert client.get(f"/admin/quotes/quote/add/?capture={capture.pk}").status_code == 403


def test_jo_may_throw_a_draft_away_and_nothing_that_others_saw(desk, draft_quote, published_quote):
    url = "/admin/quotes/quote/{}/delete/"
    assert desk.post(url.format(published_quote.pk), {"post": "yes"}).status_code == 403
    assert desk.post(url.format(draft_quote.pk), {"post": "yes"}).status_code == 302
    assert not Quote.objects.filter(pk=draft_quote.pk).exists()


def test_a_save_keeps_the_fraction_of_a_second_of_the_exact_time(jo, draft_quote):
    said = dt.datetime(2025, 3, 4, 9, 30, 34, 724000, tzinfo=dt.UTC)
    days = {"said_from": dt.date(2025, 3, 4), "said_to": dt.date(2025, 3, 4)}
    Quote.objects.filter(pk=draft_quote.pk).update(said_at=said, **days)
    url, desk = f"/admin/quotes/quote/{draft_quote.pk}/change/", signed_in(jo)
    assert fill(desk, url, cue="added").status_code == 302
    assert Quote.objects.get(pk=draft_quote.pk).said_at == said
    assert fill(desk, url, said_at_1="09:31").status_code == 302
    changed = said.replace(minute=31, second=0, microsecond=0)
    assert Quote.objects.get(pk=draft_quote.pk).said_at == changed
