from django.shortcuts import render

from quotes.public.http import only_read


@only_read
def about(request):
    """What this record is, who keeps it, and how it is corrected."""
    return render(request, "quotes/about.html")
