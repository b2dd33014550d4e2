"""Find the article in a fetched page: headline, byline, date, publisher, language, body.

The page is a stranger's. It is read by a process of its own, which has ten
seconds and is then ended, so that no page can block or crash the site.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .answer import Answer, Refused

READING_SECONDS = 10
_SHORTEST_TEXT, _SHORTEST_ARTICLE = 40, 200  # characters
_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class FoundArticle:
    """What a page says about itself, for a person to correct. Fields that it doesn't give are empty."""

    headline: str = ""
    author: str = ""
    published_on: str = ""
    publisher: str = ""
    language: str = ""
    body: str = ""
    warnings: list[str] = field(default_factory=list)


def read_article(answer: Answer) -> FoundArticle:
    """The article in a page. Raises Refused where there is none to be read."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "sources.fetch.page", answer.final_url, answer.content_type],
            input=answer.body,
            capture_output=True,
            timeout=READING_SECONDS,
            env=environment,
            cwd=_ROOT,
            check=True,
        )
        found = FoundArticle(**json.loads(child.stdout))
    except (subprocess.SubprocessError, ValueError):
        raise Refused(
            "The page was fetched, but it can't be read. Paste the text instead.", 200
        ) from None
    return _long_enough(found)


def _long_enough(found: FoundArticle) -> FoundArticle:
    if len(found.body.strip()) < _SHORTEST_TEXT:
        raise Refused("The page was fetched, but no article was found on it. Paste the text.", 200)
    if len(found.body) < _SHORTEST_ARTICLE:
        found.warnings.append(
            "Very little text was found on the page. Compare it with the page, or paste the text."
        )
    return found
