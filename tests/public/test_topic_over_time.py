"""A topic's page over time: lanes of marks, numbers by speaker, the thread from either end."""

import datetime as dt
import re
from html import unescape
from itertools import pairwise

import pytest

from quotes.editorial.entry import Party
from quotes.models import Speaker
from quotes.public.presentation.thread import MOST_IN_LANES, has_few_days, spans_of
from quotes.transfer.seed import seed

pytestmark = pytest.mark.django_db

FIRST = dt.date(2025, 2, 3)
NUMBERS = re.compile(r'<td><a href="([^"]+)" aria-label="([^"]+)">([\d,]+)<svg')
ROWS = re.compile(r'<tr><th scope="row">(.+?)</th>(.*?)</tr>')


def shown(client, topic, query="") -> str:
    page = client.get(f"/topics/{topic.pk}/northport-ferry-pier/{query}")
    assert page.status_code == 200
    return page.content.decode()


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows_of(page: str) -> dict[str, list[int]]:
    """How many marks or numbers each cell of each row has, by the row's name."""
    return {
        plain(name): [cell.count("<a ") for cell in cells.split("<td>")[1:]]
        for name, cells in ROWS.findall(page)
    }


def test_a_topic_of_few_days_has_a_lane_for_each_speaker_and_a_mark_for_each_quote(
    client, said_on, topic, councillor
):
    said_on(FIRST, FIRST, FIRST + dt.timedelta(3))
    said_on(FIRST, parties=[Party(speaker=councillor, as_named="Aster")])
    page = shown(client, topic)
    lanes = rows_of(page)
    assert list(lanes.values()) == [[2, 1], [1, 0]]
    assert [name.split(" of ")[0] for name in lanes] == ["Petra Oduya", "Nils Aster"]
    assert "3 February 2025</time><br>said" in page
    assert "4 quotes · between 3 and 6 February 2025" in page


def test_each_mark_leads_to_its_quote_on_the_page_and_says_its_words(client, said_on, topic):
    said_on(FIRST)
    page = shown(client, topic)
    [(target, label)] = re.findall(
        r'<li><a class="" href="(#quote-\d+)">.+?<bdi class="visually-hidden">(.+?)</bdi>', page
    )
    assert label == "“The pier will open in May,”"
    assert f'id="{target[1:]}"' in page


def test_marks_say_what_differs_what_is_paraphrased_and_what_matches(client):
    seed()
    topic = Speaker.objects.get(name="Donald Trump").attributions.first().quote.topics.get()
    page = client.get(f"/topics/{topic.pk}/", follow=True).content.decode()
    marks = re.findall(r'<li><a class="([^"]*)" href', page)
    looks = {look: marks.count(look) for look in set(marks)}
    assert looks == {"is-same": 5, "is-differing": 1, "is-paraphrase": 4, "": 3}
    assert "differs from it" in page


def test_unnamed_sources_have_a_lane_that_leads_to_nobody(client, said_on, topic):
    said_on(FIRST, parties=[Party(as_named="Two officials", unnamed=True)])
    [(name, _)] = ROWS.findall(shown(client, topic))
    assert plain(name).startswith("Two officials")
    assert "href" not in name


def test_a_longer_topic_has_numbers_by_speaker_and_month_that_find_as_many(
    client, said_on, topic, councillor
):
    said_on(dt.date(2024, 12, 31), dt.date(2025, 2, 1), dt.date(2025, 2, 28))
    said_on(dt.date(2025, 1, 5), parties=[Party(speaker=councillor, as_named="Aster")])
    page = shown(client, topic)
    labels = [label for _, label, _ in NUMBERS.findall(page)]
    assert labels == [
        "Petra Oduya, December 2024: 1 quote",
        "Petra Oduya, February 2025: 2 quotes",
        "Nils Aster, January 2025: 1 quote",
    ]
    for url, _, number in NUMBERS.findall(page):
        assert client.get(unescape(url)).context["listing"].count.number == int(number)
    assert 'class="lanes"' not in page


def test_those_without_a_page_are_counted_together_and_lead_to_no_list(client, said_on, topic):
    said_on(dt.date(2024, 12, 31), dt.date(2025, 2, 1))
    two = [Party(as_named="Two officials", unnamed=True), Party(as_named="Nils Aster")]
    said_on(dt.date(2025, 2, 2), parties=two)
    rows = dict(ROWS.findall(shown(client, topic)))
    assert plain(rows["<bdi>Others</bdi>"]) == "1"
    assert "href" not in rows["<bdi>Others</bdi>"]


@pytest.mark.parametrize(
    ("last", "headings"),
    [
        (dt.date(2025, 2, 4), ["3", "4"]),
        (dt.date(2025, 4, 1), ["F ’25", "M", "A"]),
        (dt.date(2026, 1, 31), ["F ’25", *"MAMJJASOND", "J ’26"]),
        (dt.date(2027, 1, 1), ["2025", "2026", "2027"]),
        (dt.date(2041, 1, 1), ["2020s", "2030s", "2040s"]),
    ],
)
def test_columns_are_days_then_months_then_years_and_decades(last, headings):
    spans = spans_of(FIRST, last)
    assert [span.heading[0] for span in spans] == headings
    assert spans[0].first <= FIRST
    assert spans[-1].last >= last
    neighbours = pairwise(spans)
    assert all(b.first - a.last == dt.timedelta(1) for a, b in neighbours)


def test_lanes_are_for_few_quotes_on_few_days():
    assert has_few_days([FIRST] * MOST_IN_LANES)
    assert not has_few_days([FIRST] * (MOST_IN_LANES + 1))
    assert has_few_days([FIRST, FIRST + dt.timedelta(13)])
    assert not has_few_days([FIRST, FIRST + dt.timedelta(14)])
    assert not has_few_days([])


def test_the_thread_is_read_from_the_beginning_page_by_page(client, said_on, topic, monkeypatch):
    monkeypatch.setattr("quotes.public.views.topics.PER_PAGE", 2)
    days = [FIRST + dt.timedelta(n) for n in range(5)]
    said_on(*days)
    seen, query = [], "?order=oldest"
    while query:
        context = client.get(f"/topics/{topic.pk}/northport-ferry-pier/{query}").context
        seen += [day for day, _ in context["days"]]
        query, before = context["page"].older, context["page"].newer
    assert seen == days
    back = client.get(f"/topics/{topic.pk}/northport-ferry-pier/{before}").context
    assert [day for day, _ in back["days"]] == days[2:4]


def test_an_order_that_there_isnt_is_refused_with_a_sentence(client, said_on, topic):
    said_on(FIRST)
    answer = client.get(f"/topics/{topic.pk}/northport-ferry-pier/?order=best")
    assert answer.status_code == 400
    assert "isn’t an order" in unescape(answer.content.decode()).replace("'", "’")


def test_the_feed_of_a_topic_is_a_link_that_readers_see(client, said_on, topic):
    said_on(FIRST)
    page = shown(client, topic)
    assert f'<a href="/topics/{topic.pk}.atom">Follow by feed</a>' in page


def test_a_topic_costs_the_same_queries_in_lanes_and_in_numbers(
    client, said_on, topic, councillor, django_assert_max_num_queries
):
    said_on(FIRST)
    shown(client, topic)
    with django_assert_max_num_queries(40) as few:
        shown(client, topic)
    said_on(FIRST + dt.timedelta(1), parties=[Party(speaker=councillor, as_named="Aster")])
    with django_assert_max_num_queries(40) as more:
        shown(client, topic)
    said_on(FIRST + dt.timedelta(99))
    with django_assert_max_num_queries(40) as numbers:
        shown(client, topic)
    assert len(few) == len(more) == len(numbers)
