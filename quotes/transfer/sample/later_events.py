"""What happens to the sample's quotes after they are published: evidence, verdicts, corrections."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from quotes.editorial import amendments, entry, revisions, speaker_merge, workflow
from quotes.models import Evidence, PublicChange, Quote, QuoteLink, Review, Revision
from quotes.transfer.sample.script import Block, SampleQuote
from quotes.verification import evidence, related_quotes, reviews

PURPOSES = set(Evidence.Purpose.values)
VERDICTS = set(Review.Verdict.values)
CHANGES = set(Revision.PUBLIC_CHANGES)
LINKS = set(QuoteLink.Relation.values)
AFTER, SOON = dt.timedelta(hours=26), dt.timedelta(minutes=75)
#: The day on which the sample's story ends.
LAST_DAY = dt.date(2026, 11, 28)
BETWEEN = dt.timedelta(minutes=17)
NOON = dt.time(12)


@dataclass(frozen=True)
class Event:
    """One line that tells what somebody did to a quote, and when."""

    moment: dt.datetime
    block: Block
    written: SampleQuote
    word: str
    rest: str


@dataclass(frozen=True)
class Merge:
    """Two speakers of the sample found to be one, and when."""

    moment: dt.datetime
    key: str
    into: str
    reason: str


class LaterEvents:
    """The events of all quotes, replayed in the order of their moments."""

    def __init__(self, loader):
        self.loader = loader
        self.events: list[Event] = []
        self.quotes: dict[str, Quote] = {}
        self.proof: dict[int, Evidence] = {}

    def add(self, block: Block, written: SampleQuote, quote: Quote, moment: dt.datetime) -> None:
        """Note a quote's events: a day after it was entered unless a line says the day."""
        self.quotes[f"{block.key}#{written.number}"] = quote
        moment += AFTER if (moment + AFTER).date() <= LAST_DAY else SOON
        for word, rest in written.lines:
            if word == "on":
                day = dt.date.fromisoformat(rest)
                moment = dt.datetime.combine(day, moment.timetz())
            elif self._act_for(word, rest):
                moment += BETWEEN
                self.events.append(Event(moment, block, written, word, rest))

    def replay(self) -> None:
        timed = [(event.moment, self._act, event) for event in self.events]
        timed += [(merge.moment, self._merge, merge) for merge in self._merges()]
        for moment, act, event in sorted(timed, key=lambda entry: entry[0]):
            self.loader.clock.set(moment)
            act(event)

    def _merges(self) -> Iterator[Merge]:
        for key, block in self.loader.cast.blocks.items():
            for row in block.all("merge_into"):
                into, day, reason = map(str.strip, row.split("|"))
                moment = dt.datetime.combine(dt.date.fromisoformat(day), NOON, tzinfo=dt.UTC)
                yield Merge(moment, key, into, reason)

    def _act(self, event: Event) -> None:
        """Raises ValueError that names the quote in the sample's files."""
        name = f"{event.block.key}#{event.written.number}"
        quote = Quote.objects.get(pk=self.quotes[name].pk)
        try:
            self._act_for(event.word, event.rest)(quote, event)
        except (KeyError, ValidationError) as refusal:
            raise ValueError(f"{name}, {event.word}: {refusal}") from refusal

    def _act_for(self, word: str, rest: str):
        """What a line asks for; “contradicts” may be said of a text or of another quote."""
        if word in LINKS and "#" in rest.partition(" ")[0]:
            return self._relate
        for words, act in (
            (PURPOSES, self._link),
            (VERDICTS, self._review),
            (CHANGES, self._amend),
            ({"fact_check"}, self._fact_check),
            ({"reading"}, self._read),
            ({"unlinked"}, self._unlink),
            ({"withdrawn"}, self._withdraw),
            ({"replaced"}, self._replace),
        ):
            if word in words:
                return act
        return None

    def _link(self, quote: Quote, event: Event) -> None:
        """`primary slug`, then `hop=told` or `time=41:10` where it has one."""
        slug, *options = event.rest.split()
        given = dict(option.split("=") for option in options)
        hop = given.get("hop")
        where = {}
        if "time" in given:
            where = {"locator": "time", "located_from": given["time"]}
        self.proof[quote.pk] = evidence.link(
            quote,
            self.loader.captures[slug],
            purpose=event.word,
            hop=quote.attributions.filter(relation=hop).first() if hop else None,
            by=self.loader.people["checker"],
            **where,
        )

    def _read(self, quote: Quote, event: Event) -> None:
        found, _, note = event.rest.partition(" ")
        evidence.record_reading(
            self.proof[quote.pk], found, by=self.loader.people["checker"], note=note
        )

    def _unlink(self, quote: Quote, event: Event) -> None:
        evidence.unlink(self.proof.pop(quote.pk), by=self.loader.people["checker"], why=event.rest)

    def _review(self, quote: Quote, event: Event) -> None:
        reason, _, difference = event.rest.partition(" | ")
        made = reviews.review(
            quote,
            verdict=event.word,
            reason=reason,
            difference=difference,
            by=self.loader.people["checker"],
            evidence=self.proof.get(quote.pk),
        )
        if isinstance(made, PublicChange):
            why = "I come to the same result."
            reviews.accept_proposed(made, by=self.loader.people["editor"], why=why)

    def _fact_check(self, quote: Quote, event: Event) -> None:
        publisher, rating, url, day = map(str.strip, event.rest.split("|"))
        related_quotes.add_fact_check(
            quote,
            by=self.loader.people["checker"],
            publisher=publisher,
            rating=rating,
            url=url,
            published_on=dt.date.fromisoformat(day),
        )

    def _relate(self, quote: Quote, event: Event) -> None:
        other, _, reason = event.rest.partition(" ")
        related_quotes.link_quotes(
            quote,
            self.quotes[other],
            relation=event.word,
            reason=reason,
            by=self.loader.people["checker"],
        )

    def _amend(self, quote: Quote, event: Event) -> None:
        """`correction said=2026-11-26 | reason`: an editor proposes to set one field."""
        change, _, reason = event.rest.partition("|")
        name, _, value = change.strip().partition("=")
        topic = self.loader.topic(value) if name == "topic" else None

        def write() -> None:
            if name == "said":
                quote.said_from = quote.said_to = dt.date.fromisoformat(value)
            elif topic is not None:
                quote.topics.add(topic)
            else:
                setattr(quote, name, value)
            quote.full_clean()
            quote.save()

        by, kind = self.loader.people["editor"], event.word
        made = amendments.amend(quote, write, by=by, kind=kind, reason=reason)
        amendments.accept(made, by=self.loader.people["second editor"])

    def _withdraw(self, quote: Quote, event: Event) -> None:
        workflow.withdraw(quote, by=self.loader.people["editor"], reason=event.rest)

    def _replace(self, quote: Quote, event: Event) -> None:
        """`replaced 9 | reason`: quote 9 of the same text takes its place."""
        number, _, reason = event.rest.partition("|")
        written = event.block.quotes[int(number)]
        journalist = self.loader.people["journalist"]
        new = workflow.replacement_of(quote, by=journalist)
        for name, value in self.loader.fields_of(event.block, written).items():
            setattr(new, name, value)
        new.cue = written.cue
        new.full_clean()
        new.save()
        entry.write_segments(new, written.segments)
        entry.write_parties(new, self.loader.parties_of(event.block, written))
        revisions.add(new, by=journalist, kind=Revision.Kind.EDITED)
        workflow.submit(new, by=journalist)
        workflow.publish(new, by=self.loader.people["editor"], reason=reason)
        self.quotes[f"{event.block.key}#{number}"] = new

    def _merge(self, merge: Merge) -> None:
        speaker = self.loader.cast.speaker
        editor, second = (self.loader.people[who] for who in ("editor", "second editor"))
        made = speaker_merge.merge(
            speaker(merge.into), speaker(merge.key), by=editor, reason=merge.reason, sure=True
        )
        if isinstance(made, PublicChange):
            speaker_merge.accept(made, by=second)
