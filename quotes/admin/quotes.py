from functools import partial

from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import redirect
from django.template.defaultfilters import truncatechars
from django.urls import reverse

from quotes.editorial import amendments, entry, revisions
from quotes.models import Attribution, Quote, Revision, Segment
from quotes.public.presentation import row_changes
from quotes.verification import proved_circumstances
from sources.admin.autocomplete import Autocompletes
from sources.admin.base import KeepsTypedValues, NamesTheZone
from sources.admin.edit_lock import SEEN, EditLock
from sources.admin.source_text import bidi_warning, show_bidi_controls
from sources.models import Capture
from sources.time_zones import moment_here

from .attribution_inline import AttributionInline
from .public_form import NOTHING, sentence_on
from .quote_form import QuoteForm
from .speakers import speakers_named
from .versions import ShowsVersions
from .workflow_steps import TakesWorkflowSteps

WORDS = ["words", "kind"]
SAID = ("How it was said", {"fields": ["cue", ("medium", "medium_basis"), "first_hand"]})
WHEN = ("When it was said", {"fields": [("said_from", "said_to"), "said_at"]})
LANGUAGE = (
    "In what language",
    {
        "fields": [("spoken_language", "language_basis"), "original_words", "translator"],
        "classes": ["collapse"],
    },
)
LINKED = {
    "capture__id__exact",
    "capture__source__id__exact",
    "attributions__speaker__id__exact",
}
PLACE = ("Where it belongs", {"fields": ["topics", "parent"]})


@admin.register(Quote)
class QuoteAdmin(
    NamesTheZone,
    TakesWorkflowSteps,
    ShowsVersions,
    Autocompletes,
    KeepsTypedValues,
    EditLock,
    admin.ModelAdmin,
):
    """Quotes, from entry to publication and withdrawal."""

    form = QuoteForm
    change_form_template = "admin/quotes/quote/change_form.html"
    inlines = [AttributionInline]
    autocomplete_fields = ["parent", "topics"]
    list_display = ["excerpt", "voice", "status", "kind", "titled", "said_from", "created_by"]
    list_filter = ["status", "kind", "first_hand", "medium_basis", "language_basis"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "created_at"
    search_fields = ["segments__words"]
    search_help_text = "Words of the quote, or a speaker by any name."

    # The list

    def get_queryset(self, request):
        quotes = super().get_queryset(request).with_parts().light()
        return quotes.select_related("created_by", "parent")

    def get_search_results(self, request, queryset, search_term):
        """By words of the quote, or by any name of a party to it."""
        term = search_term.strip()
        if not term:
            return queryset, False
        worded = Segment.objects.filter(words__icontains=term).values("quote")
        spoken = Attribution.objects.filter(speaker__in=speakers_named(term)).values("quote")
        return queryset.filter(Q(pk__in=worded) | Q(pk__in=spoken)), False

    @admin.display(description="words")
    def excerpt(self, quote):
        return show_bidi_controls(truncatechars(quote.words, 120))

    @admin.display(description="speaker")
    def voice(self, quote):
        voices = [a for a in quote.attributions.all() if a.is_voice]
        return ", ".join(str(a) for a in voices) or "Undecided"

    @admin.display(description="source")
    def titled(self, quote):
        return quote.capture.source.title

    def lookup_allowed(self, lookup, value, request):
        """Allow the lookups that our own pages link to: quotes of a text, a source, a speaker."""
        return lookup in LINKED or super().lookup_allowed(lookup, value, request)

    # The form

    def get_fieldsets(self, request, obj=None):
        if obj is not None and obj.is_public:
            why = ("Why it changes", {"fields": ["change_kind", "reason"]})
            first = (None, {"fields": ["current_words", "kind"]})
        else:
            why = ("Note", {"fields": ["reason"]})
            first = (None, {"fields": WORDS if obj else ["capture", *WORDS]})
        return [first, SAID, WHEN, LANGUAGE, PLACE, why]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        if not self.has_change_permission(request, obj):
            return ["current_words"]
        return ["current_words"] if obj.is_public else []

    @admin.display(description="words")
    def current_words(self, quote):
        return show_bidi_controls(quote.words)

    def has_change_permission(self, request, obj=None):
        """Only editors propose to change a published quote; nobody changes a withdrawn one."""
        may = super().has_change_permission(request, obj)
        if obj is None or not may:
            return may
        if obj.status == Quote.Status.PUBLISHED:
            return request.user.has_perm("quotes.publish_quote")
        return obj.status != Quote.Status.WITHDRAWN

    def has_delete_permission(self, request, obj=None):
        """Only a draft can be deleted, not what colleagues or the public saw."""
        draft = obj is None or obj.status == Quote.Status.DRAFT
        return draft and super().has_delete_permission(request, obj)

    def delete_model(self, request, obj):
        entry.discard(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for quote in queryset:
            entry.discard(quote, by=request.user)

    def add_view(self, request, form_url="", extra_context=None):
        if request.method in ("GET", "HEAD") and not self._capture_of(request):
            messages.info(request, "Open the text that the quote is in, then choose “Add a quote”.")
            return redirect("admin:sources_capture_changelist")
        return super().add_view(request, form_url, extra_context)

    def _capture_of(self, request):
        given = request.GET.get("capture") or request.POST.get("capture") or ""
        captures = Capture.objects.select_related("source").filter(pk=given if _is_id(given) else 0)
        return captures.first()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        capture = obj.capture if obj else self._capture_of(request)
        if obj:
            context["steps"] = self.steps_for(request, obj)
            context["waiting_changes"] = amendments.waiting_for(obj).select_related("proposed_by")
            context["additions"] = row_changes.waiting_with(obj)
            context["suggestions"] = proved_circumstances.suggestions(obj)
            context["suggestions_refused"] = proved_circumstances.why_not(obj, request.user)
            context["replaced_by"] = Quote.objects.filter(replaces=obj).first()
        if capture:
            context |= {
                "capture": capture,
                "capture_words": show_bidi_controls(capture.text),
                "capture_url": reverse("admin:sources_capture_change", args=[capture.pk]),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Saving: the quote, its words, its parties and one revision, or nothing

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.save()
        elif not obj.is_public:
            self._save_fields(obj, form)

    def _save_fields(self, obj, form) -> None:
        changed = set(form.fields) & set(revisions.FIELDS) | {"parent"}
        obj.save(update_fields=sorted(changed))

    def save_related(self, request, form, formsets, change):
        quote = form.instance
        seen = int(request.POST[SEEN]) if change else None
        common = {"by": request.user, "reason": form.cleaned_data.get("reason", ""), "seen": seen}
        if quote.is_public:
            kind = form.cleaned_data["change_kind"]
            write = partial(self._write_public, quote, form, formsets)
            request.proposed = amendments.amend(quote, write, kind=kind, **common)
            return
        self._write_parts(quote, form, formsets)
        kind = Revision.Kind.EDITED if change else Revision.Kind.ENTERED
        revisions.add(quote, kind=kind, public=False, **common)
        self._show_messages(request, quote, form)

    def _write_public(self, quote, form, formsets) -> None:
        self._save_fields(quote, form)
        self._write_parts(quote, form, formsets)

    def _write_parts(self, quote, form, formsets) -> None:
        form.save_m2m()
        if "words" in form.fields:
            entry.write_segments(quote, form.spans)
        for formset in formsets:
            formset.save()
            entry.write_parties(quote, formset.parties())

    def response_change(self, request, obj):
        if not hasattr(request, "proposed"):
            return super().response_change(request, obj)
        if request.proposed is None:
            messages.info(request, NOTHING)
        else:
            messages.success(request, sentence_on(request.proposed))
        stay = "_continue" in request.POST
        back = ("admin:quotes_quote_change", obj.pk) if stay else ("admin:quotes_quote_changelist",)
        return redirect(*back)

    def _show_messages(self, request, quote, form) -> None:
        if form.found and form.changes_as_typed():
            messages.info(request, f"Saved exactly as in the text: {quote.words}")
        if warning := bidi_warning(" ".join(s.words for s in quote.segments.all())):
            messages.warning(request, warning)

    def construct_change_message(self, request, form, formsets, add=False):
        return form.cleaned_data.get("reason") or ("Entered." if add else "Edited.")

    # The edit lock uses the quote's own revisions

    def version(self, obj) -> str:
        return str(obj.revision_number)

    def news(self, obj, seen: str) -> list[str]:
        since = int(seen) if seen.isdecimal() and len(seen) < 9 else obj.revision_number - 1
        return [_sentence(r) for r in obj.revisions.filter(number__gt=since).order_by("number")]


def _sentence(revision: Revision) -> str:
    who, when = revision.made_by or "The program", revision.made_at
    why = f" Reason: {revision.reason}" if revision.reason else ""
    return f"{revision.get_kind_display()} by {who} on {moment_here(when)}.{why}"


def _is_id(given: str) -> bool:
    return given.isdecimal() and len(given) < 19
