from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.access import newsroom_only
from quotes.public.presentation.loading import load
from quotes.verification.draft_check import check_story, spans_to_check
from sources.capture import refuse_misread
from sources.storable_text import receive

#: Each stretch costs some twenty small queries.
MOST_STRETCHES = 200


class DraftForm(forms.Form):
    text = forms.CharField(
        label="The story",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        error_messages={"required": "There is no text here. Paste the story."},
    )

    def clean_text(self) -> str:
        text = receive(self.cleaned_data["text"])
        refuse_misread(text)
        if len(text) > 200_000:
            raise ValidationError("That is longer than a story. Check it in parts.")
        if len(spans_to_check(text)) > MOST_STRETCHES:
            raise ValidationError(
                f"More than {MOST_STRETCHES} stretches stand in quotation marks. Check it in parts."
            )
        return text


@newsroom_only
def draft(request: HttpRequest) -> HttpResponse:
    """Paste a story before it is published; nothing of it is stored."""
    form = DraftForm(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        unpublished = request.user.has_perm("quotes.view_quote")
        made = check_story(form.cleaned_data["text"], unpublished=unpublished).with_quotes(load)
    context = {"form": form, "draft": made}
    return render(request, "factcheck/draft.html", context, status=422 if form.errors else 200)
