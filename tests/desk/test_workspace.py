"""The workspace: the text, its quotes and proposals, and what was set aside."""

import pytest

from quotes.models import Dismissal, Quote
from tests.desk.conftest import add_article
from tests.desk.forms import FRAGMENT, said


@pytest.fixture
def address(capture):
    return f"/desk/captures/{capture.pk}/"


def proposed(response) -> list[str]:
    return [card.key for card in response.context["cards"] if card.is_proposal]


def test_quotes_and_proposals_are_in_the_texts_order(jos, address, draft_quote):
    cards = jos.get(address).context["cards"]
    assert [card.spans for card in cards] == sorted(card.spans for card in cards)
    assert f"q{draft_quote.pk}" in [card.key for card in cards]


def test_what_is_entered_is_not_proposed_again(jos, address, draft_quote):
    entered = [(s.start, s.end) for s in draft_quote.segments.all()]
    for card in jos.get(address).context["cards"]:
        assert not card.is_proposal or not set(card.spans) & set(entered)


def test_a_proposal_set_aside_stays_away_for_everybody_until_it_is_taken_back(
    jos, eds, address, jo
):
    key = proposed(jos.get(address))[0]
    assert jos.post(address + "dismiss/", {"segments": key}, headers=FRAGMENT).status_code == 204
    assert key not in proposed(eds.get(address))
    assert Dismissal.objects.get().dismissed_by == jo
    assert "1 marked as not a quote" in said(eds.get(address))
    eds.post(address + "dismiss/", {"segments": key, "undo": "1"})
    assert key in proposed(jos.get(address))


def test_setting_aside_twice_is_once(jos, eds, address):
    key = proposed(jos.get(address))[0]
    for client in (jos, eds):
        client.post(address + "dismiss/", {"segments": key})
    assert Dismissal.objects.count() == 1


def test_only_a_proposal_can_be_set_aside(jos, address):
    assert jos.post(address + "dismiss/", {"segments": "0-1"}).status_code == 400
    assert not Dismissal.objects.exists()


def test_drafts_are_sent_for_review_and_open_ones_are_kept(
    jos, address, draft_quote, unnamed_quote
):
    unnamed_quote.attributions.all().delete()
    answer = jos.post(address + "submit/", follow=True)
    assert "1 quote submitted for review." in said(answer)
    assert "Still a draft" in said(answer) and "has no speaker yet" in said(answer)
    assert sorted(Quote.objects.values_list("status", flat=True)) == ["draft", "in_review"]


def test_a_source_without_words_has_no_workspace(jos, article):
    assert jos.get(f"/desk/articles/{article.pk}/").status_code == 404


def test_an_article_in_arabic_gives_its_quoted_spans_with_the_voice_open(jos, jo):
    text = "وقالت رئيسة البلدية: «لن نوقّع قبل الفحص» مساء الاثنين، ثم غادرت القاعة."
    capture = add_article(text, jo, language="ar")
    shown = jos.get(f"/desk/articles/{capture.source_id}/")
    assert [card.words for card in shown.context["cards"]] == ["«لن نوقّع قبل الفحص»"]
    assert 'lang="ar"' in shown.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_quotes(
    jos, address, capture, mayor, jo, django_assert_max_num_queries
):
    from quotes.editorial import entry

    for start in range(0, 120, 4):
        party = entry.Party(speaker=mayor, as_named="Oduya")
        entry.enter(capture, segments=[(start, start + 3)], parties=[party], by=jo)
    with django_assert_max_num_queries(25):
        jos.get(address)


def test_the_desks_front_lists_articles_with_their_drafts(jos, draft_quote):
    assert "Mayor promises ferry pier by May" in said(jos.get("/desk/"))
    assert "1 quote, 1 draft" in said(jos.get("/desk/"))


@pytest.mark.parametrize("page", ["/desk/", "/desk/check/", "/desk/check/draft/"])
def test_no_cache_and_no_back_button_shows_unpublished_work_to_the_next_person(jos, page):
    answer = jos.get(page)
    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_the_texts_angle_brackets_are_words(jos, jo):
    capture = add_article("He wrote “<script>alert(1)</script> is no quote” there.", jo)
    shown = jos.get(f"/desk/articles/{capture.source_id}/").content.decode()
    assert "<script>alert" not in shown and "&lt;script&gt;alert" in shown


def test_the_workspace_is_reached_from_the_articles_page_and_the_admin(
    jos, client, published_quote, article
):
    link = f'href="/desk/articles/{article.pk}/"'
    address = f"/articles/{article.pk}/"
    assert link in jos.get(address, follow=True).content.decode()
    assert link not in client.get(address, follow=True).content.decode()
    assert link in jos.get(f"/admin/sources/article/{article.pk}/change/").content.decode()
    assert 'href="/desk/"' in jos.get("/admin/").content.decode()


def test_a_very_long_text_shows_its_first_proposals_and_says_that_more_follow(jos, jo):
    text = "\n\n".join(f"“Pier {n} is open all year,” said Petra Oduya." for n in range(330))
    shown = jos.get(f"/desk/articles/{add_article(text, jo).source_id}/")
    assert len(proposed(shown)) == 300
    assert "30 more proposals will follow" in said(shown)
