"""The record has a version, which whatever changes for the public moves, and nothing else."""

import datetime as dt
import importlib
import inspect
import json
import pkgutil

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

import quotes.editorial
import quotes.verification
from quotes.editorial import (
    amendments,
    erasure,
    public_changes,
    revisions,
    source_changes,
    speaker_merge,
    workflow,
)
from quotes.editorial.public_changes import Edit
from quotes.models import PublicChange, Quote, RecordVersion, Speaker, record_version
from quotes.transfer.import_record import RecordImport
from quotes.verification import (
    decisions,
    evidence,
    recapture,
    related_quotes,
    reviews,
)
from sources import link_checks
from sources.archived_copies import record_copy
from sources.models import ArchivedCopy, Capture, LinkCheck, Source
from tests.admin.filling import fill, signed_in
from tests.factcheck.pages import sent

pytestmark = pytest.mark.django_db
#: Verbs that show nothing to the public, or only through another verb.
SILENT = {
    "editorial.entry.enter",
    "editorial.workflow.submit",
    "editorial.workflow.return_to_draft",
}
SILENT |= {"editorial.workflow.replacement_of"}
#: What is proposed or decided of a change, short of its taking effect, and who may.
SILENT |= {
    f"editorial.public_changes.{name}"
    for name in "agree decline object_to propose_merge take_back".split()
}
#: What is proposed of a quote; on the list for a second look, a withdrawal, which moves it itself.
SILENT |= {"editorial.amendments.amend", "editorial.shown_less.note"}
SILENT |= {"editorial.workflow.was_last_to_edit", "editorial.workflow.take_down"}
#: A draft that is deleted, and what waited with it.
SILENT |= {"editorial.entry.discard", "editorial.public_changes.take_back_with"}
SILENT |= {f"editorial.four_eyes.{name}" for name in "alone_may decide may_decide".split()}
#: Parts of others: the rows that a change or a merge writes; what shows less is a `change`.
SILENT |= {"editorial.changed_rows.write", "editorial.public_changes.show_less"}
SILENT |= {
    f"editorial.merged_rows.{name}"
    for name in "add_names move_documents move_parts move_publisher move_roles save undo_flat".split()
}
#: It publishes with its quote.
SILENT |= {"editorial.public_changes.accept_waiting_with"}
#: A question, and what amends the quote through `workflow.amend`.
SILENT |= {f"verification.proved_circumstances.{name}" for name in ("take", "why_not")}
#: It asks the web, and then does what `compare_earlier_quotes` does.
SILENT |= {"verification.recapture.recapture"}
#: It says only why somebody may not.
SILENT |= {"verification.proved_circumstances.why_not"}


def verbs() -> set[str]:
    """Functions of editorial and verification that somebody does: they take `by`, and aren't checks."""
    found = set()
    for package in (quotes.editorial, quotes.verification):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, function in inspect.getmembers(
                importlib.import_module(module.name), inspect.isfunction
            ):
                own = function.__module__ == module.name
                check = name.startswith(("_", "check_", "require_"))
                if own and not check and "by" in inspect.signature(function).parameters:
                    found.add(f"{module.name}.{name}".removeprefix("quotes."))
    return found | {"editorial.source_changes.save_source"}


@pytest.fixture
def statement(db):
    source = Source.objects.create(kind=Source.Kind.STATEMENT, language="en")
    return Capture.objects.create(source=source, text="Some say the money is gone.")


@pytest.fixture
def does(submitted_quote, published_quote, statement, capture, ed, fay, superuser):
    """Each verb by its name, ready to be done to a public quote."""

    def linked():
        return evidence.link(published_quote, statement, purpose="primary", by=fay)

    def related():
        parts = Quote.objects.get(pk=submitted_quote.pk)
        workflow.publish(parts, by=ed)
        return related_quotes.link_quotes(
            published_quote, parts, relation="repeats", reason="Again.", by=fay
        )

    def merged():
        twin = Speaker.objects.create(name="N. Aster")
        kept = Speaker.objects.get(name="Nils Aster")
        made = speaker_merge.merge(kept, twin, by=superuser, reason="The same.")
        speaker_merge.accept(made, by=ed)
        return twin.merges_lost.get()

    def proposed():
        row = Speaker.objects.get(name="Nils Aster")
        row.description = "of the dockers"
        (made,) = public_changes.change(row, [Edit(row)], by=superuser, reason="To tell him apart.")
        return made

    def accepted():
        return public_changes.accept(proposed(), by=ed)

    def withheld():
        row = Source.objects.get(pk=capture.source_id)
        row.display = "passages"
        (made,) = public_changes.change(row, [Edit(row)], by=superuser, reason="They asked.")
        return made

    def posted():
        noon = dt.datetime(2025, 3, 3, 12, tzinfo=dt.UTC)
        source = Source.objects.create(kind="post", published_at=noon, language="en")
        post = Capture.objects.create(source=source, text=statement.text)
        evidence.link(published_quote, post, purpose="primary", by=fay)
        return post

    def amended():
        made = amendments.amend(quote, mark, kind="correction", **wrong)
        return amendments.accept(made, by=superuser)

    def mark():
        Quote.objects.filter(pk=quote.pk).update(medium="radio")

    def reverted_quote(made):
        decisions.revert(made, by=ed)
        amendments.accept(PublicChange.objects.waiting().get(), by=superuser)

    def grave():
        return reviews.review(published_quote, verdict="fabricated", reason="Never.", by=fay)

    def later():
        return Capture.objects.create(source=capture.source, text=capture.text + "More.")

    def reverted(made):
        (back,) = public_changes.revert(made, by=superuser)
        return public_changes.accept(back, by=ed)

    claim = {"publisher": "The Gauge", "rating": "Half true", "url": "https://gauge.example/1"}
    erase, source = {"reason": "court_order", "by": superuser}, capture.source
    quote, wrong, newer = published_quote, {"reason": "Wrong.", "by": ed}, capture.text + "New."
    proved, read = {"capture": statement, "by": fay}, {"reading": "supported", "by": fay}
    judged = {"by": fay, "verdict": "disputed", "reason": "He says no."}
    editorial = {
        "erasure.erase": lambda: erasure.erase(quote, **erase),
        "revisions.add": lambda: revisions.add(quote, kind="update", **wrong),
        "source_changes.save_source": lambda: source_changes.save_source(source),
        "public_changes.accept": accepted,
        "public_changes.change": withheld,
        "public_changes.revert": After(accepted, reverted),
        "speaker_merge.accept": merged,
        "speaker_merge.merge": merged,
        "speaker_merge.undo": After(merged, lambda row: speaker_merge.undo(row, by=superuser)),
        "workflow.amend": lambda: workflow.amend(
            quote, kind="correction", second=superuser, **wrong
        ),
        "amendments.accept": amended,
        "amendments.revert": After(amended, reverted_quote),
        "workflow.publish": lambda: workflow.publish(submitted_quote, by=ed),
        "workflow.withdraw": lambda: workflow.withdraw(quote, **wrong),
    }
    verification = {
        "evidence.link": linked,
        "evidence.link_together": lambda: evidence.link_together([quote], **proved),
        "evidence.unlink": After(linked, lambda row: evidence.unlink(row, by=fay, why="Parody.")),
        "evidence.record_reading": After(linked, lambda r: evidence.record_reading(r, **read)),
        "recapture.compare_earlier_quotes": After(later, recapture.compare_earlier_quotes),
        "recapture.paste_later": lambda: recapture.paste_later(source, newer, by=fay),
        "related_quotes.add_fact_check": lambda: related_quotes.add_fact_check(
            quote, by=fay, **claim
        ),
        "related_quotes.link_quotes": related,
        "related_quotes.remove": After(
            related, lambda row: related_quotes.remove(row, by=fay, why="Wrong.")
        ),
        "reviews.review": lambda: reviews.review(quote, **judged),
        "reviews.accept_proposed": After(
            grave, lambda made: reviews.accept_proposed(made, by=ed, why="I looked, too.")
        ),
        "decisions.revert": After(amended, reverted_quote),
        "decisions.accept": After(proposed, lambda made: decisions.accept(made, by=ed)),
    }
    of = {"editorial": editorial, "verification": verification}
    return {f"{folder}.{name}": do for folder, verbs in of.items() for name, do in verbs.items()}


class After:
    """A verb that needs something done before it, which moves the version, too."""

    def __init__(self, prepare, verb):
        self.prepare, self.verb = prepare, verb


def test_every_verb_that_the_public_sees_moves_the_version(
    does, published_quote, submitted_quote, capture
):
    assert does.keys() | SILENT == verbs()
    for name, do in does.items():
        point = transaction.savepoint()
        prepared = [do.prepare()] if isinstance(do, After) else []
        before = record_version.current()
        (do.verb if isinstance(do, After) else do)(*prepared)
        assert record_version.current() > before, name
        transaction.savepoint_rollback(point)
        for row in (published_quote, submitted_quote, capture):
            row.refresh_from_db()


def test_drafts_leave_the_version_where_it_is(draft_quote, statement, fay, jo):
    workflow.submit(draft_quote, by=jo)
    evidence.link(draft_quote, statement, purpose="primary", by=fay)
    reviews.review(draft_quote, verdict="disputed", reason="He says no.", by=fay)
    workflow.return_to_draft(draft_quote, by=jo, reason="Not yet.")
    assert record_version.current() == 0


def test_a_refused_change_leaves_the_version_where_it_is(published_quote, fay):
    before = record_version.current()
    with pytest.raises(ValidationError):
        reviews.review(published_quote, verdict="confirmed", reason="So.", by=fay)
    assert record_version.current() == before


def test_what_is_rolled_back_takes_the_version_with_it(published_quote, ed):
    before = record_version.current()
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.withdraw(published_quote, by=ed, reason="Wrong.")
        raise RuntimeError
    assert record_version.current() == before


def test_the_record_has_one_version():
    record_version.advance()
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordVersion.objects.create(pk=2)


def test_an_import_moves_it_once_a_batch_and_only_if_it_publishes(tmp_path, published_quote, ed):
    before = record_version.current()
    file = tmp_path / "rows.jsonl"
    text = {"text": "“It rains,” said Ada Moss.", "words": "“It rains,”", "speaker": "Ada Moss"}
    file.write_text(f"{json.dumps(text)}\n" * 3)
    RecordImport(file, by="ed", batch=2).run()
    assert record_version.current() == before
    file.write_text(f"{json.dumps(text)}\n" * 4)
    RecordImport(file, by="ed", batch=2, publish=True, reason="Checked elsewhere.").run()
    assert record_version.current() == before + 2


# Tables that no verb alone writes

#: Verbs change these, and the test above finds every verb; a quote's parts with it.
BY_VERBS = {
    "Attribution", "Capture", "Evidence", "FactCheck", "Match", "OwnDocument", "PublicChange",
    "Publisher", "Quote", "QuoteLink", "Review", "Revision", "Role", "RowTombstone", "Segment",
    "Source", "Speaker", "SpeakerMerge", "SpeakerName", "Tombstone", "Topic",
}  # fmt: skip
#: The database itself counts these.
BY_TRIGGER = {"ArchivedCopy", "LinkCheck"}
#: No answer shows these, or they are made of what the others say.
SHOWN_TO_NOBODY = {
    "Dismissal", "Erasure", "FetchedPage", "Forgetting", "ImportRun", "IndexVersion", "NameKey",
    "MonthCount", "PublisherCheckCount",
    "RecordVersion", "RefusedLine", "SearchRow", "SpeakerCount", "SpeakerMonthCount", "TopicCount",
    "WritePermit",
}  # fmt: skip


def test_how_each_table_moves_the_version_is_decided():
    """A new table fails here until somebody has said what moves the version when it changes."""
    tables = {
        model.__name__
        for app in ("quotes", "sources")
        for model in apps.get_app_config(app).get_models()
        if not model._meta.proxy and not model.__name__.startswith("Historical")
    }
    assert tables == BY_VERBS | BY_TRIGGER | SHOWN_TO_NOBODY


@pytest.fixture
def moves(db):
    """How far something moves the version."""

    def how_far(do) -> int:
        before = record_version.current()
        do()
        return record_version.current() - before

    return how_far


KEPT = "https://kept.example/1"
WAYS = {
    "by the form": lambda source, fay: signed_in(fay).post(
        reverse("factcheck:source", args=[source.pk]), sent("copy", url=KEPT)
    ),
    "in the admin": lambda source, fay: fill(
        signed_in(fay), "/admin/sources/archivedcopy/add/", source=source.pk, url=KEPT
    ),
    "many at once": lambda source, fay: ArchivedCopy.objects.bulk_create(
        [ArchivedCopy(source=source, url=KEPT)]
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_archived_copy_of_a_public_source_moves_it(moves, published_quote, fay, way):
    source = published_quote.capture.source
    assert moves(lambda: WAYS[way](source, fay)) == 1
    copy = source.archived_copies.get()
    assert moves(lambda: source.archived_copies.update(archive="Kept")) == 1
    assert moves(copy.delete) == 1


def test_a_check_that_readers_see_moves_it_and_one_that_did_not_reach_the_page_does_not(
    moves, published_quote, fay
):
    source = published_quote.capture.source
    for outcome in LinkCheck.Outcome:
        seen = outcome not in ("refused", "unreachable")
        assert moves(lambda outcome=outcome: link_checks.record(source, outcome)) == seen, outcome
    assert LinkCheck.objects.telling().count() == 5
    page, deleted = (
        reverse("factcheck:source", args=[source.pk]),
        sent("deleted", how="It said so."),
    )
    assert moves(lambda: signed_in(fay).post(page, deleted)) == 1


def test_copies_and_checks_of_a_source_that_only_a_draft_quotes_leave_it(moves, draft_quote):
    record_version.advance()
    source = draft_quote.capture.source
    made = record_copy(source, url=KEPT)
    assert moves(lambda: link_checks.record(source, "alive")) == 0
    assert moves(made.delete) == 0
    assert record_version.current() == 1


@pytest.mark.parametrize("public", [True, False])
def test_a_link_mended_in_the_admin_moves_it_where_readers_see_it(
    moves, published_quote, draft_quote, fay, public
):
    quote = published_quote if public else draft_quote
    claim = {"publisher": "The Gauge", "rating": "True", "url": "https://gauge.example/1"}
    check = related_quotes.add_fact_check(quote, by=fay, **claim)
    url = f"/admin/quotes/factcheck/{check.pk}/change/"
    assert moves(lambda: fill(signed_in(fay), url, rating="Half true")) == public
