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
    shown = set(
        public.speakers().filter(pk__in=[o.speaker.pk for o in offers]).values_list("pk", flat=True)
    )
    results = [suggestion(offer) for offer in offers if offer.speaker.pk in shown]
    return JsonResponse({"results": results})


def suggestion(offer: Offer) -> dict:
    speaker = offer.speaker
    description = speaker.description or offer.role
    return {"name": speaker.name, "description": description, "url": speaker_url(speaker)}
