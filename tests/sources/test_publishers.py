"""A publisher is one, whether its place is typed in brackets or in its own box."""

import json

import pytest
from django.core.exceptions import ValidationError

from quotes.models import Quote
from quotes.transfer.import_record import RecordImport
from sources.models import Publisher
from sources.publishers import publisher_named
from tests.cast import STORY

pytestmark = pytest.mark.django_db


def made(name: str) -> Publisher:
    publisher = publisher_named(name)
    publisher.full_clean()
    publisher.save()
    return publisher


def test_a_place_in_brackets_is_the_publishers_place():
    courier = made("Quayside Courier (Northport)")
    assert (courier.name, courier.place) == ("Quayside Courier", "Northport")
    assert str(courier) == "Quayside Courier (Northport)"
    assert publisher_named("quayside courier  (Northport)") == courier
    assert publisher_named("Quayside Courier") == courier


def test_another_place_is_another_publisher():
    north, south = made("Écho (Northport)"), made("Écho (Southport)")
    assert publisher_named("ÉCHO (southport)") == south != north
    assert made("Écho (Port Ellis)").place == "Port Ellis"
    with pytest.raises(ValidationError, match=r"more than one: .*Northport.*Give the place too"):
        publisher_named("Écho")


def test_one_whose_recorded_name_has_brackets_is_still_found():
    old = Publisher.objects.create(name="Tidewater (radio)")
    assert publisher_named("Tidewater (radio)") == old
    assert publisher_named("Tidewater").pk is None


def test_two_that_would_be_printed_alike_are_refused():
    Publisher.objects.create(name="Harbour’s Voice", place="Northport")
    for twin in (
        Publisher(name="Harbour's Voice (Northport)"),
        Publisher(name="HARBOUR'S VOICE", place="Northport"),
    ):
        with pytest.raises(ValidationError, match="is already recorded"):
            twin.full_clean()


def test_rows_mean_the_publisher_that_is_printed_so(tmp_path, ed):
    names = ["Courier (Northport)", "Courier (Southport)", "courier (Northport)", "Courier", "Bay"]
    Publisher.objects.create(name="Courier", place="Southport")
    file = tmp_path / "rows.jsonl"
    rows = [
        {"url": f"https://{n}.example/", "text": STORY, "words": "Not a day later", "publisher": p}
        for n, p in enumerate(names)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    refused = []
    RecordImport(file, by="ed", on_refused=refused.append).run()
    assert "Line 4: publisher: Several publishers are called “Courier”." in str(*refused)
    assert [str(q.capture.source.publisher) for q in Quote.objects.order_by("pk")] == [
        "Courier (Northport)",
        "Courier (Southport)",
        "Courier (Northport)",
        "Bay",
    ]
    assert Publisher.objects.count() == 3
