from django.urls import path

from .article_add import article_add
from .articles import articles
from .dismiss import dismiss
from .quote_add import quote_add
from .quote_edit import quote_edit
from .quote_find import quote_find
from .submit import submit
from .workspace import capture, workspace

app_name = "desk"
urlpatterns = [
    path("", articles, name="articles"),
    path("articles/add/", article_add, name="article_add"),
    path("articles/<int:article_id>/", workspace, name="workspace"),
    path("captures/<int:capture_id>/", capture, name="capture"),
    path("captures/<int:capture_id>/quotes/add/", quote_add, name="quote_add"),
    path("captures/<int:capture_id>/quotes/find/", quote_find, name="quote_find"),
    path("captures/<int:capture_id>/dismiss/", dismiss, name="dismiss"),
    path("captures/<int:capture_id>/submit/", submit, name="submit"),
    path("quotes/<int:quote_id>/", quote_edit, name="quote_edit"),
]
