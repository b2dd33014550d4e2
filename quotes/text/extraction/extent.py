"""How far a partial quote extends beyond its marks: which words before and after belong to it.

Ruiz called the plan “a gift” to the banks: from “the plan” on, or from the mark? Each word where
the quote may begin or end is weighed by features such as the words beside it, the cue, and what the
rules of `clauses` say; the weights were learned from annotated news.
"""

from collections.abc import Callable

from quotes.text.extraction.cues import Cue
from quotes.text.extraction.learned import Learned, Weights, total
from quotes.text.extraction.tagged_text import TaggedText

Place = tuple[str, list[str]]

FARTHEST = 40  # words beside the marks
NEAR, MANY = 8, 2_000  # in a text of so many quoted spans, no article, only near words are weighed
_NO_EDGE = frozenset(",.;:!?…—–-()[]¶")
_SMALL = frozenset("DPAICSTWO")


class Extent:
    """Weighs where a quote with words of the article beside its marks begins and ends."""

    def __init__(self, tagged: TaggedText, learned: Learned) -> None:
        self.weights = learned.weights
        self.bonus = learned.thresholds["bare quotation marks"]
        self.tagged, self.tags, self.low = tagged, tagged.tags, tagged.low
        self.farthest = FARTHEST if len(tagged.quoted_spans) < MANY else NEAR

    def start(self, cue: Cue, side: str, floor: int, quote: int, rule: int) -> int:
        """The word where the content begins, from `floor` to `quote`; `rule` is the rules' choice."""
        places = self.starts(floor, quote)
        if len(places) < 2:
            return quote
        lead = self.quote_features(cue, side, quote)
        return self._best(
            self.weights["start"],
            places,
            quote,
            lead,
            lambda at: self.start_features(cue, floor, quote, rule, at, lead),
        )

    def end(self, cue: Cue, side: str, quote: int, ceiling: int, rule: int) -> int:
        """Behind the last word of the content, from behind `quote` to `ceiling`."""
        places = self.ends(quote, ceiling)
        if len(places) < 2:
            return quote + 1
        lead = self.quote_features(cue, side, quote)
        return self._best(
            self.weights["end"],
            places,
            quote + 1,
            lead,
            lambda at: self.end_features(quote, ceiling, rule, at, lead),
        )

    def starts(self, floor: int, quote: int) -> list[int]:
        first = max(floor, quote - self.farthest)
        return [at for at in range(first, quote) if self.tags[at] not in _NO_EDGE] + [quote]

    def ends(self, quote: int, ceiling: int) -> list[int]:
        last = min(ceiling, quote + self.farthest)
        behind = range(quote + 2, last + 1)
        return [quote + 1] + [at for at in behind if self.tags[at - 1] not in _NO_EDGE]

    def quote_features(self, cue: Cue, side: str, quote: int) -> list[str]:
        """What the quoted span itself and its cue say, whatever the place."""
        tagged = self.tagged
        quoted = tagged.quoted_spans[tagged.span_at[quote]]
        inner = tagged.text[quoted.start : quoted.start + 300].strip()
        words = tagged.text.count(" ", quoted.start, quoted.end) + 1
        size = "1" if words < 2 else "2-3" if words < 4 else "4-7" if words < 8 else "8-"
        tail = tagged.tail(tagged.span_at[quote])
        case = "small" if inner[:1].islower() else "capital"
        tail = tail if tail in ",.?!" else "word"
        return ["", side, cue.lemma, f"{side} {cue.how}", size, f"{case} {size}", tail,
                f"{tail} {size}", "that" if cue.that else "no that", cue.form,
                f"traits {cue.traits}", f"{side} {case} {tail}"]  # fmt: skip

    def start_features(
        self, cue: Cue, floor: int, quote: int, rule: int, at: int, lead: list[str]
    ) -> Place:
        """What a place where the quote may begin is called, and the features of its own."""
        tags, low = self.tags, self.low
        place = (
            "quote" if at == quote else "after" if at == cue.after
            else "floor" if at == floor else "between"
        )  # fmt: skip
        before, here = (tags[at - 1] if at else "¶"), tags[at]
        found = [f"{place} {before}{here}", f"{before}{here}", f"{place} left {_few(quote - at)}",
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
            found += [f"quote before {before} {feature}" for feature in lead[1:6]]
            if at and before in _SMALL:
                found.append(f"quote {low[at - 1]} {lead[4]}")
        return place, found

    def end_features(self, quote: int, ceiling: int, rule: int, at: int, lead: list[str]) -> Place:
        """What a place where the quote may end is called, and the features of its own."""
        tags, low = self.tags, self.low
        place = "quote" if at == quote + 1 else "stop" if at == ceiling else "between"
        last, here = tags[at - 1], (tags[at] if at < len(tags) else "¶")
        found = [f"{place} {last}{here}", f"{last}{here}", f"{place} right {_few(at - quote - 1)}",
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
        if "—" in between or "–" in between or "-" in between:
            found.append(f"{place} over a dash")
        if at == rule:
            found += ["rule", f"rule {place}"]
        if at == quote + 1:
            found += [f"quote then {here} {feature}" for feature in lead[1:8]]
            if here in _SMALL:
                found += [f"quote then {low[at]} {lead[4]}", f"quote then {low[at]} {lead[1]}",
                          f"quote then {low[at]} {lead[8]}"]  # fmt: skip
        return place, found

    def _best(
        self,
        weights: Weights,
        places: list[int],
        mark: int,
        lead: list[str],
        features_of: Callable[[int], Place],
    ) -> int:
        """The place of the greatest weight; `mark` itself, at the quoted span, has a bonus."""
        known: dict[str, float] = {}  # by the name of a place: most places share one
        best, most = mark, float("-inf")
        for at in places:
            place, features = features_of(at)
            if place not in known:
                known[place] = total(weights, named_features(place, lead))
            score = known[place] + total(weights, features) + (self.bonus if at == mark else 0.0)
            if score > most:
                best, most = at, score
        return best


def _few(words: int) -> str:
    return str(words) if words < 4 else "4-6" if words < 7 else "7-12" if words < 13 else "13-"


def named_features(place: str, lead: list[str]) -> list[str]:
    """The features of a quoted span and its cue, one set for each place they may favour."""
    return [f"{place} {feature}" for feature in lead]
