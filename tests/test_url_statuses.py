"""Every URL of the site, requested by every role with every method, gives its status in url_statuses.txt."""

import datetime as dt
import logging
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client

from quotes.editorial import entry, speaker_merge, workflow
from quotes.editorial.entry import Party
from quotes.models import (
    Evidence,
    FactCheck,
    Match,
    QuoteLink,
    Review,
    Speaker,
)
from sources.models import ArchivedCopy, Capture, LinkCheck, Source, Tombstone
from tests.cast import span_of
from tests.url_statuses import ROLES, UrlRow, patterns, url_rows

#: Refused at the row for everybody, before anybody is asked who they are.
REFUSED = {"PUT": 405, "PATCH": 405, "DELETE": 405, "TRACE": 405, "CONNECT": 405, "BREW": 501}

#: Django's own page redirects those who are signed in, but only for GET.
SIGN_IN = ("/admin/login/",)


@pytest.fixture(autouse=True)
def _quiet(caplog, settings):
    """A log line for each of thousands of refusals would drown the one that matters."""
    caplog.set_level(logging.CRITICAL)
    settings.FLOOD_PER_MINUTE = 0


@pytest.fixture
def standing(published_quote, submitted_quote, unnamed_quote, jo, ed, fay, superuser, topic):
    """One object of every kind: what each name in an address stands for."""
    capture, article = published_quote.capture, published_quote.capture.source
    councillor = published_quote.attributions.get().speaker
    workflow.publish(submitted_quote, by=ed)
    gone = entry.enter(
        capture,
        segments=[span_of(capture, "The money is there")],
        parties=[Party(speaker=councillor, as_named="he")],
        by=jo,
        cue="told",
    )
    workflow.submit(gone, by=jo)
    workflow.publish(gone, by=ed)
    workflow.withdraw(gone, by=ed, reason="The Courier took it back.")
    post = Source.objects.create(kind="post", headline="A post of the port", added_by=jo)
    seen = Capture.objects.create(source=post, text="The money is gone.", captured_by=jo)
    evidence = Evidence.objects.create(
        quote=published_quote, quote_revision=3, capture=seen, purpose="primary", linked_by=fay
    )
    hidden = Speaker.objects.create(name="Vera Blank")
    twin = Speaker.objects.create(name="N. Aster")
    merging = speaker_merge.merge(councillor, twin, by=ed, reason="One man.")
    speaker_merge.accept(merging, by=superuser)
    merge = twin.merges_lost.get()
    made = {
        "quote": published_quote,
        "draft": unnamed_quote,
        "gone": gone,
        "speaker": councillor,
        "hidden": hidden,
        "merged": merge.merged,
        "article": article,
        "source": post,
        "alone": Source.objects.create(kind="post", headline="Nobody's post"),
        "capture": capture,
        "seen": seen,
        "publisher": article.publisher,
        "topic": topic,
        "merge": merge,
        "evidence": evidence,
        "match": Match.objects.create(
            evidence=evidence,
            position=0,
            stretch_start=published_quote.segments.get().start + 1,
            stretch_end=published_quote.segments.get().end - 1,
            verdict="not_found",
            engine_version="1",
        ),
        "review": Review.objects.create(
            quote=published_quote,
            quote_revision=3,
            verdict="confirmed",
            reason="Heard it.",
            difference="Another word.",
            reviewed_by=fay,
        ),
        "revision": published_quote.revisions.first(),
        "link": QuoteLink.objects.create(
            from_quote=published_quote, to_quote=gone, relation="contradicts", reason="It says so."
        ),
        "check": FactCheck.objects.create(
            quote=published_quote, publisher="Checkers", rating="So so", url="https://c.example/1"
        ),
        "change": merging,
        "copy": ArchivedCopy.objects.create(source=article, url="https://kept.example/1"),
        "linkcheck": LinkCheck.objects.create(source=article, url=article.url, outcome="alive"),
        "tombstone": Tombstone.objects.create(
            capture=seen, start=0, end=3, reason="law", erased_by=superuser
        ),
        "group": Group.objects.get(name="editors"),
        "user": User.objects.create(username="somebody"),
    }
    numbers = {name: row.pk for name, row in made.items()}
    for name in ("speaker", "article", "source", "publisher", "topic", "link", "check"):
        numbers[f"{name}_version"] = made[name].history.first().history_id
    return numbers | {"day": dt.date(2025, 3, 4).isoformat()}


def test_every_address_has_a_line_in_the_table():
    assert sorted(set(patterns()) - {row.pattern for row in url_rows()}) == []


def test_no_line_of_the_table_is_about_an_address_that_is_gone():
    assert sorted({row.pattern for row in url_rows()} - set(patterns())) == []


def test_everybody_is_answered_as_the_table_says(request, standing):
    people = {role: signed_in(request, role) for role in ROLES}
    answered = [
        replace(
            row,
            reads=tuple(answer(people, role, "GET", row, standing) for role in ROLES),
            writes=tuple(answer(people, role, "POST", row, standing) for role in ROLES),
        )
        for row in url_rows()
    ]
    assert list(map(str, answered)) == list(map(str, url_rows()))


@pytest.mark.parametrize("role", ROLES)
def test_only_the_headers_are_requested_as_the_whole_is(request, standing, role):
    people = {role: signed_in(request, role)}
    wrong = {
        row.address: found
        for row in url_rows()
        if (found := answer(people, role, "HEAD", row, standing))
        != (200 if row.pattern in SIGN_IN else row.reads[ROLES.index(role)])
    }
    assert wrong == {}


@pytest.mark.parametrize("method", REFUSED)
@pytest.mark.parametrize("role", ["rex", "superuser"])
def test_other_methods_are_refused_everywhere(request, standing, role, method):
    people = {role: signed_in(request, role)}
    answers = {row.address: answer(people, role, method, row, standing) for row in url_rows()}
    assert {a: found for a, found in answers.items() if found != REFUSED[method]} == {}


def signed_in(request, role: str) -> str:
    """The cookies of a role; none for Rex."""
    client = Client()
    if role != "rex":
        client.force_login(request.getfixturevalue(role))
    return client.cookies.output(header="", sep=";")


def answer(people: dict[str, str], role: str, method: str, row: UrlRow, standing: dict) -> int:
    return left_as_it_was(people[role], method, row.address.format(**standing))


def left_as_it_was(cookies: str, method: str, address: str) -> int:
    """The status; whatever the request did is undone, so that no cell affects another."""
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        client.cookies.load(cookies)
        answered = status(client, method, address)
        transaction.set_rollback(True)
    return answered


def status(client, method: str, address: str) -> int:
    return client.generic(method, address).status_code


def test_options_never_say_more_than_get_would(standing):
    client = Client(raise_request_exception=False)
    for row in url_rows():
        address = row.address.format(**standing)
        answered = status(client, "OPTIONS", address)
        assert answered in (row.reads[0], 405), address


def test_a_refused_method_is_answered_with_a_sentence(client, standing):
    for method in ("PUT", "DELETE", "POST", "OPTIONS", "BREW"):
        answer = client.generic(method, f"/quotes/{standing['quote']}/")
        assert answer.status_code in (405, 501)
        assert "." in answer.content.decode()
