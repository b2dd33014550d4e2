"""A quote's versions, newest first, with the changes in each; read-only."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse

from quotes.public.presentation.history import changes


class ShowsVersions:
    """The history page of the quote admin."""

    def history_view(self, request, object_id, extra_context=None):
        quote = self.get_object(request, object_id)
        if quote is None:
            raise Http404
        if not self.has_view_or_change_permission(request, quote):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"ShowsVersions of quote {quote.pk}",
            "opts": self.model._meta,
            "quote": quote,
            "changes": changes(quote.revisions.select_related("made_by")),
        }
        return TemplateResponse(request, "admin/quotes/versions.html", context)
