"""When and where words were said, known from evidence: suggested to a person, taken with one press."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from quotes.editorial import amendments, entry
from quotes.editorial.entry import Party
from quotes.editorial.revisions import EditConflict
from quotes.models import PublicChange, Quote, Revision
from quotes.search.consistency import disagreements
from quotes.verification import evidence
from quotes.verification.discrepancies import mismatches
from quotes.verification.proved_circumstances import suggestions, take, why_not
from sources.models import Capture, Publisher, Source
from tests.admin.filling import complaints, fill, signed_in
from tests.cast import span_of

pytestmark = pytest.mark.django_db
#: The evening of the 3rd in Halifax, the 4th in UTC.
LATE = dt.datetime(2025, 3, 4, 1, 30, 34, 724000, tzinfo=dt.UTC)
SAID = "Said on Quay on 3 March 2025"
REASON = (
    "The post linked as evidence was published on 3 March 2025, 21:30 Halifax time and is on Quay."
)


@pytest.fixture
def post(db):
    source = Source.objects.create(
        kind="post",
        publisher=Publisher.objects.create(name="Quay", kind="platform"),
        published_at=LATE,
        time_zone="America/Halifax",
        language="en",
    )
    return Capture.objects.create(source=source, text="As for the budget: the money is gone. So.")


@pytest.fixture
def proved(published_quote, post, fay):
    evidence.link(published_quote, post, purpose="primary", by=fay)
    return Quote.objects.get(pk=published_quote.pk)


def found(client, typed: str) -> list[int]:
    return [one["id"] for one in client.get("/quotes.json", {"q": typed}).json()["quotes"]]


def test_until_it_is_taken_card_order_and_search_keep_to_the_old_day(client, proved):
    assert [suggestion.said for suggestion in suggestions(proved)] == [SAID]
    assert (proved.said_from, proved.order_day) == (None, dt.date(2025, 3, 4))
    assert found(client, "said:2025-03-04") == [proved.pk] and not found(client, "said:2025-03-03")
    assert "3 Mar 2025</time> <span>said" not in client.get("/quotes/").content.decode()


def test_one_press_of_an_editor_and_a_second_person_update_a_published_quote_with_the_reason(
    client, proved, ed, jo
):
    desk = signed_in(ed)
    page = desk.get(reverse("factcheck:quote", args=[proved.pk]))
    assert SAID in page.content.decode() and REASON in page.content.decode()
    answer = press(desk, proved, page)
    assert answer.status_code == 302
    assert "once a second person has accepted it" in desk.get(answer.url).content.decode()
    assert Quote.objects.get(pk=proved.pk).said_from is None
    with pytest.raises(ValidationError, match="Ask a colleague"):
        amendments.accept(PublicChange.objects.get(), by=ed)
    amendments.accept(PublicChange.objects.get(), by=jo)
    quote = Quote.objects.get(pk=proved.pk)
    assert quote.said_from == quote.said_to == dt.date(2025, 3, 3)
    assert (quote.said_at, quote.medium, quote.medium_basis) == (LATE, "Quay", "evidence")
    revision = quote.revisions.latest("number")
    assert (revision.kind, revision.made_by, revision.reason) == (Revision.Kind.UPDATE, ed, REASON)
    assert found(client, "said:2025-03-03") == [quote.pk] and not found(client, "said:2025-03-04")
    shown = client.get(f"/quotes/{quote.pk}/").content.decode()
    assert 'posted <time datetime="2025-03-03">3 March 2025</time>' in shown
    assert "on Quay (known from evidence)" in shown
    listed = client.get("/quotes/").content.decode()
    assert re.search(r"3 Mar 2025</time> <span>(said|posted)</span>", listed)
    assert REASON in client.get("/corrections/").content.decode()
    assert suggestions(quote) == [] and list(disagreements()) == []


def press(desk, quote, page, **changed):
    sent = {
        "action": "take",
        "take-capture": str(page.context["suggestions"][0].capture.pk),
        "take-seen": str(quote.revision_number),
    }
    return desk.post(reverse("factcheck:quote", args=[quote.pk]), sent | changed)


def test_what_waits_already_is_not_proposed_again(proved, ed, superuser):
    capture = suggestions(proved)[0].capture.pk
    take(proved, capture, by=ed)
    with pytest.raises(ValidationError, match="waits for a second person already"):
        take(proved, capture, by=superuser)
    assert PublicChange.objects.count() == 1


def test_a_fact_checker_and_a_journalist_read_who_may_take_it(proved, fay, jo):
    for person in (fay, jo):
        assert "Ask an editor" in why_not(proved, person)
        with pytest.raises(PermissionDenied):
            take(proved, suggestions(proved)[0].capture.pk, by=person)
        desk = signed_in(person)
        page = desk.get(reverse("factcheck:quote", args=[proved.pk]))
        assert SAID in page.content.decode() and "Take it" not in page.content.decode()
        assert press(desk, proved, page).status_code == 403
    assert Quote.objects.get(pk=proved.pk).said_from is None


def test_a_draft_is_dated_by_whoever_links_evidence_or_enters_quotes(
    draft_quote, post, fay, jo, ed
):
    text = "The pier will open in May. I said so: not a day later!"
    said = Capture.objects.create(source=post.source, text=text)
    evidence.link(draft_quote, said, purpose="primary", by=fay)
    for person in (fay, jo, ed):
        assert why_not(draft_quote, person) == ""
    revision = take(draft_quote, said.pk, by=fay, seen=draft_quote.revision_number)
    assert (revision.kind, revision.is_public) == (Revision.Kind.EDITED, False)
    assert revision.snapshot["said_from"] == "2025-03-03"


@pytest.mark.parametrize("page", ["admin", "desk"])
def test_the_admin_and_the_desk_suggest_it_and_lead_back(page, draft_quote, post, fay, jo):
    said = Capture.objects.create(source=post.source, text="The pier will open in May. Yes.")
    evidence.link(draft_quote, said, purpose="primary", by=fay)
    own = {"admin": "admin:quotes_quote_change", "desk": "desk:quote_edit"}[page]
    address, desk = reverse(own, args=[draft_quote.pk]), signed_in(jo)
    shown = desk.get(address)
    assert SAID in shown.content.decode() and "Take it" in shown.content.decode()
    answer = press(desk, draft_quote, shown, **{"take-back": page})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert SAID not in desk.get(address).content.decode()


def test_of_two_people_the_second_reads_that_it_is_no_longer_suggested(proved, ed, superuser):
    desk, second = signed_in(ed), signed_in(superuser)
    page = second.get(reverse("factcheck:quote", args=[proved.pk]))
    press(desk, proved, page)
    amendments.accept(PublicChange.objects.get(), by=superuser)
    answer = press(second, proved, page)
    assert answer.status_code == 422 and "is no longer suggested" in answer.content.decode()
    assert Quote.objects.get(pk=proved.pk).revision_number == proved.revision_number + 1


def test_a_quote_that_was_changed_meanwhile_is_refused_whole(proved, ed):
    with pytest.raises(EditConflict):
        take(proved, suggestions(proved)[0].capture.pk, by=ed, seen=proved.revision_number - 1)
    assert Quote.objects.get(pk=proved.pk).said_from is None


def test_what_is_not_suggested_is_refused(published_quote, post, ed):
    with pytest.raises(ValidationError, match="no longer suggested"):
        take(published_quote, post.pk, by=ed)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "article"}, []),
        ({"kind": "video"}, ["Said on 3 March 2025"]),
        ({"published_at": None}, ["Said on Quay"]),
        ({"time_zone": ""}, ["Said on Quay on 4 March 2025"]),
    ],
)
def test_only_first_hand_sources_that_know_the_instant_date_the_words(proved, post, changes, said):
    Source.objects.filter(pk=post.source_id).update(**changes)
    assert [suggestion.said for suggestion in suggestions(proved)] == said


def test_a_recording_dates_the_day_and_not_the_instant_of_the_words(proved, post, ed, jo):
    Source.objects.filter(pk=post.source_id).update(kind="audio")
    amendments.accept(take(proved, post.pk, by=ed), by=jo)
    quote = Quote.objects.get(pk=proved.pk)
    assert (quote.said_from, quote.said_at) == (dt.date(2025, 3, 3), None)


def test_evidence_without_the_words_or_for_another_party_or_unlinked_suggests_nothing(
    published_quote, post, fay
):
    other = Capture.objects.create(source=post.source, text="Quite another matter.")
    evidence.link(published_quote, other, purpose="primary", by=fay)
    assert suggestions(published_quote) == []
    linked = evidence.link(published_quote, post, purpose="corroborates", by=fay)
    assert suggestions(published_quote) == []
    evidence.unlink(linked, by=fay, why="Wrong.")
    linked = evidence.link(published_quote, post, purpose="primary", by=fay)
    assert len(suggestions(published_quote)) == 1
    evidence.unlink(linked, by=fay, why="Wrong.")
    assert suggestions(published_quote) == []


@pytest.fixture
def hour_alone(published_quote):
    """A quote as an earlier release, or an import, may have left it: an exact time and no day."""
    Quote.objects.filter(pk=published_quote.pk).update(said_at=LATE)
    return Quote.objects.get(pk=published_quote.pk)


def test_the_day_of_an_exact_time_alone_is_suggested_and_taken_with_one_press(
    client, hour_alone, ed, jo
):
    assert found(client, "said:2025-03-04") == [hour_alone.pk]  # the day of publication
    [suggestion] = suggestions(hour_alone)
    assert suggestion.said == "Said on 4 March 2025"
    assert suggestion.reason == "The exact time is 4 March 2025, 01:30 UTC."
    desk = signed_in(ed)
    page = desk.get(reverse("factcheck:quote", args=[hour_alone.pk]))
    assert suggestion.reason in page.content.decode()
    assert press(desk, hour_alone, page).status_code == 302
    amendments.accept(PublicChange.objects.get(), by=jo)
    quote = Quote.objects.get(pk=hour_alone.pk)
    assert (quote.said_from, quote.said_to, quote.said_at) == (dt.date(2025, 3, 4),) * 2 + (LATE,)
    assert quote.revisions.latest("number").reason == suggestion.reason
    assert suggestions(quote) == [] and list(disagreements()) == []


@pytest.mark.parametrize(
    ("zone", "place", "day", "hour"),
    [
        ("", "", 4, "01:30 UTC"),
        ("America/Halifax", "", 3, "21:30 Halifax time"),
        ("America/Halifax", "Northport", 3, "21:30 in Northport"),
    ],
)
def test_an_exact_times_day_is_that_of_the_source(freely, hour_alone, zone, place, day, hour):
    Source.objects.filter(pk=hour_alone.capture.source_id).update(time_zone=zone, place=place)
    [suggestion] = suggestions(Quote.objects.get(pk=hour_alone.pk))
    assert suggestion.fields == dict.fromkeys(("said_from", "said_to"), dt.date(2025, 3, day))
    assert suggestion.reason == f"The exact time is {day} March 2025, {hour}."


def test_evidence_and_an_exact_time_agree_on_one_suggestion(hour_alone, post, fay):
    evidence.link(hour_alone, post, purpose="primary", by=fay)
    [suggestion] = suggestions(Quote.objects.get(pk=hour_alone.pk))
    assert suggestion.said == SAID
    assert suggestion.reason == (
        "The exact time is 3 March 2025, 21:30 Halifax time. "
        "The post linked as evidence is on Quay."
    )
    assert "said_at" not in suggestion.fields


def test_an_exact_time_without_its_day_or_on_another_is_refused(client, draft_quote):
    quote = Quote.objects.get(pk=draft_quote.pk)
    quote.said_at = LATE
    with pytest.raises(ValidationError) as refused:
        quote.full_clean()
    assert refused.value.message_dict == {
        "said_from": [
            "The exact time is 4 March 2025, 01:30 UTC. Give the day as well, or leave out the time."
        ]
    }
    for day, fits in ((1, False), (2, False), (3, True), (4, True), (5, False)):
        quote.said_from = quote.said_to = dt.date(2025, 3, day)
        if fits:
            quote.full_clean()
            continue
        with pytest.raises(ValidationError, match="on none of these days anywhere"):
            quote.full_clean()


def test_the_admin_refuses_an_exact_time_alone_and_keeps_it_in_its_box(draft_quote, jo):
    url = f"/admin/quotes/quote/{draft_quote.pk}/change/"
    answer = fill(signed_in(jo), url, said_at_0="2025-03-04", said_at_1="01:30")
    assert "The exact time is 4 March 2025, 01:30 UTC. Give the day as well" in complaints(answer)
    assert 'value="01:30"' in answer.content.decode()
    assert Quote.objects.get(pk=draft_quote.pk).said_at is None


@pytest.mark.parametrize(
    ("first", "last", "suggested"),
    [(1, 31, True), (3, 3, False), (2, 2, False), (4, 9, False)],
)
def test_a_month_is_narrowed_and_a_day_left_as_it_is(proved, first, last, suggested):
    days = {"said_from": dt.date(2025, 3, first), "said_to": dt.date(2025, 3, last)}
    Quote.objects.filter(pk=proved.pk).update(medium="radio", **days)
    assert bool(suggestions(Quote.objects.get(pk=proved.pk))) is suggested


def test_a_post_that_is_itself_the_utterance_suggests_its_own_day(post, mayor, jo):
    quote = entry.enter(
        post,
        segments=[span_of(post, "the money is gone")],
        parties=[Party(speaker=mayor)],
        by=jo,
        kind="direct",
        first_hand=True,
    )
    [suggestion] = suggestions(quote)
    assert suggestion.said == SAID and suggestion.reason.startswith(
        "The post itself was published on 3"
    )


def test_a_stated_zone_leaves_no_doubt_about_a_sources_day(proved, post):
    proved.said_from = proved.said_to = dt.date(2025, 3, 4)
    assert any("which no time zone explains" in one for one in mismatches(proved, post, "primary"))
    post.source.time_zone = ""
    assert not any("no time zone" in one for one in mismatches(proved, post, "primary"))
