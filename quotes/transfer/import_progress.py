"""How far a file has been imported: where a run starts, and what it leaves undone."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from quotes.models import ImportRun, RefusedLine, Speaker
from quotes.search.engines import engine
from quotes.transfer.accounts import (
    UNKNOWN_PERSON,
    Accounts,
    Missing,
    NotImportable,
    account_of,
    match_accounts,
)
from quotes.transfer.file_contents import FileContents, contents_of
from quotes.transfer.file_reader import Line
from quotes.transfer.sequences import reserve_ids
from sources.models import Source


@dataclass
class ImportOptions:
    """What is imported, and how. `on_accounts` is called once whose rows they are is settled."""

    path: Path
    publish: bool = False
    reason: str = ""
    dry_run: bool = False
    #: Accounts here by user names in the file, and what is done about names without an account.
    accounts: Mapping[str, str] = field(default_factory=dict)
    missing_accounts: Missing = Missing.CREATE
    #: The account of whoever entered rows that name nobody.
    by: str = ""
    #: It is this newsroom's own record: everything comes back as it was, verdicts included.
    restore: bool = False
    on_accounts: Callable[[Accounts], None] = lambda accounts: None


def start_or_resume(run: ImportOptions) -> ImportRun:
    """The file's run so far, or a new one. A whole record is imported only into an empty one."""
    digest = sha256_of(run.path)
    existing = ImportRun.objects.filter(sha256=digest).first()
    if existing is None:
        return _start(run, digest)
    way = "restore" if run.restore else "publish" if run.publish else "draft"
    if existing.way != way:
        raise NotImportable(_CHANGED_ITS_MIND[existing.way])
    if existing.by_id and run.by and account_of(run.by) != existing.by_id:
        raise NotImportable(
            f"The first run over this file was by {existing.by}. Go on without --by, or begin "
            "again in an empty database."
        )
    if existing.by_id is None and run.by:
        existing.by_id = account_of(run.by)
        existing.save()
    if existing.accounts is None or not _are_here(existing.accounts):
        _settle_accounts(run, existing)
    elif any(existing.accounts.get(name) != pk for name, pk in _mapped(run).items()):
        raise NotImportable(
            "The first run over this file used other accounts. Go on without --accounts, "
            "or begin again in an empty database."
        )
    return existing


#: By the way that the first run imports.
_CHANGED_ITS_MIND = {
    "draft": "This file was imported as drafts. Go on without --publish; publish them at the desk, "
    "or begin again in an empty database.",
    "publish": "This file was imported with --publish. Go on with --publish and --reason.",
    "restore": "This file was imported with --restore. Go on with --restore.",
}


@transaction.atomic
def _start(run: ImportOptions, digest: str) -> ImportRun:
    progress = ImportRun(
        sha256=digest,
        file_name=run.path.name[:255],
        reason=run.reason,
        publishes=run.publish,
        restores=run.restore,
    )
    contents = _settle_accounts(run, progress)
    if contents.is_whole:
        if Source.objects.exists() or Speaker.objects.exists():
            raise NotImportable(
                "This file is a whole record with ids of its own, and this record isn't empty. "
                "Import it into an empty database, or import rows of quotes without ids."
            )
        reserve_ids(contents.highest)
        if not run.dry_run:  # a dry run would lock readers out meanwhile
            engine().set_index_aside()
    return progress


@transaction.atomic
def _settle_accounts(run: ImportOptions, progress: ImportRun):
    contents = contents_of(run.path)
    author = _author(run, contents)
    progress.by_id = account_of(author)
    accounts = match_accounts(contents.usernames, run.accounts, run.missing_accounts)
    accounts.author = author
    progress.accounts = accounts.ids
    progress.save()
    run.on_accounts(accounts)
    return contents


def _author(run: ImportOptions, contents: FileContents) -> str:
    """The user name of who entered quotes that name nobody: an unknown person, if nobody is given."""
    if run.restore and contents.has_rows:
        raise NotImportable(
            "This file has rows of quotes, and isn't a whole record. Leave out --restore."
        )
    unsigned = contents.is_unsigned and not run.restore
    return run.by or (UNKNOWN_PERSON if unsigned else "")


def _are_here(accounts: dict[str, int]) -> bool:
    keys = set(accounts.values())
    return get_user_model().objects.filter(pk__in=keys).count() == len(keys)


def _mapped(run: ImportOptions) -> dict[str, int]:
    here = dict(get_user_model().objects.values_list("username", "pk"))
    return {there: here.get(account, 0) for there, account in run.accounts.items()}


def note_progress(progress: ImportRun, batch: Sequence[Line], refused: set[int]) -> None:
    """Say that a batch is in the record but for the refused lines."""
    first, last = batch[0].number, batch[-1].number
    known = progress.refused_lines.filter(line_number__range=(first, last))
    before = set(known.values_list("line_number", flat=True))
    known.filter(line_number__in=before - refused).delete()
    new = [RefusedLine(run=progress, line_number=number) for number in sorted(refused - before)]
    RefusedLine.objects.bulk_create(new)
    progress.refused += len(refused) - len(before)
    progress.lines_done = max(progress.lines_done, last)
    progress.save()


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
