"""Load the seed record: one article, its quotes as a careful editor enters them, and its source.

Nothing is added that the article doesn't say. The quotes are published automatically, without a
second editor, and every revision says so.
"""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from quotes.editorial import entry as entering
from quotes.editorial import workflow
from quotes.editorial.public_changes import permitted
from quotes.models import OwnDocument, Quote, Role, Speaker, Topic
from quotes.transfer.seed_update import Say, update_owners, update_place, update_quote
from quotes.verification import evidence, suggested_evidence
from sources.models import Capture, Publisher, Source
from sources.models.capture import sha256_of

SEEDS = Path(settings.BASE_DIR) / "seeds"
REASON = "Seed record, published automatically without a second editor."
TOPIC = "Gaza ceasefire and hostage-release deal"

#: Titles as the article gives them, on the article's day.
ROLES = {
    "Donald Trump": "US President",
    "Yair Lapid": "Opposition leader",
    "Khalil al-Hayya": "senior official",
}
#: Speakers that are publishers too.
OUTLETS = {"Channel 12"}
#: Where the post's hour was read: its note says Washington.
WHERE = {"time_zone": "America/New_York", "place": "Washington"}
SENTENCE_END = re.compile(r"[.!?]”?(?=\s)|\n")
#: The kinds of quotes by their names in the seed file.
KINDS = {"direct": "direct", "mixed": "partial", "indirect": "paraphrase"}


@transaction.atomic
def seed(say: Say = lambda sentence: None) -> int:
    """Load what is missing and bring up to date what nobody changed; return the number added.

    `say` is given a sentence for what was updated, and for what a person changed and is left.
    """
    data = json.loads((SEEDS / "quotes.json").read_text())
    article = load_article(data)
    post = load_primary_source()
    updated = update_place(post.source, WHERE, say)
    topic, _ = Topic.objects.get_or_create(name=TOPIC)
    added = 0
    for entry in data["quotes"]:
        fields = fields_of(article.text, entry, post.source)
        if existing := loaded_before(article, entry):
            updated += update_quote(existing, fields, post.source, say)
            updated += update_owners(existing, entry["attribution"], say)
        else:
            load_quote(article, entry, topic, fields)
            added += 1
    link_primary_source(article, post)
    if updated:
        say(f"{updated} row{'' if updated == 1 else 's'} brought up to date.")
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
        published_at=posted_at,
        **WHERE,
        language=post["language"],
    )
    return Capture.objects.create(
        source=source,
        text=post["text"],
        method=Capture.Method.THIRD_PARTY_ARCHIVE,
        note=post["note"],
    )


def loaded_before(article: Capture, entry: dict) -> Quote | None:
    """The quote of these words, if the record has it; rather one that isn't withdrawn."""
    start, end = locate(article.text, entry["segments"])[0]
    quotes = Quote.objects.filter(capture=article, segments__start=start, segments__end=end)
    quotes = list(quotes.order_by("-pk"))
    live = [quote for quote in quotes if quote.status != Quote.Status.WITHDRAWN]
    return next(iter(live + quotes), None)


def fields_of(text: str, entry: dict, post: Source) -> dict[str, Any]:
    """When, where and how an entry's words were said."""
    fields: dict[str, Any] = {"kind": KINDS[entry["kind"]], "medium": entry.get("medium", "")}
    if fields["medium"] and fields["medium"] not in sentence_of(text, entry["segments"]):
        fields["medium_basis"] = Quote.MediumBasis.EVIDENCE
    if day := entry.get("said_on"):
        fields["said_from"] = fields["said_to"] = dt.date.fromisoformat(day)
        if "said_by_evidence" in entry:
            fields["said_at"] = post.published_at
    return fields


def sentence_of(text: str, segments: list[str]) -> str:
    """The article's sentence that has these words."""
    spans = locate(text, segments)
    before = [m.end() for m in SENTENCE_END.finditer(text, 0, spans[0][0])]
    after = SENTENCE_END.search(text, spans[-1][1] - 2)
    return text[before[-1] if before else 0 : after.end() if after else len(text)]


def load_quote(article: Capture, entry: dict, topic: Topic, fields: dict[str, Any]) -> None:
    """Enter one quote and publish it."""
    segments = locate(article.text, entry["segments"])
    quote = entering.enter(
        article,
        segments=segments,
        parties=[party(article, p) for p in entry["attribution"]],
        by=None,
        topics=[topic],
        reason=REASON,
        cue=entry["cue"],
        **fields,
    )
    workflow.submit(quote, by=None, reason=REASON)
    workflow.publish(quote, by=None, reason=REASON)


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
        document=document(article, entry) if "document" in entry else None,
        affiliation=speaker(article, entry["affiliation"], {"kind": "organisation"})
        if "affiliation" in entry
        else None,
    )


def document(article: Capture, entry: dict) -> Source:
    """The document that says it, and whose own it is."""
    title = entry["document"]
    made, _ = Source.objects.get_or_create(kind=Source.Kind.DOCUMENT, headline=title)
    if "document_of" in entry:
        owner = speaker(article, entry["document_of"], {})
        with permitted(made):
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
