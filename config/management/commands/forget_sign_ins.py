"""Lets a person sign in at once when others' guesses at the password make them wait."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from config import throttling


class Command(BaseCommand):
    help = "Forgets the failed sign-ins of one person, in browsers new to the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        if not get_user_model().objects.filter(username=username).exists():
            raise CommandError(f"No account is called {username!r}.")
        forgotten = throttling.forget(username)
        self.stdout.write("Forgotten." if forgotten else "There were none to forget.")
