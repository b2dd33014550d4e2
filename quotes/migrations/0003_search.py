import django.db.models.deletion
from django.db import migrations, models

from quotes.search.engines import postgres, sqlite


def create_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(sqlite.CREATE if vendor == "sqlite" else postgres.CREATE)


def drop_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(sqlite.DROP if vendor == "sqlite" else postgres.DROP)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0002_dismissal")]

    operations = [
        # Rows of the old shape hold too little; `manage.py rebuild_search` writes them anew.
        migrations.DeleteModel("SearchRow"),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_row",
                        to="quotes.quote",
                    ),
                ),
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
            ],
            options={"ordering": ["-key"]},
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
            options={"verbose_name_plural": "speaker tallies"},
        ),
        migrations.RunPython(create_index, drop_index),
    ]
