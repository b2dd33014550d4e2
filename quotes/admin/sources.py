"""Sources and publishers: what isn't public is saved, and moves its quotes; the rest is proposed."""

from django import forms
from django.contrib import admin

from quotes.editorial import source_changes
from quotes.models import OwnDocument
from sources.admin import sources
from sources.admin.autocomplete import Autocompletes
from sources.models import Article, Publisher, Source

from .public_form import ProposesChanges, PublicRowForm


class SourceForm(PublicRowForm, sources.SourceForm):
    pass


class OwnerForm(forms.ModelForm):
    def clean_speaker(self):
        """Replace a merged speaker by the one they were merged into."""
        return self.cleaned_data["speaker"].canonical()


class OwnersInline(Autocompletes, admin.TabularInline):
    model = OwnDocument
    form = OwnerForm
    fk_name = "document"
    extra = 0
    fields = ["speaker"]
    autocomplete_fields = ["speaker"]
    verbose_name = "owner"
    verbose_name_plural = "whose own document it is"


@admin.register(Source)
class SourceAdmin(ProposesChanges, sources.SourceAdmin):
    form = SourceForm
    inlines = [*sources.SourceAdmin.inlines, OwnersInline]

    def save_source(self, source):
        source_changes.save_source(source)


@admin.register(Article)
class ArticleAdmin(ProposesChanges, sources.ArticleAdmin):
    form = SourceForm

    def save_source(self, source):
        source_changes.save_source(source)


@admin.register(Publisher)
class PublisherAdmin(ProposesChanges, sources.PublisherAdmin):
    pass
