from quotes.documents import document
from quotes.doors import only_read


@only_read
def source(request, pk, slug=""):
    """A post, a statement, a transcript, a recording, a document: its text with quotes marked."""
    return document(request, pk, "source")
