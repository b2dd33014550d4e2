"""Save the quote form, all of it in one transaction or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.editorial import entry, revisions
from quotes.models import Quote, Revision, Speaker, Topic
from sources.models import Capture, Source
from sources.storable_text import clean_line

from . import speaker_additions
from .party_form import PartyForm
from .party_form import identity_of as party_identity
from .proposals import spans_of
from .quote_form import QuoteForm

EDITABLE = (Quote.Status.DRAFT, Quote.Status.IN_REVIEW)


@transaction.atomic
def enter(capture: Capture, form: QuoteForm, rows: list[PartyForm], *, by) -> Quote:
    """Save a new draft; refused if these words are a quote already, unless confirmed."""
    existing = None if form.cleaned_data["again"] else _existing(capture, form)
    if existing:
        raise _twice(existing)
    named = _parties(rows)
    quote = entry.enter(
        capture,
        segments=form.cleaned_data["segments"],
        parties=[party for _, party in named],
        by=by,
        topics=_topics(form),
        **form.fields_to_store(),
    )
    speaker_additions.add(quote, [(row, party.speaker) for row, party in named], by=by)
    return quote


@transaction.atomic
def change(quote: Quote, form: QuoteForm, rows: list[PartyForm], *, by) -> Quote:
    """Save changes to a draft. Raises EditConflict if somebody else changed it since it was opened."""
    _require_editable(quote)
    fields = form.fields_to_store()
    for name, value in fields.items():
        setattr(quote, name, value)
    quote.full_clean()
    quote.save(update_fields=sorted(fields))  # nothing that a colleague may have saved meanwhile
    entry.write_segments(quote, form.cleaned_data["segments"])
    named = _parties(rows)
    entry.write_parties(quote, [party for _, party in named])
    quote.topics.set(_topics(form))
    seen = form.cleaned_data["seen"]
    revisions.add(quote, by=by, kind=Revision.Kind.EDITED, seen=-1 if seen is None else seen)
    speaker_additions.add(quote, [(row, party.speaker) for row, party in named], by=by)
    return quote


def _require_editable(quote: Quote) -> None:
    """Check the locked row, not what this request loaded a moment ago."""
    locked = Quote.objects.select_for_update().filter(pk=quote.pk)
    status = locked.order_by().values_list("status", flat=True).first()
    if status is None:
        raise ValidationError("This draft was deleted. Copy what you need and enter it again.")
    if status not in EDITABLE:
        raise ValidationError(
            "This quote has been published. Change it in the admin and give a reason."
        )


def saved_before(capture: Capture, form: QuoteForm, rows: list[PartyForm], *, by) -> Quote | None:
    """The draft that this same form made, if its response was lost and it is posted again."""
    existing = None if form.cleaned_data["again"] else _existing(capture, form)
    if existing is None or existing.created_by_id != by.pk or existing.revision_number != 1:
        return None
    if any(getattr(existing, name) != value for name, value in form.fields_to_store().items()):
        return None
    sent = [row.identity() for row in rows if row.shown("who")]
    stored = [party_identity(party) for party in existing.attributions.order_by("position")]
    return existing if sent == stored else None


def _existing(capture: Capture, form: QuoteForm) -> Quote | None:
    """A quote, not withdrawn, of exactly these spans."""
    segments = form.cleaned_data["segments"]
    quotes = Quote.objects.filter(capture=capture, segments__start=segments[0][0])
    quotes = quotes.exclude(status=Quote.Status.WITHDRAWN).prefetch_related("segments")
    return next((q for q in quotes.distinct() if spans_of(q) == segments), None)


def _twice(existing: Quote) -> ValidationError:
    who = f" by {existing.created_by}" if existing.created_by else ""
    return ValidationError(
        f"These words were entered already{who}, as quote {existing.pk}. Nothing was saved. Open "
        "that quote, or tick “Enter them again” if the text attributes them twice.",
        code="twice",
    )


def _parties(rows: list[PartyForm]) -> list[tuple[PartyForm, entry.Party]]:
    """The parties that a person decided on, each with its form; undecided ones aren't saved."""
    made: dict[str, Speaker] = {}
    parties = []
    for row in rows:
        if row.is_empty or not row.cleaned_data["who"]:
            continue
        speaker, document = row.speaker, None
        if row.cleaned_data["who"] == "new":
            name = clean_line(row.cleaned_data["name"])
            speaker = made.get(name) or made.setdefault(name, _make_speaker(row))
        elif row.cleaned_data["who"] == "document":
            title = row.cleaned_data["name"]
            document = Source.objects.filter(kind="document", headline=title).first()
            document = document or Source.objects.create(kind="document", headline=title)
        parties.append((row, row.party(speaker, document)))
    return parties


def _make_speaker(row: PartyForm) -> Speaker:
    sent = row.cleaned_data
    speaker = Speaker(
        name=sent["name"], kind=sent["kind"] or "person", description=sent["description"]
    )
    speaker.full_clean()
    speaker.save()
    return speaker


def _topics(form: QuoteForm) -> list[Topic]:
    return [Topic.objects.get_or_create(name=name)[0] for name in form.topic_names]
