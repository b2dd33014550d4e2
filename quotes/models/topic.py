from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from sources.fields import Line, Prose


class Topic(models.Model):
    """A story that readers follow through the quotes of it."""

    name = Line(max_length=120)
    description = Prose(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="topic_name_unique",
                violation_error_message="A topic with this name is already recorded.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="topic_has_name",
                violation_error_message="A topic needs a name.",
            ),
        ]

    def __str__(self):
        return self.name
