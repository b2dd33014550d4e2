"""Quotes as a table, one a line: the columns that come back by an import, then what is known of them.

Words are those of the source, and the text around them is as much of it as its page shows.
"""

import csv
import re
from collections.abc import Iterable

from quotes.models import Quote
from quotes.public.formats.data import record
from quotes.public.formats.knowledge import Address, evidence_in_a_line, with_difference
from quotes.public.presentation.passages import anchors
from quotes.text.text_layout import excerpts
from sources.models import Capture, Source

#: What an import reads again, by the names that it knows.
OWN = (
    *"words speaker as_named unnamed cue medium medium_basis kind said_from said_to topics".split(),
    *"url headline author publisher published_on time_zone language text".split(),
)
#: What the record says of a quote. An import leaves these out: it gives no verdicts.
COMPUTED = (
    *"id page attribution speakers first_hand spoken_language".split(),
    "standing",
    *"review earlier_wording evidence reviews fact_checks related source_page".split(),
)
COLUMNS = (*OWN, *COMPUTED)
#: Where words of the source are between two segments, as an import reads it.
INTERRUPTION = "\n[…]\n"
#: Longer texts are cut to the passages with the quote.
LONGEST_TEXT = 100_000
#: What a spreadsheet may begin a formula with; in East Asia also in full width.
FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")


def write_csv(file, quotes: Iterable[Quote], address: Address) -> None:
    """Write quotes that have their `knowledge`."""
    quotes = list(quotes)
    texts = texts_of(quotes)
    lines = csv.writer(file)
    lines.writerow(COLUMNS)
    for quote in quotes:
        cells = own(quote, texts.get(quote.pk, "")) | computed(quote, address)
        lines.writerow(harmless(cells[name]) for name in COLUMNS)


def own(quote: Quote, text: str) -> dict:
    """The columns that an import reads. Several speakers have a line each, in each column of theirs."""
    source, voices = quote.capture.source, [a for a in quote.attributions.all() if a.is_voice]
    return {
        "words": INTERRUPTION.join(segment.words for segment in quote.segments.all()),
        "speaker": _lines(voice.speaker.name if voice.speaker else "" for voice in voices),
        "as_named": _lines(_in_a_line(voice.as_named) for voice in voices),
        "unnamed": _lines("yes" if voice.is_unnamed else "" for voice in voices),
        "cue": quote.cue,
        "medium": quote.medium,
        "medium_basis": quote.medium_basis if quote.medium else "",
        "kind": quote.kind,
        "said_from": quote.said_from,
        "said_to": quote.said_to,
        "topics": "; ".join(topic.name for topic in quote.topics.all()),
        "url": source.url,
        "headline": source.headline,
        "author": source.author,
        "publisher": str(source.publisher or ""),
        "published_on": source.published_on,
        "time_zone": source.time_zone,
        "language": source.language,
        "text": text,
    }


def _lines(cells: Iterable[str]) -> str:
    """A line for each speaker; empty if none has anything."""
    lines = list(cells)
    return "\n".join(lines) if any(lines) else ""


def _in_a_line(words: str) -> str:
    """Words over two lines of the source would look like two speakers' and are left out."""
    return "" if "\n" in words else words


def computed(quote: Quote, address: Address) -> dict:
    """What the record knows, each in a cell."""
    whole = record(quote, address)
    speakers = [a.party_name for a in quote.attributions.all() if a.is_voice]
    verdicts = [f"{r['verdict']}: {' '.join(with_difference(r).split())}" for r in whole["reviews"]]
    checks = [f"{c['publisher']}: {c['rating']}, {c['url']}" for c in whole["fact_checks"]]
    related = [f"{r['relation']}: {r['from']} → {r['to']}" for r in whole["related"]]
    return {
        "id": quote.pk,
        "page": whole["url"],
        "attribution": whole["attribution"]["sentence"],
        "speakers": "; ".join(speakers),
        "first_hand": quote.first_hand,
        "spoken_language": quote.spoken_language,
        "standing": whole["standing"]["words"],
        "review": whole["review"]["verdict"],
        "earlier_wording": whole["review"]["earlier_wording"],
        "evidence": evidence_in_a_line(quote, address),
        "reviews": "\n".join(verdicts),
        "fact_checks": "\n".join(checks),
        "related": "\n".join(related),
        "source_page": whole["source"]["url"],
    }


def texts_of(quotes: list[Quote]) -> dict[int, str]:
    """By quote, its source's text as far as that is shown; one capture in memory at a time."""
    by_capture: dict[int, list[Quote]] = {}
    for quote in quotes:
        if quote.capture.source.display != Source.Display.WITHHELD:
            by_capture.setdefault(quote.capture_id, []).append(quote)
    captures = Capture.objects.filter(pk__in=by_capture).values_list("pk", "text")
    return {
        quote.pk: _shown(quote, text)
        for capture, text in captures.iterator(chunk_size=10)
        for quote in by_capture[capture]
    }


def _shown(quote: Quote, text: str) -> str:
    full = quote.capture.source.display == Source.Display.FULL
    if full and len(text) <= LONGEST_TEXT:
        return text
    passages = excerpts(text, anchors([quote]))
    return "\n\n".join("".join(run.text for run in passage.runs) for passage in passages)


def harmless(cell) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe is put before what looks like one."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if FORMULA.match(text) else text


def as_it_was(cell: str) -> str:
    """A cell of such a table without the apostrophe that was put before it."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
