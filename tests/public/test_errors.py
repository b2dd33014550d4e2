"""When a page can't be shown, the page says what is wrong and what to do."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, override_settings
from django.urls import include, path

from config import limits
from quotes.public.views import errors


def raising(exception):
    def view(request):
        raise exception

    return view


urlpatterns = [
    path("", include("config.urls")),
    path("missing/", raising(Http404("the inside of a table"))),
    path("suspicious/", raising(SuspiciousOperation("the inside of a parser"))),
    path("refused/", raising(PermissionDenied("Your account may not do this. Ask an editor."))),
    path("refused-bluntly/", raising(PermissionDenied)),
    path("broken/", raising(RuntimeError("the inside of a function"))),
]
handler400, handler403 = limits.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


@pytest.fixture
def rex():
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/missing/", 404, "There is no page at this URL"),
        ("/suspicious/", 400, "The request couldn&#x27;t be read. Go back and try again."),
        ("/refused/", 403, "Your account may not do this. Ask an editor."),
        ("/refused-bluntly/", 403, "This page is for the newsroom."),
        ("/broken/", 500, "It isn’t your fault."),
    ],
)
def test_each_error_has_a_page_with_a_sentence_and_a_way_on(rex, address, status, sentence):
    answer = rex.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert "the inside of" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_missing_page_suggests_the_search_box(rex):
    assert 'role="search"' in rex.get("/missing/").content.decode()


def test_a_broken_error_page_still_answers_in_words(rex, monkeypatch, rf):
    def broken(*args, **kwargs):
        raise ValueError("no template today")

    monkeypatch.setattr(errors, "render_to_string", broken)
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Something broke on our side." in answer.content.decode()


def test_a_form_sent_without_its_token_is_refused_in_words(rex):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/admin/login/", {"username": "jo"})
    assert answer.status_code == 403
    assert "The form was open too long" in answer.content.decode()


def test_no_error_page_asks_a_database(rex, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        for address in ("/missing/", "/suspicious/", "/refused/", "/broken/"):
            rex.get(address)


@pytest.mark.parametrize(
    "cursor", ["after=x", "before=-1", "after=1&before=2", "after=" + "9" * 400]
)
@pytest.mark.parametrize("page", ["speakers", "topics", "articles", "sources", "corrections"])
def test_a_place_in_a_list_that_cannot_be_read_gets_the_same_sentence_on_every_list(
    freely, client, page, cursor, published_quote, councillor, topic
):
    published_quote.topics.add(topic)
    own = {
        "speakers": f"{councillor.pk}/nils-aster/",
        "topics": f"{topic.pk}/northport-ferry-pier/",
    }
    answer = client.get(f"/{page}/{own.get(page, '')}?{cursor}")
    assert answer.status_code == 400
    assert "Go to the first page." in answer.content.decode()
