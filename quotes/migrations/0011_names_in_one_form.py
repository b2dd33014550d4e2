import sys

from django.db import IntegrityError, migrations, transaction

from sources.storable_text import clean_line

NAMES = (
    ("sources", "Publisher", ("name", "place")),
    ("quotes", "Topic", ("name",)),
    ("quotes", "Speaker", ("name", "description")),
    ("quotes", "SpeakerName", ("name",)),
)


def clean_names(apps, schema_editor):
    """Store earlier names as new ones are; where two are the same by now, leave them to an editor."""
    for app, model, fields in NAMES:
        rows = apps.get_model(app, model).objects.order_by("pk")
        for pk, *names in rows.values_list("pk", *fields).iterator():
            cleaned = [clean_line(name) for name in names]
            if cleaned == names or not cleaned[0]:
                continue
            try:
                with transaction.atomic():
                    rows.filter(pk=pk).update(**dict(zip(fields, cleaned, strict=True)))
            except IntegrityError:
                like = f"{model} {pk} is called like another one: {cleaned[0]}."
                sys.stdout.write(f"\n  {like} Merge or rename one of them.\n")


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0010_erasures"),
    ]

    operations = [
        migrations.RunPython(clean_names, migrations.RunPython.noop),
    ]
