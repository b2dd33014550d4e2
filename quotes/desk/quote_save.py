"""Store what the quote form holds: all of it in one transaction, or nothing and a sentence."""

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.editorial import entry, revisions
from quotes.models import Quote, Revision, Speaker, SpeakerName, Topic
from sources.models import Capture, Source

from .party_form import PartyForm
from .party_form import identity_of as party_identity
from .proposals import spans_of
from .quote_form import QuoteForm

EDITABLE = (Quote.Status.DRAFT, Quote.Status.IN_REVIEW)


@transaction.atomic
def enter(capture: Capture, form: QuoteForm, rows: list[PartyForm], *, by) -> Quote:
    """Make a draft of it; refused where these words are a quote already, unless meant."""
    held = None if form.cleaned_data["again"] else _held(capture, form)
    if held:
        raise _twice(held)
    return entry.enter(
        capture,
        segments=form.cleaned_data["segments"],
        parties=_parties(rows),
        by=by,
        topics=_topics(form),
        **form.fields_to_store(),
    )


@transaction.atomic
def change(quote: Quote, form: QuoteForm, rows: list[PartyForm], *, by) -> Quote:
    """Change a draft. Raises EditConflict when somebody else did, since this editor read it."""
    _require_editable(quote)
    fields = form.fields_to_store()
    for name, value in fields.items():
        setattr(quote, name, value)
    quote.full_clean()
    quote.save(update_fields=sorted(fields))  # never what a colleague stored since we looked
    entry.write_segments(quote, form.cleaned_data["segments"])
    entry.write_parties(quote, _parties(rows))
    quote.topics.set(_topics(form))
    seen = form.cleaned_data["seen"]
    revisions.add(quote, by=by, sort=Revision.Sort.EDITED, seen=-1 if seen is None else seen)
    return quote


def _require_editable(quote: Quote) -> None:
    """Asked of the record, held, and not of what this request read a moment ago."""
    held = Quote.objects.select_for_update().filter(pk=quote.pk)
    status = held.order_by().values_list("status", flat=True).first()
    if status is None:
        raise ValidationError("This draft was thrown away. Copy what you need and enter it anew.")
    if status not in EDITABLE:
        raise ValidationError("This quote is public by now. Change it in the admin, with a reason.")


def stored_before(capture: Capture, form: QuoteForm, rows: list[PartyForm], *, by) -> Quote | None:
    """The draft that this very form made, when its answer was lost and it is sent again."""
    held = None if form.cleaned_data["again"] else _held(capture, form)
    if held is None or held.created_by_id != by.pk or held.revision_number != 1:
        return None
    if any(getattr(held, name) != value for name, value in form.fields_to_store().items()):
        return None
    sent = [row.identity() for row in rows if row.shown("who")]
    stored = [party_identity(party) for party in held.attributions.order_by("position")]
    return held if sent == stored else None


def _held(capture: Capture, form: QuoteForm) -> Quote | None:
    """A standing quote of just these spans."""
    segments = form.cleaned_data["segments"]
    quotes = Quote.objects.filter(capture=capture, segments__start=segments[0][0])
    quotes = quotes.exclude(status=Quote.Status.WITHDRAWN).prefetch_related("segments")
    return next((q for q in quotes.distinct() if spans_of(q) == segments), None)


def _twice(held: Quote) -> ValidationError:
    who = f" by {held.created_by}" if held.created_by else ""
    return ValidationError(
        f"These words were entered already{who}, as quote {held.pk}. Nothing was stored. Open "
        "that quote, or tick “enter them once more” if the text attributes them twice.",
        code="twice",
    )


def _parties(rows: list[PartyForm]) -> list[entry.Party]:
    """The rows that a person settled; a row left open stays out of the record."""
    made: dict[str, Speaker] = {}
    parties = []
    for row in rows:
        if row.is_empty or not row.cleaned_data["who"]:
            continue
        speaker, document = row.speaker, None
        if row.cleaned_data["who"] == "new":
            name = row.cleaned_data["name"]
            speaker = made.get(name) or made.setdefault(name, _make_speaker(row))
        elif row.cleaned_data["who"] == "document":
            title = row.cleaned_data["name"]
            document = Source.objects.filter(kind="document", headline=title).first()
            document = document or Source.objects.create(kind="document", headline=title)
        parties.append(row.party(speaker, document))
    return parties


def _make_speaker(row: PartyForm) -> Speaker:
    sent = row.cleaned_data
    speaker = Speaker(
        name=sent["name"], kind=sent["kind"] or "person", description=sent["description"]
    )
    speaker.full_clean()
    speaker.save()
    for name in dict.fromkeys(row.new_names):
        if name != speaker.name:
            SpeakerName.objects.create(speaker=speaker, name=name)
    return speaker


def _topics(form: QuoteForm) -> list[Topic]:
    return [Topic.objects.get_or_create(name=name)[0] for name in form.topic_names]
