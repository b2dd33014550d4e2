"""A source's day and hour are those of its own place."""

import datetime as dt
import re

import pytest
from django.contrib.admin import site
from django.core.exceptions import ValidationError

from quotes.editorial import entry, source_changes, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote
from quotes.public.presentation import dates
from quotes.search.consistency import disagreements
from sources import time_zones
from sources.models import Capture, Source
from tests.admin.filling import complaints, fill, signed_in
from tests.cast import span_of

pytestmark = pytest.mark.django_db
ADD = "/admin/sources/source/add/"
NEW_YORK = "America/New_York"
#: The evening of the 5th in New York, the 6th in UTC.
LATE = dt.datetime(2025, 10, 6, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "day", "written"),
    [
        (NEW_YORK, 5, "5 October 2025, 21:30 New York time"),
        ("", 6, "6 October 2025, 01:30 UTC"),
        ("UTC", 6, "6 October 2025, 01:30 UTC"),
        ("Asia/Jerusalem", 6, "6 October 2025, 04:30 Jerusalem time"),
    ],
)
def test_the_day_follows_from_the_instant_where_the_source_is(zone, day, written):
    source = Source.objects.create(kind="post", published_at=LATE, time_zone=zone)
    source.refresh_from_db()
    assert source.published_on == dt.date(2025, 10, day)
    assert time_zones.moment_at(source.published_at, source.time_zone) == written


def test_a_day_that_was_given_is_not_replaced(db):
    printed = dt.date(2025, 10, 5)
    source = Source.objects.create(kind="post", published_at=LATE, published_on=printed)
    assert source.published_on == printed


def test_saving_only_the_instant_saves_the_day_that_follows_from_it(freely):
    source = Source.objects.create(kind="post", time_zone=NEW_YORK)
    source.published_at = LATE
    source.save(update_fields=["published_at"])
    assert Source.objects.get().published_on == dt.date(2025, 10, 5)


@pytest.mark.parametrize("name", ["Nowhere/Atlantis", "Washington", "EST5EDT ", "../etc/passwd"])
def test_what_is_no_time_zone_is_refused_with_a_sentence(name):
    with pytest.raises(ValidationError, match=r"isn't a time zone\. Give its IANA name"):
        Source.objects.create(kind="post", time_zone=name)
    with pytest.raises(ValidationError, match="isn't a time zone"):
        Source(kind="post", time_zone=name).full_clean()


def test_a_day_that_it_was_not_there_is_refused():
    source = Source(kind="post", published_at=LATE, published_on=dt.date(2025, 10, 5))
    with pytest.raises(ValidationError, match=r"6 October 2025, 01:30 UTC, which is another day"):
        source.full_clean()
    source.time_zone = NEW_YORK
    source.full_clean()


@pytest.mark.parametrize(
    ("clock", "sentence"),
    [
        ("2025-03-09T02:30", "put forward past this hour"),
        ("2025-11-02T01:30", "showed this hour twice"),
    ],
)
def test_an_hour_that_clocks_skipped_or_showed_twice_is_refused(clock, sentence):
    with pytest.raises(ValidationError, match=sentence):
        time_zones.instant_of(dt.datetime.fromisoformat(clock), NEW_YORK)


def test_an_hour_typed_in_the_admin_is_that_of_the_source(jo):
    boxes = {"published_at_0": "2025-10-05", "published_at_1": "21:30", "time_zone": NEW_YORK}
    desk = signed_in(jo)
    assert fill(desk, ADD, kind="post", text="Tonight.", **boxes).status_code == 302
    source = Source.objects.get()
    assert (source.published_at, source.published_on) == (LATE, dt.date(2025, 10, 5))
    page = desk.get(f"/admin/sources/source/{source.pk}/change/").content.decode()
    assert 'value="21:30:00"' in page and 'value="2025-10-05"' in page
    assert 'list="id_time_zone_list"' in page and f'<option value="{NEW_YORK}">' in page


def test_a_save_keeps_the_fraction_of_a_second_that_the_form_does_not_show(ed):
    posted = LATE.replace(second=34, microsecond=724000)
    source = Source.objects.create(kind="post", published_at=posted, time_zone=NEW_YORK)
    change = f"/admin/sources/source/{source.pk}/change/"
    assert fill(signed_in(ed), change, author="Petra Oduya").status_code == 302
    assert Source.objects.get().published_at == posted


def test_the_admin_refuses_a_wrong_zone_and_keeps_what_was_typed(jo):
    boxes = {"published_at_0": "2025-10-05", "published_at_1": "21:30", "time_zone": "Northport"}
    answer = fill(signed_in(jo), ADD, kind="post", text="Tonight.", **boxes)
    assert "“Northport” isn&#x27;t a time zone" in complaints(answer)
    page = answer.content.decode()
    assert 'value="Northport"' in page and 'value="21:30"' in page
    assert not Source.objects.exists()


def test_the_desk_takes_an_articles_zone_and_refuses_a_wrong_one(jo):
    sent = {"text": "The pier opens.", "time_zone": "Northport"}
    desk = signed_in(jo)
    answer = desk.post("/desk/articles/add/", sent)
    assert answer.status_code == 422 and not Source.objects.exists()
    assert "“Northport” isn&#x27;t a time zone" in answer.content.decode()
    assert desk.post("/desk/articles/add/", sent | {"time_zone": NEW_YORK}).status_code == 302
    assert Source.objects.get().time_zone == NEW_YORK


@pytest.fixture
def undated(freely, published_quote):
    """The published quote, of an undated article that was captured late in the evening."""
    source = published_quote.capture.source
    Source.objects.filter(pk=source.pk).update(published_on=None)
    text = "In the evening Nils Aster denied that “the pier is shut”.\n"
    captured = Capture.objects.create(source=source, text=text, captured_at=LATE)
    return Source.objects.get(pk=source.pk), captured, published_quote


def test_a_quote_without_a_day_is_listed_under_the_day_of_capture_there(
    freely, undated, client, jo, ed
):
    source, capture, public = undated
    quote = entry.enter(
        capture,
        segments=[span_of(capture, "“the pier is shut”")],
        parties=[Party(speaker=public.attributions.get().speaker, as_named="Nils Aster")],
        by=jo,
        cue="denied",
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    assert found(client, "said:2025-10-06") == [quote.pk]
    source.time_zone = NEW_YORK
    source_changes.save_source(source)
    assert Quote.objects.get(pk=quote.pk).order_day == dt.date(2025, 10, 5)
    assert found(client, "said:2025-10-05") == [quote.pk] and not found(client, "said:2025-10-06")
    assert list(disagreements()) == []


def found(client, typed: str) -> list[int]:
    return [one["id"] for one in client.get("/quotes.json", {"q": typed}).json()["quotes"]]


def test_the_admin_names_the_zone_of_the_hour_at_which_somebody_else_saved(jo, ed):
    source = Source.objects.create(kind="post")
    source._history_user = ed
    source.save()
    sentences = site._registry[Source].news(source, "0")
    assert len(sentences) == 2
    assert all(
        re.search(r" this source on \d+ \w+ \d{4}, \d\d:\d\d UTC\.", sentence)
        for sentence in sentences
    )


# Places


@pytest.mark.parametrize(
    ("zone", "place", "written"),
    [
        (NEW_YORK, "Washington", "5 October 2025, 21:30 in Washington"),
        (NEW_YORK, "", "5 October 2025, 21:30 New York time"),
        ("America/Argentina/Buenos_Aires", "", "5 October 2025, 22:30 Buenos Aires time"),
        ("Etc/GMT+5", "", "5 October 2025, 20:30 (Etc/GMT+5)"),
        ("", "", "6 October 2025, 01:30 UTC"),
    ],
)
def test_a_sources_page_and_data_give_its_hour_as_it_was_there(
    freely, published_quote, client, zone, place, written
):
    source = published_quote.capture.source
    values = {"time_zone": zone, "place": place, "published_at": LATE}
    Source.objects.filter(pk=source.pk).update(**values, published_on=time_zones.day_at(LATE, zone))
    page = client.get(f"/articles/{source.pk}/", follow=True).content.decode()
    assert f'<time datetime="2025-10-06T01:30:00+00:00">{written}</time>' in page
    data = client.get(f"/quotes/{published_quote.pk}.json").json()["source"]
    assert (data["time_zone"], data["place"]) == (zone or None, place or None)


def test_a_place_needs_its_zone(jo):
    with pytest.raises(ValidationError, match="Give the time zone of that place, too"):
        Source(kind="post", place="Washington").full_clean()
    boxes = {"kind": "post", "text": "Tonight.", "place": "Washington"}
    answer = fill(signed_in(jo), ADD, **boxes)
    assert "Give the time zone of that place, too" in complaints(answer)
    assert 'value="Washington"' in answer.content.decode() and not Source.objects.exists()
    assert fill(signed_in(jo), ADD, **boxes, time_zone=NEW_YORK).status_code == 302
    assert Source.objects.get().place == "Washington"


# The newsroom's zone


@pytest.fixture
def in_jerusalem(settings):
    """The newsroom is in Jerusalem, two or three hours before UTC."""
    settings.TIME_ZONE = "Asia/Jerusalem"


#: In Jerusalem the next day, ten minutes past midnight.
NIGHT = dt.datetime(2025, 3, 5, 22, 10, tzinfo=dt.UTC)


def test_days_are_those_of_the_newsroom(in_jerusalem, publish_many, client):
    [quote] = publish_many(1)
    Quote.objects.filter(pk=quote.pk).update(published_at=NIGHT)
    text = Capture(captured_at=NIGHT)
    assert str(text) == "Pasted, 6 March 2025"
    assert dates.day(NIGHT) == '<time datetime="2025-03-06T00:10:00+02:00">6 March 2025</time>'
    assert dates.moment(NIGHT) == (
        '<time datetime="2025-03-06T00:10:00+02:00">6 March 2025, 00:10 Jerusalem time</time>'
    )
    assert dates.day(dt.date(2025, 3, 5)) == '<time datetime="2025-03-05">5 March 2025</time>'


@pytest.mark.parametrize(
    ("style", "accessed"),
    [
        ("txt", "6 March 2025"),
        ("bib", "urldate = {2025-03-06}"),
        ("ris", "Y2 - 2025/03/06"),
        ("csl", "2025, 3, 6"),
    ],
)
def test_a_citation_is_accessed_on_the_newsrooms_day(
    in_jerusalem, published_quote, client, monkeypatch, style, accessed
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NIGHT)
    cited = client.get(f"/quotes/{published_quote.pk}.{style}").content.decode()
    assert accessed in " ".join(cited.split()), cited


@pytest.mark.parametrize(
    ("now", "latest"),
    [("2025-03-05T09:59Z", 5), ("2025-03-05T10:00Z", 6), ("2025-03-05T23:59Z", 6)],
)
def test_a_day_is_in_the_future_once_it_has_begun_nowhere(monkeypatch, in_jerusalem, now, latest):
    instant = dt.datetime.fromisoformat(now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)
    Source(kind="post", published_on=dt.date(2025, 3, latest)).clean()
    with pytest.raises(ValidationError, match="in the future"):
        Source(kind="post", published_on=dt.date(2025, 3, latest + 1)).clean()


def test_an_hour_typed_in_the_admin_is_the_newsrooms_and_its_box_says_so(
    in_jerusalem, draft_quote, jo
):
    desk, url = signed_in(jo), f"/admin/quotes/quote/{draft_quote.pk}/change/"
    assert (
        "The exact time, if known. The hour is in Jerusalem time." in desk.get(url).content.decode()
    )
    days = {"said_from": "2025-03-06", "said_to": "2025-03-06"}
    assert fill(desk, url, **days, said_at_0="2025-03-06", said_at_1="00:10").status_code == 302
    assert Quote.objects.get(pk=draft_quote.pk).said_at == NIGHT


def test_what_is_stored_and_found_does_not_change_with_the_setting(
    published_quote, client, settings
):
    before = found(client, "said:2025-03-04"), client.get("/quotes.json").json()
    settings.TIME_ZONE = "Pacific/Kiritimati"
    after = found(client, "said:2025-03-04"), client.get("/quotes.json").json()
    assert [row["id"] for row in after[1]["quotes"]] == [row["id"] for row in before[1]["quotes"]]
    assert before[0] == after[0] == [published_quote.pk] and list(disagreements()) == []
