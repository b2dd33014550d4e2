from django.http import JsonResponse

from quotes.doors import only_read, open_to_scripts
from quotes.namesakes import beginning
from quotes.reading.addresses import speaker_url
from sources.words import UNSTORABLE

LONGEST = 200


@only_read
@open_to_scripts
def speakers_suggest(request):
    """Public speakers whose name begins as typed, in any script."""
    typed = UNSTORABLE.sub(" ", request.GET.get("q", ""))[:LONGEST]
    results = [
        {"name": s.name, "description": s.description, "url": speaker_url(s)}
        for s in beginning(typed)
    ]
    return JsonResponse({"results": results})
