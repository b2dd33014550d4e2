from django.db import migrations

from quotes.text.names import initial_key

BATCH = 5000


def write(apps, schema_editor):
    """Give every speaker there is the key of the letter that the list of speakers has them under."""
    speakers = apps.get_model("quotes", "Speaker").objects.order_by("pk")
    key = apps.get_model("quotes", "NameKey")
    last = 0
    while rows := list(speakers.filter(pk__gt=last).values_list("pk", "name")[:BATCH]):
        key.objects.bulk_create(
            (key(speaker_id=pk, key=initial_key(name)) for pk, name in rows),
            ignore_conflicts=True,
        )
        last = rows[-1][0]


def remove(apps, schema_editor):
    apps.get_model("quotes", "NameKey").objects.filter(key__startswith="i:").delete()


class Migration(migrations.Migration):
    dependencies = [("quotes", "0012_topic_tallies")]

    operations = [migrations.RunPython(write, remove)]
