import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from quotes.text import sort_names
from quotes.text.names import slug
from sources.fields import Code, Line, Prose, SourceLine
from sources.models import Capture, Publisher

from . import name_keys
from .same_name import SAME_NAME, LookKey, SpeakerQuerySet, keys_of


class Speaker(models.Model):
    """A person, organisation, group or office that says something. Never an unnamed person."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"
        GROUP = "group", "Group"
        OFFICE = "office", "Office"

    name = Line(max_length=200, help_text="The name readers know. Other spellings go below.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PERSON)
    sort_name = Line(
        "in A–Z",
        max_length=210,
        blank=True,
        help_text="What the list from A to Z has the speaker by, such as “Hayya, Khalil al-”. "
        "Empty, it is made of the name.",
    )
    description = Line(
        max_length=200, blank=True, help_text="Distinguishes speakers with the same name."
    )
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    publisher = models.OneToOneField(
        Publisher,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speaker",
        help_text="Where the speaker is a publisher too, as a television channel is.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    same_as = Prose(
        blank=True,
        help_text="Addresses of pages on the same speaker elsewhere (Wikidata, …), one a line.",
    )

    name_look = LookKey(of="name", db_index=True)
    description_look = LookKey(of="description")

    objects = SpeakerQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["name_look", "description_look"])

    class Meta:
        ordering = ["name", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["name_look", "description_look"],
                condition=Q(merged_into=None),
                name="speaker_looks_like_no_other",
                violation_error_message="A speaker whose name looks the same is in the record "
                "already. Choose that speaker; if this is somebody else, describe what "
                "distinguishes them.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="speaker_has_name",
                violation_error_message="A speaker needs a name. Someone unnamed belongs in the "
                "attribution, in the source's own words.",
            ),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                name="speaker_not_part_of_itself",
                violation_error_message="A speaker can't be part of itself.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="speaker_not_merged_into_itself",
                violation_error_message="A speaker can't be merged into itself.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.description})" if self.description else self.name

    def clean(self):
        self.require_distinguished()
        seen, above = {self.pk}, self.part_of
        while above is not None:
            if above.pk in seen and self.pk is not None:
                raise ValidationError({"part_of": "That would make the speaker part of itself."})
            seen.add(above.pk)
            above = above.part_of

    def look_keys(self) -> dict[str, str | None]:
        """The keys by which the database refuses another speaker of the same look.

        A speaker from before that rule, called like another, stays so while the name does.
        """
        keys = keys_of(self.name, self.description)
        if self.pk and self._state.db and self.description_look is None:
            stored = Speaker.objects.filter(pk=self.pk).values_list("name", "description").first()
            if stored and keys_of(*stored) == keys and self.indistinguishable().exists():
                return keys | {"description": None}
        return keys

    def indistinguishable(self) -> SpeakerQuerySet:
        """Other unmerged speakers whose name and description look like this one's."""
        keys = keys_of(self.name, self.description)
        columns = {f"{of}_look": key for of, key in keys.items() if key}
        others = Speaker.objects.unmerged().exclude(pk=self.pk)
        return others.filter(**columns) if len(columns) == len(keys) else others.none()

    def require_distinguished(self) -> None:
        """Refuse a second speaker whom no reader could distinguish from the first."""
        keys = self.look_keys()
        self.name_look, self.description_look = keys["name"], keys["description"]
        if self.merged_into_id or keys["description"] is None:
            return
        if self.indistinguishable().exists():
            raise ValidationError({"description": SAME_NAME % {"name": self.name}})

    @property
    def listed_as(self) -> str:
        """What the list from A to Z has the speaker by."""
        return sort_names.listed_as(self.name, self.kind, self.sort_name)

    def forget_former_sort_name(self) -> None:
        """What a person typed to list a speaker by is dropped with the name that it was for."""
        if not (self.pk and self.sort_name):
            return
        before = Speaker.objects.filter(pk=self.pk).values_list("name", "sort_name").first()
        renamed = before and before[0] != self.name and before[1] == self.sort_name
        if renamed and not sort_names.is_of(self.sort_name, self.name):
            self.sort_name = ""

    def save(self, *args, update_fields=None, **kwargs):
        self.forget_former_sort_name()
        if update_fields and "name" in update_fields:
            update_fields = {*update_fields, "sort_name"}
        if update_fields and {"name", "description"} & set(update_fields):
            update_fields = {*update_fields, "name_look", "description_look"}
        # Whoever this one is, or was till now, merged into answers to its names.
        into = set(Speaker.objects.filter(merged=self.pk)) if self.pk else set()
        super().save(*args, update_fields=update_fields, **kwargs)
        into |= {self.merged_into} if self.merged_into else set()
        for speaker in (self, *(one.canonical() for one in into)):
            name_keys.refresh_keys(speaker)
        if self.part_of_id and hasattr(self, "quote_count"):
            self.quote_count.make_wholes_public([self.pk])

    @property
    def slug(self) -> str:
        return slug(self.name)

    def canonical(self) -> "Speaker":
        """The speaker this one was merged into, at the end of the chain; else itself."""
        return self.merged_into.canonical() if self.merged_into else self


class SpeakerName(models.Model):
    """Another name or spelling of a speaker, in any language and script."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="names")
    name = Line(max_length=200)
    language = Code(max_length=35, blank=True, help_text="Language code, such as ar.")
    script = Code(
        max_length=4, blank=True, help_text="Script code, such as Latn, Arab, Hebr or Cyrl."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "other name"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "name"],
                name="speaker_name_unique",
                violation_error_message="This name is already recorded for this speaker.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="speaker_name_not_empty",
                violation_error_message="Give the name, or remove the row.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        name_keys.refresh_keys(self.speaker)

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        name_keys.refresh_keys(self.speaker)
        return deleted


class Role(models.Model):
    """A title that a speaker holds, with its bounds where known, and who attests it on a day."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="roles")
    title = SourceLine(max_length=200)
    held_from = models.DateField(null=True, blank=True, help_text="Empty if unknown.")
    held_until = models.DateField(null=True, blank=True, help_text="Empty if unknown.")
    attested_in = models.ForeignKey(
        Capture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        help_text="The text that gives the speaker this title.",
    )
    attested_on = models.DateField(null=True, blank=True, help_text="The day it describes.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["held_from", "attested_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="role_has_title",
                violation_error_message="Give the title, or remove the row.",
            ),
            models.CheckConstraint(
                condition=Q(held_from=None)
                | Q(held_until=None)
                | Q(held_until__gte=F("held_from")),
                name="role_ends_after_it_starts",
                violation_error_message="The role ends before it starts. Check the two dates.",
            ),
            models.CheckConstraint(
                condition=Q(attested_in=None, attested_on=None)
                | Q(attested_in__isnull=False, attested_on__isnull=False),
                name="role_attested_in_and_on",
                violation_error_message="Give both the text that attests the role and its day, "
                "or neither.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        name_keys.refresh_keys(self.speaker)

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        name_keys.refresh_keys(self.speaker)
        return deleted

    def held_on(self, first: dt.date, last: dt.date) -> bool:
        """Whether the role may be shown on these days; unknown bounds prove nothing."""
        if self.attested_on and first <= self.attested_on <= last:
            return True
        if self.held_from and self.held_until:
            return self.held_from <= last and first <= self.held_until
        return False
