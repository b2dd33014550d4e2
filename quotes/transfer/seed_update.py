"""Bring a seed record that was loaded before up to what the seed says now.

What a person has changed since is theirs: it is left as it is, and a sentence says so.
"""

from collections.abc import Callable
from typing import Any

from quotes.editorial import public_changes, workflow
from quotes.models import OwnDocument, Quote, Revision, Speaker
from sources.models import Source
from sources.time_zones import moment_at

Say = Callable[[str], None]
FRAGMENT = "A fragment inside the reporter’s sentence is a partial quote."
WHERE = "The post’s hour was read in Washington."
OWN = "It is {}’s own document."
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
    with public_changes.permitted(quote):
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
        when = moment_at(post.published_at, post.time_zone, post.place)
        sentences.append(
            f"The post linked as evidence was published on {when}, on {post.publisher}."
        )
    return " ".join(sentences)


def update_place(source: Source, wanted: dict[str, str], say: Say) -> bool:
    """State the source's place and time zone; False if nothing was done."""
    changed = {name: value for name, value in wanted.items() if getattr(source, name) != value}
    if not changed:
        return False
    if source.history.filter(history_user__isnull=False).exists():
        without = ", ".join(changed.values())
        say(f"Source {source.pk} was changed here and is left as it is, without {without}.")
        return False
    for name, value in changed.items():
        setattr(source, name, value)
    public_changes.change(source, [public_changes.Edit(source)], by=None, reason=WHERE)
    source.refresh_from_db()
    return True


def update_owners(quote: Quote, parties: list[dict], say: Say) -> int:
    """Say whose own the documents are that a quote is attributed to; return for how many."""
    owned = {party["as_named"]: party["document_of"] for party in parties if "document_of" in party}
    rows = quote.attributions.filter(as_named__in=owned).exclude(document=None)
    return sum(_update_owner(row.document, owned[row.as_named], say) for row in rows)


def _update_owner(document: Source, name: str, say: Say) -> bool:
    if document.owned_by.exists():
        return False
    owner = Speaker.objects.filter(name=name).first()
    if owner is None or OwnDocument.history.filter(document=document.pk).exists():
        say(f"Source {document.pk} was changed here and is left as it is, without {name}.")
        return False
    row = OwnDocument(document=document, speaker=owner.canonical())
    edits = [public_changes.Edit(row)]
    public_changes.change(document, edits, by=None, reason=OWN.format(name))
    return True
