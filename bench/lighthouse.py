"""Compares the reading pages with Lighthouse: performance, accessibility, best practices, search.

Serves the sample record as `make run` does, from a data directory of its
own, and asks Lighthouse for each page as a phone on a slow network sees it.
Fails when a score is under 98.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from bench.serving import served

LEAST = 98
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> int:
    npx, chromium = shutil.which("npx"), shutil.which("chromium") or shutil.which("google-chrome")
    if not (npx and chromium):
        print("Lighthouse needs npm and chromium; one of them isn't installed.")
        return 2
    with tempfile.TemporaryDirectory() as data, served(Path(data), ["seed"]) as address:
        worst = min(lowest_score(npx, chromium, address, page) for page in pages(address))
    return int(worst < LEAST)


def pages(address: str) -> list[str]:
    """Home, results, a quote and its article.

    The results are those of the whole list: a search's own are closed to
    search engines on purpose, which Lighthouse would count as a fault.
    """
    found = json.load(urllib.request.urlopen(f"{address}/quotes.json?q=centuries", timeout=10))
    quote = found["quotes"][0]["url"]
    return ["/", "/quotes/", quote.removeprefix(address), "/articles/1/"]


def lowest_score(npx: str, chromium: str, address: str, page: str) -> int:
    """Print a page's four scores and return the lowest."""
    command = [
        npx, "--yes", "lighthouse@13", address + page, "--quiet", "--output=json",
        f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}",
    ]  # fmt: skip
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    report = json.loads(done.stdout)
    scores = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    weight = report["audits"]["total-byte-weight"]["numericValue"] / 1000
    line = "  ".join(f"{name} {score}" for name, score in scores.items())
    print(f"{page:30.30}  {line}  layout shift {shift:.3f}  {weight:.0f} kB", flush=True)
    for name, audit in report["audits"].items():
        if audit["score"] is not None and audit["score"] < 0.9 and scores_of(report, name):
            print(f"    {name}: {audit['title']} {audit.get('displayValue', '')}")
    return min(scores.values())


def scores_of(report: dict, audit: str) -> bool:
    """Whether an audit weighs in any score."""
    references = (ref for c in report["categories"].values() for ref in c["auditRefs"])
    return any(ref["id"] == audit and ref["weight"] for ref in references)


if __name__ == "__main__":
    sys.exit(main())
