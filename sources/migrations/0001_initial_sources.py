import datetime

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sources.fields


class Migration(migrations.Migration):
    replaces = [
        ("sources", "0001_initial"),
        ("sources", "0002_length_of_recordings"),
        ("sources", "0003_captures_by_sha256"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Capture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", sources.fields.SourceWords()),
                (
                    "length",
                    models.PositiveIntegerField(
                        editable=False, help_text="Code points in the text."
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("captured_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("own_fetch", "Fetched by us"),
                            ("third_party_archive", "Third-party archive"),
                            ("pasted", "Pasted"),
                            ("screenshot", "Transcribed from a screenshot"),
                            ("automatic_captions", "Automatic captions"),
                            ("official_transcript", "Official transcript"),
                            ("heard", "Heard"),
                        ],
                        default="pasted",
                        max_length=30,
                        verbose_name="how obtained",
                    ),
                ),
                (
                    "obtained_by",
                    sources.fields.Line(
                        blank=True,
                        help_text="Who transcribed the screenshot or heard the words.",
                        max_length=200,
                    ),
                ),
                (
                    "note",
                    sources.fields.Prose(
                        blank=True,
                        help_text="What a reader should know about how this text was obtained.",
                    ),
                ),
                (
                    "outlet_correction",
                    sources.fields.SourceWords(
                        blank=True,
                        help_text="The outlet's own correction, in its words, when it printed one.",
                    ),
                ),
                (
                    "captured_by",
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
                "ordering": ["-captured_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FetchedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=2000, verbose_name="address asked for")),
                (
                    "final_url",
                    models.CharField(max_length=2000, verbose_name="address that answered"),
                ),
                ("status", models.PositiveSmallIntegerField()),
                ("headers", models.JSONField(default=list)),
                (
                    "warc_path",
                    models.CharField(help_text="Below the archive directory.", max_length=500),
                ),
                (
                    "body_sha256",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the body"),
                ),
                ("fetched_at", models.DateTimeField()),
                (
                    "capture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fetched_page",
                        to="sources.capture",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalPublisher",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", sources.fields.Line(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outlet", "Outlet"),
                            ("platform", "Platform"),
                            ("institution", "Institution"),
                        ],
                        default="outlet",
                        max_length=20,
                    ),
                ),
                (
                    "place",
                    sources.fields.Line(
                        blank=True,
                        help_text="Distinguishes publishers with the same name: a city, a country.",
                        max_length=100,
                    ),
                ),
                ("website", sources.fields.Address(blank=True, max_length=500)),
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
                "verbose_name": "historical publisher",
                "verbose_name_plural": "historical publishers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Publisher",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", sources.fields.Line(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outlet", "Outlet"),
                            ("platform", "Platform"),
                            ("institution", "Institution"),
                        ],
                        default="outlet",
                        max_length=20,
                    ),
                ),
                (
                    "place",
                    sources.fields.Line(
                        blank=True,
                        help_text="Distinguishes publishers with the same name: a city, a country.",
                        max_length=100,
                    ),
                ),
                ("website", sources.fields.Address(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        django.db.models.functions.text.Lower("place"),
                        name="publisher_name_and_place_unique",
                        violation_error_message="A publisher with this name and place is already recorded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="publisher_has_name",
                        violation_error_message="A publisher needs a name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("post", "Post"),
                            ("statement", "Statement"),
                            ("transcript", "Transcript"),
                            ("video", "Video"),
                            ("audio", "Audio"),
                            ("image", "Image"),
                            ("document", "Document"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "headline",
                    sources.fields.SourceLine(
                        blank=True, help_text="As printed. Leave empty if unknown.", max_length=500
                    ),
                ),
                (
                    "author",
                    sources.fields.SourceLine(
                        blank=True, help_text="The byline as printed.", max_length=300
                    ),
                ),
                (
                    "account",
                    sources.fields.Line(
                        blank=True,
                        help_text="The account that posted it, as @name.",
                        max_length=200,
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, help_text="The instant, where known.", null=True
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="Language code, such as en or ar.", max_length=35
                    ),
                ),
                (
                    "duration",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="In seconds, of video or audio.",
                        null=True,
                        verbose_name="length of the recording",
                    ),
                ),
                (
                    "url",
                    sources.fields.Address(blank=True, max_length=2000, verbose_name="address"),
                ),
                (
                    "display",
                    models.CharField(
                        choices=[
                            ("full", "Full text"),
                            ("passages", "Quoted passages only"),
                            ("withheld", "Withheld"),
                        ],
                        default="full",
                        max_length=20,
                    ),
                ),
                (
                    "withheld_reason",
                    sources.fields.Prose(
                        blank=True, help_text="Shown to the public in place of the text."
                    ),
                ),
                ("added_at", models.DateTimeField(blank=True, editable=False)),
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
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.publisher",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Source",
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
                            ("article", "Article"),
                            ("post", "Post"),
                            ("statement", "Statement"),
                            ("transcript", "Transcript"),
                            ("video", "Video"),
                            ("audio", "Audio"),
                            ("image", "Image"),
                            ("document", "Document"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "headline",
                    sources.fields.SourceLine(
                        blank=True, help_text="As printed. Leave empty if unknown.", max_length=500
                    ),
                ),
                (
                    "author",
                    sources.fields.SourceLine(
                        blank=True, help_text="The byline as printed.", max_length=300
                    ),
                ),
                (
                    "account",
                    sources.fields.Line(
                        blank=True,
                        help_text="The account that posted it, as @name.",
                        max_length=200,
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, help_text="The instant, where known.", null=True
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="Language code, such as en or ar.", max_length=35
                    ),
                ),
                (
                    "duration",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="In seconds, of video or audio.",
                        null=True,
                        verbose_name="length of the recording",
                    ),
                ),
                (
                    "url",
                    sources.fields.Address(blank=True, max_length=2000, verbose_name="address"),
                ),
                (
                    "display",
                    models.CharField(
                        choices=[
                            ("full", "Full text"),
                            ("passages", "Quoted passages only"),
                            ("withheld", "Withheld"),
                        ],
                        default="full",
                        max_length=20,
                    ),
                ),
                (
                    "withheld_reason",
                    sources.fields.Prose(
                        blank=True, help_text="Shown to the public in place of the text."
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="sources.publisher",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=2000, verbose_name="address")),
                ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("alive", "Alive"),
                            ("unchanged", "Alive, same words"),
                            ("changed", "Alive, other words"),
                            ("dead", "Dead"),
                            ("unreachable", "Couldn't be reached"),
                            ("refused", "Not checked"),
                            ("deleted", "Deleted, as a person records"),
                        ],
                        max_length=20,
                    ),
                ),
                ("http_status", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "detail",
                    sources.fields.Prose(
                        blank=True,
                        help_text="Details: why it was refused, or how it is known.",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link_checks",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="capture",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="captures",
                to="sources.source",
            ),
        ),
        migrations.CreateModel(
            name="ArchivedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", sources.fields.Address(max_length=2000, verbose_name="address")),
                (
                    "archive",
                    sources.fields.Line(
                        blank=True,
                        help_text="Who keeps it, such as the Wayback Machine.",
                        max_length=200,
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("note", sources.fields.Prose(blank=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archived_copies",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "archived copies",
                "ordering": ["-archived_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("sources.source",),
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("court_order", "A court ordered it"),
                            ("law", "The law requires it"),
                            ("safety", "A person's safety"),
                            ("privacy", "A private person's privacy"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "note",
                    sources.fields.Prose(
                        blank=True, help_text="For the newsroom; never shown to the public."
                    ),
                ),
                ("erased_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tombstones",
                        to="sources.capture",
                    ),
                ),
                (
                    "erased_by",
                    models.ForeignKey(
                        null=True,
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
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                fields=["publisher", "-published_on"], name="sources_sou_publish_162c61_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("url", ""), _negated=True),
                fields=("url",),
                name="source_address_unique",
                violation_error_message="A source with this address is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duration", None), ("duration__range", (1, 2678400)), _connector="OR"
                ),
                name="source_duration_plausible",
                violation_error_message="A recording lasts at least a second and at most a month. Check its length.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("display", "withheld"), _negated=True),
                    models.Q(("withheld_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="source_withheld_with_reason",
                violation_error_message="Say publicly why the text is withheld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on", None),
                    ("published_on__gte", datetime.date(1000, 1, 1)),
                    _connector="OR",
                ),
                name="source_date_plausible",
                violation_error_message="That date is before the year 1000. Check the year.",
            ),
        ),
        migrations.AddIndex(
            model_name="linkcheck",
            index=models.Index(
                fields=["source", "-checked_at"], name="sources_lin_source__3c2eb0_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="capture",
            index=models.Index(fields=["sha256"], name="capture_sha256"),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("length", django.db.models.functions.text.Length("text")), ("length__gt", 0)
                ),
                name="capture_length_is_texts",
                violation_error_message="A capture needs a text, and its length is counted from it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method__in", ["screenshot", "heard"]), _negated=True),
                    models.Q(("obtained_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="capture_names_who_transcribed",
                violation_error_message="Say who transcribed the screenshot or heard the words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="archivedcopy",
            constraint=models.UniqueConstraint(
                fields=("source", "url"),
                name="archived_copy_unique",
                violation_error_message="This archived copy is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tombstone",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="tombstone_end_after_start"
            ),
        ),
    ]
