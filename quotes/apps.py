from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


def _install(*, using, **kwargs):
    from sources.triggers import install_all

    from .triggers import TRIGGERS

    install_all(using, TRIGGERS)


def _check(app_configs, databases=None, **kwargs):
    from sources.triggers import warn_of_missing

    from .triggers import TRIGGERS

    return warn_of_missing(TRIGGERS, "quotes", databases)


class QuotesConfig(AppConfig):
    name = "quotes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The one signal we listen to: a table rebuild on SQLite drops triggers in silence.
        post_migrate.connect(_install, sender=self, dispatch_uid="quotes.triggers")
        checks.register(_check, checks.Tags.database)
