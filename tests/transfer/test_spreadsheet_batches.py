"""Rows of other people's tables come in many at a time, each as it would alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.editorial import erasure
from quotes.editorial import revisions as revising
from quotes.models import ImportRun, NameKey, Quote, Speaker, SpeakerCount, Topic
from quotes.search import Search, find
from quotes.search.consistency import disagreements
from quotes.transfer import memory_limits
from quotes.transfer.accounts import UNKNOWN_PERSON
from quotes.transfer.import_record import NotImportable, RecordImport
from sources.models import Capture, Publisher, Source
from tests.cast import STORY
from tests.transfer.test_import_spreadsheet import ROW, SECOND, as_json, import_file

pytestmark = pytest.mark.django_db
REASON = "From the archive."
TABLES = (Publisher, Source, Capture, Topic, Speaker, Quote, NameKey)


def published(tmp_path, *rows, **options) -> list[str]:
    return import_file(as_json(tmp_path, *rows), publish=True, reason=REASON, **options)


def article(number: int) -> dict[str, str]:
    """A row whose article, publisher, speaker and topic are its own."""
    return ROW | {
        "url": f"https://courier.example/{number}",
        "publisher": f"Courier {number}",
        "text": f"{number}. {STORY}",
        "speaker": f"Petra Oduya {number}",
        "topics": f"Pier {number}",
    }


@pytest.mark.parametrize("batch", [1, 2000])
def test_rows_share_what_they_name_alike(tmp_path, batch):
    rows = [
        ROW,
        SECOND | {"speaker": ROW["speaker"], "topics": ["northport FERRY pier", "Money"]},
        article(2) | {"publisher": "QUAYSIDE courier", "speaker": ROW["speaker"]},
        article(3) | {"url": "", "text": STORY, "publisher": "", "topics": "Money; money"},
        SECOND | {"url": "", "text": STORY, "speaker": "", "as_named": "Aster"},
    ]
    assert published(tmp_path, *rows, batch=batch) == []
    assert [p.name for p in Publisher.objects.all()] == ["Quayside Courier"]
    assert [s.name for s in Speaker.objects.all()] == ["Petra Oduya", "Petra Oduya 3"]
    assert {t.name for t in Topic.objects.all()} == {"Northport ferry pier", "Money", "Pier 2"}
    assert Source.objects.count() == Capture.objects.count() == 3
    assert SpeakerCount.objects.get(speaker__name="Petra Oduya").quotes == 3
    assert find("oduya")[0].speaker.name == "Petra Oduya"
    assert list(disagreements()) == []


def test_what_is_in_the_record_already_is_taken(tmp_path):
    assert published(tmp_path, ROW) == []
    before = {model: model.objects.count() for model in TABLES}
    again = SECOND | {"text": STORY, "speaker": "Petra Oduya", "topics": "NORTHPORT ferry pier"}
    assert published(tmp_path, again) == []
    assert {model: model.objects.count() for model in TABLES} == before | {Quote: 2}


def test_a_changed_article_is_a_new_capture_and_the_one_that_later_rows_mean(tmp_path):
    changed = ROW | {"text": STORY.replace("money is gone", "money went")}
    assert published(tmp_path, ROW, changed, SECOND | {"words": "the money went"}) == []
    assert Source.objects.count() == 1 and Capture.objects.count() == 2
    [refusal] = published(tmp_path, SECOND)
    assert "“the money is gone” doesn't occur" in refusal


@pytest.mark.parametrize(
    ("publish", "steps"),
    [
        (True, ["entered", "submitted", "published"]),
        (False, ["entered"]),
    ],
)
def test_each_quote_has_its_history(tmp_path, publish, steps):
    assert import_file(as_json(tmp_path, ROW, SECOND), publish=publish, reason=REASON) == []
    for quote in Quote.objects.all():
        revisions = list(quote.revisions.order_by("number"))
        assert [one.kind for one in revisions] == steps
        assert [one.number for one in revisions] == list(range(1, quote.revision_number + 1))
        assert [one.changes_words_or_speaker for one in revisions] == [True, False, False][
            : len(steps)
        ]
        assert [one.is_public for one in revisions] == [False, False, True][: len(steps)]
        assert {one.reason for one in revisions} == {REASON}
        assert revisions[-1].snapshot == revising.snapshot(quote)
        assert bool(quote.published_at) is publish


def test_publishers_sources_speakers_and_topics_have_theirs(tmp_path):
    assert published(tmp_path, ROW, SECOND, article(2)) == []
    for model in (Publisher, Source, Speaker, Topic):
        begun = model.history.values_list("history_type", "id").order_by("id")
        assert list(begun) == [
            ("+", pk) for pk in model.objects.order_by("pk").values_list("pk", flat=True)
        ]


def test_a_refused_row_leaves_nothing_of_its_own_for_later_rows_to_find(tmp_path):
    refusals = published(tmp_path, ROW | {"cue": "shouted"}, SECOND)
    assert [refusal.partition(":")[0] for refusal in refusals] == ["Line 1", "Line 2"]
    assert "the record has none from this address" in refusals[1]
    assert not any(model.objects.exists() for model in TABLES)


def test_a_refused_row_takes_nothing_from_the_rows_it_shares_with(tmp_path):
    [refusal] = published(tmp_path, SECOND | {"text": STORY}, ROW | {"words": "never said"})
    assert refusal.startswith("Line 2: words:")
    assert Speaker.objects.get().name == "Nils Aster" and not Topic.objects.exists()


@pytest.mark.parametrize("words", [ROW["words"], f"{ROW['words']}\n[…]\n“Not a day later,”"])
@pytest.mark.parametrize("batch", [1, 2000])
def test_a_quote_is_not_doubled_in_one_span_or_several(tmp_path, words, batch):
    row = ROW | {"words": words}
    [refusal] = published(tmp_path, row, article(2), row, batch=batch)
    assert refusal == "Line 3: This quote is in the record already."


def test_a_quote_without_a_voice_can_be_a_draft_but_not_public(tmp_path):
    voiceless = {name: value for name, value in ROW.items() if name not in ("speaker", "as_named")}
    assert published(tmp_path, voiceless) == [
        "Line 1: This quote has no speaker yet. Say who says it, or that they are unnamed."
    ]
    assert import_file(as_json(tmp_path, voiceless, SECOND)) == []
    assert Quote.objects.order_by("pk")[0].attributions.count() == 0


def test_publishers_of_one_name_are_never_chosen_between(tmp_path):
    Publisher.objects.create(name="Quayside Courier", place="Northport")
    Publisher.objects.create(name="Quayside Courier", place="Southport")
    assert published(tmp_path, ROW) == [
        "Line 1: publisher: Several publishers are called “Quayside Courier”. Give the place in brackets."
    ]


def test_words_that_were_blacked_out_dont_come_back(tmp_path):
    assert published(tmp_path, ROW, SECOND) == []
    erasure.erase(Quote.objects.order_by("pk")[0], by=None, reason="safety")
    [refusal] = published(tmp_path, ROW, SECOND | {"words": "a bridge to nowhere"})
    assert "“The pier will open in May,”” doesn't occur in the text." in refusal
    assert Capture.objects.count() == 1


def test_a_batch_takes_as_many_statements_for_many_rows_as_for_few(tmp_path):
    def statements(*numbers) -> int:
        with CaptureQueriesContext(connection) as requested:
            assert published(tmp_path, *map(article, numbers)) == []
        return len(requested)

    statements(3)  # the first of all also begins the record's version
    assert statements(*range(10, 40)) == statements(1, 2)


def test_texts_of_the_record_are_kept_a_few_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(memory_limits, "MOST_TEXT", len(STORY))
    assert published(tmp_path, *map(article, range(5))) == []
    by_turns = [
        SECOND | {"url": article(n)["url"], "words": words}
        for words in ("the money is gone", "a bridge to nowhere")
        for n in range(5)
    ]
    assert published(tmp_path, *by_turns) == []
    assert Quote.objects.count() == 15 and Capture.objects.count() == 5


def test_a_dry_run_judges_later_batches_by_earlier_ones_and_stores_nothing(tmp_path):
    rows = (ROW, SECOND, ROW)
    assert published(tmp_path, *rows, batch=1, dry_run=True) == [
        "Line 3: This quote is in the record already."
    ]
    assert not any(model.objects.exists() for model in (*TABLES, ImportRun, SpeakerCount))


class Stopped(Exception):
    """As a kill in the middle of a statement, but for this process."""


@pytest.mark.parametrize("after", [8, 20, 35, 50])
def test_a_batch_that_is_stopped_is_wholly_out_and_a_second_run_completes_it(tmp_path, after):
    left = after

    def stop(execute, *rest):
        nonlocal left
        left -= 1
        if not left:
            raise Stopped
        return execute(*rest)

    file = as_json(tmp_path, *map(article, range(4)))
    with pytest.raises(Stopped), connection.execute_wrapper(stop):
        RecordImport(file, publish=True, reason=REASON, by=UNKNOWN_PERSON, batch=2).run()
    assert Quote.objects.count() == Source.objects.count() == Speaker.objects.count()
    assert Quote.objects.count() in (0, 2) and list(disagreements()) == []
    assert import_file(file, publish=True, reason=REASON, batch=2) == []
    assert Quote.objects.count() == Source.objects.count() == Speaker.objects.count() == 4
    assert len(Search("pier").page.quotes) == 4 and list(disagreements()) == []


def test_a_reason_that_cant_be_kept_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(NotImportable, match=r"can't be stored \(U\+0007 at character 3\)"):
        RecordImport(as_json(tmp_path, ROW), publish=True, reason="Be\x07cause.").run()
    assert not ImportRun.objects.exists()
