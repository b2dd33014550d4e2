"""The people of the tests, and an invented story: nobody in it exists.

Jo the journalist, Ed the editor, Fay the fact-checker, a superuser, and Rex
the reader, who has no account. Everybody signs in with `PASSWORD`.
"""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection

from quotes import public_rows
from quotes.editorial import amendments, entry, public_changes, workflow
from quotes.editorial.entry import Party
from quotes.editorial.public_changes import Edit
from quotes.models import Quote, Speaker, Topic
from sources.models import Article, Capture, Publisher

PASSWORD = "a long word that only the cast knows"

STORY = (
    "Harbour mayor Petra Oduya promised on Tuesday to reopen the old ferry pier.\n\n"
    "“The pier will open in May,” Oduya said at the quay. “Not a day later,” she added.\n\n"
    "Council member Nils Aster denied that “the money is gone”. "
    "The money is there, he told the Quayside Courier.\n\n"
    "Two officials who asked not to be named called the plan “a bridge to nowhere.”\n"
)


def person(name: str, group: str | None, **fields) -> User:
    user = User(username=name, is_staff=True, **fields)
    user.set_password(PASSWORD)
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def changed_openly(row, **values) -> None:
    """A public row changes as the program changes it: at once, with a reason."""
    for name, value in values.items():
        setattr(row, name, value)
    public_changes.change(row, [Edit(row)], by=None, reason="It was wrong.")


def amended_openly(quote, *, kind="correction", reason="It was wrong.", **values) -> None:
    """A published quote changes as the program changes it: at once, with a public reason."""

    def write():
        for name, value in values.items():
            setattr(quote, name, value)
        quote.save()

    amendments.amend(quote, write, by=None, kind=kind, reason=reason)
    quote.refresh_from_db()


def added_openly(row) -> None:
    """A name or a title of a public speaker, added as the program adds it."""
    public_changes.change(row.speaker, [Edit(row)], by=None, reason="It was missing.")


@pytest.fixture
def freely(db):
    """Lets a test prepare public rows as it likes: that this is refused, others test."""
    with connection.cursor() as cursor:
        for trigger in public_rows.TRIGGERS:
            table = "" if connection.vendor == "sqlite" else f" ON {trigger.table}"
            cursor.execute(f"DROP TRIGGER {trigger.name}{table}")


@pytest.fixture
def jo(db):
    """Jo the journalist."""
    return person("jo", "journalists", first_name="Jo")


@pytest.fixture
def ed(db):
    """Ed the editor."""
    return person("ed", "editors", first_name="Ed")


@pytest.fixture
def fay(db):
    """Fay the fact-checker."""
    return person("fay", "fact-checkers", first_name="Fay")


@pytest.fixture
def superuser(db):
    return person("root", None, is_superuser=True)


@pytest.fixture
def publisher(db):
    return Publisher.objects.create(name="Quayside Courier", place="Northport")


@pytest.fixture
def article(publisher, jo):
    return Article.objects.create(
        publisher=publisher,
        headline="Mayor promises ferry pier by May",
        author="Ines Falk",
        published_on=dt.date(2025, 3, 4),
        language="en",
        url="https://courier.example/pier",
        added_by=jo,
    )


@pytest.fixture
def capture(article, jo):
    return Capture.objects.create(source=article, text=STORY, captured_by=jo)


@pytest.fixture
def mayor(db):
    return Speaker.objects.create(name="Petra Oduya", description="mayor of Northport")


@pytest.fixture
def councillor(db):
    return Speaker.objects.create(name="Nils Aster")


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Northport ferry pier")


def span_of(capture: Capture, words: str) -> tuple[int, int]:
    """Where words are in a capture: code points, half-open."""
    start = capture.text.index(words)
    return start, start + len(words)


@pytest.fixture
def draft_quote(capture, mayor, topic, jo):
    """Two spans by the mayor, interrupted by “Oduya said”; entered by Jo."""
    return entry.enter(
        capture,
        segments=[
            span_of(capture, "“The pier will open in May,”"),
            span_of(capture, "“Not a day later,”"),
        ],
        parties=[Party(speaker=mayor, as_named="Oduya")],
        by=jo,
        topics=[topic],
        cue="said",
    )


@pytest.fixture
def submitted_quote(draft_quote, jo):
    workflow.submit(draft_quote, by=jo)
    return draft_quote


@pytest.fixture
def published_quote(capture, councillor, jo, ed):
    """The councillor's denial, entered by Jo, published by Ed."""
    quote = entry.enter(
        capture,
        segments=[span_of(capture, "“the money is gone”")],
        parties=[Party(speaker=councillor, as_named="Council member Nils Aster")],
        by=jo,
        cue="denied",
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    return Quote.objects.get(pk=quote.pk)


@pytest.fixture
def unnamed_quote(capture, jo):
    """A draft whose voice is unnamed."""
    return entry.enter(
        capture,
        segments=[span_of(capture, "“a bridge to nowhere.”")],
        parties=[
            Party(
                as_named="Two officials", how_many="Two", anonymity_reason="asked not to be named"
            )
        ],
        by=jo,
        cue="called",
    )


@pytest.fixture
def publish_many(capture, mayor, topic, jo, ed):
    """Publish the mayor's promise so many times over."""

    def publish(number: int) -> list[Quote]:
        made = []
        for _ in range(number):
            quote = entry.enter(
                capture,
                segments=[span_of(capture, "“The pier will open in May,”")],
                parties=[Party(speaker=mayor, as_named="Oduya")],
                by=jo,
                topics=[topic],
                cue="said",
            )
            workflow.submit(quote, by=jo)
            workflow.publish(quote, by=ed)
            made.append(quote)
        return made

    return publish


@pytest.fixture
def said_on(capture, mayor, topic, jo, ed):
    """Publish what the mayor promised, or whoever the parties are, as said on these days."""

    def publish(*days: dt.date, parties: list[Party] | None = None) -> None:
        for day in days:
            quote = entry.enter(
                capture,
                segments=[span_of(capture, "“The pier will open in May,”")],
                parties=parties or [Party(speaker=mayor, as_named="Oduya")],
                by=jo,
                topics=[topic],
                said_from=day,
                said_to=day,
            )
            workflow.submit(quote, by=jo)
            workflow.publish(quote, by=ed)

    return publish
