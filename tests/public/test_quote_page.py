"""A quote's own page: is it genuine, and how did the words reach it?"""

import html
import re

import pytest
from playwright.sync_api import expect

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote, QuoteLink, Speaker
from quotes.public.presentation.cards import give_sentences
from quotes.public.views.quote import get_public_quote
from quotes.templatetags.structured_data import frame_height
from quotes.transfer.seed import seed
from quotes.verification import evidence, reviews
from sources.models import Capture, Publisher, Source
from tests.cast import amended_openly, span_of

SAID = "“The lamp will burn all night,” harbour master Ilka Brand told Quay Radio."
NIGHT = "the lamp will burn all night"


def printed(text: str = SAID, **fields) -> Capture:
    fields = {"kind": "article", "language": "en", "published_on": "2026-02-03", **fields}
    return Capture.objects.create(source=Source.objects.create(**fields), text=text)


def published(capture: Capture | None = None, parties=None, words=None, **fields) -> Quote:
    capture = capture or printed()
    quote = entry.enter(
        capture,
        segments=[span_of(capture, words or "“The lamp will burn all night,”")],
        parties=parties or [Party(as_named="harbour master Ilka Brand")],
        by=None,
        **fields,
    )
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None)
    return quote


def compare(quote: Quote, text: str, **fields):
    method = fields.pop("method", "own_fetch")
    fields = {"kind": "post", "language": "en", "published_on": "2026-02-02", **fields}
    source = Source.objects.create(**fields)
    capture = Capture.objects.create(source=source, text=text, method=method)
    return evidence.link(quote, capture, purpose="primary", by=None)


def shown(client, quote, status=200) -> str:
    response = client.get(f"/quotes/{quote.pk}/")
    assert response.status_code == status
    return html.unescape(response.content.decode())


def without_tags(markup: str) -> str:
    """What is read where there is no stylesheet."""
    text = " ".join(re.sub(r"<[^>]+>", "", markup).split())
    return re.sub(r" ([,.;:])", r"\1", text)


#: A frame may be so much higher than its words.
FREE = 1.9

pytestmark = pytest.mark.django_db


def verdict(client, quote, status=200) -> str:
    return without_tags(
        re.search(
            r'<section class="verdict.*?</section>', shown(client, quote, status), re.DOTALL
        ).group()
    )


def chain(client, quote) -> list[str]:
    hops = re.findall(r'<li class="hop.*?</li>', shown(client, quote), re.DOTALL)
    return [without_tags(hop) for hop in hops]


def marks(client, quote) -> list[str]:
    return re.findall(r'<li class="(hop[^"]*)"', shown(client, quote))


def test_words_that_nobody_compared_are_exactly_as_in_their_article_and_no_more(client):
    said = verdict(client, published())
    assert said.startswith("Is it genuine? ○ We can’t tell yet.")
    assert "The words are exactly as in the article of 3 February 2026." in said
    assert "no original has been compared with it. No person has confirmed it." in said


def test_words_that_differ_are_above_those_of_the_original(client):
    quote = published()
    compare(
        quote,
        "I say the lamp shall burn all night!",
        author="Ilka Brand",
        method="third_party_archive",
    )
    said = verdict(client, quote)
    here, there = said.index("Quoted here The lamp will burn"), said.index("In the archived copy")
    assert said.index("Not word for word.") < here < there < said.index("The program compared")
    assert "Ilka Brand’s post, 2 February 2026 has other words." in said
    assert "(the live page was not seen)" in said


def test_an_original_in_another_language_is_not_compared_word_for_word(client):
    quote = published()
    compare(quote, "Die Lampe brennt die ganze Nacht.", language="de")
    page = shown(client, quote)
    assert "Quoted here" not in page and "Compared word for word" not in page


def test_a_match_names_the_original_that_has_every_word(client):
    quote = published()
    compare(
        quote,
        f"I say {NIGHT}, of course.",
        publisher=Publisher.objects.create(name="Quaybook", kind="platform"),
    )
    said = verdict(client, quote)
    assert "✓ Word for word." in said
    assert "Post on Quaybook, 2 February 2026 has every word in this order" in said


def test_the_answer_is_never_yes(client, fay):
    quote = published()
    found = compare(quote, f"I say {NIGHT}, of course.")
    reviews.review(quote, verdict="confirmed", reason="Heard.", by=fay, evidence=found)
    said = verdict(client, quote)
    assert "Word for word, and confirmed." in said
    assert not re.search(r"\bYes\b", said)


def test_a_reason_against_the_words_is_beside_the_answer(client, fay):
    quote = published()
    reviews.review(quote, verdict="disputed", reason="The harbour master denies it.", by=fay)
    assert "! Disputed. Disputed: The harbour master denies it." in verdict(client, quote)


def test_a_withdrawn_quote_says_so_in_its_answer(client):
    quote = published()
    workflow.withdraw(quote, by=None, reason="The paper took it back.")
    said = verdict(client, quote, status=410)
    assert "✗ Withdrawn. Withdrawn" in said and "The paper took it back." in said


def test_a_correction_is_a_line_that_leads_to_the_history(client):
    quote = published()
    amended_openly(quote, medium="meeting", reason="It was said at a meeting.")
    page = shown(client, quote)
    assert re.search(r'<a href="#history">Corrected [^<]*: It was said at a meeting.</a>', page)
    assert "○ We can’t tell yet." in verdict(client, quote)


def test_the_chain_is_a_list_that_reads_without_a_stylesheet(client):
    radio = Speaker.objects.create(name="Quay Radio", kind="organisation")
    parties = [
        Party(as_named="harbour master Ilka Brand", unnamed=True),
        Party(relation="told", as_named="Quay Radio", speaker=radio),
    ]
    quote = published(parties=parties, cue="told")
    assert chain(client, quote) == [
        "Harbour master Ilka Brand, unnamed; the article gives no reason, Not known to us, told",
        "Quay Radio, Not seen: no report of it has been found or compared, reported in",
        "Article of 3 February 2026, publisher not recorded, "
        f"Seen: the text, pasted in by the newsroom on {quote.capture.captured_at:%-d %B %Y}",
    ]
    assert marks(client, quote) == ["hop", "hop", "hop hop--seen"]


def test_an_original_makes_the_mouth_seen_and_is_a_hop_of_its_own(client):
    quote = published()
    compare(
        quote,
        f"I say {NIGHT}, of course.",
        author="Ilka Brand",
        account="@harbour",
        method="third_party_archive",
    )
    mouth, original, _ = chain(client, quote)
    assert mouth == "Harbour master Ilka Brand, Seen: the account @harbour, posted"
    assert original == (
        "Ilka Brand’s post, 2 February 2026, Seen in an archived copy, not on the live page, "
        "quoted in, word for word"
    )
    assert marks(client, quote) == ["hop hop--seen"] * 3


def test_the_band_breaks_where_the_words_changed(client):
    quote = published()
    compare(quote, "I say the lamp shall burn all night!")
    assert marks(client, quote)[1] == "hop hop--seen hop--differs"
    assert chain(client, quote)[1].endswith("≠ words changed here")


def test_words_that_an_original_lacks_are_not_seen_at_their_speakers(client):
    quote = published()
    compare(quote, "Nothing of the kind was said at the quay on that day, by anybody.")
    assert chain(client, quote)[0].startswith(
        "Harbour master Ilka Brand, Not seen: the words aren’t"
    )
    assert marks(client, quote)[0] == "hop"


def test_an_arabic_outlet_and_its_day_each_run_their_own_way(client):
    outlet = Publisher.objects.create(name="صدى المرفأ")
    page = shown(client, published(printed(publisher=outlet)))
    assert "<bdi>صدى المرفأ</bdi>, 3 February 2026</a>" in page
    article = Source.objects.get(publisher=outlet)
    listed = client.get(f"/articles/{article.pk}/", follow=True).content.decode()
    assert "<h1><bdi>صدى المرفأ</bdi>, 3 February 2026</h1>" in html.unescape(listed)


def test_a_recording_is_heard(client):
    quote = published()
    source = Source.objects.create(kind="video", headline="Harbour webcast", language="en")
    capture = Capture.objects.create(
        source=source, text=f"I say {NIGHT}, of course.", method="heard", obtained_by="Fay Quill"
    )
    evidence.link(quote, capture, purpose="primary", by=None)
    mouth, original, _ = chain(client, quote)
    assert mouth.endswith("Heard in the video, said in")
    assert "Heard by Fay Quill" in original


def test_whoever_published_the_article_is_one_hop_with_it(client):
    outlet = Publisher.objects.create(name="Quay Radio")
    radio = Speaker.objects.create(name="Quay Radio", kind="organisation", publisher=outlet)
    parties = [
        Party(as_named="harbour master Ilka Brand"),
        Party(relation="told", as_named="Quay Radio", speaker=radio),
    ]
    quote = published(printed(publisher=outlet), parties=parties, cue="told")
    assert len(chain(client, quote)) == 2
    assert chain(client, quote)[1].startswith("Quay Radio, 3 February 2026, Seen: the text")


def test_a_post_that_is_the_statement_itself_has_two_hops_and_both_are_seen(client):
    capture = printed("The lamp will burn all night.", kind="post", account="@harbour")
    quote = published(
        capture,
        [Party(as_named="The lamp")],
        words="The lamp will burn all night.",
        first_hand=True,
    )
    assert marks(client, quote) == ["hop hop--seen"] * 2
    assert "Seen: the account @harbour, posted" in chain(client, quote)[0]


def test_somebody_elses_words_are_not_seen_at_the_person_named(client):
    quote = published()
    found = compare(quote, f"I say {NIGHT}, of course.")
    reviews.review(
        quote, verdict="misattributed", reason="The mate said it.", by=None, evidence=found
    )
    assert "these aren’t the words of the person named" in chain(client, quote)[0]
    assert marks(client, quote)[0] == "hop"


def test_long_words_come_after_the_answer(client):
    long = "“" + "The lamp will burn all night. " * 12 + "”"
    quote = published(
        printed(f"{long} said Ilka Brand."), [Party(as_named="Ilka Brand")], words=long
    )
    page = shown(client, quote)
    assert page.index("We can’t tell yet.") < page.index("words--large")
    short = shown(client, published())
    assert short.index("words--large") < short.index("We can’t tell yet.")


def test_public_versions_are_numbered_from_one_everywhere(client):
    quote = published()
    assert quote.revision_number > 1
    assert "· version 1" in shown(client, quote)
    assert ", version 1." in shown(client, quote)
    assert ", version 1." in client.get(f"/quotes/{quote.pk}.txt").content.decode()
    data = client.get(f"/quotes/{quote.pk}.json").json()
    assert (data["version"], [one["version"] for one in data["history"]]) == (1, [1])
    amended_openly(quote, medium="meeting", reason="It was said at a meeting.")
    assert client.get(f"/quotes/{quote.pk}.json").json()["version"] == 2


def test_the_same_words_elsewhere_are_a_table_with_each_status(client, fay):
    one = published()
    other = published(printed(publisher=Publisher.objects.create(name="Northline")))
    QuoteLink.objects.create(
        from_quote=one,
        to_quote=other,
        relation="same_utterance",
        reason="Both were there.",
        linked_by=fay,
    )
    page = shown(client, one)
    table = re.search(r'<table class="elsewhere.*?</table>', page, re.DOTALL).group()
    assert "<bdi>Northline</bdi>, 3 February 2026" in table and "Only in this article" in table
    assert "Compared word for word" not in table  # they are the same
    assert "Related quotes" not in page


def test_related_words_in_two_languages_are_not_compared(client, fay):
    one, other = published(), published(printed(language="de"))
    QuoteLink.objects.create(
        from_quote=one, to_quote=other, relation="same_utterance", reason="Both.", linked_by=fay
    )
    assert "Compared word for word" not in shown(client, one)


@pytest.mark.parametrize(
    "requested, theme",
    [("", "auto"), ("?theme=dark", "dark"), ("?theme=light", "light"), ('?theme="x', "auto")],
)
def test_a_frame_is_light_or_dark_as_the_page_around_it_asks(client, requested, theme):
    framed = client.get(f"/quotes/{published().pk}/embed/{requested}").content.decode()
    assert f'<html lang="en" class="theme--{theme}">' in framed


def test_a_frame_says_the_status_and_its_brand_leads_to_the_page(client):
    quote = published()
    framed = client.get(f"/quotes/{quote.pk}/embed/").content.decode()
    assert "Only in this article: no original compared yet" in framed
    assert f'<a class="brand" href="/quotes/{quote.pk}/"><b>Verbatim</b></a>' in framed


def test_the_code_of_a_frame_has_no_border_and_more_height_for_more_words(client):
    def height(quote):
        code = re.search(r'data-copy="(<iframe.*?</iframe>)"', shown(client, quote)).group(1)
        assert 'style="border:0"' in code and f"/quotes/{quote.pk}/embed/" in code
        return int(re.search(r'height="(\d+)"', code).group(1))

    words = "“" + "The lamp will burn all night. " * 12 + "”"
    capture = printed(f"{words} said Ilka Brand.")
    long = published(capture, [Party(as_named="Ilka Brand")], words=words)
    assert 170 < height(published()) < height(long) <= 1200


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 640])
def test_a_frame_is_as_high_as_its_words(page, transactional_db, width):
    seed()
    for quote in Quote.objects.published():
        prepared = get_public_quote(quote.pk)
        give_sentences([prepared])
        page.set_viewport_size({"width": width, "height": 100})
        page.goto(f"/quotes/{quote.pk}/embed/")
        needed = page.evaluate("document.documentElement.scrollHeight")
        given = frame_height(prepared)
        assert needed <= given, quote.pk
        if width == 320:  # for which it is made; no script makes it lower on a wide page
            assert given <= needed * FREE, quote.pk


@pytest.mark.browser
@pytest.mark.parametrize("width, height", [(1440, 900), (390, 844), (375, 667)])
def test_the_answer_cite_and_share_are_on_the_first_screen(page, transactional_db, width, height):
    seed()
    long = "“" + "The lamp will burn all night, and so will the quay. " * 20 + "”"
    published(printed(f"{long} said Ilka Brand."), [Party(as_named="Ilka Brand")], words=long)
    page.set_viewport_size({"width": width, "height": height})
    for quote in Quote.objects.published():
        page.goto(f"/quotes/{quote.pk}/")
        answer = page.locator(".answer").bounding_box()
        assert answer["y"] + answer["height"] <= height, quote.pk
        for name in ("Cite", "Share"):
            expect(page.get_by_role("link", name=name, exact=True).first).to_be_in_viewport()


@pytest.mark.browser
def test_on_paper_are_who_words_answer_chain_evidence_address_and_date(page, transactional_db):
    seed()
    quote = Quote.objects.get(segments__words__contains="centuries-old")
    page.goto(f"/quotes/{quote.pk}/")
    page.emulate_media(media="print")
    for selector in ("h1", ".words--large", ".answer", ".versus", ".chain", "#how-we-know"):
        expect(page.locator(selector).first).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text(
        f"/quotes/{quote.pk}/ · version 1 · printed on"
    )
    for hidden in (".share-row", "#share", "header.masthead"):
        expect(page.locator(hidden)).to_be_hidden()
