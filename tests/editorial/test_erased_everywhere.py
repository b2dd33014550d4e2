"""After erasing, no file, row, index, copy, answer or backup has the words; each is unpacked first."""

import datetime as dt
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from quotes.editorial import entry, word_places, workflow
from quotes.editorial.entry import Party
from quotes.editorial.public_changes import permitted
from quotes.models import Erasure, Evidence, Quote
from quotes.public.formats import share_image
from quotes.verification import evidence
from sources import fetch, stored_files
from sources.models import Capture, FetchedPage, Publisher, Source
from tests.canary import CANARY, fields_without_canary, hatch
from tests.test_canary import read_everything

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "The zqledger lies under the zqchâtelet stone near the old gate"
#: As other texts, tools and encodings write the same words.
SAME = (
    WORDS,
    "the zqledger lies under the zqcha\u0302telet stone near the old gate",
    "The zqled\u00adger lies under the zqchâtelet\u00a0stone\nnear the old-gate",
    "https://x.example/the-zqledger-lies-under-the-zqch%C3%A2telet-stone".replace("%C3%A2", "â")
    + "-near-the-old-gate",
)
#: Nothing that is searched below may have one of these, whatever its case.
TRACES = ("zqledger", "zqchâtelet", "zqchatelet", "zqcha\u0302telet", "zqled\u00adger", CANARY)


def a_file(folder: Path, body: bytes) -> str:
    """A fetched page in the archive, as the fetcher writes it."""
    packed = gzip.compress(body)
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
    )
    head += f"Content-Length: {len(packed)}\r\n\r\n".encode()
    now = timezone.now()
    exchange = fetch.answer.Exchange(
        "https://x.example/", "192.0.2.1", now, b"GET / HTTP/1.1\r\nHost: x.example\r\n\r\n",
        head + packed,
    )  # fmt: skip
    answer = fetch.Answer(
        "https://x.example/", "https://x.example/", 200, [], body, now, (exchange,)
    )
    return fetch.keep(answer, folder).path


@pytest.fixture(autouse=True)
def _however_long_other_tests_last(monkeypatch):
    """PostgreSQL keeps old rows for the transactions of the other worker's tests, too."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr("sources.db.erased_pages.PATIENCE", 300)


@pytest.fixture
def folders(tmp_path, settings):
    settings.DATA_DIR, settings.ARCHIVE_DIR = tmp_path, tmp_path / "archive"
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    copies = {
        name: {"BACKEND": backend, "LOCATION": tmp_path / name}
        for name in ("pages", "drawings", "readings")
    }
    settings.CACHES = {**settings.CACHES, **copies}
    settings.FLOOD_PER_MINUTE = 0
    return tmp_path


@pytest.fixture
def place(folders, jo, ed, fay, councillor, mayor, published_quote):
    """The words, wherever the record and the disk can have them."""
    outlet = Publisher.objects.create(name="Gatehouse Gazette")
    story = Source.objects.create(
        kind="article", publisher=outlet, headline=f"“{WORDS}”", author=WORDS, url=SAME[3],
        published_on=dt.date(2025, 3, 4), language="en",
    )  # fmt: skip
    text = f"“{WORDS},” said Petra Oduya. She left. “{WORDS}”, she repeated on the quay."
    capture = Capture.objects.create(source=story, text=text, note=f"Heard as: {SAME[1]}.")
    later = Capture.objects.create(source=story, text=f"Corrected.\n{SAME[2]}.\nThat was all.")
    post = Source.objects.create(kind="post", account="@oduya")
    primary = Capture.objects.create(source=post, text=f"{WORDS}! And more of the same kind.")
    quote = entry.enter(
        capture,
        segments=[(0, len(WORDS) + 3)],
        parties=[Party(speaker=mayor, as_named="Petra Oduya")],
        by=jo,
        cue="said",
        original_words=f"{CANARY} {WORDS}",
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    overlapping = entry.enter(
        capture,
        segments=[(5, 40)],
        parties=[Party(speaker=mayor, as_named="Petra Oduya")],
        by=jo,
        cue="said",
    )
    workflow.submit(overlapping, by=jo)
    workflow.publish(overlapping, by=ed)
    for purpose, other in ((Evidence.Purpose.PRIMARY, primary), ("later_capture", later)):
        evidence.link(quote, other, purpose=purpose, by=fay, note=WORDS)
    with permitted(story):
        story.headline = f"Again: {WORDS}"
        story.save()
    hatch(published_quote, jo=jo, ed=ed, fay=fay)
    return Quote.objects.get(pk=quote.pk)


@pytest.fixture
def around(place, folders, client, ed):
    """What is kept beside the rows: pages, pictures, readings, fetched pages, exports, a session."""
    archive = folders / "archive"
    archive.mkdir()
    (archive / CANARY).write_text("What FetchedPage.warc_path of the canary names.")
    page = (
        "<p>“The <b>zqledger</b> lies under the zqch&acirc;telet stone near the old gate”".encode()
    )
    FetchedPage.objects.create(
        capture=place.capture, url="https://x.example/", final_url="https://x.example/", status=200,
        warc_path=a_file(archive, page), body_sha256="0" * 64, fetched_at=timezone.now(),
    )  # fmt: skip
    a_file(archive / "aside", page)
    kept = a_file(archive, b"<p>Nothing of the kind.</p>")
    LogEntry.objects.create(user=ed, object_repr=WORDS, action_flag=1, change_message="[]")
    store = SessionStore()
    store["note"] = WORDS
    store.save()
    client.get("/quotes/")
    for quote in Quote.objects.published():
        client.get(f"/quotes/{quote.pk}/")
        client.get(f"/quotes/{quote.pk}/picture.png")
    client.force_login(ed)
    client.get(f"/desk/articles/{place.capture.source_id}/")
    client.logout()
    (folders / "waiting.jsonl.gz").write_bytes(gzip.compress(json.dumps({"w": WORDS}).encode()))
    return {"kept": archive / kept, "export": folders / "waiting.jsonl.gz"}


def erase(quote, **options) -> str:
    out = io.StringIO()
    options = {"reason": "safety", "by": "ed", "also": [CANARY], "yes": True, **options}
    call_command("erase_quote", quote.pk, stdout=out, **options)
    return out.getvalue()


def traces(text: str) -> set[str]:
    """What of the words a text has, in any of the ways in which it may say it."""
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m.group(1), 16)), text)
    return {t for form in (text, unescaped) for t in TRACES if t in form.casefold()}


def rows() -> str:
    """Every row of every table of the database, whoever's it is."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {' | '.join(map(plain, row))}" for row in cursor.fetchall()]
    return "\n".join(line for line in found if traces(line))


def plain(value) -> str:
    """A column's value with nothing escaped that `repr` would escape."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def files(folder: Path) -> list[str]:
    """Files below a folder that have the words, once unpacked."""
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(map(traces, stored_files.texts_of(path)))
    ]


def test_before_it_is_erased_each_place_has_the_words(place, around, folders):
    """Else what follows would prove nothing."""
    assert fields_without_canary() == []
    assert traces(rows()) == set(TRACES)
    assert len(files(folders / "archive")) == 2 and files(around["export"].parent)
    for name in ("pages", "drawings", "readings"):
        assert list(Path(caches[name]._dir).glob("*.djcache")), name
    assert traces("\n".join(stored_files.texts_of(around["export"])))


def test_no_row_file_copy_or_answer_has_the_words(place, around, folders, client, monkeypatch):
    said = erase(place)
    drawn = []
    monkeypatch.setattr(share_image, "draw", lambda what: drawn.append(what) or b"")
    assert rows() == ""
    assert f"A file has the words. Delete it: {around['export']}" in said
    around["export"].unlink()
    assert files(folders) == []
    assert around["kept"].exists()
    for name in ("drawings", "readings"):
        assert not list(Path(caches[name]._dir).glob("*.djcache")), name
    answers = {
        address: body.decode("utf-8", "replace")
        for address, body in read_everything(client).items()
    }
    assert [address for address, body in answers.items() if traces(body)] == []
    assert drawn and not traces(repr(drawn))
    assert Erasure.objects.exclude(finished_at=None).exists()


def test_what_was_near_or_beside_the_words_stays(place, around):
    erase(place)
    texts = {c.pk: c.text for c in Capture.objects.all()}
    assert "said Petra Oduya. She left." in texts[place.capture_id]
    assert any("And more of the same kind." in text for text in texts.values())
    assert all(c.length == len(c.text) for c in Capture.objects.all())
    assert Source.objects.get(pk=place.capture.source_id).headline == "Again: " + "█" * len(WORDS)


@pytest.mark.sqlite
def test_nothing_of_sqlites_files_has_the_words_nor_a_backup(place, around, folders):
    erase(place)
    backup = folders / "backup.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(backup)])
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, quotes_searchindex, 'row')"
        )
        cursor.execute("SELECT term FROM temp.terms")
        terms = " ".join(term for (term,) in cursor.fetchall())
        cursor.execute("DROP TABLE temp.terms")
    name = str(connection.settings_dict["NAME"])
    for path in (Path(name), Path(name + "-wal"), backup):
        content = path.read_bytes() if path.exists() else b""
        assert not traces(content.decode("utf-8", "replace")), path
    assert not traces(terms)


@pytest.mark.sqlite
def test_a_large_file_is_cleared_in_steps_without_writing_it_again(
    place, around, folders, monkeypatch
):
    monkeypatch.setattr("sources.db.erased_pages.SMALL", 0)
    monkeypatch.setattr("sources.db.erased_pages.STEP", 3)
    said = erase(place)
    assert "Search index: written again without the words." in said
    name = Path(connection.settings_dict["NAME"])
    if "pages from before still have the words" in said:
        call_command("erase_quote", go_on=True, write_again=True, stdout=io.StringIO())
    assert not traces(name.read_bytes().decode("utf-8", "replace"))


def files_of_tables_with_traces() -> list[str]:
    """Tables and indexes of PostgreSQL whose files still have the words, once all is written."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        [data] = cursor.fetchone()
        cursor.execute(
            "SELECT relname, pg_relation_filepath(oid) FROM pg_class"
            " WHERE relkind IN ('r', 't', 'i') AND relnamespace <> 'pg_catalog'::regnamespace"
        )
        paths = {name: Path(data, path) for name, path in cursor.fetchall() if path}
    return [n for n, path in paths.items() if traces(path.read_bytes().decode("utf-8", "replace"))]


@pytest.mark.postgres
def test_nothing_of_a_dump_has_the_words_nor_do_the_tables_files(place, around, monkeypatch):
    # A database that many tests have filled and emptied may be larger than a small record's.
    monkeypatch.setattr("sources.db.erased_pages.SMALL", sys.maxsize)
    erase(place)
    given = connection.get_connection_params()
    address = {k: str(given[k]) for k in ("host", "port", "user", "dbname") if given.get(k)}
    conninfo = " ".join(f"{key}={value}" for key, value in address.items())
    dump = subprocess.run(["pg_dump", conninfo], capture_output=True, check=True, text=True).stdout
    assert not traces(dump)
    assert files_of_tables_with_traces() == []


@pytest.mark.postgres
def test_a_large_database_names_what_is_left_to_do_and_then_does_it(place, around, monkeypatch):
    monkeypatch.setattr("sources.db.erased_pages.SMALL", 0)
    said = erase(place)
    assert "run `manage.py erase_quote --continue --write-again`" in said
    assert not Erasure.objects.exclude(finished_at=None).exists()
    call_command("erase_quote", go_on=True, write_again=True, stdout=io.StringIO())
    assert Erasure.objects.exclude(finished_at=None).exists()
    assert files_of_tables_with_traces() == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("database", "begins"),
    [
        ("", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1"),
        ("postgres", "SELECT pg_current_xact_id()"),
    ],
    ids=["of this database", "of another database of the server"],
)
def test_nothing_is_called_erased_while_a_transaction_can_still_read_the_old_rows(
    place, around, monkeypatch, database, begins
):
    given = connection.get_connection_params()
    address = {k: given[k] for k in ("host", "port", "user", "dbname") if given.get(k)}
    if database:
        address["dbname"] = database
    with monkeypatch.context() as patched, psycopg.connect(**address) as reader:
        patched.setattr("sources.db.erased_pages.PATIENCE", 0)
        reader.execute(begins)
        said = erase(place)
    assert "Search index: somebody's transaction has run all the while" in said
    assert "Tables: somebody's transaction has run all the while" in said
    assert not Erasure.objects.exclude(finished_at=None).exists()
    call_command("erase_quote", go_on=True, write_again=True, stdout=io.StringIO())
    assert files_of_tables_with_traces() == []


def test_an_export_made_afterwards_has_none_of_the_words(place, around, folders):
    erase(place)
    call_command("export_record", str(folders / "after.jsonl"), stdout=io.StringIO())
    assert not traces((folders / "after.jsonl").read_text())


def test_a_captures_hash_confirms_nobodys_supposition(place, around):
    before = set(Capture.objects.values_list("sha256", flat=True))
    erase(place)
    after = Capture.objects.filter(tombstones__reason="safety")
    assert after.exists() and not set(after.values_list("sha256", flat=True)) & before
    page = FetchedPage.objects.get(capture=place.capture)
    assert (page.warc_path, page.body_sha256) == ("", "")


def test_erased_words_dont_come_back_with_the_same_text_or_a_later_one(place, around):
    source, text = place.capture.source, place.capture.text
    erase(place)
    assert list(Capture.objects.of_text(text)) == [place.capture]
    for again in (text, text.replace("She left.", "She went.")):
        with pytest.raises(ValidationError, match="Words were erased from this source on"):
            Capture.objects.create(source=source, text=again)
    black = Capture.objects.get(pk=place.capture_id).text
    Capture.objects.create(source=source, text=black.replace("She left.", "She went."))


def test_a_dry_run_lists_each_place_and_changes_nothing(place, around):
    before = rows()
    said = erase(place, dry_run=True, reason=None, by=None)
    source, capture = place.capture.source_id, place.capture_id
    for line in (
        f"capture {capture}, text (where the quote was found)",
        f"source {source}, headline",
        f"source {source}, author",
        f"source {source}, url",
        f"capture {capture}, note",
        f"search index, entry of quote {place.pk}",
        f"file {around['export']}",
        "fetched page 20",
        "historical source ",
        "evidence ",
        "log entry ",
        "session ",
    ):
        assert f"  {line}" in said
    assert rows() == before and not Erasure.objects.exists()


def test_what_is_only_like_the_words_is_named_and_left_to_a_person(place, councillor):
    near = "He said that the zqledger lies under another stone, a copper one"
    other = Capture.objects.create(source=Source.objects.create(kind="article"), text=near)
    said = erase(place)
    assert Capture.objects.get(pk=other.pk).text == near
    assert f"capture {other.pk}, text: “" in said and "a person decides" in said
    erase(place, also=["the zqledger lies under another stone"])
    assert "zqledger" not in Capture.objects.get(pk=other.pk).text


def test_what_is_like_the_words_goes_with_them_where_a_person_says_so(place):
    near = "He said that the zqledger lies under another stone, a copper one"
    other = Capture.objects.create(source=Source.objects.create(kind="article"), text=near)
    erase(place, near=True)
    assert Capture.objects.get(pk=other.pk).text == near.replace(
        "the zqledger lies under", "█" * len("the zqledger lies under")
    )


def test_what_was_cut_short_is_gone_on_with(place, around, folders, monkeypatch):
    class Cut(Exception):
        pass

    def fail():
        raise Cut

    from quotes.search.engines import engine

    with monkeypatch.context() as power:
        power.setattr(engine(), "forget_deleted", fail)
        with pytest.raises(Cut):
            erase(place)
    [half] = Erasure.objects.all()
    assert (half.steps_done, half.finished_at) == (["copies", "files"], None)
    call_command("erase_quote", go_on=True, stdout=io.StringIO())
    half.refresh_from_db()
    assert half.steps_done == ["copies", "files", "index", "database"] and half.finished_at
    out = io.StringIO()
    call_command("erase_quote", go_on=True, stdout=out)
    assert out.getvalue() == "No erasure is unfinished.\n"


def test_a_fetched_page_on_another_machine_is_named_until_that_one_deletes_it(
    place, around, folders, settings
):
    here, there = folders / "archive", folders / "elsewhere"
    here.rename(there)
    said = erase(place)
    assert "not in this machine's archive directory" in said
    [waiting] = Erasure.objects.filter(finished_at=None)
    settings.ARCHIVE_DIR = there
    call_command("erase_quote", go_on=True, stdout=io.StringIO())
    waiting.refresh_from_db()
    assert waiting.finished_at and not waiting.files


def test_every_column_of_text_is_on_the_erasers_list():
    """A table or column that Django doesn't know, or of a new kind, has to be thought of."""
    listed = {
        (model._meta.db_table, field.column)
        for model, fields in word_places.text_columns().items()
        for field in fields
    }
    computed = {(m._meta.db_table, m._meta.get_field(f).column) for m, f in word_places.COMPUTED}
    from django.apps import apps

    choices = {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.choices
    }
    assert text_columns_of_database() - listed - computed - choices == BESIDE[connection.vendor]


#: Of no model: the index follows its entries by trigger, and migrations have no words of ours.
BESIDE = {
    "sqlite": {("quotes_searchfacets", "tokens")},
    "postgresql": {("quotes_searchfacets", "tokens"), ("quotes_searchrow", "document")},
}


def text_columns_of_database() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = current_schema() AND data_type NOT IN ('bigint', 'integer',"
                " 'smallint', 'boolean', 'date', 'timestamp with time zone')"
            )
        else:
            cursor.execute(
                "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p"
                " WHERE m.type = 'table' AND lower(p.type) NOT IN ('integer', 'bigint', 'bool',"
                " 'date', 'datetime', 'smallint', 'smallint unsigned', 'integer unsigned',"
                " 'bigint unsigned') AND m.name NOT LIKE 'sqlite_%'"
            )
        found = set(cursor.fetchall())
    ours = ("quotes_searchindex", "django_migrations")
    return {(table, column) for table, column in found if not table.startswith(ours)}
