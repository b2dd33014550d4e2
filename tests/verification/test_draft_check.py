"""A story checked against the record before it is published."""

import html
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.editorial import entry, workflow
from quotes.models import Quote
from quotes.public.presentation.loading import load
from quotes.transfer.seed import seed
from quotes.verification import evidence, record_lookup, reviews
from quotes.verification.draft_check import check_story
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db

DRAFT = (
    "“The pier will open in May,” Petra Oduya said.\n\n"
    "Oduya said: “The pier will surely open in May.”\n\n"
    "“The pier will open in May,” Nils Aster said.\n\n"
    "“We shall paint the lighthouse a lovely green,” Petra Oduya added.\n\n"
    "It is “very likely,” she said."
)


@pytest.fixture
def record(submitted_quote, ed):
    workflow.publish(submitted_quote, by=ed)


def finding(text: str, **how):
    """What is found of a story's only span."""
    (one,) = check_story(text, **how).with_quotes(load).checked
    return one


def test_each_span_is_verbatim_altered_somebody_elses_or_not_traced(record):
    assert [one.finding for one in check_story(DRAFT).checked] == [
        "verbatim",
        "altered",
        "said_by_somebody_else",
        "not_traced",
        "too_short",
    ]


def test_an_altered_span_comes_with_its_diff(record):
    altered = check_story(DRAFT).checked[1]
    parts = [(part.op, part.text.strip()) for part in altered.occurrences[0].result.diff]
    assert ("del", "surely") in parts


def test_a_draft_is_found_only_for_those_who_may_see_it(draft_quote):
    story = "“The pier will open in May,” Petra Oduya said."
    seen = finding(story, unpublished=True)
    assert (seen.finding, seen.occurrences[0].quote) == ("verbatim", draft_quote)
    assert not any(one.quote for one in finding(story).occurrences)


def test_a_withdrawn_quote_is_not_found(published_quote, ed):
    workflow.withdraw(published_quote, by=ed, reason="Never said.")
    assert finding("“the money is gone,” Nils Aster said.").occurrences[0].quote is None


def test_words_of_a_stranger_are_not_in_the_record_and_of_a_known_speaker_not_traced(record):
    words = "“We shall paint the lighthouse a lovely green,” {} said."
    assert finding(words.format("Tom Hale")).finding == "not_in_record"
    untraced = finding(words.format("Petra Oduya"))
    assert (untraced.finding, untraced.known) == ("not_traced", [("Petra Oduya", 1)])


def source(text: str, **fields) -> Capture:
    made = Source.objects.create(**{"kind": "article", "headline": "The quay"} | fields)
    return Capture.objects.create(source=made, text=text)


@pytest.mark.parametrize(
    ("speaker", "found"), [("Petra Oduya", "in_a_source"), ("Nils Aster", "said_by_somebody_else")]
)
def test_words_that_are_in_a_text_without_being_a_quote_are_found_with_who_says_them(
    record, speaker, found
):
    capture = source("“Nobody told me of the second crane,” said Petra Oduya.")
    one = finding(f"“Nobody told me of the second crane,” {speaker} said.")
    assert (one.finding, one.occurrences[0].capture, one.occurrences[0].voices) == (
        found,
        capture,
        ["Petra Oduya"],
    )


def test_a_post_is_said_by_whoever_signed_it(record):
    source("Nobody told me of the second crane.", kind="post", author="Nils Aster")
    one = finding("“Nobody told me of the second crane,” Petra Oduya said.")
    assert (one.finding, one.occurrences[0].voices) == ("said_by_somebody_else", ["Nils Aster"])


def test_a_paraphrase_put_in_quotation_marks_is_distinguished(capture, mayor, jo, ed):
    entry.enter(
        capture,
        segments=[span_of(capture, "promised on Tuesday to reopen the old ferry pier")],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )
    one = finding("“To reopen the old ferry pier,” Petra Oduya said.", unpublished=True)
    assert one.finding == "paraphrase"


def test_a_texts_own_telling_put_in_quotation_marks_is_distinguished(capture, mayor):
    one = finding("“To reopen the old ferry pier,” Petra Oduya said.")
    assert (one.finding, one.occurrences[0].capture) == ("paraphrase", capture)


def test_a_source_with_several_texts_is_shown_once(record):
    capture = source("“Nobody told me of the second crane,” said Petra Oduya.")
    Capture.objects.create(source=capture.source, text=capture.text + " Updated.")
    assert len(finding("“Nobody told me of the second crane,” Petra Oduya said.").occurrences) == 1


def test_beside_words_that_are_no_altered_ones_are_shown(record, publish_many):
    source("“The pier will surely open in May,” said Petra Oduya.")
    found = finding("“The pier will open in May,” Petra Oduya said.").occurrences
    assert [one.result.kind for one in found] == ["exact"]


def test_a_source_linked_to_a_near_quote_is_looked_at_however_old(record, fay, monkeypatch):
    monkeypatch.setattr(record_lookup, "MOST_TEXTS", 0)
    tape = source("The pier will surely open in May. I promise.", author="Petra Oduya", kind="post")
    evidence.link(Quote.objects.get(), tape, purpose="primary", by=fay)
    one = finding("“The pier will surely open in May,” Petra Oduya said.")
    assert (one.finding, one.occurrences[0].capture) == ("in_a_source", tape)


def test_somebody_elses_quote_says_more_than_a_text_in_which_nobody_says_it(record):
    source("[00:20] The pier will open in May. [00:40] Good night.", kind="video")
    assert finding("“The pier will open in May,” Nils Aster said.").finding == (
        "said_by_somebody_else"
    )


def test_words_that_occur_twice_in_a_text_are_there_word_for_word(record):
    words = "“Nobody told me of the second crane,” said Petra Oduya. "
    source(words * 2)
    assert finding(words).finding == "in_a_source"


def test_altered_words_of_a_text_come_with_their_diff(record):
    source("“Nobody told me of the second crane at the quay,” said Petra Oduya.")
    one = finding("“Nobody told me of the third crane at the quay,” Petra Oduya said.")
    assert one.finding == "altered"
    assert "third" in [p.text.strip() for p in one.occurrences[0].result.diff if p.op == "del"]


def test_the_number_of_queries_for_a_span_does_not_grow_with_the_record(publish_many):
    def queries() -> int:
        with CaptureQueriesContext(connection) as requested:
            check_story("“The pier will open in July,” Petra Oduya said.", unpublished=True)
        return len(requested)

    publish_many(1)
    few = queries()
    publish_many(5)
    for _ in range(3):
        source("“The pier will open in June,” said Petra Oduya.")
    assert queries() == few


def test_the_command_prints_json(record, tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(DRAFT)
    out = io.StringIO()
    call_command("check_draft", str(file), stdout=out)
    found = json.loads(out.getvalue())
    assert found[2]["finding"] == "said_by_somebody_else"
    assert found[2]["found"][0]["voices"] == ["Petra Oduya"]
    assert found[2]["found"][0]["status"] == "published"
    assert found[2]["found"][0]["review"] == "unchecked"
    assert found[3]["known_speakers"] == [{"name": "Petra Oduya", "quotes": 1}]
    assert DRAFT[found[0]["start"] : found[0]["end"]] == found[0]["words"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "can't be read"),
        (b"\xff\xfe\xff", "isn't UTF-8"),
        (b" ", "There is no text"),
        (b"<html><p>a</p>", "HTML"),
    ],
)
def test_a_file_that_is_no_story_is_refused_in_a_sentence(tmp_path, content, says):
    file = tmp_path / "story.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=says):
        call_command("check_draft", str(file))


def test_the_page_checks_a_pasted_story_and_stores_nothing(client, record, jo):
    client.force_login(jo)
    answer = client.post(reverse("factcheck:story"), {"text": DRAFT})
    shown = answer.content.decode()
    assert "said by someone else" in shown and "<del>" in shown
    assert "It may be new" in shown
    empty = client.post(reverse("factcheck:story"), {"text": " "})
    assert empty.status_code == 422


def test_what_is_known_of_a_quote_is_shown_with_it(client, jo, fay):
    seed()
    quote = Quote.objects.get(evidence__matches__verdict="altered")
    reviews.review(quote, verdict="altered", reason="The post has it otherwise.", by=fay)
    story = f"{quote.words} the president said."
    (found,) = finding(story).occurrences
    assert (found.quote.standing.match, found.quote.review.verdict) == ("altered", "altered")
    client.force_login(jo)
    shown = client.post(reverse("factcheck:story"), {"text": story}).content.decode()
    assert "Differs: the archived copy has" in html.unescape(re.sub("<[^>]*>", "", shown))


def test_the_page_says_what_is_not_published_yet(client, draft_quote, jo):
    client.force_login(jo)
    story = "“The pier will open in May,” Petra Oduya said."
    shown = client.post(reverse("factcheck:story"), {"text": story}).content.decode()
    assert reverse("factcheck:quote", args=[draft_quote.pk]) in shown
    assert '<span class="chip" data-sign="○">Draft</span>' in shown


def test_a_story_of_too_many_quotes_is_checked_in_parts(client, jo):
    client.force_login(jo)
    answer = client.post(reverse("factcheck:story"), {"text": "“Say no more.” " * 201})
    assert answer.status_code == 422 and "Check it in parts" in answer.content.decode()
