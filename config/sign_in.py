"""The admin's own sign-in, behind a count of failures."""

import math

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from config import throttling


class SignInForm(AdminAuthenticationForm):
    def clean(self):
        username = self.cleaned_data.get("username")
        if not (username and self.cleaned_data.get("password")):
            return super().clean()
        keys = throttling.keys_of(self.request, username)
        self.request.sign_in_wait = throttling.reserve(keys)
        if self.request.sign_in_wait:
            raise ValidationError(sentence(self.request.sign_in_wait), code="wait")
        cleaned = super().clean()
        throttling.forgive(keys)
        self.request.signed_in_as = username
        return cleaned


def sentence(seconds: int) -> str:
    wait = f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
    return (
        f"Too many sign-ins failed. Try again in {'1 second' if seconds == 1 else wait}. "
        "In a browser that you have signed in with before, others' failures don't make you wait."
    )


@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    response = admin.site.login(request)
    if wait := getattr(request, "sign_in_wait", 0):
        response.status_code = 429
        response["Retry-After"] = str(wait)
    if username := getattr(request, "signed_in_as", None):
        throttling.remember_device(request, response, username)
    return response
