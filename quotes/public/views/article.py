from quotes.public.http import only_read
from quotes.public.source_pages import document


@only_read
def article(request, pk, slug=""):
    """An article with every quote marked where it stands."""
    return document(request, pk, "article")
