"""Keep, beside each speaker, what all their names fold to."""

from quotes.text.names import name_keys, slug

__all__ = ["refresh_keys", "slug"]


def refresh_keys(speaker) -> None:
    """Write the keys of a speaker's names anew, changing only what differs."""
    from quotes.models import NameKey

    names = [speaker.name, *speaker.names.values_list("name", flat=True)]
    wanted = {key for name in names for key in name_keys(name)}
    held = set(speaker.keys.values_list("key", flat=True))
    speaker.keys.filter(key__in=held - wanted).delete()
    NameKey.objects.bulk_create(NameKey(speaker=speaker, key=key) for key in wanted - held)
