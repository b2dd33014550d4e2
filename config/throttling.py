"""Slows down password guessing without locking the account's owner out.

Device cookies, after OWASP's "Slow Down Online Guessing Attacks with Device Cookies":
a browser that has signed in to an account has its failures counted separately. All
others share one count for each account, and one for each network. After some free
attempts each further failure doubles the wait, up to a quarter of an hour.
"""

import datetime as dt
import math
import secrets

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from config.models import SignInCounter
from config.requests import network

FREE = {"device": 10, "account": 5, "network": 20}
LONGEST_WAIT = dt.timedelta(minutes=15)
FORGOTTEN_AFTER = dt.timedelta(days=1)
COOKIE = "device"
COOKIE_AGE = dt.timedelta(days=400)
ACCOUNTS_PER_DEVICE = 4


def reserve(keys: dict[str, str]) -> int:
    """Count an attempt as failed before it is checked, so that simultaneous attempts all count.

    `keys` maps keys to a kind in FREE. Returns the seconds to wait; 0 if it may go ahead.
    """
    began = timezone.now()
    SignInCounter.objects.filter(last_at__lt=began - FORGOTTEN_AFTER).delete()
    with transaction.atomic():
        fresh = [SignInCounter(key=key, open_at=began, last_at=began) for key in sorted(keys)]
        SignInCounter.objects.bulk_create(fresh, ignore_conflicts=True)
        counters = list(
            SignInCounter.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        )
        now = timezone.now()  # those before this attempt may have locked the rows for a while
        wait = max(counter.open_at for counter in counters) - now
        if wait > dt.timedelta():
            return math.ceil(wait.total_seconds())
        for counter in counters:
            counter.failures += 1
            counter.last_at = now
            counter.open_at = now + delay(counter.failures - FREE[keys[counter.key]])
        SignInCounter.objects.bulk_update(counters, ["failures", "last_at", "open_at"])
    return 0


def delay(beyond_free: int) -> dt.timedelta:
    """The wait after a failure: none while attempts are free, then 1, 2, 4, 8 ... seconds."""
    if beyond_free <= 0:
        return dt.timedelta()
    return min(dt.timedelta(seconds=2 ** min(beyond_free - 1, 16)), LONGEST_WAIT)


def forgive(keys: dict[str, str]) -> None:
    """The attempt succeeded: forget the failures, but only this one of the network's.

    Otherwise anyone with an account could reset the count and go on guessing others' passwords.
    """
    own = [key for key, kind in keys.items() if kind != "network"]
    shared = [key for key, kind in keys.items() if kind == "network"]
    SignInCounter.objects.filter(pk__in=own).delete()
    SignInCounter.objects.filter(pk__in=shared, failures__gt=0).update(
        failures=F("failures") - 1, open_at=timezone.now()
    )


def forget(username: str) -> int:
    """Forget an account's failures in browsers new to it; returns the number of counts removed."""
    return SignInCounter.objects.filter(pk=hashed("account", username)).delete()[0]


def keys_of(request: HttpRequest, username: str) -> dict[str, str]:
    """What an attempt counts against."""
    account = hashed("account", username)
    if device := devices(request).get(account):
        return {hashed("device", account, device): "device"}
    return {account: "account", hashed("network", network(request)): "network"}


def hashed(*parts: str) -> str:
    return salted_hmac("verbatim.sign-in", "\n".join(parts), algorithm="sha256").hexdigest()


def devices(request: HttpRequest) -> dict[str, str]:
    """The accounts that this browser has signed in to, each with its number for it."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}


def remember_device(request: HttpRequest, response: HttpResponse, username: str) -> None:
    account = hashed("account", username)
    known = {key: number for key, number in devices(request).items() if key != account}
    newest = dict(list(known.items())[1 - ACCOUNTS_PER_DEVICE :])
    newest[account] = secrets.token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps(newest, salt=COOKIE),
        max_age=COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
