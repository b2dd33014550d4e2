"""Shared by the pages that enter and change a quote: reading the form, showing it, responding."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from quotes.access import wants_fragment
from quotes.models import Attribution, Quote
from quotes.public.presentation import row_changes
from quotes.verification import proved_circumstances
from sources.models import Capture

from .attribution_preview import preview
from .lookup import quotes_of
from .party_form import MOST_PARTIES, PartyForm, PartyFormSet
from .proposals import proposals_of, spans_of, undecided
from .quote_form import QuoteForm
from .spans import parse_spans, spans_key
from .suggestions import initial_values
from .workspace_cards import quote_card

#: Buttons that change the form and save nothing.
REDRAWS = ("redraw", "more", "drop", "remove", "take")


@dataclass(frozen=True)
class Difference:
    """A field that somebody else changed while this editor was changing the quote."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass
class Page:
    """The quote form as it is shown once: its values and errors."""

    request: HttpRequest
    capture: Capture
    form: QuoteForm
    parties: PartyFormSet
    quote: Quote | None = None
    errors: list[str] = field(default_factory=list)
    conflict: list["Difference"] = field(default_factory=list)
    status: int = 200

    def answer(self) -> HttpResponse:
        template = "desk/_quote_form.html" if wants_fragment(self.request) else "desk/quote.html"
        return render(self.request, template, self._context(), status=self.status)

    def _context(self) -> dict:
        text = self.capture.text
        return {
            "capture": self.capture,
            "article": self.capture.source,
            "quote": self.quote,
            "form": self.form,
            "parties": self.parties,
            "errors": self.errors,
            **self._suggested(),
            "additions": row_changes.waiting_with(self.quote) if self.quote else [],
            "conflict": self.conflict,
            "spans": [text[start:end] for start, end in self._spans()],
            "sentence": preview(self.capture, self.form, self.parties),
            "address": self.request.path,
            "is_proposal": self.quote is None and self._is_proposal(),
            "settled": any(party.is_voice and party.shown("who") for party in self.parties),
        }

    def _suggested(self) -> dict:
        """What evidence linked to a draft knows of when and where it was said."""
        if self.quote is None or wants_fragment(self.request):
            return {}
        return {
            "suggestions": proved_circumstances.suggestions(self.quote),
            "suggestions_refused": proved_circumstances.why_not(self.quote, self.request.user),
        }

    def _is_proposal(self) -> bool:
        key = str(self.form["segments"].value() or "")
        return any(spans_key(p.segments) == key for p in proposals_of(self.capture))

    def _spans(self) -> list[tuple[int, int]]:
        try:
            return parse_spans(str(self.form["segments"].value() or ""), self.capture.text)
        except ValidationError:
            return []


def opened(request: HttpRequest, capture: Capture, initial: dict, parties: list[dict], **more):
    """The form as it opens, before anything is posted."""
    form = QuoteForm(initial=initial, capture=capture)
    rows = PartyFormSet(
        initial=parties or [{"relation": "voice"}],
        prefix="party",
        form_kwargs={"capture": capture},
    )
    return Page(request, capture, form, rows, **more)


def sent(request: HttpRequest, capture: Capture, **more) -> Page:
    """The form as it was posted."""
    form = QuoteForm(request.POST, capture=capture)
    rows = PartyFormSet(request.POST, prefix="party", form_kwargs={"capture": capture})
    return Page(request, capture, form, rows, **more)


def redrawn(request: HttpRequest, capture: Capture, **more) -> Page:
    """The form with what was typed, changed by a button; nothing is validated or saved."""
    post = request.POST
    initial = {name: post[name] for name in QuoteForm.base_fields if name in post}
    rows = _rows(post)
    if post.get("remove", "").isdecimal():
        rows = [row for number, row in enumerate(rows) if number != int(post["remove"])]
    if "more" in post and len(rows) < MOST_PARTIES:
        rows.append({"relation": post["more"] or "reported_by"})
    errors = _drop_or_remark(capture, initial, post)
    return opened(request, capture, initial, rows, errors=errors, **more)


def _rows(post: QueryDict) -> list[dict]:
    total = post.get("party-TOTAL_FORMS", "")
    count = min(int(total), MOST_PARTIES) if total.isdecimal() and len(total) < 4 else 0
    return [
        {
            name: post[f"party-{number}-{name}"]
            for name in PartyForm.base_fields
            if f"party-{number}-{name}" in post
        }
        for number in range(count)
    ]


def _drop_or_remark(capture: Capture, initial: dict, post: QueryDict) -> list[str]:
    """Take a span out, or propose the kind again where the words changed."""
    try:
        spans = parse_spans(initial.get("segments", ""), capture.text)
        if post.get("drop", "").isdecimal() and len(spans) > 1:
            del spans[int(post["drop"]) : int(post["drop"]) + 1]
        if post.get("redraw") == "words" or "drop" in post:
            initial["kind"] = initial_values(capture, spans)[0]["kind"]
        initial["segments"] = spans_key(spans)
    except ValidationError as error:
        return error.messages
    return []


def refused(page: Page, error: ValidationError) -> Page:
    """The page with each error at its field; everything typed is kept."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, messages in by_field.items():
        if name in page.form.fields:
            for message in messages:
                page.form.add_error(name, message)
        else:
            page.errors += messages
    page.status = 422
    return page


def saved_response(request: HttpRequest, capture: Capture, quote: Quote) -> HttpResponse:
    """After a save: the quote's card as JSON for the script, else a redirect to the workspace."""
    workspace = reverse("desk:capture", args=[capture.pk])
    if not wants_fragment(request):
        return redirect(f"{workspace}#card-q{quote.pk}")
    quotes = quotes_of(capture)
    card = quote_card(next(q for q in quotes if q.pk == quote.pk))
    live = [q for q in quotes if q.status != Quote.Status.WITHDRAWN]
    entered = [spans_of(q) for q in live]
    waiting = undecided(capture, proposals_of(capture), entered).waiting
    return JsonResponse(
        {
            "key": card.key,
            "card": render_to_string("desk/_card.html", {"card": card}, request=request),
            "waiting": [spans_key(proposal.segments) for proposal in waiting],
            "drafts": sum(q.status == Quote.Status.DRAFT for q in quotes),
        },
        status=201,
    )


def take(page: Page, saved: dict, parties: list[dict]) -> Page:
    """The page with one field replaced by its saved value, as the editor asked."""
    name = page.request.POST.get("take", "")
    initial = {**page.form.initial, **({name: saved[name]} if name in saved else {})}
    rows = parties if name == "attribution" else page.parties.initial
    return opened(page.request, page.capture, initial, rows, quote=page.quote)


def differences(page: Page, saved: dict, parties: list[dict]) -> list[Difference]:
    """Fields whose saved value differs from the form's."""
    found = []
    for name, form_field in page.form.fields.items():
        mine, theirs = _plain(page.form[name].value()), _plain(saved.get(name))
        if name not in ("seen", "again", "new_topics") and mine != theirs:
            label = form_field.label or "Words"
            found.append(
                Difference(name, label, _said(page, name, theirs), _said(page, name, mine))
            )
    mine, theirs = _named(page.parties.initial), _named(parties)
    if mine != theirs:
        found.append(Difference("attribution", "Attribution", theirs, mine))
    return found


def _plain(value) -> str:
    return {"True": "on"}.get(str(value or ""), str(value or ""))


def _said(page: Page, name: str, value: str) -> str:
    """A value in words: the spans' own for their places."""
    if name != "segments" or not value:
        return dict(getattr(page.form.fields[name], "choices", [])).get(value, value)
    try:
        spans = parse_spans(value, page.capture.text)
    except ValidationError:
        return value
    return " […] ".join(page.capture.text[start:end] for start, end in spans)


def _named(rows: list[dict]) -> str:
    relations = dict(Attribution.Relation.choices)
    return "; ".join(
        f"{relations.get(row.get('relation', ''), '')}: {row.get('as_named', '')}".strip()
        for row in rows
        if row.get("as_named") or row.get("who")
    )
