"""Words, attribution and passages as a page sets them."""

import re

import pytest
from django.utils.html import strip_tags

from quotes.attribution import attribution_of, one_line
from quotes.models import Quote, Role
from quotes.public.presentation import passages
from quotes.public.presentation.loading import load
from quotes.templatetags import display
from quotes.text.byline import byline
from quotes.transfer.seed import seed


def plain(html):
    return re.sub(r"\s+", " ", strip_tags(html)).replace("&#x27;", "’")


def test_every_seed_quote_has_a_sentence_built_from_its_relations(db):
    seed()
    lines = [one_line(quote) for quote in Quote.objects.order_by("capture", "segments__start")]
    # The title is attested for the article's day alone, the 6th.
    assert "Donald Trump, US President — “urged”." in lines
    assert "Donald Trump — “said” — on Truth Social on 5 October 2025." in lines
    known = "on Truth Social (known from evidence) on 5 October 2025."
    assert sum(known in line for line in set(lines)) == 4
    assert "The Hamas delegation, led by Khalil al-Hayya, senior official — “confirmed”." in lines
    assert "A Hamas source (unnamed) — “told” — Channel 12." in lines
    assert "“According to” President Trump’s plan." in lines
    assert "Yair Lapid, Opposition leader — “said”." in lines


def test_the_sentence_says_the_outlet_and_the_cue_as_the_source_has_it(published_quote):
    assert plain(display.attribution(published_quote)) == (
        "Nils Aster — “denied” — as published by Quayside Courier."
    )


def test_a_role_shows_only_on_a_day_it_is_attested_for(
    freely, published_quote, councillor, capture
):
    day = capture.source.published_on
    role = Role.objects.create(
        speaker=councillor, title="Council member", attested_in=capture, attested_on=day
    )
    assert "Nils Aster, Council member —" in one_line(Quote.objects.get())
    Role.objects.filter(pk=role.pk).update(attested_on=day.replace(year=2020))
    assert "Council member" not in one_line(Quote.objects.get())


def test_a_list_says_of_an_unnamed_voice_that_it_is_unnamed_and_why(unnamed_quote):
    shown = byline(attribution_of(unnamed_quote))
    assert plain(display.set_pieces(shown.names)) == "Two officials"
    assert plain(display.set_pieces(shown.notes)) == "unnamed, reason given: asked not to be named"
    assert one_line(unnamed_quote).endswith("Reason given for anonymity: asked not to be named.")


def test_interrupted_words_show_that_something_was_between(draft_quote):
    assert plain(display.words(draft_quote)) == (
        "“The pier will open in May,” […] “Not a day later,”"
    )


def test_in_a_partial_quote_the_paraphrase_is_separate(db):
    seed()
    quote = Quote.objects.get(segments__words__contains="safety net")
    html = display.words(quote)
    assert '</span>“safety net”<span class="around">' in html


def test_a_paraphrase_is_never_in_quotation_marks(db):
    seed()
    quote = Quote.objects.get(segments__words__startswith="its readiness")
    assert not re.search("[“”]", display.words(quote))
    assert display.kind_class(quote) == "words--paraphrase"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a<b>&", "a&lt;b&gt;&amp;"),
        ("x\u202ey", 'x<span class="control" title="Right-to-left override">RLO</span>y'),
        ("x\x85y", 'x<span class="control" title="Control character U+0085">U+0085</span>y'),
    ],
)
def test_characters_that_reorder_text_are_shown_by_name(text, html):
    assert display.shown(text) == html


def test_an_article_is_shown_with_each_quote_marked(published_quote, capture):
    quotes = load(Quote.objects.all())
    paragraphs = passages.in_full(capture, quotes)
    marked = [run.text for p in paragraphs for run in p.runs if run.keys]
    assert marked == ["“the money is gone”"]
    assert paragraphs[2].opens == tuple(quotes)


def test_a_passage_is_the_sentence_the_quote_is_in(published_quote, capture):
    (quote,) = load(Quote.objects.all())
    (only,) = passages.around(quote)
    text = "".join(run.text for run in only.runs)
    assert text.startswith("Council member Nils Aster denied that “the money is gone”.")


def test_a_review_is_said_in_words_with_its_sign():
    assert plain(display.review_chip(None)) == "Not yet checked"
    assert 'data-sign="○"' in display.review_chip(None)
