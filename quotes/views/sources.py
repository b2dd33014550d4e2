from django.db.models import Q

from quotes.documents import documents
from quotes.doors import only_read
from sources.models import Source


@only_read
def sources(request):
    """Posts, statements, transcripts, recordings and documents behind the quotes."""
    return documents(request, "sources", ~Q(kind=Source.Kind.ARTICLE))
