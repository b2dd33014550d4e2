"""What the search box finds: one list of queries and answers, run on both databases."""

import pytest

from quotes.models import Quote
from quotes.search import BadCursor, Search, find, suggest
from quotes.text.query import filters, parse

pytestmark = pytest.mark.django_db

# Each quote of the record that ships, by words of it.
BY_WORDS = {
    "urged": "negotiators to accelerate",
    "rapidly": "These talks have been very successful",
    "teams": "technical teams",
    "fast": "MOVE FAST",
    "essence": "TIME IS OF THE ESSENCE",
    "peace": "PEACE in the Middle East",
    "monitor": "centuries-old conflict",
    "arrival": "mechanisms for a ceasefire",
    "net": "safety net",
    "conditions": "under certain conditions",
    "plan": "250 inmates",
    "demanding": "infamous terrorists",
    "dooming": "dooming the deal",
}
TRUMPS = "urged rapidly teams fast essence peace monitor"


def label(quote_id: int) -> str:
    plain = Quote.objects.get(pk=quote_id).words.replace("“", "").replace("”", "")
    return next(name for name, words in BY_WORDS.items() if words in plain)


def found(query: str, **options) -> set[str]:
    return {label(pk) for pk in Search(query, size=50, **options).page.quotes}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Words, in any case and English form
        ("dooming", "dooming"),
        ("DOOM", "dooming"),
        ("negotiator", "urged"),
        ("centuries", "monitor"),
        ("hostage", "urged conditions"),
        ("hostage-release", "urged"),
        ("1700", "plan"),
        ("1,700", "plan"),
        ("zebra", ""),
        # Phrases: order, form and small words count
        ('"move fast"', "fast"),
        ('"fast move"', ""),
        ('"I am"', "fast"),
        ('"of the deal"', ""),
        ('"the cost of dooming"', "dooming"),
        ('"doom"', ""),
        ("centuries-old", "monitor"),
        ('"won\'t give up"', "dooming"),
        ("“won’t give up”", "dooming"),
        # Together, either, without, beginnings
        ("ceasefire hostage", "urged"),
        ("ceasefire OR fast", "urged arrival fast"),
        ("ceasefire -hostage", "arrival"),
        ('deal -"dooming the deal"', "urged"),
        ("negot*", "urged"),
        ("ceasefire OR fast -everyone", "urged arrival"),
        # Speakers, in the box and as filters
        ("Trump", TRUMPS + " plan"),
        ("donald trump", TRUMPS),
        ("trump fast", "fast"),
        ("al-Hayya", "arrival"),
        ("hayya", "arrival"),
        ("Lapid", "net"),
        ("Hamas source", "dooming"),
        ("speaker:trump", TRUMPS),
        ('speaker:"Donald Trump" fast', "fast"),
        ("led:hayyeh", "arrival"),
        ("speaker:hayyeh", ""),
        ("led:خليل", "arrival"),
        ("-speaker:trump", "arrival net conditions plan demanding dooming"),
        ("speaker:nobody", ""),
        ("Хайя", ""),
        ("lapdi", ""),
        # Properties and days
        ("kind:direct", "rapidly fast essence"),
        ('kind:"Direct quote"', "rapidly fast essence"),
        ("kind:direct OR kind:paraphrase -trump", "conditions demanding"),
        ("kind:sung", ""),
        ("review:unchecked lapid", "net"),
        ("review:fabricated", ""),
        ("lang:en lapid", "net"),
        ("lang:fr lapid", ""),
        ("said:2025 lapid", "net"),
        ("said:2025-10 lapid", "net"),
        ("said:2025-10-06 lapid", "net"),
        ("said:2025-10-07 lapid", ""),
        ("said:2025-10-01..2025-10-07 lapid", "net"),
        ("said:2024..2026 lapid", "net"),
        ("said:..2025-09 lapid", ""),
        ("said:yesterday lapid", ""),
        ("year:2025 lapid", "net"),
        ("has:primary", "rapidly teams fast essence peace monitor"),
        ('topic:"gaza ceasefire" lapid', "net"),
        ("publisher:nobody", ""),
    ],
)
def test_a_query_finds_these_quotes(record, query, expected):
    assert found(query) == set(expected.split())


@pytest.mark.parametrize("query", ["", "  ", "…", "OR", "-", '""'])
def test_a_query_without_terms_finds_everything(record, query):
    assert len(found(query)) == 13


def test_pages_go_both_ways_and_meet(record):
    first = Search("", size=5)
    second = Search("", size=5, after=first.page.older)
    third = Search("", size=5, after=second.page.older)
    ids = [*first.page.quotes, *second.page.quotes, *third.page.quotes]
    assert len(ids) == len(set(ids)) == 13
    quotes = Quote.objects.select_related("capture__source").in_bulk(ids)
    assert ids == sorted(ids, key=lambda pk: (quotes[pk].order_day, pk), reverse=True)
    assert first.page.newer == "" and third.page.older == ""
    assert Search("", size=5, before=third.page.newer).page.quotes == second.page.quotes
    assert Search("", size=5, before=second.page.newer).page == first.page


@pytest.mark.parametrize("cursor", ["x", "-1", "1e9", "٣", "9" * 19, "1 OR 1", "\0"])
@pytest.mark.parametrize("side", ["after", "before"])
def test_a_cursor_that_search_didnt_give_out_is_refused_with_a_sentence(record, cursor, side):
    with pytest.raises(BadCursor, match="Go to the first page"):
        Search("trump", **{side: cursor})


def test_two_cursors_at_once_are_refused(record):
    with pytest.raises(BadCursor):
        Search("trump", after="1", before="1")


def test_counts_are_capped_openly(record, monkeypatch):
    monkeypatch.setattr("quotes.search.results.MOST_COUNTED", 5)
    assert str(Search("trump").count) == "5+"
    assert str(Search("trump", exact=True).count) == "8"
    assert str(Search("lapid").count) == "1"


def test_the_best_match_comes_first(record):
    search = Search("talks OR successful OR proceeding", order="best")
    assert label(search.page.quotes[0]) == "rapidly"
    assert set(search.page.quotes) == set(Search("talks OR successful OR proceeding").page.quotes)


def test_best_matches_are_paged_both_ways(record):
    first = Search("trump", order="best", size=3)
    second = Search("trump", order="best", size=3, after=first.page.older)
    assert not set(first.page.quotes) & set(second.page.quotes)
    assert Search("trump", order="best", size=3, before=second.page.newer).page == first.page


def test_facets_count_what_was_found_and_narrow_it(record):
    facets = {facet.name: facet for facet in Search("trump").facets}
    kinds = {one.label: one.count for one in facets["kind"].values}
    assert kinds == {"Direct quote": 3, "Partial quote": 3, "Paraphrase": 2}
    for facet in facets.values():
        for one in facet.values:
            narrower = parse("trump") & filters(facet.name, one.value)
            assert len(Search(narrower, size=50).page.quotes) == one.count, one


def test_facets_say_when_they_are_partial(record, monkeypatch):
    monkeypatch.setattr("quotes.search.facets.NEWEST", 5)
    assert Search("").facets.note == "Counts are of the newest 5 quotes found."
    assert Search("", exact=True).facets.note == ""
    assert Search("", exact=True).facets.counted == 13


def test_a_misspelt_word_is_answered_with_one_that_quotes_have(record):
    search = Search("negotaitors deal")
    assert not search.page.quotes
    labels = [attempt.label for attempt in search.attempts]
    assert labels == ["Try without “negotaitors”", "Did you mean “negotiators”?"]
    assert [str(attempt.count) for attempt in search.attempts] == ["2", "1"]


def test_a_guessed_name_is_suggested_above_an_honest_empty_list(record):
    search = Search("Хайя")
    assert not search.page.quotes and search.count.number == 0
    assert [one.speaker.name for one in search.speakers] == ["Khalil al-Hayya"]
    assert search.notes == ["No quote has “Хайя”. Did you mean Khalil al-Hayya?"]


def test_a_word_one_letter_from_a_name_suggests_it_without_results(record):
    search = Search("tramp")
    assert not search.page.quotes
    assert search.notes == ["No quote has “tramp”. Did you mean Donald Trump?"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hayya", "Khalil al-Hayya"),
        ("Hayyeh", "Khalil al-Hayya"),
        ("חיה", "Khalil al-Hayya"),
        ("trmup", "Donald Trump"),
        ("opposition leader", "Yair Lapid"),
        ("Opposition Leaders", "Yair Lapid"),
        ("president trump", "Donald Trump"),
    ],
)
def test_the_speaker_is_suggested_first(record, typed, name):
    assert Search(typed).speakers[0].speaker.name == name
    assert find(typed)[0].speaker.name == name


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("la", ["Yair Lapid"]),
        ("yair la", ["Yair Lapid"]),
        ("ha", ["Hamas", "Hamas delegation", "Khalil al-Hayya"]),
        ("lapdi", ["Yair Lapid"]),
        ("h", []),
        ("", []),
        ("zz", []),
    ],
)
def test_speakers_are_suggested_after_two_letters(record, typed, names):
    assert [suggestion.speaker.name for suggestion in suggest(typed)] == names
