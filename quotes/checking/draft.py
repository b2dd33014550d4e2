from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.desk.access import readers
from quotes.drafting import check_draft
from sources.capturing import refuse_misread
from sources.words import receive


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
        return text


@readers
def draft(request: HttpRequest) -> HttpResponse:
    """Paste a story before it is published; nothing of it is stored."""
    form = DraftForm(request.POST or None)
    checked = None
    if request.method == "POST" and form.is_valid():
        checked = check_draft(form.cleaned_data["text"])
    context = {"form": form, "checked": checked}
    return render(request, "checking/draft.html", context, status=422 if form.errors else 200)
