"""The publisher that somebody types by name: one of the record's, or a new one."""

from django.core.exceptions import ValidationError

from sources.models import Publisher


def publisher_named(name: str, kind: str = Publisher.Kind.OUTLET) -> Publisher | None:
    """One of the record's; a name it doesn't know gives a new one, not yet saved.

    Raises ValidationError where the record has several of the name.
    """
    if not name:
        return None
    found = list(Publisher.objects.filter(name__iexact=name.partition(" (")[0]))
    found = [p for p in found if str(p) == name] or found
    if len(found) > 1:
        places = "; ".join(str(publisher) for publisher in found)
        raise ValidationError(f"There is more than one: {places}. Give the place too.")
    return found[0] if found else Publisher(name=name, kind=kind)
