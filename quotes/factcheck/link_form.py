"""The form that links a source to a quote."""

from django import forms

from quotes.models import Evidence, Quote

from .forms import line, prose


class HopChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj) -> str:
        return f"{obj.get_relation_display()}: {obj.party_name or 'unnamed'}"


class LinkForm(forms.Form):
    """Link a source to a quote: what it shows, where in it, and other quotes to link as well."""

    purpose = forms.ChoiceField(label="The source is", choices=Evidence.Purpose.choices)
    hop = HopChoice(
        label="Whose statement it confirms",
        queryset=None,
        required=False,
        empty_label="The speaker’s",
    )
    locator = forms.ChoiceField(
        label="Where in the source", choices=Evidence.Locator.choices, required=False
    )
    located_from = line("From", most=20)
    located_to = line("To", most=20)
    note = prose("Note", required=False)
    together = forms.ModelMultipleChoiceField(
        label="Link these quotes too",
        queryset=Quote.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, quote: Quote, suggested: list[Quote], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hop"].queryset = quote.attributions.select_related("speaker", "document")
        self.fields["together"].queryset = Quote.objects.filter(pk__in=[q.pk for q in suggested])
