"""Once a source is withheld, no answer and no copy has the words of it that nobody quoted."""

from pathlib import Path

import pytest
from django.core.cache import caches

from quotes.models import Quote
from sources.models import Capture
from tests.admin.filling import fill, signed_in
from tests.test_canary import read_everything

pytestmark = pytest.mark.django_db
#: In the story of the tests' cast; no quote of it has them.
UNQUOTED = "reopen the old ferry pier"


def answers(client) -> list[str]:
    """Addresses whose answers have the words."""
    return [
        address
        for address, body in read_everything(client).items()
        if UNQUOTED in body.decode("utf-8", "replace")
    ]


def test_withholding_a_source_takes_its_text_from_every_answer_and_copy(
    client, published_quote, superuser, settings, tmp_path, django_capture_on_commit_callbacks
):
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    copies = {
        name: {"BACKEND": backend, "LOCATION": tmp_path / name}
        for name in ("pages", "drawings", "readings")
    }
    settings.CACHES, settings.FLOOD_PER_MINUTE = {**settings.CACHES, **copies}, 0
    source = Capture.objects.get(pk=published_quote.capture_id).source
    client.get(f"/articles/{source.pk}/", follow=True)
    assert answers(client)
    made = list(Path(caches["pages"]._dir).glob("*.djcache"))
    with django_capture_on_commit_callbacks(execute=True):
        saved = fill(
            signed_in(superuser),
            f"/admin/sources/article/{source.pk}/change/",
            display="withheld",
            withheld_reason="Not now.",
            public_reason="Not now.",
        )
    assert saved.status_code == 302
    assert len(made) > 1 and not [
        path for path in made if path.exists() and path.stat().st_size > 200
    ]
    assert answers(client) == []
    assert Quote.objects.get(pk=published_quote.pk).is_public
