from django.contrib import admin

from sources.models import Publisher

from .flat import FlatAdmin


@admin.register(Publisher)
class PublisherAdmin(FlatAdmin):
    list_display = ["name", "place", "kind", "website"]
    list_filter = ["kind"]
    search_fields = ["name", "place"]
