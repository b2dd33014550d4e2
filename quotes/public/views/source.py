from quotes.public.http import only_read
from quotes.public.source_pages import document


@only_read
def source(request, pk, slug=""):
    """A post, a statement, a transcript, a recording, a document: its text with quotes marked."""
    return document(request, pk, "source")
