from django.db.models import Q

from quotes.public.http import only_read
from quotes.public.source_pages import documents
from sources.models import Source


@only_read
def sources(request):
    """Posts, statements, transcripts, recordings and documents behind the quotes."""
    return documents(request, "sources", ~Q(kind=Source.Kind.ARTICLE))
