"""Articles and sources as lists: under their days, from one outlet, a page at a time."""

import datetime as dt

import pytest

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.public.listing import pagination
from quotes.public.views import sources
from sources.models import Capture, Publisher, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2025, 3, 4), None, dt.date(2025, 3, 9), dt.date(2025, 3, 4), None]
#: Numbers of the articles below in the order of their list.
IN_ORDER = [2, 3, 0, 4, 1]


@pytest.fixture
def articles(mayor, jo, ed):
    """Five articles, two of one day and two undated, with a published quote each."""
    outlets = [Publisher.objects.create(name=name) for name in ("Harbour Post", "Dune Echo")]
    made = []
    for number, day in enumerate(DAYS):
        article = Source.objects.create(
            kind="article",
            headline=f"Lamps {number}",
            publisher=outlets[number % 2],
            published_on=day,
        )
        capture = Capture.objects.create(source=article, text="“Lamps burn,” Oduya said.")
        quote = entry.enter(
            capture,
            segments=[span_of(capture, "“Lamps burn,”")],
            parties=[Party(speaker=mayor, as_named="Oduya")],
            by=jo,
            cue="said",
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
        made.append(article)
    return made


def numbers(response) -> list[int]:
    return [int(e["source"].headline.removeprefix("Lamps ")) for e in response.context["sources"]]


def test_articles_are_under_their_days_the_newest_first_and_undated_ones_last(client, articles):
    response = client.get("/articles/")
    assert numbers(response) == IN_ORDER
    days = [(day, len(some)) for day, some in response.context["days"]]
    assert days == [(dt.date(2025, 3, 9), 1), (dt.date(2025, 3, 4), 2), (None, 2)]
    page = response.content.decode()
    assert page.index("9 March 2025</time></h2>") < page.index("4 March 2025</time></h2>")
    assert page.index("4 March 2025</time></h2>") < page.index(">Undated</h2>")


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_every_article_is_on_one_page_there_and_back(client, articles, monkeypatch, size):
    monkeypatch.setattr(
        sources,
        "page_by_day",
        lambda found, day, given, **_: pagination.page_by_day(found, day, given, size),
    )
    address, seen, last = "/articles/", [], None
    while address:
        last = client.get(address)
        seen.append(numbers(last))
        older = last.context["page"].older
        address = f"/articles/{older}" if older else ""
    assert [n for some in seen for n in some] == IN_ORDER
    assert [len(some) for some in seen] == [size] * (5 // size) + ([5 % size] if 5 % size else [])
    back = [seen[-1]]
    while newer := last.context["page"].newer:
        last = client.get(f"/articles/{newer}")
        back.append(numbers(last))
    assert back == seen[::-1]


@pytest.mark.parametrize("wrong", [str(pagination.LAST_KEY + 1), "9" * 19, "x", "-1"])
def test_a_page_link_that_is_no_articles_is_refused(client, articles, wrong):
    assert client.get(f"/articles/?after={wrong}").status_code == 400


def test_the_articles_of_one_outlet_are_a_link_away(client, articles):
    assert 'href="?publisher=Dune%20Echo#results"' in client.get("/articles/").content.decode()
    response = client.get("/articles/?publisher=Dune+Echo")
    assert numbers(response) == [3, 1]
    assert "From <bdi>Dune Echo</bdi>" in " ".join(response.content.decode().split())


def test_an_outlet_that_is_not_in_the_record_is_said_so(client, articles):
    response = client.get("/articles/?publisher=Nobody")
    assert response.status_code == 400
    assert "No publisher “Nobody” is in the record." in response.content.decode()
