"""Relearning reads the corpus from git, gives the same numbers on every run, and says whence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quotes.text.extraction import learned
from quotes.text.extraction.learning import corpus, recipe
from quotes.text.extraction.learning.lessons import Gold
from quotes.text.extraction.learning.regression import Settings, learn_answers, learn_choices

TEXT = (
    "Mayor Ilya Morant met Dana Whitlow on Monday. “We go,” he said, “and soon.”\n\n"
    "Whitlow called the plan “a gift to nobody” and read from “The Long Bridge.”\n"
)
PLAIN = Settings(often=1, pull=1, rounds=20, rate=0.5, smallest=0.01)


def brat(*quotes: tuple[str, str, list[str]]) -> str:
    """An annotation file: source, cue and parts of the content of each quote."""
    lines, number = [], 0
    for event, (source, cue, content) in enumerate(quotes, start=1):
        parts = []
        for role, words in (("Source", [source]), ("Cue", [cue]), ("Content", content)):
            number += 1
            spans = ";".join(f"{TEXT.index(w)} {TEXT.index(w) + len(w)}" for w in words)
            lines.append(f"T{number}\t{role} {spans}\t{' '.join(words)}")
            parts.append(f"{role}:T{number}")
        lines.append(f"E{event}\t{' '.join(parts)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository laid out like the corpus, with invented articles; one has two annotators."""
    full = brat(("he", "said", ["“We go,”", "“and soon.”"]), ("Whitlow", "called", ["a gift"]))
    files = {f"data/train/text/mill_{n:02}.txt": TEXT for n in range(15)}
    files |= {f"data/train/attributions/mill_{n:02}_1a2b.ann": full for n in range(15)}
    files["data/train/attributions/mill_00_3c4d.ann"] = brat(("he", "said", ["“We go,”"]))
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    identity = ["-c", "user.name=Jo", "-c", "user.email=jo@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "Articles"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    return tmp_path


def test_articles_come_from_git_with_the_fullest_of_their_annotations(clone: Path) -> None:
    (clone / "data/train/text/mill_00.txt").write_text("Changed since.", encoding="utf-8")
    articles = corpus.read_articles(clone, "HEAD")
    assert [article.name for article in articles] == [f"mill_{n:02}" for n in range(15)]
    assert {article.text for article in articles} == {TEXT}
    speech, gift = articles[0].annotations
    assert [TEXT[slice(*span)] for span in speech.quoted] == ["We go,", "and soon."]
    assert [TEXT[slice(*span)] for span in speech.content] == ["“We go,”", "“and soon.”"]
    assert [TEXT[slice(*span)] for span in gift.source] == ["Whitlow"]
    assert [TEXT[slice(*span)] for span in gift.quoted] == ["a gift"]


def test_whom_a_pronoun_means_is_read_off_the_article(clone: Path) -> None:
    article = corpus.read_articles(clone, "HEAD")[0]
    name = TEXT.index("Ilya Morant")
    article.meant[TEXT.index("he said")] = (name, name + len("Ilya Morant"))
    assert Gold(article).meant_by(TEXT.index("he said")) == "Ilya Morant"
    assert Gold(article).meant_by(0) == ""


def test_a_clone_without_the_revision_is_refused_with_the_address(clone: Path) -> None:
    with pytest.raises(CommandError, match=corpus.ADDRESS):
        call_command("learn_extraction", clone)
    with pytest.raises(CommandError, match=corpus.ADDRESS):
        call_command("learn_extraction", clone / "nothing")


LEARN = """
import sys
from pathlib import Path
from quotes.text.extraction.learning import corpus, recipe
articles = corpus.read_articles(Path(sys.argv[1]), "HEAD")
sys.stdout.write(recipe.written(recipe.learn(articles)))
"""


def test_the_same_articles_give_the_same_file(clone: Path) -> None:
    """In processes of their own, which order their sets differently."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", LEARN, str(clone)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    found = json.loads(runs[0])
    assert all(found["weights"][question] for question in ("possible", "quotation", "sure"))
    assert found["provenance"]["articles"] == 15


def test_the_result_does_not_depend_on_what_ships(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = corpus.read_articles(clone, "HEAD")
    before = recipe.written(recipe.learn(articles))
    nothing = learned.Learned({}, {}, {})
    monkeypatch.setattr("quotes.text.extraction.extractor.shipped", lambda: nothing)
    assert recipe.written(recipe.learn(articles)) == before


def test_answers_and_choices_are_learned_from_what_tells_them_apart() -> None:
    answers = learn_answers([(["always", "yes"], True), (["always", "no"], False)] * 9, PLAIN)
    assert answers["yes"] > 0 > answers["no"]
    choices = learn_choices([[(["near"], True), (["far"], False)]] * 9, PLAIN)
    assert choices["near"] > 0 > choices["far"]
    assert learn_choices([[(["only"], True)], [(["a"], False), (["b"], False)]], PLAIN) == {}


def test_rare_features_and_small_weights_are_left_out() -> None:
    cases = [(["yes"], True), (["no"], False)] * 9 + [(["once", "yes"], True)]
    often = Settings(often=2, pull=1, rounds=20, rate=0.5, smallest=0.01)
    assert "once" in learn_answers(list(cases), PLAIN)
    assert "once" not in learn_answers(list(cases), often)
    large = Settings(often=1, pull=1, rounds=20, rate=0.5, smallest=99)
    assert learn_answers(list(cases), large) == {}


# -- what ships ----------------------------------------------------------------------------------


def test_what_ships_says_where_it_comes_from() -> None:
    shipped = learned.shipped()
    cases = shipped.provenance["cases"]
    expected = recipe.provenance([], cases) | {"articles": shipped.provenance["articles"]}
    assert shipped.provenance == expected  # corpus, revision, judgements, settings: all of today
    assert shipped.thresholds == recipe.THRESHOLDS
    assert set(shipped.weights) == set(cases) == set(recipe.SETTINGS)
    assert all(shipped.weights[question] and cases[question] for question in cases)
    assert learned.PATH.read_text(encoding="utf-8") == recipe.written(shipped)


def test_the_judgements_hold_no_word_of_an_article() -> None:
    stored = json.loads(corpus.PRONOUNS.read_text(encoding="utf-8"))
    assert set(stored) == {"about", "revision", "agreed", "judged"}
    assert stored["revision"] == corpus.REVISION
    for part in (stored["agreed"], stored["judged"]):
        for pronouns in part.values():
            for offset, span in pronouns.items():
                assert offset.isdigit()
                assert [type(at) for at in span] == [int, int]
                assert span[0] < span[1]
