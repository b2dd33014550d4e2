"""One quote: its page, and the same quote as data, a citation, a frame and a picture."""

from collections.abc import Iterator
from functools import wraps

from csp.decorators import csp_replace
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from quotes import visibility
from quotes.attribution import attribution_of
from quotes.models import Quote, QuoteLink, Revision
from quotes.public.formats.citations import STYLES, reference
from quotes.public.formats.data import record
from quotes.public.formats.jsonld import quotation
from quotes.public.formats.knowledge import give_knowledge
from quotes.public.http import allow_cross_origin, read_only, withdrawn_notice
from quotes.public.presentation import evidence, history, passages, words
from quotes.public.presentation.cards import give_sentences
from quotes.public.presentation.chain import chain_of
from quotes.public.presentation.control_characters import spelled_out
from quotes.public.presentation.genuine import genuine
from quotes.public.presentation.link_history import linked_changes
from quotes.public.presentation.loading import load, prepare, ready
from quotes.public.presentation.urls import quote_url, source_url, topic_url
from quotes.text.attribution_sentence import sentence
from quotes.text.direction import direction_of
from quotes.text.matching import word_diff
from quotes.text.standing_facts import day
from sources.page_cache import keep, kept, known

#: By the ending of a citation's address: what readers call it.
CITATION_STYLES = [("txt", "text"), ("bib", "BibTeX"), ("ris", "RIS"), ("csl", "CSL")]
#: What a page that frames a quote may ask for; “auto” is as its reader has it.
THEMES = ("auto", "light", "dark")
SAME = QuoteLink.Relation.SAME_UTTERANCE
WEEK, MONTH = 7 * 24 * 3600, 30 * 24 * 3600  # seconds


def get_public_quote(pk: int) -> Quote:
    """The published or withdrawn quote with this number, ready to be shown; a 404 for any other."""
    quote = get_object_or_404(ready(visibility.quotes()), pk=pk)
    prepare([quote])
    return quote


def of_public_quote(shows_withdrawn: bool):
    """Hand a view the quote it is asked for, and answer 410 once that quote is withdrawn.

    A view that `shows_withdrawn` says so in its own format; for the others a sentence
    is the answer. Every address of a quote passes through here.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, pk, **kwargs):
            quote = get_public_quote(pk)
            withdrawn = quote.status == Quote.Status.WITHDRAWN
            if withdrawn and not shows_withdrawn:
                return withdrawn_notice(request, quote)
            response = view(request, quote, **kwargs)
            if withdrawn:
                response.status_code = 410
            return response

        return answer

    return decorate


@read_only
@of_public_quote(shows_withdrawn=True)
def quote(request, shown):
    """One quote: who said it, its context, how we know, what changed."""
    give_knowledge([shown])
    give_sentences([shown])
    shown.capture.refresh_from_db(fields=["text", "outlet_correction"])
    comparisons = evidence.comparisons(shown)
    changes = history.changes(shown.revisions.public())
    past = [*changes, *linked_changes(shown)]
    context = {
        "quote": shown,
        "withdrawn": shown.status == Quote.Status.WITHDRAWN,
        "source": shown.capture.source,
        "passages": passages.around(shown),
        "genuine": genuine(shown, comparisons),
        "chain": chain_of(shown, comparisons),
        "evidence": evidence.parts_of(comparisons),
        "at_the_words": at_the_words(shown),
        "reviews": shown.reviews.all(),
        "changes": changes,
        "past": sorted(past, key=lambda change: change.at, reverse=True),
        "fact_checks": list(shown.fact_checks.select_related("linked_by")),
        "topics": [(topic, topic_url(topic)) for topic in shown.topics.all()],
        "address": request.build_absolute_uri(quote_url(shown)),
        "citation_styles": CITATION_STYLES,
        "picture": request.build_absolute_uri(picture_address(shown)),
        **related_quotes(shown),
    }
    return render(request, "quotes/quote.html", context)


def at_the_words(shown: Quote) -> str:
    """The publisher's page, opened at the quote's first words; empty where it has no address."""
    first = next(iter(shown.segments.all()), None)
    address = shown.capture.source.url
    return evidence.place_link(shown.capture, first.start, first.end) if first and address else ""


def related_quotes(shown: Quote) -> dict:
    """Public quotes related to this one: what replaces it, what it is part of, what links to it."""
    related = QuoteLink.objects.filter(Q(from_quote=shown) | Q(to_quote=shown))
    links = list(related.select_related("linked_by").order_by("-linked_at"))
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
    give_sentences(found.values())
    related = list(filter(None, (_link(link, shown, found) for link in links)))
    return {
        "replaces": found.get(shown.replaces_id),
        "replaced_by": next(
            (found[pk] for pk, _, old in rows if old == shown.pk and pk in found), None
        ),
        "parent": found.get(shown.parent_id),
        "inner": [found[pk] for pk, parent, _ in rows if parent == shown.pk and pk in found],
        "links": [one for one in related if one["link"].relation != SAME],
        "elsewhere": [one for one in related if one["link"].relation == SAME],
    }


def _link(link: QuoteLink, shown: Quote, found: dict[int, Quote]) -> dict | None:
    """A link with the quote at its other end; `inward` where the link leads here."""
    inward = link.to_quote_id == shown.pk
    other = found.get(link.from_quote_id if inward else link.to_quote_id)
    if other is None:
        return None
    same = link.relation == SAME
    languages = {quote.capture.source.language for quote in (shown, other)}
    diff = word_diff(shown.words, other.words) if same and len(languages) == 1 else ()
    diff = diff if any(part.op != "same" for part in diff) else ()
    url = source_url(other.capture.source)
    return {"link": link, "quote": other, "inward": inward, "diff": diff, "url": url}


@read_only
@allow_cross_origin
@of_public_quote(shows_withdrawn=True)
def quote_json(request, shown):
    """One quote as data, with its public history."""
    give_knowledge([shown])
    data = record(shown, request.build_absolute_uri)
    data["history"] = [
        {
            "version": change.number,
            "kind": change.revision.kind,
            "made_at": change.revision.made_at,
            "reason": change.revision.reason,
            "changes": _before_and_after(change),
        }
        for change in history.changes(shown.revisions.public())
    ]
    data["related_history"] = [
        {
            "what": change.label,
            "made_at": change.at,
            "reason": change.reason,
            "changes": _before_and_after(change),
        }
        for change in linked_changes(shown)
    ]
    replaced_by = visibility.quotes().filter(replaces=shown).first()
    data["replaced_by"] = (
        request.build_absolute_uri(quote_url(replaced_by)) if replaced_by else None
    )
    return JsonResponse(data)


def _before_and_after(change) -> list[dict]:
    return [{"field": d.label, "before": d.before, "after": d.after} for d in change.differences]


@read_only
@allow_cross_origin
@of_public_quote(shows_withdrawn=False)
def quote_jsonld(request, shown):
    """One quote in schema.org's terms."""
    give_knowledge([shown])
    corrections = shown.revisions.public().filter(kind__in=Revision.PUBLIC_CHANGES)
    data = quotation(shown, request.build_absolute_uri, list(corrections))
    return JsonResponse(data, content_type="application/ld+json")


@read_only
@allow_cross_origin
@of_public_quote(shows_withdrawn=False)
def quote_citation(request, shown, style):
    """How to cite a quote: .txt, .bib, .ris or .csl."""
    write, content_type = STYLES[style]
    url = request.build_absolute_uri(quote_url(shown))
    cited = reference(shown, url, timezone.localdate())
    response = HttpResponse(write(cited), content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="verbatim-{shown.pk}.{style}"'
    return response


@read_only
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@of_public_quote(shows_withdrawn=True)
def quote_embed(request, shown):
    """A quote to be framed by other sites, always with its attribution; light or dark as asked."""
    give_sentences([shown])
    theme = request.GET.get("theme", "")
    context = {
        "quote": shown,
        "withdrawn": shown.status == Quote.Status.WITHDRAWN,
        "theme": theme if theme in THEMES else "auto",
    }
    return render(request, "quotes/quote_embed.html", context)


def drawn_as_of(view):
    """Note, before anything is read, as of when what will be drawn may be kept."""

    @wraps(view)
    def answer(request, pk, **kwargs):
        request.copies_as_of = known()
        return view(request, pk, **kwargs)

    return answer


@read_only
@drawn_as_of
@of_public_quote(shows_withdrawn=False)
def picture(request: HttpRequest, shown: Quote) -> HttpResponse:
    """A quote as the picture that networks show beside a link; drawn once for its content."""
    from quotes.public.formats.share_image import draw

    described = picture_of(shown)
    drawn = kept("drawings", described.key)
    if drawn is None:
        drawn = draw(described)
        keep("drawings", described.key, drawn, MONTH, as_of=request.copies_as_of)
    headers = {"ETag": f'"{described.key}"', "Cache-Control": f"public, max-age={WEEK}"}
    return HttpResponse(drawn, content_type="image/png", headers=headers)


def picture_of(quote: Quote):
    """What of a loaded quote is drawn: its words, who said them and when, and their status."""
    from quotes.public.formats.share_image import Picture

    gap = words.ShownSpan(words.GAP, False)
    parts = [part for segment in words.shown_spans_of(quote) for part in [*segment, gap]]
    standing = quote.standing
    return Picture(
        spans=tuple((spelled_out(part.text), _style(quote, part)) for part in parts[:-1]),
        paraphrase=quote.kind == Quote.Kind.PARAPHRASE,
        who=tuple(_said(quote)),
        label=quote.get_kind_display(),
        sign=standing.sign,
        status=spelled_out(standing.said),
        css=standing.css,
        original="" if standing.original in standing.phrase else spelled_out(standing.original),
        rtl=direction_of(quote.capture.source.language, quote.words) == "rtl",
    )


def _said(quote: Quote) -> Iterator[tuple[str, str]]:
    """Who, where and when: the attribution with its names apart, and the day of its source."""
    for piece in sentence(attribution_of(quote)):
        yield spelled_out(piece.text), "name" if piece.kind == "party" else ""
    source = quote.capture.source
    if not quote.said_from and source.published_on:
        yield f" Published {day(source.published_on)}.", ""


def _style(quote: Quote, part: words.ShownSpan) -> str:
    """How words are drawn: proved, different, the speaker's, or the source's own around them."""
    around = quote.kind == Quote.Kind.PARTIAL and not part.verbatim
    return part.mark or ("around" if around else "")


def picture_address(quote: Quote) -> str:
    """The picture's address changes with its content, so that networks fetch it again."""
    return reverse("picture", args=[quote.pk]) + f"?v={picture_of(quote).key[:8]}"
