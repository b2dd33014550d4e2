"""“By X” means X says it; all else that X is to a quote is counted apart, everywhere alike."""

import csv
import io
import random
import re
from collections import defaultdict

import pytest
from django.apps import apps
from django.db.models import Sum

from quotes import visibility
from quotes.editorial import entry, speaker_merge, workflow
from quotes.editorial.entry import Party
from quotes.models import (
    Attribution,
    OwnDocument,
    Quote,
    SearchRow,
    Speaker,
    SpeakerCount,
    SpeakerMonthCount,
)
from quotes.search import Search, consistency
from quotes.search.documents import SPEAKER_TOKENS
from quotes.transfer.seed import seed
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db

#: What a speaker may be to a quote: the list's filter, the search box's, and the relations.
RELATIONS = {
    "speaker": ("speaker", {"voice"}),
    "passed_on_by": ("passed", {str(one) for one in Attribution.CARRIERS}),
    "on_behalf_of": ("behalf", {"on_behalf_of"}),
    "led_by": ("led", {"led_by"}),
    "names": ("names", {"affiliation"}),
}
WORDS = "“The pier will open in May,”"


@pytest.fixture(params=[1, 2])
def generated(request, capture, jo, ed) -> list[Speaker]:
    """Quotes whose parties are drawn by lot, most of them published; and their speakers."""
    lot = random.Random(request.param)
    speakers = [Speaker.objects.create(name=f"{name} Vane") for name in "Abe Bea Cas Dot".split()]
    plan = Source.objects.create(kind="document", headline="The pier plan")
    OwnDocument.objects.create(document=plan, speaker=speakers[0])
    for _ in range(14):
        parties = [voice(lot, speakers, plan), *others(lot, speakers)]
        quote = entry.enter(
            capture, segments=[span_of(capture, WORDS)], parties=parties, by=jo, cue="said"
        )
        if (step := lot.random()) > 0.1:
            workflow.submit(quote, by=jo)
        if step > 0.2:
            workflow.publish(quote, by=ed)
        if step > 0.9:
            workflow.withdraw(quote, by=ed, reason="Said by nobody.")
    return speakers


def voice(lot, speakers, plan) -> Party:
    return lot.choice(
        [
            *(Party(speaker=speaker) for speaker in speakers[:3]),
            Party(as_named="Two officials", unnamed=True, affiliation=lot.choice(speakers)),
            Party(document=plan),
        ]
    )


def others(lot, speakers) -> list[Party]:
    relations = ("voice", "on_behalf_of", "led_by", "told", "recalled_by", "reported_by")
    return [
        Party(relation, speaker=lot.choice(speakers), as_named="Oduya")
        for relation in lot.sample(relations, lot.randint(0, 2))
    ]


def recorded(speaker: Speaker) -> dict[str, set[int]]:
    """The published quotes that the record's own rows have for each thing the speaker is."""
    found = defaultdict(set)
    for party in Attribution.objects.filter(quote__status="published"):
        for name, (_, relations) in RELATIONS.items():
            if party.speaker_id == speaker.pk and party.relation in relations:
                found[name].add(party.quote_id)
        if party.affiliation_id == speaker.pk:
            found["names"].add(party.quote_id)
        if party.document_id and party.document.owned_by.filter(speaker=speaker).exists():
            found["documents_of"].add(party.quote_id)
    return found


def number(words: str) -> int:
    return int(re.search(r"\d+", words)[0])


def test_every_list_counts_a_speakers_quotes_alike(client, generated):
    home = {one["speaker"].pk: one["count"] for one in client.get("/").context["speakers"]}
    groups = client.get("/speakers/").context["groups"]
    listed = {one["speaker"].pk: one for _, entries in groups for one in entries}
    facets = {facet.name: facet for facet in client.get("/quotes/").context["listing"].facets}
    for speaker in generated:
        wanted = recorded(speaker)
        by = wanted["speaker"]
        named = set().union(*(wanted[name] for name in RELATIONS))
        count = SpeakerCount.objects.get(speaker=speaker)
        assert (count.quotes, count.parts) == (len(by), len(named))
        months = SpeakerMonthCount.objects.filter(speaker=speaker)
        assert (months.aggregate(n=Sum("quotes"))["n"] or 0) == len(by)
        assert home.get(speaker.pk, 0) == listed[speaker.pk]["count"] == len(by)
        page = client.get(f"/speakers/{speaker.pk}/", follow=True).context
        assert page["total"] == len(by)
        assert {card.pk for card in page["quotes"]} == by
        shown = {part["name"]: part for part in page["other_parts"]}
        for name in [*RELATIONS][1:]:
            cards = shown[name]["quotes"] if name in shown else []
            assert {card.pk for card in cards} == wanted[name], name
            assert not cards or number(shown[name]["count"]) == len(wanted[name])
        for name in RELATIONS:
            values = facets[name].choices if name in facets else []
            [*same] = [one.count for one in values if one.value == str(speaker.pk)]
            assert sum(same) == len(wanted[name]), name


def test_every_filter_finds_what_the_record_has_in_every_format(client, generated):
    for speaker in generated:
        wanted = recorded(speaker)
        for name in (*RELATIONS, "documents_of"):
            query = {name: speaker.pk}
            found = client.get("/quotes.json", query).json()
            assert {quote["id"] for quote in found["quotes"]} == wanted[name], name
            assert found["total"] == len(wanted[name])
            rows = csv.DictReader(io.StringIO(client.get("/quotes.csv", query).content.decode()))
            assert {int(row["id"]) for row in rows} == wanted[name]
            feed = client.get("/quotes.atom", query).content.decode()
            assert feed.count("<entry>") == len(wanted[name])
            typed = RELATIONS[name][0] if name in RELATIONS else "documents"
            assert set(Search(f"{typed}:{speaker.pk}").page.quotes) == wanted[name]
        own_feed = client.get(f"/speakers/{speaker.pk}.atom").content.decode()
        assert own_feed.count("<entry>") == len(wanted["speaker"])


def test_a_list_by_somebody_links_to_the_rest_with_counts(client, generated):
    for speaker in generated:
        wanted = recorded(speaker)
        for name in (*RELATIONS, "documents_of"):
            listing = client.get("/quotes/", {name: speaker.pk}).context["listing"]
            beside = {part.url: part.count.number for part in listing.other_parts}
            assert beside == {
                f"?{other}={speaker.pk}": len(wanted[other])
                for other in (*RELATIONS, "documents_of")
                if other != name and wanted[other]
            }


def test_whoever_is_public_is_listed_and_in_the_sitemap(client, generated):
    public = set(visibility.speakers().values_list("pk", flat=True))
    groups = client.get("/speakers/").context["groups"]
    assert {one["speaker"].pk for _, entries in groups for one in entries} == public
    sitemap = client.get("/sitemap-speakers.xml").content.decode()
    assert {int(pk) for pk in re.findall(r"/speakers/(\d+)/", sitemap)} == public


def test_the_index_agrees_after_each_kind_of_party(generated):
    assert list(consistency.disagreements()) == []


class AppsOfThen:
    """Quotes were counted by year then; by speaker, that is as many as by month."""

    @staticmethod
    def get_model(app: str, name: str):
        return apps.get_model(app, "SpeakerMonthCount" if name == "SpeakerYearCount" else name)


def test_entries_from_before_get_their_tokens_and_counts(generated):
    from importlib import import_module

    migration = import_module("quotes.migrations.0008_by_tokens")
    for row in SearchRow.objects.all():
        tokens = row.filters.split()
        now = {pk for name in SPEAKER_TOKENS for pk in of(tokens, name)}
        by = of(tokens, "speaker")
        kept = [
            t for t in tokens if t.partition("_")[0] not in (*SPEAKER_TOKENS, "document", "party")
        ]
        kept += [f"speaker_{pk}" for pk in now] + [f"voice_{pk}" for pk in by]
        SearchRow.objects.filter(pk=row.pk).update(filters=" ".join(kept))
    for count in SpeakerCount.objects.all():
        SpeakerCount.objects.filter(pk=count.pk).update(quotes=count.parts, parts=0)
    assert list(consistency.disagreements()) != []
    migration.say_what_speakers_are(apps, None)
    migration.count_by(AppsOfThen, None)
    assert list(consistency.disagreements()) == []


def of(tokens: list[str], name: str) -> set[str]:
    return {t.partition("_")[2] for t in tokens if t.startswith(f"{name}_")}


def test_quotes_by_an_outlet_are_not_those_it_passed_on(client):
    seed()
    channel = Speaker.objects.get(name="Channel 12")
    page = client.get("/quotes/", {"speaker": channel.pk})
    listing = page.context["listing"]
    assert listing.summary == "Quotes by Channel 12"
    assert [card.cue for card in listing.quotes] == ["reported"]
    [part] = listing.other_parts
    assert (part.text, part.count.number) == ("passed on by Channel 12", 1)
    assert 'href="?passed_on_by=' in page.content.decode()
    passed = client.get("/quotes/" + part.url).context["listing"]
    assert passed.summary == "Quotes, passed on by Channel 12"
    assert [card.cue for card in passed.quotes] == ["told"]


@pytest.mark.parametrize("name", [*RELATIONS, "documents_of"])
def test_a_speaker_of_drafts_alone_is_refused_by_every_filter(client, draft_quote, mayor, name):
    page = client.get("/quotes/", {name: mayor.pk})
    assert page.status_code == 400
    assert "is in the record. Check the spelling" in page.content.decode()


def test_whoever_is_only_named_is_listed_with_what_they_are(client):
    seed()
    leader = Speaker.objects.get(name="Khalil al-Hayya")
    page = client.get("/speakers/").content.decode()
    assert "named in 1 quote" in page
    assert "0 quotes" not in page.replace("10 quotes", "")
    shown = client.get(f"/speakers/{leader.pk}/", follow=True).content.decode()
    assert "Khalil al-Hayya: named in 1 quote, each with its source." in shown
    assert "named in 1 quote" in client.get("/quotes/", {"q": "Hayya"}).content.decode()


# A document of somebody's own


@pytest.fixture
def plan(client) -> OwnDocument:
    seed()
    return OwnDocument.objects.get(
        document__headline="President Trump’s plan", speaker__name="Donald Trump"
    )


def test_what_a_speakers_document_says_is_on_their_page_and_not_counted_as_theirs(client, plan):
    before = SpeakerCount.objects.get(speaker=plan.speaker).quotes
    page = client.get(f"/speakers/{plan.speaker_id}/", follow=True)
    assert page.context["total"] == before
    assert [card.cue for card in page.context["documents"]["quotes"]] == ["According to"]
    assert "According to" not in [card.cue for card in page.context["quotes"]]
    assert "own documents" in page.content.decode()
    listing = client.get("/quotes/", {"documents_of": plan.speaker_id}).context["listing"]
    assert listing.summary == "Quotes in documents of Donald Trump"
    assert [card.cue for card in listing.quotes] == ["According to"]


def test_a_document_says_whose_own_it_is(client, plan):
    page = client.get(f"/sources/{plan.document_id}/", follow=True).content.decode()
    assert re.search(r"Donald Trump</bdi></a>’s own document", page)


def test_a_document_of_drafts_alone_is_on_no_page(client, published_quote, councillor):
    unseen = Source.objects.create(kind="document", headline="The secret plan")
    OwnDocument.objects.create(document=unseen, speaker=councillor)
    page = client.get(f"/speakers/{councillor.pk}/", follow=True).content.decode()
    assert "secret plan" not in page
    assert "own documents" not in page


def test_a_merge_takes_the_documents_along_and_its_undoing_brings_them_back(superuser, councillor):
    same = Speaker.objects.create(name="N. Aster")
    plan = Source.objects.create(kind="document", headline="The pier plan")
    joint = Source.objects.create(kind="document", headline="The joint plan")
    for document, speaker in ((plan, same), (joint, same), (joint, councillor)):
        OwnDocument.objects.create(document=document, speaker=speaker)
    merge = speaker_merge.merge(councillor, same, by=superuser, reason="One and the same.")
    assert {own.document for own in councillor.own_documents.all()} == {plan, joint}
    speaker_merge.undo(merge, by=superuser)
    assert {own.document for own in councillor.own_documents.all()} == {joint}
    assert {own.document for own in same.own_documents.all()} == {plan, joint}


# What a source does


def test_a_source_that_proves_quotes_is_not_of_no_quotes(client):
    seed()
    listed = client.get("/sources/").context["sources"]
    uses = {one["source"].title: one["uses"] for one in listed}
    assert uses["President Trump’s plan"] == "1 quote attributed to it"
    assert [use for use in uses.values() if use.endswith("compared with it")]
    page = client.get("/sources/").content.decode()
    assert "0 quotes" not in page
    for one in listed:
        assert one["uses"] in client.get(one["url"]).content.decode()


def test_a_source_of_withdrawn_quotes_alone_says_so(client, published_quote, article, ed):
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    [one] = client.get("/articles/").context["sources"]
    assert one["uses"] == "no published quote now"


# Not linked is not unnamed


@pytest.fixture
def unlinked(capture, jo, ed):
    """Publish a quote of somebody whom only the article's words name."""

    def publish(**party) -> Quote:
        quote = entry.enter(
            capture,
            segments=[span_of(capture, "“the money is gone”")],
            parties=[Party(**party), Party("told", as_named="the Quayside Courier")],
            by=jo,
            cue="told",
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
        return quote

    return publish


FORMATS = (".json", ".jsonld", ".csl.json", ".bib", ".ris", ".txt", "/", "/embed/")


def answers(client, quote) -> str:
    """All that the public gets of a quote, run together."""
    pages = [f"/quotes/{quote.pk}{ending}" for ending in FORMATS]
    pages += ["/", "/quotes/", "/quotes.json", "/quotes.csv", "/quotes.atom"]
    found = [client.get(page) for page in pages]
    assert len([page for page in found if page.status_code == 200]) > 8
    return " ".join(page.content.decode() for page in found)


def test_a_name_that_is_not_linked_is_unnamed_nowhere(client, unlinked):
    quote = unlinked(as_named="Council member Nils Aster")
    shown = answers(client, quote)
    assert "Council member Nils Aster" in shown
    assert "the Quayside Courier" in shown
    columns = ",as_named,unnamed,cue,"
    assert columns in shown and "unnamed" not in shown.replace(columns, "")


def test_whom_the_source_keeps_to_itself_is_said_to_be_unnamed(client, unlinked):
    quote = unlinked(as_named="Two officials", unnamed=True)
    assert "Two officials (unnamed) — “told”" in answers(client, quote)
    [party, _] = client.get(f"/quotes/{quote.pk}.json").json()["attribution"]["parties"]
    assert party["unnamed"] == {"affiliation": None, "how_many": "", "reason": ""}


def test_a_linked_party_can_not_be_unnamed(capture, mayor, jo):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="can't be linked"):
        entry.enter(
            capture,
            segments=[span_of(capture, WORDS)],
            parties=[Party(speaker=mayor, unnamed=True)],
            by=jo,
        )


def test_what_was_recorded_of_unnamed_speakers_stays_recorded(unnamed_quote, draft_quote):
    from importlib import import_module

    Attribution.objects.update(unnamed=False)
    import_module("quotes.migrations.0008_by_tokens").record_unnamed(apps, None)
    assert [*Attribution.objects.filter(unnamed=True)] == [*unnamed_quote.attributions.all()]


def test_an_audience_passed_nothing_on(client, capture, jo, ed):
    crowd = Capture.objects.create(
        source=capture.source, text="“We start on Monday,” Petra Oduya told reporters."
    )
    quote = entry.enter(
        crowd,
        segments=[(0, 21)],
        parties=[Party(as_named="Petra Oduya"), Party("told", as_named="reporters")],
        by=jo,
        cue="told",
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    shown = answers(client, quote)
    assert "Petra Oduya — “told” reporters" in re.sub(r"<[^>]*>", "", shown)
    assert "as told to" not in shown
    assert "told reporters →" not in shown
    parties = client.get(f"/quotes/{quote.pk}.json").json()["attribution"]["parties"]
    assert [party["relation"] for party in parties] == ["voice", "audience"]
