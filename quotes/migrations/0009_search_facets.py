from django.db import migrations

from quotes.search.engines import sqlite


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.CREATE_FACETS)
        sqlite.fill_facets()


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.DROP_FACETS)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0008_history_of_links")]

    operations = [migrations.RunPython(create, drop)]
