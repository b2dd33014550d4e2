import datetime

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sources.fields
from quotes.search.engines import postgres, postgres_tables, sqlite

# PostgreSQL looks up how a key begins by this index alone; SQLite's own serves for both.
KEYS_BY_BEGINNING = "CREATE INDEX quotes_namekey_begins ON quotes_namekey (key varchar_pattern_ops)"
CREATE = {
    "sqlite": [sqlite.CREATE, sqlite.CREATE_FACETS],
    "postgresql": [KEYS_BY_BEGINNING, postgres.CREATE, postgres_tables.CREATE],
}
DROP = {
    "sqlite": [sqlite.DROP_FACETS, sqlite.DROP],
    "postgresql": [postgres_tables.DROP, postgres.DROP, "DROP INDEX quotes_namekey_begins"],
}


def create_index(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [
        ("quotes", "0001_initial"),
        ("quotes", "0002_dismissal"),
        ("quotes", "0003_search"),
        ("quotes", "0004_evidence_reading"),
        ("quotes", "0005_import_run"),
        ("quotes", "0006_more_bearings"),
        ("quotes", "0007_name_keys_by_beginning"),
        ("quotes", "0008_history_of_links"),
        ("quotes", "0009_search_facets"),
        ("quotes", "0010_search_facets_postgresql"),
        ("quotes", "0011_speaker_year_tallies"),
        ("quotes", "0012_topic_tallies"),
        ("quotes", "0013_initials"),
    ]

    initial = True

    dependencies = [
        ("sources", "0001_initial_sources"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="SHA-256 of the file"
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why its quotes were published."),
                ),
                ("lines_done", models.PositiveBigIntegerField(default=0)),
                ("refused", models.PositiveBigIntegerField(default=0)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    sources.fields.Line(
                        help_text="The name readers know. Other spellings go below.", max_length=200
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("group", "Group"),
                            ("office", "Office"),
                        ],
                        default="person",
                        max_length=20,
                    ),
                ),
                (
                    "description",
                    sources.fields.Line(
                        blank=True,
                        help_text="Distinguishes speakers with the same name.",
                        max_length=200,
                    ),
                ),
                (
                    "same_as",
                    sources.fields.Prose(
                        blank=True,
                        help_text="Addresses of pages on the same speaker elsewhere (Wikidata, …), one a line.",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="quotes.speaker",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="quotes.speaker",
                    ),
                ),
                (
                    "publisher",
                    models.OneToOneField(
                        blank=True,
                        help_text="Where the speaker is a publisher too, as a television channel is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="speaker",
                        to="sources.publisher",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", sources.fields.Line(max_length=120)),
                ("description", sources.fields.Prose(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Attribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("voice", "Voice"),
                            ("on_behalf_of", "On behalf of"),
                            ("led_by", "Led by"),
                            ("told", "Told"),
                            ("recalled_by", "Recalled by"),
                            ("obtained_by", "Obtained by"),
                            ("issued_by", "Issued by"),
                            ("posted_by", "Posted by"),
                            ("read_out_by", "Read out by"),
                            ("translated_by", "Translated by"),
                            ("transcribed_by", "Transcribed by"),
                            ("reported_by", "Reported by"),
                        ],
                        default="voice",
                        max_length=20,
                    ),
                ),
                (
                    "as_named",
                    sources.fields.SourceLine(
                        blank=True,
                        help_text="The party in the source's own words, exactly.",
                        max_length=300,
                    ),
                ),
                (
                    "how_many",
                    sources.fields.SourceLine(
                        blank=True,
                        help_text="How many unnamed speakers, as the source gives it: two.",
                        max_length=60,
                    ),
                ),
                (
                    "anonymity_reason",
                    sources.fields.SourceLine(
                        blank=True,
                        help_text="Why the speaker is unnamed, as the source gives it.",
                        max_length=300,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "attribution party",
                "verbose_name_plural": "attribution",
                "ordering": ["quote", "position"],
            },
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("dismissed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissals",
                        to="sources.capture",
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["capture", "start"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quote_revision",
                    models.PositiveIntegerField(help_text="The version of the quote compared."),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("primary", "Primary source"),
                            ("corroborates", "Corroborates"),
                            ("contradicts", "Contradicts"),
                            ("later_capture", "Later capture of the same source"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("paragraph", "Paragraph"),
                            ("time", "Time code"),
                            ("page", "Page"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "located_from",
                    sources.fields.Line(
                        blank=True, help_text="Paragraph, page, or hh:mm:ss.", max_length=20
                    ),
                ),
                ("located_to", sources.fields.Line(blank=True, max_length=20)),
                ("note", sources.fields.Prose(blank=True)),
                (
                    "reading",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "Supported"),
                            ("partly", "Partly supported"),
                            ("not_supported", "Not supported"),
                        ],
                        help_text="What a person who read it found, for paraphrase or another language.",
                        max_length=20,
                    ),
                ),
                ("read_note", sources.fields.Prose(blank=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("linked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("unlinked_at", models.DateTimeField(blank=True, null=True)),
                ("unlinked_why", sources.fields.Prose(blank=True)),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="sources.capture",
                    ),
                ),
                (
                    "hop",
                    models.ForeignKey(
                        blank=True,
                        help_text="Which party's statement this source confirms. Leave empty for the speaker.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="evidence",
                        to="quotes.attribution",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unlinked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["quote", "linked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTopic",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", sources.fields.Line(max_length=120)),
                ("description", sources.fields.Prose(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical topic",
                "verbose_name_plural": "historical topics",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Match",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("stretch_start", models.PositiveIntegerField()),
                ("stretch_end", models.PositiveIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("typography", "Typography only"),
                            ("elided", "Elided"),
                            ("altered", "Altered"),
                            ("ambiguous", "Ambiguous"),
                            ("not_found", "Not found"),
                            ("not_compared", "Not compared"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place_start", models.PositiveIntegerField(blank=True, null=True)),
                ("place_end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "detail",
                    models.JSONField(default=dict, help_text="Word diff, measure, every place."),
                ),
                ("engine_version", models.CharField(max_length=20)),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="quotes.evidence",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "matches",
                "ordering": ["evidence", "position"],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "Direct quote"),
                            ("partial", "Partial quote"),
                            ("paraphrase", "Paraphrase"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "cue",
                    sources.fields.SourceLine(
                        blank=True,
                        help_text="The source's own word for the saying: said, denied.",
                        max_length=200,
                    ),
                ),
                (
                    "medium",
                    sources.fields.SourceLine(
                        blank=True,
                        help_text="Where it was said, as the source says.",
                        max_length=200,
                    ),
                ),
                (
                    "first_hand",
                    models.BooleanField(
                        default=False,
                        help_text="The capture is the statement itself: a post, a transcript.",
                    ),
                ),
                (
                    "said_from",
                    models.DateField(
                        blank=True, help_text="First day it may have been said.", null=True
                    ),
                ),
                (
                    "said_to",
                    models.DateField(
                        blank=True, help_text="Last day; the same day if known.", null=True
                    ),
                ),
                (
                    "said_at",
                    models.DateTimeField(
                        blank=True, help_text="The instant, where known.", null=True
                    ),
                ),
                (
                    "spoken_language",
                    models.CharField(
                        blank=True,
                        help_text="Language code of what was spoken, where known.",
                        max_length=35,
                    ),
                ),
                (
                    "language_basis",
                    models.CharField(
                        choices=[
                            ("stated", "Stated by the source"),
                            ("evidence", "Known from evidence"),
                            ("not_stated", "Not stated"),
                        ],
                        default="not_stated",
                        max_length=20,
                    ),
                ),
                (
                    "original_words",
                    sources.fields.SourceWords(
                        blank=True, help_text="The words before translation, where known."
                    ),
                ),
                ("translator", sources.fields.Line(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("revision_number", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="sources.capture",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The quote that contains this one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inner_quotes",
                        to="quotes.quote",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="quotes.quote",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("submit_quote", "Can submit a quote for review"),
                    ("publish_quote", "Can publish a quote"),
                    ("withdraw_quote", "Can withdraw a quote"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQuoteLink",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("same_utterance", "Same utterance"),
                            ("denies_saying_it", "Denies saying it"),
                            ("denies_the_claim", "Denies the claim"),
                            ("clarifies", "Clarifies"),
                            ("repeats", "Repeats"),
                            ("retracts", "Retracts"),
                            ("contradicts", "Contradicts"),
                            ("declined", "Declined to comment on it"),
                            ("no_reply", "No reply to it by the deadline"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", sources.fields.Prose()),
                ("linked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.quote",
                    ),
                ),
                (
                    "to_quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical quote link",
                "verbose_name_plural": "historical quote links",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFactCheck",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("publisher", sources.fields.Line(max_length=200)),
                (
                    "rating",
                    sources.fields.Line(
                        help_text="The rating in the fact-checkers' own words.", max_length=200
                    ),
                ),
                ("url", sources.fields.Address(max_length=2000, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True)),
                ("linked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fact check",
                "verbose_name_plural": "historical fact checks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="FactCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("publisher", sources.fields.Line(max_length=200)),
                (
                    "rating",
                    sources.fields.Line(
                        help_text="The rating in the fact-checkers' own words.", max_length=200
                    ),
                ),
                ("url", sources.fields.Address(max_length=2000, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True)),
                ("linked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fact_checks",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="quote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="quotes.quote",
            ),
        ),
        migrations.AddField(
            model_name="attribution",
            name="quote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attributions",
                to="quotes.quote",
            ),
        ),
        migrations.CreateModel(
            name="QuoteLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("same_utterance", "Same utterance"),
                            ("denies_saying_it", "Denies saying it"),
                            ("denies_the_claim", "Denies the claim"),
                            ("clarifies", "Clarifies"),
                            ("repeats", "Repeats"),
                            ("retracts", "Retracts"),
                            ("contradicts", "Contradicts"),
                            ("declined", "Declined to comment on it"),
                            ("no_reply", "No reply to it by the deadline"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", sources.fields.Prose()),
                ("linked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "from_quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_from",
                        to="quotes.quote",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_to",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["-linked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quote_revision",
                    models.PositiveIntegerField(help_text="The version of the quote judged."),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("unchecked", "Not yet checked"),
                            ("confirmed", "Confirmed"),
                            ("not_traced", "Not traced"),
                            ("altered", "Altered"),
                            ("out_of_context", "Out of context"),
                            ("disputed", "Disputed"),
                            ("misattributed", "Misattributed"),
                            ("fabricated", "Fabricated"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", sources.fields.Prose(help_text="Why, in words that readers will see.")),
                ("reviewed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="quotes.evidence",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="quotes.quote",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("entered", "Entered"),
                            ("edited", "Edited"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned to draft"),
                            ("published", "Published"),
                            ("correction", "Correction"),
                            ("clarification", "Clarification"),
                            ("update", "Update"),
                            ("withdrawal", "Withdrawal"),
                            ("replaced", "Replaced"),
                            ("erased", "Erased"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", sources.fields.Prose(blank=True)),
                ("is_public", models.BooleanField(default=False)),
                (
                    "changes_words_or_speaker",
                    models.BooleanField(
                        default=False,
                        help_text="Whether words or attribution differ from the revision before.",
                    ),
                ),
                ("snapshot", models.JSONField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["quote", "number"],
            },
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "filters",
                    models.TextField(
                        help_text="One token for each property a reader can filter by."
                    ),
                ),
                ("stems", models.TextField(help_text="What lone words are found by.")),
                (
                    "terms",
                    models.TextField(
                        help_text="What phrases are found by: every word, folded, in order."
                    ),
                ),
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_row",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["-key"],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("words", sources.fields.SourceWords(editable=False)),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="segments",
                        to="quotes.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["quote", "position"],
            },
        ),
        migrations.CreateModel(
            name="SpeakerTally",
            fields=[
                (
                    "speaker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="quotes.speaker",
                    ),
                ),
                ("quotes", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "speaker counts",
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", sources.fields.SourceLine(max_length=200)),
                (
                    "held_from",
                    models.DateField(blank=True, help_text="Empty if unknown.", null=True),
                ),
                (
                    "held_until",
                    models.DateField(blank=True, help_text="Empty if unknown.", null=True),
                ),
                (
                    "attested_on",
                    models.DateField(blank=True, help_text="The day it describes.", null=True),
                ),
                (
                    "attested_in",
                    models.ForeignKey(
                        blank=True,
                        help_text="The text that gives the speaker this title.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="sources.capture",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "ordering": ["held_from", "attested_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="quotes.speaker",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalSpeakerName",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", sources.fields.Line(max_length=200)),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="Language code, such as ar.", max_length=35
                    ),
                ),
                (
                    "script",
                    models.CharField(
                        blank=True,
                        help_text="Script code, such as Latn, Arab, Hebr or Cyrl.",
                        max_length=4,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical other name",
                "verbose_name_plural": "historical other names",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSpeaker",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    sources.fields.Line(
                        help_text="The name readers know. Other spellings go below.", max_length=200
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("group", "Group"),
                            ("office", "Office"),
                        ],
                        default="person",
                        max_length=20,
                    ),
                ),
                (
                    "description",
                    sources.fields.Line(
                        blank=True,
                        help_text="Distinguishes speakers with the same name.",
                        max_length=200,
                    ),
                ),
                (
                    "same_as",
                    sources.fields.Prose(
                        blank=True,
                        help_text="Addresses of pages on the same speaker elsewhere (Wikidata, …), one a line.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the speaker is a publisher too, as a television channel is.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.publisher",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.speaker",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical speaker",
                "verbose_name_plural": "historical speakers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRole",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("title", sources.fields.SourceLine(max_length=200)),
                (
                    "held_from",
                    models.DateField(blank=True, help_text="Empty if unknown.", null=True),
                ),
                (
                    "held_until",
                    models.DateField(blank=True, help_text="Empty if unknown.", null=True),
                ),
                (
                    "attested_on",
                    models.DateField(blank=True, help_text="The day it describes.", null=True),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "attested_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The text that gives the speaker this title.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.capture",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical role",
                "verbose_name_plural": "historical roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="attribution",
            name="affiliation",
            field=models.ForeignKey(
                blank=True,
                help_text="Whom an unnamed speaker belongs to, where the source says so.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="unnamed_voices",
                to="quotes.speaker",
            ),
        ),
        migrations.AddField(
            model_name="attribution",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attributions",
                to="quotes.speaker",
            ),
        ),
        migrations.CreateModel(
            name="SpeakerMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", sources.fields.Prose()),
                (
                    "moved",
                    models.JSONField(
                        default=dict, help_text="Ids of the rows that named the merged speaker."
                    ),
                ),
                ("merged_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_kept",
                        to="quotes.speaker",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_lost",
                        to="quotes.speaker",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-merged_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SpeakerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", sources.fields.Line(max_length=200)),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="Language code, such as ar.", max_length=35
                    ),
                ),
                (
                    "script",
                    models.CharField(
                        blank=True,
                        help_text="Script code, such as Latn, Arab, Hebr or Cyrl.",
                        max_length=4,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SpeakerYearTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("quotes", models.PositiveIntegerField(default=0)),
                (
                    "speaker",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="year_tallies",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "speaker year counts",
                "ordering": ["speaker", "year"],
            },
        ),
        migrations.CreateModel(
            name="TopicTally",
            fields=[
                (
                    "topic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="quotes.topic",
                    ),
                ),
                ("quotes", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "topic counts",
            },
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                name="topic_name_unique",
                violation_error_message="A topic with this name is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="topic_has_name",
                violation_error_message="A topic needs a name.",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="quotes", to="quotes.topic"),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.UniqueConstraint(
                fields=("capture", "start", "end"),
                name="dismissal_once",
                violation_error_message="This proposal was set aside already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="dismissal_end_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.UniqueConstraint(
                fields=("evidence", "position"), name="match_position_unique_in_evidence"
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("stretch_end__gt", models.F("stretch_start"))),
                name="match_stretch_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place_end", None), ("place_start", None)),
                    models.Q(
                        ("place_end__gt", models.F("place_start")), ("place_start__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="match_place_is_a_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.UniqueConstraint(
                fields=("quote", "url"),
                name="fact_check_unique",
                violation_error_message="This fact-check is already linked to the quote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="factcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publisher", ""), _negated=True),
                    models.Q(("rating", ""), _negated=True),
                    models.Q(("url", ""), _negated=True),
                ),
                name="fact_check_is_whole",
                violation_error_message="A fact-check needs its publisher, rating and address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unlinked_at", None)),
                fields=("quote", "capture", "purpose"),
                name="evidence_linked_once",
                violation_error_message="This capture is already linked to the quote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unlinked_at", None), ("unlinked_by", None), ("unlinked_why", "")),
                    models.Q(
                        ("unlinked_at__isnull", False),
                        ("unlinked_by__isnull", False),
                        models.Q(("unlinked_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="evidence_unlinked_by_whom_when_and_why",
                violation_error_message="Say why the evidence is unlinked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at", None), ("read_by", None), ("reading", "")),
                    models.Q(
                        models.Q(("reading", ""), _negated=True),
                        ("read_at__isnull", False),
                        ("read_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="evidence_read_by_whom_and_when",
                violation_error_message="A person's reading needs who read it, and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotelink",
            constraint=models.UniqueConstraint(
                fields=("from_quote", "to_quote", "relation"),
                name="quote_link_unique",
                violation_error_message="These two quotes are already linked in this way.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_quote", models.F("to_quote")), _negated=True),
                name="quote_link_to_another",
                violation_error_message="A quote can't be linked to itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="quote_link_has_reason",
                violation_error_message="Say why the two quotes are linked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="review_has_reason",
                violation_error_message="Say why, in words that readers will see.",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("is_public", True)),
                fields=["-made_at"],
                name="revision_public_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["sort"], name="revision_sort"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("quote", "number"),
                name="revision_number_unique_in_quote",
                violation_error_message="Somebody else changed this quote in the meantime.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "sort__in",
                            ["correction", "clarification", "update", "withdrawal", "replaced"],
                        ),
                        _negated=True,
                    ),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="revision_public_change_has_reason",
                violation_error_message="Give the reason that readers will see.",
            ),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.UniqueConstraint(
                fields=("quote", "position"), name="segment_position_unique_in_quote"
            ),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))),
                name="segment_end_after_start",
                violation_error_message="A segment needs at least one character.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="speaker_has_name",
                violation_error_message="A speaker needs a name. Someone unnamed belongs in the attribution, in the source's own words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part_of", None),
                    models.Q(("part_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="speaker_not_part_of_itself",
                violation_error_message="A speaker can't be part of itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="speaker_not_merged_into_itself",
                violation_error_message="A speaker can't be merged into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="role_has_title",
                violation_error_message="Give the title, or remove the row.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_from", None),
                    ("held_until", None),
                    ("held_until__gte", models.F("held_from")),
                    _connector="OR",
                ),
                name="role_ends_after_it_starts",
                violation_error_message="The role ends before it starts. Check the two dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attested_in", None), ("attested_on", None)),
                    models.Q(("attested_in__isnull", False), ("attested_on__isnull", False)),
                    _connector="OR",
                ),
                name="role_attested_in_and_on",
                violation_error_message="Give both the text that attests the role and its day, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="namekey",
            constraint=models.UniqueConstraint(fields=("key", "speaker"), name="name_key_unique"),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.UniqueConstraint(
                fields=("quote", "position"), name="attribution_position_unique_in_quote"
            ),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("speaker", None), ("document", None), _connector="OR"),
                name="attribution_speaker_or_document",
                violation_error_message="A party is a speaker or a document, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("as_named", ""), _negated=True),
                    ("speaker__isnull", False),
                    ("document__isnull", False),
                    _connector="OR",
                ),
                name="attribution_names_its_party",
                violation_error_message="Give the party as the source names it, or choose it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("affiliation", None), ("anonymity_reason", ""), ("how_many", "")),
                    models.Q(("document", None), ("relation", "voice"), ("speaker", None)),
                    _connector="OR",
                ),
                name="attribution_anonymity_is_unnamed_voices",
                violation_error_message="Only an unnamed speaker has an affiliation, a number and a reason for anonymity.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakermerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("merged")), _negated=True),
                name="speaker_merge_of_two",
                violation_error_message="Choose two different speakers.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakermerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="speaker_merge_has_reason",
                violation_error_message="Say how you know that they are the same.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakermerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at", None), ("undone_by", None)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="speaker_merge_undone_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakername",
            constraint=models.UniqueConstraint(
                fields=("speaker", "name"),
                name="speaker_name_unique",
                violation_error_message="This name is already recorded for this speaker.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakername",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="speaker_name_not_empty",
                violation_error_message="Give the name, or remove the row.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakeryeartally",
            constraint=models.UniqueConstraint(
                fields=("speaker", "year"),
                name="speaker_tallied_once_a_year",
                violation_error_message="This speaker's quotes in this year are already counted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("status__in", ["draft", "in_review"])),
                    models.Q(
                        ("published_at__isnull", False), ("status__in", ["published", "withdrawn"])
                    ),
                    _connector="OR",
                ),
                name="quote_published_since_when",
                violation_error_message="A published quote needs its time of publication.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                    models.Q(
                        models.Q(("status", "withdrawn"), _negated=True),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                    ),
                    _connector="OR",
                ),
                name="quote_withdrawn_since_when",
                violation_error_message="A withdrawn quote needs its time of withdrawal.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said_from", None), ("said_to", None)),
                    models.Q(("said_from__isnull", False), ("said_to__gte", models.F("said_from"))),
                    _connector="OR",
                ),
                name="quote_said_from_and_to",
                violation_error_message="Give the first and the last day it may have been said, in that order (one day twice if it is known).",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("said_from", None),
                    ("said_from__gte", datetime.date(1000, 1, 1)),
                    _connector="OR",
                ),
                name="quote_said_plausible",
                violation_error_message="That date is before the year 1000. Check the year.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("language_basis", "not_stated"), ("spoken_language", "")),
                    models.Q(
                        models.Q(("language_basis", "not_stated"), _negated=True),
                        models.Q(("spoken_language", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="quote_language_with_its_basis",
                violation_error_message="Give the language spoken together with how it is known, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="quote_not_inside_itself",
                violation_error_message="A quote can't contain itself.",
            ),
        ),
        migrations.RunPython(create_index, drop_index),
    ]
