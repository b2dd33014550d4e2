"""URLs of public pages, with the words that make them readable."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

from quotes.models import Quote, Speaker, Topic
from quotes.text.names import slug
from sources.models import Source

_NUMBER, _WORDS = 909090909, "words-of-an-address"


@lru_cache(maxsize=64)
def _pattern(name: str, parts: int, prefix: str) -> str:
    """A view's URL as a pattern: calling `reverse` for each of a page's hundred links is slow."""
    pattern = reverse(name, args=[_NUMBER, _WORDS][:parts])
    return pattern.replace(f"/{_NUMBER}/", "/{}/").replace(f"/{_WORDS}/", "/{}/")


def _address(name: str, *parts: object) -> str:
    return _pattern(name, len(parts), get_script_prefix()).format(*parts)


def quote_url(quote: Quote) -> str:
    return quote_url_of(quote.pk)


def quote_url_of(pk: int) -> str:
    return _address("quote", pk)


def speaker_url(speaker: Speaker) -> str:
    return speaker_url_of(speaker.pk, speaker.name)


def speaker_url_of(pk: int, name: str) -> str:
    return _address("speaker", pk, slug(name))


def _view_of(kind: str) -> str:
    """The view that shows a source: articles have an address of their own."""
    return "article" if kind == Source.Kind.ARTICLE else "source"


def source_url(source: Source) -> str:
    """The address of a source; `visibility.give_outlets` spares a query for each."""
    return document_url(source.pk, source.kind, source.title)


def document_url(pk: int, kind: str, title: str) -> str:
    return _address(_view_of(kind), pk, slug(title))


def topic_url(topic: Topic) -> str:
    return topic_url_of(topic.pk, topic.name)


def topic_url_of(pk: int, name: str) -> str:
    return _address("topic", pk, slug(name))


def same_as_urls(speaker: Speaker) -> list[str]:
    """A speaker's pages on other sites; a line that isn't a web address is left out."""
    lines = [line.strip() for line in speaker.same_as.splitlines()]
    return [line for line in lines if line.startswith(("https://", "http://"))]
