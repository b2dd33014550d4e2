import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    tally = apps.get_model("quotes", "TopicTally")
    topics = apps.get_model("quotes", "Quote").topics.through.objects.order_by()
    counted = topics.filter(quote__status="published").values_list("topic")
    tally.objects.bulk_create(
        tally(topic_id=topic, quotes=quotes)
        for topic, quotes in counted.annotate(models.Count("pk"))
    )


class Migration(migrations.Migration):
    dependencies = [("quotes", "0011_speaker_year_tallies")]

    operations = [
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
            options={"verbose_name_plural": "topic tallies"},
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="revision", index=models.Index(fields=["sort"], name="revision_sort")
        ),
    ]
