"""What a source is called where it has no headline, in words of what is recorded."""

from datetime import date

import pytest

from quotes.text.source_names import Described

DAY = date(2025, 10, 6)


@pytest.mark.parametrize(
    "recorded, name",
    [
        (Described("article", "Pier delayed", "Quayside Courier", day=DAY), "Pier delayed"),
        (
            Described("article", "", "Quayside Courier", by="Jo Ames", day=DAY),
            "Quayside Courier, 6 October 2025",
        ),
        (Described("article", "  ", "Quayside Courier"), "Quayside Courier, undated"),
        (
            Described("article", day=DAY, hour="17:56 in Jerusalem"),
            "Article of 6 October 2025",
        ),
        (Described("article"), "Article without a date"),
        (
            Described("post", "", "Plaza", True, "Petra Oduya", DAY, "17:56 in Washington"),
            "Petra Oduya’s post on Plaza, 6 October 2025, 17:56 in Washington",
        ),
        (Described("post", "", "Plaza", True, "@mayor"), "@mayor’s post on Plaza"),
        (Described("post", "", "Plaza", True, day=DAY), "Post on Plaza, 6 October 2025"),
        (Described("statement", "", "Town Hall", day=DAY), "Town Hall’s statement, 6 October 2025"),
        (
            Described("statement", "", "Town Hall", by="Petra Oduya", day=DAY),
            "Petra Oduya’s statement, Town Hall, 6 October 2025",
        ),
        (Described("audio", day=DAY, hour="21:56 UTC"), "Audio of 6 October 2025, 21:56 UTC"),
        (Described("document"), "Document without a date"),
    ],
)
def test_a_source_is_named_as_a_person_would_name_it(recorded, name):
    assert recorded.name == name
    assert "[" not in name


def test_inside_a_sentence_only_the_kind_loses_its_capital():
    assert Described("article", day=DAY).name_in_sentence == "article of 6 October 2025"
    named = Described("article", "", "Article Daily", day=DAY)
    assert named.name_in_sentence == "Article Daily, 6 October 2025"
    posted = Described("post", "", "Plaza", True, day=DAY)
    assert posted.name_in_sentence == "post on Plaza, 6 October 2025"
    assert Described("post", "Post haste", day=DAY).name_in_sentence == "Post haste"
    assert Described("post", "Post haste", day=DAY).label_in_sentence == "post of 6 October 2025"
