import django.db.models.deletion
from django.db import migrations, models

RENAMED = {
    "SpeakerTally": "SpeakerCount",
    "SpeakerYearTally": "SpeakerYearCount",
    "TopicTally": "TopicCount",
}


def forget_permissions(apps, schema_editor):
    """Django makes permissions for the new names, and would leave those of the old."""
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="quotes",
        content_type__model__in=[name.lower() for pair in RENAMED.items() for name in pair],
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0002_medium_tokens"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RemoveConstraint("revision", "revision_public_change_has_reason"),
        migrations.RemoveIndex("revision", "revision_sort"),
        migrations.RenameField("revision", "sort", "kind"),
        migrations.AddIndex("revision", models.Index(fields=["kind"], name="revision_kind")),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
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
        migrations.RunPython(forget_permissions, forget_permissions),
        migrations.RemoveConstraint("SpeakerYearTally", "speaker_tallied_once_a_year"),
        *(migrations.RenameModel(old, new) for old, new in RENAMED.items()),
        migrations.AddConstraint(
            "SpeakerYearCount",
            models.UniqueConstraint(
                fields=("speaker", "year"),
                name="speaker_counted_once_a_year",
                violation_error_message="This speaker's quotes in this year are already counted.",
            ),
        ),
        migrations.AlterModelOptions(
            "SpeakerCount", options={"verbose_name_plural": "speaker counts"}
        ),
        migrations.AlterModelOptions(
            "SpeakerYearCount",
            options={"ordering": ["speaker", "year"], "verbose_name_plural": "speaker year counts"},
        ),
        migrations.AlterModelOptions("TopicCount", options={"verbose_name_plural": "topic counts"}),
        migrations.AlterField(
            "SpeakerCount",
            "speaker",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="quote_count",
                serialize=False,
                to="quotes.speaker",
            ),
        ),
        migrations.AlterField(
            "SpeakerYearCount",
            "speaker",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="year_counts",
                to="quotes.speaker",
            ),
        ),
        migrations.AlterField(
            "TopicCount",
            "topic",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="quote_count",
                serialize=False,
                to="quotes.topic",
            ),
        ),
    ]
