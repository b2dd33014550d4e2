"""Publishers, sources, articles and archived copies in the admin."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from sources.models import ArchivedCopy, Capture, Source
from sources.zoned_forms import OF_THE_PLACE, InstantThere, SplitClockField, ZoneInput

from .autocomplete import Autocompletes
from .base import HistoryAdmin, KeepsTypedValues, NamesTheZone
from .captures import CapturesInline
from .edit_lock import EditLock
from .source_text import SourceTextField, bidi_warning, show_bidi_controls

WHERE = (None, {"fields": ["publisher", "headline", "author", "account", "url"]})
WHEN = (
    "When and in what language",
    {"fields": ["published_on", ("published_at", "time_zone", "place"), "language"]},
)
SHOWN = ("What readers see of the text", {"fields": ["display", "withheld_reason"]})
TEXT = ("Text", {"fields": ["text", "method", "obtained_by", "note"]})


class SourceForm(InstantThere, forms.ModelForm):
    class Meta:
        model = Source
        fields = [
            "kind", "publisher", "headline", "author", "account", "url", "published_on",
            "published_at", "time_zone", "place", "language", "duration", "display", "withheld_reason",
        ]  # fmt: skip
        field_classes = {"published_at": SplitClockField}
        help_texts = {"published_at": OF_THE_PLACE}
        widgets = {"time_zone": ZoneInput}

    def clean_url(self):
        url = self.cleaned_data["url"]
        existing = self._existing(url) if url else None
        if existing:
            address = reverse("admin:sources_source_change", args=[existing.pk])
            raise ValidationError(
                format_html(
                    'This link is in the record already: <a href="{}">{}</a>. Add a new capture '
                    "there if its words have changed.",
                    address,
                    existing.title,
                )
            )
        return url

    def _existing(self, url: str):
        """Another source at this address, with or without a slash at its end, http or https."""
        bare = url.split("://", 1)[-1].rstrip("/")
        same = [f"{scheme}://{bare}{end}" for scheme in ("http", "https") for end in ("", "/")]
        return Source.objects.filter(url__in=[url, *same]).exclude(pk=self.instance.pk).first()

    def _get_validation_exclusions(self):
        # Our error links to the existing source; the model's doesn't.
        return super()._get_validation_exclusions() | ({"url"} if "url" in self.errors else set())


class NewSourceForm(SourceForm):
    """A source on its first day: what is known of it, and its words, which become a capture."""

    text = SourceTextField(
        required=False,
        label="Text",
        help_text="Paste the whole text, unedited. It is saved as it is and never changes.",
    )
    method = forms.ChoiceField(
        label="How we got it", choices=Capture.by_hand(), initial=Capture.Method.PASTED
    )
    obtained_by = Capture._meta.get_field("obtained_by").formfield()
    note = Capture._meta.get_field("note").formfield(widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self):
        data = super().clean()
        transcribed = data.get("method") in (Capture.Method.SCREENSHOT, Capture.Method.HEARD)
        if transcribed and not data.get("obtained_by"):
            self.add_error(
                "obtained_by", "It isn't clear who transcribed or heard this. Enter a name."
            )
        return data


class NewArticleForm(NewSourceForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Paste the text of the article."


class ArchivedCopiesInline(NamesTheZone, Autocompletes, admin.TabularInline):
    model = ArchivedCopy
    extra = 0
    fields = ["url", "archive", "archived_at", "note"]


@admin.register(ArchivedCopy)
class ArchivedCopyAdmin(NamesTheZone, Autocompletes, KeepsTypedValues, EditLock, admin.ModelAdmin):
    """Archived copies, for people who may not change sources."""

    fields = ["source", "url", "archive", "archived_at", "note"]
    autocomplete_fields = ["source"]
    list_display = ["url", "archive", "archived_at"]
    search_fields = ["url", "archive"]
    date_hierarchy = "archived_at"
    list_per_page = 50
    show_full_result_count = False


class SourceAdmin(HistoryAdmin):
    """Documents of every kind that quotes come from."""

    form = SourceForm
    new_form = NewSourceForm
    change_form_template = "admin/sources/source/change_form.html"
    inlines = [CapturesInline, ArchivedCopiesInline]
    list_display = ["titled", "kind", "publisher", "published_on", "author", "display"]
    list_filter = ["kind", "display", "language"]
    list_select_related = ["publisher"]
    search_fields = ["headline", "author", "account", "url", "publisher__name", "opening"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["publisher"]
    first = (None, {"fields": ["kind", *WHERE[1]["fields"]]})
    when = (WHEN[0], {"fields": [*WHEN[1]["fields"], "duration"]})

    def get_queryset(self, request):
        return super().get_queryset(request).with_opening()

    @admin.display(description="title", ordering="headline")
    def titled(self, source):
        return source.title_with_opening

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [self.first, TEXT, self.when, SHOWN]
        return [self.first, self.when, SHOWN, ("Newest text", {"fields": ["newest_words"]})]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["newest_words"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = self.new_form if obj is None else self.form
        return super().get_form(request, obj, change=change, **kwargs)

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    @admin.display(description="text")
    def newest_words(self, source):
        capture = source.latest_capture
        if capture is None:
            return "No text yet."
        return format_html(
            '<div class="source-text" dir="auto">{}</div>', show_bidi_controls(capture.text)
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        newest = obj.latest_capture if obj else None
        context |= {"newest_capture": newest and newest.pk}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        obj._history_user = request.user
        self.save_source(obj)
        if not change and form.cleaned_data.get("text"):
            self._capture(request, obj, form.cleaned_data)

    def save_source(self, source: Source) -> None:
        """What else follows from a change is done by whoever registers these pages."""
        source.save()

    def _capture(self, request, source, data) -> None:
        text = data["text"]
        same = Capture.objects.of_text(text).select_related("source").first()
        Capture.objects.create(
            source_id=source.pk,
            text=text,
            captured_by=request.user,
            **{field: data[field] for field in ("method", "obtained_by", "note")},
        )
        if same:
            address = reverse("admin:sources_source_change", args=[same.source_id])
            sentence = 'The record already has exactly this text: <a href="{}">{}</a>.'
            messages.warning(request, format_html(sentence, address, same.source.title))
        if warning := bidi_warning(text):
            messages.warning(request, warning)


class ArticleAdmin(SourceAdmin):
    """Articles alone, which journalists enter most."""

    new_form = NewArticleForm
    list_display = ["titled", "publisher", "published_on", "author", "display"]
    list_filter = ["display", "language"]
    first, when = WHERE, WHEN

    def get_exclude(self, request, obj=None):
        return ["kind", "added_by"]


class PublisherAdmin(HistoryAdmin):
    list_display = ["name", "place", "kind", "website"]
    list_filter = ["kind"]
    search_fields = ["name", "place"]
