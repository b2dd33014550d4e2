"""Quotes as files: feeds, JSON, CSV, citations and frames."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest

from quotes.editorial import entry as entering
from quotes.editorial import workflow
from quotes.editorial.entry import Party
from quotes.models import Quote
from quotes.public.formats.citations import STYLES
from quotes.transfer.seed import seed
from sources.models import Capture, Source
from tests.cast import amended_openly, span_of
from tests.url_statuses import patterns

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def title(entry):
    return entry.find(f"{ATOM}title").text


def test_every_feed_entry_says_who_and_by_which_cue(client, published_quote):
    [entry] = entries(client, "/quotes.atom")
    assert title(entry) == (
        "Nils Aster — “denied” — as published by Quayside Courier. "
        "Direct quote: “the money is gone” Only in this article: no original compared yet."
    )
    assert entry.find(f"{ATOM}id").text == f"http://testserver/quotes/{published_quote.pk}/"


def test_a_search_can_be_followed(client, published_quote, publish_many):
    publish_many(2)
    assert len(entries(client, "/quotes.atom")) == 3
    assert len(entries(client, "/quotes.atom?q=money")) == 1


def test_a_speaker_and_a_topic_can_be_followed(client, publish_many, published_quote, mayor, topic):
    publish_many(2)
    assert len(entries(client, f"/speakers/{mayor.pk}.atom")) == 2
    assert len(entries(client, f"/topics/{topic.pk}.atom")) == 2


def test_corrections_can_be_followed_with_their_reasons(client, published_quote, ed, superuser):
    amended_openly(
        published_quote, medium="council chamber", kind="correction", reason="The place was wrong."
    )
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    newest, older = entries(client, "/corrections.atom")
    assert title(newest).startswith("Withdrawal: Nils Aster — “denied”")
    assert "It was another councillor." in newest.find(f"{ATOM}summary").text
    assert "The place was wrong." in older.find(f"{ATOM}summary").text
    assert "council chamber" in older.find(f"{ATOM}summary").text


def test_an_empty_feed_keeps_its_bytes(client):
    assert client.get("/quotes.atom").content == client.get("/quotes.atom").content


def test_odd_characters_of_a_source_do_not_break_a_feed(client, jo, ed):
    source = Source.objects.create(kind="post", headline="\x85 ]]> \ufdd0 \u202e")
    capture = Capture.objects.create(
        source=source, text="“a ]]> \x85 \ufdd0 \U0001fffe \u202e & <b>”"
    )
    quote = entering.enter(
        capture,
        segments=[(0, capture.length)],
        parties=[Party(as_named=capture.text[1:8])],
        by=jo,
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    [entry] = entries(client, "/quotes.atom")
    assert "\u202e" not in title(entry)


def test_json_has_the_quote_with_offsets_of_its_words(client, published_quote, capture):
    result = client.get(f"/quotes/{published_quote.pk}.json").json()
    [segment] = result["segments"]
    assert (
        capture.text[segment["start"] : segment["end"]] == result["words"] == "“the money is gone”"
    )
    assert result["attribution"]["cue"] == "denied"
    assert result["attribution"]["parties"][0]["speaker"]["name"] == "Nils Aster"
    assert result["review"]["verdict"] == "unchecked"
    assert [change["kind"] for change in result["history"]] == ["published"]


def test_json_of_a_search_turns_its_pages(client, publish_many):
    publish_many(101)
    first = client.get("/quotes.json?q=pier").json()
    assert (first["total"], len(first["quotes"]), first["newer"]) == (101, 100, None)
    last = client.get(first["older"]).json()
    assert (len(last["quotes"]), last["older"]) == (1, None)
    assert len(client.get(last["newer"]).json()["quotes"]) == 100


def test_csv_has_a_line_for_each_quote_and_leads_on(client, publish_many):
    publish_many(101)
    response = client.get("/quotes.csv")
    lines = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(lines) == 100
    assert lines[0]["attribution"].startswith("Petra Oduya — “said”")
    assert 'rel="next"' in response["Link"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＠"])
def test_no_cell_of_the_table_is_taken_for_a_formula(client, sign, jo, ed):
    source = Source.objects.create(kind="post", headline=f"{sign}1+1")
    capture = Capture.objects.create(source=source, text=f"{sign}cmd, she wrote")
    quote = entering.enter(
        capture,
        segments=[span_of(capture, f"{sign}cmd")],
        parties=[Party(as_named="she")],
        by=jo,
        cue="wrote",
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    [line] = csv.DictReader(io.StringIO(client.get("/quotes.csv").content.decode()))
    assert line["words"] == f"'{sign}cmd"
    assert line["headline"] == f"'{sign}1+1"


@pytest.mark.parametrize("kind", ["json", "csv", "atom"])
@pytest.mark.parametrize(
    "given", ["kind=shouted", "speaker=Nobody", "after=x", "q=" + "a" * 10_000, "q=a%07"]
)
def test_a_file_that_cannot_be_made_is_answered_with_a_sentence(client, kind, given):
    response = client.get(f"/quotes.{kind}?{given}")
    assert response.status_code == 400
    assert "." in response.content.decode()


@pytest.mark.parametrize("style", ["txt", "bib", "ris", "csl"])
def test_each_citation_has_attribution_cue_and_link(client, published_quote, style):
    response = client.get(f"/quotes/{published_quote.pk}.{style}")
    assert response.status_code == 200
    shown = response.content.decode()
    for part in ("the money is gone", "Nils Aster", "denied", f"/quotes/{published_quote.pk}/"):
        assert part in shown


def test_a_citation_of_a_paraphrase_has_no_quotation_marks_around_it(client):
    seed()
    quote = Quote.objects.get(segments__words__startswith="its readiness")
    for style in ("txt", "bib", "ris", "csl"):
        assert "“its readiness" not in client.get(f"/quotes/{quote.pk}.{style}").content.decode()
    assert client.get(f"/quotes/{quote.pk}.jsonld").json()["@type"] == "CreativeWork"


def test_a_bibtex_entry_survives_every_special_character():
    from quotes.public.formats.citations import _tex

    assert _tex("50% of {a_b} & $c #1 ~^\\") == (
        r"50\% of \{a\_b\} \& \$c \#1 \textasciitilde{}\textasciicircum{}\textbackslash{}"
    )


def test_csl_is_json_of_one_item(client, published_quote):
    [item] = json.loads(client.get(f"/quotes/{published_quote.pk}.csl").content)
    assert item["author"] == [{"literal": "Nils Aster"}]
    assert item["issued"] == {"date-parts": [[2025, 3, 4]]}


def test_an_unknown_way_of_citing_is_not_there(client, published_quote):
    assert client.get(f"/quotes/{published_quote.pk}.doc").status_code == 404


def test_linked_data_says_no_more_than_the_page(client, published_quote):
    result = client.get(f"/quotes/{published_quote.pk}.jsonld").json()
    assert result["@type"] == "Quotation"
    assert result["description"].startswith("Nils Aster — “denied”")
    assert result["isPartOf"]["@type"] == "NewsArticle"
    assert result["isPartOf"]["publisher"]["name"] == "Quayside Courier"


def formats_of(pk: int) -> list[str]:
    """The addresses of one quote in every format that the URL configuration has."""
    ours = [found for found in patterns() if found.startswith("/quotes/<int:pk>")]
    return [
        found.replace("<int:pk>", str(pk)).replace("<citation_style:style>", style)
        for found in ours
        for style in (STYLES if "style" in found else [""])
    ]


def test_a_quote_has_one_status_in_all_its_formats(client, published_quote, draft_quote, ed):
    def statuses(quote):
        answers = [client.get(address) for address in formats_of(quote.pk)]
        return {answer.status_code for answer in answers}, answers

    assert len(formats_of(published_quote.pk)) >= 9
    assert statuses(draft_quote)[0] == {404}
    assert statuses(published_quote)[0] == {200}
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    gone, answers = statuses(published_quote)
    assert gone == {410}
    assert all("withdrawn" in answer.content.decode() for answer in answers)


def test_a_withheld_source_gives_no_fingerprint_of_its_text(
    freely, client, published_quote, article
):
    Source.objects.filter(pk=article.pk).update(display="withheld", withheld_reason="A court.")
    result = client.get(f"/quotes/{published_quote.pk}.json").json()
    assert result["source"]["capture"]["sha256"] is None


def test_other_sites_may_frame_a_quote_and_nothing_else(client, published_quote):
    framed = client.get(f"/quotes/{published_quote.pk}/embed/")
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert b"denied" in framed.content
    page = client.get(f"/quotes/{published_quote.pk}/")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_data_may_be_read_by_scripts_of_any_site(client, published_quote):
    assert client.get("/quotes.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/quotes/")
