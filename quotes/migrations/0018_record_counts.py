import datetime
import itertools
from collections import Counter

import django.db.models.deletion
from django.db import migrations, models

ID_BITS = 40
BATCH = 5000


def count_quotes(apps, schema_editor):
    """Count quotes by month, and by publisher and verdict, from the index entries.

    What the program found isn't in them yet; `rebuild_search` puts it there.
    """
    months, checks = Counter(), Counter()
    rows = apps.get_model("quotes", "SearchRow").objects.order_by().values_list("key", "filters")
    for key, filters in rows.iterator(chunk_size=BATCH):
        day = datetime.date.fromordinal(key >> ID_BITS)
        months[day.year * 100 + day.month] += 1
        tokens = filters.split()
        publishers = {
            int(t.removeprefix("publisher_")) for t in tokens if t.startswith("publisher_")
        }
        verdicts = {t for t in tokens if t.startswith("review_")}
        checks.update(itertools.product(publishers, verdicts))
    MonthCount = apps.get_model("quotes", "MonthCount")
    MonthCount.objects.bulk_create(
        (MonthCount(month=month, quotes=number) for month, number in sorted(months.items())),
        batch_size=BATCH,
    )
    CheckCount = apps.get_model("quotes", "PublisherCheckCount")
    CheckCount.objects.bulk_create(
        (
            CheckCount(publisher_id=publisher, checked=checked, quotes=number)
            for (publisher, checked), number in sorted(checks.items())
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0017_sort_names"),
        ("sources", "0006_newest_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthCount",
            fields=[
                ("month", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("quotes", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "month counts",
                "ordering": ["month"],
            },
        ),
        migrations.CreateModel(
            name="PublisherCheckCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked", models.CharField(max_length=40)),
                ("quotes", models.PositiveIntegerField(default=0)),
                (
                    "publisher",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_counts",
                        to="sources.publisher",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "publisher check counts",
                "ordering": ["publisher", "checked"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publisher", "checked"),
                        name="publisher_check_counted_once",
                        violation_error_message="Quotes of this publisher with this result are already counted.",
                    )
                ],
            },
        ),
        migrations.RunPython(count_quotes, migrations.RunPython.noop),
    ]
