"""Change a source that is on record already."""

from django.db import transaction

from quotes import search, visibility
from quotes.models import Quote, record_version
from sources.models import Source


@transaction.atomic
def save_source(source: Source) -> None:
    """Save a source that isn't public yet; the database refuses it for one that is."""
    source.save()
    refresh_quotes(source)
    if visibility.sources().filter(pk=source.pk).exists():
        record_version.advance()


def refresh_quotes(source: Source) -> None:
    """Move the quotes found in a source to its day, publisher and language."""
    for quote in Quote.objects.published().filter(capture__source=source.pk):
        search.refresh(quote)
