from django.db.models import Q

from quotes.documents import documents
from quotes.doors import only_read
from sources.models import Source


@only_read
def articles(request):
    """The articles that quotes stand in."""
    return documents(request, "articles", Q(kind=Source.Kind.ARTICLE))
