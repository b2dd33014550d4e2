"""What a speaker's page has beside what they say: quotes that name them, or whose parts say them."""

from quotes import visibility
from quotes.models import OwnDocument, Speaker
from quotes.public.presentation.appearances import number_of_quotes
from quotes.public.presentation.cards import cards
from quotes.public.presentation.urls import source_url
from quotes.search.by_property import QuotesBy

#: Most quotes shown of those that name the speaker without being by them, for each relation.
MOST_BESIDE = 20
#: What else a speaker is to quotes: the token, the filter of the list, the heading before the name,
#: and what the list of parts of the page calls it.
OTHER_PARTS = (
    ("behalf", "on_behalf_of", "On behalf of", "On behalf"),
    ("led", "led_by", "Led by", "Those led"),
    ("names", "names", "Unnamed sources of", "Unnamed sources"),
    ("passed", "passed_on_by", "Passed on by", "Passed on"),
)


def other_parts(shown: Speaker, within: list[Speaker]) -> list[dict]:
    """Quotes that name the speaker without being by them, for each thing the speaker is to them.

    First those by the speakers who are part of it, `within` it: a movement's delegation.
    """
    found = [
        (name, heading, tab, QuotesBy(token, shown.pk)) for token, name, heading, tab in OTHER_PARTS
    ]
    if within:
        said = QuotesBy("speaker", tuple(part.pk for part in within))
        found.insert(0, ("parts", "By those who are part of", "Its parts", said))
    newest = {name: quotes.newest(MOST_BESIDE + 1) for name, _, _, quotes in found}
    shown_of = {pk: ids[:MOST_BESIDE] for pk, ids in newest.items()}
    by_id = {card.pk: card for card in cards({pk for ids in shown_of.values() for pk in ids})}
    return [
        {
            "name": name,
            "heading": heading,
            "tab": tab,
            **_counted(quotes, newest[name]),
            "more": len(newest[name]) > MOST_BESIDE and name != "parts",
            "quotes": [by_id[pk] for pk in shown_of[name] if pk in by_id],
        }
        for name, heading, tab, quotes in found
        if newest[name]
    ]


def _counted(quotes: QuotesBy, newest: list[int]) -> dict[str, str]:
    """How many quotes these are, as a number and in words."""
    number = len(newest) if len(newest) <= MOST_BESIDE else quotes.count()
    return {"number": f"{number:,}", "count": number_of_quotes(number)}


def own_documents(shown: Speaker) -> dict:
    """Documents that are the speaker's own, with what they are quoted for. None of it is by them."""
    owned = OwnDocument.objects.filter(speaker=shown).values("document")
    documents = list(visibility.sources().filter(pk__in=owned).order_by("-published_on", "pk"))
    if not documents:
        return {}
    visibility.give_outlets(documents)
    spoken = QuotesBy("document", tuple(document.pk for document in documents))
    newest = spoken.newest(MOST_BESIDE + 1)
    return {
        "sources": [(document, source_url(document)) for document in documents],
        "name": "documents_of",
        "tab": "In own documents",
        **_counted(spoken, newest),
        "more": len(newest) > MOST_BESIDE,
        "quotes": cards(newest[:MOST_BESIDE]),
    }
