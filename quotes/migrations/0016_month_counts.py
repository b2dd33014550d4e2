import datetime
import itertools
from collections import Counter

import django.db.models.deletion
from django.db import migrations, models

ID_BITS = 40
BATCH = 5000


def count_months(apps, schema_editor):
    """Count quotes by speaker and month, from the index entries, as they were counted by year."""
    write(apps, "SpeakerMonthCount", "month", lambda day: day.year * 100 + day.month)


def count_years(apps, schema_editor):
    write(apps, "SpeakerYearCount", "year", lambda day: day.year)


def write(apps, name, column, span_of):
    """Count the quotes of each speaker in each span that `span_of` gives of a day."""
    SearchRow, Count = apps.get_model("quotes", "SearchRow"), apps.get_model("quotes", name)
    counted = Counter()
    rows = SearchRow.objects.order_by().values_list("key", "filters")
    for key, filters in rows.iterator(chunk_size=BATCH):
        if found := speakers(filters):
            span = span_of(datetime.date.fromordinal(key >> ID_BITS))
            counted.update((speaker, span) for speaker in found)
    made = (
        Count(**{"speaker_id": speaker, column: span, "quotes": number})
        for (speaker, span), number in sorted(counted.items())
    )
    for some in iter(lambda: list(itertools.islice(made, BATCH)), []):
        Count.objects.bulk_create(some)


def speakers(filters):
    return {int(t.removeprefix("speaker_")) for t in filters.split() if t.startswith("speaker_")}


def forget_permissions(apps, schema_editor):
    """Nobody is given permissions for a table that is gone."""
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="quotes", content_type__model="speakeryearcount"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0015_import_authors"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpeakerMonthCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.PositiveIntegerField()),
                ("quotes", models.PositiveIntegerField(default=0)),
                (
                    "speaker",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="month_counts",
                        to="quotes.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "speaker month counts",
                "ordering": ["speaker", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("speaker", "month"),
                        name="speaker_counted_once_a_month",
                        violation_error_message="This speaker's quotes in this month are already counted.",
                    )
                ],
            },
        ),
        migrations.RunPython(count_months, count_years),
        migrations.RunPython(forget_permissions, migrations.RunPython.noop),
        migrations.DeleteModel(name="SpeakerYearCount"),
    ]
