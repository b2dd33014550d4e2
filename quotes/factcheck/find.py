from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quotes.access import fact_checkers_only
from quotes.models import Quote
from sources.models import Capture, Source
from sources.new_captures import capture_address, capture_pasted, source_at

from .find_forms import AddressForm, PasteForm

SHOWN = 30
#: The newest texts, which are searched in full; of older ones, only what is known of the source.
MOST_READ = 2000
_ABOUT = ("headline", "author", "account", "url", "publisher__name")


@fact_checkers_only
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a source for a quote: in the record, at an address, or pasted."""
    quote = get_object_or_404(Quote.objects.with_parts(), pk=pk)
    address, paste = AddressForm(), PasteForm()
    if request.method == "POST":
        address, paste = _bound(request, address, paste)
        form = address if address.is_bound else paste
        capture = _captured(form, request.user) if form.is_valid() else None
        if capture:
            return redirect("factcheck:compare", pk, capture.pk)
    requested = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    context = {
        "quote": quote,
        "typed": requested,
        "sources": _search(requested, quote) if requested else [],
        "address_form": address,
        "paste_form": paste,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "factcheck/find.html", context, status=status)


def _bound(request: HttpRequest, address: AddressForm, paste: PasteForm):
    if "address" in request.POST:
        return AddressForm(request.POST), paste
    return address, PasteForm(request.POST)


def _search(typed: str, quote: Quote) -> list[Source]:
    """Sources that have every word in their description or, failing that, in their text too."""
    others = Source.objects.filter(captures__isnull=False).exclude(pk=quote.capture.source_id)
    words = typed.split()[:8]
    read = others.filter(captures__in=Capture.objects.order_by("-pk")[:MOST_READ])
    shown = _with_words(others, words, _ABOUT) or _with_words(
        read, words, (*_ABOUT, "captures__text")
    )
    for source in shown:
        source.newest = source.latest_capture
    return shown


def _with_words(sources, words: list[str], fields: tuple[str, ...]) -> list[Source]:
    for word in words:
        sources = sources.filter(reduce(or_, (Q(**{f"{f}__icontains": word}) for f in fields)))
    return list(sources.distinct().with_opening().order_by("-published_on", "-pk")[:SHOWN])


def _captured(form, by):
    """The capture that the form describes; None if its errors say why there is none."""
    data = form.cleaned_data
    try:
        if isinstance(form, AddressForm):
            return capture_address(data["address"], kind=data["kind"], by=by)
        existing = source_at(data["url"]) if data["url"] else None
        return capture_pasted(
            data["text"],
            by=by,
            source=existing,
            about={name: data[name] for name in PasteForm.ABOUT},
            **{name: data[name] for name in PasteForm.HOW},
        )
    except ValidationError as refusal:
        form.add_error(None, list(refusal.messages))
        return None
