from django.contrib import admin

from quotes.models import Topic
from sources.admin.base import HistoryAdmin


@admin.register(Topic)
class TopicAdmin(HistoryAdmin):
    list_display = ["name", "description"]
    search_fields = ["name", "description"]

    def get_deleted_objects(self, objs, request):
        """A topic that stands on a quote is part of its history."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        used = [topic for topic in objs if topic.quotes.exists()]
        protected += [f"“{t}” stands on quotes. Take it off them first." for t in used]
        return deleted, counts, lacking, protected
