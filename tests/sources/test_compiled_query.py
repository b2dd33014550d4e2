"""A query written once answers for other ids as it would if it were written again."""

import pytest

from quotes.models import Speaker
from sources.db.compiled_query import CompiledQuery

pytestmark = pytest.mark.django_db

NAMES = ["Ana", "50% off", "50x off", "a_b", "axb"]


@pytest.fixture
def ids():
    made = [Speaker.objects.create(name=f"{NAMES[n % 5]}", description=str(n)).pk for n in range(9)]
    return made


def named(ids):
    return Speaker.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "name")


def test_any_number_of_ids_is_answered(ids):
    requested = CompiledQuery(named)
    for size in (0, 1, 4, 5, 9, 3):
        assert requested(ids[:size]) == list(named(ids[:size]))
    assert requested([ids[0], ids[0]]) == list(named(ids[:1]))


def test_several_lists_keep_apart(ids):
    requested = CompiledQuery(
        lambda one, other: named(one).order_by().union(named(other).order_by(), all=True)
    )
    assert sorted(requested(ids[:2], ids[5:6])) == sorted(named([*ids[:2], ids[5]]))
    assert requested([], ids[5:6]) == list(named(ids[5:6]))


def test_a_beginning_means_its_own_characters(ids):
    requested = CompiledQuery(
        lambda begins: Speaker.objects.filter(name__startswith=begins[0]).values_list("name"), str
    )
    assert {name for (name,) in requested(["50%"])} == {"50% off"}
    assert {name for (name,) in requested(["a_"])} == {"a_b"}
