"""The attribution sentence of an unsaved quote, as readers will see it."""

from quotes.attribution import attribution_of
from quotes.models import Attribution, Speaker
from quotes.text.attribution_sentence import plain, sentence
from sources.models import Capture, Source

from .party_form import PartyForm, PartyFormSet
from .quote_form import QuoteForm

#: Placeholder primary key for unsaved rows: truthy, never a real id.
_UNSAVED = -1


class _Rows:
    """Unsaved parties, with the interface of a related manager."""

    def __init__(self, rows: list[Attribution]):
        self._rows = rows

    def all(self) -> list[Attribution]:
        return self._rows


class _Unsaved:
    """An unsaved quote: enough of one to build its attribution sentence."""

    first_hand = False

    def __init__(self, capture: Capture, form: QuoteForm, rows: list[Attribution]):
        self.capture, self.attributions = capture, _Rows(rows)
        self.cue, self.medium = str(form["cue"].value() or ""), str(form["medium"].value() or "")
        self.medium_basis = form["medium_basis"].value()
        self.said_from, self.said_to = _day(form, "said_from"), _day(form, "said_to")
        self.first_hand = bool(form["first_hand"].value())


def preview(capture: Capture, form: QuoteForm, parties: PartyFormSet) -> str:
    """The sentence for the form as it is filled in; undecided parties are left out."""
    rows = [row for party in parties if (row := _row(party)) is not None]
    return plain(sentence(attribution_of(_Unsaved(capture, form, rows))))


def _day(form: QuoteForm, name: str):
    try:
        return form.fields[name].to_python(form[name].value())
    except Exception:  # a half-typed day is not a day yet
        return None


def _row(form: PartyForm) -> Attribution | None:
    who, relation = form.shown("who"), form.shown("relation")
    if not who or relation not in Attribution.Relation.values:
        return None
    row = Attribution(relation=relation, as_named=form.shown("as_named"))
    row.in_turn = bool(form["in_turn"].value())
    if who.startswith("speaker:"):
        row.speaker = form.chosen_speaker()
    elif who == "new":
        row.speaker = Speaker(
            pk=_UNSAVED, name=form.shown("name"), kind=form.shown("kind") or "person"
        )
    elif who == "document":
        row.document = Source(pk=_UNSAVED, kind="document", headline=form.shown("name"))
    else:
        row.unnamed = who == "unnamed"
        row.how_many, row.anonymity_reason = form.shown("how_many"), form.shown("anonymity_reason")
        row.affiliation = (
            Speaker(pk=_UNSAVED, name=name) if (name := form.shown("affiliation")) else None
        )
    return row
