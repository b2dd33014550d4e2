"""The form of one party to a quote's attribution: a voice, a capacity or a carrier."""

import re
from dataclasses import dataclass
from functools import cached_property

from django import forms

from quotes.editorial.entry import Party
from quotes.models import Attribution, Speaker
from sources.storable_text import refuse_unstorable

from .quote_form import line
from .suggestions import Suggestion, suggest_speakers

_WHO = re.compile(r"\A(?:speaker:[0-9]{1,15}|new|unnamed|document|)\Z")
VOICE = Attribution.Relation.VOICE
MOST_PARTIES = 12


@dataclass(frozen=True)
class Choice:
    """One answer to “who is it?”; `number` is the key that picks it."""

    number: int
    value: str
    label: str
    reason: str
    checked: bool


class PartyForm(forms.Form):
    """Who it is stays open until a person says so."""

    relation = forms.ChoiceField(label="Part", choices=Attribution.Relation, initial=VOICE)
    as_named = line("As the text names it", 300)
    who = forms.RegexField(
        _WHO, required=False, error_messages={"invalid": "Choose who it is from the list."}
    )
    name = line("Name")
    kind = forms.ChoiceField(
        label="Kind of speaker", choices=Speaker.Kind, initial="person", required=False
    )
    description = line("Told apart by", help_text="Tells two speakers of one name apart.")
    other_names = forms.CharField(
        label="Other names",
        required=False,
        max_length=2000,
        validators=[refuse_unstorable],
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="In any script, one a line.",
    )
    new_anyway = forms.BooleanField(label="None of these: create a new speaker", required=False)
    affiliation = line("Belongs to", help_text="Whom an unnamed voice belongs to: a speaker.")
    how_many = line("How many", 60, help_text="Of unnamed voices, as given: two.")
    anonymity_reason = line("Why unnamed", 300, help_text="As the text gives the reason.")

    def __init__(self, *args, capture, **kwargs):
        super().__init__(*args, **kwargs)
        self.capture = capture
        self.speaker: Speaker | None = None
        self.duplicates: list[Suggestion] = []

    def shown(self, name: str) -> str:
        """A field's value as the form stands, sent or not."""
        return str(self[name].value() or "")

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Who it may be: by the name given, then whoever this text names already."""
        names = [self.shown("name"), *self._other_names(self.shown("other_names"))]
        found = suggest_speakers([*names, self.shown("as_named")], self.capture)
        chosen = self.chosen_speaker()
        if chosen and chosen.pk not in {s.speaker.pk for s in found}:
            found.insert(0, Suggestion(chosen, "Chosen"))
        return found

    @property
    def is_voice(self) -> bool:
        return self.shown("relation") in ("", VOICE)

    @property
    def part(self) -> str:
        """What the row is: Voice, or the relation of a capacity or carrier."""
        return dict(Attribution.Relation.choices).get(self.shown("relation"), "Voice")

    @property
    def choices(self) -> list[Choice]:
        """Everything this party may turn out to be, speakers of the record first."""
        offered = [(f"speaker:{s.speaker.pk}", str(s.speaker), s.reason) for s in self.suggestions]
        voice, name = self.is_voice, self.shown("name")
        new = ("new", f"New speaker: {name}" if name else "A new speaker", "")
        unnamed = ("unnamed", "Unnamed", "kept in the text's own words")
        if not voice:
            unnamed = ("unnamed", "Only as the text names it", "")
        offered += [new, unnamed] if name else [unnamed, new]
        offered += [
            ("document", "A document", ""),
            ("", "Leave open" if voice else "Leave out", "to be decided" if voice else ""),
        ]
        chosen = self.shown("who")
        return [
            Choice(number, value, label, reason, value == chosen)
            for number, (value, label, reason) in enumerate(offered, 1)
        ]

    def chosen_speaker(self) -> Speaker | None:
        kind, _, key = self.shown("who").partition(":")
        if kind != "speaker" or not key.isdecimal():
            return None
        return Speaker.objects.filter(pk=key).select_related("merged_into").first()

    def _other_names(self, given: str) -> list[str]:
        return [name.strip() for name in given.splitlines() if name.strip()]

    def identity(self) -> tuple[str, str, str]:
        """What a stored party must equal to be this row: relation, words, who."""
        who = self.shown("who")
        if who.startswith("speaker:") and (speaker := self.chosen_speaker()):
            who = speaker.canonical().name
        elif who in ("new", "document"):
            who = self.shown("name").strip()
        return self.shown("relation"), self.shown("as_named").strip(), who

    @property
    def is_empty(self) -> bool:
        """A row that nobody wrote into."""
        sent = self.cleaned_data
        return not any(sent.get(name) for name in ("as_named", "who", "name"))

    def clean_as_named(self) -> str:
        as_named = self.cleaned_data["as_named"]
        if as_named and as_named not in self.capture.text:
            raise forms.ValidationError(
                f"“{as_named}” doesn't occur in this text. Copy it as it stands there."
            )
        return as_named

    def clean(self):
        cleaned = super().clean()
        who = cleaned.get("who", "")
        if who == "new":
            self._check_new_speaker(cleaned)
        elif who == "document" and not cleaned.get("name"):
            self.add_error("name", "Give the document's title, or what it is called.")
        elif who == "unnamed" and not cleaned.get("as_named"):
            self.add_error("as_named", "Give the source's own words for whom it doesn't name.")
        elif who.startswith("speaker:"):
            self._check_speaker()
        if who == "unnamed" and cleaned.get("affiliation"):
            self._check_affiliation(cleaned["affiliation"])
        return cleaned

    def _check_speaker(self) -> None:
        found = self.chosen_speaker()
        if found is None:
            self.add_error("who", "This speaker is not in the record any more. Choose again.")
        else:
            self.speaker = found.canonical()

    def _check_new_speaker(self, cleaned: dict) -> None:
        name = cleaned.get("name", "")
        if not name:
            self.add_error("name", "Give the new speaker's name.")
            return
        names = [name, *self._other_names(cleaned.get("other_names", ""))]
        if any(len(other) > 200 for other in names):
            self.add_error("other_names", "A name is at most 200 characters long.")
        if not cleaned.get("new_anyway"):
            self.duplicates = suggest_speakers(names)
        if self.duplicates:
            self.add_error(
                "who",
                "The record may hold this speaker already. Choose them above, or tick "
                "“None of these”.",
            )

    def _check_affiliation(self, name: str) -> None:
        found = [s for s in suggest_speakers([name]) if s.same]
        if len(found) != 1:
            self.add_error(
                "affiliation",
                f"No one speaker of the record is called “{name}”. Leave it empty, or enter "
                "the organisation first.",
            )
        else:
            self.affiliated = found[0].speaker

    @property
    def new_names(self) -> list[str]:
        return self._other_names(self.cleaned_data["other_names"])

    def party(self, speaker: Speaker | None, document=None) -> Party:
        """The party as the record takes it; a new speaker or document has been made by then."""
        sent = self.cleaned_data
        unnamed = sent["who"] == "unnamed" and sent["relation"] == VOICE
        return Party(
            relation=sent["relation"],
            as_named=sent["as_named"],
            speaker=speaker,
            document=document,
            affiliation=getattr(self, "affiliated", None) if unnamed else None,
            how_many=sent["how_many"] if unnamed else "",
            anonymity_reason=sent["anonymity_reason"] if unnamed else "",
        )


def identity_of(row: Attribution) -> tuple[str, str, str]:
    """A stored party as `PartyForm.identity` has a sent one."""
    named = row.speaker_id or row.document_id
    name = row.document.headline if row.document_id else row.party_name
    return row.relation, row.as_named, name if named else "unnamed"


def initial_of(row: Attribution) -> dict:
    """A stored party as the form shows it."""
    who = "unnamed"
    if row.speaker_id:
        who = f"speaker:{row.speaker_id}"
    elif row.document_id:
        who = "document"
    return {
        "relation": row.relation,
        "as_named": row.as_named,
        "who": who,
        "name": row.document.headline if row.document_id else "",
        "affiliation": row.affiliation.name if row.affiliation_id else "",
        "how_many": row.how_many,
        "anonymity_reason": row.anonymity_reason,
    }


PartyFormSet = forms.formset_factory(
    PartyForm, extra=0, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES, validate_max=True
)
