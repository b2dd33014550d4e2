"""How the search box reads questions, pasted sentences and operators."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.query import parse
from quotes.text.query_reading import READINGS, read
from quotes.text.question_words import QUESTIONS, SHORT


@pytest.mark.parametrize(
    ("typed", "searched", "without"),
    [
        ("Lund on ferries", "Lund ferries", "on"),
        ("Lund about the old pier", "Lund old pier", "about the"),
        ("what did Berg say about the coalition", "Berg coalition", "what did … say about the"),
        ("What has the mayor said about the end of the war?", "mayor end war", None),
        ("who said move fast", "move fast", "who said"),
        ("Who said that the river rose?", "the river rose", "Who said that"),
        ("quotes by Ada Lund about ferries", "Ada Lund ferries", "quotes by … about"),
        ("quotes by Lund", "Lund", "quotes by"),
        ("show me all quotes by Lund", "Lund", "show me all quotes by"),
        ("quotes about ferries", "ferries", "quotes about"),
        ("did Lund say the pier is shut?", "Lund the pier is shut", "did … say"),
        ("Lund said", "Lund", "said"),
        ("Lund says ferries are late", "Lund ferries are late", "says"),
        ("was it Lund who said move fast", "Lund move fast", "was it … who said"),
        ("what is Lund's position on ferries", "Lund's ferries", "what is … position on"),
        ("according to Lund", "Lund", "according to"),
        ("what did he say about ferries", "ferries", "what did he say about"),
        ("what did Lund say about Lund", "Lund", "what did … say about"),
        ("Lund on e-mail", 'Lund "e-mail"', "on"),
        ("מה אמר לפיד על הגשר", "לפיד הגשר", "מה אמר … על"),
        ("ماذا قال الوزير عن الجسر", "الوزير الجسر", "ماذا قال … عن"),
    ],
)
def test_a_question_is_searched_without_its_asking_and_says_so(typed, searched, without):
    query = read(typed)
    assert str(query) == searched
    assert query.reading.said.endswith(f"without “{without}”." if without else "”.")
    assert query.reading.other == "words"
    assert str(read(typed, reading="words")) == str(parse(typed, operators=False))


@pytest.mark.parametrize(
    "typed",
    [
        "", "the", "who said", "what did he say", "on about", "quotes", "move on", "of the essence",
        "state of the union", '"Lund on ferries"', "Lund on -ferries", "who said speaker:lund",
        "Lund on ferr*", "Lund OR Berg",
        "in the end the river, he said, rose over the pier",
    ],
)  # fmt: skip
def test_what_is_no_question_is_searched_as_typed(typed):
    assert (read(typed), read(typed).reading.said) == (parse(typed), "")


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("We will NOT pay for the bridge", "We will not pay for the bridge"),
        ("Do NOT pay", "Do not pay"),
        ("WE WILL NOT PAY FOR IT", "WE WILL not PAY FOR IT"),
        ("Bridges AND ferries, OR nothing.", "Bridges and ferries or nothing"),
        ("‘It is NOT –I say– yours.’", "It is not I say yours"),
    ],
)
def test_a_shouted_word_of_a_sentence_is_a_word(typed, searched):
    query = read(typed)
    assert str(query) == searched
    assert query.reading.said.startswith("Read as a sentence: “")
    assert query.reading.other == "operators"
    assert read(typed, reading="operators") == parse(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("peace NOT war", ""),
        ("ferry OR bridge", ""),
        ("ferry pier OR bridge", "“OR” was read as an operator."),
        ("MOVE FAST OR ELSE", "“OR” was read as an operator."),
        ("harbour AND ferry NOT pier", "“AND” and “NOT” were read as operators."),
        ("we do NOT -ferry", ""),
        ("we OR they kind:direct", ""),
        ('"we do NOT" pay', ""),
    ],
)
def test_operators_stay_operators_and_are_said_where_they_may_be_words(typed, said):
    query = read(typed)
    assert query == parse(typed)
    assert query.reading.said == said and query.reading.other == ("words" if said else "")


def test_each_question_of_the_list_is_recognised():
    for line in (QUESTIONS + SHORT).strip().splitlines():
        parts = [part.split("/")[0] for part in line.split() if not part.startswith("(")]
        names = {
            "SAID": "said",
            "QUOTES": "quotes",
            "VIEWS": "view",
            "DID": "did",
            "ABOUT": "about",
        }
        named = {**names, "X": "Lund", "Y": "ferries", "W": "ferries"}
        typed = " ".join(named.get(part, part) for part in parts)
        assert set(str(read(typed)).split()) == {"Lund", "ferries"} & set(typed.split()), line


@given(
    st.text(
        st.one_of(
            st.sampled_from("\"“ -*:.,’'who said on the LundNOTAND"), st.characters(codec=None)
        ),
        max_size=60,
    ),
    st.sampled_from(["", *READINGS]),
)
@settings(max_examples=300, deadline=None)
def test_any_string_is_read_and_nothing_is_dropped_in_silence(text, reading):
    query = read(text, reading=reading)
    if not reading and not query.reading.said:
        assert len(query.clauses) >= len(parse(text).clauses)
