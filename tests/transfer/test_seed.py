"""The seed record, loaded once, and brought up to date when it is loaded again."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from quotes.editorial import amendments, public_changes, workflow
from quotes.models import OwnDocument, PublicChange, Quote, Revision, Speaker
from quotes.search.consistency import disagreements
from quotes.transfer.seed import seed
from sources.models import Source

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 10, 5)
PLAN = ("President Trump’s plan", "Donald Trump")
POSTED = dt.datetime(2025, 10, 5, 21, 56, 34, 724000, tzinfo=dt.UTC)


@pytest.fixture
def seeded(db):
    seed()


@pytest.fixture
def seeded_before(freely, seeded):
    """The seed record as a release before it knew days and the medium's basis left it."""
    Quote.objects.filter(medium_basis="evidence").update(medium="", medium_basis="stated")
    Quote.objects.update(said_from=None, said_to=None, said_at=None)
    altered().update(kind="direct")
    with public_changes.permitted(*Source.objects.filter(kind="post")):
        Source.objects.filter(kind="post").update(time_zone="", place="")
    OwnDocument.objects.all().delete()
    OwnDocument.history.all().delete()
    call_command("rebuild_search", verbosity=0)


def altered():
    return Quote.objects.filter(segments__words__contains="centuries-old conflict")


def found(client, typed: str) -> list[dict]:
    return client.get("/quotes.json", {"q": typed}).json()["quotes"]


def state() -> list[tuple]:
    names = "pk kind medium medium_basis said_from said_to said_at status".split()
    return list(Quote.objects.order_by("pk").values_list(*names))


def test_the_six_quotes_found_in_the_post_were_said_on_its_day_in_washington(client, seeded):
    post = Source.objects.get(kind="post")
    assert (post.time_zone, post.place) == ("America/New_York", "Washington")
    assert (post.published_at, post.published_on) == (POSTED, DAY)
    proved = Quote.objects.filter(evidence__capture__source=post).order_by("pk")
    assert {q.said_from for q in proved} == {q.said_to for q in proved} == {DAY}
    assert {q.said_at for q in proved} == {POSTED} and len(proved) == 6
    assert {one["id"] for one in found(client, "said:2025-10-05")} == {q.pk for q in proved}


def test_truth_social_is_stated_by_the_article_twice_and_proved_by_the_post_four_times(seeded):
    on = Quote.objects.filter(medium="Truth Social").order_by("pk")
    assert [q.medium_basis for q in on] == ["stated"] * 2 + ["evidence"] * 4


def test_the_page_heads_with_the_day_and_says_where_as_evidence_knows(client, seeded):
    page = client.get(f"/quotes/{altered().get().pk}/").content.decode()
    assert (
        'posted <time datetime="2025-10-05">5 October 2025</time>' in page
        and "on Truth Social (known from evidence)" in page
    )
    assert "Partial quote" in page


def test_loading_it_again_changes_nothing(seeded):
    before, revisions = state(), Revision.objects.count()
    said = []
    assert seed(said.append) == 0 and said == []
    assert (state(), Revision.objects.count()) == (before, revisions)


def test_a_record_seeded_before_is_brought_up_to_date_in_public(client, seeded_before):
    assert found(client, "said:2025-10-05") == []
    said = []
    assert seed(said.append) == 0
    assert said == ["8 rows brought up to date."]
    assert len(found(client, "said:2025-10-05")) == 6 and list(disagreements()) == []
    revision = altered().get().revisions.latest("number")
    assert (revision.kind, revision.made_by) == (Revision.Kind.CORRECTION, None)
    assert revision.reason == (
        "A fragment inside the reporter’s sentence is a partial quote. The post linked as "
        "evidence was published on 5 October 2025, 17:56 in Washington, on Truth Social."
    )
    after = state()
    assert seed(said.append) == 0 and len(said) == 1 and state() == after


def test_what_a_person_changed_is_left_and_named(client, seeded_before, ed, superuser):
    quote = altered().get()

    def write():
        quote.medium = "social media"
        quote.save(update_fields=["medium"])

    how = {"kind": "update", "reason": "As the desk writes it."}
    made = amendments.amend(quote, write, by=ed, **how)
    amendments.accept(made, by=superuser)
    said = []
    seed(said.append)
    assert said[0].startswith(f"Quote {quote.pk} was changed here and is left as it is. The seed")
    assert "kind" in said[0] and said[1] == "7 rows brought up to date."
    left = altered().get()
    assert (left.kind, left.medium, left.said_from) == ("direct", "social media", None)


def test_a_quote_withdrawn_since_is_left_withdrawn(client, seeded_before):
    workflow.withdraw(altered().get(), by=None, reason="Taken back.")
    said = []
    assert seed(said.append) == 0
    assert "is left as it is" in said[0] and altered().get().status == "withdrawn"


def test_a_plan_loaded_before_owners_were_known_gets_its_owner_in_public(client, seeded_before):
    seed()
    owned = OwnDocument.objects.get()
    assert (owned.document.headline, owned.speaker.name) == PLAN
    made = PublicChange.objects.get(row=owned.document_id, model="sources.source")
    assert (made.outcome, made.proposed_by) == ("accepted", None)
    assert made.reason == "It is Donald Trump’s own document."
    assert made.reason in client.get("/corrections/").content.decode()
    assert "Donald Trump</bdi></a>’s own document" in re.sub(
        r"\s+", " ", client.get(f"/sources/{owned.document_id}/", follow=True).content.decode()
    )
    seed()
    assert OwnDocument.objects.count() == PublicChange.objects.filter(row=made.row).count() == 1


def test_an_owner_whom_a_person_removed_stays_removed_and_is_named(freely, seeded, ed):
    owned = OwnDocument.objects.get()
    document, owned._history_user = owned.document, ed
    owned.delete()
    said = []
    seed(said.append)
    assert said == [
        f"Source {document.pk} was changed here and is left as it is, without Donald Trump."
    ]
    assert not OwnDocument.objects.exists()


def test_an_owner_who_was_merged_since_is_the_one_they_were_merged_into(freely, seeded_before):
    trump = Speaker.objects.get(name="Donald Trump")
    kept = Speaker.objects.create(name="Donald J. Trump")
    Speaker.objects.filter(pk=trump.pk).update(merged_into=kept)
    seed()
    assert OwnDocument.objects.get().speaker == kept


def test_a_source_that_a_person_changed_keeps_its_zone(client, seeded_before, ed):
    post = Source.objects.get(kind="post")
    post._history_user = ed
    with public_changes.permitted(post):
        post.save()
    said = []
    seed(said.append)
    assert (
        said[0]
        == f"Source {post.pk} was changed here and is left as it is, without America/New_York, Washington."
    )
    left = Source.objects.get(kind="post")
    assert (left.time_zone, left.place) == ("", "")


def test_the_command_says_what_it_did(seeded_before, capsys):
    call_command("seed")
    assert capsys.readouterr().out.splitlines() == [
        "8 rows brought up to date.",
        "The seed record is already loaded.",
    ]


def test_the_seed_file_names_its_days_by_the_post(seeded):
    entries = json.loads((Path(settings.BASE_DIR) / "seeds" / "quotes.json").read_text())["quotes"]
    assert sum(entry.get("said_on") == "2025-10-05" for entry in entries) == 6
