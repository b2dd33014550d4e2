from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Sign-in, commands and limits: what is neither a source nor a quote."""

    name = "config"
    label = "house"
    default_auto_field = "django.db.models.BigAutoField"
