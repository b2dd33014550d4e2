from collections import Counter
from itertools import product

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """Count what is published already, by the tokens of its search rows."""
    rows = apps.get_model("quotes", "SearchRow").objects.order_by()
    tally = apps.get_model("quotes", "SpeakerYearTally")
    counted = Counter()
    for filters in rows.values_list("filters", flat=True).iterator(chunk_size=5000):
        tokens = [token.partition("_") for token in filters.split()]
        voices, years = ({int(t[2]) for t in tokens if t[0] == name} for name in ("voice", "year"))
        counted.update(product(voices, years))
    tally.objects.bulk_create(
        (
            tally(speaker_id=speaker, year=year, quotes=quotes)
            for (speaker, year), quotes in sorted(counted.items())
        ),
        batch_size=5000,
    )


class Migration(migrations.Migration):
    dependencies = [("quotes", "0010_search_facets_postgresql")]

    operations = [
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
                "verbose_name_plural": "speaker year tallies",
                "ordering": ["speaker", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("speaker", "year"),
                        name="speaker_tallied_once_a_year",
                        violation_error_message="This speaker's quotes of this year are counted already.",
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
