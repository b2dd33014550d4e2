from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


def _take_down(*, using, plan, **kwargs):
    from sources.database_rules import take_down

    from .database_rules import TRIGGERS

    if plan:
        take_down(using, TRIGGERS)


def _install(*, using, **kwargs):
    from sources.database_rules import install_all

    from .database_rules import TRIGGERS

    install_all(using, TRIGGERS)


def _install_groups(*, using, **kwargs):
    from django.contrib.auth.models import Group
    from django.db import connections

    from .permissions import install

    # A migrate of one room alone may come before there are any groups.
    if Group._meta.db_table in connections[using].introspection.table_names():
        install(using)


def _check(app_configs, databases=None, **kwargs):
    from sources.database_rules import warn_of_missing

    from .database_rules import TRIGGERS

    return warn_of_missing(TRIGGERS, "quotes", databases)


class QuotesConfig(AppConfig):
    name = "quotes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The two signals we listen to: SQLite can't rebuild a table that a trigger names, and
        # drops the rebuilt table's own triggers in silence.
        pre_migrate.connect(_take_down, sender=self, dispatch_uid="quotes.database_rules.down")
        post_migrate.connect(_install, sender=self, dispatch_uid="quotes.database_rules")
        # After it, too, the permissions exist that the newsroom's groups are made of.
        post_migrate.connect(_install_groups, sender=self, dispatch_uid="quotes.permissions")
        checks.register(_check, checks.Tags.database)
