"""A newsroom's unpublished work, with one word in every field of it that no reader may ever see."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.utils import timezone

from quotes.editorial import entry, public_changes, workflow
from quotes.editorial.entry import Party
from quotes.models import (
    Evidence,
    FactCheck,
    ImportRun,
    Match,
    PublicChange,
    Quote,
    QuoteLink,
    Review,
    Role,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    Topic,
)
from sources.models import (
    ArchivedCopy,
    Capture,
    FetchedPage,
    LinkCheck,
    Publisher,
    Source,
    Tombstone,
)
from tests.cast import span_of

CANARY = "zqcanary"
#: Text that holds no word of the newsroom's: computed, a code, or a measure.
COMPUTED = {
    "Capture.sha256",
    "Erasure.files",
    "Erasure.steps_done",
    "Erasure.tables",
    "FetchedPage.body_sha256",
    "ImportRun.accounts",
    "ImportRun.sha256",
    "Match.engine_version",
    "PublicChange.model",
    "PublisherCheckCount.checked",
    "Quote.spoken_language",
    "RowTombstone.table",
    "SearchRow.filters",
    "SearchRow.stems",
    "SearchRow.terms",
    "Source.language",
    "Source.time_zone",
    "Speaker.description_look",
    "Speaker.name_look",
    "SpeakerMerge.moved",
    "SpeakerName.language",
    "SpeakerName.script",
    "WritePermit.model",
}
TODAY = dt.date(2025, 3, 4)


def hatch(public: Quote, *, jo, ed, fay) -> None:
    """Fill every table with what hangs on drafts alone, some of it on public rows too."""
    outlet = Publisher.objects.create(
        name=f"{CANARY} Herald", place=CANARY, website=f"https://{CANARY}.example/"
    )
    unseen = document(outlet, jo)
    speaker = somebody(f"Vera {CANARY}", unseen)
    speaker.publisher = outlet
    speaker.save()
    quote = draft(unseen, speaker, outlet, jo)
    compared(quote, unseen, fay)
    beside_public(public, quote, unseen, jo=jo, fay=fay)
    twice = somebody(f"V. {CANARY}", unseen)
    SpeakerMerge.objects.create(
        kept=speaker, merged=twice, reason=CANARY, merged_by=ed, moved={"names": []}
    )
    Speaker.objects.filter(pk=twice.pk).update(merged_into=speaker)
    ImportRun.objects.create(**imported())


def document(outlet: Publisher, jo) -> Capture:
    """An article nobody has published a quote of, with all that can be kept beside it."""
    source = Source.objects.create(
        kind="article",
        publisher=outlet,
        headline=f"{CANARY} headline",
        author=CANARY,
        account=f"@{CANARY}",
        url=f"https://{CANARY}.example/story",
        display="full",
        withheld_reason=CANARY,
        published_on=TODAY,
        time_zone="America/Halifax",
        place=CANARY,
        added_by=jo,
    )
    capture = Capture.objects.create(
        source=source,
        text=f"“The {CANARY} sings,” said Vera {CANARY} in the {CANARY} hall. "
        f"Two {CANARY} aides, a {CANARY} minister and the {CANARY} treasurer left.",
        obtained_by=CANARY,
        note=CANARY,
        outlet_correction=CANARY,
        captured_by=jo,
    )
    FetchedPage.objects.create(
        capture=capture,
        url=f"https://{CANARY}.example/",
        final_url=f"https://{CANARY}.example/x",
        status=200,
        headers=[["x", CANARY]],
        warc_path=CANARY,
        body_sha256="0" * 64,
        fetched_at=timezone.now(),
    )
    ArchivedCopy.objects.create(
        source=source, url=f"https://{CANARY}.example/kept", archive=CANARY, note=CANARY
    )
    LinkCheck.objects.create(
        source=source, url=f"https://{CANARY}.example/", outcome="dead", detail=CANARY
    )
    return capture


def somebody(name: str, attested: Capture) -> Speaker:
    speaker = Speaker.objects.create(
        name=name,
        sort_name=f"{CANARY}, {name}",
        description=CANARY,
        same_as=f"https://{CANARY}.example/who",
    )
    SpeakerName.objects.create(speaker=speaker, name=f"{name} Б")
    Role.objects.create(
        speaker=speaker, title=f"{CANARY} minister", attested_in=attested, attested_on=TODAY
    )
    return speaker


def draft(capture: Capture, speaker: Speaker, outlet: Publisher, jo) -> Quote:
    quote = entry.enter(
        capture,
        segments=[span_of(capture, f"“The {CANARY} sings,”")],
        parties=[
            Party(speaker=speaker, as_named=f"Vera {CANARY}"),
            Party(
                as_named=f"Two {CANARY} aides", how_many=f"Two {CANARY}", anonymity_reason=CANARY
            ),
        ],
        by=jo,
        topics=[Topic.objects.create(name=f"{CANARY} affair", description=CANARY)],
        reason=CANARY,
        cue=f"said Vera {CANARY}",
        medium=f"{CANARY} hall",
        original_words=CANARY,
        translator=CANARY,
    )
    workflow.submit(quote, by=jo, reason=CANARY)
    return quote


def compared(quote: Quote, capture: Capture, fay) -> None:
    evidence = Evidence.objects.create(
        quote=quote,
        quote_revision=1,
        capture=Capture.objects.create(source=capture.source, text=f"Other {CANARY} words."),
        purpose="primary",
        note=CANARY,
        locator="page",
        located_from=CANARY,
        located_to=CANARY,
        linked_by=fay,
    )
    Evidence.objects.filter(pk=evidence.pk).update(read_note=CANARY)
    Match.objects.create(
        evidence=evidence,
        position=0,
        stretch_start=1,
        stretch_end=5,
        verdict="not_found",
        detail={"nearest": CANARY},
        engine_version="1",
    )
    Review.objects.create(
        quote=quote, quote_revision=1, verdict="fabricated", reason=CANARY, reviewed_by=fay
    )
    Review.objects.create(
        quote=quote, quote_revision=1, verdict="confirmed", reason=CANARY, difference=CANARY
    )
    FactCheck.objects.create(
        quote=quote, publisher=CANARY, rating=CANARY, url=f"https://{CANARY}.example/check"
    )


def beside_public(public: Quote, quote: Quote, unseen: Capture, *, jo, fay) -> None:
    """Unpublished work that touches what is public: links, evidence taken back, a replacement."""
    for relation, pair in (("contradicts", (quote, public)), ("clarifies", (public, quote))):
        QuoteLink.objects.create(
            from_quote=pair[0], to_quote=pair[1], relation=relation, reason=CANARY, linked_by=fay
        )
    QuoteLink.objects.create(
        from_quote=quote, to_quote=public, relation="repeats", reason=CANARY
    ).delete()
    Evidence.objects.create(
        quote=public,
        quote_revision=1,
        capture=unseen,
        purpose="contradicts",
        note=CANARY,
        linked_by=fay,
        unlinked_by=fay,
        unlinked_at=timezone.now(),
        unlinked_why=CANARY,
    )
    speaker = public.attributions.get().speaker
    title = Role(
        speaker=speaker, title=f"{CANARY} treasurer", attested_in=unseen, attested_on=TODAY
    )
    (waiting,) = public_changes.change(
        speaker, [public_changes.Edit(title)], by=jo, reason=CANARY, quote=quote
    )
    PublicChange.objects.filter(pk=waiting.pk).update(decided_why=CANARY)
    Speaker.objects.create(name=f"{CANARY} office", kind="office", part_of=speaker)
    Capture.objects.create(source=public.capture.source, text=f"A {CANARY} edition.", note=CANARY)
    Tombstone.objects.create(
        capture=public.capture, start=0, end=7, reason="law", note=CANARY, erased_by=jo
    )
    replacement = workflow.replacement_of(public, by=jo)
    replacement.medium = f"{CANARY} hall"
    replacement.save()
    replacement.topics.add(Topic.objects.get(name=f"{CANARY} affair"))
    inside = entry.enter(
        public.capture,
        segments=[span_of(public.capture, "a bridge to nowhere")],
        parties=[Party(speaker=Speaker.objects.create(name=f"Old {CANARY}"))],
        by=jo,
        parent=public,
        translator=CANARY,
    )
    with public_changes.permitted(public):
        Quote.objects.filter(pk=public.pk).update(parent=quote)
    workflow.submit(inside, by=jo, reason=CANARY)


def imported() -> dict:
    """A file of the newsroom's that was read in."""
    names = {field.name for field in ImportRun._meta.get_fields()}
    return {name: CANARY for name in ("file_name", "reason") if name in names} | {
        "sha256": "0" * 64
    }


def fields_without_canary() -> list[str]:
    """Text fields of the two apps in no row of which the word appears, though somebody writes them."""
    bare = []
    for app in ("sources", "quotes"):
        for model in apps.get_app_config(app).get_models():
            if model._meta.proxy or model.__name__.startswith("Historical"):
                continue
            for field in model._meta.get_fields():
                name = f"{model.__name__}.{field.name}"
                if _is_text(field) and name not in COMPUTED and not _holds(model, field):
                    bare.append(name)
    return bare


def _is_text(field) -> bool:
    texts = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, texts) and not field.choices


def _holds(model, field) -> bool:
    return any(
        CANARY in str(value).casefold()
        for value in model.objects.values_list(field.name, flat=True)
    )
