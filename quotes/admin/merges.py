"""Pages on which an editor merges two speakers, or undoes a merge."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from quotes.editorial import speaker_merge
from quotes.models import Attribution, PublicChange, Speaker, SpeakerMerge
from sources.admin.autocomplete import Select
from sources.admin.base import ReadOnly
from sources.text_boxes import TextBox

from .public_form import sentence_on


class OtherForm(forms.Form):
    """The speaker to merge with."""

    other = forms.ModelChoiceField(
        Speaker.objects.unmerged(),
        label="The other speaker",
        widget=Select(Speaker._meta.get_field("part_of"), admin.site),
    )


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(
        Speaker.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label="Which speaker do you keep?",
        help_text="The other's names, quotes and roles move to this one, and its page redirects here.",
    )
    reason = TextBox(
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        max_length=2000,
        label="How do you know that they are the same?",
        help_text="Readers will see it on every published quote that changes.",
    )

    def __init__(self, *args, speakers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = Speaker.objects.filter(pk__in=[s.pk for s in speakers])

    def ask(self, refusal: ValidationError, kept: Speaker, merged: Speaker) -> None:
        """Show why nothing was merged; whether they are one, where the names don't say so."""
        self.add_error(None, refusal)
        if getattr(refusal, "code", "") == "unlike":
            label = f"{merged.name} and {kept.name} are one: I am sure"
            self.fields["sure"] = forms.BooleanField(required=False, label=label)


class MergesSpeakers:
    """The merge pages of the speaker admin."""

    actions = ["merge_selected"]

    def has_merge_permission(self, request):
        return request.user.has_perm("quotes.add_speakermerge")

    @admin.action(description="Merge the two selected speakers", permissions=["merge"])
    def merge_selected(self, request, queryset):
        pks = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(pks) != 2:
            messages.error(request, "Merging takes two speakers. Select exactly two.")
            return None
        address = reverse("admin:quotes_speaker_merge", args=[pks[0]])
        return redirect(f"{address}?other={pks[1]}")

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name="quotes_speaker_merge"), *super().get_urls()]

    def merge_view(self, request, pk):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        speaker = get_object_or_404(Speaker, pk=pk)
        other_form = OtherForm(request.GET) if "other" in request.GET else OtherForm()
        if not other_form.is_bound or not other_form.is_valid():
            return self._page(request, speaker, other_form=other_form)
        pair = [speaker, other_form.cleaned_data["other"]]
        form = MergeForm(request.POST or None, speakers=pair)
        if request.method == "POST" and form.is_valid() and self._merge(request, pair, form):
            return redirect("admin:quotes_speaker_change", form.cleaned_data["kept"].pk)
        counts = [(s, Attribution.objects.filter(speaker=s).count()) for s in pair]
        return self._page(request, speaker, form=form, counts=counts)

    def _merge(self, request, pair, form) -> bool:
        kept, reason = form.cleaned_data["kept"], form.cleaned_data["reason"]
        merged = next((s for s in pair if s.pk != kept.pk), kept)
        try:
            made = speaker_merge.merge(
                kept, merged, by=request.user, reason=reason, sure="sure" in request.POST
            )
        except ValidationError as refusal:
            form.ask(refusal, kept, merged)
            return False
        waits = isinstance(made, PublicChange)
        done = f"Merged {merged.name} into {kept.name}."
        messages.success(request, sentence_on(made) if waits else done)
        return True

    def _page(self, request, speaker, **context):
        context |= {
            **self.admin_site.each_context(request),
            "title": f"Merge {speaker.name} with another speaker",
            "opts": self.model._meta,
            "speaker": speaker,
        }
        return TemplateResponse(request, "admin/quotes/merge.html", context)


@admin.register(SpeakerMerge)
class SpeakerMergeAdmin(ReadOnly, admin.ModelAdmin):
    """Which speakers were merged, by whom and why; each merge can be undone."""

    list_display = ["merged", "kept", "merged_by", "merged_at", "undone_by", "undone_at"]
    list_select_related = ["merged", "kept", "merged_by", "undone_by"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "merged_at"
    fields = [
        "merged", "kept", "reason", "merged_by", "merged_at", "undone_by", "undone_at",
    ]  # fmt: skip
    change_form_template = "admin/quotes/speakermerge/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [
            path("<int:pk>/undo/", view, name="quotes_speakermerge_undo"),
            *super().get_urls(),
        ]

    def undo_view(self, request, pk):
        if not request.user.has_perm("quotes.change_speakermerge"):
            raise PermissionDenied
        row = get_object_or_404(SpeakerMerge.objects.select_related("kept", "merged"), pk=pk)
        if request.method != "POST":
            raise Http404
        try:
            edited = speaker_merge.undo(row, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            _say_undone(request, row, edited)
        return redirect("admin:quotes_speakermerge_change", row.pk)


def _say_undone(request, row: SpeakerMerge, edited) -> None:
    if isinstance(edited, PublicChange):
        messages.success(request, sentence_on(edited))
        return
    messages.success(
        request,
        f"Merge undone: {row.merged.name} and {row.kept.name} are separate speakers again.",
    )
    if edited:
        listed = ", ".join(f"quote {quote.pk}" for quote in edited)
        messages.warning(
            request, f"These were edited since the merge and stay as they are: {listed}."
        )
