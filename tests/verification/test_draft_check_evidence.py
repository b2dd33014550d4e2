"""A story's words compared with the originals of the quotes that have them."""

import html
import io
import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from quotes.editorial import entry, revisions, workflow
from quotes.models import Quote
from quotes.public.presentation.loading import load
from quotes.verification import evidence, reviews
from quotes.verification.draft_check import check_story
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db

STORY = "“The pier will open in May,” Petra Oduya said."
PROMISED = "promised on Tuesday to reopen the old ferry pier"


@pytest.fixture
def record(submitted_quote, ed):
    workflow.publish(submitted_quote, by=ed)
    return submitted_quote


def finding(text: str, **how):
    """What is found of a story's only span."""
    (one,) = check_story(text, **how).with_quotes(load).checked
    return one


def link(quote: Quote, text: str, by, **fields):
    """The original of a quote, with this text."""
    made = Source.objects.create(**{"kind": "transcript", "headline": "The speech"} | fields)
    original = Capture.objects.create(source=made, text=text, method="official_transcript")
    return evidence.link(quote, original, purpose="primary", by=by)


@pytest.mark.parametrize(
    ("original", "says"),
    [
        (
            "The pier will surely open in May. Good night.",
            "has “The pier will surely open in May",
        ),
        ("We painted the lighthouse green, and the ferry is late again.", "Not in the official"),
    ],
)
def test_words_that_differ_from_their_original_are_not_verbatim(record, fay, original, says):
    link(record, original, fay)
    one = finding(STORY)
    assert one.finding == "differs_from_original"
    assert one.sentence.startswith("As printed in ") and says in one.sentence


def test_words_that_the_original_has_are_verbatim(record, fay):
    link(record, "So: the pier will open in May. Good night.", fay)
    assert finding(STORY).finding == "verbatim"


def test_evidence_that_was_unlinked_says_nothing(record, fay):
    linked = link(record, "The pier will surely open in May.", fay)
    assert finding(STORY).finding == "differs_from_original"
    evidence.unlink(linked, by=fay, why="Another speech.")
    assert finding(STORY).finding == "verbatim"


def test_a_part_of_a_quote_is_compared_by_itself(capture, mayor, jo, fay):
    words = "The pier will open in May. We keep our word to the harbour"
    made = Source.objects.create(kind="article", headline="The pier")
    printed = Capture.objects.create(source=made, text=f"“{words},” said Petra Oduya.")
    quote = entry.enter(
        printed,
        segments=[span_of(printed, f"“{words},”")],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )
    link(quote, "The pier will open in June. We keep our word to the harbour.", fay)
    kept = finding("“We keep our word to the harbour,” Petra Oduya said.", unpublished=True)
    changed = finding("“The pier will open in May,” Petra Oduya said.", unpublished=True)
    assert (kept.finding, changed.finding) == ("verbatim", "differs_from_original")


@pytest.fixture
def paraphrase(capture, mayor, jo):
    return entry.enter(
        capture,
        segments=[span_of(capture, PROMISED)],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )


@pytest.mark.parametrize("kind", ["transcript", "article", "video"])
def test_words_of_the_speakers_own_linked_text_need_no_marks_there(paraphrase, fay, kind):
    story = "“To reopen the old ferry pier,” Petra Oduya said."
    assert finding(story, unpublished=True).finding == "paraphrase"
    link(paraphrase, "I promise to reopen the old ferry pier. Good night.", fay, kind=kind)
    assert finding(story, unpublished=True).finding == "verbatim"


def test_an_original_kept_as_an_article_needs_no_marks_for_other_words_either(record, fay):
    link(
        record,
        "The pier will open in May. Nobody told me of the second crane.",
        fay,
        kind="article",
    )
    one = finding("“Nobody told me of the second crane,” Petra Oduya said.")
    assert one.finding == "in_a_source"


@pytest.mark.parametrize("verdict", ["fabricated", "misattributed", "disputed", "out_of_context"])
def test_words_that_a_person_judged_against_are_doubted(record, verdict):
    reviews.review(record, verdict=verdict, reason="The tape has no such words.", by=None)
    one = finding(STORY)
    assert one.finding == "in_doubt"
    assert "The tape has no such words." in one.sentence


def test_a_confirmed_quote_is_verbatim(record, fay):
    linked = link(record, "So: the pier will open in May. Not a day later. Good night.", fay)
    reviews.review(record, verdict="confirmed", reason="Heard.", by=fay, evidence=linked)
    assert finding(STORY).finding == "verbatim"


def test_a_withdrawn_quote_is_doubted_for_the_newsroom_and_unknown_to_the_public(record, ed):
    workflow.withdraw(record, by=ed, reason="Never said.")
    one = finding(STORY, unpublished=True)
    assert (one.finding, one.occurrences[0].quote) == ("in_doubt", record)
    assert "Never said." in one.sentence
    assert not any(found.quote for found in finding(STORY).occurrences)


def test_among_several_quotes_of_the_same_words_an_original_decides(record, mayor, jo, fay, ed):
    made = Source.objects.create(kind="article", headline="Again")
    again = Capture.objects.create(source=made, text="“The pier will open in May,” she said.")
    other = entry.enter(
        again,
        segments=[span_of(again, "“The pier will open in May,”")],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )
    link(other, "The pier will surely open in May.", fay)
    assert finding(STORY, unpublished=True).finding == "differs_from_original"
    link(record, "The pier will open in May, I say.", fay)
    assert finding(STORY, unpublished=True).finding == "verbatim"


def test_an_original_in_another_language_says_nothing_of_the_words(record, fay):
    record.capture.source.language = "en"
    record.capture.source.save()
    link(record, "Die Mole öffnet im Juni, sage ich.", fay, language="de")
    assert finding(STORY).finding == "verbatim"


@pytest.mark.parametrize(
    ("printed", "draft"),
    [
        ("Nobody hid anything", "Nobody hid a thing"),
        ("We cannot go on", "We can not go on"),
        ("Nobody hid a thing today", "Nobody hid anything today"),
        ("Everybody knew that already", "Every body knew that already"),
    ],
)
def test_few_words_that_keep_nearly_all_their_letters_are_near(mayor, jo, printed, draft):
    made = Source.objects.create(kind="article", headline="The quay")
    capture = Capture.objects.create(source=made, text=f"“{printed},” said Petra Oduya.")
    entry.enter(
        capture,
        segments=[span_of(capture, f"“{printed},”")],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )
    one = finding(f"“{draft},” Petra Oduya said.", unpublished=True)
    assert one.finding == "altered"
    assert any(part.op == "del" for part in one.occurrences[0].result.diff)


def test_page_and_command_say_the_same(client, record, fay, jo, tmp_path):
    link(record, "The pier will surely open in May. Good night.", fay)
    file, out = tmp_path / "story.txt", io.StringIO()
    file.write_text(STORY)
    call_command("check_draft", str(file), stdout=out)
    (printed,) = json.loads(out.getvalue())
    client.force_login(jo)
    shown = client.post(reverse("factcheck:story"), {"text": STORY}).content.decode()
    assert printed["finding"] == "differs_from_original" and printed["proved"] is False
    assert printed["found"][0]["against_original"] == "altered"
    assert printed["sentence"] in html.unescape(re.sub("<[^>]*>", "", shown))
    assert 'data-sign="✓"' not in shown.split('id="found"')[1].split("</section>")[0]


ALSO = "Nobody in this town asked for a second crane"


@pytest.fixture
def quoted_in_full(mayor, jo, fay, ed):
    """An article with one quote in the record, linked to its original, and words that no quote has."""
    made = Source.objects.create(kind="article", headline="The crane")
    text = f"“The pier will open in May,” said Petra Oduya. “{ALSO},” said Petra Oduya."
    capture = Capture.objects.create(source=made, text=text)
    quote = entry.enter(
        capture,
        segments=[span_of(capture, "“The pier will open in May,”")],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    return quote


def shown_to(client, user, text: str) -> str:
    client.force_login(user)
    page = client.post(reverse("factcheck:story"), {"text": text}).content.decode()
    return page.split('id="found"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("original", "found", "proved"),
    [
        (f"The pier will open in May. {ALSO}.", "in_a_source", True),
        (
            "The pier will open in May. Hardly anybody in this town asked for a second crane.",
            "differs_from_original",
            False,
        ),
        ("The pier will open in May. Good night.", "in_a_source", False),
        ("", "in_a_source", False),
    ],
)
def test_words_of_an_article_without_a_quote_follow_its_originals(
    client, quoted_in_full, fay, jo, original, found, proved
):
    if original:
        link(quoted_in_full, original, fay)
    story = f"“{ALSO},” Petra Oduya said."
    one = finding(story)
    assert (one.finding, one.proved) == (found, proved)
    assert ('data-sign="✓"' in shown_to(client, jo, story)) == proved
    if found == "differs_from_original":
        assert one.sentence.startswith("As printed in The crane. Differs")


def test_the_original_of_a_draft_says_nothing_to_those_who_see_published_quotes_alone(
    capture, mayor, jo, fay
):
    made = Source.objects.create(kind="article", headline="The crane")
    printed = Capture.objects.create(source=made, text=f"“{ALSO},” said she. “We go on,” said she.")
    draft = entry.enter(
        printed,
        segments=[span_of(printed, "“We go on,”")],
        parties=[entry.Party(speaker=mayor)],
        by=jo,
    )
    link(draft, "Hardly anybody in this town asked for a second crane. We go on.", fay)
    story = f"“{ALSO},” Petra Oduya said."
    assert finding(story, unpublished=True).finding == "differs_from_original"
    assert {one.standing for one in finding(story).occurrences} == {None}


def test_only_evidence_gives_a_quote_in_the_record_a_tick(client, record, fay, jo):
    assert 'data-sign="✓"' not in shown_to(client, jo, STORY)
    one = finding(STORY)
    assert (one.finding, one.proved) == ("verbatim", False)
    assert one.sentence.startswith("In the record, word for word. Only in this article")
    linked = link(record, "So: the pier will open in May. Good night.", fay)
    assert 'data-sign="✓"' in shown_to(client, jo, STORY)
    assert finding(STORY).sentence == "In the record, word for word."
    evidence.unlink(linked, by=fay, why="Another speech.")
    assert not finding(STORY).proved


@pytest.fixture
def replaced(quoted_in_full, jo, ed):
    """A published quote that was replaced by one of more words of its article."""
    capture = quoted_in_full.capture
    new = workflow.replacement_of(quoted_in_full, by=jo)
    whole = (1, capture.text.index(ALSO) + len(ALSO))
    entry.write_segments(new, [whole])
    revisions.add(new, by=jo, kind="edited")
    workflow.submit(new, by=jo)
    workflow.publish(new, by=ed, reason="The second sentence was missing.")
    return quoted_in_full, new


def test_words_that_a_replacement_kept_are_found_in_the_replacement(replaced):
    _old, new = replaced
    for unpublished in (True, False):
        one = finding(STORY, unpublished=unpublished)
        assert (one.finding, one.occurrences[0].quote) == ("verbatim", new)


def test_words_that_a_replacement_dropped_are_doubted_with_its_reason(quoted_in_full, jo, ed):
    new = workflow.replacement_of(quoted_in_full, by=jo)
    entry.write_segments(new, [span_of(quoted_in_full.capture, f"“{ALSO},”")])
    revisions.add(new, by=jo, kind="edited")
    workflow.submit(new, by=jo)
    workflow.publish(new, by=ed, reason="These were another’s words.")
    one = finding(STORY, unpublished=True)
    assert (one.finding, one.occurrences[0].quote) == ("in_doubt", quoted_in_full)
    assert "These were another’s words." in one.sentence and not one.proved
    assert not finding(STORY).proved
