"""What the database itself refuses, whichever way a change comes; the same on both engines."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import AlterField, Migration
from django.db.migrations.state import ProjectState
from django.db.models.signals import pre_migrate
from django.utils import timezone

from quotes import database_rules, public_rows
from quotes.editorial import entry, workflow
from quotes.models import (
    Attribution,
    FactCheck,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Role,
    Segment,
    Speaker,
    Topic,
)
from quotes.search import engines
from sources.database_rules import SOURCES, Refusal, install_all, installed, missing
from sources.models import (
    Capture,
    FetchedPage,
    LinkCheck,
    Publisher,
    RowTombstone,
    Source,
    Tombstone,
)
from sources.models.capture import sha256_of

pytestmark = pytest.mark.django_db
TRIGGERS = [*SOURCES, *database_rules.TRIGGERS, *public_rows.TRIGGERS, *engines.TRIGGERS]
TEXT = "“We will mend the bridge,” said Mara Vell. “By May,” she added. She denied the rest."


@pytest.fixture
def capture():
    source = Source.objects.create(kind="article", headline="The bridge")
    return Capture.objects.create(source=source, text=TEXT)


@pytest.fixture
def mara():
    return Speaker.objects.create(name="Mara Vell")


@pytest.fixture
def draft(capture, mara):
    return entry.enter(
        capture,
        segments=[(0, 26), (44, 53)],
        parties=[entry.Party(as_named="Mara Vell", speaker=mara)],
        cue="said",
        by=None,
    )


@pytest.fixture
def published(draft):
    workflow.submit(draft, by=None)
    workflow.publish(draft, by=None)
    return draft


def refused(message: str, change) -> None:
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        change()


def rows(queryset):
    """Every way Django has to change existing rows: save, update, bulk_update, upsert."""
    return queryset.order_by("pk")[0], queryset.model.objects


class TestCapture:
    @pytest.mark.parametrize(
        "way", ["save", "update", "bulk_update", "upsert", "delete", "replace"]
    )
    def test_never_changes_whichever_way_it_is_tried(self, capture, way):
        capture.text = TEXT.replace("mend", "sell")
        ways = {
            "save": capture.save,
            "update": lambda: Capture.objects.filter(pk=capture.pk).update(text=capture.text),
            "bulk_update": lambda: Capture.objects.bulk_update([capture], ["text"]),
            "upsert": lambda: Capture.objects.bulk_create(
                [capture], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
            ),
            "delete": lambda: Capture.objects.filter(pk=capture.pk)._raw_delete("default"),
            "replace": lambda: replace_capture(capture),
        }
        refused("never", ways[way])
        assert Capture.objects.get(pk=capture.pk).text == TEXT

    def test_its_length_is_counted_from_its_text(self, capture):
        refused(
            "capture_length_is_texts",
            lambda: Capture.objects.bulk_create(
                [Capture(source=capture.source, text="four", length=5)]
            ),
        )

    @pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
    def test_refuses_control_characters_even_by_raw_sql(self, capture, character):
        insert = (
            "INSERT INTO sources_capture (source_id, text, length, sha256, captured_at, method,"
            " obtained_by, note, outlet_correction) VALUES (%s, %s, 3, '', %s, 'pasted', '', '', '')"
        )
        with connection.cursor() as cursor:
            arguments = [capture.source_id, f"a{character}b", timezone.now()]
            refused("control characters", lambda: cursor.execute(insert, arguments))

    def test_words_may_be_blacked_out_under_a_tombstone_at_their_length(self, capture):
        black = "█" * len(TEXT)
        refused("never changes", lambda: Capture.objects.filter(pk=capture.pk).update(text=black))
        Tombstone.objects.create(capture=capture, start=0, end=26, reason="safety")
        Capture.objects.filter(pk=capture.pk).update(text=black)
        refused(
            "never changes", lambda: Capture.objects.filter(pk=capture.pk).update(text="shorter")
        )
        refused("never changes", lambda: Capture.objects.filter(pk=capture.pk).update(sha256="0"))


def replace_capture(capture):
    """INSERT OR REPLACE deletes in silence on SQLite unless triggers recurse."""
    if connection.vendor == "postgresql":
        raise IntegrityError("PostgreSQL has no REPLACE; never")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO sources_capture (id, source_id, text, length, sha256, captured_at,"
            " method, obtained_by, note, outlet_correction)"
            " VALUES (%s, %s, 'abc', 3, '', %s, 'pasted', '', '', '')",
            [capture.pk, capture.source_id, timezone.now()],
        )


class TestWrittenOnce:
    @pytest.mark.parametrize("way", ["update", "delete"])
    def test_link_checks_tombstones_and_histories_stay_as_written(self, capture, mara, way):
        FetchedPage.objects.create(
            capture=capture,
            url="https://example.org/",
            final_url="https://example.org/",
            status=200,
            warc_path="example.warc.gz",
            fetched_at=timezone.now(),
        )
        LinkCheck.objects.create(source=capture.source, url="https://example.org/", outcome="alive")
        Tombstone.objects.create(capture=capture, start=0, end=1, reason="law")
        RowTombstone.objects.create(table="quotes_quote", row=1, reason="law")
        Publisher.objects.create(name="The Ferry Post")
        Topic.objects.create(name="The bridge")
        mara.names.create(name="M. Vell")
        mara.roles.create(title="engineer")
        histories = [m.history.model for m in (Source, Publisher, Topic, Speaker)]
        histories += [mara.names.model.history.model, Role.history.model]
        quotes = [Quote.objects.create(capture=capture, kind="direct") for _ in range(2)]
        QuoteLink.objects.create(
            from_quote=quotes[0], to_quote=quotes[1], relation="repeats", reason="Again."
        )
        FactCheck.objects.create(
            quote=quotes[0], publisher="P", rating="r", url="https://p.example"
        )
        histories += [QuoteLink.history.model, FactCheck.history.model]
        once = [FetchedPage, LinkCheck, Tombstone, RowTombstone]
        written_once = {m._meta.db_table for m in [*once, *histories]}
        tested_above_and_below = {"sources_capture", "quotes_revision", "quotes_review"}
        tested_above_and_below.add("quotes_publicchange")  # with the verbs that write them
        guarded = {t.table for t in TRIGGERS if t.name.endswith("_never_deleted")}
        assert guarded == written_once | tested_above_and_below
        for model in [*once, *histories]:
            assert model.objects.exists(), model
            field = next(f.attname for f in model._meta.fields if isinstance(f, models.CharField))
            changes = {
                "update": lambda m=model, f=field: m.objects.update(**{f: "x"}),
                "delete": lambda m=model: m.objects.all()._raw_delete("default"),
            }
            refused("never", changes[way])

    def test_a_row_changes_where_words_were_erased_from_it_and_no_other_does(self, capture, mara):
        Topic.objects.create(name="The bridge")
        first, second = (Topic.history.model.objects.create(**values) for values in past())
        RowTombstone.objects.create(
            table="quotes_historicaltopic", row=first.pk, reason="safety", erased_by=None
        )
        Topic.history.model.objects.filter(pk=first.pk).update(description="███")
        others = Topic.history.model.objects.filter(pk=second.pk)
        refused("never", lambda: others.update(description="███"))
        refused("never", lambda: Topic.history.model.objects.filter(pk=first.pk).delete())

    def test_a_captures_hash_goes_only_with_its_words(self, capture):
        Tombstone.objects.create(capture=capture, start=0, end=26, reason="safety")
        rows = Capture.objects.filter(pk=capture.pk)
        refused("never changes", lambda: rows.update(sha256=sha256_of("█")))
        refused("never changes", lambda: rows.update(note="Another."))
        black = "█" * len(TEXT)
        rows.update(text=black, sha256=sha256_of(black))
        assert rows.get().sha256 == sha256_of(black)


def past() -> list[dict]:
    """Two versions of a topic, as its history has them."""
    common = {"id": 1, "history_date": timezone.now(), "history_type": "~"}
    return [common | {"name": name} for name in ("The bridge", "The old bridge")]


class TestSegment:
    @pytest.mark.parametrize(
        ("start", "end", "words", "message"),
        [
            (80, 99, TEXT[80:99], "inside its capture"),
            (60, 70, "other word", "must be those of its capture"),
            (50, 60, TEXT[50:60], "in order"),
        ],
    )
    def test_must_lie_in_its_capture_say_its_words_and_not_overlap(
        self, draft, start, end, words, message
    ):
        segment = Segment(quote=draft, position=2, start=start, end=end, words=words)
        refused(message, lambda: Segment.objects.bulk_create([segment]))
        refused(
            message,
            lambda: draft.segments.filter(position=1).update(
                start=start if start != 50 else 20,
                end=end,
                words=words if start != 50 else TEXT[20:60],
            ),
        )

    def test_must_are_in_order(self, draft):
        early = Segment(quote=draft, position=2, start=30, end=34, words=TEXT[30:34])
        refused("in order", lambda: Segment.objects.bulk_create([early]))

    def test_counts_code_points_in_any_script(self, mara):
        text = "قالت 🌉 “سنصلح الجسر” امس"
        source = Source.objects.create(kind="article")
        capture = Capture.objects.create(source=source, text=text)
        start = text.index("“")
        quote = entry.enter(capture, segments=[(start, start + 13)], by=None)
        assert quote.segments.get().words == "“سنصلح الجسر”"

    def test_of_a_published_quote_never_changes(self, published):
        stays = "never change"
        extra = Segment(quote=published, position=2, start=60, end=63, words=TEXT[60:63])
        refused(stays, lambda: Segment.objects.bulk_create([extra]))
        refused(
            stays, lambda: published.segments.filter(position=1).update(end=52, words=TEXT[44:52])
        )
        refused(stays, lambda: published.segments.all()._raw_delete("default"))
        refused(stays, lambda: published.segments.filter(position=1).update(position=7))


class TestOccurrence:
    def test_a_cue_must_occur_in_the_capture(self, draft):
        refused("cue must occur", lambda: Quote.objects.update(cue="shouted"))
        refused(
            "cue must occur",
            lambda: Quote.objects.bulk_create(
                [Quote(capture=draft.capture, kind="direct", cue="sang")]
            ),
        )

    def test_a_party_must_be_named_as_in_the_capture(self, draft):
        refused("as named must occur", lambda: Attribution.objects.update(as_named="Mara Vella"))
        party = Attribution(quote=draft, position=1, as_named="Someone Else")
        refused("as named must occur", lambda: Attribution.objects.bulk_create([party]))

    def test_a_role_must_occur_in_the_text_that_attests_it(self, capture, mara):
        role = Role(
            speaker=mara, title="Mayor", attested_in=capture, attested_on=dt.date(2026, 1, 1)
        )
        refused("role must occur", lambda: role.save())
        existing = mara.roles.create(title="engineer")
        refused(
            "role must occur",
            lambda: Role.objects.filter(pk=existing.pk).update(
                attested_in=capture, attested_on=dt.date(2026, 1, 1)
            ),
        )


class TestStatus:
    def test_a_quote_begins_as_a_draft(self, capture):
        quote = Quote(
            capture=capture, kind="direct", status="published", published_at=timezone.now()
        )
        refused("must be a draft", lambda: Quote.objects.bulk_create([quote]))

    @pytest.mark.parametrize("status", ["published", "withdrawn"])
    def test_a_draft_must_pass_review(self, draft, status):
        now = timezone.now()
        later = {"withdrawn_at": now} if status == "withdrawn" else {}
        refused(
            "goes from draft",
            lambda: Quote.objects.filter(pk=draft.pk).update(
                status=status, published_at=now, **later
            ),
        )

    def test_a_published_quote_never_becomes_a_draft_again(self, published):
        refused(
            "goes from draft",
            lambda: Quote.objects.filter(pk=published.pk).update(status="draft", published_at=None),
        )

    def test_nothing_is_published_without_a_voice(self, draft):
        workflow.submit(draft, by=None)
        draft.attributions.all().delete()
        refused("without a speaker", lambda: publish_raw(draft))

    def test_nothing_is_published_without_words(self, draft):
        workflow.submit(draft, by=None)
        draft.segments.all().delete()
        refused("without words", lambda: publish_raw(draft))

    def test_a_quote_stays_with_its_capture(self, draft):
        other = Capture.objects.create(source=draft.capture.source, text=TEXT + " said")
        refused("stays with the text", lambda: Quote.objects.update(capture=other))

    def test_only_a_draft_can_be_deleted(self, published):
        refused("Only a draft", lambda: Quote.objects.all()._raw_delete("default"))

    def test_a_draft_can_be_deleted_with_its_history(self, draft):
        draft.delete()
        assert not Quote.objects.exists() and not Revision.objects.exists()

    def test_a_published_quote_keeps_a_voice(self, published):
        from quotes.editorial import public_changes, revisions

        with public_changes.permitted(published):
            published.attributions.all().delete()
        refused(
            "needs at least one speaker",
            lambda: revisions.add(published, by=None, kind="correction", reason="No voice."),
        )


def publish_raw(quote):
    Quote.objects.filter(pk=quote.pk).update(status="published", published_at=timezone.now())


class TestHistory:
    def test_a_revision_is_never_changed_or_deleted(self, published):
        refused("never changed", lambda: Revision.objects.update(reason="Another."))
        refused("never changed", lambda: Revision.objects.update(snapshot={}))
        refused("never deleted", lambda: Revision.objects.all()._raw_delete("default"))

    def test_a_review_is_never_changed_or_deleted(self, published):
        Review.objects.create(
            quote=published, quote_revision=3, verdict="confirmed", reason="The tape says so."
        )
        refused("never changed", lambda: Review.objects.update(verdict="fabricated"))
        refused("never deleted", lambda: Review.objects.all()._raw_delete("default"))


class TestInstallation:
    def test_every_trigger_is(self):
        assert {t.name for t in TRIGGERS if t.statements(connection.vendor)} <= installed(
            connection
        )

    def test_names_are_unique(self):
        names = [t.name for t in TRIGGERS]
        assert len(names) == len(set(names))

    def test_names_fit_into_postgresql(self):
        assert all(len(t.name) <= 63 for t in TRIGGERS)

    def test_a_lost_trigger_is_listed_and_reinstalled(self):
        from sources.database_rules import warn_of_missing

        lost = next(t for t in SOURCES if isinstance(t, Refusal))
        with connection.cursor() as cursor:
            on = f" ON {lost.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {lost.name}{on}")
        [warning] = warn_of_missing(SOURCES, "sources", ["default"])
        assert lost.name in warning.msg
        install_all("default", SOURCES)
        assert warn_of_missing(SOURCES, "sources", ["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_triggers_are_again_after_a_migration_rebuilds_their_tables():
    """On SQLite a rebuilt table loses its triggers, and those that name it stop the rebuild."""
    wider = AlterField("capture", "note", models.CharField(max_length=9000, default=""))
    for operation in (
        wider,
        AlterField("capture", "note", Capture._meta.get_field("note").clone()),
    ):
        plan = [(Migration("wider", "sources"), False)]
        for app in ("sources", "quotes"):
            config = apps.get_app_config(app)
            pre_migrate.send(config, app_config=config, using="default", plan=plan)
        state = ProjectState.from_apps(apps)
        altered = state.clone()
        operation.state_forwards("sources", altered)
        with connection.schema_editor() as editor:
            operation.database_forwards("sources", editor, state, altered)
        if connection.vendor == "sqlite":
            assert "sources_capture_never_updated" not in installed(connection)
        call_command("migrate", verbosity=0)
        assert (
            missing(
                connection,
                TRIGGERS,
            )
            == []
        )
