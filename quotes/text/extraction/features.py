"""The features of a quoted span and its cue, from which confidence is computed."""

import re

from quotes.text.extraction.candidates import Candidate
from quotes.text.extraction.lexicon.words import OUTLET_WORDS
from quotes.text.extraction.people import People
from quotes.text.extraction.proposals import Mention
from quotes.text.extraction.tagged_text import TaggedText

_SPEAKING = re.compile(r"\b(?:I|we|my|our|us|me|you|your|I['’]m|we['’]re)\b")
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|have|has|had|do|does|did|will|would|can|could|should|must|may"
    r"|not|[a-z]+n['’]t|[a-z]+['’](?:s|re|ve|ll))\b"
)
_WORK = frozenset(
    "film movie book song show program programme podcast album series magazine column author "
    "novel play episode memoir documentary musical opera sitcom anthem titled entitled "
    "headlined starred tune bestseller ballad comedy drama host hosts hosted co-host slogan "
    "hashtag tour".split()
)
_SMALL = frozenset("DPAICSTWO")
_WORDS = frozenset("nvEV")
_NAMED = frozenset("called so-called dubbed nicknamed known titled entitled named termed".split())


def span_features(tagged: TaggedText, quote: int) -> list[str]:
    """Features of a quoted span by itself and by the words beside it."""
    quoted = tagged.quoted_spans[tagged.span_at[quote]]
    inner = tagged.text[quoted.start : min(quoted.end, quoted.start + 400)].strip()
    words = inner.split()
    size = _size(len(words))
    tail = tagged.tail(tagged.span_at[quote])
    ends = tail if tail in ",.?!—" else "word"
    before = tagged.tags[quote - 1] if quote else "¶"
    after = tagged.tags[quote + 1] if quote + 1 < len(tagged.tags) else "¶"
    found = ["bias", f"size {size}", f"tail {ends}", f"size {size} tail {ends}",
             f"before {before}", f"after {after}", f"before {before} size {size}",
             f"after {after} size {size}", f"before {before} after {after}"]  # fmt: skip
    if len(words) < 9 and _is_title(words):
        found.append(f"capitals tail {ends}")
    if inner[:1].islower():
        found.append("starts small")
    if _SPEAKING.search(inner):
        found.append("speaks of itself")
    if _VERBAL.search(inner):
        found.append("has a verb")
    near = tagged.low[max(0, quote - 4) : quote]
    if any(word in _WORK for word in near):
        found.append("a work is near")
    if near and near[-1] in _NAMED:
        found.append(f"named {near[-1]}")
    if before == after == "N":
        found.append("within a name")
    if quoted.single:
        found.append("single marks")
    return found


def link_features(tagged: TaggedText, candidate: Candidate) -> list[str]:
    """Features of the tie between a quoted span and its cue."""
    cue = candidate.cue
    found = [f"why {candidate.why}"]
    if candidate.quotes:
        quoted = tagged.quoted_spans[tagged.span_at[candidate.quotes[0]]]
        words = tagged.text.count(" ", quoted.start, quoted.end) + 1
        found.append(f"why {candidate.why} size {_size(words)}")
    if cue is not None:
        weak = "weak" if "w" in cue.traits else "said" if cue.lemma == "say" else "firm"
        found.append(f"lemma {cue.lemma}")
        found += [f"cue {weak}", f"cue {weak} {candidate.side}", f"form {cue.form}"]
        if cue.negated:
            found.append("negated")
    return found


def quotation_features(tagged: TaggedText, candidate: Candidate, quote: int) -> list[str]:
    """Features of whether a quoted span is somebody's words at all, with its cue in view."""
    tie = link_features(tagged, candidate) + span_features(tagged, quote)
    return tie + _case_features(tagged, candidate, quote) + _lead_features(tagged, quote)


def _case_features(tagged: TaggedText, candidate: Candidate, quote: int) -> list[str]:
    """How a quoted span is capitalised, and what is next to it: titles and doubted words differ."""
    quoted = tagged.quoted_spans[tagged.span_at[quote]]
    inner = tagged.text[quoted.start : min(quoted.end, quoted.start + 400)].strip()
    words, tags, low = inner.split(), tagged.tags, tagged.low
    case = "other"
    if len(words) < 9 and _is_title(words):
        case = "title"
    elif inner[:1].isalpha():
        case = "capital" if inner[0].isupper() else "small"
    before = tags[quote - 1] if quote else "¶"
    after = tags[quote + 1] if quote + 1 < len(tags) else "¶"
    found = [f"{case} size {_size(len(words))}", f"{case} before {before}",
             f"{case} after {after}", f"{case} why {candidate.why}"]  # fmt: skip
    if candidate.cue is not None:
        found.append(f"{case} lemma {candidate.cue.lemma}")
    if quote and before in _SMALL:
        found.append(f"{case} behind {low[quote - 1]}")
    if after in _SMALL:
        found.append(f"{case} then {low[quote + 1]}")
    if quote and low[quote - 1].replace("'s", "") in OUTLET_WORDS:
        found.append(f"{case} behind an outlet")
    if inner.isupper() and len(inner) > 1:
        found.append("all capitals")
    return found


def _lead_features(tagged: TaggedText, quote: int) -> list[str]:
    """The last common word before a quoted span, over small words, and the one right behind it."""
    tags, low, found = tagged.tags, tagged.low, []
    for at in range(quote - 1, max(-1, quote - 4), -1):
        if tags[at] in _WORDS:
            found.append(f"led in by {low[at]}")
        if tags[at] not in "DIOCR,":
            break
    if quote + 1 < len(tags) and tags[quote + 1] in _WORDS:
        found.append(f"followed by {low[quote + 1]}")
    return found


def _shape_features(tagged: TaggedText, candidate: Candidate, size: str) -> list[str]:
    """Features of how many words surround the quoted spans, and of who would be the speaker."""
    first, last = candidate.quotes[0], candidate.quotes[-1]
    speaker = candidate.speaker
    who = speaker.kind if speaker is not None else "nobody"
    if speaker is not None and speaker.kind == "common":
        who = "common who speaks" if speaker.speaks else "thing"
    found = [f"who {who}", f"who {who} size {size}", f"spans {min(3, len(candidate.quotes))}"]
    if first:
        word = tagged.low[first - 1]
        found.append(f"beside {word}" if tagged.tags[first - 1] in "DICOAPT" else "beside a word")
    if last + 1 < len(tagged.low) and tagged.tags[last + 1] in "DICOAPTV":
        found.append(f"then {tagged.low[last + 1]}")
    if candidate.cue is not None:
        gap = first - candidate.cue.word
        found.append(f"gap {_gap(gap)}")
        found.append(f"gap {_gap(gap)} size {size}")
        if "," in tagged.tags[min(first, candidate.cue.word) : max(first, candidate.cue.word)]:
            found.append("a comma between")
        found.append("that" if candidate.cue.that else "no that")
    if candidate.ranges:
        wide = sum(stop - start for start, stop in candidate.ranges) - len(candidate.quotes)
        found.append(f"words around {_gap(wide)}")
        found.append(f"words around {_gap(wide)} size {size}")
    return found


def _gap(words: int) -> str:
    side = "behind " if words < 0 else ""
    near = abs(words)
    return side + ("0-1" if near < 2 else "2-4" if near < 5 else "5-9" if near < 10 else "10-")


def voice_features(
    tagged: TaggedText, people: People, candidate: Candidate, voice: Mention, margin: float
) -> list[str]:
    """Features of whether the voice is right; `margin` is how clearly a pronoun was resolved."""
    speaker = candidate.speaker
    if speaker is None:
        return ["no speaker"]
    kind = speaker.kind
    found = [f"voice {kind}", f"voice {kind} {candidate.why}"]
    if speaker.person is not None:
        same = len(people.by_last.get(speaker.person.last, ()))
        found.append("surname shared" if same > 1 else "surname alone")
        if speaker.person.name.count(" ") == 0:
            found.append("one name")
    if kind == "pronoun":
        found.append(f"pronoun {speaker.head}")
        found.append(f"clear by {min(int(margin), 6)}" if voice.name else "unresolved")
    if kind == "common":
        found.append("can speak" if speaker.speaks else "cannot speak")
    if candidate.cue is not None and candidate.quotes:
        gap = candidate.quotes[0] - candidate.cue.word
        found.append("far" if abs(gap) > 12 else "near")
    if candidate.quotes:
        quoted = tagged.quoted_spans[tagged.span_at[candidate.quotes[0]]]
        words = tagged.text.count(" ", quoted.start, quoted.end) + 1
        found += _shape_features(tagged, candidate, _size(words))
    return found


def _size(words: int) -> str:
    if words < 4:
        return str(words)
    return "4-5" if words < 6 else "6-8" if words < 9 else "9+"


def _is_title(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return bool(long or words) and all(not word[0].islower() for word in long or words)
