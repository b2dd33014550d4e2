"""An imported record keeps who did what, and a second run finishes what the first left out."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from quotes.editorial import workflow
from quotes.models import ImportRun, Quote, QuoteLink, Review, Speaker, Topic
from quotes.transfer.accounts import UNKNOWN_PERSON, Missing, NotImportable, unknown_person
from quotes.transfer.import_record import RecordImport
from quotes.transfer.line_format import AFTER_QUOTES, BEFORE_QUOTES, PARTS, users_in
from quotes.verification import related_quotes
from tests.cast import STORY, person
from tests.transfer.conftest import exported

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_file(request, tmp_path):
    """A quote that Jo entered, Ed published and Fay reviewed, as a file; then they are gone."""
    file = tmp_path / "record.jsonl"
    with transaction.atomic():
        quote, draft, fay = map(request.getfixturevalue, ("published_quote", "draft_quote", "fay"))
        Review.objects.create(
            quote=quote, quote_revision=3, verdict="disputed", reason="Heard.", reviewed_by=fay
        )
        related_quotes.link_quotes(quote, draft, relation="repeats", reason="So.", by=fay)
        topic = Topic.objects.get()
        topic._history_user = fay
        topic.save()
        file.write_text(exported())
        transaction.set_rollback(True)
    return file


def import_file(file, **options) -> RecordImport:
    run = RecordImport(file, restore=True, **options)
    run.run()
    return run


def authors() -> dict[str, str]:
    """Who did what, by their user names."""
    quote = Quote.objects.get(status="published")
    return {
        "entered": quote.revisions.get(number=1).made_by.username,
        "published": quote.published_by.username,
        "reviewed": quote.reviews.get().reviewed_by.username,
        "linked": QuoteLink.objects.get().linked_by.username,
        "saved the topic": Topic.history.latest().history_user.username,
        "added": quote.capture.source.added_by.username,
        "captured": quote.capture.captured_by.username,
    }


#: What `authors` says of the file.
SIGNED = {
    "entered": "jo",
    "published": "ed",
    "reviewed": "fay",
    "linked": "fay",
    "saved the topic": "fay",
    "added": "jo",
    "captured": "jo",
}


def test_people_without_an_account_get_one_that_cant_sign_in(signed_file):
    ed = person("ed", "editors")
    import_file(signed_file)
    assert authors() == SIGNED
    made = User.objects.exclude(pk=ed.pk)
    assert {(u.username, u.is_active, u.has_usable_password()) for u in made} == {
        ("jo", False, False),
        ("fay", False, False),
    }
    assert not any(user.groups.exists() or user.is_staff for user in made)
    assert exported() == signed_file.read_text()


def test_a_file_says_whose_accounts_they_are_here(signed_file, tmp_path, capsys):
    for name in ("joan", "edith", "fay"):
        person(name, None)
    mapping = tmp_path / "map.csv"
    mapping.write_text("in_the_file,account_here\njo,joan\ned,edith\n")
    call_command("import_record", signed_file, restore=True, accounts=mapping, verbosity=0)
    assert authors() == SIGNED | {"entered": "joan", "published": "edith"} | {
        "added": "joan",
        "captured": "joan",
    }
    said = capsys.readouterr().out
    assert "mapped: ed is edith, jo is joan" in said
    assert "accounts of the same name here: fay" in said


def test_people_may_become_one_unknown_person_who_isnt_the_program(signed_file):
    import_file(signed_file, missing_accounts=Missing.UNKNOWN)
    assert set(authors().values()) == {UNKNOWN_PERSON}
    [user] = User.objects.all()
    assert not user.is_active and not user.has_usable_password()
    assert user.get_full_name() == "An unknown person"


def test_every_column_that_names_a_person_is_read_from_the_file(signed_file):
    """Whichever table it is in: a column that the import doesn't know would lose its author."""
    lines = [json.loads(line) for line in signed_file.read_text().splitlines()]
    known = (*BEFORE_QUOTES, *AFTER_QUOTES, *PARTS.values(), Quote)
    assert sum(len(users_in(model)) for model in known) > 15
    import_file(signed_file)
    first = {json.dumps(line) for line in lines}
    assert first == {json.dumps(json.loads(line)) for line in exported().splitlines()}


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("in_the_file,account_here\njo,nobody\n", "no account here is called that"),
        ("in_the_file,account_here\njoe,ed\n", "whom the record to import doesn't name"),
        ("jo,ed\n", "must be: in_the_file,account_here"),
        ("", "must be: in_the_file,account_here"),
        ("in_the_file,account_here\njo\n", "isn't a name and an account"),
        ("in_the_file,account_here\njo,ed\njo,root\n", "maps jo to two accounts"),
        ("in_the_file,account_here\njos\xe9,ed\n", "isn't encoded in UTF-8"),
    ],
)
def test_a_file_of_accounts_that_cant_be_followed_stops_before_the_first_row(
    signed_file, tmp_path, mapping, sentence
):
    for name in ("ed", "root"):
        person(name, None)
    file = tmp_path / "map.csv"
    file.write_bytes(mapping.encode("latin-1"))
    with pytest.raises(CommandError, match=sentence):
        call_command("import_record", signed_file, restore=True, accounts=file)
    assert not ImportRun.objects.exists() and not Speaker.objects.exists()
    assert User.objects.count() == 2


def test_missing_accounts_may_be_refused_all_at_once(signed_file):
    person("ed", None)
    with pytest.raises(NotImportable, match="No account here is called “fay”, “jo”"):
        import_file(signed_file, missing_accounts=Missing.REFUSE)
    assert not ImportRun.objects.exists() and not Speaker.objects.exists()


def test_the_unknown_person_is_never_somebody_who_signs_in(signed_file):
    person(UNKNOWN_PERSON, "editors")
    with pytest.raises(NotImportable, match="somebody's who signs in"):
        import_file(signed_file, missing_accounts=Missing.UNKNOWN)
    assert not Speaker.objects.exists()


def test_a_record_with_an_unknown_person_moves_on_with_them(signed_file):
    unknown = unknown_person()
    assert unknown_person() == unknown
    import_file(signed_file, missing_accounts=Missing.UNKNOWN)
    assert User.objects.get() == unknown


def test_a_name_that_no_account_can_have_must_be_mapped(signed_file):
    signed_file.write_text(signed_file.read_text().replace('"jo"', '"jo/\u2764"'))
    with pytest.raises(NotImportable, match="can't be the name of an account"):
        import_file(signed_file)
    assert not User.objects.exists()


@pytest.mark.parametrize("given", [5, "", ["jo"]])
def test_an_author_that_is_no_name_is_refused_and_never_the_program(signed_file, given):
    lines = [json.loads(line) for line in signed_file.read_text().splitlines()]
    source = next(line for line in lines if line["type"] == "sources.source")
    source["added_by_id"] = given
    signed_file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    refused = []
    import_file(signed_file, on_refused=refused.append)
    assert "added_by_id: No account here is meant by" in str(refused[0])


def test_whoever_wrote_an_imported_draft_still_needs_a_second_person(signed_file):
    jo = person("jo", "editors")
    RecordImport(signed_file).run()
    quote = Quote.objects.order_by("pk").first()
    workflow.submit(quote, by=jo)
    with pytest.raises(ValidationError, match="Ask a colleague"):
        workflow.publish(quote, by=jo)


def test_a_second_run_says_again_what_is_missing_and_doesnt_succeed(signed_file, capsys):
    lines = [json.loads(line) for line in signed_file.read_text().splitlines()]
    number, quote = next(
        (n, line) for n, line in enumerate(lines, 1) if line["type"] == "quotes.quote"
    )
    quote["cue"] = "never said so"
    signed_file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    for _ in range(2):
        with pytest.raises(CommandError, match="run it again over the same file"):
            call_command("import_record", signed_file, restore=True, verbosity=0)
        said = capsys.readouterr()
        assert f"Line {number}: “never said so” doesn't occur" in said.err
        assert "Rows that were refused: 2." in said.out  # its link too
    assert ImportRun.objects.get().refused == 2


def test_nothing_made_meanwhile_gets_the_id_of_a_row_that_may_still_come_in(signed_file):
    lines = [json.loads(line) for line in signed_file.read_text().splitlines()]
    last = max(
        (line for line in lines if line["type"] == "quotes.speaker"), key=lambda line: line["id"]
    )
    last["kind"] = "singer"
    signed_file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert import_file(signed_file).refused
    assert Speaker.objects.create(name="Came Meanwhile").pk > last["id"]
    assert RecordImport(signed_file, restore=True).run()


def test_a_second_run_finishes_once_the_reason_is_gone(tmp_path, mayor):
    row = {"text": STORY, "words": "“The pier will open in May,”", "speaker": mayor.name}
    namesake = Speaker.objects.create(name=mayor.name, description="the painter")
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n" + json.dumps(row | {"words": "the money is gone"}))
    run = RecordImport(file, by=UNKNOWN_PERSON)
    run.run()
    assert run.refused == 2 and not Quote.objects.exists()
    namesake.delete()
    again = RecordImport(file)
    assert (again.run(), again.refused, Quote.objects.count()) == (2, 0, 2)
    assert (RecordImport(file).run(), ImportRun.objects.get().refused) == (0, 0)


def test_a_second_run_can_change_neither_accounts_nor_whether_it_restores(signed_file):
    import_file(signed_file)
    person("other", None)
    with pytest.raises(NotImportable, match="used other accounts"):
        import_file(signed_file, accounts={"jo": "other"})
    with pytest.raises(NotImportable, match="was imported with --restore"):
        RecordImport(signed_file).run()


def test_a_second_run_that_would_publish_drafts_says_so(signed_file):
    RecordImport(signed_file).run()
    with pytest.raises(NotImportable, match="was imported as drafts"):
        import_file(signed_file)


def test_a_dry_run_makes_no_account(signed_file):
    import_file(signed_file, dry_run=True)
    assert not User.objects.exists()


def test_a_whole_record_is_recognised_by_any_of_its_rows(signed_file, tmp_path):
    Speaker.objects.create(name="Was Here")
    file = tmp_path / "late.jsonl"
    file.write_text("{\n" + signed_file.read_text())
    with pytest.raises(NotImportable, match="this record isn't empty"):
        import_file(file)
