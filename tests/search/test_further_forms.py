"""A word is found however its source joins it to others, in the list and marked on the card."""

import re

import pytest

from quotes.search import Search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "language", "query", "hit"),
    [
        ("We sent it by e-mail", "en", "email", "e-mail"),
        ("We sent it by email", "en", "e-mail", "email"),
        ("We sent it by e‑mail", "", "emails", "e‑mail"),
        ("We bought the F-35", "en", "F35", "F-35"),
        ("We bought F35s", "en", "F-35", "F35s"),
        ("The cease-fire holds", "en", "ceasefire", "cease-fire"),
        ("The ceasefire holds", "en", "cease-fire", "ceasefire"),
        ("Eine E-Mail kam", "de", "email", "E-Mail"),
        ("İstanbul’da köprü açıldı", "tr", "istanbul", "İstanbul’da"),
        ("Ankara'nın köprüsü yok", "", "Ankara", "Ankara'nın"),
        ("Ankara uyudu", "tr", "Ankara'da", "Ankara"),
        ("וצה״ל עזר", "he", "צה״ל", "וצה״ל"),
        ("והגשר בטוח", "he", "גשר", "והגשר"),
        ("שבגשר עומדים", "he", "גשר", "שבגשר"),
        ("والجسر آمن", "ar", "الجسر", "والجسر"),
        ("للجسر باب", "ar", "جسر", "للجسر"),
        ("بالجسر عيب", "ar", "الجسر", "بالجسر"),
        ("The pier, a bridge", "en", "bridge,pier", "pier"),
        ("The pier, a bridge", "en", "bridge/pier", "pier"),
        ("The pier, a bridge", "en", "bridge+pier", "pier"),
    ],
)
def test_a_word_is_found_and_marked_in_each_form(client, publish, words, language, query, hit):
    quote = publish(words, language=language)
    assert list(Search(query).page.quotes) == [quote.pk]
    page = client.get("/quotes/", {"q": query}).content.decode()
    assert hit in [
        found.replace("&#x27;", "'")
        for found in re.findall(r'<mark class="hit">(.*?)</mark>', page)
    ]


@pytest.mark.parametrize(
    ("words", "language", "query"),
    [
        ("We won't close it", "en", "won"),
        ("We will send e mail", "en", "email"),
        ("We sent it by e-mail", "en", '"email"'),
        ("והגשר בטוח", "he", "שגשר"),
        ("The bridge is long", "en", "bridge,river"),
    ],
)
def test_another_word_is_not_found(publish, words, language, query):
    publish(words, language=language)
    assert not Search(query).page.quotes
