"""Two speakers whose names look the same are distinguished by their descriptions.

The keys are computed whenever a speaker is saved, and the database refuses a second unmerged
speaker of the same two. Speakers from before that rule stay: the later ones have no key of their
description, until their names are free.
"""

from collections.abc import Iterable, Iterator

from django.db import models, transaction

from sources.db.bulk import update
from sources.look_alikes import look_key
from sources.models.tombstone import BLACK

SAME_NAME = (
    "“%(name)s” is in the record already. Choose that speaker; if this is somebody else, describe "
    "what distinguishes them."
)
KEYS = ("name_look", "description_look")


class LookKey(models.CharField):
    """What another column of the row looks like, as a short key. Computed, never typed."""

    def __init__(self, of: str, **options):
        self.of = of
        super().__init__(**{"max_length": 40, "null": True, "editable": False, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {"of": self.of, **options}

    def pre_save(self, instance, add):
        key = instance.look_keys()[self.of]
        setattr(instance, self.attname, key)
        return key


class SpeakerQuerySet(models.QuerySet):
    def unmerged(self):
        """Speakers that haven't been merged into another."""
        return self.filter(merged_into=None)

    def called(self, name: str):
        """Unmerged speakers whose main name looks like this one."""
        return self.unmerged().filter(name_look=look_key(name))

    @transaction.atomic
    def update(self, **values):
        """A name that is changed past the model gets its keys, too."""
        if not values.keys() & {"name", "description"}:
            return super().update(**values)
        keys = list(self.values_list("pk", flat=True))
        done = super().update(**values)
        give_keys(self.model.objects.filter(pk__in=keys))
        return done

    update.alters_data = True


def keys_of(name: str, description: str) -> dict[str, str | None]:
    """The two keys by the column that each is of. What was blacked out distinguishes nobody."""
    erased = BLACK in name + description
    return {"name": look_key(name), "description": None if erased else look_key(description)}


def give_keys(speakers: models.QuerySet) -> None:
    """Write the keys of these speakers as they should be. Fails if the database refuses a name."""
    rows = speakers.order_by("pk").values_list("pk", "name", "description")
    keys = [(pk, keys_of(name, description)) for pk, name, description in rows]
    update(speakers.model, KEYS, [(pk, k["name"], k["description"]) for pk, k in keys])


def settle(model: type[models.Model]) -> None:
    """Give every speaker the keys that are free, the oldest first; no name is refused.

    For speakers who come from before the rule: from an older database, or an older file.
    """
    rows = models.QuerySet(model)
    with_keys = rows.filter(merged_into=None).exclude(description_look=None)
    taken = set(with_keys.order_by().values_list(*KEYS))
    settled = []
    columns = ("pk", "name", "description", "merged_into")
    for pk, name, description, merged_into in (
        rows.filter(description_look=None).order_by("pk").values_list(*columns)
    ):
        keys = keys_of(name, description)
        pair = keys["name"], keys["description"]
        if merged_into is None and pair in taken:
            pair = keys["name"], None
        elif merged_into is None:
            taken.add(pair)
        settled.append((pk, *pair))
    update(model, KEYS, settled)


def keys_differ(speaker) -> bool:
    """Whether the stored keys aren't those of the speaker's name and description."""
    keys = keys_of(speaker.name, speaker.description)
    description = speaker.description_look in (None, keys["description"])
    return speaker.name_look != keys["name"] or not description


def mend(model: type[models.Model]) -> None:
    """Write wrong keys again, as far as they are free."""
    wrong = [speaker.pk for speaker in model.objects.iterator() if keys_differ(speaker)]
    update(model, KEYS, [(pk, None, None) for pk in wrong])
    settle(model)


def look_alikes(speakers: Iterable) -> Iterator[str]:
    """Sentences on those of these speakers whom no reader can distinguish."""
    groups: dict[tuple, list] = {}
    for speaker in speakers:
        key = look_key(speaker.name), look_key(speaker.description)
        groups.setdefault(key, []).append(speaker)
    for group in groups.values():
        if len(group) > 1:
            numbers = " and ".join(str(speaker.pk) for speaker in group)
            yield (
                f"Speakers {numbers} look the same: {group[0]}. Merge them, or describe what "
                "distinguishes them."
            )
