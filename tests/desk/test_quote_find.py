"""Entering a quote by its words, for whom no script runs."""

import pytest

from tests.cast import span_of
from tests.desk.conftest import add_article
from tests.desk.forms import said


@pytest.fixture
def address(capture):
    return f"/desk/captures/{capture.pk}/quotes/find/"


def test_words_lead_to_the_form_of_where_they_are(jos, capture, address):
    words = '"The pier will open in May,"\n[…]\n"Not a day later,"'
    place = jos.get(address, {"words": words}).headers["Location"]
    first = span_of(capture, "“The pier will open in May,”")
    second = span_of(capture, "“Not a day later,”")
    assert place.endswith("?segments={}-{},{}-{}".format(*first, *second))


def test_words_that_are_not_there_show_the_nearest_passage_and_are_kept(jos, address):
    answer = jos.get(address, {"words": "The pier will close in May"})
    assert answer.status_code == 422
    assert "nearest passage" in said(answer) and "The pier will open in May" in said(answer)
    assert "The pier will close in May</textarea>" in answer.content.decode()


def test_words_that_occur_twice_need_a_choice(jos, jo):
    capture = add_article("“No,” she said at dawn. “No,” he said at dusk.", jo)
    address = f"/desk/captures/{capture.pk}/quotes/find/"
    answer = jos.get(address, {"words": "“No,”"})
    assert "in the text more than once" in said(answer)
    assert 'name="place-0" value="24"' in answer.content.decode()
    chosen = jos.get(address, {"words": "“No,”", "place-0": "24"})
    assert chosen.headers["Location"].endswith("?segments=24-29")


@pytest.mark.parametrize("words", ["...", "\x00", "x" * 20_001])
def test_what_can_not_be_looked_for_is_refused(jos, address, words):
    assert jos.get(address, {"words": words}).status_code in (400, 422)


def test_a_form_without_words_leads_here(jos, capture, address):
    added = jos.get(f"/desk/captures/{capture.pk}/quotes/add/")
    assert added.headers["Location"] == address
