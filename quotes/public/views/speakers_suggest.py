from django.http import JsonResponse

from quotes import visibility
from quotes.public.http import only_read, open_to_scripts
from quotes.public.presentation.urls import speaker_url
from quotes.search import Offer, suggest
from sources.storable_text import UNSTORABLE

LONGEST = 200
MOST = 10
TOO_LONG = "No name is that long. Give {} characters of it at most."
CONTROL = "The name holds a control character. Type it again."


@only_read
@open_to_scripts
def speakers_suggest(request):
    """Public speakers whose name begins as typed, in any script."""
    typed = request.GET.get("q", "")
    if errors := wrong(typed):
        return JsonResponse({"errors": {"q": errors}}, status=400)
    offers = suggest(typed, MOST)
    results = [suggestion(offer) for offer in offers if offer.quotes or is_public(offer)]
    return JsonResponse({"results": results})


def wrong(typed: str) -> list[str]:
    """What keeps typed letters from being looked up, in sentences."""
    errors = [TOO_LONG.format(LONGEST)] if len(typed) > LONGEST else []
    return [*errors, CONTROL] if UNSTORABLE.search(typed) else errors


def is_public(offer: Offer) -> bool:
    """Asked only of those without a published quote: withdrawn ones, or parts, may show them."""
    return visibility.speakers().filter(pk=offer.speaker.pk).exists()


def suggestion(offer: Offer) -> dict:
    speaker = offer.speaker
    description = speaker.description or offer.role
    return {"name": speaker.name, "description": description, "url": speaker_url(speaker)}
