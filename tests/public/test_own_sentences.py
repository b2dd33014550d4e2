"""A card has the source's own sentence, as far as what is public allows."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.editorial import entry, erasure, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote, Speaker
from quotes.public.presentation.cards import cards
from quotes.public.presentation.own_sentences import LONGEST
from quotes.templatetags.quote_card import card
from quotes.transfer.seed import seed
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db

FIRST, SECOND = "“The pier is shut,”", "“the bell is for sale.”"
TEXT = f"Without evidence, Ola Brandt told the crew: {FIRST} adding that {SECOND}"


@pytest.fixture
def capture():
    source = Source.objects.create(kind="article", headline="The pier", language="en")
    return Capture.objects.create(source=source, text=TEXT)


def enter(capture, *words, cue="told", **fields) -> Quote:
    brandt, _ = Speaker.objects.get_or_create(name="Ola Brandt")
    return entry.enter(
        capture,
        segments=[span_of(capture, one) for one in words],
        parties=[Party(speaker=brandt, as_named="Ola Brandt")],
        cue=cue,
        by=None,
        **fields,
    )


def publish(quote: Quote) -> Quote:
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None)
    return quote


def words_of(quote: Quote) -> str:
    """The words of its card, as somebody reads them."""
    [shown] = re.findall(
        r'class="words words--.*?>(.*)</(?:p|blockquote)>', card(cards([quote.pk])[0])
    )
    return html.unescape(re.sub("<.*?>", "", shown))


def test_the_words_are_in_the_sentence_of_their_source(capture):
    quote = publish(enter(capture, FIRST, SECOND))
    assert words_of(quote) == TEXT


def test_only_the_quote_is_in_ink(capture):
    quote = publish(enter(capture, FIRST))
    shown = card(cards([quote.pk])[0])
    assert f'<span class="around">{TEXT[:44]}</span>{FIRST}' in shown


def test_another_quote_counts_once_it_is_published(capture):
    quote, other = publish(enter(capture, FIRST)), enter(capture, SECOND, cue="adding")
    whole = f"{TEXT[:44]}{FIRST} adding that {SECOND}"
    assert words_of(quote) == whole
    publish(other)
    assert words_of(quote) == f"{TEXT[:44]}{FIRST} …"
    assert words_of(other) == f"Ola Brandt, “adding”: {SECOND}"
    workflow.withdraw(other, by=None, reason="It was another bell.")
    assert words_of(quote) == whole


def test_a_withheld_text_lends_no_sentence(freely, capture):
    quote = publish(enter(capture, FIRST))
    Source.objects.update(display="withheld", withheld_reason="Asked.")
    assert words_of(quote) == f"Ola Brandt, “told”: {FIRST}"
    Source.objects.update(display="passages", withheld_reason="")
    assert words_of(quote).startswith("Without evidence,")


def test_erased_words_are_in_no_sentence(capture, superuser):
    quote, other = publish(enter(capture, FIRST)), publish(enter(capture, SECOND, cue="adding"))
    erasure.erase(other, by=superuser, reason="court_order")
    assert "█" not in words_of(quote) and "bell" not in words_of(quote)


def test_signs_around_a_quote_are_not_set_twice(capture):
    quote = publish(enter(capture, FIRST[1:-1]))
    assert words_of(quote).startswith(f"{TEXT[:44]}{FIRST}") and "““" not in words_of(quote)


def test_of_a_very_long_text_no_sentence_is_read():
    source = Source.objects.create(kind="transcript", headline="A hearing", language="en")
    long = Capture.objects.create(source=source, text=TEXT + "\n" + "So it went on. " * 7000)
    assert long.length > LONGEST
    assert words_of(publish(enter(long, FIRST))) == f"Ola Brandt, “told”: {FIRST}"


def test_a_list_reads_no_whole_text(client, capture):
    publish(enter(capture, FIRST))
    with CaptureQueriesContext(connection) as requested:
        cards(Quote.objects.values_list("pk", flat=True))
    columns = [query["sql"] for query in requested if '"sources_capture"."text"' in query["sql"]]
    assert columns
    for sql in columns:
        assert not re.search(r'(?<!\()"sources_capture"."text"', sql)


SEEDED = {
    "urged": "US President Donald Trump urged negotiators to accelerate progress toward a Gaza "
    "ceasefire and hostage-release deal …",
    "pledged": "He pledged to “continue to monitor this centuries-old conflict.”",
    "described": "President Trump described the latest discussions as “very positive,” citing "
    "weekend conversations between Hamas and regional intermediaries seeking to end the fighting "
    "and secure “PEACE in the Middle East.”",
    "writing": "He called for urgency, writing, “I am told that the first phase should be "
    "completed this week, and I am asking everyone to MOVE FAST.”",
    "noting": "Donald Trump, “noting”: “technical teams” would meet Monday in Sharm el-Sheikh to "
    "“work through and clarify the final details.”",
    "has indicated": "Hamas has indicated its readiness to release hostages under certain "
    "conditions …",
    "told": "A Hamas source told the outlet the group “won’t give up” on that demand “even at the "
    "cost of dooming the deal.”",
}


def test_the_seed_record_reads_as_its_article_does():
    seed()
    quotes = {quote.cue: quote for quote in Quote.objects.published()}
    assert {cue: words_of(quotes[cue]) for cue in SEEDED} == SEEDED


def test_every_sentence_of_the_seed_is_in_its_article():
    seed()
    for quote in Quote.objects.published().select_related("capture"):
        shown = cards([quote.pk])[0]
        if shown.around:
            parts = [
                p
                for pair in zip(shown.around.parts, [*shown.words, ("",)], strict=True)
                for p in pair
            ]
            sentence = "".join(p if isinstance(p, str) else p[0] for p in parts)
            assert sentence in quote.capture.text
