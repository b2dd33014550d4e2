"""The picture that networks show beside a link to a quote."""

import io

import pytest
from PIL import Image

from quotes.public.formats import share_image
from quotes.public.formats.share_image import Picture, can_draw, draw
from tests.cast import span_of
from tests.record import whole_record


@pytest.fixture(autouse=True)
def drawings(tmp_path, settings):
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "drawings": {"BACKEND": backend, "LOCATION": tmp_path}}


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_published_quote_has_a_picture_of_the_size_networks_ask_for(client, published_quote):
    response = client.get(f"/quotes/{published_quote.pk}/picture.png")
    assert response["Content-Type"] == "image/png"
    assert opened(response.content).size == (1200, 630)


def test_a_picture_is_drawn_once_for_its_content(client, published_quote, monkeypatch):
    drawn = []
    monkeypatch.setattr(share_image, "draw", lambda picture: drawn.append(picture) or draw(picture))
    first, second = (client.get(f"/quotes/{published_quote.pk}/picture.png") for _ in range(2))
    assert first.content == second.content
    assert len(drawn) == 1
    assert drawn[0].sentence == "Nils Aster — “denied” — as published by Quayside Courier."


def test_the_page_names_the_picture_by_its_content(freely, client, published_quote, councillor):
    def named():
        html = client.get(f"/quotes/{published_quote.pk}/").content.decode()
        return html.split('property="og:image" content="')[1].split('"')[0]

    before = named()
    councillor.name = "Nils Asterson"
    councillor.save()
    assert named() != before


def test_a_draft_has_no_picture(client, draft_quote):
    assert client.get(f"/quotes/{draft_quote.pk}/picture.png").status_code == 404


def test_every_quote_of_any_script_and_length_can_be_drawn(client, ed):
    for name, quote in whole_record(ed).items():
        if name != "withdrawn":
            assert client.get(f"/quotes/{quote.pk}/picture.png").status_code == 200, name


def test_words_are_never_drawn_without_who_said_them():
    """Where no typeface has every character, the picture says where to read them; never nothing."""
    sentence = "Ana \U00013000 — “said”."
    assert not can_draw(sentence)
    one, other = (
        opened(draw(Picture(((words, "same"),), False, sentence, "Direct quote"))).tobytes()
        for words in ("“The pier opens.”", "“It stays shut.”")
    )
    assert one == other
    assert one != opened(draw(Picture((), False, "", "Direct quote"))).tobytes()


def test_words_that_differ_are_drawn_with_the_originals():
    def drawn(**more):
        words = (("“The pier opens.”", "differs"),)
        return opened(draw(Picture(words, False, "Ana — “said”.", "Direct quote", **more)))

    plain, status = drawn(), drawn(status="≠ Differs from the original post.")
    both = drawn(status="≠ Differs from the original post.", original="The pier may open.")
    assert plain.tobytes() != status.tobytes() != both.tobytes()


def test_long_words_and_long_sentences_are_cut_to_the_space_there_is():
    picture = Picture(
        (("“" + "The pier opens. " * 200 + "”", "same"),), False, "Ana said " * 100, "Direct quote"
    )
    image = opened(draw(picture)).convert("RGB")
    edge = {image.getpixel((x, y)) for x in (2, 1198) for y in range(0, 630, 7)}
    assert edge == {(251, 250, 246)}


def test_a_correction_of_the_cue_is_drawn_again(client, capture, published_quote):
    assert span_of(capture, "denied")
    first = client.get(f"/quotes/{published_quote.pk}/picture.png")["ETag"]
    type(published_quote).objects.filter(pk=published_quote.pk).update(cue="promised")
    assert client.get(f"/quotes/{published_quote.pk}/picture.png")["ETag"] != first
