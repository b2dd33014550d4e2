from django.apps import AppConfig


class HouseConfig(AppConfig):
    """What is neither a source nor a quote: the door, the commands, the guard."""

    name = "config"
    label = "house"
    default_auto_field = "django.db.models.BigAutoField"
