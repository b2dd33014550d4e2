"""URL configuration."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz, readyz
from config.sign_in import SignInForm, sign_in
from quotes.public.views import site
from quotes.public.views.sitemap import sitemap, sitemap_index

admin.site.login_form = SignInForm
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/login/", sign_in),
    path("admin/", admin.site.urls),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("opensearch.xml", site.opensearch, name="opensearch"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap"),
    path(".well-known/security.txt", site.security, name="security"),
    path("", include("quotes.urls")),
]

handler400 = "config.limits.bad_request"
handler403 = "quotes.public.views.errors.forbidden"
handler404 = "quotes.public.views.errors.not_found"
handler500 = "quotes.public.views.errors.server_error"
