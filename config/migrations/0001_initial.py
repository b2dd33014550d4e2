from django.db import migrations, models


class Migration(migrations.Migration):
    # The app's label was another before, and so was the name of its table.
    replaces = [("house", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SignInCounter",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("open_at", models.DateTimeField(help_text="When the next attempt is allowed")),
                ("last_at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "house_signincounter"},
        ),
    ]
