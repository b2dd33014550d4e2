from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.access import newsroom_only
from quotes.public.presentation.loading import load
from quotes.verification import draft_check
from quotes.verification.draft_check import check_story, spans_to_check
from sources.new_captures import refuse_misread
from sources.storable_text import receive
from sources.text_boxes import TextBox

#: Each quoted span costs some twenty small queries.
MOST_SPANS = 200
#: Only evidence gives words a tick: that they are printed somewhere doesn't.
PROVED = ("✓", "ok")
#: Sign and tone of the chip that says what was found.
CHIPS = {
    draft_check.VERBATIM: ("○", ""),
    draft_check.DIFFERS: ("≠", "warn"),
    draft_check.IN_DOUBT: ("!", "bad"),
    draft_check.IN_SOURCE: ("○", ""),
    draft_check.ALTERED: ("≠", "warn"),
    draft_check.PARAPHRASE: ("≠", "warn"),
    draft_check.OTHER: ("!", "bad"),
    draft_check.NOT_TRACED: ("?", "warn"),
    draft_check.NOT_IN_RECORD: ("○", ""),
    draft_check.SHORT: ("○", ""),
}


class StoryForm(forms.Form):
    text = TextBox(
        label="The story",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        error_messages={"required": "Paste the text of the story."},
    )

    def clean_text(self) -> str:
        text = receive(self.cleaned_data["text"])
        refuse_misread(text)
        if len(text) > 200_000:
            raise ValidationError("This is longer than 200,000 characters. Check it in parts.")
        if len(spans_to_check(text)) > MOST_SPANS:
            raise ValidationError(
                f"More than {MOST_SPANS} passages are in quotation marks. Check it in parts."
            )
        return text


@newsroom_only
def story(request: HttpRequest) -> HttpResponse:
    """Check a story before it is published; nothing of it is stored."""
    form = StoryForm(request.POST or None)
    check = None
    if request.method == "POST" and form.is_valid():
        unpublished = request.user.has_perm("quotes.view_quote")
        check = check_story(form.cleaned_data["text"], unpublished=unpublished).with_quotes(load)
    found = check.checked if check else []
    checked = [(one, *(PROVED if one.proved else CHIPS[one.finding])) for one in found]
    context = {"form": form, "check": check, "checked": checked}
    return render(request, "factcheck/story.html", context, status=422 if form.errors else 200)
