from django.contrib import admin

from sources.models import Publisher

from .base import HistoryAdmin


@admin.register(Publisher)
class PublisherAdmin(HistoryAdmin):
    list_display = ["name", "place", "kind", "website"]
    list_filter = ["kind"]
    search_fields = ["name", "place"]
