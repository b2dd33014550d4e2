from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


def _install(*, using, **kwargs):
    from .triggers import SOURCES, install_all

    install_all(using, SOURCES)


def _check(app_configs, databases=None, **kwargs):
    from .triggers import SOURCES, warn_of_missing

    return warn_of_missing(SOURCES, "sources", databases)


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The one signal we listen to: a table rebuild on SQLite drops triggers in silence.
        post_migrate.connect(_install, sender=self, dispatch_uid="sources.triggers")
        checks.register(_check, checks.Tags.database)
