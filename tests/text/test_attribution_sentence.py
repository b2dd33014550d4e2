"""Every chain the record can hold, and the sentence a sub-editor would write for it.

The people and outlets are invented, but for the chains of the seed article,
which keep that article's own facts.
"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.attribution_sentence import (
    CAPACITIES,
    CARRIERS,
    Attribution,
    chain,
    chain_text,
    plain,
    sentence,
)
from quotes.text.circumstances import day_phrase, is_foreign, medium_phrase
from quotes.text.parties import Party


def voice(name="", **more):
    return Party("voice", name, **more)


def attributed(*parties, **more):
    return Attribution(parties, **more)


ANA = voice("Ana Ruiz", as_named="Ms Ruiz", role="mayor of Port Ellis")
BEN = voice("Ben Cole", as_named="Ben Cole")
HAMAS_SOURCE = voice(as_named="A Hamas source", affiliation="Hamas")
TOLD_CHANNEL_12 = Party("told", "Channel 12", as_named="the outlet", kind="organisation")
TRUMP = voice("Donald Trump", as_named="He")
COURIER = Party("reported_by", "The Courier", as_named="the Courier")
TRANSLATOR = Party("translated_by", "Omar Haddad", as_named="Omar Haddad")

SENTENCES = [
    # The seed article's own chains.
    (
        attributed(TRUMP, cue="added", medium="Truth Social", day="on 5 October 2025"),
        "Donald Trump — “added” — on Truth Social on 5 October 2025.",
    ),
    (
        attributed(TRUMP, cue="writing"),
        "Donald Trump — “writing”.",
    ),
    (
        attributed(
            voice("Yair Lapid", as_named="Opposition leader Yair Lapid", role="Opposition leader"),
            cue="said",
        ),
        "Yair Lapid, Opposition leader — “said”.",
    ),
    (
        attributed(
            voice("Hamas delegation", as_named="The Hamas delegation", kind="group"),
            Party("led_by", "Khalil al-Hayya", as_named="senior official Khalil al-Hayya"),
            cue="confirmed",
        ),
        "The Hamas delegation, led by Khalil al-Hayya — “confirmed”.",
    ),
    (
        attributed(voice("Hamas", as_named="Hamas", kind="organisation"), cue="has indicated"),
        "Hamas — “has indicated”.",
    ),
    (
        attributed(
            voice("President Trump’s plan", as_named="President Trump’s plan", kind="document"),
            cue="According to",
        ),
        "“According to” President Trump’s plan.",
    ),
    (
        attributed(voice("Channel 12", as_named="Israeli Channel 12"), cue="reported"),
        "Channel 12 — “reported”.",
    ),
    (
        attributed(HAMAS_SOURCE, TOLD_CHANNEL_12, cue="told"),
        "A Hamas source (unnamed) — “told” — Channel 12.",
    ),
    # One voice: role, medium, day, outlet.
    (
        attributed(ANA, cue="said", medium="interview with The Courier", day="on 2 May 2024"),
        "Ana Ruiz, mayor of Port Ellis — “said” — in an interview with The Courier on 2 May 2024.",
    ),
    (
        attributed(BEN, cue="warned", day="in March 2024", published_by="The Courier"),
        "Ben Cole — “warned” — in March 2024, published by The Courier.",
    ),
    (
        attributed(BEN, cue="denied", published_by="The Courier"),
        "Ben Cole — “denied” — as published by The Courier.",
    ),
    (
        attributed(BEN, medium="open letter", day="on 2 May 2024"),
        "Ben Cole, in an open letter on 2 May 2024.",
    ),
    (attributed(BEN), "Ben Cole."),
    (
        attributed(voice("Robert Hale Jr."), cue="said", medium="press conference"),
        "Robert Hale Jr. — “said” — at a press conference.",
    ),
    (attributed(voice("Robert Hale Jr.")), "Robert Hale Jr."),
    (
        attributed(ANA, cue="according to", medium="hearing", day="on 2 May 2024"),
        "“according to” Ana Ruiz, mayor of Port Ellis, at a hearing on 2 May 2024.",
    ),
    (
        attributed(BEN, cue="declined to say", medium="by telephone"),
        "Ben Cole — “declined to say” — by telephone.",
    ),
    (
        attributed(voice("ليلى حداد"), cue="قالت", medium="Radio Harbour"),
        "ليلى حداد — “قالت” — on Radio Harbour.",
    ),
    # An outlet named once is not named again.
    (
        attributed(voice("The Courier"), cue="reported", published_by="The Courier"),
        "The Courier — “reported”.",
    ),
    # Joint voices.
    (
        attributed(BEN, voice("Cy Dunn"), cue="said", day="on 2 May 2024"),
        "Ben Cole and Cy Dunn, jointly — “said” — on 2 May 2024.",
    ),
    (
        attributed(BEN, voice("Cy Dunn"), voice("Dee Fox"), cue="wrote", medium="letter to staff"),
        "Ben Cole, Cy Dunn and Dee Fox, jointly — “wrote” — in a letter to staff.",
    ),
    (
        attributed(ANA, voice("Cy Dunn", role="harbour master"), cue="said"),
        "Ana Ruiz, mayor of Port Ellis, and Cy Dunn, harbour master, jointly — “said”.",
    ),
    (
        attributed(ANA, BEN, voice("Cy Dunn", role="harbour master"), cue="said"),
        "Ana Ruiz, mayor of Port Ellis; Ben Cole; and Cy Dunn, harbour master, jointly — “said”.",
    ),
    (
        attributed(BEN, voice(as_named="a second diver", unnamed=True), cue="recalled"),
        "Ben Cole and a second diver (unnamed), jointly — “recalled”.",
    ),
    (
        attributed(voice("Harbour Plan", kind="document"), voice("Annex B", kind="document")),
        "Harbour Plan and Annex B, jointly.",
    ),
    # Unnamed voices.
    (
        attributed(
            voice(as_named="a senior official", affiliation="Ministry of Water"), cue="said"
        ),
        "A senior official (unnamed, Ministry of Water) — “said”.",
    ),
    (
        attributed(
            voice(
                as_named="A nurse",
                anonymity_reason="She was not authorised to speak to the press.",
            ),
            cue="said",
            medium="phone call",
        ),
        "A nurse (unnamed) — “said” — in a phone call. "
        "Reason given for anonymity: She was not authorised to speak to the press.",
    ),
    (
        attributed(voice(as_named="Two officials", how_many="2"), cue="said"),
        "Two officials (unnamed) — “said”.",
    ),
    (
        attributed(voice(as_named="officials familiar with it", how_many="several"), cue="said"),
        "Officials familiar with it (several, unnamed) — “said”.",
    ),
    (attributed(voice(), cue="was told"), "An unnamed source — “was told”."),
    (
        attributed(
            voice(how_many="3", affiliation="Port Ellis council", kind="person"), cue="said"
        ),
        "Three unnamed people (Port Ellis council) — “said”.",
    ),
    (
        attributed(voice(as_named="a leaked memo", kind="document"), cue="According to"),
        "“According to” a leaked memo.",
    ),
    (attributed(voice(kind="document"), cue="states"), "An untitled document — “states”."),
    # Capacities.
    (
        attributed(
            BEN, Party("on_behalf_of", "Dockers’ Union", as_named="the Dockers’ Union"), cue="said"
        ),
        "Ben Cole, on behalf of the Dockers’ Union — “said”.",
    ),
    (
        attributed(
            voice(as_named="A lawyer", unnamed=True),
            Party("on_behalf_of", as_named="The families"),
            cue="said",
            medium="court filing",
        ),
        "A lawyer (unnamed), on behalf of the families — “said” — in a court filing.",
    ),
    (
        attributed(ANA, Party("on_behalf_of", "Port Ellis"), BEN, cue="said"),
        "Ana Ruiz, mayor of Port Ellis, on behalf of Port Ellis, and Ben Cole, jointly — “said”.",
    ),
    # Carriers.
    (
        attributed(HAMAS_SOURCE, TOLD_CHANNEL_12, cue="insisted"),
        "A Hamas source (unnamed) — “insisted” — as told to Channel 12.",
    ),
    (
        attributed(BEN, Party("told", as_named="Reporters"), cue="told", day="on 2 May 2024"),
        "Ben Cole — “told” reporters — on 2 May 2024.",
    ),
    (
        attributed(BEN, Party("told", "Wire One"), Party("told", "Wire Two"), COURIER, cue="told"),
        "Ben Cole — “told” — Wire One and Wire Two, as reported by The Courier.",
    ),
    (
        attributed(BEN, Party("recalled_by", "Dee Fox", role="his deputy"), cue="said"),
        "Ben Cole — “said” — as recalled by Dee Fox, his deputy.",
    ),
    (
        attributed(BEN, Party("obtained_by", "Wire One"), cue="wrote", medium="email to staff"),
        "Ben Cole — “wrote” — in an email to staff, as obtained by Wire One.",
    ),
    (
        attributed(
            ANA, Party("issued_by", "Mayor’s Office", as_named="the Mayor’s Office"), cue="said"
        ),
        "Ana Ruiz, mayor of Port Ellis — “said” — as issued by the Mayor’s Office.",
    ),
    (
        attributed(BEN, Party("posted_by", "Cy Dunn"), cue="says", medium="video"),
        "Ben Cole — “says” — in a video, as posted by Cy Dunn.",
    ),
    (
        attributed(
            BEN,
            Party("read_out_by", as_named="A clerk", unnamed=True),
            cue="stated",
            medium="in court",
        ),
        "Ben Cole — “stated” — in court, as read out by a clerk (unnamed).",
    ),
    (
        attributed(voice("Lena Falk"), TRANSLATOR, cue="said", medium="Facebook post"),
        "Lena Falk — “said” — in a Facebook post, as translated by Omar Haddad.",
    ),
    (
        attributed(BEN, Party("transcribed_by"), cue="said", medium="podcast"),
        "Ben Cole — “said” — in a podcast, as transcribed by an unnamed source.",
    ),
    (
        attributed(
            voice("Lena Falk"),
            Party("on_behalf_of", "Dockers’ Union"),
            Party("read_out_by", "Ben Cole"),
            TRANSLATOR,
            COURIER,
            cue="demands",
            medium="statement",
            day="between 30 April and 2 May 2024",
            published_by="The Courier",
        ),
        "Lena Falk, on behalf of Dockers’ Union — “demands” — in a statement between 30 April "
        "and 2 May 2024, as read out by Ben Cole, then translated by Omar Haddad, then reported "
        "by The Courier.",
    ),
    (
        attributed(
            HAMAS_SOURCE, TOLD_CHANNEL_12, TRANSLATOR, cue="told", published_by="The Courier"
        ),
        "A Hamas source (unnamed) — “told” — Channel 12, as translated by Omar Haddad, "
        "published by The Courier.",
    ),
    # Not linked is not unnamed: the source's own words are shown, and nothing is added.
    (
        attributed(voice(as_named="Mayor Maren Oldcastle"), cue="said"),
        "Mayor Maren Oldcastle — “said”.",
    ),
    (
        attributed(BEN, Party("told", as_named="the Courier"), cue="told"),
        "Ben Cole — “told” — the Courier.",
    ),
    (
        attributed(BEN, Party("led_by", as_named="its new chair"), cue="said"),
        "Ben Cole, led by its new chair — “said”.",
    ),
    (
        attributed(BEN, Party("translated_by", as_named="an interpreter"), cue="said"),
        "Ben Cole — “said” — as translated by an interpreter.",
    ),
    # An audience heard it, and passed nothing on.
    (
        attributed(BEN, Party("told", as_named="reporters at the quay"), cue="said"),
        "Ben Cole — “said”.",
    ),
    (
        attributed(BEN, Party("told", as_named="the crowd"), COURIER, cue="told"),
        "Ben Cole — “told” the crowd — as reported by The Courier.",
    ),
    # One hop reaches two who had it together; two hops, where one had it from the other.
    (
        attributed(
            BEN,
            Party("told", "Dee Fox"),
            Party("told", "Wire One", in_turn=True),
            Party("told", "Wire Two"),
            cue="said",
        ),
        "Ben Cole — “said” — as told to Dee Fox, then told to Wire One and Wire Two.",
    ),
    # Nobody has decided yet.
    (attributed(cue="said"), "Speaker undecided — “said”."),
    (attributed(TOLD_CHANNEL_12, cue="told"), "Speaker undecided — “told” — Channel 12."),
    (attributed(cue="According to"), "“According to” a speaker undecided."),
    (
        attributed(Party("led_by", "Dee Fox"), cue="said"),
        "Speaker undecided, led by Dee Fox — “said”.",
    ),
]


@pytest.mark.parametrize(("attribution", "expected"), SENTENCES, ids=[s for _, s in SENTENCES])
def test_the_sentence_is_what_a_sub_editor_would_write(attribution, expected):
    assert plain(sentence(attribution)) == expected


def test_the_table_holds_at_least_forty_attributions():
    assert len({attribution for attribution, _ in SENTENCES}) >= 40


CHAINS = [
    (
        attributed(HAMAS_SOURCE, TOLD_CHANNEL_12, cue="told"),
        "A Hamas source (unnamed) → “told” Channel 12 → reported in article of 6 Oct 2025",
    ),
    (
        attributed(BEN, Party("told", as_named="Reporters"), cue="told"),
        "Ben Cole — “told” reporters → reported in article of 6 Oct 2025",
    ),
    (
        attributed(
            BEN, Party("told", "Dee Fox"), Party("told", "Wire One", in_turn=True), cue="said"
        ),
        "Ben Cole — “said” → told Dee Fox → told Wire One → reported in article of 6 Oct 2025",
    ),
    (attributed(TRUMP, cue="added"), "Donald Trump — “added” → reported in article of 6 Oct 2025"),
    (
        attributed(HAMAS_SOURCE, TOLD_CHANNEL_12, TRANSLATOR, cue="insisted"),
        "A Hamas source (unnamed) — “insisted” → told Channel 12 → translated by Omar Haddad "
        "→ reported in article of 6 Oct 2025",
    ),
]


@pytest.mark.parametrize(("attribution", "expected"), CHAINS)
def test_the_short_chain_goes_outward_from_the_voice_to_the_article(attribution, expected):
    assert chain_text(attribution, "article of 6 Oct 2025") == expected


def test_the_chain_keeps_each_step_apart_so_that_a_page_can_mark_them():
    steps = chain(attributed(HAMAS_SOURCE, TOLD_CHANNEL_12, cue="told"))
    assert [plain(step) for step in steps] == ["A Hamas source (unnamed)", "“told” Channel 12"]


def test_a_name_is_a_piece_that_leads_back_to_its_party():
    party = replace(TRUMP, ref=("speaker", 7))
    names = [piece for piece in sentence(attributed(party, cue="added")) if piece.kind == "party"]
    assert [(piece.text, piece.party.ref) for piece in names] == [("Donald Trump", ("speaker", 7))]


def test_a_relation_the_record_does_not_know_is_refused():
    with pytest.raises(ValueError, match="“whispered by” is not a relation"):
        sentence(attributed(Party("whispered by", "Ben Cole")))


WORDS = st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1, max_size=12)
PARTIES = st.lists(
    st.builds(
        Party,
        st.sampled_from(["voice", *CAPACITIES, *CARRIERS]),
        name=st.just("") | WORDS,
        as_named=st.just("") | WORDS,
        kind=st.sampled_from(["person", "organisation", "group", "office", "document", ""]),
        how_many=st.sampled_from(["", "1", "2", "several", "12"]),
    ),
    max_size=6,
).map(tuple)


@settings(max_examples=150, deadline=None)
@given(st.builds(Attribution, PARTIES, cue=st.just("") | WORDS, medium=st.just("") | WORDS))
def test_every_chain_names_every_party_once_and_keeps_the_cue_as_it_is(attribution):
    pieces = sentence(attribution)
    shown = [piece.party for piece in pieces if piece.kind == "party"]
    assert sorted(map(repr, shown)) == sorted(map(repr, attribution.parties))
    assert [p.text for p in pieces if p.kind == "cue"] == [attribution.cue] * bool(attribution.cue)


@pytest.mark.parametrize(
    ("relation", "kind"), list(product([*CAPACITIES, *CARRIERS], ["", "document"]))
)
def test_an_unnamed_party_reads_as_english_in_every_relation(relation, kind):
    text = plain(sentence(attributed(BEN, Party(relation, kind=kind), cue="said")))
    stand_in = "an untitled document" if kind else "an unnamed source"
    phrase = {**CAPACITIES, **CARRIERS}[relation]
    assert f"{phrase} {stand_in}" in text
    assert text.endswith(".")


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        (date(2025, 10, 5), date(2025, 10, 5), "on 5 October 2025"),
        (date(2025, 10, 5), None, "on 5 October 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "in February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "in 2024"),
        (date(2025, 10, 3), date(2025, 10, 5), "between 3 and 5 October 2025"),
        (date(2025, 9, 30), date(2025, 10, 2), "between 30 September and 2 October 2025"),
        (date(2024, 12, 31), date(2025, 1, 1), "between 31 December 2024 and 1 January 2025"),
        (None, None, ""),
    ],
)
def test_days_read_as_english(first, last, phrase):
    assert day_phrase(first, last) == phrase


@pytest.mark.parametrize(
    ("medium", "phrase"),
    [
        ("", ""),
        ("Truth Social", "on Truth Social"),
        ("X", "on X"),
        ("Truth Social post", "in a Truth Social post"),
        ("BBC Radio", "on BBC Radio"),
        ("press conference", "at a press conference"),
        ("Press conference in Port Ellis", "at a press conference in Port Ellis"),
        ("text message", "in a text message"),
        ("email", "in an email"),
        ("The debate", "at the debate"),
        ("television", "on television"),
        ("parliament", "in parliament"),
        ("on the steps of the court", "on the steps of the court"),
        ("megaphone", "via megaphone"),
        ("statement on television", "in a statement on television"),
    ],
)
def test_the_medium_gets_the_preposition_english_wants(medium, phrase):
    assert medium_phrase(medium) == phrase


@pytest.mark.parametrize(
    ("medium", "language", "foreign"),
    [
        ("في مؤتمر صحفي", "ar", True),
        ("بيان", "", True),
        ("entrevista", "es", True),
        ("im Interview mit der Zeitung", "de", True),
        ("Pressekonferenz", "de-AT", True),
        ("conférence de presse", "fr", True),
        ("Radio Tidewater", "fr", False),
        ("Truth Social", "es", False),
        ("Réseau 9", "fr", False),
        ("press conference", "ar", False),
        ("Interview", "de", False),
        ("megaphone", "en", False),
        ("megaphone", "", False),
    ],
)
def test_a_medium_in_another_language_keeps_its_words(medium, language, foreign):
    assert is_foreign(medium, language) is foreign
    attribution = Attribution(
        parties=(Party("voice", name="Petra Oduya"),), medium=medium, language=language
    )
    said = plain(sentence(attribution))
    assert (f"Petra Oduya, “{medium}”." == said) is foreign
    assert ("via" in said) is (medium == "megaphone")


def test_a_medium_that_evidence_knows_is_no_word_of_the_source():
    attribution = Attribution(
        parties=(Party("voice", name="Petra Oduya"),),
        medium="instagram",
        medium_from_evidence=True,
        language="de",
    )
    assert plain(sentence(attribution)) == "Petra Oduya, via instagram (known from evidence)."
