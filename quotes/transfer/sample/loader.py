"""Load the sample: its texts in the order of their days, their quotes, and what happened later."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.editorial import entry, workflow
from quotes.models import Attribution, Quote, Topic
from quotes.transfer.sample.cast import NEWSROOM, Cast, load_publishers, newsroom
from quotes.transfer.sample.clock import Clock
from quotes.transfer.sample.later_events import LaterEvents
from quotes.transfer.sample.script import Block, SampleParty, SampleQuote, blocks, parties
from sources.archived_copies import record_copy
from sources.link_checks import record_deleted
from sources.models import Capture, Source
from sources.new_captures import capture_pasted

FILES = Path(settings.BASE_DIR) / "seeds" / "sample"
FIELDS = ("kind", "medium", "translator")
#: What a source's head may say, and the source's own name for it.
ABOUT = ("kind", "headline", "author", "account", "language", "duration")


@transaction.atomic
def load_sample() -> int:
    """Add the invented town's record unless it is there; the number of quotes added."""
    marker = Source.objects.filter(added_by__username=NEWSROOM["journalist"][0])
    if marker.exists():
        return 0
    documents = [b for path in sorted(FILES.glob("texts-*.txt")) for b in blocks(path)]
    documents.sort(key=lambda block: block.get("date", block.get("seen")))
    with Clock(entered_at(documents[0])) as clock:
        loader = Loader(clock)
        for block in documents:
            loader.load(block)
        loader.cast.attest_roles(loader.captures)
        loader.later_events.replay()
    return Quote.objects.filter(created_by=loader.people["journalist"]).count()


def entered_at(block: Block) -> dt.datetime:
    """When the newsroom entered a text: on the morning of its day, or when it came to hand."""
    day = dt.date.fromisoformat(block.get("seen") or block.get("date"))
    hour = 6 + sum(map(ord, block.key)) % 6
    return dt.datetime.combine(day, dt.time(hour, len(block.text) % 60), tzinfo=dt.UTC)


class Loader:
    """Enters one text after another, as the sample journalist, for the sample editor to publish."""

    def __init__(self, clock: Clock):
        self.clock = clock
        self.people = newsroom()
        self.publishers = load_publishers(FILES / "publishers.txt")
        self.cast = Cast(FILES / "speakers.txt", self.publishers)
        self.captures: dict[str, Capture] = {}
        self.topics: dict[str, Topic] = {}
        self.later_events = LaterEvents(self)

    def load(self, block: Block) -> None:
        moment = entered_at(block)
        self.clock.set(moment)
        self.captures[block.key] = capture = self.capture(block)
        made: dict[int, Quote] = {}
        for order, quote in enumerate(block.quotes.values()):
            if quote.has("replacement"):
                continue
            self.clock.set(moment + dt.timedelta(minutes=3 * order + 2))
            made[quote.number] = self.entered(block, quote, capture, made)
            self.later_events.add(block, quote, made[quote.number], moment)
        for order, (number, quote) in enumerate(made.items()):
            self.clock.set(moment + dt.timedelta(minutes=3 * len(made) + 20 + order))
            self.hand_on(quote, block.quotes[number])

    def capture(self, block: Block) -> Capture:
        how = {
            "method": block.get("method", "pasted"),
            "obtained_by": block.get("obtained_by"),
            "note": block.get("note"),
            "outlet_correction": block.get("outlet_correction"),
        }
        first = self.captures.get(block.get("capture_of"))
        if first:
            return capture_pasted(
                block.text, by=self.people["journalist"], source=first.source, **how
            )
        about = self.about(block)
        capture = capture_pasted(block.text, by=self.people["journalist"], about=about, **how)
        if url := block.get("archived"):
            record_copy(capture.source, url=url, archive="Lindmouth Web Archive (invented)")
        if how_known := block.get("deleted"):
            record_deleted(capture.source, how=how_known, by=self.people["checker"])
        return capture

    def about(self, block: Block) -> dict:
        """What the record says of a block's source; what its head leaves out stays empty."""
        about = {name: block.get(name) for name in ABOUT if block.get(name)}
        about.setdefault("kind", Source.Kind.ARTICLE)
        about.setdefault("language", "en")
        if key := block.get("publisher"):
            publisher = about["publisher"] = self.publishers[key]
            if block.get("url") != "none":
                about["url"] = f"{publisher.website}{block.key}"
        if day := block.get("date"):
            about["published_on"] = dt.date.fromisoformat(day)
        if instant := block.get("at"):
            about["published_at"] = dt.datetime.fromisoformat(instant)
        display, _, reason = block.get("display", "full").partition(" ")
        return about | {"display": display, "withheld_reason": reason}

    def entered(self, block, quote: SampleQuote, capture: Capture, made: dict[int, Quote]) -> Quote:
        """The quote as a draft. Raises ValueError that names the quote in the sample's files."""
        try:
            return self.enter(block, quote, capture, made)
        except (KeyError, IndexError, ValidationError) as refusal:
            raise ValueError(f"{block.key}#{quote.number}: {refusal}") from refusal

    def enter(self, block, quote: SampleQuote, capture: Capture, made: dict[int, Quote]) -> Quote:
        inside = quote.get("inside")
        return entry.enter(
            capture,
            segments=quote.segments,
            parties=self.parties_of(block, quote),
            by=self.people["journalist"],
            topics=[self.topic(n) for n in block.all("topic") + quote.all("topic")],
            cue=quote.cue,
            parent=made[int(inside)] if inside else None,
            **self.fields_of(block, quote),
        )

    def topic(self, name: str) -> Topic:
        if name not in self.topics:
            self.topics[name], _ = Topic.objects.get_or_create(name=name)
        return self.topics[name]

    def fields_of(self, block: Block, quote: SampleQuote) -> dict:
        fields = {name: quote.get(name) for name in FIELDS if quote.has(name)}
        fields["first_hand"] = block.get("first_hand") == "yes"
        if fields["first_hand"]:  # its own words, without quotation marks around them
            fields.setdefault("kind", Quote.Kind.DIRECT)
        elif is_fragment(block.text, quote.segments):
            fields.setdefault("kind", Quote.Kind.PARTIAL)
        said = quote.get("said") or block.get("said")
        if said and said != "unknown":
            first, _, last = said.partition("..")
            fields["said_from"] = dt.date.fromisoformat(first)
            fields["said_to"] = dt.date.fromisoformat(last or first)
        if language := quote.get("spoken") or block.get("spoken"):
            fields["spoken_language"], _, basis = language.partition(" ")
            fields["language_basis"] = basis or Quote.LanguageBasis.STATED
        fields["original_words"] = quote.get("original")
        return fields

    def parties_of(self, block: Block, quote: SampleQuote) -> list[entry.Party]:
        """The voices, then the rest of the attribution in the order of its lines."""
        written = list(quote.voices)
        for word, rest in quote.lines:
            if word in Attribution.Relation.values:
                written += parties(rest, word)[0]
        paragraph = paragraph_of(block.text, quote.segments)
        return [self.party(block, quote, one, paragraph) for one in written]

    def party(self, block, quote: SampleQuote, one: SampleParty, paragraph: str) -> entry.Party:
        if one.who.startswith("doc:"):
            document = self.captures[one.who.removeprefix("doc:")].source
            return entry.Party(one.relation, one.as_named, document=document)
        if one.who == "?" and one.relation == "voice":
            of = quote.get("affiliation")
            return entry.Party(
                as_named=one.as_named,
                unnamed=True,
                affiliation=self.cast.speaker(of) if of else None,
                how_many=quote.get("how_many"),
                anonymity_reason=quote.get("anonymity"),
            )
        if one.who in "?~":
            return entry.Party(one.relation, one.as_named, unnamed=one.who == "?")
        form = self.cast.form_in(one.who, paragraph) or self.cast.form_in(one.who, block.text)
        speaker = self.cast.speaker(one.who)
        return entry.Party(one.relation, one.as_named or form, speaker, in_turn=one.in_turn)

    def hand_on(self, quote: Quote, written: SampleQuote) -> None:
        """Submit and publish it, or leave it where its lines say."""
        if written.has("draft"):
            return
        workflow.submit(quote, by=self.people["journalist"])
        if reason := written.get("returned"):
            workflow.return_to_draft(quote, by=self.people["editor"], reason=reason)
        elif not written.has("in_review"):
            workflow.publish(quote, by=self.people["editor"])


def paragraph_of(text: str, segments: list[tuple[int, int]]) -> str:
    """The paragraphs that a quote's segments touch."""
    first, last = segments[0][0], segments[-1][1]
    start = text.rfind("\n\n", 0, first)
    end = text.find("\n\n", last)
    return text[max(start, 0) : end if end >= 0 else len(text)]


def is_fragment(text: str, segments: list[tuple[int, int]]) -> bool:
    """Whether quoted words go on with the reporter's sentence, as a small first letter shows."""
    start, end = segments[0]
    return text[start] in "“«„‘" and text[start:end].lstrip("“«„‘ ")[:1].islower()
