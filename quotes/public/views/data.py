from django.shortcuts import render

from quotes.public.http import only_read


@only_read
def data(request):
    """Every feed and file that the record can be had in."""
    return render(request, "quotes/data.html")
