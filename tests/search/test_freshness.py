"""What is published is found at once; drafts and what is withdrawn are nowhere."""

import datetime as dt

import pytest

from quotes.editorial import entry, erasure, speaker_merge, workflow
from quotes.editorial.entry import Party
from quotes.models import (
    Evidence,
    PublicChange,
    Quote,
    Review,
    Role,
    SearchRow,
    Speaker,
    SpeakerCount,
    SpeakerName,
)
from quotes.search import Search, find, refresh, suggest
from quotes.search.consistency import disagreements
from quotes.search.counts import months_of
from quotes.search.engines import engine
from quotes.verification import evidence, reviews
from sources.models import Capture, Publisher, Source, Tombstone
from tests.cast import amended_openly, changed_openly, span_of

MARCH = dt.date(2025, 3, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(db):
    source = Source.objects.create(kind=Source.Kind.TRANSCRIPT, headline="Council minutes")
    return Capture.objects.create(source=source, text="Mr Aster: The money is gone. Next item.")


@pytest.fixture
def entries_written(monkeypatch):
    """How many index entries each write had, in order."""
    written, write = [], engine().write

    def counted(rows):
        rows = list(rows)
        written.append(len(rows))
        write(rows)

    monkeypatch.setattr(engine(), "write", counted)
    return written


def traces(words: str, name: str) -> list:
    """Everything that search says of these words and this name."""
    search = Search(words)
    return [
        *search.page.quotes,
        *search.speakers,
        *search.attempts,
        *([search.count.number] if search.count.number else []),
        *search.facets,
        *Search(f'speaker:"{name}"').page.quotes,
        *find(name),
        *suggest(name[:4]),
    ]


def test_a_draft_leaves_no_trace(freely, submitted_quote):
    Role.objects.create(speaker=Speaker.objects.get(name="Petra Oduya"), title="Harbour mayor")
    assert traces("pier", "Petra Oduya") == []
    assert traces("petra oduya", "Oduya") == []
    assert find("harbour mayor") == []


def test_a_draft_speaker_gets_the_answer_of_one_who_doesnt_exist(submitted_quote):
    hidden, unknown = Search("speaker:oduya"), Search("speaker:nobody")
    assert hidden.notes[0].replace("oduya", "nobody") == unknown.notes[0]
    pk = Speaker.objects.get(name="Petra Oduya").pk
    assert (
        Search(f"speaker:{pk}").notes[0].replace(str(pk), "9999999")
        == (Search("speaker:9999999").notes[0])
    )


def test_what_an_editor_publishes_is_found_at_once(submitted_quote, ed):
    workflow.publish(submitted_quote, by=ed)
    for query in ("pier", "oduya", '"not a day later"', "speaker:petra", "lang:en", "said:2025-03"):
        assert Search(query).page.quotes == [submitted_quote.pk], query
    assert suggest("odu")[0].speaker.name == "Petra Oduya"
    assert suggest("odu")[0].quotes == 1


def test_what_is_withdrawn_is_gone_at_once_but_its_speaker_stays_public(published_quote, ed):
    assert Search("money").page.quotes == [published_quote.pk]
    workflow.withdraw(published_quote, by=ed, reason="The outlet took it back.")
    search = Search("money")
    assert not search.page.quotes and not search.count.number and not list(search.facets)
    assert not SearchRow.objects.exists()
    assert [suggestion.quotes for suggestion in find("Aster")] == [0]


def test_a_misspelling_is_never_mended_with_a_withdrawn_word(published_quote, ed):
    assert [attempt.label for attempt in Search("monye").attempts] == ["Did you mean “money”?"]
    workflow.withdraw(published_quote, by=ed, reason="The outlet took it back.")
    assert Search("monye").attempts == []


def test_a_renamed_speaker_is_found_under_both_names_and_no_row_is_rewritten(
    freely, published_quote
):
    row = SearchRow.objects.values().get()
    speaker = Speaker.objects.get(name="Nils Aster")
    speaker.name = "Nils Holm"
    speaker.save()
    for typed in ("Nils Aster", "Nils Holm", "Holm"):
        assert find(typed)[0].speaker == speaker, typed
        assert Search(typed).page.quotes == [published_quote.pk]
    assert SearchRow.objects.values().get() == row


def test_another_spelling_is_found_as_soon_as_it_is_recorded(freely, published_quote):
    speaker = Speaker.objects.get(name="Nils Aster")
    assert find("Kvist") == []
    name = SpeakerName.objects.create(speaker=speaker, name="Nils Kvist")
    assert find("Kvist")[0].speaker == speaker
    name.delete()
    assert find("Kvist") == []


def test_a_changed_day_moves_the_row(published_quote, freely):
    before = SearchRow.objects.get().key
    Quote.objects.filter(pk=published_quote.pk).update(
        said_from=dt.date(2024, 12, 30), said_to=dt.date(2025, 1, 2)
    )
    published_quote.refresh_from_db()
    refresh(published_quote)
    assert SearchRow.objects.get().key < before
    for said in ("2024", "2025", "2024-12-31", "2025-01-01..2025-01-31"):
        assert Search(f"said:{said} money").page.quotes, said
    for said in ("2024-12-29", "2025-01-03", "2025-03-04", "2023"):
        assert not Search(f"said:{said} money").page.quotes, said
    assert Search("money", size=1).page.quotes == [published_quote.pk]


def test_a_wide_range_of_days_answers_to_every_day_in_it(published_quote, freely):
    Quote.objects.filter(pk=published_quote.pk).update(
        said_from=dt.date(2024, 1, 1), said_to=dt.date(2024, 12, 31)
    )
    published_quote.refresh_from_db()
    refresh(published_quote)
    for said in ("2024-06-15", "2024", "2020..2029", "2024-06-15..2024-06-16"):
        assert Search(f"said:{said} money").page.quotes, said
    assert not Search("said:2023 money").page.quotes


def test_counts_count_published_quotes_once_each(published_quote, capture, jo, ed):
    speaker = Speaker.objects.get(name="Nils Aster")
    another = entry.enter(
        capture,
        segments=[span_of(capture, "The money is there")],
        parties=[Party(speaker=speaker, as_named="Nils Aster")],
        by=jo,
    )
    workflow.submit(another, by=jo)
    workflow.publish(another, by=ed)
    assert SpeakerCount.objects.get(speaker=speaker).quotes == 2
    refresh(another)
    assert SpeakerCount.objects.get(speaker=speaker).quotes == 2
    assert months_of(speaker.pk) == {MARCH: 2}
    workflow.withdraw(another, by=ed, reason="Twice.")
    assert SpeakerCount.objects.get(speaker=speaker).quotes == 1
    assert months_of(speaker.pk) == {MARCH: 1}


def test_a_speakers_months_are_those_that_have_a_quote_in_order(
    published_quote, article, capture, jo, ed
):
    speaker = published_quote.attributions.get().speaker_id
    another = entry.enter(
        capture,
        segments=[span_of(capture, "The money is there")],
        parties=[Party(speaker=Speaker.objects.get(pk=speaker), as_named="Nils Aster")],
        by=jo,
        said_from=dt.date(2022, 12, 31),
        said_to=dt.date(2022, 12, 31),
    )
    workflow.submit(another, by=jo)
    workflow.publish(another, by=ed)
    assert list(months_of(speaker).items()) == [(dt.date(2022, 12, 1), 1), (MARCH, 1)]


def test_who_is_named_beside_the_voice_has_no_month_of_it(published_quote, freely):
    speaker = published_quote.attributions.get().speaker_id
    published_quote.attributions.update(relation="told")
    refresh(published_quote)
    count = SpeakerCount.objects.get(speaker=speaker)
    assert (count.quotes, count.parts, count.otherwise) == (0, 1, 1)
    assert months_of(speaker) == {}


def test_namesakes_are_suggested_apart_with_their_roles(freely, published_quote, capture, jo, ed):
    other = Speaker.objects.create(name="Nils Aster", description="the painter")
    quote = entry.enter(
        capture,
        segments=[span_of(capture, "The money is there")],
        parties=[Party(speaker=other, as_named="Nils Aster")],
        by=jo,
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    Role.objects.create(speaker=other, title="Painter")
    suggestions = Search("nils aster").speakers
    assert {suggestion.speaker.pk for suggestion in suggestions} == set(
        Speaker.objects.filter(name="Nils Aster").values_list("pk", flat=True)
    )
    assert [
        [r.title for r in o.speaker.roles.all()] for o in suggestions if o.speaker == other
    ] == [["Painter"]]
    assert set(Search("nils aster").page.quotes) == {published_quote.pk, quote.pk}
    assert Search(f"speaker:{other.pk}").page.quotes == [quote.pk]


def test_a_review_is_found_at_once(published_quote, fay):
    assert Search("review:unchecked").page.quotes == [published_quote.pk]
    reviews.review(
        published_quote,
        verdict=Review.Verdict.NOT_TRACED,
        reason="Looked for in the minutes.",
        by=fay,
    )
    assert Search('review:"not traced"').page.quotes == [published_quote.pk]
    assert not Search("review:unchecked").page.quotes


def test_a_primary_source_is_found_at_once_and_gone_when_unlinked(published_quote, minutes, fay):
    linked = evidence.link(published_quote, minutes, purpose=Evidence.Purpose.PRIMARY, by=fay)
    assert Search("has:primary").page.quotes == [published_quote.pk]
    evidence.unlink(linked, by=fay, why="Another post says it.")
    assert not Search("has:primary").page.quotes


def test_an_article_given_another_day_or_publisher_takes_its_quotes_along(published_quote, article):
    gazette = Publisher.objects.create(name="Harbour Gazette")
    changed_openly(article, published_on=dt.date(2023, 5, 6), publisher=gazette)
    assert Search('publisher:"harbour gazette" said:2023-05').page.quotes == [published_quote.pk]
    assert not Search("publisher:quayside").page.quotes


def test_a_merged_speaker_is_found_under_the_one_they_were_merged_into(published_quote):
    speaker = Speaker.objects.get(name="Nils Aster")
    Speaker.objects.create(name="Hob Quill", merged_into=speaker)
    assert [suggestion.speaker for suggestion in find("Hob Quill")] == [speaker]
    assert Search("Quill").page.quotes == [published_quote.pk]
    assert Search("speaker:quill").page.quotes == [published_quote.pk]


def test_what_a_public_speaker_is_part_of_is_found_too(freely, published_quote):
    council = Speaker.objects.create(name="Northport Council", kind=Speaker.Kind.ORGANISATION)
    assert find("northport council") == []
    speaker = Speaker.objects.get(name="Nils Aster")
    speaker.part_of = council
    speaker.save()
    assert find("northport council")[0].speaker == council


def test_a_review_writes_its_index_entry_once(published_quote, fay, entries_written):
    reviews.review(published_quote, verdict="disputed", reason="He denies it.", by=fay)
    assert entries_written == [1]


def test_evidence_writes_its_index_entry_once(published_quote, minutes, fay, entries_written):
    linked = evidence.link(published_quote, minutes, purpose="primary", by=fay)
    assert entries_written == [1]
    evidence.unlink(linked, by=fay, why="Another councillor said it.")
    assert entries_written == [1, 1]


def test_index_and_record_agree_after_every_verb(
    submitted_quote, published_quote, councillor, article, minutes, ed, fay, superuser
):
    def amended():
        amended_openly(
            published_quote,
            medium="council chamber",
            kind="correction",
            reason="Where it was said.",
        )

    def source_changed():
        article.published_on = dt.date(2023, 5, 6)
        changed_openly(article)

    def unlinked():
        linked = Evidence.objects.get(quote=published_quote)
        evidence.unlink(linked, by=fay, why="Another councillor said it.")

    other = Speaker.objects.create(name="N. Aster")
    for verb in (
        lambda: workflow.publish(submitted_quote, by=ed),
        amended,
        lambda: evidence.link(published_quote, minutes, purpose="primary", by=fay),
        lambda: reviews.review(published_quote, verdict="disputed", reason="He denies it.", by=fay),
        unlinked,
        source_changed,
        lambda: speaker_merge.merge(other, councillor, by=ed, reason="One man."),
        lambda: speaker_merge.accept(PublicChange.objects.get(kind="merge"), by=superuser),
        lambda: speaker_merge.undo(councillor.merges_lost.get(), by=superuser),
        lambda: workflow.withdraw(submitted_quote, by=ed, reason="Another mayor said it."),
        lambda: erasure.erase(published_quote, by=ed, reason=Tombstone.Reason.LAW),
    ):
        verb()
        published_quote.refresh_from_db()
        submitted_quote.refresh_from_db()
        assert list(disagreements()) == []


def test_a_title_that_an_evidence_text_attests_is_found_as_the_speakers_page_shows_it(
    freely, client, published_quote, councillor, fay
):
    source = Source.objects.create(kind=Source.Kind.TRANSCRIPT, headline="Council minutes")
    text = "Harbour warden Aster: The money is gone."
    minutes = Capture.objects.create(source=source, text=text)
    Role.objects.create(
        speaker=councillor, title="Harbour warden", attested_in=minutes, attested_on="2025-03-04"
    )

    def shown() -> bool:
        page = client.get(f"/speakers/{councillor.pk}/", follow=True)
        return "Harbour warden" in page.content.decode()

    assert not shown()
    assert find("harbour warden") == []
    linked = evidence.link(published_quote, minutes, purpose="primary", by=fay)
    assert shown()
    assert [(o.speaker, o.role) for o in find("harbour warden")] == [(councillor, "Harbour warden")]
    assert [o.speaker for o in Search("harbour warden").speakers] == [councillor]
    evidence.unlink(linked, by=fay, why="Another councillor said it.")
    assert not shown()
    assert find("harbour warden") == []
