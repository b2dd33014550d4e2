"""A query written once answers for other ids as it would if it were written anew."""

import pytest

from quotes.models import Speaker
from sources.db.compiled_query import Prepared

pytestmark = pytest.mark.django_db

NAMES = ["Ana", "50% off", "50x off", "a_b", "axb"]


@pytest.fixture
def ids():
    made = [Speaker.objects.create(name=f"{NAMES[n % 5]}", description=str(n)).pk for n in range(9)]
    return made


def named(ids):
    return Speaker.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "name")


def test_any_number_of_ids_is_answered(ids):
    asked = Prepared(named)
    for size in (0, 1, 4, 5, 9, 3):
        assert asked(ids[:size]) == list(named(ids[:size]))
    assert asked([ids[0], ids[0]]) == list(named(ids[:1]))


def test_several_lists_keep_apart(ids):
    asked = Prepared(
        lambda one, other: named(one).order_by().union(named(other).order_by(), all=True)
    )
    assert sorted(asked(ids[:2], ids[5:6])) == sorted(named([*ids[:2], ids[5]]))
    assert asked([], ids[5:6]) == list(named(ids[5:6]))


def test_a_beginning_means_its_own_characters(ids):
    asked = Prepared(
        lambda begins: Speaker.objects.filter(name__startswith=begins[0]).values_list("name"), str
    )
    assert {name for (name,) in asked(["50%"])} == {"50% off"}
    assert {name for (name,) in asked(["a_"])} == {"a_b"}
