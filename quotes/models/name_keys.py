"""Keep, beside each speaker, what all their names fold to."""

from quotes.text.names import initial_key, name_keys, role_keys, slug
from sources.db.bulk import write

__all__ = ["refresh_keys", "slug"]


def refresh_keys(speaker) -> None:
    """Write the keys of a speaker's names and roles anew, changing only what differs."""
    from quotes.models import NameKey

    wanted, held = keys_of(speaker), set(speaker.keys.values_list("key", flat=True))
    speaker.keys.filter(key__in=held - wanted).delete()
    NameKey.objects.bulk_create(NameKey(speaker=speaker, key=key) for key in wanted - held)


def refresh_many(speakers: list[int]) -> None:
    """The same for many speakers at once, as they arrive from a file."""
    from quotes.models import NameKey, Role, Speaker
    from quotes.search.speakers import names_of

    main = dict(Speaker.objects.filter(pk__in=speakers).values_list("pk", "name"))
    speakers = list(main)
    wanted = {(pk, key) for pk, name in names_of(speakers) for key in name_keys(name)}
    wanted |= {(pk, initial_key(name)) for pk, name in main.items()}
    roles = Role.objects.filter(speaker__in=speakers).values_list("speaker", "title")
    wanted |= {(pk, key) for pk, title in roles for key in role_keys(title)}
    held = set(NameKey.objects.filter(speaker__in=speakers).values_list("speaker", "key"))
    for pk, key in held - wanted:
        NameKey.objects.filter(speaker=pk, key=key).delete()
    write(NameKey._meta.db_table, ("speaker_id", "key"), sorted(wanted - held))


def keys_differ(speaker) -> bool:
    """Whether the keys held aren't those of the speaker's names and roles."""
    return keys_of(speaker) != set(speaker.keys.values_list("key", flat=True))


def keys_of(speaker) -> set[str]:
    """What a speaker is looked up by.

    Former names count too, and those of speakers merged into this one: who looks for one
    finds the speaker. The initial is the main name's alone.
    """
    from quotes.models import Speaker
    from quotes.search.speakers import names_of

    names = names_of([speaker.pk, *merged(speaker)])
    wanted = {key for _, name in names for key in name_keys(name)}
    main = Speaker.objects.filter(pk=speaker.pk).values_list("name", flat=True)
    wanted |= {initial_key(name) for name in main}
    for title in speaker.roles.values_list("title", flat=True):
        wanted |= role_keys(title)
    return wanted


def merged(speaker) -> list[int]:
    """The speakers merged into this one, and those merged into them."""
    found, last = [], [speaker.pk]
    while last:
        last = list(type(speaker).objects.filter(merged_into__in=last).values_list("pk", flat=True))
        found += last
    return found
