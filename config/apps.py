from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Sign-in, commands and limits: what is neither a source nor a quote."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"
