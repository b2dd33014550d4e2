from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from quotes import visibility
from quotes.public.formats.data import record
from quotes.public.http import only_read, open_to_scripts
from quotes.public.presentation import history
from quotes.public.presentation.link_history import changes_beside
from quotes.public.presentation.loading import prepare, ready
from quotes.public.presentation.urls import quote_url


@only_read
@open_to_scripts
def quote_json(request, pk):
    """One quote as data, with its public history. Withdrawn: 410, saying so."""
    shown = get_object_or_404(ready(visibility.quotes()), pk=pk)
    prepare([shown])
    told = record(shown, request.build_absolute_uri)
    told["history"] = [
        {
            "version": change.revision.number,
            "sort": change.revision.sort,
            "made_at": change.revision.made_at,
            "reason": change.revision.reason,
            "changes": _before_and_after(change),
        }
        for change in history.changes(shown.revisions.public())
    ]
    told["history_beside"] = [
        {
            "what": change.label,
            "made_at": change.at,
            "reason": change.reason,
            "changes": _before_and_after(change),
        }
        for change in changes_beside(shown)
    ]
    replaced_by = visibility.quotes().filter(replaces=shown).first()
    told["replaced_by"] = (
        request.build_absolute_uri(quote_url(replaced_by)) if replaced_by else None
    )
    return JsonResponse(told, status=410 if shown.status == "withdrawn" else 200)


def _before_and_after(change) -> list[dict]:
    return [{"field": d.label, "before": d.before, "after": d.after} for d in change.differences]
