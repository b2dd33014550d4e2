"""Search over published quotes: one interface, an engine for each database."""

from quotes.models import Quote, SearchRow


def refresh(quote: Quote) -> None:
    """Make search say of a quote what the record says, in the caller's transaction."""
    SearchRow.objects.filter(quote=quote).delete()
    if quote.status != Quote.Status.PUBLISHED:
        return
    SearchRow.objects.create(
        key=quote.order_day.toordinal() << 40 | quote.pk, quote=quote, body=quote.words, filters=""
    )
