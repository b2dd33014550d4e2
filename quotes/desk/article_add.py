"""Add an article: paste its text, or have its link fetched and correct what was read."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quotes.access import permissions_required
from sources import fetch, page_archive
from sources.models import Capture
from sources.storable_text import unify_line_ends

from .article_form import AddressForm, ArticleForm

_SALT = "desk.fetched"
_A_DAY = 24 * 60 * 60
#: How long each of a fetched page's details may be.
_LIMITS = {"headline": 500, "author": 300, "publisher": 200, "language": 35}


@permissions_required("quotes.add_quote", "sources.add_article", "sources.add_capture")
def article_add(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, AddressForm(), ArticleForm())
    if "fetch" in request.POST or _only_an_address(request):
        return _fetched(request)
    form = ArticleForm(request.POST)
    if not form.is_valid():
        return _show(request, AddressForm(), form, status=422)
    return _save(request, form)


def _only_an_address(request: HttpRequest) -> bool:
    """Whether Enter was pressed in the address field, which means: fetch it."""
    return bool(request.POST.get("address")) and not request.POST.get("text", "").strip()


def _show(request: HttpRequest, address: AddressForm, form: ArticleForm, **more) -> HttpResponse:
    status = more.pop("status", 200)
    shown = {"address_form": address, "form": form, **more}
    return render(request, "desk/article_add.html", shown, status=status)


def _fetched(request: HttpRequest) -> HttpResponse:
    """The form filled with what was fetched; if nothing was, the text can be pasted."""
    address = AddressForm(request.POST)
    kept = ArticleForm(
        initial={name: request.POST.get(name, "") for name in ArticleForm.base_fields}
    )
    if not address.is_valid():
        return _show(request, address, kept, status=422)
    try:
        page = page_archive.read_page(fetch.fetch(address.cleaned_data["address"]))
        form = ArticleForm(initial=_initial(request, page))
    except fetch.Refused as refusal:
        address.add_error("address", str(refusal))
        return _show(request, address, kept, status=422)
    return _show(request, address, form, found=page.found, final_url=page.answer.final_url)


def _initial(request: HttpRequest, page: page_archive.Page) -> dict:
    found = page.found
    sent = page_archive.set_aside(page) | {"by": request.user.pk}
    return {
        "text": unify_line_ends(found.body),
        **{name: getattr(found, name)[:limit] for name, limit in _LIMITS.items()},
        "published_on": found.published_on,
        "url": page.own_address,
        "fetched": signing.dumps(sent, salt=_SALT, compress=True),
    }


def _page(request: HttpRequest, token: str) -> dict | None:
    """What the server noted when it fetched; None if the token is old or somebody else's."""
    try:
        page = signing.loads(token, salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    return page if page.pop("by") == request.user.pk else None


def _save(request: HttpRequest, form: ArticleForm) -> HttpResponse:
    same = Capture.objects.of_text(form.cleaned_data["text"]).first()
    page = _page(request, form.cleaned_data["fetched"])
    try:
        article = form.save(by=request.user, page=page)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
        return _show(request, AddressForm(), form, status=422)
    except fetch.Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, AddressForm(), form, status=422)
    except IntegrityError:
        form.add_error(None, "Somebody else just added this link or publisher. Save again.")
        return _show(request, AddressForm(), form, status=422)
    if same:
        messages.warning(request, f"The record already has exactly this text: {same.source.title}.")
    return redirect("desk:workspace", article.pk)
