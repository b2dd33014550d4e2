from django.db import migrations, models


def date_the_index(apps, schema_editor):
    """Entries of before are of the first version: they lack the forms that words are now found by."""
    if apps.get_model("quotes", "SearchRow").objects.exists():
        apps.get_model("quotes", "IndexVersion").objects.create(pk=1, number=1)


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0013_same_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="index_version_only_one",
                        violation_error_message="There is one version, of the whole index.",
                    )
                ],
            },
        ),
        migrations.RunPython(date_the_index, migrations.RunPython.noop),
    ]
