from django.db import migrations

from quotes.search.documents import Entry, medium_key
from quotes.search.engines import engine

BATCH = 500


def add_tokens(apps, schema_editor):
    """Give the index entries of published quotes with a medium its filter token."""
    SearchRow = apps.get_model("quotes", "SearchRow")
    Quote = apps.get_model("quotes", "Quote")
    media = dict(
        Quote.objects.filter(status="published").exclude(medium="").values_list("pk", "medium")
    )
    pks = sorted(media)
    for start in range(0, len(pks), BATCH):
        found = SearchRow.objects.filter(quote__in=pks[start : start + BATCH])
        rows = [
            Entry(row.key, row.quote_id, f"{row.filters} medium_{key}", row.stems, row.terms)
            for row in found
            if (key := medium_key(media[row.quote_id])) and " medium_" not in row.filters
        ]
        SearchRow.objects.filter(key__in=[row.key for row in rows]).delete()
        engine().write(rows)
    if pks:
        # The triggers that keep the index in step are down while migrations run.
        engine().rebuild_index()


class Migration(migrations.Migration):
    dependencies = [("quotes", "0001_initial_record")]
    operations = [migrations.RunPython(add_tokens, migrations.RunPython.noop)]
