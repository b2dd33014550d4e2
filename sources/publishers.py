"""Look a publisher up by its typed name, or make a new one."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from sources.look_alikes import look
from sources.models import Publisher
from sources.storable_text import clean_line

_WITH_PLACE = re.compile(r"(?P<name>.*\S) \((?P<place>[^()]+)\)")


def publisher_named(name: str, kind: str = Publisher.Kind.OUTLET) -> Publisher | None:
    """The publisher in the record with this name; otherwise a new one, not yet saved.

    A place in brackets is the publisher's, whichever way it was entered. Raises ValidationError
    if several have the name.
    """
    name = clean_line(name)
    if not name:
        return None
    return one_named(name, Publisher.objects.all()) or new_publisher(name, kind)


def one_named(name: str, publishers: Iterable[Publisher]) -> Publisher | None:
    """The one of these that is printed so, or else the only one of this name."""
    same = look_of(name)
    found = [p for p in publishers if same in (look_of(str(p)), look_of(p.name))]
    found = [p for p in found if look_of(str(p)) == same] or found
    if len(found) > 1:
        places = "; ".join(f"{p} (no. {p.pk})" if str(p) == name else str(p) for p in found)
        raise ValidationError(f"There is more than one: {places}. Give the place too.")
    return found[0] if found else None


def new_publisher(name: str, kind: str = Publisher.Kind.OUTLET) -> Publisher:
    """A publisher as it is printed: a place in brackets at the end isn't part of the name."""
    if given := _WITH_PLACE.fullmatch(name):
        return Publisher(name=given["name"], place=given["place"], kind=kind)
    return Publisher(name=name, kind=kind)


def look_of(name: str) -> str:
    """What a publisher's name is compared by: how it looks, in lower case."""
    return look(name).lower()
