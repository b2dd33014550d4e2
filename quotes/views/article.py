from quotes.documents import document
from quotes.doors import only_read


@only_read
def article(request, pk, slug=""):
    """An article with every quote marked where it stands."""
    return document(request, pk, "article")
