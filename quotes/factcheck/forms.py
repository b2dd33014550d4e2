"""The forms of a fact-checker. Each saves itself."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from quotes.editorial import public_changes
from quotes.models import Evidence, FactCheck, PublicChange, Quote, QuoteLink, Review
from quotes.verification import evidence, proved_circumstances, related_quotes, reviews
from sources.text_boxes import TextBox

from .actions import ActionForm

PROPOSED = (
    "Proposed. This verdict takes two: nobody outside the newsroom sees it until a second person "
    "has accepted it."
)


def prose(label: str, *, required: bool = True, rows: int = 2, **more) -> TextBox:
    return TextBox(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        **more,
    )


def line(label: str, *, most: int = 200, required: bool = False, **more) -> TextBox:
    return TextBox(label=label, required=required, max_length=most, **more)


class QuoteForm(ActionForm):
    """A form for one action on a quote."""

    def __init__(self, *args, quote: Quote, **kwargs):
        self.quote = quote
        super().__init__(*args, **kwargs)


class EvidenceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Evidence) -> str:
        return f"{obj.get_purpose_display()}: {obj.capture.source.title}"


def linked_evidence(quote: Quote):
    return quote.evidence.filter(unlinked_at=None).select_related("capture__source")


class ReviewForm(QuoteForm):
    action = "review"
    permission = "quotes.add_review"

    verdict = forms.ChoiceField(
        label="Verdict",
        choices=[("", "Choose one"), *Review.Verdict.choices],
        error_messages={"required": "Choose a verdict."},
    )
    evidence = EvidenceChoice(
        label="Based on",
        queryset=Evidence.objects.none(),
        required=False,
        empty_label="None of these",
    )
    reason = prose("Reason (readers will see it)")
    difference = prose(
        "The difference, if you confirm words that the original has otherwise",
        required=False,
        help_text="Only with “Confirmed”. Readers will see it.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newest = self.quote.reviews.order_by("-pk").first()
        self.fields["evidence"].queryset = linked_evidence(self.quote)
        self.fields["seen"].initial = self.quote.revision_number
        self.fields["after"].initial = newest.pk if newest else 0

    def act(self, data):
        made = reviews.review(self.quote, by=self.by, **data)
        if isinstance(made, PublicChange):
            self.done = PROPOSED


class WaitingForm(QuoteForm):
    """A form for the verdict that waits for a second person."""

    permission = "quotes.view_publicchange"

    waiting = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = reviews.waiting_verdict(self.quote)
        self.fields["waiting"].initial = found.pk if found else None

    def clean_waiting(self) -> PublicChange:
        found = PublicChange.objects.filter(
            pk=self.cleaned_data["waiting"], kind=PublicChange.Kind.VERDICT, row=self.quote.pk
        ).first()
        if found is None:
            raise ValidationError("This verdict isn't in the record. Reload the page.")
        return found


class SecondForm(WaitingForm):
    """The second person accepts a verdict that takes two, or declines it, and says why."""

    action = "second"

    step = forms.ChoiceField(
        label="Your decision",
        choices=[
            ("", "Choose one"),
            ("accept", "Accept: it counts, and readers see it"),
            ("decline", "Decline: it never counts"),
        ],
        error_messages={"required": "Accept the verdict or decline it."},
    )
    why = prose("Reason (for the newsroom)")
    field_order = ("waiting", "step", "why")

    def act(self, data):
        decide = {"accept": reviews.accept_proposed, "decline": public_changes.decline}
        decide[data["step"]](data["waiting"], by=self.by, why=data["why"])


class TakeBackForm(WaitingForm):
    action = "take_back"

    def act(self, data):
        public_changes.take_back(data["waiting"], by=self.by)


class UnlinkForm(QuoteForm):
    action = "unlink"
    permission = "quotes.change_evidence"

    evidence = EvidenceChoice(label="Source to unlink", queryset=Evidence.objects.none())
    why = prose("Reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = linked_evidence(self.quote)

    def act(self, data):
        evidence.unlink(data["evidence"], by=self.by, why=data["why"])


class ReadingForm(QuoteForm):
    action = "reading"
    permission = "quotes.change_evidence"

    evidence = EvidenceChoice(label="Source", queryset=Evidence.objects.none())
    reading = forms.ChoiceField(label="What you found", choices=Evidence.Reading.choices)
    note = prose("How you know, for example the language you read it in", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = linked_evidence(self.quote)

    def act(self, data):
        evidence.record_reading(data["evidence"], data["reading"], by=self.by, note=data["note"])


class QuoteLinkForm(QuoteForm):
    action = "related"
    permission = "quotes.add_quotelink"

    relation = forms.ChoiceField(label="The other quote", choices=QuoteLink.Relation.choices)
    other = forms.IntegerField(label="Number of the other quote", min_value=1)
    reason = prose("Reason")

    def clean_other(self) -> Quote:
        other = Quote.objects.filter(pk=self.cleaned_data["other"]).first()
        if other is None:
            raise ValidationError(
                "No quote has this number. You'll find it at the end of a quote's URL."
            )
        return other

    def act(self, data):
        """The link starts at the other quote, which denies, clarifies or repeats this one."""
        related_quotes.link_quotes(
            data["other"], self.quote, relation=data["relation"], reason=data["reason"], by=self.by
        )


class FactCheckForm(QuoteForm):
    action = "fact_check"
    permission = "quotes.add_factcheck"

    publisher = line("Who checked the claim", required=True)
    rating = line("Their rating, in their words", required=True)
    url = forms.URLField(label="Link", max_length=2000, assume_scheme="https")
    published_on = forms.DateField(
        label="Published on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_url(self) -> str:
        FactCheck._meta.get_field("url").run_validators(self.cleaned_data["url"])
        return self.cleaned_data["url"]

    def act(self, data):
        related_quotes.add_fact_check(self.quote, by=self.by, **data)


GONE = "This was removed already, or never belonged to this quote. Reload the page."


class RemoveForm(QuoteForm):
    """Remove something linked to the quote; the reason is public if the quote is."""

    why = prose("Reason (readers will see it)")
    field_order = ("which", "why")

    def act(self, data):
        related_quotes.remove(data["which"], by=self.by, why=data["why"])


class LinkChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: QuoteLink) -> str:
        ends = f"from quote {obj.from_quote_id} to quote {obj.to_quote_id}"
        return f"{obj.get_relation_display()}: {ends}"


class RemoveLinkForm(RemoveForm):
    action = "remove_link"
    permission = "quotes.delete_quotelink"

    which = LinkChoice(
        label="Link to remove",
        queryset=QuoteLink.objects.none(),
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ends = Q(from_quote=self.quote) | Q(to_quote=self.quote)
        self.fields["which"].queryset = QuoteLink.objects.filter(ends)


class RemoveFactCheckForm(RemoveForm):
    action = "remove_fact_check"
    permission = "quotes.delete_factcheck"

    which = forms.ModelChoiceField(
        label="Fact-check to remove",
        queryset=FactCheck.objects.none(),
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["which"].queryset = self.quote.fact_checks.all()


class TakeForm(QuoteForm):
    """Take the day and the medium that a linked source knows. It has no box: one press does it."""

    action = "take"
    permission = "quotes.view_evidence"
    BACK = {"desk": "desk:quote_edit", "admin": "admin:quotes_quote_change"}

    capture = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    back = TextBox(widget=forms.HiddenInput, required=False)

    def act(self, data):
        made = proved_circumstances.take(self.quote, data["capture"], by=self.by, seen=data["seen"])
        if isinstance(made, PublicChange) and made.outcome == PublicChange.Outcome.WAITING:
            self.done = "Proposed. Readers see it once a second person has accepted it."

    def next_page(self):
        page = self.BACK.get(self.cleaned_data["back"])
        return reverse(page, args=[self.quote.pk]) if page else ""


ACTIONS: dict[str, type[QuoteForm]] = {
    form.action: form
    for form in (
        ReviewForm,
        SecondForm,
        TakeBackForm,
        UnlinkForm,
        ReadingForm,
        QuoteLinkForm,
        FactCheckForm,
        RemoveLinkForm,
        RemoveFactCheckForm,
        TakeForm,
    )
}
