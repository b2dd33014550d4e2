from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from quotes import visibility
from quotes.public.formats.citations import STYLES, reference
from quotes.public.http import gone, only_read, open_to_scripts
from quotes.public.presentation.loading import prepare, ready
from quotes.public.presentation.urls import quote_url


@only_read
@open_to_scripts
def quote_citation(request, pk, style):
    """How to cite a quote: .txt, .bib, .ris or .csl."""
    if style not in STYLES:
        raise Http404("No such way of citing.")
    shown = get_object_or_404(ready(visibility.quotes()), pk=pk)
    if shown.status == "withdrawn":
        return gone(request, shown)
    prepare([shown])
    write, content_type = STYLES[style]
    url = request.build_absolute_uri(quote_url(shown))
    cited = reference(shown, url, timezone.now().date())
    response = HttpResponse(write(cited), content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="verbatim-{pk}.{style}"'
    return response
