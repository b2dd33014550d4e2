"""A backup of one's own record comes back whole; another's comes without its verdicts."""

import io
import json

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from quotes.editorial import revisions, workflow
from quotes.models import Evidence, ImportRun, Match, Quote, Review, Speaker
from quotes.search import Search
from quotes.search.consistency import disagreements
from quotes.transfer.accounts import UNKNOWN_PERSON, NotImportable
from quotes.transfer.import_record import RecordImport
from quotes.transfer.seed import seed
from quotes.verification import reviews
from tests.cast import STORY, person
from tests.transfer.conftest import exported

pytestmark = pytest.mark.django_db
REASON = "From the Courier's own record."
ROW = {"text": STORY, "words": "Not a day later", "speaker": "Petra Oduya", "as_named": "Oduya"}


@pytest.fixture
def confirmed_file(request, tmp_path):
    """The seed record with a quote that Fay confirmed on evidence, one withdrawn, and Jo's draft."""
    file = tmp_path / "record.jsonl"
    with transaction.atomic():
        draft, fay, ed = map(request.getfixturevalue, ("draft_quote", "fay", "ed"))
        seed()
        judged = Quote.objects.filter(evidence__matches__verdict="exact").order_by("pk").first()
        proof = judged.evidence.get()
        reviews.review(judged, verdict="confirmed", reason="It is there.", by=fay, evidence=proof)
        last = Quote.objects.published().order_by("-pk").first()
        workflow.withdraw(last, by=ed, reason="Taken back by the outlet.")
        assert draft.created_by.username == "jo"
        file.write_text(exported())
        transaction.set_rollback(True)
    return file


def import_file(file, **options) -> list[str]:
    refused = []
    RecordImport(file, on_refused=lambda row: refused.append(str(row)), **options).run()
    return refused


def test_ones_own_record_is_restored_to_the_byte(confirmed_file):
    assert import_file(confirmed_file, restore=True) == []
    assert exported() == confirmed_file.read_text()
    review = Review.objects.get()
    assert (review.verdict, review.reviewed_by.username) == ("confirmed", "fay")
    assert Evidence.objects.exists() and Match.objects.exists()
    assert not list(disagreements())


def test_anothers_record_is_published_without_its_verdicts_and_evidence(confirmed_file):
    assert import_file(confirmed_file, publish=True, reason=REASON, by=UNKNOWN_PERSON) == []
    assert not Review.objects.exists()
    assert not Evidence.objects.exists() and not Match.objects.exists()
    statuses = list(Quote.objects.values_list("status", flat=True))
    assert sorted(set(statuses)) == ["draft", "published", "withdrawn"]
    assert statuses.count("published") == 12 == len(Search("").page.quotes)
    assert not Search("review:confirmed").page.quotes
    assert not list(disagreements())


def test_its_history_begins_with_the_import_and_says_why_it_was_withdrawn(confirmed_file):
    import_file(confirmed_file, publish=True, reason=REASON, by=UNKNOWN_PERSON)
    withdrawn = Quote.objects.get(status="withdrawn")
    made = list(withdrawn.revisions.order_by("number"))
    assert [r.kind for r in made] == ["entered", "submitted", "published", "withdrawal"]
    assert [r.reason for r in made] == [REASON] * 3 + ["Taken back by the outlet."]
    assert made[-1].snapshot == revisions.snapshot(withdrawn)
    assert withdrawn.revision_number == 4 and withdrawn.withdrawn_at
    draft = Quote.objects.get(status="draft")
    assert draft.revisions.get().made_by.username == draft.created_by.username == "jo"
    public = Quote.objects.published().first()
    assert [r.made_by and r.made_by.username for r in public.revisions.order_by("number")] == [
        UNKNOWN_PERSON, None, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"publish": True, "restore": True, "reason": REASON}, "Not both"),
        ({"publish": True}, "Give --reason"),
        ({"by": "nobody"}, "No account here is called “nobody”"),
    ],
)
def test_how_it_comes_must_be_said(confirmed_file, options, sentence):
    with pytest.raises(NotImportable, match=sentence):
        import_file(confirmed_file, **options)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_record", confirmed_file, **options)
    assert not ImportRun.objects.exists() and not Speaker.objects.exists()
    assert not User.objects.exists()


def test_a_table_is_no_record_to_restore(tmp_path):
    with pytest.raises(NotImportable, match="and isn't a whole record"):
        import_file(rows(tmp_path), restore=True)
    assert not Quote.objects.exists()


def test_a_second_run_keeps_to_the_way_of_the_first(confirmed_file):
    import_file(confirmed_file, restore=True)
    with pytest.raises(NotImportable, match="was imported with --restore"):
        import_file(confirmed_file, publish=True, reason=REASON)
    assert import_file(confirmed_file, restore=True) == []


# Who entered rows that name nobody


def rows(tmp_path, *given, name="rows.jsonl"):
    file = tmp_path / name
    file.write_text("".join(json.dumps(row) + "\n" for row in given or [ROW]))
    return file


def submitted(by) -> Quote:
    quote = Quote.objects.get()
    workflow.submit(quote, by=by)
    return quote


def test_rows_that_name_nobody_are_an_unknown_persons_which_the_command_says(tmp_path, ed):
    said = io.StringIO()
    call_command("import_record", rows(tmp_path), stdout=said)
    assert "entered the quotes that name nobody: unknown-person" in said.getvalue()
    quote = submitted(by=ed)
    assert quote.created_by.username == UNKNOWN_PERSON
    with pytest.raises(ValidationError, match="nobody knows who entered it"):
        workflow.publish(quote, by=ed)


def test_whoever_imports_rows_counts_as_who_entered_them(tmp_path, ed):
    eve = person("eve", "editors")
    assert import_file(rows(tmp_path), by="ed") == []
    quote = submitted(by=ed)
    assert quote.created_by == quote.revisions.get(number=1).made_by == ed
    assert quote.capture.captured_by == quote.capture.source.added_by == ed
    assert Speaker.history.get().history_user == ed
    with pytest.raises(ValidationError, match="You were the last to change"):
        workflow.publish(quote, by=ed)
    workflow.publish(quote, by=eve)


@pytest.mark.parametrize("by", [UNKNOWN_PERSON, ""])
def test_where_nobody_knows_the_author_whoever_submits_cant_publish(tmp_path, ed, by, draft_quote):
    """An earlier import may have left drafts by the program."""
    eve = person("eve", "editors")
    quote = draft_quote
    if by:
        quote.delete()
        assert import_file(rows(tmp_path), by=by) == []
    else:
        quote.revisions.all().delete()
        Quote.objects.filter(pk=quote.pk).update(revision_number=0, created_by=None)
        quote.refresh_from_db()
        revisions.add(quote, by=None, kind="entered")
    quote = submitted(by=ed)
    with pytest.raises(ValidationError, match="nobody knows who entered it"):
        workflow.publish(quote, by=ed)
    workflow.publish(quote, by=eve)


def test_a_row_published_by_the_command_is_by_its_author_and_published_by_the_program(tmp_path, ed):
    assert import_file(rows(tmp_path), by="ed", publish=True, reason=REASON) == []
    quote = Quote.objects.get()
    assert quote.status == "published" and quote.published_by is None
    made = quote.revisions.order_by("number")
    assert [r.made_by for r in made] == [ed, None, None]
    with pytest.raises(ValidationError, match="You were the last to change"):
        workflow.require_second_person(quote, ed)


def test_a_second_run_is_by_the_same_account(tmp_path, ed):
    person("eve", "editors")
    file = rows(tmp_path, ROW | {"speaker": ROW["speaker"]}, ROW | {"words": "never said"})
    assert len(import_file(file, by="ed")) == 1
    with pytest.raises(NotImportable, match="was by ed"):
        import_file(file, by="eve")
    assert len(import_file(file)) == 1
    assert ImportRun.objects.get().by == ed


def test_a_former_run_without_an_author_goes_on_with_one(tmp_path, ed):
    file = rows(tmp_path)
    assert import_file(file, by="ed") == []
    run = ImportRun.objects.get()
    Quote.objects.all().delete()
    ImportRun.objects.filter(pk=run.pk).update(by=None, lines_done=0, finished_at=None)
    with pytest.raises(NotImportable, match="Give --by"):
        import_file(file)
    assert import_file(file, by="ed") == []
    assert Quote.objects.get().created_by == ed
