from django.db import models
from django.db.models import Q

from quotes.text.audiences import is_audience
from sources.fields import SourceLine
from sources.models import Source

from .quote import Quote
from .speaker import Speaker


class AttributionQuerySet(models.QuerySet):
    def voices(self):
        return self.filter(relation=Attribution.Relation.VOICE)


class Attribution(models.Model):
    """One party to a quote's attribution, as the source names it; the parties are in order.

    A voice says it, alone or jointly. A capacity was represented or led. A carrier, from
    the voice outward, passed it on. A party without a speaker or a document isn't linked;
    it is unnamed only where the source withholds the name, which `unnamed` records.
    """

    class Relation(models.TextChoices):
        VOICE = "voice", "Voice"
        ON_BEHALF_OF = "on_behalf_of", "On behalf of"
        LED_BY = "led_by", "Led by"
        TOLD = "told", "Told"
        RECALLED_BY = "recalled_by", "Recalled by"
        OBTAINED_BY = "obtained_by", "Obtained by"
        ISSUED_BY = "issued_by", "Issued by"
        POSTED_BY = "posted_by", "Posted by"
        READ_OUT_BY = "read_out_by", "Read out by"
        TRANSLATED_BY = "translated_by", "Translated by"
        TRANSCRIBED_BY = "transcribed_by", "Transcribed by"
        REPORTED_BY = "reported_by", "Reported by"

    #: Were represented, or led the voice, and passed nothing on.
    CAPACITIES = (Relation.ON_BEHALF_OF, Relation.LED_BY)
    #: Passed it on, from the voice outward.
    CARRIERS = tuple(Relation)[3:]

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="attributions")
    position = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=20, choices=Relation, default=Relation.VOICE)
    as_named = SourceLine(
        max_length=300, blank=True, help_text="The party in the source's own words, exactly."
    )
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="attributions"
    )
    document = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="attributions"
    )
    affiliation = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="unnamed_voices",
        help_text="Whom an unnamed speaker belongs to, where the source says so.",
    )
    how_many = SourceLine(
        max_length=60,
        blank=True,
        help_text="How many unnamed speakers, as the source gives it: two.",
    )
    unnamed = models.BooleanField(
        default=False,
        help_text="The source keeps the name to itself: “a senior official”. Not for somebody "
        "whom it names and the record doesn't know.",
    )
    in_turn = models.BooleanField(
        "in turn",
        default=False,
        help_text="Had it from the party before, not together with it, as the radio had it from "
        "the chaplain.",
    )
    anonymity_reason = SourceLine(
        max_length=300, blank=True, help_text="Why the speaker is unnamed, as the source gives it."
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = "attribution party"
        verbose_name_plural = "attribution"
        ordering = ["quote", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "position"], name="attribution_position_unique_in_quote"
            ),
            models.CheckConstraint(
                condition=Q(speaker=None) | Q(document=None),
                name="attribution_speaker_or_document",
                violation_error_message="A party is a speaker or a document, not both.",
            ),
            models.CheckConstraint(
                condition=~Q(as_named="") | Q(speaker__isnull=False) | Q(document__isnull=False),
                name="attribution_names_its_party",
                violation_error_message="Give the party as the source names it, or choose it.",
            ),
            models.CheckConstraint(
                condition=Q(affiliation=None, how_many="", anonymity_reason="")
                | Q(relation="voice", speaker=None, document=None),
                name="attribution_anonymity_is_unnamed_voices",
                violation_error_message="Only an unnamed speaker has an affiliation, a number and a "
                "reason for anonymity.",
            ),
            models.CheckConstraint(
                condition=Q(unnamed=False) | Q(speaker=None, document=None),
                name="attribution_unnamed_is_nobody_known",
                violation_error_message="A party that is unnamed in the source can't be linked. "
                "Take the tick away, or leave speaker and document empty.",
            ),
        ]

    def __str__(self):
        return self.party_name

    @property
    def is_voice(self) -> bool:
        return self.relation == self.Relation.VOICE

    @property
    def is_unnamed(self) -> bool:
        """Whether the source withholds the name; whoever gives a reason or a number says so."""
        return bool(self.unnamed or self.affiliation_id or self.how_many or self.anonymity_reason)

    @property
    def is_audience(self) -> bool:
        """Whether they only heard it, such as reporters, and so passed nothing on."""
        linked = self.speaker_id or self.document_id
        return self.relation == "told" and not linked and is_audience(self.as_named)

    @property
    def party_name(self) -> str:
        if self.speaker_id:
            return self.speaker.name
        if self.document_id:
            return self.document.title
        return self.as_named
