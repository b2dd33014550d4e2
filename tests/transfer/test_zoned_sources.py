"""The time zone of a source leaves with the record, and comes back or is refused."""

import datetime as dt
import json

import pytest

from quotes.search.consistency import disagreements
from quotes.transfer.import_record import RecordImport
from sources.models import Source
from tests.transfer.conftest import exported

pytestmark = pytest.mark.django_db
NEW_YORK = "America/New_York"
#: The evening of the 5th in New York, the 6th in UTC.
LATE = dt.datetime(2025, 10, 6, 1, 30, tzinfo=dt.UTC)


def test_the_zone_leaves_and_comes_back_with_the_record(record_file, tmp_path):
    lines = [json.loads(line) for line in record_file.read_text().splitlines()]
    sources = [line for line in lines if line["type"] == "sources.source"]
    undated = next(line for line in sources if not line["published_on"])
    assert undated["time_zone"] == ""
    undated |= {"time_zone": NEW_YORK, "published_at": LATE.isoformat()}
    sent = tmp_path / "zoned.jsonl"
    sent.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    refused = []
    RecordImport(sent, restore=True, on_refused=refused.append).run()
    assert refused == [] and list(disagreements()) == []
    source = Source.objects.get(pk=undated["id"])
    assert (source.time_zone, source.published_on) == (NEW_YORK, dt.date(2025, 10, 5))
    assert f'"time_zone":"{NEW_YORK}"' in exported()


def test_a_line_with_a_wrong_zone_is_refused_with_the_same_sentence(record_file, tmp_path):
    lines = [json.loads(line) for line in record_file.read_text().splitlines()]
    next(line for line in lines if line["type"] == "sources.source")["time_zone"] = "Atlantis"
    sent = tmp_path / "wrong.jsonl"
    sent.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    refused = []
    RecordImport(sent, restore=True, on_refused=refused.append).run()
    assert "time_zone: “Atlantis” isn't a time zone" in refused[0].sentences[0]
