"""Bring a seed record that was loaded before up to what the seed says now.

What a person has changed since is theirs: it is left as it is, and a sentence says so.
"""

from collections.abc import Callable
from typing import Any

from quotes.editorial import public_changes, workflow
from quotes.models import Quote, Revision
from sources.models import Source
from sources.time_zones import moment_at

Say = Callable[[str], None]
FRAGMENT = "A fragment inside the reporter’s sentence is a partial quote."
WHERE = "The post’s hour was read in Washington."
OTHER_KIND = "The kind is set right."


def update_quote(quote: Quote, wanted: dict[str, Any], post: Source, say: Say) -> bool:
    """Set the fields that differ, as a public change with its reason; False if nothing was done."""
    changed = {name: value for name, value in wanted.items() if getattr(quote, name) != value}
    if not changed:
        return False
    if quote.status != Quote.Status.PUBLISHED or _was_edited(quote):
        names = ", ".join(str(Quote._meta.get_field(name).verbose_name) for name in changed)
        say(f"Quote {quote.pk} was changed here and is left as it is. The seed now has: {names}.")
        return False
    for name, value in changed.items():
        setattr(quote, name, value)
    quote.save(update_fields=sorted(changed))
    kind = Revision.Kind.CORRECTION if "kind" in changed else Revision.Kind.UPDATE
    workflow.amend(quote, by=None, kind=kind, reason=_reason(changed, post))
    return True


def _was_edited(quote: Quote) -> bool:
    return quote.revisions.filter(made_by__isnull=False).exists()


def _reason(changed: dict[str, Any], post: Source) -> str:
    sentences = []
    if "kind" in changed:
        partial = changed["kind"] == Quote.Kind.PARTIAL
        sentences.append(FRAGMENT if partial else OTHER_KIND)
    if changed.keys() - {"kind"}:
        when = moment_at(post.published_at, post.time_zone)
        sentences.append(
            f"The post linked as evidence was published on {when}, on {post.publisher}."
        )
    return " ".join(sentences)


def update_zone(source: Source, time_zone: str, say: Say) -> bool:
    """State the source's time zone; False if nothing was done."""
    if source.time_zone == time_zone:
        return False
    if source.history.filter(history_user__isnull=False).exists():
        say(f"Source {source.pk} was changed here and is left as it is, without {time_zone}.")
        return False
    source.time_zone = time_zone
    public_changes.change(source, [public_changes.Edit(source)], by=None, reason=WHERE)
    source.refresh_from_db()
    return True
