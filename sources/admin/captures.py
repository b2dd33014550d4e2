from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models.functions import Substr
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from sources.models import Capture, LinkCheck
from sources.models.source import OPENING_CHARACTERS

from .autocomplete import Autocompletes, CaptureChoices
from .base import NamesTheZone, ReadOnly
from .source_text import SourceTextField, bidi_warning, show_bidi_controls


class CaptureForm(forms.ModelForm):
    text = SourceTextField(error_messages={"required": "Paste the text of the source."})

    method = forms.ChoiceField(
        label="How we got it", choices=Capture.by_hand(), initial=Capture.Method.PASTED
    )

    class Meta:
        model = Capture
        fields = ["source", "text", "method", "obtained_by", "captured_at", "note"]
        help_texts = {"captured_at": "When it was captured. Leave empty for now."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.pop("captured_at", None)
        if "captured_at" in self.fields:
            self.fields["captured_at"].required = False
            self.fields["captured_at"].initial = None

    def clean_captured_at(self):
        now = timezone.now()
        at = self.cleaned_data["captured_at"] or now
        if at > now:
            raise ValidationError("This time is in the future. Check the date.")
        return at


class CapturesInline(ReadOnly, admin.TabularInline):
    """A source's texts, newest first, each with a link to it."""

    model = Capture
    extra = 0
    fields = readonly_fields = ["opened", "method", "captured_by", "length", "note"]
    show_change_link = False
    verbose_name_plural = "texts"

    def get_queryset(self, request):
        return super().get_queryset(request).without_text().select_related("captured_by")

    @admin.display(description="captured")
    def opened(self, capture):
        address = reverse("admin:sources_capture_change", args=[capture.pk])
        return format_html('<a href="{}">{}</a>', address, capture)


@admin.register(Capture)
class CaptureAdmin(NamesTheZone, Autocompletes, admin.ModelAdmin):
    """A source's words at one moment: added, read, never changed."""

    form = CaptureForm
    list_display = ["titled", "method", "captured_at", "captured_by", "length"]
    list_filter = ["method"]
    list_select_related = ["source__publisher", "captured_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["source__headline", "source__url", "sha256", "opening"]
    date_hierarchy = "captured_at"
    autocomplete_fields = ["source"]

    def get_urls(self):
        view = self.admin_site.admin_view(CaptureChoices.as_view(admin_site=self.admin_site))
        return [path("choices/", view, name="sources_capture_choices"), *super().get_urls()]

    def get_queryset(self, request):
        opening = Substr("text", 1, OPENING_CHARACTERS * 4)
        return super().get_queryset(request).defer("text").annotate(opening=opening)

    @admin.display(description="source", ordering="source__headline")
    def titled(self, capture):
        capture.source.opening = capture.opening
        return capture.source.title_with_opening

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        if obj is None:
            return CaptureForm.Meta.fields
        return [
            "source", "words", "method", "obtained_by", "captured_at", "captured_by",
            "note", "outlet_correction", "length", "sha256",
        ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return ["words"] if obj else []

    @admin.display(description="text")
    def words(self, capture):
        return format_html(
            '<div class="source-text" dir="auto">{}</div>', show_bidi_controls(capture.text)
        )

    def save_model(self, request, obj, form, change):
        obj.captured_by = request.user
        super().save_model(request, obj, form, change)
        if warning := bidi_warning(obj.text):
            messages.warning(request, warning)


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnly, admin.ModelAdmin):
    """Results of checking a source's link."""

    list_display = ["url", "outcome", "http_status", "checked_at"]
    list_filter = ["outcome"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "checked_at"
