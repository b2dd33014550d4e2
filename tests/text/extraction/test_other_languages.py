"""Whole articles in other languages: each quoted span is proposed, and no speaker is suggested.

The articles and everybody in them are invented; the marks are those that each press prints.
"""

from pathlib import Path

import pytest

from tests.text.extraction.shown import read

ARTICLES = Path(__file__).parents[2] / "data" / "articles"


def article(press: str) -> str:
    return (ARTICLES / f"{press}.txt").read_text(encoding="utf-8")


def words(text: str, language: str = "") -> list[tuple[str, ...]]:
    return [shown.words for shown in read(text, language)]


EXPECTED = {
    "french": [
        ("« Nous n’avions pas le choix »",),
        (
            "« Nous n’avions pas le choix, a-t-elle déclaré. "
            "Les ingénieurs parlent d’un “risque sérieux” pour les riverains. »",
        ),
        ("« une décision prise à la hâte »",),
        ("« C’est un “oui, mais” qui ne dit pas son nom »",),
        ("« ne peut plus porter de camions »",),
        ("Vous saviez depuis longtemps ?",),
        ("Non, répond la maire. Nous l’avons appris en mai.",),
        (
            "« Il fallait agir, poursuit-elle.",
            "« Il fallait agir vite.",
            "« Et nous l’avons fait. »",
        ),
        ("« Le Pont »",),
        ("« marche blanche »",),
        ("«Nous serons là»",),
    ],
    "german": [
        ("„Wir hatten keine Wahl“",),
        ("„Wir hatten keine Wahl“",),
        ("„Die Ingenieure sprechen von einem ‚ernsten Risiko‘ für die Anwohner.“",),
        ("„überhasteten Entscheidung“",),
        ("»Das ist ein ›Ja, aber‹, das keines sein will«",),
        ("„für Lastwagen nicht mehr tragfähig“",),
        ("„im Mai davon erfahren, nicht früher“",),
        ('"Das glaube ich nicht"',),
        ("„Die Brücke“",),
        ("„Wir gehen am Samstag auf die Straße“",),
        ("„Alle!“",),
    ],
    "swiss": [
        ("«Wir hatten keine Wahl. Die Ingenieure sprechen von einem ‹ernsten Risiko›.»",),
        ("«Das glaube ich nicht.»",),
        ("«nicht mehr tragfähig»",),
    ],
    "arabic": [
        ('«لم يكن أمامنا خيار آخر. المهندسون يتحدثون عن "خطر جدي" على السكان»',),
        ('"متسرع"',),
        ("«هذا “نعم” لا تعني نعم»",),
        ("“لا يحتمل الشاحنات بعد اليوم”",),
        ("”علمنا بذلك في مايو“",),
        ("”سنعود إلى العمل قريبا، إن شاء الله.”",),
        ("(لا أصدق ذلك)",),
        ("„لن نغادر“",),
    ],
    "hebrew": [
        ('"לא הייתה לנו ברירה"',),
        ('"לא הייתה לנו ברירה"',),
        ("\"המהנדסים מדברים על 'סכנה ממשית' לתושבים\"",),
        ('"הארץ"',),
        ('"זו החלטה חפוזה"',),
        ('"הדו"ח של חוו"ד המהנדסים איננו שלם"',),
        ("„אינו נושא עוד משאיות”",),
        ("״נודע לנו על כך במאי״",),
        ('"אין סיכוי"',),
        ('"נבוא כולנו בשבת"',),
    ],
}


@pytest.mark.parametrize("press", EXPECTED)
def test_an_article_gives_its_quoted_spans_with_the_voice_open(press: str) -> None:
    found = read(article(press))
    assert [shown.words for shown in found] == EXPECTED[press]
    assert all(shown.proposal.voice is None and not shown.proposal.sure for shown in found)


@pytest.mark.parametrize(
    ("press", "language"),
    [("french", "fr"), ("german", "de-AT"), ("swiss", "de"), ("arabic", "ar"), ("hebrew", "he")],
)
def test_a_stated_language_gives_the_same(press: str, language: str) -> None:
    assert words(article(press), language) == EXPECTED[press]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('דובר צה"ל ומנכ"ל החברה ניצלו מההריסות, אמר ד"ר חדד מארה"ב לאו"ם.', []),
        ('המו"לים אמרו כי הספר "ייצא בקרוב מאוד" לדבריהם ביום שני.', ['"ייצא בקרוב מאוד"']),
        ('הוא אמר ש"צה"ל ינצח" וכי ה"שב"כ" לא ידע.', ['"צה"ל ינצח"', '"שב"כ"']),
        ('היא אמרה: "ש"ס לא תיכנס", והלכה.', ['"ש"ס לא תיכנס"']),
    ],
)
def test_the_mark_within_a_hebrew_acronym_opens_nothing(text: str, expected: list[str]) -> None:
    assert [shown.words[0] for shown in read(text)] == expected


def test_guillemets_within_guillemets_are_one_span() -> None:
    text = "La maire raconte lundi : «\u202fIl m’a dit «\u202fjamais\u202f» et il est parti.\u202f»"
    assert words(text) == [("«\u202fIl m’a dit «\u202fjamais\u202f» et il est parti.\u202f»",)]


def test_a_list_with_dashes_is_no_dialogue() -> None:
    text = "Le conseil a voté lundi trois points :\n– le pont est fermé.\n– la route est ouverte.\n"
    assert words(text, "fr") == []


def test_arabic_brackets_quote_behind_a_verb_of_saying_and_a_colon_alone() -> None:
    said = "وقالت رئيسة البلدية: (لن نغلق الجسر هذا العام) ثم غادرت."
    aside = "قال مدير الشركة (نورث لاين للسكك الحديدية) إن الجسر قديم: (رويترز)."
    assert words(said) == [("(لن نغلق الجسر هذا العام)",)]
    assert words(aside) == []


def test_two_commas_and_two_apostrophes_are_german_marks() -> None:
    assert words(",,Wir hatten keine Wahl'', sagte die Bürgermeisterin am Montag.", "de") == [
        (",,Wir hatten keine Wahl''",)
    ]
