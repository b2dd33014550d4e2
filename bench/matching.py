"""The matching engine compared with difflib and rapidfuzz: speed, false matches, misses.

    python -m bench.matching [--edits 10000] [--slow 400] [--seed 1]

Texts and edits are generated; nobody said or wrote them. An edit takes a sentence of an article as
the quote, changes the article as editors do, and asks where the quote is now:

    intact       other sentences inserted, dropped and moved: it must be found
    typeset      the whole article set in other quote marks, dashes and spaces: it must be found
    repeated     its words printed a second time elsewhere: found in its place, or refused
    deleted      gone, its neighbours left: nothing may be matched
    twin         gone, and a sentence differing in a number, a name or a negation is
                 elsewhere: nothing may be matched
    altered      one word of it changed in its place: only that place may be matched

A false match is any place but the right one; a miss is an intact or typeset quote not
found. "Passed as same" counts altered quotes that are accepted without a word. The libraries accept
at a score; each gets the score at which it makes the fewest mistakes. They use no context. Times are
separate for quotes that are still there and for those that are gone or changed. The line
"verbatim" answers what the libraries answer, a place and a score, for all quotes of a text prepared
once; "unprepared" prepares the text again for each quote; "in full" also writes word diffs and
searches for the nearest passage of what is gone. The libraries have nothing to prepare.
"""

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from bench.edits import STANDING, Edit, article, sentence, spelt, typeset
from quotes.text.matching import MatchResult, PreparedText, compare

Times = tuple[float, float]
Found = tuple[tuple[int, int] | None, float]


def engine(case: Edit) -> Found:
    return _answered(compare(case.quote, case.text, hint=case.hint))


def _answered(result: MatchResult) -> Found:
    place = None if result.start is None or result.end is None else (result.start, result.end)
    if place is None:
        return None, 0.0
    return place, 100.0 if result.is_verbatim else 100 * result.measure


def unprepared(case: Edit) -> Found:
    """The same where no quote was looked for in the text before."""
    return engine(replace(case, text=PreparedText(case.text.raw)))


def in_full(case: Edit) -> Found:
    """The same with what no rival gives: the word diff, the measure, the nearest passage."""
    result = compare(case.quote, case.text, hint=case.hint)
    _ = result.diff, result.measure, result.nearest
    return _answered(result)


def by_difflib(case: Edit) -> Found:
    matcher = SequenceMatcher(None, case.text.raw, case.quote, autojunk=False)
    longest = matcher.find_longest_match()
    start = max(0, longest.a - longest.b)
    end = min(len(case.text.raw), start + len(case.quote))
    score = SequenceMatcher(None, case.text.raw[start:end], case.quote, autojunk=False).ratio()
    return (start, end), 100 * score


def by_rapidfuzz(case: Edit) -> Found:
    found = fuzz.partial_ratio_alignment(case.quote, case.text.raw)
    return ((found.dest_start, found.dest_end), found.score) if found else (None, 0.0)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0.8 * max(a[1] - a[0], b[1] - b[0])


def mistakes(cases: list[Edit], found: list[Found], accept: float) -> Counter[str]:
    """How often an answer accepted from this score on is false, missing, or silent on a change."""
    count: Counter[str] = Counter()
    for case, (place, score) in zip(cases, found, strict=True):
        taken = place is not None and score >= accept
        if taken and (case.place is None or place is None or not overlap(place, case.place)):
            count["false"] += 1
            count[f"false: {case.kind}"] += 1
        if not taken and case.kind in ("intact", "typeset"):
            count["missed"] += 1
            count[f"missed: {case.kind}"] += 1
    return count


OURS = (engine, unprepared, in_full)


def run(name: str, find: Callable[[Edit], Found], cases: list[Edit], scores: list[float]) -> Times:
    """Print one line of the table; seconds for each quote that is there, and for each that isn't."""
    found: list[Found] = []
    spent: dict[bool, list[float]] = {True: [], False: []}
    for case in cases:
        began = time.perf_counter()
        found.append(find(case))
        spent[case.kind in STANDING].append(time.perf_counter() - began)
    best = min(scores, key=lambda s: sum(mistakes(cases, found, s)[k] for k in ("false", "missed")))
    count = mistakes(cases, found, best)
    changed = [f for case, f in zip(cases, found, strict=True) if case.kind == "altered"]
    bar = 100.0 if find in OURS else best
    same = sum(place is not None and score >= bar for place, score in changed)
    detail = ", ".join(f"{k} {v}" for k, v in sorted(count.items()) if ":" in k)
    times = statistics.mean(spent[True]), statistics.mean(spent[False])
    print(
        f"{name:<10} {len(cases):>6} {count['false']:>6} {count['missed']:>7} "
        f"{same:>8}/{len(changed):<5} {times[0] * 1e3:>8.3f} {times[1] * 1e3:>8.3f} {best:>6.0f}"
        f"  {detail}"
    )
    return times


def long_quote(rng: random.Random) -> None:
    """A quote of 2,000 words in a text of a megabyte; ours in full, and nothing prepared."""
    lines: list[str] = []
    while sum(map(len, lines)) < 1_000_000:
        lines += [spelt(sentence(rng)) for _ in range(1000)]
    text = " ".join(lines)
    quote = " ".join(" ".join(lines[4000:4200]).split()[:2000])
    print(f"\n2,000 words in {len(text) / 1e6:.1f} MB, ms:")
    for name, quoted in (
        ("exact", quote),
        ("typeset", typeset(quote)),
        ("altered", quote.replace("bridge", "lighthouse", 3)),
        ("absent", " ".join(rng.sample(quote.split(), 2000))),
    ):
        began = time.perf_counter()
        result = compare(quoted, text)
        _ = result.diff, result.measure, result.nearest
        ours = time.perf_counter() - began
        began = time.perf_counter()
        fuzz.partial_ratio_alignment(quoted, text)
        theirs = time.perf_counter() - began
        print(f"  {name:<8} {result.kind:<11} {ours * 1e3:>8.1f}   rapidfuzz {theirs * 1e3:>9.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--slow", type=int, default=400, help="edits for the slower libraries")
    parser.add_argument("--seed", type=int, default=1)
    requested = parser.parse_args()
    rng = random.Random(requested.seed)
    cases: list[Edit] = []
    while len(cases) < requested.edits:
        cases += article(rng)
    del cases[requested.edits :]
    print(f"texts of {sum(len(c.text.raw) for c in cases) // len(cases)} characters on average")
    print("            edits  false  missed passed as same ms stands ms gone accept")
    scores = [float(s) for s in range(70, 101)]
    ours = run("verbatim", engine, cases, [0.0])
    run("unprepared", unprepared, cases, [0.0])
    run("in full", in_full, cases, [0.0])
    for name, find in (("rapidfuzz", by_rapidfuzz), ("difflib", by_difflib)):
        each = run(name, find, cases[: requested.slow], scores)
        ratios = [theirs / mine for theirs, mine in zip(each, ours, strict=True)]
        print(f"{'':<10} takes {ratios[0]:.1f} and {ratios[1]:.1f} times as long")
    long_quote(rng)


if __name__ == "__main__":
    main()
