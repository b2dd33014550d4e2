import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone

from sources.fields import Line, Prose, SourceWords
from sources.storable_text import receive
from sources.time_zones import day_here

from .source import Source
from .tombstone import Tombstone, blacked_out


def sha256_of(text: str) -> str:
    """SHA-256 of a text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class CaptureQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-captured_at", "-pk")

    def of_text(self, text: str):
        """Captures whose text this is, or was before words were erased from it."""
        erased = Tombstone.objects.filter(capture__length=len(text)).spans()
        same = [
            pk
            for (pk, sha256), spans in erased.items()
            if sha256_of(blacked_out(text, spans)) == sha256
        ]
        return self.filter(Q(sha256=sha256_of(text)) | Q(pk__in=same))

    def without_text(self):
        """Leave the text, up to 5 MB of it, in the database."""
        return self.defer("text")


class Capture(models.Model):
    """A source's words at one moment, as they reached the newsroom. It never changes.

    Offsets into `text`, here and everywhere, are code points, half-open.
    """

    class Method(models.TextChoices):
        OWN_FETCH = "own_fetch", "Fetched by us"
        THIRD_PARTY_ARCHIVE = "third_party_archive", "Third-party archive"
        PASTED = "pasted", "Pasted"
        SCREENSHOT = "screenshot", "Transcribed from a screenshot"
        AUTOMATIC_CAPTIONS = "automatic_captions", "Automatic captions"
        OFFICIAL_TRANSCRIPT = "official_transcript", "Official transcript"
        HEARD = "heard", "Heard"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="captures")
    text = SourceWords()
    length = models.PositiveIntegerField(editable=False, help_text="Code points in the text.")
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    captured_at = models.DateTimeField(default=timezone.now)
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    method = models.CharField("how obtained", max_length=30, choices=Method, default=Method.PASTED)
    obtained_by = Line(
        max_length=200, blank=True, help_text="Who transcribed the screenshot or heard the words."
    )
    note = Prose(
        blank=True, help_text="What a reader should know about how this text was obtained."
    )
    outlet_correction = SourceWords(
        blank=True, help_text="The outlet's own correction, in its words, when it printed one."
    )

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["-captured_at", "-pk"]
        indexes = [models.Index(fields=["sha256"], name="capture_sha256")]
        constraints = [
            models.CheckConstraint(
                condition=Q(length=Length("text")) & Q(length__gt=0),
                name="capture_length_is_texts",
                violation_error_message="A capture needs a text, and its length is counted from it.",
            ),
            models.CheckConstraint(
                condition=~Q(method__in=["screenshot", "heard"]) | ~Q(obtained_by=""),
                name="capture_names_who_transcribed",
                violation_error_message="Say who transcribed the screenshot or heard the words.",
            ),
        ]

    @classmethod
    def by_hand(cls) -> list[tuple[str, str]]:
        """The methods that a person may choose; “Fetched by us” is set by the program alone."""
        return [choice for choice in cls.Method.choices if choice[0] != cls.Method.OWN_FETCH]

    def __str__(self):
        return f"{self.get_method_display()}, {day_here(self.captured_at)}"

    def clean_fields(self, exclude=None):
        self.length, self.sha256 = len(self.text), sha256_of(self.text)
        super().clean_fields(exclude=exclude)

    def clean(self):
        if self._state.adding and self.source_id:
            Tombstone.objects.filter(capture__source=self.source_id).refuse_return(self.text)

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.text = receive(self.text)
            self.clean()
            self.length, self.sha256 = len(self.text), sha256_of(self.text)
        super().save(*args, **kwargs)


class FetchedPage(models.Model):
    """What the publisher's server sent when we fetched a capture, as proof of its words."""

    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, related_name="fetched_page")
    url = models.CharField("requested address", max_length=2000)
    final_url = models.CharField("address that answered", max_length=2000)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=list)
    warc_path = models.CharField(max_length=500, help_text="Below the archive directory.")
    body_sha256 = models.CharField("SHA-256 of the body", max_length=64)
    fetched_at = models.DateTimeField()

    def __str__(self):
        return self.final_url
