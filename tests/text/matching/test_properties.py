"""What holds for every text, span and edit."""

import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quotes.text.matching import PreparedText, compare, has_words, is_boundary

lean = settings(max_examples=150, deadline=None)
VOCABULARY = (
    "peace talks will can't won’t 20-point 1,700 — “safe” net? Yes. No, “we” U.S. coöperate "
    "السلام عليكم 和平 谈判 สันติภาพ हमें cafe\u0301 о\ufb01ce so\u00adon …"
)
words = st.sampled_from(VOCABULARY.split())
texts = st.lists(words, min_size=6, max_size=40).map(" ".join) | st.text(min_size=8, max_size=60)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a span of it cut at word boundaries, without outer spaces."""
    text = draw(texts)
    edges = [at for at in range(len(text) + 1) if is_boundary(text, at)]
    start, end = sorted(draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    assume(has_words(text[start:end]) and text[start:end] == text[start:end].strip())
    return text, start, end


@lean
@given(cuts())
def test_a_span_cut_from_a_text_is_found_there_exactly(cut):
    text, start, end = cut
    verdict = compare(text[start:end], text)
    assert verdict.kind in ("exact", "ambiguous")
    assert (start, end) in verdict.places


@lean
@given(cuts(), st.text(alphabet="xyzq .", max_size=30), st.booleans())
def test_inserting_text_elsewhere_never_changes_the_verdict(cut, other, in_front):
    text, start, end = cut
    span = text[start:end]
    assume(not set(span.lower()) <= set("xyzq .…\"'“”"))
    before = compare(span, text)
    after = compare(span, f"{other}\n{text}" if in_front else f"{text}\n{other}")
    moved = len(other) + 1 if in_front else 0
    assert after.kind == before.kind
    assert after.places == tuple((s + moved, e + moved) for s, e in before.places)


@lean
@given(cuts(), st.data())
def test_changing_one_letter_or_digit_is_never_verbatim(cut, data):
    text, start, end = cut
    span = text[start:end]
    letters = [i for i, c in enumerate(span) if c.isalnum() and c.isascii()]
    assume(letters)
    at = data.draw(st.sampled_from(letters))
    new = data.draw(
        st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    )
    assume(new.lower() != span[at].lower())
    changed = span[:at] + new + span[at + 1 :]
    assume(unicodedata.normalize("NFC", changed) not in unicodedata.normalize("NFC", text))
    assert compare(changed, text).kind not in ("exact", "typography")


@lean
@given(texts, st.lists(words, min_size=1, max_size=12).map(" ".join))
def test_every_answer_is_whole_and_the_same_again(text, quoted):
    assume(has_words(quoted))
    prepared = PreparedText(text)
    verdict = compare(quoted, prepared)
    assert verdict == compare(quoted, text)
    for start, end in (*verdict.places, *([verdict.nearest] if verdict.nearest else [])):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert (verdict.start is None) == (verdict.kind in ("ambiguous", "not_found", "not_compared"))


@lean
@given(texts, st.lists(words, min_size=1, max_size=12).map(" ".join))
def test_a_diff_spells_the_span_and_ends_in_the_passage(text, quoted):
    assume(has_words(quoted))
    verdict = compare(quoted, text)
    if verdict.kind == "altered":
        ours = "".join(part.text for part in verdict.diff if part.op != "ins")
        assert ours in quoted
        assert any(part.op != "same" for part in verdict.diff)
