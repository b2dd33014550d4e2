"""Files that browsers, search engines and security researchers ask every site for."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quotes.public.presentation.palette import LIGHT

DAY = 24 * 3600
EXPIRES_AFTER = dt.timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: name, colours and icons for a phone's home screen."""
    icons = [
        {"src": static(f"icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    content = {
        "name": "Verbatim",
        "short_name": "Verbatim",
        "description": "Who said what, in what context, and how we know.",
        "start_url": reverse("home"),
        "display": "browser",
        "background_color": LIGHT["paper"],
        "theme_color": LIGHT["paper"],
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=DAY)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search the record from its address bar."""
    context = {
        "icon": request.build_absolute_uri(static("icons/favicon.ico")),
        "quotes": request.build_absolute_uri(reverse("quotes")),
        "here": request.build_absolute_uri(),
    }
    kind = "application/opensearchdescription+xml"
    return render(request, "site/opensearch.xml", context, content_type=kind)


@require_safe
@cache_control(public=True, max_age=DAY)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may index the pages, but not endless combinations of filters."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('quotes')}?",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap_index'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=DAY)
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); a 404 until an address is set."""
    contact = settings.SECURITY_CONTACT or settings.REPORT_ADDRESS
    if not contact:
        raise Http404
    expires = (timezone.now() + EXPIRES_AFTER).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if ':' in contact else 'mailto:' + contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
