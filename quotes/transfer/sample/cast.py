"""The sample's newsroom, outlets and speakers."""

import datetime as dt
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from quotes.editorial.public_changes import permitted
from quotes.models import Role, Speaker, SpeakerName
from quotes.transfer.sample.script import Block, blocks
from sources.models import Publisher

NEWSROOM = {
    "journalist": ("sample-journalist", "journalists"),
    "editor": ("sample-editor", "editors"),
    "second editor": ("sample-second-editor", "editors"),
    "checker": ("sample-fact-checker", "fact-checkers"),
}


def newsroom() -> dict:
    """Four people whom four eyes ask for; nobody can sign in as one of them."""
    return {key: _colleague(*who) for key, who in NEWSROOM.items()}


def _colleague(username: str, group: str):
    user, created = get_user_model().objects.get_or_create(
        username=username,
        defaults={"first_name": username.replace("-", " "), "is_active": False},
    )
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=group))
    user.is_active = True  # here in memory alone: only who is active has permissions
    return user


def load_publishers(path: Path) -> dict[str, Publisher]:
    made = {}
    for block in blocks(path):
        publisher = Publisher(
            name=block.get("name"),
            kind=block.get("kind", "outlet"),
            place=block.get("place"),
            website=block.get("website"),
        )
        publisher.full_clean()
        publisher.save()
        made[block.key] = publisher
    return made


class Cast:
    """The speakers by their key, and the forms in which texts name each of them."""

    def __init__(self, path: Path, publishers: dict[str, Publisher]):
        self.blocks = {block.key: block for block in blocks(path)}
        self.publishers = publishers
        self.speakers: dict[str, Speaker] = {}
        self.forms: dict[str, list[str]] = {}
        for key in self.blocks:
            self.speaker(key)

    def speaker(self, key: str) -> Speaker:
        if key not in self.speakers:
            self._make(key, self.blocks[key])
        return self.speakers[key]

    def form_in(self, key: str, passage: str) -> str:
        """The longest of a speaker's forms that occurs in a passage; empty if none does."""
        return next((form for form in self.forms[key] if form in passage), "")

    def _make(self, key: str, block: Block) -> None:
        outlet, whole = block.get("publisher"), block.get("part_of")
        speaker = Speaker(
            name=block.get("name"),
            kind=block.get("kind", Speaker.Kind.PERSON),
            description=block.get("description"),
            part_of=self.speaker(whole) if whole else None,
            publisher=self.publishers[outlet] if outlet else None,
        )
        speaker.full_clean()
        speaker.save()
        others = [[*map(str.strip, row.split("|"))] for row in block.all("other")]
        for name, language, script in others:
            SpeakerName.objects.create(speaker=speaker, name=name, language=language, script=script)
        for row in block.all("role"):
            title, first, last = map(str.strip, row.split("|"))
            Role.objects.create(
                speaker=speaker, title=title, held_from=_day(first), held_until=_day(last)
            )
        forms = {speaker.name, *block.all("form"), *(name for name, *_ in others)}
        self.speakers[key] = speaker
        self.forms[key] = sorted(forms, key=len, reverse=True)

    def attest_roles(self, captures: dict) -> None:
        """Titles that a text of the sample gives a speaker, on that text's day."""
        for key, block in self.blocks.items():
            for row in block.all("attested"):
                title, text = map(str.strip, row.split("|"))
                with permitted(self.speakers[key]):
                    Role.objects.create(
                        speaker=self.speakers[key],
                        title=title,
                        attested_in=captures[text],
                        attested_on=captures[text].source.published_on,
                    )


def _day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
