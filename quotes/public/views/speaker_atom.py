from django.shortcuts import get_object_or_404, redirect

from quotes import visibility
from quotes.models import Attribution, Quote, Speaker
from quotes.public.formats import atom
from quotes.public.http import only_read, open_to_scripts
from quotes.public.presentation.loading import load
from quotes.public.presentation.urls import speaker_url


@only_read
@open_to_scripts
def speaker_atom(request, pk):
    """What a speaker says, to be followed."""
    asked = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk)
    shown = get_object_or_404(visibility.speakers(), pk=asked.standing().pk)
    if shown != asked:
        return redirect("speaker_atom", shown.pk, permanent=True)
    voiced = Attribution.objects.voices().filter(speaker=shown).values("quote")
    newest = Quote.objects.published().filter(pk__in=voiced).order_by("-search_row__key")
    title = f"Verbatim: quotes of {shown.name}"
    return atom.of_quotes(request, title, speaker_url(shown), load(newest[: atom.SIZE]))
