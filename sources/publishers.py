"""Look a publisher up by its typed name, or make a new one."""

from django.core.exceptions import ValidationError

from sources.models import Publisher
from sources.storable_text import clean_line


def publisher_named(name: str, kind: str = Publisher.Kind.OUTLET) -> Publisher | None:
    """The publisher in the record with this name; otherwise a new one, not yet saved.

    Raises ValidationError if several have the name.
    """
    name = clean_line(name)
    if not name:
        return None
    found = list(Publisher.objects.filter(name__iexact=name.partition(" (")[0]))
    found = [p for p in found if str(p) == name] or found
    if len(found) > 1:
        places = "; ".join(str(publisher) for publisher in found)
        raise ValidationError(f"There is more than one: {places}. Give the place too.")
    return found[0] if found else Publisher(name=name, kind=kind)
