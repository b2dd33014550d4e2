from collections import defaultdict

from django.db import migrations
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from quotes.search.documents import PARTY_TOKENS, SPEAKER_TOKENS, Entry, parties_by_token
from quotes.search.engines import engine

BATCH = 500
FORMER = ("speaker_", "voice_", "beside_")


def record_unnamed(apps, schema_editor):
    """Whoever has an affiliation, a number or a reason was recorded as unnamed.

    Of others without a speaker nothing is known: they are shown as the source has them.
    """
    Attribution = apps.get_model("quotes", "Attribution")
    recorded = ~Q(affiliation=None) | ~Q(how_many="") | ~Q(anonymity_reason="")
    Attribution.objects.filter(recorded).update(unnamed=True)


def say_what_speakers_are(apps, schema_editor):
    """Give the index entries a token for each thing that a speaker is to the quote."""
    SearchRow = apps.get_model("quotes", "SearchRow")
    Attribution = apps.get_model("quotes", "Attribution")
    keys = list(SearchRow.objects.order_by("key").values_list("key", flat=True))
    for start in range(0, len(keys), BATCH):
        rows = list(SearchRow.objects.filter(key__in=keys[start : start + BATCH]))
        parties = defaultdict(list)
        named = Attribution.objects.filter(quote__in=[row.quote_id for row in rows])
        columns = ("quote", "relation", "speaker", "affiliation", "document")
        for quote, *party in named.values_list(*columns):
            parties[quote].append(party)
        entries = [
            Entry(row.key, row.quote_id, filters(row, parties), row.stems, row.terms)
            for row in rows
        ]
        SearchRow.objects.filter(key__in=[entry.key for entry in entries]).delete()
        engine().write(entries)
    if keys:
        # The triggers that keep the index in step are down while migrations run.
        engine().rebuild_index()


def filters(row, parties) -> str:
    """The row's tokens, in the order that `documents.filter_tokens` gives them."""
    found = parties_by_token(parties[row.quote_id])
    kept = [token for token in row.filters.split() if not token.startswith(FORMER)]
    _put_before(kept, ("topic_", "lang_", "has_", "year_"), _tokens(found, SPEAKER_TOKENS))
    _put_before(kept, ("medium_",), _tokens(found, PARTY_TOKENS[len(SPEAKER_TOKENS) :]))
    return " ".join(kept)


def _tokens(found, names) -> list[str]:
    return [f"{name}_{pk}" for name in names for pk in sorted(found[name])]


def _put_before(tokens: list[str], first: tuple[str, ...], more: list[str]) -> None:
    place = next((n for n, t in enumerate(tokens) if t.startswith(first)), len(tokens))
    tokens[place:place] = more


def count_by(apps, schema_editor):
    """Quotes by a speaker are those of their years; till now all were counted that name them."""
    SpeakerCount = apps.get_model("quotes", "SpeakerCount")
    years = apps.get_model("quotes", "SpeakerYearCount").objects.filter(speaker=OuterRef("speaker"))
    by = years.order_by().values("speaker").annotate(n=Sum("quotes")).values("n")
    SpeakerCount.objects.update(parts=F("quotes"))
    SpeakerCount.objects.update(quotes=Coalesce(Subquery(by), 0))


class Migration(migrations.Migration):
    dependencies = [("quotes", "0007_by_and_unnamed")]
    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (record_unnamed, say_what_speakers_are, count_by)
    ]
