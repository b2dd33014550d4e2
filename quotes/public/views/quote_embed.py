from csp.decorators import csp_replace
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt

from quotes import visibility
from quotes.public.http import only_read
from quotes.public.presentation.loading import prepare, ready


@only_read
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def quote_embed(request, pk):
    """A quote to be framed by other sites, always with its attribution. Withdrawn: it says so, 410."""
    shown = get_object_or_404(ready(visibility.quotes()), pk=pk)
    prepare([shown])
    withdrawn = shown.status == "withdrawn"
    context = {"quote": shown, "withdrawn": withdrawn}
    return render(request, "quotes/quote_embed.html", context, status=410 if withdrawn else 200)
