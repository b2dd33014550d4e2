"""Signing in: who guesses is slowed down, and the right person gets in."""

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config import throttling
from config.models import SignInCounter
from tests.cast import PASSWORD

HOME, AWAY = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Guesses are counted here, not hashed as slowly as they should be."""
    hashers = "django.contrib.auth.hashers"
    settings.PASSWORD_HASHERS = [f"{hashers}.MD5PasswordHasher", f"{hashers}.PBKDF2PasswordHasher"]


@pytest.fixture
def clock(monkeypatch):
    """Time is stopped until a test moves it."""

    class Clock:
        now = timezone.now()

        def wait(self, seconds):
            self.now += dt.timedelta(seconds=seconds)

    clock = Clock()
    monkeypatch.setattr(throttling.timezone, "now", lambda: clock.now)
    return clock


def attempt(client, username, password, address=HOME):
    data = {"username": username, "password": password}
    return client.post(reverse("admin:login"), data, REMOTE_ADDR=address)


def guess(times, username="jo", address=AWAY):
    """Somebody guesses, each time in a browser as good as new."""
    return [attempt(Client(), username, f"guess {n}", address).status_code for n in range(times)]


def test_jo_who_mistypes_her_password_may_simply_try_again(client, jo, clock):
    for _ in range(throttling.FREE["account"] - 1):
        response = attempt(client, "jo", "mistyped")
        assert response.status_code == 200
        assert "Please enter the correct username and password" in response.content.decode()
    assert attempt(client, "jo", PASSWORD).status_code == 302


def test_whoever_goes_on_guessing_waits_longer_each_time(client, jo, clock):
    guess(throttling.FREE["account"])
    waits = []
    for _ in range(12):
        attempt(client, "jo", "guess")
        refused = attempt(client, "jo", "guess")
        assert refused.status_code == 429
        waits.append(int(refused["Retry-After"]))
        clock.wait(waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_the_refusal_says_when_to_try_again_and_keeps_the_name(client, jo, clock):
    guess(throttling.FREE["account"] + 1)
    page = attempt(client, "jo", PASSWORD).content.decode()
    assert "Too many sign-ins failed. Try again in 1 second." in page
    assert 'value="jo"' in page


def test_even_the_right_password_is_not_heard_before_its_time(client, jo, clock):
    guess(throttling.FREE["account"] + 1)
    assert attempt(client, "jo", PASSWORD).status_code == 429
    clock.wait(1)
    assert attempt(client, "jo", PASSWORD).status_code == 302


def test_jo_gets_in_at_once_where_she_has_been_before_whatever_others_guess(client, jo, clock):
    attempt(client, "jo", PASSWORD)
    del client.cookies["sessionid"]
    assert 429 in guess(60)
    assert attempt(client, "jo", PASSWORD).status_code == 302


def test_a_browser_that_jo_used_is_slowed_down_when_it_guesses_itself(client, jo, clock):
    attempt(client, "jo", PASSWORD)
    answers = [attempt(client, "jo", f"guess {n}").status_code for n in range(12)]
    assert answers == [200] * 11 + [429]
    assert attempt(Client(), "jo", PASSWORD, AWAY).status_code == 302


def test_jos_browser_counts_as_new_for_ed(client, jo, ed, clock):
    attempt(client, "jo", PASSWORD)
    for n in range(throttling.FREE["account"] + 1):
        attempt(client, "ed", f"guess {n}")
    assert attempt(Client(), "ed", PASSWORD, AWAY).status_code == 429


def test_a_desk_that_jo_and_ed_share_knows_both(client, jo, ed, clock):
    attempt(client, "jo", PASSWORD)
    attempt(client, "ed", PASSWORD)
    guess(20, "jo")
    guess(20, "ed")
    assert attempt(client, "jo", PASSWORD).status_code == 302
    assert attempt(client, "ed", PASSWORD).status_code == 302


def test_a_device_cookie_made_up_by_somebody_is_worth_nothing(client, jo, clock):
    guess(throttling.FREE["account"] + 1)
    client.cookies[throttling.COOKIE] = '{"jo": "mine"}'
    assert attempt(client, "jo", PASSWORD).status_code == 429


def test_one_network_that_tries_many_names_is_slowed_down_and_others_are_not(client, jo, clock):
    answers = [attempt(Client(), f"name {n}", "guess", AWAY).status_code for n in range(25)]
    assert answers[: throttling.FREE["network"] + 1] == [200] * 21
    assert answers[-1] == 429
    assert attempt(client, "jo", PASSWORD, HOME).status_code == 302


def test_somebodys_own_sign_in_does_not_clear_the_way_for_guessing_others(client, ed, clock):
    for n in range(30):
        attempt(Client(), f"name {n}", "guess", AWAY)
        attempt(Client(), "ed", PASSWORD, AWAY)
        clock.wait(1)
    assert attempt(Client(), "another name", "guess", AWAY).status_code == 429


def test_names_that_nobody_has_are_slowed_down_like_real_ones(client, db, clock):
    assert guess(8, "nobody")[-1] == 429


def test_failures_are_forgotten_after_a_day(client, jo, clock):
    guess(throttling.FREE["account"] + 1)
    clock.wait(24 * 3600 + 1)
    assert guess(1) == [200]
    assert set(SignInCounter.objects.values_list("failures", flat=True)) == {1}


def test_an_operator_can_let_jo_in_at_once(client, jo, clock):
    guess(throttling.FREE["account"] + 1)
    call_command("forget_sign_ins", "jo")
    assert attempt(client, "jo", PASSWORD).status_code == 302
    with pytest.raises(CommandError, match="No account is called 'joe'"):
        call_command("forget_sign_ins", "joe")


def test_the_counters_name_nobody(client, jo, clock):
    guess(3)
    for counter in SignInCounter.objects.all():
        assert len(counter.key) == 64
        assert set(counter.key) <= set("0123456789abcdef")


def test_the_device_cookie_is_no_scripts_business_and_names_nobody(client, jo, clock):
    cookie = attempt(client, "jo", PASSWORD).cookies[throttling.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert '"jo"' not in str(throttling.signing.loads(cookie.value, salt=throttling.COOKIE))


def test_over_https_the_device_cookie_travels_over_https_only(client, jo, clock):
    data = {"username": "jo", "password": PASSWORD}
    cookie = client.post(reverse("admin:login"), data, secure=True).cookies[throttling.COOKIE]
    assert cookie["secure"]


@pytest.mark.django_db(transaction=True)
def test_guesses_made_all_at_once_are_all_counted():
    heard = []

    def guess_once():
        try:
            heard.append(throttling.reserve({"key of jo": "account"}) == 0)
        finally:
            connection.close()

    threads = [threading.Thread(target=guess_once) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(heard) == throttling.FREE["account"] + 1
