from django.urls import path

from .compare import compare
from .find import find
from .queue import queue
from .quote import quote
from .source import source
from .story import story

app_name = "factcheck"
urlpatterns = [
    path("", queue, name="queue"),
    path("draft/", story, name="story"),
    path("quotes/<int:pk>/", quote, name="quote"),
    path("quotes/<int:pk>/find/", find, name="find"),
    path("quotes/<int:pk>/compare/<int:capture_pk>/", compare, name="compare"),
    path("sources/<int:pk>/", source, name="source"),
]
