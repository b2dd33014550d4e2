import pytest

from quotes import entering
from quotes.entering import Party
from quotes.models import Quote
from tests.cast import stretch


@pytest.fixture
def publish_many(capture, mayor, topic, jo, ed):
    """Publish the mayor's promise so many times over."""

    def publish(number: int) -> list[Quote]:
        made = []
        for _ in range(number):
            quote = entering.enter(
                capture,
                segments=[stretch(capture, "“The pier will open in May,”")],
                parties=[Party(speaker=mayor, as_named="Oduya")],
                by=jo,
                topics=[topic],
                cue="said",
            )
            quote.submit(by=jo)
            quote.publish(by=ed)
            made.append(quote)
        return made

    return publish
