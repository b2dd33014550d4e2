from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from quotes import visibility
from quotes.models import Quote, QuoteLink
from quotes.public.http import only_read
from quotes.public.presentation import evidence, history, passages
from quotes.public.presentation.link_history import changes_beside
from quotes.public.presentation.loading import load, prepare, ready
from quotes.public.presentation.urls import quote_url, source_url, topic_url
from quotes.public.views.picture import picture_address
from quotes.text.matching import word_diff
from sources.models import Capture

#: By the ending of a citation's address: what readers call it.
CITATION_STYLES = [("txt", "text"), ("bib", "BibTeX"), ("ris", "RIS"), ("csl", "CSL")]


@only_read
def quote(request, pk):
    """One quote: who said it, where it stands, how we know, what changed. Withdrawn: 410."""
    shown = get_object_or_404(ready(visibility.quotes()), pk=pk)
    shown.capture = Capture.objects.select_related("source__publisher").get(pk=shown.capture_id)
    prepare([shown])
    withdrawn = shown.status == Quote.Status.WITHDRAWN
    proofs = evidence.proofs(shown)
    changes = history.changes(shown.revisions.public())
    past = [*changes, *changes_beside(shown)]
    context = {
        "quote": shown,
        "withdrawn": withdrawn,
        "source": shown.capture.source,
        "source_url": source_url(shown.capture.source),
        "passages": passages.around(shown),
        "proofs": proofs,
        "recording_differs": evidence.recording_differs(proofs),
        "at_the_words": at_the_words(shown),
        "reviews": shown.reviews.all(),
        "changes": changes,
        "past": sorted(past, key=lambda change: change.at, reverse=True),
        "fact_checks": list(shown.fact_checks.all()),
        "topics": [(topic, topic_url(topic)) for topic in shown.topics.all()],
        "address": request.build_absolute_uri(quote_url(shown)),
        "citation_styles": CITATION_STYLES,
        "picture": request.build_absolute_uri(picture_address(shown)),
        **beside(shown),
    }
    return render(request, "quotes/quote.html", context, status=410 if withdrawn else 200)


def at_the_words(shown: Quote) -> str:
    """The publisher's page, opened at the quote's first words; empty where it has no address."""
    first = next(iter(shown.segments.all()), None)
    address = shown.capture.source.url
    return evidence.place_link(shown.capture, first.start, first.end) if first and address else ""


def beside(shown: Quote) -> dict:
    """Public quotes that bear on this one: what replaces it, what it stands in, what links to it."""
    links = list(
        QuoteLink.objects.filter(Q(from_quote=shown) | Q(to_quote=shown)).order_by("-linked_at")
    )
    # Of any status, which is looked at below: asked for here, it would be the first thing that
    # a database goes by, and a million quotes have it.
    rows = list(
        Quote.objects.filter(Q(parent=shown) | Q(replaces=shown))
        .order_by("pk")
        .values_list("pk", "parent", "replaces")
    )
    wanted = {pk for pk, _, _ in rows} | {shown.replaces_id, shown.parent_id}
    wanted |= {end for link in links for end in (link.from_quote_id, link.to_quote_id)}
    found = {q.pk: q for q in load(visibility.quotes().filter(pk__in=wanted - {None, shown.pk}))}
    return {
        "replaces": found.get(shown.replaces_id),
        "replaced_by": next(
            (found[pk] for pk, _, old in rows if old == shown.pk and pk in found), None
        ),
        "parent": found.get(shown.parent_id),
        "inner": [found[pk] for pk, parent, _ in rows if parent == shown.pk and pk in found],
        "links": list(filter(None, (_link(link, shown, found) for link in links))),
    }


def _link(link: QuoteLink, shown: Quote, found: dict[int, Quote]) -> dict | None:
    """A link with the quote at its other end; `inward` where that one bears on this."""
    inward = link.to_quote_id == shown.pk
    other = found.get(link.from_quote_id if inward else link.to_quote_id)
    if other is None:
        return None
    same = link.relation == QuoteLink.Relation.SAME_UTTERANCE
    diff = word_diff(shown.words, other.words) if same else ()
    return {"link": link, "quote": other, "inward": inward, "diff": diff}
