"""Whatever has a quote's words has its status: every public format, crossed with every status.

The formats are found where they are: in the addresses, in the commands and in a page's copy
buttons. A new one fails here until somebody decides what it shows.
"""

import html
import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.urls import URLResolver, get_resolver, reverse
from PIL import Image, ImageColor

from quotes.editorial import entry, workflow
from quotes.models import Evidence, Quote, Speaker, Topic
from quotes.public.formats.citations import STYLES
from quotes.public.presentation.loading import load
from quotes.public.presentation.palette import LIGHT
from quotes.public.views.quote import picture_of
from quotes.verification import evidence, reviews
from sources.models import Capture, Publisher, Source
from tests.cast import amended_openly

pytestmark = pytest.mark.django_db

WORDS = "“The lantern stays lit on Ferry Lane,”"
PLAIN = "The lantern stays lit on Ferry Lane"
SHORTENED = "“The lantern … will burn on Ferry Lane tonight,”"
IN_FULL = "The lantern that my father lit will burn on Ferry Lane tonight, he said."
TEXT = (
    f"{WORDS} Wim Castellan said. He added that the lamp would burn all night.\n\n"
    f"{SHORTENED} he went on.\n"
)
SAID = f"At the meeting: {PLAIN}, I tell you. Thank you all."
OTHER = "At the meeting: The lantern stays lit on Harbour Lane, I tell you."
ELSEWHERE = "A statement about something else altogether, long enough to be read."

#: Addresses of the public pages: by name, what of a quote they are about.
OF_A_QUOTE = {"quote", "picture", "quote_json", "quote_jsonld", "quote_citation", "quote_embed"}
LISTS = {
    "home": "",
    "quotes": "",
    "quotes_json": "",
    "quotes_csv": "",
    "quotes_atom": "",
    "corrections": "",
    "corrections_atom": "",
    "speaker": "speaker",
    "speaker_atom": "speaker",
    "topic": "topic",
    "topic_atom": "topic",
    "article": "article",
    "source": "source",
}
#: Addresses that show nobody's words.
WITHOUT_WORDS = {
    *"healthz readyz manifest opensearch robots sitemap_index sitemap security".split(),
    "corrections_json",  # who was quoted, what changed and why; the words are on the page
    *"speakers articles sources topics about how_to_read how_to_search data figures".split(),
    "speakers_suggest",
}
NEWSROOM = ("admin/", "desk/")
WITH_WORDS = {"check_draft", "export_record"}
COMMANDS_WITHOUT_WORDS = {
    *"doctor erase_quote extract import_record learn_extraction rebuild_search recapture".split(),
    *"seed check_links demo forget_sign_ins serve".split(),
}


def public_names(patterns=None, before="") -> set[str]:
    found = set()
    for pattern in patterns or get_resolver().url_patterns:
        path = before + str(pattern.pattern)
        if path.startswith(NEWSROOM):
            continue
        if isinstance(pattern, URLResolver):
            found |= public_names(pattern.url_patterns, path)
        else:
            found.add(pattern.name)
    return found


def test_every_public_address_is_decided_on():
    assert public_names() == OF_A_QUOTE | LISTS.keys() | WITHOUT_WORDS


def test_every_command_is_decided_on():
    ours = {name for name, app in get_commands().items() if app in ("quotes", "sources", "config")}
    assert ours == WITH_WORDS | COMMANDS_WITHOUT_WORDS


def original(text: str, kind="statement", **fields) -> Capture:
    source = Source.objects.create(kind=kind, language=fields.pop("language", "en"))
    return Capture.objects.create(source=source, text=text, method="own_fetch", **fields)


def publish(words=WORDS, *, first_hand=False, kind="direct") -> Quote:
    source_kind = "post" if first_hand else "article"
    publisher = Publisher.objects.create(name="Quayside Courier")
    source = Source.objects.create(
        kind=source_kind, publisher=publisher, headline="On lamps", language="en"
    )
    capture = Capture.objects.create(source=source, text=TEXT)
    start = TEXT.index(words)
    quote = entry.enter(
        capture,
        segments=[(start, start + len(words))],
        parties=[entry.Party(as_named="Wim Castellan", speaker=speaker())],
        by=None,
        cue="said",
        topics=[Topic.objects.get_or_create(name="Lamps")[0]],
        kind=kind,
        first_hand=first_hand,
    )
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None)
    return quote


def speaker() -> Speaker:
    return Speaker.objects.get_or_create(name="Wim Castellan")[0]


def compared(quote: Quote, text: str, **fields) -> Evidence:
    return evidence.link(quote, original(text, **fields), purpose="primary", by=None)


def judged(quote: Quote, verdict: str, proof: Evidence | None = None) -> None:
    reviews.review(quote, verdict=verdict, reason="So the clerk wrote.", by=None, evidence=proof)


def reviewed_as(verdict: str):
    """A quote with an exact original, and a person's verdict against it."""

    def make(reader) -> Quote:
        quote = publish()
        compared(quote, SAID)
        judged(quote, verdict)
        return quote

    return make


def matching(text: str, verdict: str = "", **fields):
    def make(reader) -> Quote:
        quote = publish()
        proof = compared(quote, text, **fields)
        if verdict:
            judged(quote, verdict, proof)
        return quote

    return make


def paraphrase(reading: str = ""):
    def make(reader) -> Quote:
        quote = publish("the lamp would burn all night", kind="paraphrase")
        if reading:
            evidence.record_reading(compared(quote, SAID), reading, by=reader)
        return quote

    return make


def elided(reader) -> Quote:
    quote = publish(SHORTENED)
    compared(quote, IN_FULL)
    return quote


def confirmed(reader) -> Quote:
    quote = publish(first_hand=True)
    judged(quote, "confirmed")
    return quote


def not_traced(reader) -> Quote:
    quote = publish()
    judged(quote, "not_traced")
    return quote


def corrected(reader) -> Quote:
    quote = publish()
    compared(quote, SAID)
    amended_openly(quote, medium="meeting", reason="It was said at a meeting.")
    return quote


def withdrawn(reader) -> Quote:
    quote = publish()
    compared(quote, SAID)
    workflow.withdraw(quote, by=None, reason="The Courier took it back.")
    return quote


#: By the code of each status: how a quote comes by it.
MAKERS = {
    "withdrawn": withdrawn,
    "fabricated": reviewed_as("fabricated"),
    "misattributed": reviewed_as("misattributed"),
    "disputed": reviewed_as("disputed"),
    "out_of_context": reviewed_as("out_of_context"),
    "altered": matching(OTHER),
    "altered_by_review": reviewed_as("altered"),
    "not_found": matching(ELSEWHERE),
    "not_supported": paraphrase("not_supported"),
    "not_traced": not_traced,
    "ambiguous": matching(f"{SAID} {SAID}"),
    "corrected": corrected,
    "elided": elided,
    "confirmed_matching": matching(SAID, "confirmed"),
    "confirmed": confirmed,
    "matching": matching(SAID),
    "supported": paraphrase("supported"),
    "partly": paraphrase("partly"),
    "paraphrase": paraphrase(),
    "not_compared": matching("Die Laterne brennt.", language="de"),
    "first_hand": lambda reader: publish(first_hand=True),
    "unproved": lambda reader: publish(),
}
PROVED = {"elided", "disputed", "out_of_context", "corrected", "confirmed_matching", "matching"}


@pytest.fixture(params=MAKERS)
def quote(request, superuser) -> Quote:
    made = MAKERS[request.param](superuser)
    [loaded] = load(Quote.objects.filter(pk=made.pk))
    assert loaded.standing.code == request.param
    return loaded


def test_every_status_has_a_quote_here():
    files = ("standing.py", "standing_facts.py")
    source = "".join((Path(settings.BASE_DIR) / "quotes/text" / f).read_text() for f in files)
    codes = set(re.findall(r'Standing\("(\w+)"', source))
    assert codes and codes <= MAKERS.keys()


def plain(response) -> str:
    """What somebody reads in an answer, whatever it is written in."""
    text = response.content.decode()
    kind = response["Content-Type"]
    if "json" in kind:
        text = json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')
    if "bibtex" in kind:
        text = re.sub(r"\\([{}$&#^_~%])", r"\1", text)
    if "xml" in kind or "html" in kind:
        text = html.unescape(html.unescape(text))
        text = re.sub(r"</?(?:bdi|span)\b[^<>]*>", "", text)
    return " ".join(text.split())


def addresses(quote: Quote) -> dict[str, str]:
    """Every public address about this quote, or of a list that it may be in."""
    source = quote.capture.source
    of = {
        "speaker": quote.attributions.get().speaker_id,
        "topic": quote.topics.get().pk,
        "article": source.pk,
        "source": source.pk,
    }
    found = {name: reverse(name, args=[of[what]] if what else []) for name, what in LISTS.items()}
    for name in OF_A_QUOTE - {"quote_citation"}:
        found[name] = reverse(name, args=[quote.pk])
    for style in STYLES:
        found[style] = reverse("quote_citation", args=[quote.pk, style])
    return found


def test_each_answer_with_the_words_has_the_status(client, quote):
    standing = quote.standing
    words = quote.words.strip("“”,")
    seen = set()
    for name, address in addresses(quote).items():
        response = client.get(address, follow=True)
        if name == "picture" or response.status_code == 404:
            continue
        text = plain(response)
        if quote.status == Quote.Status.WITHDRAWN and name in ("article", "source"):
            # The article says what it says; the record marks nothing in it any more.
            assert "<mark" not in text
            continue
        is_list = name in LISTS and "html" in response["Content-Type"]
        if words in text and not (is_list and standing.silent):
            assert standing.phrase in text, f"{name} ({address}) lacks “{standing.phrase}”"
            seen.add(name)
        # The filters of the list name a person's verdicts, apart from any quote.
        beside = re.sub(r"<(aside|form|section)\b.*?</\1>", "", text) if name == "quotes" else text
        assert "Not yet checked" not in beside, name
    assert {"quote", "quote_json"} <= seen
    if quote.status == Quote.Status.PUBLISHED:
        assert {"quotes_csv", "quotes_atom", "speaker_atom", "topic_atom", "quote_jsonld"} <= seen
        assert {*STYLES, "quote_embed"} <= seen


def test_a_file_of_a_withdrawn_quote_says_why(client, superuser):
    quote = withdrawn(superuser)
    for style in STYLES:
        response = client.get(reverse("quote_citation", args=[quote.pk, style]))
        assert response.status_code == 410 and b"The Courier took it back." in response.content


def test_yellow_is_only_on_words_that_an_original_proves(client, quote):
    for name, address in addresses(quote).items():
        response = client.get(address, follow=True)
        if "html" not in response["Content-Type"]:
            continue
        marked = re.findall(r'<mark class="same"[^>]*>', response.content.decode())
        assert bool(marked) <= (quote.standing.code in PROVED), name


def test_the_picture_has_the_status_and_no_yellow_without_proof(client, quote):
    drawn = picture_of(quote)
    assert quote.standing.phrase in drawn.status
    response = client.get(reverse("picture", args=[quote.pk]))
    if quote.status == Quote.Status.WITHDRAWN:
        assert response.status_code == 410 and quote.standing.phrase in response.content.decode()
        return
    image = Image.open(io.BytesIO(response.content)).convert("RGB")
    words = image.crop((0, 0, image.width, image.height - 100))
    yellow = ImageColor.getrgb(LIGHT["mark"])
    colours = {colour for _, colour in words.getcolors(1 << 24)}
    assert (yellow in colours) == (quote.standing.code in PROVED)


def test_each_copy_button_with_the_words_has_the_status(client, quote):
    page = client.get(reverse("quote", args=[quote.pk])).content.decode()
    copied = [html.unescape(text) for text in re.findall(r'data-copy="([^"]*)"', page)]
    words = quote.words.strip("“”,")
    with_words = [text for text in copied if words in text]
    assert len(with_words) == 2
    for text in with_words:
        assert quote.standing.phrase in " ".join(text.split())


def test_previews_of_a_link_have_the_status(client, quote):
    page = client.get(reverse("quote", args=[quote.pk])).content.decode()
    described = re.findall(r'<meta (?:name|property)="(?:og:)?description" content="([^"]*)"', page)
    withdrawn = quote.status == Quote.Status.WITHDRAWN
    assert len(described) == (1 if withdrawn else 2)
    for text in described:
        assert quote.standing.phrase in html.unescape(text)


def test_the_record_as_a_file_has_the_status(quote, capsys):
    call_command("export_record")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (line,) = [line for line in lines if line.get("type") == "quotes.quote"]
    assert line["standing"] == quote.standing.said


def test_the_check_of_a_story_has_the_status(quote, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(f"{WORDS} Wim Castellan said.")
    out = io.StringIO()
    call_command("check_draft", str(story), stdout=out)
    for span in json.loads(out.getvalue()):
        for found in span["found"]:
            if found.get("quote") == quote.pk:
                assert found["standing"] == quote.standing.said


def test_the_newsroom_reads_the_same_status(client, quote, superuser):
    client.force_login(superuser)
    page = plain(client.get(reverse("factcheck:quote", args=[quote.pk])))
    assert quote.standing.phrase in page
    if not quote.standing.silent:
        desk = plain(client.get(reverse("desk:capture", args=[quote.capture_id])))
        assert quote.standing.phrase in desk
