"""A story checked against the record before it is published."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from quotes.drafting import check_draft

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
    submitted_quote.publish(by=ed)


def test_each_stretch_is_verbatim_altered_somebody_elses_or_not_held(record):
    assert [one.finding for one in check_draft(DRAFT)] == [
        "verbatim",
        "altered",
        "said_by_somebody_else",
        "not_held",
        "too_short",
    ]


def test_an_altered_stretch_comes_with_its_diff(record):
    altered = check_draft(DRAFT)[1]
    parts = [(part.op, part.text.strip()) for part in altered.held[0].verdict.diff]
    assert ("del", "surely") in parts


def test_drafts_of_the_record_are_not_held(draft_quote):
    (one,) = check_draft("“The pier will open in May,” Oduya said.")
    assert one.finding == "not_held"


def test_the_command_prints_json(record, tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(DRAFT)
    out = io.StringIO()
    call_command("check_draft", str(file), stdout=out)
    found = json.loads(out.getvalue())
    assert found[2]["finding"] == "said_by_somebody_else"
    assert found[2]["held"][0]["voices"] == ["Petra Oduya"]
    assert DRAFT[found[0]["start"] : found[0]["end"]] == found[0]["words"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "can't be read"),
        (b"\xff\xfe\xff", "isn't UTF-8"),
        (b" ", "no text here"),
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
    answer = client.post(reverse("checking:draft"), {"text": DRAFT})
    shown = answer.content.decode()
    assert "said by somebody else" in shown and "<del>" in shown
    empty = client.post(reverse("checking:draft"), {"text": " "})
    assert empty.status_code == 422
