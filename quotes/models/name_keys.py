"""What speakers are looked up by: every name folds to keys, and so does every role.

The rows of `NameKey` are computed from here, whenever a speaker, a name or a role is saved.
"""

from collections.abc import Iterable
from functools import cache

from django.db import models
from django.db.models import QuerySet

from quotes.text.names import initial_key, name_keys, role_keys
from quotes.text.sort_names import listed_as
from sources.db.bulk import write
from sources.db.compiled_query import CompiledQuery


class NameKey(models.Model):
    """What a speaker's names fold to, so that any spelling finds them. Computed, never typed."""

    speaker = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "speaker"], name="name_key_unique")]

    def __str__(self):
        return self.key


def _speakers() -> type[models.Model]:
    """Speaker, which imports this module: asked of the field, so that no import runs back."""
    return NameKey._meta.get_field("speaker").related_model


def refresh_keys(speaker) -> None:
    """Write the keys of a speaker's names and roles again, changing only what differs."""
    existing, required = _existing_keys(speaker), keys_of(speaker)
    speaker.keys.filter(key__in=existing - required).delete()
    NameKey.objects.bulk_create(NameKey(speaker=speaker, key=key) for key in required - existing)


def refresh_many(speakers: list[int]) -> None:
    """The same for many speakers at once, as they arrive from a file."""
    speaker_model = _speakers()
    main = listed(speaker_model.objects.filter(pk__in=speakers))
    speakers = list(main)
    required = {(pk, key) for pk, name in names_of(speakers) for key in name_keys(name)}
    required |= {(pk, initial_key(in_list)) for pk, in_list in main.items()}
    roles = speaker_model.roles.rel.related_model.objects.filter(speaker__in=speakers).values_list(
        "speaker", "title"
    )
    required |= {(pk, key) for pk, title in roles for key in role_keys(title)}
    existing = set(NameKey.objects.filter(speaker__in=speakers).values_list("speaker", "key"))
    for pk, key in existing - required:
        NameKey.objects.filter(speaker=pk, key=key).delete()
    write(NameKey._meta.db_table, ("speaker_id", "key"), sorted(required - existing))


def keys_differ(speaker) -> bool:
    """Whether the stored keys aren't those of the speaker's names and roles."""
    return keys_of(speaker) != _existing_keys(speaker)


def _existing_keys(speaker) -> set[str]:
    return set(speaker.keys.values_list("key", flat=True))


def keys_of(speaker) -> set[str]:
    """What a speaker is looked up by.

    Former names count too, and those of speakers merged into this one: a search for one of
    them finds the speaker. The initial is that by which A–Z has the speaker.
    """
    names = names_of([speaker.pk, *_merged_into(speaker)])
    keys = {key for _, name in names for key in name_keys(name)}
    main = listed(type(speaker).objects.filter(pk=speaker.pk))
    keys |= {initial_key(in_list) for in_list in main.values()}
    for title in speaker.roles.values_list("title", flat=True):
        keys |= role_keys(title)
    return keys


def listed(speakers: QuerySet) -> dict[int, str]:
    """What the list from A to Z has each of these speakers by."""
    rows = speakers.order_by().values_list("pk", "name", "kind", "sort_name")
    return {pk: listed_as(name, kind, typed) for pk, name, kind, typed in rows}


def _merged_into(speaker) -> list[int]:
    """The speakers merged into this one, and those merged into them."""
    found, last = [], [speaker.pk]
    while last:
        last = list(type(speaker).objects.filter(merged_into__in=last).values_list("pk", flat=True))
        found += last
    return found


def names_of(speakers: list[int]) -> Iterable[tuple[int, str]]:
    """Every name of these speakers: the current one, other spellings, and former ones."""
    return _compiled_names()(speakers, speakers, speakers)


@cache
def _compiled_names() -> CompiledQuery:
    speaker_model = _speakers()
    other_names = speaker_model.names.rel.related_model

    def names(current: list[int], other: list[int], former: list[int]) -> QuerySet:
        """No name comes twice for one speaker."""
        today = speaker_model.objects.filter(pk__in=current).order_by().values_list("pk", "name")
        spellings = other_names.objects.filter(speaker__in=other).order_by()
        history = speaker_model.history.model.objects.filter(id__in=former).order_by()
        others = spellings.values_list("speaker", "name"), history.values_list("id", "name")
        return today.union(*others).order_by()

    return CompiledQuery(names)
