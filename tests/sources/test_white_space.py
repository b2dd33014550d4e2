"""What shows nothing is nothing, and names that look the same are the same."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from quotes.editorial import workflow
from quotes.models import FactCheck, Review, Role, Speaker, SpeakerName, Topic
from quotes.transfer.import_record import RecordImport
from sources.models import Capture, Publisher, Source
from sources.storable_text import clean_line, is_blank, receive
from tests.cast import STORY

BLANKS = {
    "a space": " ",
    "a no-break space": "\u00a0",
    "a thin space and a tab": "\u2009\t",
    "a zero-width space": "\u200b",
    "a byte order mark": "\ufeff",
    "a word joiner": "\u2060",
    "joiners": "\u200c\u200d",
    "marks of direction": "\u200e\u200f\u202e\u2066",
    "a braille pattern without dots": "\u2800",
    "Hangul fillers": "\u3164\uffa0\u115f",
    "a soft hyphen": "\u00ad",
    "line ends": "\n\u2028\u0085",
    "a variation selector": "\ufe0f",
    "tags": "\U000e0020",
}
any_blank = pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)

#: Text that the program computes or that is a code, an address requested, or a file's name.
COMPUTED = {
    *("Capture.sha256", "FetchedPage.body_sha256", "FetchedPage.final_url", "FetchedPage.url"),
    *("FetchedPage.warc_path", "ImportRun.file_name", "ImportRun.reason", "ImportRun.sha256"),
    *("LinkCheck.url", "Match.engine_version", "NameKey.key"),
    *("PublicChange.model", "PublisherCheckCount.checked", "WritePermit.model"),
    *("Speaker.description_look", "Speaker.name_look"),
    *("RowTombstone.table", "SearchRow.filters", "SearchRow.stems", "SearchRow.terms"),
}


def text_fields() -> list[models.Field]:
    return [
        field
        for app in ("sources", "quotes")
        for model in apps.get_app_config(app).get_models()
        if not model._meta.proxy and not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def test_every_text_that_somebody_writes_is_of_a_field_that_stores_no_blanks():
    bare = {str(f).partition(".")[2] for f in text_fields() if not hasattr(f, "cleaned")}
    assert bare - COMPUTED == set()
    for field in text_fields():
        if hasattr(field, "cleaned"):
            assert [b for b in BLANKS.values() if field.get_prep_value(b)] == [], field
            assert [b for b in BLANKS.values() if field.to_python(b)] == [], field


@any_blank
def test_text_of_which_nothing_shows_is_blank(blank):
    assert is_blank(blank) and clean_line(blank) == "" and is_blank(blank + " " + blank)
    assert not is_blank(blank + "a")
    with pytest.raises(ValidationError, match="There is no text"):
        receive(blank)


@any_blank
def test_a_reason_of_white_space_is_none(published_quote, ed, blank):
    with pytest.raises(ValidationError, match="Give the reason"):
        workflow.withdraw(published_quote, by=ed, reason=blank)
    published_quote.refresh_from_db()
    assert published_quote.status == "published"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\u2800"])
@pytest.mark.parametrize(
    "make",
    [
        lambda blank, quote: Speaker(name=blank),
        lambda blank, quote: Topic(name=blank),
        lambda blank, quote: Publisher(name=blank),
        lambda blank, quote: SpeakerName(speaker=Speaker.objects.first(), name=blank),
        lambda blank, quote: Role(speaker=Speaker.objects.first(), title=blank),
        lambda blank, quote: Review(
            quote=quote, quote_revision=1, verdict="disputed", reason=blank
        ),
        lambda blank, quote: FactCheck(
            quote=quote, publisher=blank, rating="False", url="https://c.example/"
        ),
    ],
)
def test_the_database_refuses_blanks_where_something_must_be(published_quote, make, blank):
    row = make(blank, published_quote)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(blank, published_quote).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([make(blank, published_quote)])


def test_updates_past_the_models_store_no_blanks_either(freely, published_quote):
    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker.objects.update(name="\u2800")
    Source.objects.update(headline=" \u200b")
    assert set(Source.objects.values_list("headline", flat=True)) == {""}


def test_a_sources_own_words_are_kept_as_received(freely, article):
    text = "\u00a0“Cafe\u0301  is shut,”\u200b said nobody. \n"
    capture = Capture.objects.create(source=article, text=text)
    capture.refresh_from_db()
    assert capture.text == text
    article.headline = "  Cafe\u0301  shut "
    article.save()
    article.refresh_from_db()
    assert article.headline == "  Cafe\u0301  shut "


SAME = {
    "spaces around": "  José Vélez ",
    "two spaces": "José  Vélez",
    "a no-break space": "José\u00a0Vélez",
    "a narrow no-break space": "José\u202fVélez",
    "a zero-width space": "José \u200bVélez",
    "a byte order mark": "\ufeffJosé Vélez",
    "joiners": "Jos\u200dé\u200c Vélez",
    "decomposed letters": "Jose\u0301 Ve\u0301lez",
    "marks of direction": "\u200eJosé Vélez\u200f\u202c",
    "a soft hyphen": "José Vé\u00adlez",
}
same = pytest.mark.parametrize("name", SAME.values(), ids=SAME)


@same
def test_a_name_is_stored_in_one_form(db, name):
    for model in (Speaker, Topic, Publisher):
        row = model.objects.create(name=name)
        assert row.name == "José Vélez"
        assert model.objects.get(name="José Vélez") == model.objects.get(name=name) == row


@same
def test_rows_whose_names_look_the_same_are_of_one_speaker(ed, tmp_path, name):
    row = {"text": STORY, "words": "the money is gone", "speaker": "José Vélez"}
    more = {"words": "Not a day later", "speaker": name, "topics": name, "publisher": name}
    last = {"text": STORY + "\n.", "topics": "José Vélez", "publisher": "José Vélez"}
    file = tmp_path / "rows.jsonl"
    rows = [row, row | more, row | more | last | {"url": "https://a.example/"}]
    rows[1]["url"] = "https://b.example/"
    file.write_text("".join(json.dumps(one) + "\n" for one in rows))
    refused = []
    RecordImport(file, by="ed", on_refused=lambda one: refused.append(str(one)), batch=1).run()
    assert refused == []
    for model in (Speaker, Topic, Publisher):
        assert [one.name for one in model.objects.all()] == ["José Vélez"]


@pytest.mark.parametrize("name", ["علی\u200cرضا", "क्\u200dष", "O’Brien", "Ada-Lou"])
def test_letters_that_joiners_shape_keep_them(db, name):
    assert Speaker.objects.create(name=name).name == name


@same
def test_a_second_speaker_of_one_name_must_be_described(db, name):
    Speaker.objects.create(name="José Vélez")
    with pytest.raises(ValidationError, match="is in the record already"):
        Speaker(name=name, description="\u200b").full_clean()
    Speaker(name=name, description="the painter").full_clean()


def test_earlier_names_are_brought_into_the_one_form(db, capsys):
    first, second = Topic.objects.create(name="Pier"), Topic.objects.create(name="Quay")
    speaker = Speaker.objects.create(name="José Vélez")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_topic SET name = ' Pier' WHERE id = %s", [second.pk])
        cursor.execute(
            "UPDATE quotes_speaker SET name = %s WHERE id = %s",
            ["Jose\u0301\u00a0Vélez", speaker.pk],
        )
    import_module("quotes.migrations.0011_names_in_one_form").clean_names(apps, None)
    speaker.refresh_from_db()
    assert speaker.name == "José Vélez"
    assert {t.name for t in Topic.objects.filter(pk__in=[first.pk, second.pk])} == {"Pier", " Pier"}
    assert f"Topic {second.pk} is called like another one" in capsys.readouterr().out
