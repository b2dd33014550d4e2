"""Saving a source in the admin also refreshes the index of its quotes."""

from django.contrib import admin

from quotes.editorial import source_changes
from sources.admin import sources
from sources.models import Article, Source


@admin.register(Source)
class SourceAdmin(sources.SourceAdmin):
    def save_source(self, source):
        source_changes.save_source(source)


@admin.register(Article)
class ArticleAdmin(sources.ArticleAdmin):
    def save_source(self, source):
        source_changes.save_source(source)
