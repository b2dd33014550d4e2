"""Sign-ins to try the site with: a journalist, an editor and a fact-checker."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.crypto import salted_hmac

CAST = {
    "jo": ("Jo", "journalists"),
    "ed": ("Ed", "editors"),
    "fay": ("Fay", "fact-checkers"),
}


class Command(BaseCommand):
    help = "Creates the demo sign-ins jo, ed and fay; refused unless DEMO=True."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo sign-ins are for a trial on one machine. On a real site, create people "
                "with `manage.py createsuperuser` and in the admin; for a trial, set DEMO=True."
            )
        self.stdout.write("Demo sign-ins:")
        for username, (first_name, group) in CAST.items():
            known = sign_in(username, first_name, group)
            password = demo_password(username) if known else "(the password you gave it)"
            self.stdout.write(f"  {username:<4} {password:<18} {group}")


def sign_in(username: str, first_name: str, group: str) -> bool:
    """Whether `username` signs in with the demo password; it is created when absent."""
    user, created = get_user_model().objects.get_or_create(
        username=username, defaults={"first_name": first_name, "is_staff": True}
    )
    if created:
        user.set_password(demo_password(username))
        user.save()
        user.groups.add(Group.objects.get(name=group))
    return user.check_password(demo_password(username))


def demo_password(username: str) -> str:
    """The same at every start; only someone who knows this site's secret can derive it."""
    return salted_hmac("verbatim.demo", username, algorithm="sha256").hexdigest()[:12]
