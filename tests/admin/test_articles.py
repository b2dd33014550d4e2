"""Jo adds an article by pasting its text."""

import pytest

from sources.models import Article, Capture, Source
from tests.admin.filling import complaints, fill, signed_in

ADD = "/admin/sources/article/add/"
TEXT = " The pier opens in May.\n\n“Not a day later,” said Petra Oduya.\n"


@pytest.fixture
def desk(jo):
    return signed_in(jo)


def test_a_pasted_text_becomes_a_capture_kept_as_it_came(desk, jo):
    response = fill(desk, ADD, headline="Pier", text=TEXT.replace("\n", "\r\n"))
    assert response.status_code == 302
    capture = Article.objects.get(headline="Pier").captures.get()
    assert capture.text == TEXT
    assert (capture.captured_by, capture.source.added_by) == (jo, jo)


def test_the_text_is_read_only_once_it_is_there(desk, capture):
    page = desk.get(f"/admin/sources/article/{capture.source_id}/change/")
    assert "text" not in page.context["adminform"].form.fields
    assert "The pier will open in May" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the text of the article."),
        (" \n ", "Paste the text of the article."),
        ("a\x00b", "U+0000 at character 2"),
        ("a\x07b", "U+0007 at character 2"),
        ("ab\ufffe", "U+FFFE at character 3"),
        ("%PDF-1.7 \ufffd\ufffd\ufffd\ufffd", "looks like a file"),
        ("x" * (5 * 1024 * 1024 + 1), "over 5 MB"),
    ],
    ids=["empty", "spaces", "NUL", "C0", "U+FFFE", "binary", "over 5 MB"],
)
def test_a_text_that_cannot_be_kept_gets_a_sentence_and_stays_in_its_box(desk, text, sentence):
    response = fill(desk, ADD, headline="  Pier  ", text=text)
    assert response.status_code == 200
    assert sentence in complaints(response)
    form = response.context["adminform"].form
    assert (form["text"].value() or "", form["headline"].value()) == (text, "  Pier  ")
    assert not Source.objects.exists()


def test_a_text_of_just_five_megabytes_is_taken_in(desk):
    fill(desk, ADD, text="é" * (5 * 1024 * 1024 // 2))
    assert Capture.objects.get().length == 5 * 1024 * 1024 // 2


def test_characters_that_turn_words_around_are_kept_shown_as_signs_and_warned_of(desk):
    response = fill(desk, ADD, text="one \u202etwo\u202c three")
    assert Capture.objects.get().text == "one \u202etwo\u202c three"
    page = desk.get(response.url).content.decode()
    assert "2 hidden characters that change" in page
    opened = desk.get(f"/admin/sources/article/{Article.objects.get().pk}/change/")
    assert "[RLO]</span>two" in opened.content.decode()
    assert "\u202e" not in opened.content.decode()


@pytest.mark.parametrize(
    "address", ["https://courier.example/pier", "http://courier.example/pier/"]
)
def test_an_address_recorded_already_is_refused_with_a_link_to_the_existing_one(
    desk, article, address
):
    response = fill(desk, ADD, url=address, text=TEXT)
    assert f'<a href="/admin/sources/source/{article.pk}/change/">' in response.content.decode()
    assert Source.objects.count() == 1
    assert response.context["adminform"].form["text"].value().replace("\r", "") == TEXT


def test_the_same_text_under_another_address_is_kept_and_pointed_out(desk, capture):
    response = fill(desk, ADD, text=capture.text)
    assert "exactly this text" in desk.get(response.url).content.decode()
    assert Capture.objects.count() == 2


@pytest.mark.parametrize(
    ("box", "value", "sentence"),
    [
        ("published_on", "2199-01-01", "in the future"),
        ("published_on", "0000-01-01", "Enter a valid date"),
        ("published_on", "0999-12-31", "before the year 1000"),
        ("headline", "h" * 501, "at most 500 characters"),
        ("url", "javascript:alert(1)", "Enter a valid URL"),
        ("headline", "a\x07b", "U+0007"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(desk, box, value, sentence):
    response = fill(desk, ADD, text=TEXT, **{box: value})
    assert sentence in complaints(response)
    assert not Source.objects.exists()


def test_a_screenshot_names_who_transcribed_it(desk):
    response = fill(desk, ADD, text=TEXT, method="screenshot")
    assert "It isn&#x27;t clear who transcribed" in complaints(response)


def test_a_changed_article_is_a_new_capture_beside_the_old(desk, capture, jo):
    url = f"/admin/sources/capture/add/?source={capture.source_id}"
    assert fill(desk, url, text="The pier opens in June.").status_code == 302
    assert capture.source.captures.count() == 2
    assert capture.source.latest_capture.text == "The pier opens in June."
    assert capture.source.latest_capture.captured_by == jo


def test_a_capture_is_read_and_never_changed(desk, capture):
    url = f"/admin/sources/capture/{capture.pk}/change/"
    assert "Petra Oduya promised" in desk.get(url).content.decode()
    assert desk.post(url, {"text": "other"}).status_code == 403
    assert desk.post(f"/admin/sources/capture/{capture.pk}/delete/").status_code == 403


def test_changes_to_an_article_are_in_its_history(desk, article, jo):
    url = f"/admin/sources/article/{article.pk}/change/"
    assert fill(desk, url, author="Ines Falk and Ole Brandt").status_code == 302
    newest = Source.objects.get(pk=article.pk).history.first()
    assert (newest.author, newest.history_user) == ("Ines Falk and Ole Brandt", jo)
    assert (
        "Ines Falk and Ole Brandt"
        in desk.get(f"/admin/sources/article/{article.pk}/history/").content.decode()
    )


def test_fay_adds_archived_copies_and_changes_no_article(fay, article):
    client = signed_in(fay)
    url = f"/admin/sources/source/{article.pk}/change/"
    page = client.get(url)
    assert not page.context["has_change_permission"]
    assert client.post(url, {"headline": "x"}).status_code in (403, 302, 200)
    article.refresh_from_db()
    assert article.headline == "Mayor promises ferry pier by May"


@pytest.mark.parametrize("model", ["article", "source", "capture", "publisher"])
def test_a_list_asks_as_many_questions_for_twenty_rows_as_for_two(
    model, desk, django_assert_num_queries, publisher, jo
):
    def add(number):
        source = Article.objects.create(publisher=publisher, added_by=jo)
        Capture.objects.create(source=source, text=f"Text {number}.", captured_by=jo)
        publisher.__class__.objects.create(name=f"Courier {number}")

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = f"/admin/sources/{model}/"
    for number in range(2):
        add(number)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(url).status_code == 200
    for number in range(2, 20):
        add(number)
    with django_assert_num_queries(len(few)):
        desk.get(url)


def test_archived_copies_are_compared_with_the_article_they_belong_to(desk, ed, article):
    from tests.admin.filling import boxes

    url = f"/admin/sources/article/{article.pk}/change/"
    mine = boxes(desk.get(url)) | {"headline": "Pier by May"}
    article.archived_copies.create(url="https://archive.example/1", archive="Kept")
    page = desk.post(url, mine)
    assert page.status_code == 409
    assert {d.name for d in page.context["differences"]} == {"headline", "archived_copies"}
