"""What a list says once above it, and what each card says itself."""

import datetime as dt
from dataclasses import replace

import pytest

from quotes.models import Attribution, Quote
from quotes.public.presentation.card_dates import card_date
from quotes.public.presentation.cards import Card, Document
from quotes.public.presentation.common import common_to
from quotes.public.presentation.words import Words
from quotes.templatetags.quote_card import card_list
from quotes.text.parties import Party
from quotes.text.standing import standing
from quotes.text.standing_facts import Compared, Facts, Original

PUBLISHED = dt.date(2025, 3, 4)
ARTICLE = Document("Quayside Courier, 4 March 2025", PUBLISHED, "/articles/1/lamps/", "article")
PLAIN = Facts("direct", "article")
POST = Facts(
    "direct", "article", originals=(Original("post", "own_fetch", (Compared((0, 5), "exact"),)),)
)


def a_card(pk: int, *, facts=PLAIN, source=ARTICLE, said=None, until=None, **fields) -> Card:
    kind = fields.pop("kind", "direct")
    return Card(
        *(pk, "published", kind, "said", said, until or said, fields.pop("first_hand", False)),
        *("en", source, standing(facts), [Words("lamps")]),
        [Party("voice", "Ana Ruiz", as_named="Ana Ruiz", ref="/speakers/7/ana-ruiz/")],
        voices=fields.pop("voices", [7]),
    )


MARCH = dt.date(2025, 3, 3)
DATES = [
    (a_card(1), ("4 Mar 2025", "published")),
    (a_card(1, said=MARCH), ("3 Mar 2025", "said")),
    (a_card(1, said=MARCH, facts=POST), ("3 Mar 2025", "posted")),
    (a_card(1, said=dt.date(2025, 3, 1), until=dt.date(2025, 3, 31)), ("March 2025", "said")),
    (
        a_card(1, said=MARCH, until=dt.date(2025, 3, 5)),
        ("between 3 and 5 March 2025", "said"),
    ),
    (a_card(1, source=ARTICLE._replace(published_on=None)), ("undated", "")),
]


@pytest.mark.parametrize(("card", "shown"), DATES, ids=lambda value: str(value)[:25])
def test_a_day_says_what_it_dates(card, shown):
    assert card_date(card)[:2] == shown


SOURCES = [
    (ARTICLE, "in <a"),
    (ARTICLE._replace(label="article of 3 March 2025"), "in an <a"),
    (ARTICLE._replace(kind="post", label="post of 3 March 2025"), "in a <a"),
    (ARTICLE._replace(kind="post", label="Ana Ruiz’s post on Quay, 3 March 2025"), "in <a"),
]


@pytest.mark.parametrize(("source", "before"), SOURCES)
def test_the_foot_says_where_it_is(source, before):
    html = card_list([a_card(1, source=source)])
    assert f'<span>{before} href="/articles/1/lamps/">{source.label}</a></span>' in html


def test_each_name_in_what_a_source_is_called_runs_its_own_way():
    hebrew = ARTICLE._replace(label="קול הנמל, 27 November 2026", names=("קול הנמל",))
    assert "><bdi>קול הנמל</bdi>, 27 November 2026</a>" in card_list([a_card(1, source=hebrew)])


def test_on_a_speakers_own_page_others_who_had_a_part_are_still_named():
    card = a_card(1)
    card.parties[0] = replace(card.parties[0], role="mayor")
    card.parties.append(Party("told", "Channel Nine", ref="/speakers/9/channel-nine/"))
    assert "mayor" in card_list([card]) and "mayor" not in card_list([card], by=7)
    assert '<p class="card-who"><span>told <a' in card_list([card], by=7)


def test_an_original_is_called_one():
    assert "<span>the original: <a" in card_list([a_card(1, first_hand=True)])


def test_what_all_share_is_said_once_above_them():
    html = card_list([a_card(n, facts=POST, said=MARCH) for n in range(1, 5)])
    assert html.count("Matches the original post") == 1
    assert html.count("Quayside Courier, 4 March 2025") == 1
    assert html.count("3 Mar 2025") == 1
    assert html.index("Matches") < html.index("<ol")


def test_two_quotes_say_everything_themselves():
    html = card_list([a_card(n, facts=POST, said=MARCH) for n in (1, 2)])
    assert html.count("Matches the original post") == 2 and "cards-common" not in html


def test_what_differs_is_said_of_each():
    html = card_list([a_card(1), a_card(2), a_card(3, facts=POST, said=MARCH)])
    assert html.count("Matches the original post") == 1
    assert html.index("Matches") > html.index('id="quote-3"')


def test_a_warning_is_said_of_each_however_many_there_are():
    facts = Facts("direct", "article", verdict="disputed", verdict_why="A clerk denies it.")
    html = card_list([a_card(n, facts=facts) for n in range(1, 5)])
    assert html.count("Disputed: A clerk denies it.") == 4
    assert common_to([a_card(n, facts=facts) for n in range(1, 5)]).status is None


@pytest.mark.parametrize("verdict", ["fabricated", "misattributed"])
def test_the_gravest_is_read_before_the_words(verdict):
    html = card_list([a_card(1, facts=Facts("direct", "article", verdict=verdict))])
    assert html.index('class="status') < html.index('class="words')
    ordinary = card_list([a_card(1, facts=POST)])
    assert ordinary.index('class="words') < ordinary.index('class="status')


def test_the_original_has_its_words_beside_those_that_differ():
    altered = Original("post", "own_fetch", (Compared((0, 5), "altered", "old “lamps.”"),))
    html = card_list([a_card(1, facts=Facts("direct", "article", originals=(altered,)))])
    assert 'Differs: the post has <bdi class="words-there">“old “lamps.””</bdi>' in html


def test_on_a_speakers_own_page_the_name_isnt_repeated():
    mine, joint = a_card(1), a_card(2, voices=[7, 8])
    html = card_list([mine, joint], by=7)
    assert html.count('"party">Ana Ruiz') == 1 and "cards--same-speaker" in html
    assert card_list([mine, joint], by=9).count('"party">Ana Ruiz') == 2


def test_under_the_heading_of_a_day_the_day_isnt_repeated():
    cards = [a_card(1, said=MARCH), a_card(2, said=MARCH)]
    assert "3 Mar 2025" not in card_list(cards, same_day=True)
    assert card_list(cards).count("3 Mar 2025") == 2


def test_the_day_that_a_text_was_saved_is_never_passed_off_as_its_date():
    undated = a_card(1, source=ARTICLE._replace(published_on=None))
    assert "<span>undated</span>" in card_list([undated], same_day=True)


def test_a_paraphrase_is_called_one(client, published_quote, freely):
    Quote.objects.filter(pk=published_quote.pk).update(kind="paraphrase")
    Attribution.objects.filter(quote=published_quote).update(as_named="")
    html = client.get("/quotes/").content.decode()
    assert '<p class="card-foot">Paraphrase · <span>in <a' in html


def test_every_list_says_once_what_silence_means(client, publish_many, mayor, topic):
    publish_many(3)
    for address in ("/", "/quotes/", f"/speakers/{mayor.pk}/", f"/topics/{topic.pk}/"):
        html = client.get(address, follow=True).content.decode()
        assert html.count("no original has been compared yet") == 1, address


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("denied", '<bdi>Ana Ruiz</bdi>, “<bdi class="cue">denied</bdi>”:'),
        ("According to", '“<bdi class="cue">According to</bdi>” <bdi>Ana Ruiz</bdi>:'),
    ],
)
def test_reported_words_never_lose_who_and_the_sources_own_word_for_it(cue, said):
    card = a_card(1)
    card.cue = cue
    for html in (card_list([card]), card_list([card], by=7)):
        assert f'<bdi class="around" lang="en">{said}</bdi> “lamps”' in html
