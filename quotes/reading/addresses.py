"""Where things are read: addresses with the part that a person reads."""

from django.urls import reverse

from quotes import naming
from quotes.models import Quote, Speaker, Topic
from sources.models import Source


def quote_url(quote: Quote) -> str:
    return reverse("quote", args=[quote.pk])


def speaker_url(speaker: Speaker) -> str:
    return reverse("speaker", args=[speaker.pk, naming.slug(speaker.name)])


def source_name(source: Source) -> str:
    """The view that shows it: articles have an address of their own."""
    return "article" if source.kind == Source.Kind.ARTICLE else "source"


def source_url(source: Source) -> str:
    """Its title must be known already: from a headline, or see `public.give_openings`."""
    return reverse(source_name(source), args=[source.pk, naming.slug(source.title)])


def topic_url(topic: Topic) -> str:
    return reverse("topic", args=[topic.pk, naming.slug(topic.name)])
