"""What a speaker's page leads to: months, topics, outlets, a search within, what they didn't say."""

import datetime as dt
import re
from html import unescape

import pytest

from quotes.editorial.entry import Party
from quotes.models import Speaker
from quotes.public.presentation.time_table import RECENT, months_by_year

pytestmark = pytest.mark.django_db

PAGE = "/speakers/{}/"
NUMBERS = re.compile(r'<td><a href="([^"]+)" aria-label="([^"]+)">([\d,]+)<svg height="(\d+)"')


def shown(client, speaker) -> str:
    return client.get(PAGE.format(speaker.pk), follow=True).content.decode()


def test_each_month_has_its_number_which_leads_to_as_many_quotes(client, said_on, mayor):
    said_on(dt.date(2024, 12, 31), dt.date(2025, 2, 1), dt.date(2025, 2, 28))
    numbers = NUMBERS.findall(shown(client, mayor))
    labels = [label for _, label, _, _ in numbers]
    assert labels == ["December 2024: 1 quote", "February 2025: 2 quotes"]
    assert [height for _, _, _, height in numbers] == ["13", "26"]
    for url, _, number, _ in numbers:
        assert client.get(unescape(url)).context["listing"].count.number == int(number)


def test_the_months_begin_where_the_quotes_do(client, said_on, mayor):
    said_on(dt.date(2024, 12, 31), dt.date(2025, 2, 1))
    assert "2 quotes since December 2024" in shown(client, mayor)


def test_of_one_month_a_sentence_says_so_and_there_is_no_table(client, said_on, mayor):
    said_on(dt.date(2025, 2, 1), dt.date(2025, 2, 28))
    page = shown(client, mayor)
    assert "2 quotes, newest first,\nall in February 2025." in page
    assert "Month by month" not in page
    assert "<table" not in page


def test_years_before_the_newest_ones_are_opened_and_none_without_a_quote_is_shown():
    months = months_by_year({dt.date(year, 5, 1): 3 for year in (1999, *range(2010, 2017))})
    assert [row.name for row in months.recent.rows] == [str(y) for y in range(2012, 2017)]
    assert [row.name for row in months.earlier.rows] == ["1999", "2010", "2011"]
    assert months.earlier_years == "1999 to 2011"
    assert len(months.recent.rows) == RECENT


def test_a_topic_and_an_outlet_on_the_page_keep_the_speaker(
    client, said_on, mayor, councillor, topic, publisher
):
    said_on(dt.date(2025, 2, 1))
    said_on(dt.date(2025, 2, 2), parties=[Party(speaker=councillor)])
    page = shown(client, mayor)
    for name, row in (("topic", topic), ("publisher", publisher)):
        link = f"/quotes/?speaker={mayor.pk}&{name}={row.pk}"
        assert link in unescape(page)
        assert {card.voices[0] for card in client.get(link).context["listing"].quotes} == {mayor.pk}


def test_a_search_within_finds_only_what_the_speaker_said(client, said_on, mayor, councillor):
    said_on(dt.date(2025, 2, 1))
    said_on(dt.date(2025, 2, 2), parties=[Party(speaker=councillor)])
    within = (
        r'<form class="search" action="(/quotes/)" role="search"\naria-label="Within .+?</form>'
    )
    form = re.search(within, shown(client, mayor), re.S)
    assert f'name="speaker" value="{mayor.pk}"' in form[0]
    found = client.get(form[1], {"speaker": mayor.pk, "q": "pier"}).context["listing"]
    assert [card.voices for card in found.quotes] == [[mayor.pk]]


def test_the_feed_is_a_link_that_readers_see(client, said_on, mayor):
    said_on(dt.date(2025, 2, 1))
    assert f'<a href="/speakers/{mayor.pk}.atom">Follow by feed</a>' in shown(client, mayor)


def test_what_they_didnt_say_has_its_own_place_with_its_number(client, said_on, mayor, councillor):
    said_on(dt.date(2025, 2, 1))
    assert "Parts of this page" not in shown(client, mayor)
    relay = Party("told", speaker=mayor, as_named="Oduya")
    said_on(dt.date(2025, 2, 1), parties=[Party(speaker=councillor, as_named="Aster"), relay])
    page = shown(client, mayor)
    assert '<a href="#by">By <bdi>Petra Oduya</bdi> <span class="num">1</span></a>' in page
    assert '<a href="#passed_on_by">Passed on <span class="num">1</span></a>' in page
    assert 'id="by"' in page
    assert 'id="passed_on_by"' in page
    page = shown(client, councillor)
    assert "Parts of this page" not in page


def test_somebody_who_is_only_named_is_said_to_be_and_never_to_have_no_quotes(
    client, said_on, mayor
):
    source = Party(as_named="Two officials", unnamed=True, affiliation=mayor)
    said_on(dt.date(2025, 2, 1), dt.date(2025, 3, 1), parties=[source])
    page = shown(client, mayor)
    assert '<a href="#names">Unnamed sources <span class="num">2</span></a>' in page
    assert "By <bdi>" not in page
    assert "0 quotes" not in page
    assert "Search within" not in page


def test_what_the_parts_of_a_body_say_has_its_own_place(freely, client, said_on, councillor):
    council = Speaker.objects.create(name="Northport council", kind="organisation")
    Speaker.objects.filter(pk=councillor.pk).update(part_of=council)
    said_on(dt.date(2025, 2, 1), parties=[Party(speaker=councillor, as_named="Aster")])
    page = shown(client, council)
    assert '<a href="#parts">Its parts <span class="num">1</span></a>' in page
    assert "By those who are part of <bdi>Northport council</bdi>" in page


def test_no_page_of_a_speaker_assumes_a_gender(client, said_on, mayor):
    said_on(dt.date(2024, 12, 31), dt.date(2025, 2, 1))
    words = re.sub(r"<[^>]+>", " ", shown(client, mayor)).casefold()
    assert not {"he", "she", "his", "her", "him", "hers"} & set(re.findall(r"\w+", words))
