"""Readers' pages, crawled: what sources are called, and words that only the newsroom needs."""

import html
import json
import re
from collections import defaultdict

import pytest

from quotes.models import Quote
from quotes.transfer.seed import seed
from sources.models import Source
from tests.record import addresses, whole_record

#: Pages look the same from both databases, and a crawl takes its time.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

#: Words of the database for what readers know by another name.
ONLY_IN_CODE = re.compile(
    r"\b(stands? in|stood in|voices?|carriers?|captures?|captured|attested)\b", re.IGNORECASE
)
#: Where a source's own words are, in which any word may be; and what readers don't read.
OTHERS_WORDS = ("blockquote", "mark", "bdi", "dd", "del", "ins", "code", "pre", "head", "script")
OTHERS_CLASSES = ("passage", "diff", "words", "story", "reason")
#: Links to a source that say what to do there, and not what it is called.
DEEDS = re.compile(r"^(Quote \d+|Read it|.*\bquotes?$|Pasted,|Official transcript,|Text of)")


@pytest.fixture
def pages(client, ed) -> dict[str, str]:
    """Every public page, with the seed record, whose article and post have no headline."""
    seed()
    found = addresses(whole_record(ed))
    for quote in Quote.objects.published():
        found[f"quote {quote.pk}"] = f"/quotes/{quote.pk}/"
        found[f"frame {quote.pk}"] = f"/quotes/{quote.pk}/embed/"
    for source in Source.objects.filter(captures__quotes__status="published"):
        found[f"source {source.pk}"] = f"/articles/{source.pk}/"
    return {
        name: html.unescape(client.get(url, follow=True).content.decode())
        for name, url in found.items()
    }


def text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


def our_words(page: str) -> str:
    """What the page says in words of ours: without sources' words, addresses and code."""
    for tag in OTHERS_WORDS:
        page = re.sub(rf"<{tag}\b[^>]*>.*?</{tag}>", " ", page, flags=re.DOTALL)
    for name in OTHERS_CLASSES:
        opened = rf'<(\w+)\b[^>]*class="[^"]*\b{name}\b[^"]*"[^>]*>.*?</\1>'
        page = re.sub(opened, " ", page, flags=re.DOTALL)
    return text(page)


def test_no_page_is_headed_or_linked_by_words_in_brackets(pages):
    titled = re.compile(r"<(title|h1|h2|h3|a|th|option)\b[^>]*>(.*?)</\1>", re.DOTALL)
    for name, page in pages.items():
        for _, inner in titled.findall(page):
            assert not re.match(r"\[(?!…\]|[A-Z]{2,4}\])", text(inner)), (name, inner)
        assert "[Untitled" not in page, name


def test_no_format_titles_a_source_by_words_in_brackets(client, ed):
    seed()
    quotes = list(Quote.objects.published())
    for quote in quotes:
        for ending in (".json", ".jsonld", ".csl"):
            found = titles(client.get(f"/quotes/{quote.pk}{ending}").json())
            assert found and not [one for one in found if one.startswith("[")], ending
        for ending in (".txt", ".bib", ".ris"):
            cited = client.get(f"/quotes/{quote.pk}{ending}").content.decode()
            assert "rticle of 6 October 2025" in cited
            assert not re.search(r"\[(?!…)", cited), ending
    for address in ("/quotes.atom", "/quotes.csv", "/quotes.json", "/articles/", "/sources/"):
        listed = html.unescape(client.get(address).content.decode())
        assert "[US President" not in listed and "[There have been" not in listed, address


def titles(data) -> list[str]:
    """Every title in JSON, at any depth."""
    if isinstance(data, list):
        return [title for one in data for title in titles(one)]
    if not isinstance(data, dict):
        return []
    own = [
        data[key] for key in ("title", "name", "container-title") if isinstance(data.get(key), str)
    ]
    return [*own, *(title for one in data.values() for title in titles(one))]


def test_a_source_has_one_name_on_all_pages(pages):
    """A source without a headline has one; with a headline, also its outlet and day."""
    named = defaultdict(set)
    for page in pages.values():
        for number, inner in re.findall(
            r'<a [^>]*href="/(?:articles|sources)/(\d+)/[^"]*"[^>]*>(.*?)</a>', page, re.DOTALL
        ):
            if not DEEDS.match(text(inner)):
                named[int(number)].add(text(inner))
    known = {source.pk: source for source in Source.objects.select_related("publisher")}
    described = {pk: known[pk].described for pk in named}
    # Names with markup or unseen characters are shown with signs for them: see test_whole_pages.
    usual = re.compile(r"[\w ’,.:@]+")
    plain = {pk: one for pk, one in described.items() if usual.fullmatch(one.label + one.name)}
    assert len([one for one in plain.values() if not one.headline]) >= 2
    for pk, one in plain.items():
        allowed = {one.name, one.name_in_sentence, one.in_two[0]}  # beside the last is its day
        if one.headline:
            allowed |= {one.label, one.label_in_sentence}
        assert named[pk] <= {" ".join(name.split()) for name in allowed}, pk


def test_readers_never_meet_the_words_of_the_database(pages):
    for name, page in pages.items():
        found = ONLY_IN_CODE.search(our_words(page))
        assert not found, (name, our_words(page)[max(0, found.start() - 60) : found.end() + 40])


def test_the_crawl_would_find_them():
    assert ONLY_IN_CODE.search(our_words("<p>attested on 6 October</p>"))
    assert ONLY_IN_CODE.search(our_words("<h2>Where it stands in its capture</h2>"))
    assert not ONLY_IN_CODE.search(our_words('<blockquote class="words">A voice</blockquote>'))
    assert json.dumps(titles({"a": [{"title": "[x"}]})) == '["[x"]'
