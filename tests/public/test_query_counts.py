"""What a page costs the database doesn't grow with the record: ten quotes or a thousand."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.editorial import workflow
from quotes.models import Attribution, Quote, Revision, Segment


@pytest.fixture
def multiply(draft_quote, mayor, jo, ed):
    """Publish the mayor's promise, then copy its rows until there are so many quotes."""
    workflow.submit(draft_quote, by=jo)
    workflow.publish(draft_quote, by=ed)
    first = Quote.objects.get(pk=draft_quote.pk)

    def copies(rows, made):
        for row in rows:
            for quote in made:
                row.pk, row._state.adding, row.quote_id = None, True, quote.pk
                yield type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.fields})

    def to(number):
        fields = [f.attname for f in Quote._meta.fields if not f.primary_key]
        missing = number - Quote.objects.count()
        draft = {"status": "draft", "published_at": None, "published_by_id": None}
        values = {name: getattr(first, name) for name in fields} | draft
        made = Quote.objects.bulk_create(Quote(**values) for _ in range(missing))
        for model in (Segment, Attribution, Revision):
            model.objects.bulk_create(copies(list(model.objects.filter(quote=first)), made))
        through = Quote.topics.through
        topic = first.topics.get()
        through.objects.bulk_create(through(quote=quote, topic=topic) for quote in made)
        copied = Quote.objects.filter(pk__in=[quote.pk for quote in made])
        copied.update(status="in_review")
        copied.update(status="published", published_at=first.published_at, published_by=ed)
        call_command("rebuild_search", verbosity=0)
        assert Quote.objects.published().count() == number

    return to


def cost(client, url) -> int:
    client.get(url, follow=True)  # what a process reads once is not counted
    with CaptureQueriesContext(
        connection,
    ) as requested:
        assert client.get(url, follow=True).status_code == 200
    return len(requested)


def test_no_page_costs_more_queries_with_a_thousand_quotes_than_with_ten(
    client, multiply, draft_quote, mayor, topic
):
    pages = {
        "home": "/",
        "list": "/quotes/",
        "search": "/quotes/?q=pier",
        "quote": f"/quotes/{draft_quote.pk}/",
        "speakers": "/speakers/",
        "speaker": f"/speakers/{mayor.pk}/",
        "articles": "/articles/",
        "article": f"/articles/{draft_quote.capture.source_id}/",
        "topics": "/topics/",
        "topic": f"/topics/{topic.pk}/",
        "corrections": "/corrections/",
        "figures": "/figures/",
    }
    multiply(10)
    few = {name: cost(client, url) for name, url in pages.items()}
    multiply(1000)
    many = {name: cost(client, url) for name, url in pages.items()}
    assert many == few
    assert max(few.values()) <= 40
