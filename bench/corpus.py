"""An invented record of any size: generated words, invented people and outlets.

50,000 speakers who speak by Zipf's law, five quotes an article, 15 years, two languages in
a hundred other than English. Written as export_record writes, so it comes in through the
project's own import. The same N gives the same record.
"""

import bisect
import datetime as dt
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SYLLABLES = "ba ce di fo gu ha le mi no pu ra se ti vo wu ka re si do lan mer tor vin".split()
SMALL = "the of and to in that is for it was on we not with be are this have will by".split()
FIRST = [
    a + b
    for a in ("Al", "Be", "Ca", "Da", "El", "Fi", "Go", "Ha", "Is", "Jo", "Ka", "Lu")
    for b in ("ra", "mon", "vin", "sel", "tta", "rik", "na", "dor")
]
LAST = [
    a + b + c
    for a in ("Ash", "Bren", "Cor", "Dun", "Ever", "Fal", "Grim", "Hol", "Kest", "Mar")
    for b in ("a", "el", "i", "o", "um", "ing", "en", "or")
    for c in ("field", "wick", "stad", "by", "mont", "ley", "sen", "rup", "dale", "heim")
]
KINDS = ("direct", "partial", "paraphrase")
VERDICTS = ("confirmed", "not_traced", "altered", "out_of_context", "disputed")
CUES = ("said", "told reporters", "wrote", "denied", "added")
FIRST_DAY = dt.date(2011, 1, 1)
DAYS = 15 * 365
SPEAKERS = 50_000
NOW = "2026-01-01T12:00:00+00:00"


class Zipf:
    """Draws ranks by Zipf's law."""

    def __init__(self, size: int, chance: random.Random, exponent: float = 1.0) -> None:
        weights = (1 / (rank + 2.7) ** exponent for rank in range(size))
        self.sums = list(itertools.accumulate(weights))
        self.chance = chance

    def draw(self) -> int:
        return bisect.bisect(self.sums, self.chance.random() * self.sums[-1])


def words() -> list[str]:
    """Twenty small words, then 30,000 invented ones, the commonest first."""
    made = (
        "".join(parts) for size in (2, 3, 4) for parts in itertools.product(SYLLABLES, repeat=size)
    )
    return SMALL + list(itertools.islice(made, 30_000))


def write(quotes: int, file: Path) -> None:
    part = file.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for line in lines(quotes):
            out.write(json.dumps(line, separators=(",", ":")) + "\n")
    part.rename(file)


def name_of(number: int) -> str:
    first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
    middle = number // (len(FIRST) * len(LAST))
    return f"{first} {LAST[middle * 7 % len(LAST)]} {last}" if middle else f"{first} {last}"


def lines(quotes: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(11)
    speakers = min(SPEAKERS, max(100, quotes // 2))
    articles = quotes // 5
    for n in range(1, 301):
        yield row("sources.publisher", n, name=f"The {LAST[n * 3 % len(LAST)]} {n}", kind="outlet")
    texts = Texts(chance, speakers)
    for n in range(1, articles + 1):
        day = FIRST_DAY + dt.timedelta(days=int(DAYS * n / articles))
        yield row(
            "sources.source",
            n,
            kind="article",
            publisher_id=1 + texts.outlets.draw(),
            headline=f"Report {n}",
            published_on=day.isoformat(),
            display="full",
            added_at=NOW,
            language="en" if chance.random() < 0.98 else chance.choice(("fr", "de", "es")),
        )
    made: list[list[dict[str, Any]]] = []
    for n in range(1, articles + 1):
        text, quoted = texts.article()
        yield row(
            "sources.capture",
            n,
            source_id=n,
            text=text,
            length=len(text),
            sha256=f"{n:064x}",
            captured_at=NOW,
            method="pasted",
        )
        made.append(quoted)
    for n in range(1, 101):
        yield row("quotes.topic", n, name=f"Story {n}")
    for n in range(1, speakers + 1):
        yield row("quotes.speaker", n, name=name_of(n), kind="person")
    number = 0
    for article, quoted in enumerate(made, 1):
        for one in quoted:
            number += 1
            yield quote(number, article, one, chance)


def write_flat(quotes: int, file: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        for line in itertools.islice(flat_rows(), quotes):
            out.write(json.dumps(line) + "\n")


def flat_rows() -> Iterator[dict[str, str]]:
    """One quote a row, as others' tables have them, each with its article; one in six alone in it."""
    texts = Texts(random.Random(13), SPEAKERS)
    for number in itertools.count(1):
        text, quoted = texts.article()
        day = (FIRST_DAY + dt.timedelta(days=number % DAYS)).isoformat()
        for one in quoted[: 1 if number % 2 else 5]:
            yield {
                "url": f"https://outlet.example/flat/{number}",
                "headline": f"Flat report {number}",
                "publisher": f"The {LAST[texts.outlets.draw() * 3 % len(LAST)]}",
                "published_on": day,
                "language": "en",
                "text": text,
                "words": one["words"],
                "speaker": name_of(one["speaker"]),
                "as_named": name_of(one["speaker"]),
                "cue": one["cue"],
                "said_from": day,
                "topics": f"Story {number % 100}",
            }


def row(sort: str, number: int, /, **columns: Any) -> dict[str, Any]:
    return {"type": sort, "id": number, **columns}


class Texts:
    """Articles of five quotes each, by the words' and the speakers' own frequencies."""

    def __init__(self, chance: random.Random, speakers: int) -> None:
        self.chance, self.vocabulary = chance, words()
        self.ranks = Zipf(len(self.vocabulary), chance)
        self.speakers, self.outlets = Zipf(speakers, chance), Zipf(300, chance)

    def article(self) -> tuple[str, list[dict[str, Any]]]:
        text, quoted = "", []
        for _ in range(5):
            said = " ".join(
                self.vocabulary[self.ranks.draw()] for _ in range(self.chance.randint(8, 40))
            )
            speaker, cue = 1 + self.speakers.draw(), self.chance.choice(CUES)
            start = len(text)
            text += f"“{said},” {name_of(speaker)} {cue}.\n\n"
            quoted.append(
                {
                    "start": start,
                    "end": start + len(said) + 3,
                    "speaker": speaker,
                    "cue": cue,
                    "words": f"“{said},”",
                }
            )
        return text, quoted


def quote(number: int, article: int, one: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    verdict = chance.choice(VERDICTS) if chance.random() < 0.1 else ""
    words = {name: one[name] for name in ("start", "end", "words")}
    segment = {"id": number, "position": 0, **words}
    party = {
        "id": number,
        "position": 0,
        "relation": "voice",
        "as_named": name_of(one["speaker"]),
        "speaker_id": one["speaker"],
    }
    return row(
        "quotes.quote",
        number,
        capture_id=article,
        kind=KINDS[chance.randrange(3)],
        cue=one["cue"],
        medium="",
        status="published",
        published_at=NOW,
        created_at=NOW,
        revision_number=1,
        segments=[segment],
        attributions=[party],
        revisions=[publication(number, segment, party, one["cue"])],
        reviews=[review(number, verdict)] if verdict else [],
        topics=[1 + int(chance.random() ** 3 * 100)] if chance.random() < 0.5 else [],
    )


def publication(number: int, segment: dict, party: dict, cue: str) -> dict[str, Any]:
    return {
        "id": number,
        "number": 1,
        "made_at": NOW,
        "kind": "published",
        "reason": "Generated.",
        "is_public": True,
        "changes_words_or_speaker": True,
        "snapshot": {"segments": [segment], "attribution": [party], "cue": cue},
    }


def review(number: int, verdict: str) -> dict[str, Any]:
    return {
        "id": number,
        "quote_revision": 1,
        "verdict": verdict,
        "reason": "Looked for.",
        "reviewed_at": NOW,
    }
