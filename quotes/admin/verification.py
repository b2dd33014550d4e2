"""What fact-checkers add: evidence, reviews, links between quotes, and fact-checks by others."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from quotes.models import (
    Evidence,
    FactCheck,
    Match,
    PublicChange,
    QuoteLink,
    Review,
    record_version,
)
from quotes.verification import evidence, reviews
from sources.admin.autocomplete import Autocompletes
from sources.admin.base import HistoryAdmin, KeepsTypedValues, ReadOnly

PROPOSED = "Proposed. Readers see this verdict once a second person has accepted it."
LINK = ["quote", "capture", "purpose", "hop", "locator", "located_from", "located_to", "note"]


class AppendOnlyAdmin(Autocompletes, KeepsTypedValues, admin.ModelAdmin):
    """A table whose rows are added, with who and when, and never changed."""

    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ["quote"]
    given: list[str] = []

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        return self.given if obj is None else super().get_fields(request, obj)


class MatchesInline(ReadOnly, admin.TabularInline):
    """The match result of each quoted span."""

    model = Match
    extra = 0
    fields = readonly_fields = ["position", "verdict", "place_start", "place_end", "computed_at"]


class EvidenceForm(forms.ModelForm):
    class Meta:
        model = Evidence
        fields = LINK

    def clean(self):
        data = super().clean()
        if data.get("quote") and data.get("capture"):
            self.instance.quote_revision = data["quote"].revision_number
            self._check(data)
        return data

    def _check(self, data) -> None:
        try:
            evidence.check(Evidence(**{f: data.get(f) or _empty(f) for f in LINK}))
        except ValidationError as refusal:
            self.add_error(None, refusal)


def _empty(field: str):
    return None if field in ("hop", "quote", "capture") else ""


@admin.register(Evidence)
class EvidenceAdmin(AppendOnlyAdmin):
    form = EvidenceForm
    given = LINK
    inlines = [MatchesInline]
    raw_id_fields = ["hop"]
    list_display = ["quote", "purpose", "capture", "linked_by", "linked_at", "unlinked_at"]
    list_filter = ["purpose", ("unlinked_at", admin.EmptyFieldListFilter)]
    date_hierarchy = "linked_at"

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("quote", "capture", "linked_by")
        return rows.defer("capture__text").prefetch_related("quote__segments")

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def save_model(self, request, obj, form, change):
        linked = evidence.link(by=request.user, **form.cleaned_data)
        obj.pk = linked.pk


@admin.register(Review)
class ReviewAdmin(AppendOnlyAdmin):
    """Verdicts on whether they said it. A changed verdict is a new review."""

    given = ["quote", "verdict", "reason", "difference", "evidence"]
    raw_id_fields = ["evidence"]
    list_display = ["quote", "verdict", "quote_revision", "reviewed_by", "reviewed_at"]
    list_filter = ["verdict"]
    date_hierarchy = "reviewed_at"

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("quote", "reviewed_by")
        return rows.prefetch_related("quote__segments")

    def save_model(self, request, obj, form, change):
        made = reviews.review(by=request.user, **form.cleaned_data)
        if isinstance(made, PublicChange):
            request.proposed = made
        else:
            obj.pk = made.pk

    def log_addition(self, request, obj, message):
        return super().log_addition(request, obj, message) if obj.pk else None

    def response_add(self, request, obj, post_url_continue=None):
        if obj.pk:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, PROPOSED)
        return redirect("admin:quotes_publicchange_change", request.proposed.pk)


class LinkAdmin(HistoryAdmin):
    """Links that fact-checkers add and correct here; they are removed on the quote's fact-check page."""

    date_hierarchy = "linked_at"
    #: Fields that can't be changed: a link to another quote is a new link.
    ends: tuple[str, ...] = ("quote",)

    def get_readonly_fields(self, request, obj=None):
        return self.ends if obj else ()

    def has_delete_permission(self, request, obj=None):
        """Readers see why a link was removed; the fact-check page asks for the reason."""
        return False

    def save_model(self, request, obj, form, change):
        obj.linked_by = obj.linked_by or request.user
        super().save_model(request, obj, form, change)
        if all(getattr(obj, end).is_public for end in self.ends):
            record_version.advance()


@admin.register(QuoteLink)
class QuoteLinkAdmin(LinkAdmin):
    ends = ("from_quote", "to_quote")
    fields = ["from_quote", "relation", "to_quote", "reason"]
    autocomplete_fields = ["from_quote", "to_quote"]
    list_display = ["from_quote", "relation", "to_quote", "linked_by", "linked_at"]
    list_filter = ["relation"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("from_quote", "to_quote", "linked_by")
        return rows.prefetch_related("from_quote__segments", "to_quote__segments")


@admin.register(FactCheck)
class FactCheckAdmin(LinkAdmin):
    fields = ["quote", "publisher", "rating", "url", "published_on"]
    autocomplete_fields = ["quote"]
    list_display = ["quote", "publisher", "rating", "published_on", "linked_by"]
    search_fields = ["publisher", "rating", "url"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("quote", "linked_by")
        return rows.prefetch_related("quote__segments")
