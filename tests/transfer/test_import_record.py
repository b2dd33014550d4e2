"""The whole record goes into a file and comes back the same."""

import io
import json
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quotes.editorial import revisions
from quotes.models import ImportRun, Quote, Review, Speaker
from quotes.search import Search, find
from quotes.search.consistency import disagreements
from quotes.search.engines import engine
from quotes.transfer.accounts import UNKNOWN_PERSON
from quotes.transfer.export_record import export_record
from quotes.transfer.import_record import NotImportable, RecordImport
from tests.transfer.conftest import exported

pytestmark = pytest.mark.django_db


def import_file(file, **options) -> RecordImport:
    run = RecordImport(file, **{"by": UNKNOWN_PERSON} | options)
    run.run()
    return run


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_what_is_exported_imports_to_an_identical_record(record_file, batch):
    refused = []
    import_file(record_file, restore=True, batch=batch, on_refused=refused.append)
    assert refused == []
    assert exported() == record_file.read_text()
    assert list(disagreements()) == []
    assert len(Search("").page.quotes) == 12
    assert find("לפיד")[0].speaker.name == "Yair Lapid"


@pytest.mark.sqlite
def test_after_many_lines_the_full_text_index_is_in_one_piece(record_file, monkeypatch):
    monkeypatch.setattr("quotes.transfer.import_record.MANY", 50)
    import_file(record_file, restore=True, batch=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM quotes_searchindex_idx")
        assert cursor.fetchone() == (1,)
    assert list(disagreements()) == []


def test_both_databases_export_the_same_bytes(record_file):
    lines = [json.loads(line) for line in record_file.read_text().splitlines()]
    kept = [revision["snapshot"] for line in lines for revision in line.get("revisions", ())]
    assert any(snapshot["segments"] for snapshot in kept)
    for snapshot in kept:
        assert json.dumps(snapshot) == json.dumps(snapshot, sort_keys=True)


def test_a_file_from_before_revisions_had_a_kind_imports_to_the_same_record(record_file, tmp_path):
    lines = [json.loads(line) for line in record_file.read_text().splitlines()]
    for revision in (one for line in lines for one in line.get("revisions", ())):
        revision["sort"] = revision.pop("kind")
    former = tmp_path / "former.jsonl"
    former.write_text("".join(json.dumps(line) + "\n" for line in lines))
    import_file(former, restore=True)
    assert exported() == record_file.read_text()


def test_without_publish_everything_arrives_as_a_draft_with_a_history_of_its_own(record_file):
    import_file(record_file)
    assert set(Quote.objects.values_list("status", flat=True)) == {"draft"}
    assert not Search("").page.quotes and find("lapid") == []
    assert not Review.objects.exists()
    quote = Quote.objects.order_by("pk")[1]
    assert [r.kind for r in quote.revisions.all()] == ["entered"]
    for quote in Quote.objects.filter(parent=None):
        assert quote.revisions.get().snapshot == revisions.snapshot(quote)


def test_publishing_needs_a_reason(record_file):
    with pytest.raises(NotImportable, match="Give --reason"):
        import_file(record_file, publish=True, reason=" ")


def test_a_second_run_over_the_same_file_does_nothing(record_file):
    import_file(record_file, restore=True)
    assert RecordImport(record_file, restore=True).run() == 0
    assert exported() == record_file.read_text()


def test_a_whole_record_is_refused_where_there_is_one_already(record_file, published_quote):
    with pytest.raises(NotImportable, match="this record isn't empty"):
        import_file(record_file)


def test_a_dry_run_stores_nothing(record_file):
    run = RecordImport(record_file, restore=True, dry_run=True)
    assert run.run() > 50
    assert run.refused == 0
    assert not Quote.objects.exists() and not ImportRun.objects.exists()


def test_a_dry_run_neither_merges_the_index_nor_looks_at_tables(record_file, monkeypatch):
    done = []
    monkeypatch.setattr("quotes.transfer.import_record.MANY", 50)
    monkeypatch.setattr("sources.db.statistics.renew", lambda: done.append("looked"))
    monkeypatch.setattr(engine(), "merge_index", lambda: done.append("merged"))
    import_file(record_file, restore=True, dry_run=True)
    assert done == []
    import_file(record_file, restore=True)
    assert done == ["merged", "looked"]


def change(file, tmp_path, sort, **changed):
    """The file with the first row of a kind changed."""
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    row = next(line for line in lines if line["type"] == sort)
    row.update(changed)
    other = tmp_path / "changed.jsonl"
    other.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return other, lines.index(row) + 1


@pytest.mark.parametrize(
    ("sort", "changed", "sentence"),
    [
        ("quotes.quote", {"cue": "never said so"}, "“never said so” doesn't occur in the text."),
        ("quotes.quote", {"capture_id": 999}, "The record has no capture 999."),
        ("quotes.quote", {"kind": "sung"}, "kind: Value 'sung' is not a valid choice."),
        ("quotes.quote", {"topics": [77]}, "The record has no topic 77."),
        ("quotes.quote", {"id": None}, "The line has no id."),
        ("quotes.quote", {"capture_id": None}, "capture_id: This field cannot be null."),
        ("quotes.quote", {"said_from": "2999-01-01", "said_to": "2999-01-01"}, "in the future"),
        ("quotes.quote", {"published_at": "0001-01-01T00:00:00+10:00"}, "is out of range"),
        ("quotes.quote", {"spoken_language": "\ud800"}, "a character that can't be stored"),
        ("quotes.quote", {"status": "draft", "published_at": None, "evidence": [1]}, "an object"),
        ("quotes.quote", {"segments": 5}, "segments: This must be a list."),
        ("quotes.quote", {"status": "famous"}, "“famous” isn't a status of a quote."),
        ("quotes.quote", {"said_from": "2025-10-02", "said_to": "2025-10-01"}, "in that order"),
        ("quotes.quote", {"said_from": "soon"}, "said_from:"),
        ("sources.source", {"published_on": "0999-01-01"}, "before the year 1000"),
        ("quotes.role", {"title": "Emperor of all"}, "must occur in the text that attests it"),
        ("quotes.speaker", {"type": "quotes.singer"}, "“quotes.singer” isn't a type of row."),
        ("quotes.speaker", {"name": "a\0b"}, "a character that can't be stored"),
    ],
)
def test_each_refused_row_says_why_and_the_others_come_in(
    record_file, tmp_path, sort, changed, sentence
):
    file, line_number = change(record_file, tmp_path, sort, **changed)
    refused = []
    import_file(file, restore=True, on_refused=refused.append)
    first = next(row for row in refused if row.line_number == line_number)
    assert sentence in str(first)
    assert Speaker.objects.exists()
    assert Quote.objects.count() == 13 or sort != "quotes.quote"


PARTS = {
    "evidence": {"id": 900, "quote_revision": 1, "capture_id": 1, "purpose": "primary"},
    "reviews": {"id": 900, "quote_revision": 1, "verdict": "confirmed", "reason": "Seen."},
    "revisions": {"id": 900, "number": 90, "snapshot": {"cue": ""}, "kind": "edited"},
}
LEFT_OUT = object()


@pytest.mark.parametrize(
    ("part", "changed", "sentence"),
    [
        ("evidence", {"hop_id": 999}, "The record has no attribution party 999"),
        ("reviews", {"evidence_id": 999}, "The record has no evidence 999"),
        ("revisions", {"snapshot": {"cue": "a\0b"}}, "a character that can't be stored"),
        ("revisions", {"snapshot": {}}, "snapshot: This field cannot be blank"),
        ("revisions", {"kind": LEFT_OUT}, "kind: This field cannot be blank"),
        ("evidence", {"capture_id": LEFT_OUT}, "capture_id: This field cannot be null"),
    ],
)
def test_a_quotes_parts_are_kept_to_their_rules(record_file, tmp_path, part, changed, sentence):
    row = {name: value for name, value in (PARTS[part] | changed).items() if value is not LEFT_OUT}
    file, line_number = change(record_file, tmp_path, "quotes.quote", **{part: [row]})
    refused = []
    import_file(file, restore=True, on_refused=refused.append)
    assert sentence in next(str(row) for row in refused if row.line_number == line_number)


def test_a_batch_that_the_database_stops_tells_of_each_refused_row_once(record_file, tmp_path):
    lines = [json.loads(line) for line in record_file.read_text().splitlines()]
    quotes = [line for line in lines if line["type"] == "quotes.quote"]
    quotes[0]["kind"], quotes[5]["id"] = "sung", quotes[4]["id"]
    file = tmp_path / "changed.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    refused = []
    run = import_file(file, restore=True, on_refused=refused.append)
    numbers = [row.line_number for row in refused if lines[row.line_number - 1] in quotes]
    assert numbers == [lines.index(quotes[0]) + 1, lines.index(quotes[5]) + 1]
    assert run.refused == len(refused) == ImportRun.objects.get().refused
    assert Quote.objects.count() == len(quotes) - 2


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[]", "[" * 100_000, "null", '{"type": 5}', "\x00", "é"),
        f'{{"type": "tie", "of": "quotes.speaker", "id": {2**63}}}',
        f'{{"type": "tie", "of": "quotes.speaker", "id": {"9" * 5000}}}',
    ],
)
def test_a_line_that_is_no_row_is_refused(tmp_path, line):
    file = tmp_path / "bad.jsonl"
    file.write_text(line + "\n")
    refused = []
    import_file(file, on_refused=refused.append)
    assert [row.line_number for row in refused] == [1]


def test_the_command_says_what_was_refused(record_file, tmp_path, capsys):
    file, line_number = change(record_file, tmp_path, "quotes.quote", cue="never said so")
    with pytest.raises(CommandError, match="Some rows were refused"):
        call_command("import_record", file, dry_run=True, by=UNKNOWN_PERSON)
    assert f"Line {line_number}: “never said so” doesn't occur" in capsys.readouterr().err
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_record", tmp_path / "none.jsonl")


class Stopped(Exception):
    pass


def test_a_run_that_was_given_up_leaves_an_index_that_can_be_rebuilt(record_file):
    def stop(done):
        raise Stopped

    with pytest.raises(Stopped):
        import_file(record_file, restore=True, batch=50, on_progress=stop)
    if connection.vendor == "postgresql":
        assert list(disagreements()) == ["The full-text index is not valid."]
    call_command("rebuild_search", "--index", verbosity=0)
    assert list(disagreements()) == []
    import_file(record_file, restore=True)
    assert exported() == record_file.read_text()


class Interrupted(io.StringIO):
    """A file in the middle of whose writing somebody else adds a speaker."""

    def write(self, line):
        if not self.tell():
            other = threading.Thread(target=self.add_speaker)
            other.start()
            other.join()
        return super().write(line)

    @staticmethod
    def add_speaker():
        Speaker.objects.create(name="Came Meanwhile")
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_export_is_of_one_moment_and_keeps_nobody_from_writing():
    Speaker.objects.create(name="Was There")
    out = Interrupted()
    export_record(out)
    assert "Was There" in out.getvalue() and "Came Meanwhile" not in out.getvalue()
    assert Speaker.objects.filter(name="Came Meanwhile").exists()
    assert "Came Meanwhile" in exported()
