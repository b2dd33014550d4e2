"""A source in the admin: saving it refreshes the index of its quotes; and whose own it is."""

from django import forms
from django.contrib import admin

from quotes.editorial import source_changes
from quotes.models import OwnDocument
from sources.admin import sources
from sources.admin.autocomplete import Autocompletes
from sources.models import Article, Source


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
class SourceAdmin(sources.SourceAdmin):
    inlines = [*sources.SourceAdmin.inlines, OwnersInline]

    def save_source(self, source):
        source_changes.save_source(source)


@admin.register(Article)
class ArticleAdmin(sources.ArticleAdmin):
    def save_source(self, source):
        source_changes.save_source(source)
