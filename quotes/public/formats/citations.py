"""A quote as scholars cite it: plain text, BibTeX, RIS and CSL-JSON.

A citation names the quote, its version and the source of the words, and always has
the attribution with its cue.
"""

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from quotes.attribution import one_line
from quotes.models import Quote
from quotes.public.presentation.labels import status_in_line
from quotes.public.presentation.words import plain
from quotes.text.direction import isolated
from sources.storable_text import plain_line


@dataclass(frozen=True)
class Reference:
    """Everything a citation says; `day` is when it was said, else published."""

    number: int
    version: int
    speakers: tuple[str, ...]
    words: str
    language: str
    kind: str
    sentence: str
    status: str
    source: str
    source_in_line: str
    publisher: str
    day: dt.date | None
    url: str
    read_on: dt.date


def reference(quote: Quote, url: str, read_on: dt.date) -> Reference:
    source = quote.capture.source
    voices = [a for a in quote.attributions.all() if a.is_voice]
    return Reference(
        number=quote.pk,
        version=quote.public_version,
        speakers=tuple(plain_line(a.party_name) for a in voices),
        words=plain_line(plain(quote)),
        kind=quote.get_kind_display(),
        sentence=one_line(quote),
        status=status_in_line(quote.standing, plain_line),
        language=source.language,
        source=plain_line(source.title),
        source_in_line=source.described.isolated(plain_line).name,
        publisher=plain_line(source.publisher.name) if source.publisher else "",
        day=quote.said_from or source.published_on,
        url=url,
        read_on=read_on,
    )


def as_text(cited: Reference) -> str:
    words = isolated(cited.words, cited.language)
    place = ", ".join(filter(None, [_place(cited), _day(cited)]))
    return (
        f"{words} ({cited.kind}.) {cited.sentence} {cited.status} In: {place}. "
        f"Verbatim, quote {cited.number}, version {cited.version}. {cited.url} "
        f"(read {_english(cited.read_on)}).\n"
    )


def as_bibtex(cited: Reference) -> str:
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.speakers),
        "title": f"{{{_tex(cited.words)}}}",
        "howpublished": _tex(_place(cited)),
        "year": str(cited.day.year) if cited.day else "",
        "month": f"{cited.day.month:02}" if cited.day else "",
        "day": f"{cited.day.day:02}" if cited.day else "",
        "note": _tex(
            f"{cited.kind}. {cited.sentence} {cited.status} Verbatim, quote {cited.number}, "
            f"version {cited.version}"
        ),
        "url": cited.url,
        "urldate": cited.read_on.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{verbatim{cited.number},\n" + ",\n".join(lines) + "\n}\n"


def as_ris(cited: Reference) -> str:
    lines = [("TY", "GEN"), *(("AU", name) for name in cited.speakers)]
    lines += [
        ("TI", cited.words),
        ("T2", cited.source),
        ("PB", cited.publisher),
        ("PY", str(cited.day.year) if cited.day else ""),
        ("DA", f"{cited.day:%Y/%m/%d}/" if cited.day else ""),
        ("N1", f"{cited.kind}. {cited.sentence} {cited.status}"),
        ("DP", "Verbatim"),
        ("ID", f"verbatim{cited.number}"),
        ("ET", f"version {cited.version}"),
        ("UR", cited.url),
        ("Y2", f"{cited.read_on:%Y/%m/%d}/"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def as_csl(cited: Reference) -> str:
    item = {
        "id": f"verbatim{cited.number}",
        "type": "document",
        "title": cited.words,
        "author": [{"literal": name} for name in cited.speakers],
        "container-title": cited.source,
        "publisher": cited.publisher,
        "issued": _parts(cited.day),
        "accessed": _parts(cited.read_on),
        "version": str(cited.version),
        "archive": "Verbatim",
        "note": f"{cited.kind}. {cited.sentence} {cited.status}",
        "URL": cited.url,
    }
    result = {name: value for name, value in item.items() if value}
    return json.dumps([result], ensure_ascii=False, indent=1) + "\n"


#: By the URL's suffix: the function that writes it, and its content type.
STYLES: dict[str, tuple[Callable[[Reference], str], str]] = {
    "txt": (as_text, "text/plain; charset=utf-8"),
    "bib": (as_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (as_ris, "application/x-research-info-systems; charset=utf-8"),
    "csl": (as_csl, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


def _parts(day: dt.date | None) -> dict | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _place(cited: Reference) -> str:
    return ", ".join(filter(None, [cited.source_in_line, isolated(cited.publisher)]))


def _day(cited: Reference) -> str:
    return _english(cited.day) if cited.day else ""


def _english(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


_TEX = re.compile(r"[\\{}$&#^_~%]")
_TEX_NAMES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def _tex(text: str) -> str:
    return _TEX.sub(lambda found: _TEX_NAMES.get(found.group(), "\\" + found.group()), text)
