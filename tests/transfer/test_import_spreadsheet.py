"""Quotes out of other people's tables: one a row, as CSV or JSON lines."""

import csv
import json

import pytest

from quotes.models import Quote, Speaker
from quotes.search import Search
from quotes.transfer.accounts import UNKNOWN_PERSON
from quotes.transfer.import_record import RecordImport
from tests.cast import STORY

pytestmark = pytest.mark.django_db

ROW = {
    "url": "https://courier.example/pier",
    "headline": "Mayor promises ferry pier by May",
    "publisher": "Quayside Courier",
    "published_on": "2025-03-04",
    "language": "en",
    "text": STORY,
    "words": "“The pier will open in May,”",
    "speaker": "Petra Oduya",
    "as_named": "Oduya",
    "cue": "said",
    "topics": "Northport ferry pier",
}
SECOND = {"url": ROW["url"], "words": "the money is gone", "speaker": "Nils Aster", "cue": "denied"}


def as_json(tmp_path, *rows):
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def as_csv(tmp_path, *rows):
    file = tmp_path / "rows.csv"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, sorted({name for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return file


def import_file(file, **options) -> list[str]:
    refused = []
    options = {"by": UNKNOWN_PERSON} | options
    RecordImport(file, on_refused=lambda row: refused.append(str(row)), **options).run()
    return refused


@pytest.mark.parametrize("written", [as_json, as_csv])
def test_rows_arrive_as_drafts_of_one_article(tmp_path, written):
    assert import_file(written(tmp_path, ROW, SECOND)) == []
    first, second = Quote.objects.order_by("pk")
    assert (first.status, first.capture) == ("draft", second.capture)
    assert first.capture.source.publisher.name == "Quayside Courier"
    assert first.words == ROW["words"] and second.words == SECOND["words"]
    assert not Search("pier").page.quotes


def test_rows_are_published_with_a_reason(tmp_path):
    assert import_file(as_csv(tmp_path, ROW), publish=True, reason="From the archive.") == []
    quote = Quote.objects.get()
    assert Search("oduya pier").page.quotes == [quote.pk]
    assert {r.reason for r in quote.revisions.all()} == {"From the archive."}


@pytest.mark.parametrize(("unnamed", "recorded"), [("yes", True), ("", False), ("No", False)])
def test_a_row_says_whether_its_source_withholds_the_name(tmp_path, unnamed, recorded):
    row = {**ROW, "speaker": "", "as_named": "Oduya", "unnamed": unnamed}
    assert import_file(as_csv(tmp_path, row)) == []
    party = Quote.objects.get().attributions.get()
    assert (party.as_named, party.unnamed, party.is_unnamed) == ("Oduya", recorded, recorded)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": "never said"}, "“never said” doesn't occur in the text."),
        ({"words": ""}, "Give the words of the quote."),
        ({"words": "the"}, "times. Give more of it."),
        ({"text": "", "url": "https://other.example/"}, "Give the article's text"),
        ({"cue": "shouted"}, "“shouted” doesn't occur in this text"),
        ({"published_on": "4 March"}, "Give a day as year-month-day"),
        ({"said_from": "2025-13-01"}, "Give a day as year-month-day"),
        ({"url": "ftp://x"}, "url:"),
        ({"kind": "sung"}, "kind:"),
        ({"mood": "cross"}, "There is no column mood."),
        ({"speaker": 5}, "speaker must be text."),
        ({"text": "a\0b"}, "a character that can't be stored"),
        ({"text": " \n"}, "There is no text."),
        ({"headline": "\ud800"}, "headline: The text has a character that can't be stored"),
        ({"headline": "H" * 501}, "headline: Ensure this value has at most 500"),
        ({"language": "e\0n"}, "language: The text has a character that can't be stored"),
        ({"published_on": "0999-01-01"}, "before the year 1000"),
        ({"published_on": "2999-01-01"}, "published_on: This date is in the future"),
        ({"publisher": "P" * 201}, "publisher: Ensure this value has at most 200"),
        ({"publisher": " "}, "publisher: This field cannot be blank."),
        ({"speaker": "S" * 201}, "speaker: Ensure this value has at most 200"),
        ({"speaker": " "}, "speaker: This field cannot be blank."),
        ({"topics": "T" * 121}, "topics: Ensure this value has at most 120"),
        ({"topics": 5}, "topics: Give names: a list, or text with semicolons between them."),
        ({"topics": ["pier", 5]}, "topics: Give names: a list"),
        ({"words": "[…]"}, "Give the words of the quote."),
        ({"words": "Not a day later\n[…]\nin May"}, "in order, without overlapping"),
        ({"unnamed": "perhaps"}, "unnamed: Say yes or no, or leave it empty."),
        ({"unnamed": "yes"}, "unnamed: A speaker who is unnamed in the source has no name here."),
        (
            {"unnamed": "yes", "speaker": "", "as_named": ""},
            "as_named: Give the source's own words",
        ),
        ({"as_named": "Nobody"}, "as_named: “Nobody” doesn't occur in this text"),
        (
            {"as_named": "o" * 301, "text": STORY + "o" * 301},
            "as_named: Ensure this value has at most 300",
        ),
        ({"said_from": "2999-01-01"}, "said_from: This date is in the future"),
        ({"said_from": "0999-01-01"}, "before the year 1000"),
        ({"said_from": "2025-03-02", "said_to": "2025-03-01"}, "Give the first and the last day"),
        ({"said_to": "2025-03-01"}, "Give the first and the last day"),
    ],
)
def test_a_row_that_cant_come_in_says_why_and_the_next_one_does(tmp_path, changed, sentence):
    [refusal] = import_file(as_json(tmp_path, {**ROW, **changed}, ROW))
    assert refusal.startswith("Line 1:") and sentence in refusal
    assert Quote.objects.get().words == ROW["words"]


def test_namesakes_are_never_chosen_between(tmp_path):
    Speaker.objects.create(name="Petra Oduya")
    Speaker.objects.create(name="Petra Oduya", description="the painter")
    [refusal] = import_file(as_json(tmp_path, ROW))
    assert "Several speakers are called “Petra Oduya”" in refusal


def test_a_quote_that_is_there_already_is_not_doubled(tmp_path):
    [refusal] = import_file(as_json(tmp_path, ROW, ROW))
    assert refusal == "Line 2: This quote is in the record already."
    assert Quote.objects.count() == 1


def test_the_same_text_at_another_address_is_a_source_of_its_own(tmp_path):
    reprint = ROW | {"url": "https://gazette.example/pier", "publisher": "Northport Gazette"}
    assert import_file(as_json(tmp_path, ROW, reprint)) == []
    publishers = Quote.objects.order_by("pk").values_list("capture__source__publisher__name")
    assert [name for (name,) in publishers] == ["Quayside Courier", "Northport Gazette"]


def test_several_speakers_have_a_line_each(tmp_path):
    row = ROW | {"speaker": "Petra Oduya\n\nNils Aster", "as_named": "Oduya\nTwo officials\n"}
    row["unnamed"] = "\nyes\n"
    for written in (as_json, as_csv):
        assert import_file(written(tmp_path, row)) == []
        parties = Quote.objects.get().attributions.order_by("position")
        assert [(p.speaker and p.speaker.name, p.as_named, p.unnamed) for p in parties] == [
            ("Petra Oduya", "Oduya", False),
            (None, "Two officials", True),
            ("Nils Aster", "", False),
        ]
        Quote.objects.all().delete()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"speaker": "Petra Oduya\nNils Aster"}, "as_named: Several speakers are one on each line"),
        ({"speaker": "A\n\nB", "as_named": ""}, "speaker: Several speakers are one on each line"),
        ({"speaker": "A\n A\u200b", "as_named": ""}, "One speaker is given twice"),
        ({"as_named": "Oduya\nNobody"}, "speaker: Several speakers are one on each line"),
        ({"as_named": "Oduya\nNobody", "speaker": ""}, "“Nobody” doesn't occur in this text"),
        ({"speaker": "A\nB", "as_named": "", "unnamed": "no\nyes"}, "has no name here"),
    ],
)
def test_lines_that_dont_fit_each_other_are_refused(tmp_path, changed, sentence):
    [refusal] = import_file(as_json(tmp_path, ROW | changed))
    assert sentence in refusal and not Quote.objects.exists()


def test_an_empty_line_at_the_end_is_nobody(tmp_path):
    assert import_file(as_json(tmp_path, ROW | {"speaker": "Petra Oduya\n"})) == []
    assert Quote.objects.get().attributions.get().as_named == "Oduya"
