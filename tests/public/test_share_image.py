"""The picture that networks show beside a link to a quote."""

import io

import pytest
from PIL import Image

from quotes.public.formats import share_image
from quotes.public.formats.picture_text import FONTS, TYPEFACES, can_draw
from quotes.public.formats.share_image import Picture, draw
from quotes.public.presentation.palette import LIGHT
from tests.cast import amended_openly, span_of
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
    who = "Nils Aster — “denied” — as published by Quayside Courier. Published 4 March 2025."
    assert "".join(text for text, _ in drawn[0].who) == who
    assert [text for text, style in drawn[0].who if style == "name"] == ["Nils Aster"]


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


ANA = (("Ana Ruiz", "name"), (" — “said”.", ""))


def picture(words="“The pier opens.”", style="", who=ANA, **more) -> Picture:
    return Picture(((words, style),), False, who, "Direct quote", **more)


def drawing(*args, **more) -> Image.Image:
    return opened(draw(picture(*args, **more))).convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[str]:
    found = image.crop(box).getcolors(1 << 20)
    return {f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in found}


#: Where names and words are; below is the brand, whose yellow says nothing.
ABOVE = (0, 20, 1200, 540)


def test_words_are_never_drawn_without_who_said_them():
    """Where no typeface has every character, the picture says where to read them; never nothing."""
    who = (("Ana \U00013000", "name"), (" — “said”.", ""))
    assert not can_draw(who[0][0])
    one, other = (drawing(words, who=who) for words in ("“The pier opens.”", "“It stays shut.”"))
    assert one.tobytes() == other.tobytes()
    assert LIGHT["ink"] in colours(one, (0, 100, 1200, 400))


def test_words_in_a_script_without_a_typeface_leave_who_said_them_and_where_to_read_them():
    unknown, known = drawing("“\u0e44\u0e21\u0e48”"), drawing()
    who = (0, 60, 1200, 112)
    assert unknown.crop(who).tobytes() == known.crop(who).tobytes()
    assert LIGHT["ink"] in colours(unknown, (0, 120, 1200, 300))


@pytest.mark.parametrize(
    "words", ["«الجسر مغلق.»", "“הגשר סגור.”", "“Мост закрыт.”", "“Η γέφυρα.”", "“Łódź, Đà.”"]
)
def test_arabic_hebrew_cyrillic_and_greek_are_drawn_with_typefaces_that_ship(words):
    assert can_draw(words)
    assert drawing(words).tobytes() != drawing("“\u0e44\u0e21\u0e48”").tobytes()


def test_every_typeface_ships_with_its_licence():
    for path, _ in (face for faces in TYPEFACES.values() for face in faces):
        assert path.parent == FONTS
        licence = FONTS / f"{path.name.partition('-')[0].upper()}-LICENSE.txt"
        assert "SIL Open Font License" in licence.read_text()


def test_words_from_right_to_left_begin_at_the_right_and_latin_names_keep_their_order():
    left, right = (90, 120, 400, 300), (800, 120, 1140, 300)
    hebrew = drawing("“סגור.”", rtl=True)
    assert LIGHT["ink"] in colours(hebrew, right)
    assert LIGHT["ink"] not in colours(hebrew, left)
    one, other = (drawing(f"סגור {name} סגור", rtl=True) for name in ("Ana Ruiz", "Ruiz Ana"))
    assert one.tobytes() != other.tobytes()


def test_yellow_is_only_behind_words_that_an_original_proves():
    assert LIGHT["mark"] in colours(drawing(style="same"), ABOVE)
    for style in ("", "around", "differs"):
        assert LIGHT["mark"] not in colours(drawing(style=style), ABOVE)


def test_words_that_differ_are_drawn_with_the_originals_and_a_dashed_rule():
    def drawn(**more):
        return drawing(style="differs", **more)

    plain, status = drawn(), drawn(status="Differs from the original post.", sign="≠")
    warned = drawn(status="Differs from the original post.", sign="≠", css="differs")
    both = drawn(
        status="Differs from the original post.",
        sign="≠",
        css="differs",
        original="The pier may open.",
    )
    assert len({image.tobytes() for image in (plain, status, warned, both)}) == 4
    rule = (60, 430, 1140, 520)
    assert LIGHT["warn"] in colours(warned, rule)
    assert LIGHT["warn"] not in colours(status, rule)


@pytest.mark.parametrize("sign", ["✓", "✗", "≠", "!", "?", "○", "↻"])
def test_each_sign_of_a_status_is_drawn(sign):
    with_sign = drawing(status="So it is.", sign=sign, css="corrected")
    assert with_sign.tobytes() != drawing(status="So it is.", sign=" ", css="corrected").tobytes()


def test_long_words_and_long_attributions_are_cut_to_the_space_there_is():
    long = picture(
        "“" + "The pier opens. " * 200 + "”",
        "same",
        who=(("Ana said " * 100, ""),),
        status="Withdrawn " * 60,
        css="bad",
    )
    image = opened(draw(long)).convert("RGB")
    edge = {image.getpixel((x, y)) for x in (2, 1198) for y in range(14, 630, 7)}
    assert edge == {(251, 250, 246)}


def test_a_correction_of_the_cue_is_drawn_again(client, capture, published_quote):
    assert span_of(capture, "denied")
    first = client.get(f"/quotes/{published_quote.pk}/picture.png")["ETag"]
    amended_openly(published_quote, cue="promised")
    assert client.get(f"/quotes/{published_quote.pk}/picture.png")["ETag"] != first
