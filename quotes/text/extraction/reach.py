"""How far a partial quote reaches beside its marks: which words before and behind belong to it.

Ruiz called the plan “a gift” to the banks: from “the plan” on, or from the mark? Each word where
the quote may begin or end is weighed by signs such as the words beside it, the cue, and what the
rules of `clauses` say; the weights were learned from annotated news (bench/learn_reach.py).
"""

from quotes.text.extraction.cues import Frame
from quotes.text.extraction.page import Page
from quotes.text.extraction.reach_weights import ENDS, STARTS

FARTHEST = 40  # words beside the marks
LEAN = 1.0  # how much better than the mark itself another place must look
_NO_EDGE = frozenset(",.;:!?…—–-()[]¶")
_SMALL = frozenset("DPAICSTWO")


class Reach:
    """Weighs where a quote with words of the article beside its marks begins and ends."""

    def __init__(self, page: Page) -> None:
        self.page, self.tags, self.low = page, page.tags, page.low

    def start(self, frame: Frame, side: str, floor: int, quote: int, rule: int) -> int:
        """The word where the content begins, from `floor` to `quote`; `rule` is the rules' choice."""
        places = self.starts(floor, quote)
        if len(places) < 2:
            return quote
        lead = self._quote_signs(frame, side, quote)
        return max(
            places,
            key=lambda at: (
                (LEAN if at == quote else 0.0)
                + _sum(STARTS, self.start_signs(frame, floor, quote, rule, at, lead))
            ),
        )

    def end(self, frame: Frame, side: str, quote: int, ceiling: int, rule: int) -> int:
        """Behind the last word of the content, from behind `quote` to `ceiling`."""
        places = self.ends(quote, ceiling)
        if len(places) < 2:
            return quote + 1
        lead = self._quote_signs(frame, side, quote)
        return max(
            places,
            key=lambda at: (
                (LEAN if at == quote + 1 else 0.0)
                + _sum(ENDS, self.end_signs(frame, quote, ceiling, rule, at, lead))
            ),
        )

    def starts(self, floor: int, quote: int) -> list[int]:
        first = max(floor, quote - FARTHEST)
        return [at for at in range(first, quote) if self.tags[at] not in _NO_EDGE] + [quote]

    def ends(self, quote: int, ceiling: int) -> list[int]:
        last = min(ceiling, quote + FARTHEST)
        behind = range(quote + 2, last + 1)
        return [quote + 1] + [at for at in behind if self.tags[at - 1] not in _NO_EDGE]

    def _quote_signs(self, frame: Frame, side: str, quote: int) -> list[str]:
        """What the stretch itself and its cue say, whatever the place."""
        page = self.page
        stretch = page.stretches[page.stretch_at[quote]]
        inner = page.text[stretch.start : stretch.start + 300].strip()
        words = page.text.count(" ", stretch.start, stretch.end) + 1
        size = "1" if words < 2 else "2-3" if words < 4 else "4-7" if words < 8 else "8-"
        tail = page.tail(page.stretch_at[quote])
        case = "small" if inner[:1].islower() else "capital"
        tail = tail if tail in ",.?!" else "word"
        return ["", side, frame.lemma, f"{side} {frame.how}", size, f"{case} {size}", tail,
                f"{tail} {size}", "that" if frame.that else "no that", frame.form,
                f"traits {frame.traits}", f"{side} {case} {tail}"]  # fmt: skip

    def start_signs(
        self, frame: Frame, floor: int, quote: int, rule: int, at: int, lead: list[str]
    ) -> list[str]:
        tags, low = self.tags, self.low
        place = (
            "quote" if at == quote else "after" if at == frame.after
            else "floor" if at == floor else "between"
        )  # fmt: skip
        before, here = (tags[at - 1] if at else "¶"), tags[at]
        found = [f"{place} {sign}" for sign in lead]
        found += [f"{place} {before}{here}", f"{before}{here}", f"{place} left {_few(quote - at)}",
                  f"{place} right {_few(at - floor)}"]  # fmt: skip
        if at and before in _SMALL:
            found.append(f"{place} behind {low[at - 1]}")
        if here in _SMALL:
            found.append(f"{place} at {low[at]}")
        between = tags[at:quote]
        if "," in between:
            found.append(f"{place} over a comma")
        if "V" in between:
            found.append(f"{place} over a verb")
        if "A" in between:
            found.append(f"{place} over an auxiliary")
        if at == rule:
            found += ["rule", f"rule {place}"]
        if at == quote:
            found += [f"quote before {before} {sign}" for sign in lead[1:6]]
            if at and before in _SMALL:
                found.append(f"quote {low[at - 1]} {lead[4]}")
        return found

    def end_signs(
        self, frame: Frame, quote: int, ceiling: int, rule: int, at: int, lead: list[str]
    ) -> list[str]:
        tags, low = self.tags, self.low
        place = "quote" if at == quote + 1 else "stop" if at == ceiling else "between"
        last, here = tags[at - 1], (tags[at] if at < len(tags) else "¶")
        found = [f"{place} {sign}" for sign in lead]
        found += [f"{place} {last}{here}", f"{last}{here}", f"{place} right {_few(at - quote - 1)}",
                  f"{place} left {_few(ceiling - at)}"]  # fmt: skip
        if here in _SMALL:
            found.append(f"{place} before {low[at]}")
        if here == "," and at + 1 < len(tags):
            found.append(f"{place} before ,{tags[at + 1]}")
            if tags[at + 1] in _SMALL:
                found.append(f"{place} before , {low[at + 1]}")
        between = tags[quote + 1 : at]
        if "," in between:
            found.append(f"{place} over a comma")
        if "V" in between:
            found.append(f"{place} over a verb")
        if "Q" in between:
            found.append(f"{place} over a quote")
        if any(mark in between for mark in "—–-"):
            found.append(f"{place} over a dash")
        if at == rule:
            found += ["rule", f"rule {place}"]
        if at == quote + 1:
            found += [f"quote then {here} {sign}" for sign in lead[1:8]]
            if here in _SMALL:
                found += [f"quote then {low[at]} {lead[4]}", f"quote then {low[at]} {lead[1]}",
                          f"quote then {low[at]} {lead[8]}"]  # fmt: skip
        return found


def _few(words: int) -> str:
    return str(words) if words < 4 else "4-6" if words < 7 else "7-12" if words < 13 else "13-"


def _sum(weights: dict[str, float], signs: list[str]) -> float:
    return sum(weights.get(sign, 0.0) for sign in signs)
