from django.db import migrations

from quotes.search.engines import postgres_tables


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgres_tables.CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgres_tables.DROP)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0009_search_facets")]

    operations = [migrations.RunPython(create, drop)]
