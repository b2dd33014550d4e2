from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quotes.models import Attribution, NameKey, Role, Speaker, SpeakerName
from quotes.text.names import name_words, word_keys
from sources.admin.autocomplete import Autocompletes
from sources.admin.base import HistoryAdmin

from .merges import MergesSpeakers
from .public_form import ProposesChanges

# A subquery: a join would group all speakers before the page is cut.
_ATTRIBUTIONS = Coalesce(
    Subquery(
        Attribution.objects.filter(speaker=OuterRef("pk"))
        .order_by()
        .values("speaker")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    0,
)


def speakers_named(term: str, speakers: QuerySet[Speaker] | None = None) -> QuerySet[Speaker]:
    """Speakers with every word typed among their names, in any script; each may be a beginning."""
    speakers = Speaker.objects.all() if speakers is None else speakers
    words = name_words(term)[:8]
    for word in words:
        keys = Q(key__in=word_keys(word)) | Q(key__startswith=f"w:{word}")
        speakers = speakers.filter(pk__in=NameKey.objects.filter(keys).values("speaker"))
    return speakers if words else speakers.none()


class NamesInline(Autocompletes, admin.TabularInline):
    model = SpeakerName
    extra = 1
    fields = ["name", "language", "script"]


class RolesInline(Autocompletes, admin.TabularInline):
    model = Role
    extra = 0
    fields = ["title", "held_from", "held_until", "attested_in", "attested_on"]


@admin.register(Speaker)
class SpeakerAdmin(ProposesChanges, MergesSpeakers, HistoryAdmin):
    """People, organisations, groups and offices that are quoted."""

    change_form_template = "admin/quotes/speaker/change_form.html"
    inlines = [NamesInline, RolesInline]
    list_display = ["name", "description", "kind", "part_of", "merged_into", "quoted"]
    list_filter = ["kind", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["part_of", "merged_into"]
    search_fields = ["name"]
    search_help_text = "Any name or spelling, in any script."
    autocomplete_fields = ["part_of", "publisher"]
    readonly_fields = ["listed_as"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(quoted=_ATTRIBUTIONS)

    def get_search_results(self, request, queryset, search_term):
        """Find a speaker by any spelling; don't suggest merged ones."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(merged_into=None)
        return speakers_named(search_term, queryset) if search_term.strip() else queryset, False

    @admin.display(description="listed from A to Z as")
    def listed_as(self, speaker):
        return speaker.listed_as

    @admin.display(description="attributions", ordering="quoted")
    def quoted(self, speaker):
        return speaker.quoted
