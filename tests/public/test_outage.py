"""While the database is down, readers get the last copy of a page, with a banner that says so."""

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone

from quotes.editorial import workflow
from sources.page_cache import compare, forget_pages, keep, kept, known
from tests.admin.filling import fill, signed_in

pytestmark = pytest.mark.django_db
words = ["first"]
failing = []


def page(request):
    if failing:
        raise OperationalError("connection refused")
    response = HttpResponse(f"<body><!-- banner --><p>{words[0]}</p>")
    if "cookie" in request.GET:
        response.set_cookie("a", "b")
    return response


def personal(request):
    response = page(request)
    response.set_cookie("sessionid", "secret")
    return response


def broken(request):
    raise RuntimeError("not the database")


urlpatterns = [
    path("", include("config.urls")),
    path("page/", page),
    path("other/", page),
    path("signed-in/", personal),
    path("broken/", broken),
]
handler404 = handler500 = lambda request, exception=None: HttpResponse("error", status=500)


@pytest.fixture(autouse=True)
def page_cache(tmp_path, settings):
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": backend, "LOCATION": tmp_path}}
    settings.ROOT_URLCONF = __name__
    words[:] = ["first"]
    failing.clear()


def test_a_page_that_was_read_is_answered_from_its_copy_with_a_banner(client):
    client.get("/page/")
    failing.append(True)
    answer = client.get("/page/")
    assert answer.status_code == 200
    assert "<p>first</p>" in answer.content.decode()
    assert "This copy of the page was made on" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_while_the_database_answers_no_copy_is_shown(client):
    client.get("/page/")
    words[:] = ["second"]
    page = client.get("/page/").content.decode()
    assert "second" in page and "banner" in page and "This copy" not in page


def test_a_page_that_nobody_read_says_that_the_database_is_down(client):
    failing.append(True)
    answer = client.get("/other/")
    assert answer.status_code == 503
    assert "The record is unavailable" in answer.content.decode()
    assert answer["Retry-After"]


def test_a_search_is_not_answered_from_a_copy(client):
    client.get("/page/")
    failing.append(True)
    assert client.get("/page/?q=pier").status_code == 503


def test_nothing_that_only_one_person_sees_is_cached(client):
    client.get("/signed-in/")
    failing.append(True)
    assert client.get("/signed-in/").status_code == 503


def test_a_form_that_was_sent_is_never_answered_from_a_copy(client):
    client.get("/page/")
    failing.append(True)
    assert client.post("/page/").status_code == 503


def test_what_is_forgotten_does_not_come_back(client):
    client.get("/page/")
    forget_pages()
    failing.append(True)
    assert client.get("/page/").status_code == 503


def test_a_withdrawal_drops_every_copy(
    client, published_quote, ed, django_capture_on_commit_callbacks
):
    client.get("/page/")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(published_quote, by=ed, reason="The speaker was mistaken for another.")
    failing.append(True)
    assert client.get("/page/").status_code == 503


def test_a_text_that_is_withheld_does_not_come_back_from_a_copy(
    client, article, published_quote, ed, django_capture_on_commit_callbacks
):
    client.get("/page/")
    with django_capture_on_commit_callbacks(execute=True):
        saved = fill(
            signed_in(ed),
            f"/admin/sources/source/{article.pk}/change/",
            display="withheld",
            withheld_reason="A court asked for it.",
            public_reason="A court asked for it.",
        )
    assert saved.status_code == 302
    failing.append(True)
    assert client.get("/page/").status_code == 503


def test_another_fault_is_not_taken_for_a_database_outage(client):
    client.raise_request_exception = False
    assert client.get("/broken/").status_code == 500


def test_a_full_disk_costs_nobody_a_page(client, monkeypatch):
    def full(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(type(caches["pages"]), "set", full)
    assert client.get("/page/").status_code == 200


def test_a_page_that_was_being_made_during_a_withdrawal_is_not_cached(client, monkeypatch):
    """It was asked for before the withdrawal, and read what has been taken back since."""
    requested_at = timezone.now()
    forget_pages()
    with monkeypatch.context() as still:
        still.setattr("django.utils.timezone.now", lambda: requested_at)
        client.get("/page/")
    failing.append(True)
    assert client.get("/page/").status_code == 503


def test_after_a_withdrawal_pages_are_cached_again(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()
    client.get("/page/")
    failing.append(True)
    assert "<p>first</p>" in client.get("/page/").content.decode()


@pytest.fixture
def machines(tmp_path, settings):
    """Step from one machine to another: each has its own copies, and all have one database."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"

    def to(machine):
        mine = {
            name: {"BACKEND": backend, "LOCATION": tmp_path / machine / name}
            for name in ("pages", "drawings", "readings")
        }
        settings.CACHES = {**settings.CACHES, **mine}
        return tmp_path / machine

    return to


def files(folder):
    return {path.read_bytes() for path in folder.rglob("*.djcache")}


def test_what_one_machine_takes_back_no_other_shows(machines, client, published_quote, ed):
    folder = machines("one")
    client.get("/page/")
    client.get(f"/quotes/{published_quote.pk}/picture.png")
    made = files(folder)
    machines("two")
    workflow.withdraw(published_quote, by=ed, reason="Never said.")
    machines("one")
    failing.append(True)
    assert client.get("/page/").status_code == 503
    assert len(made) == 3 and not files(folder) & made


def test_a_probe_alone_deletes_what_another_machine_took_back(machines, client, db):
    folder = machines("one")
    client.get("/page/")
    made = files(folder)
    machines("two")
    forget_pages()
    machines("one")
    client.get("/readyz")
    assert len(made) == 2 and not files(folder) & made


def test_a_copy_of_what_was_taken_back_while_it_was_made_is_not_kept(machines, client, db):
    machines("one")
    as_of = compare()
    forget_pages()
    for former in (as_of, None):
        keep("drawings", "key", b"drawn", 60, as_of=former)
        assert kept("drawings", "key") is None
    keep("drawings", "key", b"drawn", 60, as_of=known())
    assert kept("drawings", "key") == b"drawn"


def test_while_the_database_is_away_copies_go_by_what_the_machine_knew_last(
    machines, client, db, monkeypatch
):
    machines("one")
    client.get("/page/")
    failing.append(True)
    monkeypatch.setattr("sources.page_cache.compare", lambda: None)
    assert "<p>first</p>" in client.get("/page/").content.decode()
