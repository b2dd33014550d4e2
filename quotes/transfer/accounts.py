"""Which account here each user name of a file stands for, settled before the first row.

Nobody's work becomes the program's: the program may publish alone, so that would let one person
do what takes two.
"""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from quotes.editorial.requirements import UNKNOWN_PERSON
from quotes.transfer.csv_file import NotImportable, encoding_of

MAP_COLUMNS = ["in_the_file", "account_here"]


class Missing(StrEnum):
    """What is done about user names that no account here has."""

    CREATE = "create"
    UNKNOWN = "unknown"
    REFUSE = "refuse"


@dataclass
class Accounts:
    """The account of each user name, and how it was found."""

    ids: dict[str, int] = field(default_factory=dict)
    mapped: dict[str, str] = field(default_factory=dict)
    existing: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    #: Who counts as having entered the quotes that name nobody.
    author: str = ""

    def __str__(self) -> str:
        said = [
            ("accounts of the same name here", self.existing),
            ("mapped", [f"{there} is {here}" for there, here in self.mapped.items()]),
            ("created, inactive", self.created),
            (f"set to the unknown person ({UNKNOWN_PERSON})", self.unknown),
            ("entered the quotes that name nobody", [self.author] if self.author else []),
        ]
        return "; ".join(f"{how}: {', '.join(sorted(names))}" for how, names in said if names)


def match_accounts(
    usernames: Collection[str], mapping: Mapping[str, str], missing: Missing
) -> Accounts:
    """Find or make an account for each user name. Raises NotImportable where one has none."""
    here = dict(get_user_model().objects.values_list("username", "pk"))
    _check_mapping(usernames, mapping, here)
    accounts = Accounts(mapped=dict(mapping))
    accounts.ids = {there: here[account] for there, account in mapping.items()}
    for name in sorted(set(usernames) - set(mapping)):
        if name in here:
            accounts.existing.append(name)
            accounts.ids[name] = here[name]
    _find_missing(accounts, sorted(set(usernames) - set(accounts.ids)), missing)
    return accounts


def _check_mapping(
    usernames: Collection[str], mapping: Mapping[str, str], here: Mapping[str, int]
) -> None:
    if strange := sorted(set(mapping) - set(usernames)):
        raise NotImportable(
            f"The file of accounts has {_listed(strange)}, whom the record to import doesn't name. "
            "Write the names as the record has them, or remove those lines."
        )
    if absent := sorted(set(mapping.values()) - set(here)):
        raise NotImportable(
            f"The file of accounts names {_listed(absent)}, and no account here is called that. "
            "Add the account first, or map to another."
        )


def _find_missing(accounts: Accounts, names: list[str], missing: Missing) -> None:
    if not names:
        return
    if missing == Missing.REFUSE:
        raise NotImportable(
            f"No account here is called {_listed(names)}. Add them, map them to other accounts "
            "with --accounts, or leave out --missing-accounts to have them created, inactive."
        )
    if missing == Missing.UNKNOWN:
        accounts.unknown = names
        accounts.ids |= dict.fromkeys(names, unknown_person().pk)
        return
    accounts.created = names
    accounts.ids |= {name: _create(name).pk for name in names}


def _create(name: str):
    """An account that nobody can sign in with until an administrator allows it."""
    if name == UNKNOWN_PERSON:
        return unknown_person()
    user = get_user_model()(username=name, is_active=False)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        raise NotImportable(
            f"“{name[:60]}” can't be the name of an account: {' '.join(error.messages)} "
            "Map it to an account here with --accounts."
        ) from None
    user.save()
    return user


def unknown_person():
    """The account that stands for people nobody knows any more: inactive, and no program."""
    user, made = get_user_model().objects.get_or_create(
        username=UNKNOWN_PERSON, defaults={"first_name": "An unknown person", "is_active": False}
    )
    if made:
        user.set_unusable_password()
        user.save()
    if user.is_active:
        raise NotImportable(
            f"The account {UNKNOWN_PERSON} is somebody's who signs in. Rename it, then try again."
        )
    return user


def account_of(name: str) -> int | None:
    """The account that rows without an author are by; None if none is given."""
    if not name:
        return None
    if name == UNKNOWN_PERSON:
        return unknown_person().pk
    account = get_user_model().objects.filter(username=name).values_list("pk", flat=True).first()
    if account is None:
        raise NotImportable(
            f"No account here is called “{name}”. Give the user name of whoever entered these "
            f"quotes, or {UNKNOWN_PERSON}."
        )
    return account


def read_mapping(path: Path) -> dict[str, str]:
    """The accounts in a CSV file with a column for the file's names and one for those here."""
    with path.open(encoding=encoding_of(path), newline="") as file:
        rows = list(csv.reader(file))
    rows = [cells for row in rows if any(cells := [cell.strip() for cell in row])]
    if not rows or rows[0] != MAP_COLUMNS:
        raise NotImportable(f"The first line of {path} must be: {','.join(MAP_COLUMNS)}")
    mapping: dict[str, str] = {}
    for row in rows[1:]:
        if len(row) != 2 or not all(row):
            raise NotImportable(f"“{','.join(row)}” in {path} isn't a name and an account.")
        if mapping.setdefault(row[0], row[1]) != row[1]:
            raise NotImportable(f"{path} maps {row[0]} to two accounts. Keep one.")
    return mapping


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
