"""The repository is written in plain English: words that only its authors used are gone.

`python -m tests.test_language` lists every place that docs/glossary.md rules out.
"""

import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THIS = Path(__file__).relative_to(ROOT).as_posix()

#: What is written by others, or is data: articles, word lists, migrations, pinned packages.
DATA = re.compile(
    r"migrations/|lexicon/|weights|^seeds/|^tests/data/|vendor/|node_modules|package"
    r"|LICENSE|^docs/glossary\.md$|^docs/pictures/.*\.png$|^requirements.*\.txt$"
)
READ = {".py", ".html", ".xml", ".js", ".css", ".md", ".toml", ".sh", ".svg", ".ini", ""}

#: Words of the private dialect, and the plain word for each.
PROSE = {
    r"\btold\b": "shown, given, known, or “distinguished” for “told apart”",
    r"\btells?\b[^.;:]{0,60}\bapart\b": "distinguishes",
    r"\b(tells?|telling) of\b|\btelling\b": "reports, describes",
    r"\bheld\b(?! up)": "kept, stored, existing, compared",
    r"\b(hold|holds|holding)\b[^.;:]{0,80}\bagainst\b": "compares with",
    r"\banew\b": "again",
    r"\baloud\b": "in the answer",
    r"\brooms?\b(?! for)": "folder, package, space",
    r"\bdoors?\b": "entry point, page, access check",
    r"\b(?<!White )(?<!in-)houses?\b(?! style)": "newsroom, project",
    r"\bbears? on\b|\bbearing\b": "is related to",
    r"\b(stand|stands|stood|standing)\b(?! for\b)": "is, appears, occurs",
    r"\b(kept|keeps?|keeping)\b[^.,;:]{0,30}\bfrom (nothing|going|them)\b|\bkept from\b": "stopped",
    r"\bwhat waits\b|\bwaits? (at|to be|there)\b": "queue",
    r"\bstretch(es)?\b": "span; segment; quoted span",
    r"\btall(y|ies|ied)\b": "count",
    r"\bsorts? of\b": "kind of",
    r"\bforce[sd]? (\w+ )?out\b": "requires to be erased",
    r"\b(nobody|somebody|anybody) of\b": "no one in, someone in",
    r"\b(is|are) no (time|kinds?|names|list|languages?|day|number)\b": "isn't a",
    r"\bdatabase (is|was|goes) away\b": "is unavailable",
    r"\bforerunner\b": "the quote it replaces",
}
#: Parts of names in code.
NAMES = {
    "told": "result",
    "held": "existing",
    "asked": "requested",
    "anew": "again",
    "aloud": "shown",
    "room": "space, folder",
    "rooms": "folders",
    "door": "view, entry point",
    "doors": "views, entry points",
    "house": "project",
    "bears": "related",
    "bearing": "related",
    "stretch": "span",
    "stretches": "spans",
    "tally": "count",
    "tallies": "counts",
    "tallied": "counted",
    "offer": "suggestion",
    "offers": "suggestions",
    "offered": "suggested",
    "guess": "suggestion",
    "guesses": "suggestions",
    "guessing": "suggestion",
    "laying": "layout",
    "stands": "occurs",
    "stood": "was",
}
#: Words for code that readers and journalists don't meet.
PAGES = {
    r"\bvoices?\b": "speaker",
    r"\bcarriers?\b": "passed on by",
    r"\bcapacit(y|ies)\b": "on behalf of, led by",
    r"\bsorts?\b": "kind",
}
#: Where a ruled-out word is right: a stored value, a literal use, another program's name.
EXCEPTIONS = {
    r".*": r"TOLD = |\"told\"|'told'|stretch_(start|end)|match_stretch|held_(from|until|on)",
    r"^quotes/text/": r"TELLING|TOLD|told to A|speaker first: told|_ADDRESSED",
    r"^(config|tests/config)/": r"guess",  # passwords
    r"^templates/quotes/how_to_read": r"as told to",
    r"^tests/test_(docs|journey)|^tests/.*attribution": r"TOLD_|told Harbour|told to",
}


def files() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if name != THIS and path.suffix in READ and path.is_file() and not DATA.search(name):
            yield path


def offences(name: str, text: str) -> Iterator[str]:
    """`file:line: words (plain word)` for each ruled-out word; a file's own name counts, too."""
    spoken = list(_python(name, text)) if name.endswith(".py") else list(_whole(name, text))
    spoken.append((1, "name", name.replace("/", " ")))
    for number, kind, words in spoken:
        patterns = _name_patterns() if kind == "name" else PROSE | (PAGES if kind == "page" else {})
        for pattern, plain in patterns.items():
            for match in re.finditer(pattern, words, re.IGNORECASE):
                line = number + words[: match.start()].count("\n")
                if not _excepted(name, text.splitlines()[line - 1 : line]):
                    said = " ".join(match[0].split())
                    yield f"{name}:{line}: {said} ({plain})"


def _name_patterns() -> dict[str, str]:
    return {rf"(?<![a-z]){word}(?![a-z])": plain for word, plain in NAMES.items()}


def _excepted(name: str, line: list[str]) -> bool:
    return any(
        re.search(where, name) and re.search(allowed, "".join(line))
        for where, allowed in EXCEPTIONS.items()
    )


def _without_quoted(words: str) -> str:
    """Quoted words are somebody else's: blank them, and code in back quotes, at their length."""
    return re.sub(
        r"“[^”]*”|‘[^’]*’|`[^`\n]*`", lambda m: re.sub(r"[^\n]", "·", m[0]), words, flags=re.DOTALL
    )


def _whole(name: str, text: str) -> Iterator[tuple[int, str, str]]:
    if name.endswith((".html", ".xml")):
        text = re.sub(r"\{[%{].*?[%}]\}", lambda m: re.sub(r"[^\n]", "·", m[0]), text)
        text = re.sub(r"<[^>]*>", lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        yield 1, "page", _without_quoted(text)
    else:
        yield 1, "prose", _without_quoted(text)


def _python(name: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Names of Python code, its comments, docstrings and, outside of tests, its sentences."""
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", token.string)
            yield token.start[0], "name", snake
        elif token.type == tokenize.COMMENT:
            yield token.start[0], "prose", _without_quoted(token.string)
        elif token.type == tokenize.STRING:
            is_doc = before in (tokenize.NEWLINE, tokenize.INDENT, tokenize.NL, tokenize.DEDENT)
            is_sentence = len(token.string.split()) > 3 and not name.startswith(
                ("tests/", "bench/")
            )
            if is_doc or is_sentence:
                yield token.start[0], "prose", _without_quoted(token.string)
        elif token.type == getattr(tokenize, "FSTRING_MIDDLE", None):  # from Python 3.12 on
            yield token.start[0], "prose", _without_quoted(token.string)
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            before = token.type


def everything() -> list[str]:
    found: dict[str, None] = {}
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        found.update(dict.fromkeys(offences(name, path.read_text())))
    return list(found)


def test_the_repository_is_written_in_plain_english():
    assert everything() == []


def test_ruled_out_words_are_found_wherever_they_may_be():
    planted = {
        "quotes/planted.py": 'def held():\n    """Write it anew."""\n    return "They are told apart"\n',
        "tests/test_planted.py": "# Which door it is\nclass TallyOfQuotes: ...\n",
        "templates/planted.html": "<p>\nWhere it stands, and its voice</p>\n",
        "docs/planted.md": "The rooms.\n",
        "static/laying.js": "",
    }
    found = [line.split(" (")[0] for name, text in planted.items() for line in offences(name, text)]
    assert found == [
        "quotes/planted.py:1: held",
        "quotes/planted.py:2: anew",
        "quotes/planted.py:3: told",
        "tests/test_planted.py:1: door",
        "tests/test_planted.py:2: Tally",
        "templates/planted.html:2: stands",
        "templates/planted.html:2: voice",
        "docs/planted.md:1: rooms",
        "static/laying.js:1: laying",
    ]


if __name__ == "__main__":
    print("\n".join(everything()))  # noqa: T201
