"""The form for one party to a quote's attribution."""

import re
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property

from quotes.editorial.entry import Party
from quotes.models import Attribution, Speaker
from sources.storable_text import clean_line
from sources.text_boxes import TextBox

from .quote_form import line
from .suggestions import Suggestion, suggest_speakers

_WHO = re.compile(r"\A(?:speaker:[0-9]{1,15}|new|unnamed|text|document|)\Z")
#: What may be recorded of a speaker while a quote is entered.
ADDITIONS = ("other_names", "title", "part_of")
VOICE = Attribution.Relation.VOICE
MOST_PARTIES = 12
#: What is missing where a party is to be shown in the text's words, by the answer that needs them.
AS_NAMED = {
    "unnamed": "Enter the text's own words for the speaker it doesn't name.",
    "text": "Enter the name as the text has it.",
}


@dataclass(frozen=True)
class Choice:
    """One answer to “who is it?”; `number` is the key that picks it."""

    number: int
    value: str
    label: str
    reason: str
    checked: bool


class PartyForm(forms.Form):
    """One party. Who it is stays undecided until a person chooses."""

    relation = forms.ChoiceField(
        label="Role in the quote", choices=Attribution.Relation, initial=VOICE
    )
    as_named = line("As the text names them", 300)
    who = forms.RegexField(
        _WHO, required=False, error_messages={"invalid": "Choose who it is from the list."}
    )
    name = line("Name")
    kind = forms.ChoiceField(
        label="Kind, if it is a new speaker", choices=Speaker.Kind, initial="person", required=False
    )
    description = line(
        "Description, if it is a new speaker", help_text="Distinguishes speakers of the same name."
    )
    other_names = TextBox(
        label="Other names",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="In any script, one per line.",
    )
    title = line("Title in this text", help_text="As the text gives it, such as harbour warden.")
    part_of = line("Part of", help_text="The organisation, group or office that it belongs to.")
    new_anyway = forms.BooleanField(label="None of these: create a new speaker", required=False)
    in_turn = forms.BooleanField(
        label="Had it from the party before, in turn",
        required=False,
        help_text="Otherwise they had it together.",
    )
    affiliation = line("Belongs to", help_text="The speaker that an unnamed source belongs to.")
    how_many = line(
        "How many", 60, help_text="For unnamed speakers, in the text's words, such as two."
    )
    anonymity_reason = line("Why unnamed", 300, help_text="The reason that the text gives.")

    def __init__(self, *args, capture, **kwargs):
        super().__init__(*args, **kwargs)
        self.capture = capture
        self.speaker: Speaker | None = None
        self.whole: Speaker | None = None
        self.duplicates: list[Suggestion] = []

    def shown(self, name: str) -> str:
        """A field's current value, posted or initial."""
        return str(self[name].value() or "")

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Who it may be: matches for the name, then speakers already named in this text."""
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
        """The party's role in the quote."""
        return dict(Attribution.Relation.choices).get(self.shown("relation"), "Voice")

    @property
    def choices(self) -> list[Choice]:
        """Everyone this party may be, speakers in the record first."""
        suggested = [
            (f"speaker:{s.speaker.pk}", str(s.speaker), s.reason) for s in self.suggestions
        ]
        voice, name = self.is_voice, self.shown("name")
        new = ("new", f"New speaker: {name}" if name else "A new speaker", "")
        unnamed = ("unnamed", "Unnamed", "the text keeps the name to itself")
        text = ("text", "Only as the text names them", "linked to nobody")
        own_words = [unnamed, text] if voice else [text, unnamed]
        suggested += [new, *own_words] if name else [own_words[0], new, own_words[1]]
        suggested += [
            ("document", "A document", ""),
            ("", "Leave open" if voice else "Leave out", "to be decided" if voice else ""),
        ]
        chosen = self.shown("who")
        return [
            Choice(number, value, label, reason, value == chosen)
            for number, (value, label, reason) in enumerate(suggested, 1)
        ]

    def chosen_speaker(self) -> Speaker | None:
        kind, _, key = self.shown("who").partition(":")
        if kind != "speaker" or not key.isdecimal():
            return None
        return Speaker.objects.filter(pk=key).select_related("merged_into").first()

    def _other_names(self, given: str) -> list[str]:
        return [name for line in given.splitlines() if (name := clean_line(line))]

    def identity(self) -> tuple[str, str, str]:
        """Relation, words and name, to compare this form with a saved party."""
        who = self.shown("who")
        if who.startswith("speaker:") and (speaker := self.chosen_speaker()):
            who = speaker.canonical().name
        elif who in ("new", "document"):
            who = self.shown("name").strip()
        return self.shown("relation"), self.shown("as_named").strip(), who

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        sent = self.cleaned_data
        return not any(sent.get(name) for name in ("as_named", "who", "name"))

    def clean_as_named(self) -> str:
        as_named = self.cleaned_data["as_named"]
        if as_named and as_named not in self.capture.text:
            raise forms.ValidationError(f"“{as_named}” isn't in this text. Copy it from there.")
        return as_named

    def clean(self):
        cleaned = super().clean()
        who = cleaned.get("who", "")
        if who == "new":
            self._check_new_speaker(cleaned)
        elif who == "document" and not cleaned.get("name"):
            self.add_error("name", "Enter the document's title, or what it is called.")
        elif who in AS_NAMED and not cleaned.get("as_named"):
            self.add_error("as_named", AS_NAMED[who])
        elif who.startswith("speaker:"):
            self._check_speaker()
        if who == "unnamed" and cleaned.get("affiliation"):
            self.affiliated = self._one_called("affiliation", cleaned["affiliation"])
        self._check_additions(cleaned, who)
        return cleaned

    def _check_additions(self, cleaned: dict, who: str) -> None:
        """What the text says of a speaker beyond the quote; of others it can't be recorded."""
        typed = [name for name in ADDITIONS if cleaned.get(name)]
        if who != "new" and not who.startswith("speaker:"):
            for name in typed if who else ():
                self.add_error(name, "This is recorded of a speaker. Choose one, or clear this.")
            return
        title = cleaned.get("title", "")
        if title and title not in self.capture.text:
            self.add_error("title", f"“{title}” isn't in this text. Copy it from there.")
        if cleaned.get("part_of"):
            self.whole = self._one_called("part_of", cleaned["part_of"])
            self._check_whole(self.speaker, self.whole)

    def _check_whole(self, speaker: Speaker | None, whole: Speaker | None) -> None:
        if speaker is None or whole is None or speaker.part_of_id in (None, whole.pk):
            return
        self.add_error(
            "part_of",
            f"{speaker.name} is part of {speaker.part_of} already. Clear this, or propose the "
            "change on the speaker's page in the admin.",
        )

    def _check_speaker(self) -> None:
        found = self.chosen_speaker()
        if found is None:
            self.add_error("who", "This speaker isn't in the record any more. Choose again.")
        else:
            self.speaker = found.canonical()

    def _check_new_speaker(self, cleaned: dict) -> None:
        name = cleaned.get("name", "")
        if not name:
            self.add_error("name", "Enter the new speaker's name.")
            return
        names = [name, *self._other_names(cleaned.get("other_names", ""))]
        if any(len(other) > 200 for other in names):
            self.add_error("other_names", "A name is longer than 200 characters. Shorten it.")
        if not cleaned.get("new_anyway"):
            self.duplicates = suggest_speakers(names)
        else:
            self._check_distinguished(name, cleaned.get("description", ""))
        if self.duplicates:
            self.add_error(
                "who",
                "This speaker may be in the record already. Choose them above, or tick "
                "“None of these”.",
            )

    def _check_distinguished(self, name: str, description: str) -> None:
        try:
            Speaker(name=name, description=description).require_distinguished()
        except forms.ValidationError as error:
            self.add_error(None, error)

    def _one_called(self, field: str, name: str) -> Speaker | None:
        found = [s for s in suggest_speakers([name]) if s.same]
        if len(found) != 1:
            self.add_error(
                field,
                f"The record has no speaker, or more than one, called “{name}”. Leave this empty, or enter "
                "the organisation first.",
            )
            return None
        return found[0].speaker

    @property
    def new_names(self) -> list[str]:
        return self._other_names(self.cleaned_data["other_names"])

    def party(self, speaker: Speaker | None, document=None) -> Party:
        """The party to save; new speakers and documents exist by now."""
        sent = self.cleaned_data
        unnamed = sent["who"] == "unnamed"
        described = unnamed and sent["relation"] == VOICE
        return Party(
            relation=sent["relation"],
            as_named=sent["as_named"],
            speaker=speaker,
            document=document,
            unnamed=unnamed,
            in_turn=sent["in_turn"],
            affiliation=getattr(self, "affiliated", None) if described else None,
            how_many=sent["how_many"] if described else "",
            anonymity_reason=sent["anonymity_reason"] if described else "",
        )


def identity_of(row: Attribution) -> tuple[str, str, str]:
    """A saved party's `PartyForm.identity`."""
    named = row.speaker_id or row.document_id
    name = row.document.headline if row.document_id else row.party_name
    return row.relation, row.as_named, name if named else _who_is(row)


def _who_is(row: Attribution) -> str:
    """The answer to “who is it?” for a party that isn't linked."""
    return "unnamed" if row.is_unnamed else "text"


def initial_of(row: Attribution) -> dict:
    """A saved party as the form's initial values."""
    who = _who_is(row)
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
        "in_turn": row.in_turn,
        "how_many": row.how_many,
        "anonymity_reason": row.anonymity_reason,
    }


PartyFormSet = forms.formset_factory(
    PartyForm, extra=0, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES, validate_max=True
)
