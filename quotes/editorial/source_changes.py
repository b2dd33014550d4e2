"""Change a source that is on record already."""

from django.db import transaction

from quotes import search, visibility
from quotes.models import Quote, record_version
from sources.models import Source


@transaction.atomic
def save_source(source: Source) -> None:
    """Save a source, and move the quotes found in it to its day, publisher and language."""
    source.save()
    for quote in Quote.objects.published().filter(capture__source=source.pk):
        search.refresh(quote)
    if visibility.sources().filter(pk=source.pk).exists():
        record_version.advance()
