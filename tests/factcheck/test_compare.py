"""A quote beside a source, before the two are linked."""

import pytest
from django.urls import reverse

from quotes.models import Evidence
from sources.models import Source
from tests.factcheck.pages import STATEMENT, page, text_of

pytestmark = pytest.mark.django_db


def test_what_does_not_fit_is_said_before_linking(freely, at_desk, published_quote, statement):
    Source.objects.filter(pk=statement.source_id).update(author="Petra Oduya")
    shown = text_of(
        at_desk.get(reverse("factcheck:compare", args=[published_quote.pk, statement.pk]))
    )
    assert "attributed to Nils Aster; the statement is signed Petra Oduya" in shown


def test_a_refused_link_keeps_what_was_typed(at_desk, published_quote, capture, statement):
    compare = reverse("factcheck:compare", args=[published_quote.pk, statement.pk])
    data = {"purpose": "primary", "locator": "time", "located_from": "noon", "note": "Seen by me."}
    answer = at_desk.post(compare, data)
    assert answer.status_code == 422
    assert "t a time code. Use mm:ss" in text_of(answer) and "Seen by me." in text_of(answer)
    assert not Evidence.objects.exists()


def test_what_is_known_of_a_pasted_post_is_compared_with_the_quote(
    at_desk, published_quote, fay, freely
):
    published_quote.medium = "Quaybook"
    published_quote.save()
    address = reverse("factcheck:find", args=[published_quote.pk])
    fields = {
        "kind": "post",
        "text": STATEMENT,
        "method": "pasted",
        "publisher": "Harbourgram",
        "published_at": "2025-03-09T12:00",
    }
    compare = at_desk.post(address, fields)["Location"]
    made = Source.objects.get(kind="post")
    assert (made.publisher.name, made.publisher.kind) == ("Harbourgram", "platform")
    shown = text_of(at_desk.get(compare))
    assert "The article says Quaybook; the post is on Harbourgram." in shown
    assert "later than the article" in shown
    at_desk.post(compare, {"purpose": "primary"})
    assert "the post is on Harbourgram." in text_of(at_desk.get(page(published_quote)))


def test_an_suggestion_that_does_not_fit_says_so_and_is_not_ticked(
    freely, at_desk, published_quote, draft_quote, statement
):
    Source.objects.filter(pk=statement.source_id).update(author="Nils Aster")
    compare = reverse("factcheck:compare", args=[published_quote.pk, statement.pk])
    shown = text_of(at_desk.get(compare))
    assert "attributed to Petra Oduya; the statement is signed Nils Aster" in shown
    assert f'value="{draft_quote.pk}" checked' not in shown
    refused = {"purpose": "primary", "locator": "page", "together": [draft_quote.pk]}
    assert f'value="{draft_quote.pk}" checked' in text_of(at_desk.post(compare, refused))
