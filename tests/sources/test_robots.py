"""Programs that ask sources' addresses heed what each site's robots.txt asks of them."""

import pytest
from django.core.management import call_command

from sources import fetch, link_checks
from sources.models import LinkCheck, Source
from sources.robots import RobotsFetcher, StayAway

from .bad_server import bad_server, response

PAGE = response(b"<html><body><p>Words.</p></body></html>")
RULES = b"""User-agent: *
Disallow: /

User-agent: Verbatim
Crawl-delay: 30
Disallow: /private/
Disallow: /*?print=
Allow: /private/open$
"""


def rules(text: bytes = RULES, **how) -> bytes:
    return response(text, "Content-Type: text/plain", **how)


@pytest.fixture
def server():
    with bad_server() as running:
        for path in ("/story", "/private/x", "/private/open", "/story?print=1"):
            running.answers[path] = PAGE
        yield running


@pytest.fixture
def ask(server):
    return RobotsFetcher(lambda url: fetch.fetch(url, network=server.network()))


def requests_to(server) -> list[str]:
    return [request.split(b" ")[1].decode() for request in server.requests]


@pytest.mark.parametrize(
    ("path", "lets"),
    [("/story", True), ("/private/x", False), ("/private/open", True), ("/story?print=1", False)],
)
def test_an_address_is_requested_only_where_the_site_lets_us(server, ask, path, lets):
    server.answers["/robots.txt"] = rules()
    url = f"http://courier.example{path}"
    if lets:
        assert ask(url).status == 200
    else:
        with pytest.raises(StayAway, match="asks programs to stay away"):
            ask(url)
        assert requests_to(server) == ["/robots.txt"]


def test_each_site_is_requested_its_rules_once_a_run(server, ask):
    server.answers["/robots.txt"] = rules()
    for _ in range(3):
        ask("http://courier.example/story")
    ask("http://herald.example/story")
    assert requests_to(server).count("/robots.txt") == 2


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_site_without_rules_lets_everybody_in(server, ask, status):
    server.answers["/robots.txt"] = response(b"", status=status)
    assert ask("http://courier.example/private/x").status == 200


def test_rules_that_are_no_text_bind_nobody(server, ask):
    server.answers["/robots.txt"] = response(b"%PDF-1.7", "Content-Type: application/pdf")
    assert ask("http://courier.example/story").status == 200


@pytest.mark.parametrize("status", ["503 Busy", "429 Too Many Requests"])
def test_rules_that_cannot_be_read_keep_us_out(server, ask, status):
    server.answers["/robots.txt"] = response(b"", status=status)
    for _ in range(2):
        with pytest.raises(fetch.Refused, match=r"robots\.txt couldn’t be read"):
            ask("http://courier.example/story")
    assert requests_to(server) == ["/robots.txt"]


def test_a_longer_pause_that_the_site_asks_for_is_kept(server, ask):
    server.answers["/robots.txt"] = rules()
    sources = [Source(url=f"http://courier.example{path}") for path in ("/story", "/story")]
    slept = []
    for source in link_checks.politely(sources, 5, slept.append, ask.pause):
        ask(source.url)
    assert len(slept) == 1 and 29 < slept[0] <= 30


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["check_links", "recapture"])
def test_the_commands_record_that_a_page_was_not_checked_and_never_that_it_is_dead(
    freely, server, command, article, capture, published_quote, monkeypatch
):
    server.answers["/robots.txt"] = rules()
    Source.objects.filter(pk=article.pk).update(url="http://courier.example/private/x")
    fetched = fetch.fetch
    monkeypatch.setattr(fetch, "fetch", lambda url: fetched(url, network=server.network()))
    call_command(command, verbosity=0)
    made = LinkCheck.objects.get()
    assert made.outcome == "refused" and "asks programs to stay away" in made.detail
    assert requests_to(server) == ["/robots.txt"]


@pytest.mark.django_db
def test_what_was_not_fetched_or_not_reached_leaves_a_dead_link_dead(
    client, article, published_quote
):
    for outcome in ("dead", "refused", "unreachable"):
        LinkCheck.objects.create(source=article, url=article.url, outcome=outcome)
    shown = client.get(f"/articles/{article.pk}/", follow=True).content.decode()
    assert "Dead on" in shown


@pytest.mark.django_db
def test_an_address_that_holds_no_page_of_text_is_alive(freely, server, article):
    server.answers["/pier.pdf"] = response(b"%PDF-1.7", "Content-Type: application/pdf")
    Source.objects.filter(pk=article.pk).update(url="http://courier.example/pier.pdf")
    article.refresh_from_db()
    made = link_checks.check(article, lambda url: fetch.fetch(url, network=server.network()))
    assert made.outcome == "alive" and "has a PDF" in made.detail
