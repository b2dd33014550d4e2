from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .database_rules import SOURCES, keep_installed, no_blanks_of

        keep_installed(self, [*SOURCES, *no_blanks_of(self)])
