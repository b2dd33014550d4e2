"""`manage.py extract` lets anyone measure the extractor."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "“We go,” said Ilya Morant on Facebook.\n"


def run(*files: str) -> list[dict]:
    out = io.StringIO()
    call_command("extract", *files, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_plain_file_gives_one_line(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    (row,) = run(str(path))
    assert row["id"] == str(path)
    (quote,) = row["quotes"]
    assert quote["kind"] == "direct"
    assert quote["spans"] == [[0, 8]]
    assert quote["segments"] == [[1, 7]]
    assert quote["speaker_span"] == [14, 25]
    assert quote["speaker_name"] == "Ilya Morant"
    assert quote["cue_text"] == "said"
    assert quote["medium"] == "Facebook"


def test_json_lines_keep_their_ids(tmp_path):
    path = tmp_path / "stories.jsonl"
    lines = [{"id": "a", "text": TEXT}, {"id": "b", "text": "Nothing was said.", "more": 1}]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert [(row["id"], len(row["quotes"])) for row in run(str(path))] == [("a", 1), ("b", 0)]


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(TEXT))
    assert [row["id"] for row in run("-")] == ["-"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "a", "text": "x"}\n{"id": "b"}\n', "line 2: expected a JSON object"),
        (b'{"id": "a", "text": 5}\n', "line 1: text must be a string"),
        (b"\xff\xfe", "isn’t UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, content, said):
    path = tmp_path / "stories.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        run(str(path))


def test_a_missing_file_is_named():
    with pytest.raises(CommandError, match=r"no-such-file\.txt can’t be read"):
        run("no-such-file.txt")
