from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from sources.fields import Address, Line
from sources.look_alikes import look

ALREADY = "A publisher with this name and place is already recorded."


class Publisher(models.Model):
    """An outlet, a platform or an institution that publishes."""

    class Kind(models.TextChoices):
        OUTLET = "outlet", "Outlet"
        PLATFORM = "platform", "Platform"
        INSTITUTION = "institution", "Institution"

    name = Line(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OUTLET)
    place = Line(
        max_length=100,
        blank=True,
        help_text="Distinguishes publishers with the same name: a city, a country.",
    )
    website = Address(max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                Lower("place"),
                name="publisher_name_and_place_unique",
                violation_error_message=ALREADY,
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="publisher_has_name",
                violation_error_message="A publisher needs a name.",
            ),
        ]

    def clean(self):
        """Refuse one that would be printed like another: the place belongs in its own column."""
        others = Publisher.objects.exclude(pk=self.pk).only("name", "place")
        if look(str(self)).lower() in {look(str(other)).lower() for other in others}:
            raise ValidationError({"name": ALREADY})

    def __str__(self):
        return f"{self.name} ({self.place})" if self.place else self.name
