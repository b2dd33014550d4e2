"""PolNeAR, read from a clone of its repository: annotated news to learn from.

The articles carry no licence, so no word of them is stored here.
"""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.text.quotation_marks import quoted_spans

NAME = "PolNeAR 1.0 (Newell and others, LREC 2018)"
ADDRESS = "https://github.com/networkdynamics/PolNeAR"
REVISION = "c3eee833c035bf7b8c84f55b58c0bf7346cfae76"
PRONOUNS = Path(__file__).with_name("pronouns.json")
_TEXTS, _ANNOTATIONS = "data/train/text/", "data/train/attributions/"
_ROW = re.compile(r"[TE]\d+\t")
Span = tuple[int, int]


class CorpusError(Exception):
    """The corpus can't be read, with a sentence that says why."""


@dataclass(slots=True)
class Annotation:
    """What the annotators marked as one quote: its content, its source, the words in marks."""

    content: list[Span]
    source: list[Span]
    quoted: list[Span]


@dataclass(slots=True)
class Article:
    """One article with its annotations; `meant` gives a name's span for a pronoun's offset."""

    name: str
    text: str
    annotations: list[Annotation]
    meant: dict[int, Span] = field(default_factory=dict)


def read_articles(repository: Path, revision: str = REVISION) -> list[Article]:
    """The articles of the train part, each with the fullest of its annotations, in order."""
    texts = _read_folder(repository, revision, _TEXTS)
    files = _read_folder(repository, revision, _ANNOTATIONS)
    meant = read_pronouns()
    versions: dict[str, list[str]] = defaultdict(list)
    for file, content in files.items():
        name = file.rpartition("_")[0]  # the rest is the annotator
        versions[name].append(content)
    articles = []
    for file, text in texts.items():
        name = file.removesuffix(".txt")
        fullest = max(versions[name], key=_count_attributions, default="")
        annotations = _annotations(fullest, text)
        articles.append(Article(name, text, annotations, meant.get(name, {})))
    return articles


def read_pronouns() -> dict[str, dict[int, Span]]:
    """Whom each “he” or “she” means: by article, the pronoun's offset and a name's span."""
    stored: dict[str, Any] = json.loads(PRONOUNS.read_text(encoding="utf-8"))
    found: dict[str, dict[int, Span]] = defaultdict(dict)
    for part in ("agreed", "judged"):
        for name, pronouns in stored[part].items():
            found[name] |= {int(at): (start, end) for at, (start, end) in pronouns.items()}
    return found


def _read_folder(repository: Path, revision: str, folder: str) -> dict[str, str]:
    """The files of one folder by name, as they are at the revision."""
    listing = _git(repository, ["ls-tree", "-r", "-z", "--name-only", revision, folder])
    paths = sorted(path for path in listing.decode().split("\0") if path)
    if not paths:
        raise CorpusError(f"{repository} holds no {folder} at revision {revision}.")
    requested = "".join(f"{revision}:{path}\n" for path in paths)
    answer = _git(repository, ["cat-file", "--batch"], requested.encode())
    contents = _split_batch(answer)
    return {Path(path).name: next(contents).decode() for path in paths}


def _split_batch(answer: bytes) -> Iterator[bytes]:
    """The contents in an answer of `git cat-file --batch`: a line with the size before each."""
    at = 0
    while at < len(answer):
        header, _, _ = answer[at : at + 1000].partition(b"\n")
        kind, _, size = header.rpartition(b" ")
        if not size.isdigit():
            raise CorpusError(f"A file of the corpus is missing: {kind.decode()}")
        start = at + len(header) + 1
        yield answer[start : start + int(size)]
        at = start + int(size) + 1


def _git(repository: Path, arguments: list[str], requested: bytes = b"") -> bytes:
    command = ["git", "-C", str(repository), *arguments]
    try:
        answer = subprocess.run(command, input=requested, capture_output=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as problem:
        raise CorpusError(
            f"{repository} isn’t a clone of {ADDRESS} with revision {REVISION}. Clone it first."
        ) from problem
    return answer.stdout


# -- annotations in the format of brat -----------------------------------------------------------


def _count_attributions(content: str) -> int:
    return sum(line.startswith("E") for line in content.split("\n"))


def _annotations(content: str, text: str) -> list[Annotation]:
    """The quotes of one annotation file: `T` lines hold spans, `E` lines tie them together."""
    rows = [line.split("\t") for line in content.split("\n") if _ROW.match(line)]
    spans = {row[0]: _spans(row[1]) for row in rows if row[0][0] == "T"}
    found = []
    for row in rows:
        if row[0][0] == "T":
            continue
        parts: dict[str, list[Span]] = defaultdict(list)
        for part in row[1].split():
            role, _, target = part.partition(":")
            parts[role.rstrip("0123456789")] += spans[target]
        if parts["Content"]:
            said = sorted(parts["Content"])
            quoted = [span for start, end in said for span in _quoted(text, start, end)]
            found.append(Annotation(said, sorted(parts["Source"]), quoted))
    return sorted(found, key=lambda one: one.content[0][0])


def _spans(words: str) -> list[Span]:
    """“Content 10 20;25 30”: the kind, then spans."""
    numbers = [span.split() for span in words.partition(" ")[2].split(";")]
    return [(int(start), int(end)) for start, end in numbers]


def _quoted(text: str, start: int, end: int) -> list[Span]:
    """The words in double marks within a span, or all of it if the marks are just outside."""
    found = [(q.start, q.end) for q in quoted_spans(text, start, end) if not q.single]
    if not found and text[start - 1 : start] in ('"', "“") and text[end : end + 1] in ('"', "”"):
        return [(start, end)]
    return found
