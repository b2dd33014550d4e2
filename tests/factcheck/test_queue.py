"""The fact-checker's queue: the queue for a look."""

import pytest
from django.urls import reverse

from quotes.editorial import revisions
from quotes.models import Quote
from quotes.verification import evidence, reviews
from sources.models import Capture, LinkCheck
from tests.cast import STORY
from tests.factcheck.pages import page, text_of

pytestmark = pytest.mark.django_db


def test_the_queue_holds_what_waits_and_lets_go_of_what_is_done(
    at_desk, published_quote, statement, fay
):
    queue = reverse("factcheck:queue")
    assert page(published_quote) in text_of(at_desk.get(queue))
    assert "Nils Aster — “denied”" in text_of(at_desk.get(queue))
    evidence.link(published_quote, statement, purpose="primary", by=fay)
    assert page(published_quote) not in text_of(at_desk.get(queue))
    reviews.review(published_quote, verdict="disputed", reason="He denies it.", by=fay)
    assert page(published_quote) in text_of(at_desk.get(queue))


def test_the_queue_holds_quotes_that_a_later_capture_has_otherwise(
    at_desk, published_quote, article, statement, fay
):
    evidence.link(published_quote, statement, purpose="primary", by=fay)
    later = Capture.objects.create(source=article, text=STORY.replace("is gone”", "is lost”"))
    evidence.link(published_quote, later, purpose="later_capture", by=fay)
    assert page(published_quote) in text_of(at_desk.get(reverse("factcheck:queue")))


def test_the_queue_holds_what_was_compared_with_an_older_text_of_a_source(
    at_desk, published_quote, statement, fay
):
    queue = reverse("factcheck:queue")
    linked = evidence.link(published_quote, statement, purpose="primary", by=fay)
    compared = reverse("factcheck:compare", args=[published_quote.pk, statement.pk])
    assert compared not in text_of(at_desk.get(queue))
    newer = Capture.objects.create(source=statement.source, text="The money is lost.")
    compared = reverse("factcheck:compare", args=[published_quote.pk, newer.pk])
    assert compared in text_of(at_desk.get(queue))
    evidence.link(published_quote, newer, purpose="primary", by=fay)
    assert compared not in text_of(at_desk.get(queue))
    evidence.unlink(linked, by=fay, why="Old.")
    assert compared not in text_of(at_desk.get(queue))


def test_the_queue_holds_quotes_worded_again_since_they_were_compared(
    at_desk, submitted_quote, statement, fay, jo
):
    evidence.link(submitted_quote, statement, purpose="primary", by=fay)
    assert page(submitted_quote) not in text_of(at_desk.get(reverse("factcheck:queue")))
    submitted_quote.segments.last().delete()
    revisions.add(Quote.objects.get(pk=submitted_quote.pk), by=jo, kind="edited")
    assert page(submitted_quote) in text_of(at_desk.get(reverse("factcheck:queue")))


def test_the_queue_holds_dead_links_with_their_day(at_desk, article):
    LinkCheck.objects.create(source=article, url=article.url, outcome="dead", http_status=404)
    assert "dead on" in text_of(at_desk.get(reverse("factcheck:queue")))
    LinkCheck.objects.create(source=article, url=article.url, outcome="alive", http_status=200)
    assert "dead on" not in text_of(at_desk.get(reverse("factcheck:queue")))
