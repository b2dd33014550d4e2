from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from config.management.commands.demo import CAST


@pytest.fixture
def trial(settings, db):
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def printed() -> dict[str, str]:
    """Each name that `demo` prints, with its password."""
    said = StringIO()
    call_command("demo", stdout=said)
    return {line.split()[0]: line.split()[1] for line in said.getvalue().splitlines()[1:]}


def test_jo_ed_and_fay_can_sign_in_as_said_each_in_their_group(trial):
    for username, password in printed().items():
        user = authenticate(username=username, password=password)
        assert user.is_staff
        assert not user.is_superuser
        assert [group.name for group in user.groups.all()] == [CAST[username][1]]
    assert User.objects.count() == 3


def test_given_again_they_are_the_same(trial):
    assert printed() == printed()


def test_a_password_that_jo_chose_stays_hers(trial):
    printed()
    jo = User.objects.get(username="jo")
    jo.set_password("her own")
    jo.save()
    said = StringIO()
    call_command("demo", stdout=said)
    assert authenticate(username="jo", password="her own")
    assert "(the password you gave it)" in said.getvalue()


def test_each_site_has_passwords_of_its_own(trial, settings):
    before = printed()
    User.objects.all().delete()
    settings.SECRET_KEY = "another site's secret"
    assert not set(before.values()) & set(printed().values())


def test_without_being_requested_there_are_none(db):
    with pytest.raises(CommandError, match=r"set DEMO=True\.$"):
        call_command("demo")
    assert not User.objects.exists()
