from django.db import migrations

# PostgreSQL looks up how a key begins by this index alone; SQLite's own serves for both.
CREATE = "CREATE INDEX quotes_namekey_begins ON quotes_namekey (key varchar_pattern_ops)"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX quotes_namekey_begins")


class Migration(migrations.Migration):
    dependencies = [("quotes", "0006_more_bearings")]

    operations = [migrations.RunPython(create, drop)]
