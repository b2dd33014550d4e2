"""The table of quotes leaves and comes back the same in its own columns, without any verdict."""

import csv
import io
import re

import pytest
from django.db import transaction

from quotes.editorial import entry, workflow
from quotes.models import Evidence, Quote, Review, Speaker, Topic
from quotes.public.formats.table import COLUMNS, COMPUTED, OWN, as_it_was, harmless
from quotes.transfer.import_record import RecordImport
from quotes.transfer.sample.loader import load_sample
from quotes.transfer.seed import seed
from quotes.verification import reviews
from sources.models import Capture, Source

pytestmark = pytest.mark.django_db
TEXT = (
    "=1+1 is two,\nsaid Petra Oduya. =It is,\nshe went on, “always,” an aide added.\n\nThe end.\n"
)


def publish_odd_quotes() -> None:
    """Words like a formula, in two segments; an unnamed speaker; a text shown in passages."""
    source = Source.objects.create(
        kind="article", display="passages", headline="-5 degrees", language="en"
    )
    capture = Capture.objects.create(source=source, text=TEXT)
    topics = [Topic.objects.create(name="Sums"), Topic.objects.create(name="'Quotes'")]
    segments = [(0, 12), (TEXT.index("=It"), TEXT.index("=It") + 7)]
    start = TEXT.index("“always")
    oduya = Speaker.objects.create(name="Petra Oduya")
    for spans, party, cue in (
        (segments, entry.Party(as_named="Petra Oduya", speaker=oduya), "said"),
        ([(start, start + 9)], entry.Party(as_named="an aide", unnamed=True), "added"),
    ):
        quote = entry.enter(
            capture, segments=spans, parties=[party], by=None, cue=cue, topics=topics
        )
        workflow.submit(quote, by=None)
        workflow.publish(quote, by=None)


def table(client) -> str:
    """The whole table: its pages, each of which leads to the next."""
    address, text = "/quotes.csv", ""
    while address:
        answer = client.get(address)
        page = answer.content.decode()
        text += page.partition("\r\n")[2] if text else page
        found = re.search(r'<([^>]+)>; rel="next"', answer.get("Link", ""))
        address = found and found[1].removeprefix("http://testserver")
    return text


def own_columns(text: str) -> list[list[str]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted([row[name] for name in OWN] for row in rows)


def test_the_table_comes_back_the_same_in_its_own_columns(client, tmp_path, fay):
    everything = transaction.savepoint()
    seed()
    publish_odd_quotes()
    judged = Quote.objects.filter(evidence__matches__verdict="exact").first()
    proof = judged.evidence.get()
    reviews.review(judged, verdict="confirmed", reason="It is there.", by=fay, evidence=proof)
    file = tmp_path / "quotes.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        out.write(before := table(client))
    number = Quote.objects.count()
    transaction.savepoint_rollback(everything)
    assert not Quote.objects.exists()
    refused = []
    run = RecordImport(
        file, publish=True, by="fay", reason="From elsewhere.", on_refused=refused.append
    )
    run.run()
    assert list(map(str, refused)) == []
    assert Quote.objects.count() == number
    assert own_columns(table(client)) == own_columns(before)
    # What the other record knew stays there.
    assert not Review.objects.exists() and not Evidence.objects.exists()
    rows = csv.DictReader(io.StringIO(table(client)))
    assert {row["review"] for row in rows} == {"unchecked"}


def test_the_table_has_evidence_verdicts_and_a_speaker(client):
    seed()
    rows = list(csv.DictReader(io.StringIO(table(client), newline="")))
    differing = next(row for row in rows if "centuries-old" in row["words"])
    assert differing["speaker"] == differing["speakers"] == "Donald Trump"
    assert differing["standing"].startswith("Differs: the archived copy has")
    assert differing["evidence"].startswith("primary: post, ")
    assert differing["evidence"].endswith(": altered")


def test_each_column_is_the_imports_or_computed():
    assert not set(OWN) & set(COMPUTED)
    assert set(COLUMNS) == {*OWN, *COMPUTED}


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''", "'quoted'", "-", "plain", "", "\t=2"])
def test_the_apostrophe_before_a_formula_is_taken_off_again(cell):
    assert as_it_was(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "-", "\t"))


def test_other_tables_may_not_have_the_computed_columns(tmp_path, ed):
    file = tmp_path / "rows.csv"
    file.write_text("words,text,review\n“It rains.”,“It rains.” said Ada Moss,confirmed\n")
    refused = []
    RecordImport(file, by="ed", on_refused=refused.append).run()
    assert "There is no column review." in str(refused[0])


def test_the_sample_comes_back_the_same_in_its_own_columns(client, tmp_path, ed):
    """All but the quotes of texts that are withheld there: those have no text to come back in."""
    everything = transaction.savepoint()
    load_sample()
    file = tmp_path / "quotes.csv"
    file.write_text(before := table(client), encoding="utf-8", newline="")
    text, url = OWN.index("text"), OWN.index("url")
    shown = [row for row in own_columns(before) if row[text]]
    withheld = [row for row in own_columns(before) if not row[text]]
    assert len(shown) > 100 and 0 < len(withheld) < 5
    assert not {row[url] for row in withheld} & {row[url] for row in shown}
    transaction.savepoint_rollback(everything)
    refused = []
    run = RecordImport(
        file, publish=True, by="ed", reason="From elsewhere.", on_refused=refused.append
    )
    run.run()
    assert [one.sentences for one in refused] == [
        ["text: Give the article's text; the record has none from this address."]
    ] * len(withheld)
    assert own_columns(table(client)) == shown
