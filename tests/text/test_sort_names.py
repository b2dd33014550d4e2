"""What a list from A to Z has people and bodies by."""

import pytest

from quotes.text.names import initial
from quotes.text.sort_names import is_of, listed_as, sort_name


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Layal Haddane", "Haddane, Layal"),
        ("J. R. Oduya", "Oduya, J. R."),
        ("Dr Nils Aster", "Aster, Dr Nils"),
        ("Tomasz Okonjo-Reyes", "Okonjo-Reyes, Tomasz"),
        ("Nils Aster (painter)", "Aster, Nils"),
        ("Petra “Pip” Oduya", "Oduya, Petra Pip"),
        ("Oduya, Petra", "Oduya, Petra"),
        ("Zoë", "Zoë"),
    ],
)
def test_people_are_listed_by_their_last_name_and_whoever_has_one_by_that(name, listed):
    assert sort_name(name) == listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Willem van der Kreek", "Kreek, Willem van der"),
        ("Bart van 't Hof", "Hof, Bart van 't"),
        ("Ute von der Aue", "Aue, Ute von der"),
        ("Jo Van Dorn", "Van Dorn, Jo"),
        ("Pilar de la Mora", "Mora, Pilar de la"),
        ("Mateo del Faro", "Faro, Mateo del"),
        ("Nuno dos Remos", "Remos, Nuno dos"),
        ("Odile de La Roque", "La Roque, Odile de"),
        ("Odile Le Goff", "Le Goff, Odile"),
        ("Yves d’Orly", "Orly, Yves d’"),
        ("Gia Di Ferro", "Di Ferro, Gia"),
        ("Rosa Vela y Marín", "Vela y Marín, Rosa"),
        ("Cormac Ó Luain", "Ó Luain, Cormac"),
        ("Saoirse Ní Bhraon", "Ní Bhraon, Saoirse"),
        ("Eilidh MacSorvie", "MacSorvie, Eilidh"),
        ("Dafydd ap Morlan", "ap Morlan, Dafydd"),
        ("Ada St. Brand", "St. Brand, Ada"),
    ],
)
def test_a_particle_goes_after_the_name_or_begins_it_as_libraries_have_it(name, listed):
    assert sort_name(name) == listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Khalil al-Marfawi", "Marfawi, Khalil al-"),
        ("Samir el Wadi", "Wadi, Samir el"),
        ("Al-Wadi", "Wadi, Al-"),
        ("Al Carrow", "Carrow, Al"),
        ("Hadi bin Sawahil", "bin Sawahil, Hadi"),
        ("Abu Salim", "Abu Salim"),
        ("Nour Abu Salim", "Abu Salim, Nour"),
        ("Nour Abdel Karim", "Abdel Karim, Nour"),
        ("ليال حدّان", "حدّان, ليال"),
        ("سامر المرفأي", "مرفأي, سامر ال"),
        ("نور عبد الكريم", "عبد الكريم, نور"),
        ("أبو سالم", "أبو سالم"),
        ("ליאל חדאן", "חדאן, ליאל"),
        ("דן בן עמי", "בן עמי, דן"),
        ("Dan Ben Ami", "Ben Ami, Dan"),
        ("Ben Carrow", "Carrow, Ben"),
    ],
)
def test_arabic_and_hebrew_names_are_listed_without_their_article_and_with_their_ancestor(
    name, listed
):
    assert sort_name(name) == listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("沈旺海", "沈旺海"),
        ("沈 旺海", "沈 旺海"),
        ("김하늘", "김하늘"),
        ("ニルス・アスター", "アスター, ニルス"),
        ("彼得拉·奥杜亚", "奥杜亚, 彼得拉"),
        ("Павло Бережний", "Бережний, Павло"),
        ("Бережной Павел Ильич", "Бережной, Павел Ильич"),
        ("Павел Ильич Бережной", "Бережной, Павел Ильич"),
        ("Νίλς Αστέρης", "Αστέρης, Νίλς"),
        ("Katla Birnisdóttir", "Katla Birnisdóttir"),
    ],
)
def test_a_script_whose_names_begin_with_the_family_keeps_them_so(name, listed):
    assert sort_name(name) == listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Nils Aster Jr.", "Aster, Nils, Jr."),
        ("Nils Aster, Jr.", "Aster, Nils, Jr."),
        ("Nils Aster III", "Aster, Nils, III"),
        ("Odo IV", "Odo IV"),
        ("King Odo IV", "Odo IV, King"),
        ("Pope Odo", "Odo, Pope"),
    ],
)
def test_what_follows_a_surname_stays_at_the_end_and_a_reign_with_its_name(name, listed):
    assert sort_name(name) == listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("The Lindmouth Courier", "Lindmouth Courier"),
        ("Theatre of Lindmouth", "Theatre of Lindmouth"),
        ("The", "The"),
        ("Channel 12", "Channel 12"),
        ("المرفأ", "مرفأ"),
        ("“Lantern” society", "Lantern society"),
    ],
)
@pytest.mark.parametrize("kind", ["organisation", "group", "office"])
def test_a_body_is_listed_by_its_name_without_its_article(kind, name, listed):
    assert sort_name(name, kind) == listed


@pytest.mark.parametrize(
    "name", ["-", "(", "“”", "'", "ال", "van", "van der", "III", "Jr.", "d’", "·"]
)
def test_a_name_of_nothing_but_particles_or_signs_is_listed_somewhere(name):
    assert sort_name(name)
    assert sort_name(name, "organisation")
    assert len(initial(sort_name(name))) == 1


def test_a_name_that_is_not_there_yet_is_listed_by_nothing():
    assert sort_name("") == ""


def test_what_a_person_typed_comes_first():
    assert listed_as("Shen Wanghai", "person", "Shen Wanghai") == "Shen Wanghai"
    assert listed_as("Shen Wanghai", "person") == "Wanghai, Shen"


def test_what_a_person_typed_is_of_a_name_if_it_is_made_of_its_words():
    assert is_of("Shen, Wanghai", "Dr Wanghai Shen")
    assert not is_of("Shen, Wanghai", "Wanghai Lu")
