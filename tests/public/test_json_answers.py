"""Addresses that scripts ask: whatever they are asked, they answer in JSON, and say what is wrong."""

from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.forms import FRAGMENT

PARAMETERS = (
    "q speaker publisher topic kind review language said_from said_to order exact after before "
    "capture segments words place-0 term page app_label model_name field_name"
).split()
VALUES = st.one_of(
    st.sampled_from(
        ["", "x", "0", "-1", "9" * 25, "9" * 5000, "2025-13-01", "1-2,5-3", "0-0", "½", "quotes",
         "attribution", "speaker", "newest", "NaN", "a\x07", "'\"", "*", "-", "speaker:", "(", "[]"]
    ).map(str.encode),
    st.text(max_size=12).map(str.encode),
    st.binary(max_size=8),
)  # fmt: skip
QUERIES = st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), max_size=4).map(
    lambda pairs: "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs)
)
#: What no database holds is refused for every page alike, before it knows which was asked.
BEFORE_THE_VIEW = (b"A number in what was sent is too large", b"contains a NUL character")
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    "pattern", ["/quotes.json", "/speakers.json", "/quotes/{quote}.json", "/quotes/{quote}.jsonld"]
)
def test_any_question_gets_an_answer_in_json(client, published_quote, pattern):
    address = pattern.format(quote=published_quote.pk)

    @given(QUERIES)
    @MANY
    def ask(query):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code in (200, 400)
        if any(sentence in answer.content for sentence in BEFORE_THE_VIEW):
            return
        result = answer.json()
        assert (answer.status_code == 400) == ("errors" in result)
        for sentences in result.get("errors", {}).values():
            assert sentences and all(sentence.endswith(".") for sentence in sentences)

    ask()


@pytest.mark.parametrize(
    "pattern",
    ["/desk/captures/{capture}/quotes/add/", "/desk/captures/{capture}/quotes/find/",
     "/desk/captures/{capture}/", "/desk/quotes/{quote}/", "/admin/autocomplete/"],
)  # fmt: skip
def test_any_question_of_the_desks_script_gets_an_answer(client, jo, draft_quote, pattern):
    client.force_login(jo)
    address = pattern.format(capture=draft_quote.capture_id, quote=draft_quote.pk)

    @given(QUERIES)
    @MANY
    def ask(query):
        answer = client.get(f"{address}?{query}", headers=FRAGMENT)
        assert answer.status_code < 500

    ask()


@pytest.mark.parametrize("pattern", ["quotes/add", "dismiss", "submit"])
def test_whatever_the_desks_script_sends_is_stored_whole_or_refused(client, jo, capture, pattern):
    client.force_login(jo)
    names = ["segments", "undo", "redraw", "save", "more", "drop", "remove", "take", "seen", "kind"]
    names += ["party-TOTAL_FORMS", "party-0-who", "party-0-relation", "party-0-name", "said_from"]
    sent = st.dictionaries(
        st.sampled_from(names), VALUES.map(lambda v: v.decode("utf-8", "replace"))
    )

    @given(sent)
    @MANY
    def ask(fields):
        answer = client.post(f"/desk/captures/{capture.pk}/{pattern}/", fields, headers=FRAGMENT)
        assert answer.status_code < 500
        if answer.status_code == 400:
            assert b"." in answer.content

    ask()


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("/quotes.json?kind=shouted", "“shouted” isn’t a kind of quote. Choose one from the list."),
        ("/speakers.json?q=" + "x" * 201, "No name is that long."),
        ("/speakers.json?q=a%07b", "The name contains a control character."),
    ],
)
def test_what_a_script_asks_wrongly_is_answered_in_a_sentence(
    client, published_quote, pattern, sentence
):
    answer = client.get(pattern)
    assert answer.status_code == 400
    assert sentence in str(answer.json())
