from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install_groups(*, using, **kwargs):
    from django.contrib.auth.models import Group
    from django.db import connections

    from .permissions import install

    # A migrate of this app alone may come before there are any groups.
    if Group._meta.db_table in connections[using].introspection.table_names():
        install(using)


def _date_empty_index(*, using, **kwargs):
    from django.db import connections

    from .search import index_version

    if index_version.TABLE in connections[using].introspection.table_names():
        index_version.date_if_empty(using)


class QuotesConfig(AppConfig):
    name = "quotes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sources.database_rules import keep_installed, no_blanks_of

        from . import database_rules, public_rows
        from .search import engines

        written = no_blanks_of(self)
        own = [*database_rules.TRIGGERS, *public_rows.TRIGGERS, *engines.TRIGGERS]
        keep_installed(self, [*own, *written])
        # After a migrate the permissions exist that the newsroom's groups are made of.
        post_migrate.connect(_install_groups, sender=self, dispatch_uid="quotes.permissions")
        post_migrate.connect(_date_empty_index, sender=self, dispatch_uid="quotes.index_version")
