"""Load the sample record: one article, its quotes as a careful editor enters them, and its source.

Nothing is added that the article doesn't say. The quotes are published automatically, without a
second editor, and every revision says so.
"""

import datetime as dt
import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from quotes.editorial import entry as entering
from quotes.editorial import workflow
from quotes.models import OwnDocument, Quote, Role, Speaker, Topic
from quotes.verification import evidence, suggested_evidence
from sources.models import Capture, Publisher, Source
from sources.models.capture import sha256_of

SEEDS = Path(settings.BASE_DIR) / "seeds"
REASON = "Sample record, published automatically without a second editor."
TOPIC = "Gaza ceasefire and hostage-release deal"

#: Titles as the article gives them, on the article's day.
ROLES = {
    "Donald Trump": "US President",
    "Yair Lapid": "Opposition leader",
    "Khalil al-Hayya": "senior official",
}
#: Speakers that are publishers too.
OUTLETS = {"Channel 12"}
#: Whose own a document is, as the article names it.
OWNERS = {"President Trump’s plan": "Donald Trump"}
#: The kinds of quotes by their names in the seed file.
KINDS = {"direct": "direct", "mixed": "partial", "indirect": "paraphrase"}


@transaction.atomic
def seed() -> int:
    """Load what is missing; return the number of quotes added."""
    data = json.loads((SEEDS / "quotes.json").read_text())
    article = load_article(data)
    post = load_primary_source()
    topic, _ = Topic.objects.get_or_create(name=TOPIC)
    added = sum(load_quote(article, entry, topic) for entry in data["quotes"])
    link_primary_source(article, post)
    return added


def link_primary_source(article: Capture, post: Capture) -> None:
    """Link the post to each quote whose words the program finds in it."""
    unlinked = Quote.objects.filter(capture=article).exclude(evidence__capture=post)
    for suggestion in suggested_evidence.found_in(post, unlinked.with_parts().order_by("pk")):
        evidence.link(suggestion.quote, post, purpose="primary", by=None)


def load_article(data: dict) -> Capture:
    text = (SEEDS / data["article"]).read_text()[data["body_starts_at"] :]
    existing = Capture.objects.filter(sha256=sha256_of(text)).first()
    if existing:
        return existing
    source = Source.objects.create(
        kind=Source.Kind.ARTICLE,
        published_on=dt.date.fromisoformat(data["published_on"]),
        language=data["language"],
    )
    return Capture.objects.create(source=source, text=text, note="As it came with the project.")


def load_primary_source() -> Capture:
    """Load the post that the article quotes, as a third party archived it."""
    post = json.loads((SEEDS / "primary-source.json").read_text())
    existing = Capture.objects.filter(source__url=post["url"]).first()
    if existing:
        return existing
    platform, _ = Publisher.objects.get_or_create(
        name=post["publisher"], defaults={"kind": Publisher.Kind.PLATFORM}
    )
    posted_at = dt.datetime.fromisoformat(post["posted_at"])
    source = Source.objects.create(
        kind=post["kind"],
        publisher=platform,
        author=post["author"],
        account=post["account"],
        url=post["url"],
        published_on=posted_at.date(),
        published_at=posted_at,
        language=post["language"],
    )
    return Capture.objects.create(
        source=source,
        text=post["text"],
        method=Capture.Method.THIRD_PARTY_ARCHIVE,
        note=post["note"],
    )


def load_quote(article: Capture, entry: dict, topic: Topic) -> bool:
    """Find one quote's exact words, enter it and publish it; False if the record has it already."""
    segments = locate(article.text, entry["segments"])
    first = {"segments__start": segments[0][0], "segments__end": segments[0][1]}
    if Quote.objects.filter(capture=article, **first).exists():
        return False
    quote = entering.enter(
        article,
        segments=segments,
        parties=[party(article, p) for p in entry["attribution"]],
        by=None,
        topics=[topic],
        reason=REASON,
        kind=KINDS[entry["kind"]],
        cue=entry["cue"],
        medium=entry.get("medium", ""),
    )
    workflow.submit(quote, by=None, reason=REASON)
    workflow.publish(quote, by=None, reason=REASON)
    return True


def locate(text: str, segments: list[str]) -> list[tuple[int, int]]:
    """Offsets of exact strings, each of which must occur in the text once."""
    found = []
    for words in segments:
        if text.count(words) != 1:
            raise ValueError(f"These words must occur in the seed article once: {words}")
        start = text.index(words)
        found.append((start, start + len(words)))
    return found


def party(article: Capture, entry: dict) -> entering.Party:
    """One party as the seed gives it; its speaker or document is made if need be."""
    return entering.Party(
        relation=entry["relation"].replace(" ", "_"),
        as_named=entry["as_named"],
        unnamed=entry["party"] is None and "document" not in entry,
        speaker=speaker(article, entry["party"], entry) if entry["party"] else None,
        document=document(article, entry["document"]) if "document" in entry else None,
        affiliation=speaker(article, entry["affiliation"], {"kind": "organisation"})
        if "affiliation" in entry
        else None,
    )


def document(article: Capture, title: str) -> Source:
    made, _ = Source.objects.get_or_create(kind=Source.Kind.DOCUMENT, headline=title)
    if title in OWNERS:
        owner = speaker(article, OWNERS[title], {})
        OwnDocument.objects.get_or_create(document=made, speaker=owner)
    return made


def speaker(article: Capture, name: str, entry: dict) -> Speaker:
    """A speaker of the seed, with the role that the article gives on its day."""
    existing = Speaker.objects.filter(name=name).first()
    if existing:
        return existing
    whole = entry.get("part_of")
    made = Speaker.objects.create(
        name=name,
        kind=entry.get("kind", Speaker.Kind.PERSON),
        part_of=speaker(article, whole, {"kind": "organisation"}) if whole else None,
        publisher=Publisher.objects.get_or_create(name=name)[0] if name in OUTLETS else None,
    )
    if name in ROLES:
        Role.objects.create(
            speaker=made,
            title=ROLES[name],
            attested_in=article,
            attested_on=article.source.published_on,
        )
    return made
