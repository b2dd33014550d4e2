"""Who a list says a quote is by: the names, and in small type beside them what else is known."""

import pytest

from quotes.text.attribution_sentence import Attribution, plain
from quotes.text.byline import byline
from quotes.text.parties import Party

ANA = Party("voice", "Ana Ruiz", as_named="Ms Ruiz", role="mayor of Port Ellis")
BEN = Party("voice", "Ben Cole", as_named="Ben Cole")
SOURCE = Party("voice", as_named="A Council source", affiliation="Council")
OUTLET = Party("told", "Channel Nine", as_named="the outlet")

BYLINES = [
    ((BEN,), "Ben Cole", ""),
    ((ANA,), "Ana Ruiz", "mayor of Port Ellis"),
    ((SOURCE, OUTLET), "A Council source", "unnamed, told Channel Nine"),
    (
        (Party("voice", as_named="aides", how_many="two", affiliation="Council"),),
        "Aides",
        "unnamed, two, Council",
    ),
    (
        (Party("voice", as_named="an official", anonymity_reason="the inquiry is open."),),
        "An official",
        "unnamed, reason given: the inquiry is open",
    ),
    ((Party("voice", how_many="three"),), "Three unnamed sources", ""),
    ((BEN, Party("voice", "Dee Fox")), "Ben Cole and Dee Fox", "jointly"),
    ((ANA, BEN), "Ana Ruiz and Ben Cole", "Ana Ruiz: mayor of Port Ellis, jointly"),
    (
        (Party("voice", "Port delegation"), Party("led_by", "Ana Ruiz", role="mayor")),
        "Port delegation",
        "led by Ana Ruiz, mayor",
    ),
    (
        (BEN, Party("on_behalf_of", "City of Port Ellis")),
        "Ben Cole",
        "on behalf of City of Port Ellis",
    ),
    ((Party("voice", "The harbour plan", kind="document"),), "The harbour plan", "document"),
    (
        (BEN, Party("told", "Dee Fox"), Party("reported_by", "Wire One", in_turn=True)),
        "Ben Cole",
        "told Dee Fox, reported by Wire One",
    ),
    # Reporters who only heard it passed nothing on.
    ((BEN, Party("told", as_named="reporters")), "Ben Cole", ""),
]


@pytest.mark.parametrize(("parties", "names", "notes"), BYLINES, ids=lambda value: str(value)[:30])
def test_a_list_says_who_and_beside_it_what_else_is_known(parties, names, notes):
    shown = byline(Attribution(parties, "said"))
    assert (plain(shown.names), plain(shown.notes)) == (names, notes)


def test_every_name_can_be_linked():
    shown = byline(Attribution((SOURCE, OUTLET), "told"))
    assert [piece.party for piece in shown.notes if piece.party] == [OUTLET]


@pytest.mark.parametrize("parties", [case[0] for case in BYLINES], ids=str)
def test_no_gender_is_assumed(parties):
    shown = byline(Attribution(parties, "said"))
    words = (plain(shown.names) + " " + plain(shown.notes)).casefold().split()
    assert not {"he", "she", "him", "her", "his", "hers", "spokesman", "spokeswoman"} & {*words}
