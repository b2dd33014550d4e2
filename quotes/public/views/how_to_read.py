from django.shortcuts import render

from quotes.public.http import only_read


@only_read
def how_to_read(request):
    """Kinds, attribution, reviews and matches, in plain words."""
    return render(request, "quotes/how_to_read.html")
