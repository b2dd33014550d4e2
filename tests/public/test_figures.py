"""The record's figures: they add up, leave out what isn't published, and judge nobody by chance."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse

from quotes import urls
from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import PublisherCheckCount, Quote, Topic
from quotes.search import consistency
from quotes.verification import evidence, reviews
from sources.models import Capture, Publisher, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db
SAID = "“The pier will open in May,” Oduya said at the quay."
COURIER = "Quayside Courier (Northport)"
CHANGED = "“The pier might open in May,” Oduya said at the quay."


def figures(client):
    response = client.get("/figures/")
    assert response.status_code == 200
    return response.context


def original(text: str) -> Capture:
    post = Source.objects.create(kind="post", published_on=dt.date(2025, 3, 3))
    return Capture.objects.create(source=post, text=text)


def compare(quotes, text=SAID):
    evidence.link_together(quotes, original(text), purpose="primary", by=None)


def outlets(checked) -> dict[str, dict[str, int]]:
    return {one.name: {part.label: part.number for part in one.parts} for one in checked}


def test_every_figure_adds_up_to_the_number_beside_it(
    freely, client, publish_many, published_quote
):
    for quote in publish_many(3)[:2]:
        quote.topics.add(Topic.objects.create(name=f"Lamps {quote.pk}"))
    call_command("rebuild_search", verbosity=0)
    shown = figures(client)
    total = Quote.objects.published().count()
    assert shown["total"] == total == 4
    assert sum(bar.number for bar in shown["outlets"].bars) == shown["outlets"].total == total
    given = Quote.topics.through.objects.filter(quote__status="published").count()
    assert sum(bar.number for bar in shown["topics"].bars) == shown["topics"].total == given


def test_all_months_together_are_all_published_quotes(freely, client, publish_many):
    for number, quote in enumerate(publish_many(4)):
        Quote.objects.filter(pk=quote.pk).update(said_from=dt.date(2019 + number, 5, 1))
    call_command("rebuild_search", verbosity=0)
    months = figures(client)["months"]
    rows = [*months.recent.rows, *(months.earlier.rows if months.earlier else [])]
    assert sum(cell.number for row in rows for cell in row.cells if cell) == 4


def test_what_is_from_no_outlet_and_what_no_longer_has_a_bar_is_counted_too(
    client, publish_many, mayor, jo, ed, monkeypatch
):
    monkeypatch.setattr("quotes.public.presentation.record_in_numbers.MOST_SHOWN", 1)
    publish_many(1)
    for name in ("Dune Echo", "Harbour Post", ""):
        outlet = Publisher.objects.create(name=name) if name else None
        article = Source.objects.create(kind="article", publisher=outlet)
        lamps = Capture.objects.create(source=article, text="“Lamps burn,” Oduya said.")
        quote = entry.enter(
            lamps,
            segments=[span_of(lamps, "“Lamps burn,”")],
            parties=[Party(speaker=mayor, as_named="Oduya")],
            by=jo,
            cue="said",
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
    bars = figures(client)["outlets"]
    assert [bar.number for bar in bars.bars] == [1, 2, 1] and bars.total == 4
    names = [bar.name for bar in bars.bars]
    assert names[1:] == ["All other outlets", "No outlet recorded"]


@pytest.mark.parametrize(("number", "shown"), [(19, False), (20, True)])
def test_an_outlet_is_shown_from_twenty_compared_quotes_on(client, publish_many, number, shown):
    compare(publish_many(number))
    context = figures(client)
    expected = {"Matches": number, "Differs": 0, "Not in it": 0, "In several places": 0}
    assert outlets(context["compared"]) == ({COURIER: expected} if shown else {})
    assert context["judged"] == []
    page = client.get("/figures/").content.decode()
    assert ("No outlet has 20 compared quotes yet." in page) is not shown


def test_parts_add_up_to_the_quotes_compared_and_the_rest_is_not_among_them(client, publish_many):
    published = publish_many(23)
    compare(published[:14])
    compare(published[14:20], CHANGED)
    compare(published[20:22], "Nothing of the sort was said by anybody there.")
    [courier] = figures(client)["compared"]
    assert outlets([courier])[COURIER] == {
        "Matches": 14, "Differs": 6, "Not in it": 2, "In several places": 0,
    }  # fmt: skip
    assert courier.total == 22
    assert [(part.start, part.number) for part in courier.parts] == [
        (0, 14),
        (14, 6),
        (20, 2),
        (22, 0),
    ]


def test_what_the_program_found_is_apart_from_what_people_judged(client, publish_many, fay):
    published = publish_many(21)
    compare(published[:20], CHANGED)
    for quote in published[1:]:
        reviews.review(quote, verdict="not_traced", reason="Nobody has the tape.", by=fay)
    context = figures(client)
    assert outlets(context["compared"])[COURIER]["Differs"] == 20
    [judged] = context["judged"]
    assert outlets([judged])[COURIER]["Not traced"] == judged.total == 20


def test_drafts_and_withdrawn_quotes_are_in_no_figure(client, publish_many, draft_quote, ed):
    published = publish_many(20)
    compare([*published, draft_quote])
    assert figures(client)["total"] == 20
    assert figures(client)["compared"][0].total == 20
    workflow.withdraw(published[0], by=ed, reason="The article was taken back.")
    context = figures(client)
    assert context["total"] == 19 and context["compared"] == []
    assert sum(bar.number for bar in context["outlets"].bars) == 19
    assert sum(bar.number for bar in context["topics"].bars) == 19


def test_evidence_that_is_unlinked_is_not_counted(client, publish_many, fay):
    published = publish_many(20)
    compare(published)
    evidence.unlink(published[0].evidence.get(), by=fay, why="It is another post.")
    assert figures(client)["compared"] == []
    assert list(consistency.disagreements()) == []


def test_wrong_figures_are_named_by_doctor_and_mended(client, publish_many):
    compare(publish_many(2))
    right = set(PublisherCheckCount.objects.values_list("checked", "quotes"))
    assert right == {("review_unchecked", 2), ("match_exact", 2)}
    PublisherCheckCount.objects.update(quotes=9)
    assert "The counts of published quotes are wrong." in list(consistency.disagreements())
    call_command("rebuild_search", verbosity=0)
    assert set(PublisherCheckCount.objects.values_list("checked", "quotes")) == right


def test_the_page_says_what_its_figures_cannot_say(client, publish_many):
    compare(publish_many(20))
    page = " ".join(client.get("/figures/").content.decode().split())
    assert "What this can’t say." in page and "no fair sample" in page
    assert "Speakers have no such figure" in page
    assert "style=" not in page


def test_no_page_but_the_figures_says_how_anything_checks_out(client, publish_many, mayor, topic):
    """A speaker isn't to blame for what an outlet changed: none has such a figure anywhere."""
    quotes = publish_many(20)
    compare(quotes, CHANGED)
    drawn = re.compile(r'class="part--|class="figures checks"')
    assert drawn.search(client.get("/figures/").content.decode())
    numbers = {"speaker": mayor.pk, "topic": topic.pk, "quote": quotes[0].pk}
    numbers |= {"article": quotes[0].capture.source_id, "source": quotes[0].capture.source_id}
    seen = []
    for name in public_names():
        address = address_of(name, numbers)
        if address is None or name == "figures":
            continue
        answer = client.get(address, follow=True)
        seen.append(name)
        assert not drawn.search(answer.content.decode("utf-8", "replace")), name
    assert {"speaker", "speakers", "home", "topic", "article"} <= set(seen)
    templates = Path("templates").rglob("*.html")
    drawing = [path.name for path in templates if "parts_of_bar" in path.read_text()]
    assert drawing == ["_checks.html"]


def public_names() -> list[str]:
    return [pattern.name for pattern in urls.urlpatterns if getattr(pattern, "name", None)]


def address_of(name: str, numbers: dict[str, int]) -> str | None:
    for pk in ([], [numbers.get(name.partition("_")[0], 0)]):
        try:
            return reverse(name, args=pk)
        except NoReverseMatch:
            continue
    return None
