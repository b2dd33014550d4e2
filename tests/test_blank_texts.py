"""What shows nothing is nothing: in every box, for every command, and in the database."""

import importlib
import json
import pkgutil
import re

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

import config
import quotes
import sources
from quotes.editorial import entry
from quotes.models import Quote, Segment
from quotes.transfer import imported_quote
from quotes.transfer.import_record import RecordImport
from sources.database_rules import NO_BLANK, _expand, no_blanks_of
from sources.models import Capture
from sources.storable_text import UNSEEN, is_blank
from sources.text_boxes import TextBox
from tests.sources.test_white_space import BLANKS, any_blank
from tests.transfer.conftest import exported

TEXT = "“It rains,”\u200b \u2060\u00a0said Ada Moss.\n\n\u202e “Today.”"


def every_form() -> set[type[forms.BaseForm]]:
    """Every form of the code, once all its modules are read."""
    for package in (config, quotes, sources):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name:
                importlib.import_module(module.name)
    found, left = set(), [forms.BaseForm]
    while left:
        for form in left.pop().__subclasses__():
            left.append(form)
            if form.__module__.partition(".")[0] in ("config", "quotes", "sources"):
                found.add(form)
    return found


#: What readers ask is stored nowhere; names and passwords to sign in have rules of their own.
NOT_STORED = re.compile(r"quotes\.public\.|config\.")


def test_every_box_to_type_in_takes_blanks_for_nothing():
    boxes = [
        (f"{form.__module__}.{form.__name__}.{name}", field)
        for form in every_form()
        for name, field in form.base_fields.items()
        if type(field).clean in (forms.CharField.clean, forms.Field.clean)
        and isinstance(field, forms.CharField)
        and not isinstance(field, forms.URLField | forms.RegexField)  # they refuse blanks
    ]
    stored = [(name, field) for name, field in boxes if not NOT_STORED.match(name)]
    assert len(stored) > 20
    assert [name for name, field in stored if not isinstance(field, TextBox)] == []


@any_blank
@pytest.mark.parametrize("blanks", [1, 3])
def test_a_required_box_isnt_filled_by_them(blank, blanks):
    with pytest.raises(ValidationError, match="required"):
        TextBox(strip=False).clean(blank * blanks)
    assert TextBox(required=False, strip=False).clean(blank) == ""
    assert TextBox(strip=False).clean(f"{blank}a") == f"{blank}a".replace("\r\n", "\n")


# The database


@pytest.mark.django_db
def test_the_database_knows_the_same_blanks():
    edges = {chr(n) for c in UNSEEN if c != "-" for n in (ord(c) - 1, ord(c), ord(c) + 1)}
    samples = [*BLANKS.values(), "", "-", "a", "^", "]", "█", " a ", "a\u200b", "\u200b-"]
    samples += sorted(c for c in edges if c != "\0" and not "\ud800" <= c <= "\udfff")
    test = _expand("{blank}(given.t)", connection.vendor)
    with connection.cursor() as cursor:
        for sample in samples:
            cursor.execute(f"SELECT {test} FROM (SELECT CAST(%s AS text) AS t) given", [sample])
            [found] = cursor.fetchone()
            assert bool(found) is (sample != "" and is_blank(sample)), ascii(sample)


def written_columns() -> list[tuple[str, str]]:
    return [
        (model._meta.db_table, field.column)
        for app in ("sources", "quotes")
        for model in apps.get_app_config(app).get_models()
        if not model._meta.proxy
        for field in model._meta.concrete_fields
        if hasattr(field, "cleaned")
    ]


def test_every_column_that_people_write_is_guarded():
    guarded = {
        (refusal.table, column, refusal.event)
        for app in ("sources", "quotes")
        for refusal in no_blanks_of(apps.get_app_config(app))
        for column in re.findall(r'\{blank\}\(NEW\."(\w+)"\)', refusal.when)
    }
    assert len(written_columns()) > 50
    assert guarded == {(*c, event) for c in written_columns() for event in ("INSERT", "UPDATE")}


@pytest.mark.parametrize("blank", ["\u200b", " \t", "\u2060\u202e", "\n"])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("sources_source", "headline"),
        ("sources_publisher", "place"),
        ("quotes_speaker", "description"),
        ("quotes_topic", "name"),
        ("quotes_quote", "medium"),
        ("quotes_attribution", "how_many"),
    ],
)
def test_a_blank_past_the_models_is_refused(freely, draft_quote, table, column, blank):
    refused = pytest.raises(IntegrityError, match=re.escape(NO_BLANK))
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [blank])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [blank])
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_a_row_added_past_the_models_is_refused():
    refused = pytest.raises(IntegrityError, match=re.escape(NO_BLANK))
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO quotes_topic (name, description) VALUES ('Pier', '\u200b')")


# A quote's words


@pytest.fixture
def rain(article, jo):
    return Capture.objects.create(source=article, text=TEXT, captured_by=jo)


BLANK_SPANS = [(11, 15), (11, 12), (29, 33), (12, 13)]
blank_spans = pytest.mark.parametrize("span", BLANK_SPANS)


def test_the_spans_are_blank():
    assert all(is_blank(TEXT[start:end]) for start, end in BLANK_SPANS)


@blank_spans
def test_a_segment_of_which_nothing_shows_is_refused(rain, jo, span):
    for spans in ([span], [(0, 11), span], [span, (33, 41)]):
        with pytest.raises(ValidationError, match="Select its words"):
            entry.enter(rain, segments=sorted(spans), by=jo)
    assert not Quote.objects.exists()


@blank_spans
def test_the_database_refuses_it_too(rain, jo, span):
    quote = entry.enter(rain, segments=[(0, 11)], by=jo)
    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.objects.create(quote=quote, position=1, start=span[0], end=span[1])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO quotes_segment (quote_id, position, start, "end", words)'
            " VALUES (%s, 1, %s, %s, %s)",
            [quote.pk, *span, TEXT[slice(*span)]],
        )
    assert quote.segments.count() == 1


@blank_spans
def test_the_desk_says_so_and_saves_nothing(client, rain, jo, span):
    client.force_login(jo)
    sent = {
        "segments": f"{span[0]}-{span[1]}",
        "kind": "direct",
        "party-TOTAL_FORMS": "0",
        "party-INITIAL_FORMS": "0",
    }
    answer = client.post(f"/desk/captures/{rain.pk}/quotes/add/", sent)
    assert not Quote.objects.exists()
    assert answer.status_code == 422
    assert "You marked only white space. Mark some words." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["\u200b \u2060", "\u00a0", "“It rains,”\n[…]\n\u2060"])
def test_a_spreadsheets_row_of_it_is_refused(tmp_path, ed, words):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": TEXT, "words": words}))
    refused = []
    RecordImport(file, by="ed", on_refused=lambda row: refused.append(str(row))).run()
    assert len(refused) == 1 and not Quote.objects.exists()


def test_a_records_line_of_it_is_refused(rain, jo):
    with transaction.atomic():
        entry.enter(rain, segments=[(0, 11)], by=jo)
        lines = [json.loads(line) for line in exported().splitlines()]
        transaction.set_rollback(True)
    [quote] = (line for line in lines if line["type"] == "quotes.quote")
    quote["segments"][0] |= {"start": 11, "end": 15, "words": TEXT[11:15]}
    with pytest.raises(ValidationError, match="Select its words"):
        imported_quote.check_quote(imported_quote.read_quote(1, quote, {"jo": jo.pk}), TEXT)
