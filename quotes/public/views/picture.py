from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from quotes.attribution import one_line
from quotes.models import Quote
from quotes.public.http import only_read
from quotes.public.presentation import words
from quotes.public.presentation.control_characters import spelled_out
from quotes.public.presentation.labels import review_label
from quotes.public.presentation.loading import prepare, ready

WEEK = 7 * 24 * 3600  # seconds


@only_read
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A quote as the picture that networks show beside a link; drawn once for its content."""
    from quotes.public.formats.share_image import draw

    quote = get_object_or_404(ready(Quote.objects.published()), pk=pk)
    prepare([quote])
    shown = picture_of(quote)
    drawn = caches["drawings"].get(shown.key)
    if drawn is None:
        drawn = draw(shown)
        caches["drawings"].set(shown.key, drawn)
    headers = {"ETag": f'"{shown.key}"', "Cache-Control": f"public, max-age={WEEK}"}
    return HttpResponse(drawn, content_type="image/png", headers=headers)


def picture_of(quote: Quote):
    """What of a loaded quote is drawn: its words, its attribution, its kind and review."""
    from quotes.public.formats.share_image import Picture

    gap = words.Stretch(words.GAP, False)
    parts = [part for segment in words.stretches_of(quote) for part in [*segment, gap]]
    review = review_label(quote.review, quote.earlier_wording)
    return Picture(
        stretches=tuple((spelled_out(part.text), part.verbatim) for part in parts[:-1]),
        paraphrase=quote.kind == Quote.Kind.PARAPHRASE,
        sentence=spelled_out(one_line(quote)),
        label=f"{quote.get_kind_display()} · {review}",
    )


def picture_address(quote: Quote) -> str:
    """The picture's address changes with its content, so that networks fetch it anew."""
    return reverse("picture", args=[quote.pk]) + f"?v={picture_of(quote).key[:8]}"
