from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


def _take_down(*, using, plan, **kwargs):
    from .database_rules import SOURCES, take_down

    if plan:
        take_down(using, SOURCES)


def _install(*, using, **kwargs):
    from .database_rules import SOURCES, install_all

    install_all(using, SOURCES)


def _check(app_configs, databases=None, **kwargs):
    from .database_rules import SOURCES, warn_of_missing

    return warn_of_missing(SOURCES, "sources", databases)


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The two signals we listen to: SQLite can't rebuild a table that a trigger names, and
        # drops the rebuilt table's own triggers in silence.
        pre_migrate.connect(_take_down, sender=self, dispatch_uid="sources.database_rules.down")
        post_migrate.connect(_install, sender=self, dispatch_uid="sources.database_rules")
        checks.register(_check, checks.Tags.database)
