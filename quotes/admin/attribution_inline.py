"""A quote's parties, in order, on its admin page."""

from django import forms
from django.contrib import admin

from quotes.editorial.entry import Party
from quotes.models import Attribution
from sources.admin.autocomplete import Autocompletes

FIELDS = [
    "relation", "in_turn", "as_named", "speaker", "document",
    "unnamed", "affiliation", "how_many", "anonymity_reason",
]  # fmt: skip


class PartyForm(forms.ModelForm):
    order = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99,
        label="Order",
        help_text="Speakers first, then those they spoke for or were led by, then intermediaries, "
        "nearest first.",
    )

    class Meta:
        model = Attribution
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["order"] = self.instance.position + 1

    def clean_speaker(self):
        """Replace a merged speaker by the one they were merged into."""
        speaker = self.cleaned_data["speaker"]
        return speaker.canonical() if speaker else None

    def party(self) -> Party:
        return Party(**{field: self.cleaned_data[field] for field in FIELDS})


class PartyFormSet(forms.BaseInlineFormSet):
    """Validates the parties; `entry` writes them together with the quote."""

    def clean(self):
        super().clean()
        for form in self._filled_in():
            self._check_occurs(form)
        public = self.instance.pk and self.instance.is_public
        if public and not any(p.relation == "voice" for p in self.parties()):
            raise forms.ValidationError(
                "A published quote needs at least one speaker. Keep one, or withdraw the quote."
            )

    def _check_occurs(self, form) -> None:
        named = form.cleaned_data.get("as_named", "")
        if named and self.instance.capture_id and named not in self.instance.capture.text:
            sentence = f"“{named}” isn't in this text. Copy it from there."
            form.add_error("as_named", sentence)

    def _filled_in(self):
        """Rows that were filled in and aren't to be deleted, in order."""
        rows = [
            form
            for form in self.forms
            if hasattr(form, "cleaned_data")
            and (form.has_changed() or form.instance.pk)
            and not form.cleaned_data.get("DELETE")
        ]
        last = len(self.forms) + 99
        return sorted(rows, key=lambda form: form.cleaned_data.get("order") or last)

    def parties(self) -> list[Party]:
        return [form.party() for form in self._filled_in() if not form.errors]

    def save(self, commit=True):
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


class AttributionInline(Autocompletes, admin.StackedInline):
    model = Attribution
    form = PartyForm
    formset = PartyFormSet
    extra = 1
    fields = [
        ("order", "relation", "in_turn"),
        "as_named",
        ("speaker", "document"),
        ("unnamed", "affiliation"),
        ("how_many", "anonymity_reason"),
    ]
    autocomplete_fields = ["speaker", "document", "affiliation"]
    verbose_name = "party"
    verbose_name_plural = "attribution: who says it and who passed it on"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("speaker", "document", "affiliation")
