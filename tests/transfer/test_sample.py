"""The record of the invented town: everything that a small record hides is in it."""

import unicodedata

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Q

from quotes import visibility
from quotes.models import (
    Attribution,
    Evidence,
    FactCheck,
    Match,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    Topic,
)
from quotes.search.consistency import disagreements
from quotes.transfer.sample.loader import load_sample
from sources.models import ArchivedCopy, Capture, LinkCheck, Publisher, Source

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker):
    """Loaded once, and undone behind the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", sample=True, verbosity=0)
        yield
        transaction.set_rollback(True)


def ours():
    return Quote.objects.filter(created_by__username="sample-journalist")


def test_it_holds_what_thirteen_quotes_hide():
    assert 300 <= ours().published().count() <= 400
    articles = Source.objects.filter(kind="article", captures__quotes__in=ours()).distinct()
    assert articles.count() >= 40
    days = sorted(ours().exclude(said_from=None).values_list("said_from", flat=True))
    assert (days[-1] - days[0]).days > 500
    most = articles.annotate(number=Count("captures__quotes")).order_by("-number").first()
    assert most.captures.get().quotes.published().count() >= 25


def test_loading_it_again_adds_nothing():
    before = [model.objects.count() for model in (Quote, Source, Capture, Speaker, Revision, Topic)]
    assert load_sample() == 0
    after = [model.objects.count() for model in (Quote, Source, Capture, Speaker, Revision, Topic)]
    assert after == before


def test_search_agrees_with_it():
    assert list(disagreements()) == []


@pytest.mark.parametrize(
    ("model", "field", "choices"),
    [
        (Attribution, "relation", Attribution.Relation),
        (Evidence, "purpose", Evidence.Purpose),
        (Match, "verdict", Match.Verdict),
        (Quote, "kind", Quote.Kind),
        (Quote, "status", Quote.Status),
        (Quote, "language_basis", Quote.LanguageBasis),
        (QuoteLink, "relation", QuoteLink.Relation),
        (Review, "verdict", Review.Verdict),
        (Source, "kind", Source.Kind),
        (Source, "display", Source.Display),
        (Speaker, "kind", Speaker.Kind),
        (Publisher, "kind", Publisher.Kind),
    ],
)
def test_every_choice_of_the_record_is_in_it(model, field, choices):
    assert set(model.objects.values_list(field, flat=True)) == set(choices.values)


def test_every_way_to_change_a_quote_is_in_it_but_erasure():
    kinds = set(Revision.objects.values_list("kind", flat=True))
    assert kinds == set(Revision.Kind.values) - {Revision.Kind.ERASED}


def test_articles_leave_out_what_is_unknown_of_them():
    articles = Source.objects.filter(kind="article", captures__quotes__in=ours())
    for known in ("headline", "author"):
        assert articles.filter(**{known: ""}).exists()
        assert articles.exclude(**{known: ""}).exists()
    assert articles.filter(publisher=None, published_on=None).exists()


def test_a_source_has_a_later_capture_an_archived_copy_and_a_deleted_page():
    assert Evidence.objects.filter(purpose="later_capture").exists()
    assert ArchivedCopy.objects.exists()
    assert LinkCheck.objects.filter(outcome="deleted").exists()
    assert Capture.objects.exclude(outlet_correction="").exists()


def test_speakers_are_many_and_unlike():
    names = set(Speaker.objects.values_list("name", flat=True))
    names |= set(SpeakerName.objects.values_list("name", flat=True))
    scripts = {unicodedata.name(c).split()[0] for name in names for c in name if c.isalpha()}
    assert {"LATIN", "ARABIC", "HEBREW", "CYRILLIC", "CJK"} <= scripts
    for particle in ("van der ", "de la ", "al-", "bin ", "Ó ", "Mac"):
        assert any(particle in name for name in names)
    assert Speaker.objects.filter(name="John Tarrow").count() == 2
    assert Speaker.objects.exclude(part_of=None).exists()
    outlets = Speaker.objects.exclude(publisher=None)
    assert outlets.filter(attributions__isnull=False).exists()
    assert SpeakerMerge.objects.get().merged.merged_into.name == "Layal Haddane"


def test_titles_have_bounds_or_a_text_that_attests_them():
    roles = visibility.roles()
    assert roles.exclude(held_from=None).exists()
    assert roles.filter(attested_in__source__publisher__name__contains="invented").exists()


def test_one_speaker_has_much_and_many_have_little():
    voices = Attribution.objects.voices().filter(quote__in=ours().published())
    number = dict(voices.values_list("speaker__name").annotate(Count("quote")))
    assert number["Layal Haddane"] >= 60
    assert sum(count <= 2 for count in number.values()) >= 8
    mayors = ours().filter(attributions__speaker__name="Layal Haddane")
    days = sorted(mayors.exclude(said_from=None).values_list("said_from", flat=True))
    assert (days[-1] - days[0]).days > 450
    assert Topic.objects.filter(quotes__in=mayors).distinct().count() >= 6


def test_unnamed_and_joint_voices_hops_and_documents_are_in_it():
    unnamed = Attribution.objects.voices().filter(speaker=None, document=None)
    for result in ("how_many", "anonymity_reason"):
        assert unnamed.exclude(**{result: ""}).exists()
    assert unnamed.exclude(affiliation=None).exists()
    assert Attribution.objects.voices().exclude(document=None).exists()
    joint = ours().annotate(voices=Count("attributions", filter=Q(attributions__relation="voice")))
    assert joint.filter(voices=2).exists()
    assert ours().annotate(parties=Count("attributions")).filter(parties__gte=4).exists()
    assert Evidence.objects.filter(hop__isnull=False).exists()


def test_quotes_are_interrupted_and_inside_one_another():
    assert ours().annotate(parts=Count("segments")).filter(parts__gte=2).exists()
    assert ours().exclude(parent=None).exists()
    assert ours().exclude(replaces=None).published().exists()


def test_other_languages_are_compared_with_their_own_and_with_no_other():
    compared = Match.objects.exclude(verdict="not_compared").filter(
        evidence__capture__source__language=F("evidence__quote__capture__source__language")
    )
    languages = set(compared.values_list("evidence__capture__source__language", flat=True))
    assert {"ar", "de", "fr", "he", "en"} <= languages
    assert Match.objects.filter(
        verdict="not_compared",
        evidence__quote__kind="direct",
        evidence__reading="supported",
    ).exists()
    assert FactCheck.objects.exists()


def test_nobody_can_sign_in_as_its_newsroom():
    people = get_user_model().objects.filter(username__startswith="sample-")
    assert people.count() == 4
    assert not any(p.is_active or p.is_staff or p.has_usable_password() for p in people)


def test_four_eyes_published_it_on_the_days_of_its_story():
    assert not ours().filter(published_by=F("created_by")).exists()
    for quote in ours().public().select_related("capture__source"):
        printed = quote.capture.source.published_on
        assert printed is None or quote.published_at.date() >= printed
        assert quote.published_at >= quote.created_at


def test_everyone_and_every_outlet_in_it_is_labelled_as_invented():
    speakers = Speaker.objects.filter(attributions__quote__in=ours())
    assert all("invented" in speaker.description for speaker in speakers)
    sources = Source.objects.filter(added_by__username="sample-journalist")
    assert not sources.exclude(url="").exclude(url__contains=".example/").exists()
    publishers = Publisher.objects.filter(sources__in=sources)
    assert all("invented" in publisher.name for publisher in publishers)
    assert not FactCheck.objects.exclude(publisher__contains="invented").exists()


HIDDEN = ["Clement Venn", "Paint inquiry", "Council clerks", "I painted over nothing"]
PAGES = ["/", "/quotes/", "/speakers/", "/topics/", "/articles/", "/sources/", "/quotes.atom"]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_unpublished_shows_on_no_page(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert not [words for words in HIDDEN if words in answer.content.decode()]


@pytest.mark.parametrize("words", ["Venn", "painted over", "paint inquiry"])
def test_what_is_unpublished_is_found_by_no_search(client, words):
    answer = client.get("/quotes/", {"q": words})
    assert not [hidden for hidden in HIDDEN if hidden in answer.content.decode()]
