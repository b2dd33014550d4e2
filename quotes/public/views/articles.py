from django.db.models import Q

from quotes.public.http import only_read
from quotes.public.source_pages import documents
from sources.models import Source


@only_read
def articles(request):
    """The articles that quotes stand in."""
    return documents(request, "articles", Q(kind=Source.Kind.ARTICLE))
