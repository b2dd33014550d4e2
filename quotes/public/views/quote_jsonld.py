from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from quotes import visibility
from quotes.models import Revision
from quotes.public.formats.jsonld import quotation
from quotes.public.http import gone, only_read, open_to_scripts
from quotes.public.presentation.loading import prepare, ready


@only_read
@open_to_scripts
def quote_jsonld(request, pk):
    """One quote in schema.org's terms."""
    shown = get_object_or_404(ready(visibility.quotes()), pk=pk)
    if shown.status == "withdrawn":
        return gone(request, shown)
    prepare([shown])
    corrections = shown.revisions.public().filter(sort__in=Revision.PUBLIC_CHANGES)
    told = quotation(shown, request.build_absolute_uri, list(corrections))
    return JsonResponse(told, content_type="application/ld+json")
