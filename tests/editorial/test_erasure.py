"""What law or safety requires to be erased leaves a tombstone and nothing of the words."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.core.cache import caches
from django.core.management import CommandError, call_command

from quotes import models
from quotes.editorial import entry, erasure, workflow
from quotes.models import Quote, SearchRow, Speaker
from sources.models import Capture, Source, Tombstone

pytestmark = pytest.mark.django_db
TEXT = "“The safe house is on\nFerry Lane,” said Mara Vell. “We left,” she added."


@pytest.fixture
def ed():
    return User.objects.create_superuser("ed")


@pytest.fixture
def quotes():
    source = Source.objects.create(kind="article")
    capture = Capture.objects.create(source=source, text=TEXT)
    mara = Speaker.objects.create(name="Mara Vell")
    made = []
    for segments in ([(0, 34)], [(18, 34)], [(51, 61)]):
        quote = entry.enter(
            capture,
            segments=segments,
            parties=[entry.Party(as_named="Mara Vell", speaker=mara)],
            by=None,
            original_words="Ferry Lane in another tongue",
        )
        workflow.submit(quote, by=None)
        workflow.publish(quote, by=None)
        made.append(quote)
    return made


def everything() -> str:
    """All that the two apps have, as text."""
    from django.apps import apps

    rows = [
        row
        for app in ("sources", "quotes")
        for m in apps.get_app_config(app).get_models()
        if not m._meta.proxy
        for row in m.objects.all()
    ]
    return json.dumps(serializers.serialize("python", rows), default=str, ensure_ascii=False)


def test_the_words_are_nowhere_and_every_offset_stays(quotes, ed):
    erasure.erase(quotes[0], by=ed, reason="safety")
    left = everything()
    assert "safe house" not in left and "Ferry" not in left.replace(
        "Ferry Lane in another tongue", ""
    )
    capture = Capture.objects.get()
    assert capture.length == len(capture.text) == len(TEXT)
    assert capture.text[34:] == TEXT[34:]
    assert capture.text.count("\n") == 1


def test_a_tombstone_says_when_and_what_sort_of_reason(quotes, ed):
    erasure.erase(quotes[0], by=ed, reason="court_order")
    stone = Tombstone.objects.get()
    assert (stone.start, stone.end, stone.get_reason_display()) == (0, 34, "A court ordered it")
    newest = quotes[0].revisions.order_by("-number")[0]
    assert (newest.kind, newest.reason, newest.is_public) == ("erased", "A court ordered it.", True)


def test_the_quote_is_withdrawn_and_overlapping_quotes_lose_the_same_words(quotes, ed):
    erasure.erase(quotes[0], by=ed, reason="law")
    statuses = [q.status for q in Quote.objects.order_by("pk")]
    assert statuses == ["withdrawn", "published", "published"]
    assert set(Quote.objects.get(pk=quotes[1].pk).words) == {"█", "\n"}
    assert Quote.objects.get(pk=quotes[2].pk).words == "“We left,”"
    terms = "".join(SearchRow.objects.values_list("terms", flat=True))
    assert "ferry" not in terms.replace("=ferry =lane =in =another =tongue", "")


def test_no_picture_of_the_words_is_left_on_the_disk(
    quotes, ed, client, django_capture_on_commit_callbacks
):
    client.get(f"/quotes/{quotes[0].pk}/picture.png")
    drawn = list(Path(caches["drawings"]._dir).glob("*.djcache"))
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(quotes[0], by=ed, reason="safety")
    assert drawn and not any(file.exists() for file in drawn)


def test_what_the_desk_read_in_the_words_is_gone_at_once(
    quotes, ed, client, django_capture_on_commit_callbacks
):
    client.force_login(ed)
    desk = f"/desk/articles/{Capture.objects.get().source_id}/"
    before = client.get(desk).content.decode()
    read = list(Path(caches["readings"]._dir).glob("*.djcache"))
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(quotes[0], by=ed, reason="safety")
    assert "Ferry" in before and read and not any(file.exists() for file in read)
    after = client.get(desk)
    assert "Ferry" not in after.content.decode()
    assert not [card.words for card in after.context["cards"] if card.is_proposal]


def test_what_another_process_read_before_the_erasure_is_never_shown_after_it(quotes, ed, client):
    client.force_login(ed)
    desk = f"/desk/articles/{Capture.objects.get().source_id}/"
    workflow.withdraw(quotes[1], by=ed, reason="It is proposed again, then.")
    workflow.withdraw(quotes[0], by=ed, reason="It is proposed again, then.")
    proposed = [card.words for card in client.get(desk).context["cards"] if card.is_proposal]
    erasure.erase(quotes[0], by=ed, reason="safety")  # nothing is emptied before the commit
    assert any("Ferry" in words for words in proposed)
    shown = client.get(desk).context
    assert not [card.words for card in shown["cards"] if card.is_proposal]
    assert not any(start < 34 for sentence in shown["sentences"] for start, _ in sentence[1:])


def test_only_an_editor_erases_and_only_what_is_there(quotes, ed):
    User.objects.create_user("jo")
    with pytest.raises(CommandError, match="jo isn't an editor"):
        call_command("erase_quote", quotes[0].pk, reason="law", by="jo", yes=True)
    with pytest.raises(CommandError, match="No quote has the number 999"):
        call_command("erase_quote", 999, reason="law", by="ed", yes=True)
    assert Capture.objects.get().text == TEXT
    call_command("erase_quote", quotes[0].pk, reason="law", by="ed", yes=True, verbosity=0)
    assert "Ferry" not in Capture.objects.get().text


def test_every_model_that_holds_a_sources_words_is_looked_at():
    """A new column of a source's words must be erased too: add it to erasing, then here."""
    from sources.fields import SourceWords

    existing = {
        f"{m.__name__}.{f.name}"
        for m in [Capture, *(getattr(models, n) for n in models.__all__)]
        for f in m._meta.fields
        if isinstance(f, SourceWords)
    }
    assert existing == {
        "Capture.text",
        "Capture.outlet_correction",  # the outlet's words on itself, not the quote's
        "Quote.original_words",
        "Segment.words",
    }
