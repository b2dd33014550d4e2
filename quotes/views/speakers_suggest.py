from django.http import JsonResponse

from quotes import public
from quotes.doors import only_read, open_to_scripts
from quotes.reading.addresses import speaker_url
from quotes.search import Offer, suggest
from sources.words import UNSTORABLE

LONGEST = 200
MOST = 10


@only_read
@open_to_scripts
def speakers_suggest(request):
    """Public speakers whose name begins as typed, in any script."""
    typed = UNSTORABLE.sub(" ", request.GET.get("q", ""))[:LONGEST]
    offers = suggest(typed, MOST)
    results = [suggestion(offer) for offer in offers if offer.quotes or is_public(offer)]
    return JsonResponse({"results": results})


def is_public(offer: Offer) -> bool:
    """Asked only of those without a published quote: withdrawn ones, or parts, may show them."""
    return public.speakers().filter(pk=offer.speaker.pk).exists()


def suggestion(offer: Offer) -> dict:
    speaker = offer.speaker
    description = speaker.description or offer.role
    return {"name": speaker.name, "description": description, "url": speaker_url(speaker)}
