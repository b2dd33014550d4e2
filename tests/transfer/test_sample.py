"""The record of the invented town: everything that a small record hides is in it."""

import datetime as dt
import unicodedata

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Q
from django.test import Client

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
from sources.archived_copies import record_copy
from sources.models import ArchivedCopy, Capture, LinkCheck, Publisher, Source
from tests import hours
from tests.cast import person

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


# Hours

STARTS = ("/", "/data/", "/desk/", "/desk/check/", "/admin/", "/quotes/?q=said")
HALIFAX = "America/Halifax"


@pytest.fixture
def in_halifax(settings):
    """Somebody who may open every page, in a newsroom that isn't at UTC; and every kind of hour."""
    settings.TIME_ZONE = HALIFAX
    post = Source.objects.get(place="Washington")
    for minute in (10, 40):
        at = dt.datetime(2025, 10, 7, 1, minute, tzinfo=dt.UTC)
        Capture.objects.create(source=post, text=f"The {minute}th minute.", captured_at=at)
    record_copy(post, url="https://kept.example/1", archived_at=at)
    client = Client()
    client.force_login(person("crawler", None, is_superuser=True))
    return client


def of_the_post() -> list[str]:
    """Pages about the seed's post, whose hour is known, and a quote of it."""
    post, quote = Source.objects.get(place="Washington"), Quote.objects.exclude(said_at=None)[0]
    text = post.captures.first()
    return [
        *(f"/{place}/{post.pk}/" for place in ("sources", "desk/articles", "desk/check/sources")),
        *(f"/{place}/{quote.pk}/" for place in ("quotes", "desk/check/quotes")),
        f"/desk/captures/{text.pk}/",
        f"/admin/sources/source/{post.pk}/change/",
        *(f"/admin/quotes/quote/{quote.pk}/{page}/" for page in ("change", "history")),
    ]


def words_of_the_record() -> str:
    """What sources and other fact-checkers wrote; hours in there are theirs."""
    texts = Capture.objects.values_list("text", flat=True)
    headlines = Source.objects.values_list("headline", flat=True)
    ratings = FactCheck.objects.values_list("rating", flat=True)
    return hours.one_line(" ".join([*texts, *headlines, *ratings]))


@pytest.mark.sqlite  # pages look the same from both databases
def test_no_page_shows_an_hour_without_its_zone(in_halifax):
    found = hours.pages(in_halifax, (*STARTS, *of_the_post()))
    for start in ("/desk/check/", "/desk/articles/", "/admin/sources/", "/admin/quotes/"):
        assert sum(address.startswith(start) for address in found) >= 4, start
    words = words_of_the_record()
    shown = {address: hours.without_zone(page, words) for address, page in found.items()}
    assert {address: wrong for address, wrong in shown.items() if wrong} == {}
    assert [one for one, page in found.items() if hours.boxes_without_zone(page) > 0] == []
    whole = " ".join(found.values())
    assert "17:56 in Washington" in whole
    assert "6 October 2025, 22:10 Halifax time" in whole


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("<p>at 17:56</p>", 1),
        ("<p>17:56:12 on 3 March</p>", 1),
        ('<a title="6 March 2025, 09:00">x</a>', 1),
        ("<p>The 09:45 sailing</p>", 1),
        ("<p>17:56 in Washington, 17:56 New York time, 21:56 UTC, 9:05 (Etc/GMT+5)</p>", 0),
        ('<time datetime="2025-10-05T21:56:34+00:00">5 October</time>', 0),
        ("<p>The 07:40 sailing</p>", 0),
    ],
)
def test_a_sources_own_words_may_have_an_hour(page, wrong):
    assert len(hours.without_zone(page, "Statement on the 07:40 sailing")) == wrong
    box = '<input type="time" class="vTimeField">'
    assert hours.boxes_without_zone(box) == 1
    assert hours.boxes_without_zone(f"{box}<p>The hour is UTC.</p>") == 0
