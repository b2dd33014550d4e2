"""The list of 200 spellings, asked of the database: the right speaker first."""

import pytest

from quotes.models import Speaker, SpeakerCount
from quotes.search import find
from tests.text.test_names import people

pytestmark = pytest.mark.django_db


def test_the_right_speaker_comes_first_for_nineteen_spellings_of_twenty():
    record = people()
    for name in [*record, "John Smith", "Jane Smith", "Jean Smith"]:
        SpeakerCount.objects.create(speaker=Speaker.objects.create(name=name), quotes=1)
    requested = [(variant, name) for name, variants in record.items() for variant in variants]
    wrong = [
        (variant, name)
        for variant, name in requested
        if [suggestion.speaker.name for suggestion in find(variant, 1)] != [name]
    ]
    assert len(requested) >= 200
    assert len(wrong) <= len(requested) * 0.05, f"{len(wrong)} of {len(requested)}: {wrong}"


@pytest.mark.parametrize("typed", ["Jane Smith", "Jane  SMITH", "Dr Jane Smith"])
def test_jane_is_never_john(typed):
    john = Speaker.objects.create(name="John Smith")
    SpeakerCount.objects.create(speaker=john, quotes=9)
    assert find(typed) == []
    jane = Speaker.objects.create(name="Jane Smith")
    SpeakerCount.objects.create(speaker=jane, quotes=1)
    assert [suggestion.speaker for suggestion in find(typed)] == [jane]
    assert {suggestion.speaker for suggestion in find("Smith")} == {john, jane}
