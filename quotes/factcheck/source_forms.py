"""What a person records of a source: a newer text, an archived copy, that it was deleted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy

from quotes.verification.recapture import paste_later, recapture
from sources import archived_copies, link_checks
from sources.models import Capture, LinkCheck, Source
from sources.text_boxes import TextBox
from sources.time_zones import whose_hour

from .actions import ActionForm
from .forms import line, prose

#: Outcomes in which the page was received.
FETCHED = (LinkCheck.Outcome.ALIVE, LinkCheck.Outcome.UNCHANGED, LinkCheck.Outcome.CHANGED)


class SourceForm(ActionForm):
    """A form for one action on a source."""

    def __init__(self, *args, source: Source, **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)


class LaterForm(SourceForm):
    action = "later"

    text = TextBox(
        label="The text now",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": "Paste the text of the source."},
    )
    outlet_correction = prose("The outlet's correction notice, in its own words", required=False)
    method = forms.ChoiceField(
        label="How you got it", choices=Capture.by_hand(), initial=Capture.Method.PASTED
    )
    obtained_by = line("Transcribed or heard by")

    def act(self, data):
        text = data.pop("text")
        paste_later(self.source, text, by=self.by, **data)


class FetchForm(SourceForm):
    """Fetch the source from its address now; there is nothing to fill in."""

    action = "fetch"

    def act(self, data):
        if not self.source.url:
            raise ValidationError("This source has no link. Paste its text instead.")
        newest = self.source.latest_capture
        made = recapture(self.source, by=self.by)
        unread = made.outcome == LinkCheck.Outcome.ALIVE and self.source.latest_capture == newest
        if unread or made.outcome not in FETCHED:
            raise ValidationError(made.detail or made.get_outcome_display())


class CopyForm(SourceForm):
    action = "copy"

    url = forms.URLField(label="Link to the copy", max_length=2000, assume_scheme="https")
    archive = line("Archive, such as the Wayback Machine")
    archived_at = forms.DateTimeField(
        label="Archived at",
        required=False,
        help_text=lazy(whose_hour, str)(),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def act(self, data):
        archived_copies.record_copy(self.source, **data)


class DeletedForm(SourceForm):
    action = "deleted"

    how = prose("How you know that it was deleted")

    def act(self, data):
        link_checks.record_deleted(self.source, how=data["how"], by=self.by)


SOURCE_ACTIONS: dict[str, type[SourceForm]] = {
    form.action: form for form in (LaterForm, FetchForm, CopyForm, DeletedForm)
}
