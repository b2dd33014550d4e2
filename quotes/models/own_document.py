from django.db import models
from simple_history.models import HistoricalRecords

from sources.models import Source

from .speaker import Speaker


class OwnDocument(models.Model):
    """Whose own a document is: a plan, a statement, a report, issued in somebody's name.

    Quotes of the document are the document's. They are offered on its owner's page, and are
    never counted as by the owner: who issues a text needn't have said its words.
    """

    document = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="owned_by")
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        related_name="own_documents",
        verbose_name="whose it is",
        help_text="The person or body that the document is of. A joint one has several.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "own document"
        ordering = ["speaker", "document"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "speaker"],
                name="own_document_once",
                violation_error_message="The document is recorded as theirs already.",
            )
        ]

    def __str__(self):
        return f"{self.document}, of {self.speaker}"
