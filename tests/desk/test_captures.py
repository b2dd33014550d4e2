"""An article that changed: each text has its own quotes, and says which text it is."""

import datetime as dt

import pytest

from quotes.editorial import entry, workflow
from quotes.models import Quote
from sources.models import Capture
from tests.cast import STORY, span_of
from tests.desk.forms import FRAGMENT, form_in, said

EARLIER = dt.datetime(2025, 3, 4, 9, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 3, 6, 9, tzinfo=dt.UTC)


@pytest.fixture
def capture(article, jo):
    return Capture.objects.create(source=article, text=STORY, captured_by=jo, captured_at=EARLIER)


@pytest.fixture
def later(capture, jo):
    """The story as it read two days on: a new lead, a quote altered, another gone."""
    text = "The pier stays shut.\n\n" + STORY.replace("in May,”", "in June,”")
    text = text.replace("the plan “a bridge to nowhere.”", "it names.")
    return Capture.objects.create(
        source=capture.source, text=text, captured_by=jo, captured_at=LATER
    )


def workspace(client, capture):
    return client.get(f"/desk/captures/{capture.pk}/")


def test_an_article_opens_at_its_newest_text_and_says_so(jos, capture, later):
    shown = jos.get(f"/desk/articles/{capture.source_id}/")
    assert shown.context["capture"] == later
    assert "This is the newest text of this article, captured on 6 March 2025" in said(shown)


def test_an_earlier_text_is_opened_by_its_day_and_says_that_it_is_not_the_newest(
    jos, capture, later
):
    newest = jos.get(f"/desk/articles/{capture.source_id}/").content.decode()
    assert f'<a href="/desk/captures/{capture.pk}/">4 March 2025</a>' in newest
    shown = workspace(jos, capture)
    assert "This is the text of 4 March 2025, not the newest one." in said(shown)
    assert "The pier stays shut." not in said(shown)


def test_texts_of_one_day_are_distinguished_by_the_hour(jos, capture, later):
    Capture.objects.create(
        source=capture.source, text="Shut.", captured_at=LATER + dt.timedelta(hours=1)
    )
    labels = [text.label for text in workspace(jos, capture).context["texts"]]
    assert labels == ["6 March 2025, 10:00 UTC", "6 March 2025, 09:00 UTC", "4 March 2025"]


def test_an_article_of_one_text_has_nothing_to_choose(jos, capture):
    assert "This is the" not in said(workspace(jos, capture))


def test_what_is_entered_in_an_earlier_text_is_anchored_there(jos, capture, later, mayor):
    segments = "{}-{}".format(*span_of(capture, "“The pier will open in May,”"))
    address = f"/desk/captures/{capture.pk}/quotes/add/"
    form = form_in(jos.get(address, {"segments": segments}, headers=FRAGMENT))
    assert jos.post(address, form).headers["Location"].startswith(f"/desk/captures/{capture.pk}/#")
    assert (Quote.objects.get().capture, Quote.objects.get().words) == (
        capture,
        "“The pier will open in May,”",
    )


def test_a_form_that_was_open_when_the_article_changed_keeps_its_words(jos, capture, jo, mayor):
    segments = "{}-{}".format(*span_of(capture, "“The pier will open in May,”"))
    page = jos.get(f"/desk/articles/{capture.source_id}/").content.decode()
    address = f"/desk/captures/{capture.pk}/quotes/add/"
    assert address in page
    form = form_in(jos.get(address, {"segments": segments}, headers=FRAGMENT))
    Capture.objects.create(source=capture.source, text="Shut. " * 90, captured_by=jo)
    assert jos.post(address, form, headers=FRAGMENT).status_code == 201
    assert Quote.objects.get().words == "“The pier will open in May,”"


def test_a_quote_that_is_in_the_newer_text_is_shown_there_and_not_proposed_again(
    jos, capture, later, published_quote
):
    assert published_quote.capture == capture
    cards = workspace(jos, later).context["cards"]
    (card,) = [card for card in cards if card.state == "elsewhere"]
    assert card.spans == [span_of(later, "“the money is gone”")]
    assert card.note == "Entered from the text of 4 March 2025. It is here unchanged."
    assert card.text_url == f"/desk/captures/{capture.pk}/#card-q{published_quote.pk}"
    assert not [c for c in cards if c.is_proposal and "the money is gone" in c.words]
    own = workspace(jos, capture).context["cards"]
    assert [c.state for c in own if c.key == card.key] == ["published"]


def test_a_quote_that_is_altered_or_gone_is_listed_with_what_became_of_it(
    jos, capture, later, draft_quote, unnamed_quote
):
    shown = workspace(jos, later)
    notes = {card.key: card.note for card in shown.context["elsewhere"]}
    assert notes == {
        f"q{draft_quote.pk}": "Entered from the text of 4 March 2025. Its words are changed here.",
        f"q{unnamed_quote.pk}": "Entered from the text of 4 March 2025. It isn’t here.",
    }
    assert "Entered from other texts of this article" in said(shown)
    assert [c for c in shown.context["cards"] if c.is_proposal and "in June" in c.words]


def test_a_quote_of_the_newer_text_is_listed_at_the_earlier_one(jos, capture, later, mayor, jo):
    quote = entry.enter(
        later,
        segments=[span_of(later, "“The pier will open in June,”")],
        parties=[entry.Party(speaker=mayor, as_named="Oduya")],
        by=jo,
    )
    notes = [card.note for card in workspace(jos, capture).context["elsewhere"]]
    assert notes == ["Entered from the text of 6 March 2025. Its words are changed here."]
    workflow.submit(quote, by=jo)
    jos.post(f"/desk/captures/{capture.pk}/submit/")
    assert Quote.objects.get().status == "in_review"


def test_drafts_of_another_text_are_not_sent_with_this_ones(jos, capture, later, draft_quote):
    jos.post(f"/desk/captures/{later.pk}/submit/")
    assert Quote.objects.get().status == "draft"


def test_another_texts_quotes_cost_no_queries_of_their_own(
    jos, capture, later, mayor, jo, django_assert_max_num_queries
):
    for start in range(0, 120, 4):
        party = entry.Party(speaker=mayor, as_named="Oduya")
        entry.enter(capture, segments=[(start, start + 3)], parties=[party], by=jo)
    with django_assert_max_num_queries(40):
        workspace(jos, later)


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_a_text_that_is_not_there_is_not_found(jos, number):
    assert jos.get(f"/desk/captures/{number}/").status_code in (400, 404)
