from django.contrib import admin

from quotes.models import Topic
from sources.admin.base import HistoryAdmin

from .public_form import ProposesChanges


@admin.register(Topic)
class TopicAdmin(ProposesChanges, HistoryAdmin):
    list_display = ["name", "description"]
    search_fields = ["name", "description"]

    def get_deleted_objects(self, objs, request):
        """A quote's topics belong to its history."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        used = [topic for topic in objs if topic.quotes.exists()]
        protected += [f"Quotes have the topic “{t}”. Remove it from them first." for t in used]
        return deleted, counts, lacking, protected
