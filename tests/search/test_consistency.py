"""Search can be checked against the record and made to agree with it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quotes import search
from quotes.editorial import workflow
from quotes.models import (
    IndexVersion,
    NameKey,
    Quote,
    SearchRow,
    Speaker,
    SpeakerCount,
    SpeakerMonthCount,
    Topic,
    TopicCount,
)
from quotes.search import Search
from quotes.search.consistency import disagreements
from quotes.search.documents import Entry
from quotes.search.engines import engine
from quotes.text.analyser import VERSION

pytestmark = pytest.mark.django_db


def run(command: str, **options) -> str:
    out = io.StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_a_sound_record_is_said_to_be_sound(published_quote, submitted_quote):
    assert run("doctor").splitlines() == [
        "Hours of the newsroom are UTC (TIME_ZONE=UTC).",
        "The index agrees with the record.",
    ]
    assert "Rows written or removed: 0." in run("rebuild_search")


def test_the_doctor_says_which_zone_the_hours_are_in(db, settings):
    settings.TIME_ZONE = "America/New_York"
    assert "Hours of the newsroom are New York time (TIME_ZONE=America/New_York)." in run("doctor")


def lose_row(quote):
    SearchRow.objects.all().delete()


def change_row(quote):
    row = SearchRow.objects.get()
    SearchRow.objects.all().delete()
    engine().write([Entry(row.key, row.quote_id, row.filters, "other", "=other _")])


def add_draft(quote):
    draft = Quote.objects.create(capture=quote.capture, kind="direct")
    engine().write([Entry(5, draft.pk, "all_", "ghost", "=ghost _")])


def miscount(quote):
    SpeakerCount.objects.update(quotes=9)


def miscount_months(quote):
    SpeakerMonthCount.objects.update(month=200101)


def miscount_topics(quote):
    TopicCount.objects.create(topic=Topic.objects.create(name="Harbour"), quotes=3)


def lose_names(quote):
    NameKey.objects.all().delete()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lose_row, "Quote {pk} is published but not in search."),
        (change_row, "Quote {pk} is in search with old words or properties."),
        (add_draft, "in search without being published."),
        (miscount, "The counts of published quotes are wrong."),
        (miscount_months, "The counts of published quotes are wrong."),
        (miscount_topics, "The counts of published quotes are wrong."),
        (lose_names, "Name keys of 1 speakers are wrong"),
    ],
)
def test_damage_is_named_and_mended(published_quote, damage, sentence):
    damage(published_quote)
    assert any(sentence.format(pk=published_quote.pk) in said for said in disagreements())
    with pytest.raises(CommandError, match="rebuild_search"):
        run("doctor")
    run("rebuild_search")
    assert list(disagreements()) == []
    assert Search("money aster").page.quotes == [published_quote.pk]


@pytest.mark.sqlite
def test_a_full_text_index_out_of_step_is_named_and_mended(published_quote):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO quotes_searchindex(quotes_searchindex) VALUES ('delete-all')")
    assert not Search("money").page.quotes
    assert list(disagreements()) == [
        "The full-text index doesn't have the words of the index entries."
    ]
    run("rebuild_search", index=True)
    assert list(disagreements()) == []
    assert Search("money").page.quotes == [published_quote.pk]


@pytest.mark.sqlite
def test_the_index_stays_whole_while_rows_come_move_and_go(published_quote, ed, freely):
    speaker = Speaker.objects.get(name="Nils Aster")
    for day in range(1, 20):
        Quote.objects.filter(pk=published_quote.pk).update(
            said_from=f"2024-01-{day:02}", said_to=f"2024-01-{day:02}"
        )
        published_quote.refresh_from_db()
        search.refresh(published_quote)
    assert engine().disagreements() == []
    workflow.withdraw(published_quote, by=ed, reason="Enough.")
    assert engine().disagreements() == []
    assert speaker.quote_count.quotes == 0


def test_an_index_of_an_earlier_version_is_reported_and_rebuilt(published_quote):
    IndexVersion.objects.update(number=VERSION - 1)
    with pytest.raises(CommandError, match="rebuild_search"):
        run("doctor")
    assert next(disagreements()).startswith("The index was made by an earlier version")
    run("rebuild_search")
    assert IndexVersion.objects.get().number == VERSION
    assert list(disagreements()) == []


def test_an_index_without_entries_is_of_the_present_version_after_a_migrate():
    IndexVersion.objects.update(number=VERSION - 1)
    assert list(disagreements()) == []
    call_command("migrate", verbosity=0)
    assert IndexVersion.objects.get().number == VERSION
