"""The topics and publishers that a speaker's or a topic's quotes have most often."""

from quotes.models import Topic
from quotes.search.by_property import QuotesBy
from sources.db.compiled_query import CompiledQuery
from sources.models import Publisher

MOST_LISTED = 12


def topics(quotes: QuotesBy) -> list[dict]:
    """What these quotes are about, with how many are."""
    return _named(quotes.top("topic", MOST_LISTED), TOPICS)


def publishers(quotes: QuotesBy) -> list[dict]:
    """Where these quotes were published, with how many were."""
    return _named(quotes.top("publisher", MOST_LISTED), PUBLISHERS)


def _named(counts: dict[int, int], names: CompiledQuery) -> list[dict]:
    in_order = sorted(names(counts), key=lambda row: (-counts[row[0]], row[1]))[:MOST_LISTED]
    return [{"pk": pk, "name": name, "count": str(counts[pk])} for pk, name in in_order]


def _called(model) -> CompiledQuery:
    return CompiledQuery(
        lambda ids: model.objects.filter(pk__in=ids).order_by().values_list("pk", "name")
    )


TOPICS, PUBLISHERS = _called(Topic), _called(Publisher)
