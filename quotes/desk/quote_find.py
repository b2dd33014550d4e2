"""Enter a quote without a script: type its words, and choose where the text has them twice."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from quotes.access import journalists_only
from quotes.editorial.locate import INTERRUPTION, FoundSegment, find_segments
from quotes.text.matching import context
from sources.text_boxes import TextBox

from .lookup import capture_of
from .spans import spans_key

_MOST_PLACES = 20


class WordsForm(forms.Form):
    words = TextBox(
        label="The quote's words, exactly as in the text",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=f"Where “he said” interrupts the quote, put {INTERRUPTION} on a line of its own.",
    )


@dataclass(frozen=True)
class Question:
    """A span whose place isn't settled: what is wrong, and passages to choose from."""

    number: int
    words: str
    sentence: str
    passages: list[tuple[int, str, str, str]]


@journalists_only
def quote_find(request: HttpRequest, capture_id: int) -> HttpResponse:
    capture = capture_of(capture_id)
    form = WordsForm(request.GET or None)
    questions: list[Question] = []
    if form.is_bound and form.is_valid():
        found = find_segments(form.cleaned_data["words"], capture.text, _chosen(request))
        if all(span.place for span in found):
            address = reverse("desk:quote_add", args=[capture_id])
            key = spans_key(sorted(span.place for span in found if span.place))
            return redirect(f"{address}?segments={key}")
        questions = [_ask(n, f, capture.text) for n, f in enumerate(found) if not f.place]
    shown = {"capture": capture, "article": capture.source, "form": form, "questions": questions}
    status = 422 if questions or form.errors else 200
    return render(request, "desk/quote_find.html", shown, status=status)


def _chosen(request: HttpRequest) -> dict[int, int]:
    """By the number of a span, where it was chosen to be."""
    return {
        int(name[6:]): int(value)
        for name, value in request.GET.items()
        if name[:6] == "place-" and name[6:].isdecimal() and value.isdecimal() and len(value) < 9
    }


def _ask(number: int, found: FoundSegment, text: str) -> Question:
    if found.places:
        sentence = "These words are in the text more than once. Choose which you mean."
    elif found.nearest:
        sentence = "These words aren't in the text. Copy them from the nearest passage, below."
    else:
        sentence = "These words aren't in the text. Copy them from there."
    near = [found.nearest] if found.nearest else []
    passages = []
    for start, end in list(found.places[:_MOST_PLACES]) or near:
        before, after = context(text, (start, end))
        passages.append((start, before, text[start:end], after))
    return Question(number, found.words, sentence, passages)
