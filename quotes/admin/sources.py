"""Sources as the newsroom edits them: a change moves the quotes found in them."""

from django.contrib import admin

from quotes.editorial import source_changes
from sources.admin import articles
from sources.models import Article, Source


@admin.register(Source)
class SourceAdmin(articles.SourceAdmin):
    def save_source(self, source):
        source_changes.save_source(source)


@admin.register(Article)
class ArticleAdmin(articles.ArticleAdmin):
    def save_source(self, source):
        source_changes.save_source(source)
