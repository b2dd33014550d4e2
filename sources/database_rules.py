"""Rules that the database itself enforces, written once for SQLite and PostgreSQL.

A `Refusal` becomes one trigger. They are installed after every migrate, since
Django's table rebuild on SQLite silently drops a table's triggers, and a system
check lists those that are missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import AppConfig
from django.core import checks
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

from sources.storable_text import UNSEEN


@dataclass(frozen=True)
class Refusal:
    """One thing that a table refuses.

    `when` is SQL that is true of a row to be refused, with NEW and OLD; it may
    use {find}(text, part) for the 1-based place of a part (0 if absent),
    {unstorable}(column) for text with characters that can't be stored, and
    {blank}(column) for text that isn't empty, and of which nothing shows.
    """

    name: str
    table: str
    event: str  # INSERT, UPDATE or DELETE
    when: str
    message: str

    def statements(self, vendor: str) -> list[str]:
        return self._sqlite() if vendor == "sqlite" else self._postgresql()

    def _sqlite(self) -> list[str]:
        when = _expand(self.when, "sqlite")
        return [
            f"DROP TRIGGER IF EXISTS {self.name}",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_quoted(self.message)}'); END",
        ]

    def _postgresql(self) -> list[str]:
        when = _expand(self.when, "postgresql")
        row = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $body$ "
            f"BEGIN IF {when} THEN RAISE EXCEPTION '{_quoted(self.message).replace('%', '%%')}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $body$",
            f"CREATE OR REPLACE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True)
class Upkeep:
    """A trigger that updates something and refuses nothing: its SQL is written per engine."""

    name: str
    table: str
    sqlite: tuple[str, ...] = ()
    postgresql: tuple[str, ...] = ()

    def statements(self, vendor: str) -> list[str]:
        return list(self.sqlite if vendor == "sqlite" else self.postgresql)


def _quoted(message: str) -> str:
    return message.replace("'", "''")


_UNSTORABLE_SQLITE = (
    "({0} GLOB '*[' || char(1) || '-' || char(8) || char(11) || '-' || char(31)"
    " || char(65534) || char(65535) || ']*' OR instr({0}, char(0)) > 0)"
)
_UNSTORABLE_POSTGRESQL = (
    "({0} ~ ('[' || chr(1) || '-' || chr(8) || chr(11) || '-' || chr(31)"
    " || chr(65534) || chr(65535) || ']'))"
)


_BLANK_SQLITE = f"({{0}} <> '' AND {{0}} NOT GLOB '*[^{UNSEEN}]*')"
_BLANK_POSTGRESQL = f"({{0}} <> '' AND {{0}} ~ '^[{UNSEEN}]*$')"
_TESTS = {
    "sqlite": {"{unstorable}(": _UNSTORABLE_SQLITE, "{blank}(": _BLANK_SQLITE},
    "postgresql": {"{unstorable}(": _UNSTORABLE_POSTGRESQL, "{blank}(": _BLANK_POSTGRESQL},
}


def _expand(sql: str, vendor: str) -> str:
    sql = sql.replace("{find}", "instr" if vendor == "sqlite" else "strpos")
    for test, template in _TESTS[vendor].items():
        while test in sql:
            before, _, rest = sql.partition(test)
            column, _, after = rest.partition(")")
            sql = before + template.format(column) + after
    return sql


def under_tombstone(table: str) -> str:
    """Whether words were erased from the row, which is the one reason to change it."""
    key = "history_id" if "_historical" in table else "id"
    return (
        "EXISTS (SELECT 1 FROM sources_rowtombstone s"
        f' WHERE s."table" = \'{table}\' AND s."row" = OLD.{key})'
    )


def never_changes(table: str, what: str, *, unless: str = "FALSE") -> list[Refusal]:
    """A table whose rows are written once: no update but to erase words, no delete."""
    allowed = {"UPDATE": f"{unless} OR {under_tombstone(table)}", "DELETE": unless}
    return [
        Refusal(
            f"{table}_never_{event.lower()}d",
            table,
            event,
            f"NOT ({condition})",
            f"{what} is never {event.lower()}d.",
        )
        for event, condition in allowed.items()
    ]


def no_blanks(model: type[models.Model]) -> list[Refusal]:
    """Columns that people write: what shows nothing is stored as empty, or not at all."""
    columns = [f.column for f in model._meta.concrete_fields if hasattr(f, "cleaned")]
    tests = {
        "INSERT": [f'{{blank}}(NEW."{name}")' for name in columns],
        "UPDATE": [
            f'NEW."{name}" IS DISTINCT FROM OLD."{name}" AND {{blank}}(NEW."{name}")'
            for name in columns
        ],
    }
    table = model._meta.db_table
    return [
        Refusal(f"{table}_no_blanks_{event.lower()}", table, event, " OR ".join(either), NO_BLANK)
        for event, either in tests.items()
        if columns
    ]


def no_blanks_of(app: AppConfig) -> list[Refusal]:
    """The same for all tables of an app."""
    tables = [model for model in app.get_models() if not model._meta.proxy]
    return [refusal for model in tables for refusal in no_blanks(model)]


NO_BLANK = "Nothing of this text shows. Write something, or leave it empty."
Trigger = Refusal | Upkeep

SOURCES: list[Trigger] = [
    Refusal(
        "sources_capture_text_storable",
        "sources_capture",
        "INSERT",
        "{unstorable}(NEW.text)",
        "A capture can't contain control characters.",
    ),
    # Only words under a tombstone may be blacked out, and every offset stays. The hash goes with
    # them, since it would confirm a guess of what was there.
    Refusal(
        "sources_capture_never_updated",
        "sources_capture",
        "UPDATE",
        "NOT (NEW.id = OLD.id AND NEW.source_id = OLD.source_id AND NEW.length = OLD.length"
        " AND NEW.captured_at = OLD.captured_at"
        " AND NEW.method = OLD.method AND length(NEW.text) = OLD.length"
        " AND NEW.captured_by_id IS NOT DISTINCT FROM OLD.captured_by_id"
        " AND (NEW.obtained_by = OLD.obtained_by AND NEW.note = OLD.note"
        "  AND NEW.outlet_correction = OLD.outlet_correction"
        f"  OR {under_tombstone('sources_capture')})"
        " AND ((NEW.sha256 = OLD.sha256 AND NEW.text = OLD.text"
        f"   AND {under_tombstone('sources_capture')})"
        "  OR (NEW.text <> OLD.text OR NEW.sha256 = OLD.sha256)"
        "   AND EXISTS (SELECT 1 FROM sources_tombstone t WHERE t.capture_id = OLD.id)))",
        "A capture never changes. Record the changed text as a new capture.",
    ),
    Refusal(
        "sources_capture_never_deleted",
        "sources_capture",
        "DELETE",
        "TRUE",
        "A capture is never deleted.",
    ),
    *never_changes("sources_fetchedpage", "A fetched page"),
    *never_changes("sources_linkcheck", "A link check"),
    *never_changes("sources_tombstone", "A tombstone"),
    *never_changes("sources_rowtombstone", "A tombstone"),
    *never_changes("sources_historicalsource", "A source's history"),
    *never_changes("sources_historicalpublisher", "A publisher's history"),
]


def install(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Write the triggers again; harmless when they exist already."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            for statement in trigger.statements(connection.vendor):
                cursor.execute(statement)


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers that the database has now."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def missing(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> list[str]:
    """The triggers that should exist and don't, by name."""
    expected = {t.name for t in triggers if t.statements(connection.vendor)}
    return sorted(expected - installed(connection))


def warn_of_missing(
    triggers: Iterable[Trigger], label: str, databases: Iterable[str] | None
) -> list[checks.CheckMessage]:
    """A system check's warnings, one for each database that lacks triggers.

    A warning, not an error: `migrate`, which installs them, refuses to run on errors.
    """
    warnings = []
    for alias in databases or []:
        connection = connections[alias]
        tables = set(connection.introspection.table_names())
        lost = missing(connection, (t for t in triggers if t.table in tables))
        if lost:
            warnings.append(
                checks.Warning(
                    f"The database {alias} lacks triggers: {', '.join(lost)}.",
                    hint="Run `manage.py migrate`, which installs every trigger again.",
                    id=f"{label}.W001",
                )
            )
    return warnings


def take_down(using: str, triggers: Iterable[Trigger]) -> None:
    """Drop triggers before SQLite rebuilds tables: it refuses to rename one that another's names."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for trigger in triggers:
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")


def install_all(using: str, triggers: Iterable[Trigger]) -> None:
    """Install the triggers of the tables that exist in this database so far."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    install(connection, (t for t in triggers if t.table in tables))


def keep_installed(app: AppConfig, triggers: list[Trigger]) -> None:
    """Install an app's triggers after every migrate, and warn when any are missing.

    SQLite can't rebuild a table that a trigger names, and silently drops the rebuilt table's
    own triggers: so they are all dropped before a migrate that changes anything.
    """

    def drop(*, using, plan, **kwargs):
        if plan:
            take_down(using, triggers)

    def install_again(*, using, **kwargs):
        install_all(using, triggers)

    def warn(app_configs, databases=None, **kwargs):
        return warn_of_missing(triggers, app.label, databases)

    rules = f"{app.label}.database_rules"
    pre_migrate.connect(drop, sender=app, weak=False, dispatch_uid=f"{rules}.drop")
    post_migrate.connect(install_again, sender=app, weak=False, dispatch_uid=rules)
    checks.register(warn, checks.Tags.database)
