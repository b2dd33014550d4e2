"""Keep, beside each speaker, what all their names fold to."""

from quotes.text.names import name_keys, slug

__all__ = ["refresh_keys", "slug"]


def refresh_keys(speaker) -> None:
    """Write the keys of a speaker's names and roles anew, changing only what differs.

    Former names count too: who looks for one finds the speaker.
    """
    from quotes.models import NameKey
    from quotes.search.speakers import names_of, role_keys

    wanted = {key for _, name in names_of([speaker.pk]) for key in name_keys(name)}
    for title in speaker.roles.values_list("title", flat=True):
        wanted |= role_keys(title)
    held = set(speaker.keys.values_list("key", flat=True))
    speaker.keys.filter(key__in=held - wanted).delete()
    NameKey.objects.bulk_create(NameKey(speaker=speaker, key=key) for key in wanted - held)
