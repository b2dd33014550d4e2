"""Failed sign-in counters for throttling."""

from django.db import models


class SignInCounter(models.Model):
    """Failed sign-ins under one key: a keyed hash, so that no person can be read out of it."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    open_at = models.DateTimeField(help_text="When the next attempt is allowed")
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"
