"""What the database does by itself about rows that the public sees.

It refuses to change them but with a permit, and it moves the record's version with the copies and
checks of public sources: these come from forms, the admin, a fetch and a nightly command, and
their app knows no quotes.

`visibility` says in Django's words what is public; here it is in SQL, for the triggers.
"""

from collections.abc import Iterable

from django.db.models import Model

from quotes.models import (
    Attribution,
    OwnDocument,
    Quote,
    RecordVersion,
    Review,
    Role,
    Speaker,
    SpeakerName,
    Topic,
    WritePermit,
)
from quotes.models.public_change import GUARDED, public_columns
from quotes.models.record_version import ONLY
from quotes.visibility import LEVELS
from sources.database_rules import Refusal, Trigger, Upkeep
from sources.models import ArchivedCopy, LinkCheck, Publisher, Source

REFUSED = "This is public: propose the change with a reason, and a second person accepts it."
MERGED = "This speaker was merged into another. Undo the merge first."
KEPT = "This is public and is never deleted."
TOPICS = "The topics of a published quote change with a public reason, as the quote does."


def _public_quote(name: str) -> str:
    return f"{name}.status IN ('published', 'withdrawn')"


def _exists(tables: str, where: str) -> str:
    return f"EXISTS (SELECT 1 FROM {tables} WHERE {where})"


def _speaker(row: str, levels: int = LEVELS) -> str:
    """A party to a public quote, an unnamed party's affiliation, or what one is part of."""
    party, part = f"a{levels}", f"s{levels}"
    public = " OR ".join(
        _exists(
            f"quotes_attribution {party} JOIN quotes_quote q ON q.id = {party}.quote_id",
            f"{party}.{column} = {row} AND {_public_quote('q')}",
        )
        for column in ("speaker_id", "affiliation_id")
    )
    if levels:
        parts = f"{part}.part_of_id = {row} AND {_speaker(f'{part}.id', levels - 1)}"
        public += f" OR {_exists(f'quotes_speaker {part}', parts)}"
    return f"({public})"


def _source(row: str) -> str:
    """Quoted, compared with, or itself a party."""
    captures = "sources_capture c JOIN"
    quoted = _exists(
        f"{captures} quotes_quote q ON q.capture_id = c.id",
        f"c.source_id = {row} AND {_public_quote('q')}",
    )
    compared = _exists(
        f"{captures} quotes_evidence e ON e.capture_id = c.id"
        " JOIN quotes_quote q ON q.id = e.quote_id",
        f"c.source_id = {row} AND e.unlinked_at IS NULL AND {_public_quote('q')}",
    )
    named = _exists(
        "quotes_attribution d JOIN quotes_quote q ON q.id = d.quote_id",
        f"d.document_id = {row} AND {_public_quote('q')}",
    )
    return f"({quoted} OR {compared} OR {named})"


def _publisher(row: str) -> str:
    source = _exists("sources_source o", f"o.publisher_id = {row} AND {_source('o.id')}")
    speaker = _exists(
        "quotes_speaker p",
        f"p.publisher_id = {row} AND p.merged_into_id IS NULL AND {_speaker('p.id')}",
    )
    return f"({source} OR {speaker})"


def _topic(row: str) -> str:
    return _exists(
        "quotes_quote_topics t JOIN quotes_quote q ON q.id = t.quote_id",
        f"t.topic_id = {row} AND {_public_quote('q')}",
    )


def _merged(row: str) -> str:
    return _exists("quotes_speaker m", f"m.id = {row} AND m.merged_into_id IS NOT NULL")


def _unpermitted(label: str, row: str) -> str:
    permits = f"{WritePermit._meta.db_table} w"
    permitted = _exists(permits, f"w.model = '{label}' AND w.row = {row}")
    return f"NOT {permitted}"


PUBLIC = {Speaker: _speaker, Source: _source, Publisher: _publisher, Topic: _topic}


def _any_differs(columns: Iterable[str]) -> str:
    return " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)


def _differs(model: type[Model]) -> str:
    return _any_differs(field.column for field in public_columns(model))


def _own_row(model: type[Model]) -> list[Refusal]:
    """A speaker, a source, a publisher, a topic."""
    table, label = model._meta.db_table, model._meta.label_lower
    unpermitted, differs = _unpermitted(label, "OLD.id"), _differs(model)
    refusals = [
        Refusal(
            f"{table}_public_changes_by_two",
            table,
            "UPDATE",
            f"({differs}) AND {unpermitted} AND {PUBLIC[model]('OLD.id')}",
            REFUSED,
        ),
        Refusal(f"{table}_public_kept", table, "DELETE", PUBLIC[model]("OLD.id"), KEPT),
    ]
    if model is Speaker:
        merged = f"({differs}) AND OLD.merged_into_id IS NOT NULL AND {unpermitted}"
        refusals.append(Refusal(f"{table}_merged_stays", table, "UPDATE", merged, MERGED))
    return refusals


def _of_another(model: type[Model], owner: type[Model]) -> list[Refusal]:
    """A name or a title, which is its speaker's; whose own a document is, which is the document's."""
    refused = [("public", PUBLIC[owner], REFUSED)]
    if owner is Speaker:
        refused.append(("merged", _merged, MERGED))
    table, refusals = model._meta.db_table, []
    for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
        for row in rows:
            owned_by = f"{row}.{GUARDED[model]}"
            unpermitted = _unpermitted(owner._meta.label_lower, owned_by)
            changed = f"({_differs(model)}) AND " if event == "UPDATE" else ""
            for name, is_so, message in refused:
                refusals.append(
                    Refusal(
                        f"{table}_{name}_{event.lower()}_{row.lower()}",
                        table,
                        event,
                        f"{changed}{unpermitted} AND {is_so(owned_by)}",
                        message,
                    )
                )
    return refusals


def _topics_of_quotes() -> list[Refusal]:
    table = "quotes_quote_topics"
    return [
        Refusal(
            f"{table}_public_{event.lower()}",
            table,
            event,
            f"{_unpermitted('quotes.quote', f'{row}.quote_id')} AND "
            + _exists("quotes_quote q", f"q.id = {row}.quote_id AND {_public_quote('q')}"),
            TOPICS,
        )
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ]


def _quotes() -> list[Refusal]:
    """A quote's own columns, and the parties of its attribution."""
    unpermitted = _unpermitted("quotes.quote", "OLD.id")
    content = _any_differs([*Quote.CONTENT, "parent_id"])
    public = "OLD.status IN ('published', 'withdrawn')"
    refusals = [
        Refusal(
            "quotes_quote_public_changes_by_two",
            "quotes_quote",
            "UPDATE",
            f"({content}) AND {public} AND {unpermitted}",
            REFUSED,
        )
    ]
    columns = [f.column for f in Attribution._meta.concrete_fields if not f.primary_key]
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        changed = f"({_any_differs(columns)}) AND " if event == "UPDATE" else ""
        refusals.append(
            Refusal(
                f"quotes_attribution_public_{event.lower()}",
                "quotes_attribution",
                event,
                f"{changed}{_unpermitted('quotes.quote', f'{row}.quote_id')} AND "
                + _exists("quotes_quote q", f"q.id = {row}.quote_id AND {_public_quote('q')}"),
                REFUSED,
            )
        )
    return refusals


TAKES_TWO = ", ".join(f"'{verdict}'" for verdict in Review.TAKES_TWO)
#: Without a permit, none of the verdicts that take two comes into the record.
REVIEWS = [
    Refusal(
        "quotes_review_takes_two",
        "quotes_review",
        "INSERT",
        f"NEW.verdict IN ({TAKES_TWO}) AND {_unpermitted('quotes.quote', 'NEW.quote_id')} AND "
        + _exists("quotes_quote q", f"q.id = NEW.quote_id AND {_public_quote('q')}"),
        "This verdict takes two people: one proposes it, and a second one accepts it.",
    ),
]
_CHANGE = "quotes_publicchange"
_PROPOSED = ("model", "row", "kind", "proposed_by_id", "proposed_at", "reverts_id")
_DECIDED = ("outcome", "decided_by_id", "decided_at", "applied_at")


CHANGES = [
    Refusal(f"{_CHANGE}_never_deleted", _CHANGE, "DELETE", "TRUE", "A change is never deleted."),
    Refusal(
        f"{_CHANGE}_proposal_stays",
        _CHANGE,
        "UPDATE",
        _any_differs(_PROPOSED),
        "A proposed change stays as it was proposed. Take it back and propose another.",
    ),
    Refusal(
        f"{_CHANGE}_decision_stays",
        _CHANGE,
        "UPDATE",
        f"OLD.decided_at IS NOT NULL AND ({_any_differs(_DECIDED)})",
        "This change was decided already. Propose another.",
    ),
]

_ADVANCE = f"UPDATE {RecordVersion._meta.db_table} SET number = number + 1 WHERE id = {ONLY}"
#: A check that didn't reach the page is shown to nobody.
_REACHED = "NEW.outcome NOT IN ('refused', 'unreachable')"


def _moves_version(model: type[Model], event: str, row: str, shown: str = "TRUE") -> Upkeep:
    """A row that pages show of its source, if that is public."""
    table = model._meta.db_table
    name = f"{table}_moves_version_{event.lower()}"
    when = f"{shown} AND {_source(f'{row}.source_id')}"
    return Upkeep(
        name,
        table,
        sqlite=(
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {when} BEGIN {_ADVANCE}; END",
        ),
        postgresql=(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ "
            f"BEGIN IF {when} THEN {_ADVANCE}; END IF; RETURN NULL; END $body$",
            f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        ),
    )


COPIES = [
    _moves_version(ArchivedCopy, "INSERT", "NEW"),
    _moves_version(ArchivedCopy, "UPDATE", "NEW"),
    _moves_version(ArchivedCopy, "DELETE", "OLD"),
    _moves_version(LinkCheck, "INSERT", "NEW", _REACHED),
]
TRIGGERS: list[Trigger] = [
    *(one for model in PUBLIC for one in _own_row(model)),
    *(one for model in (SpeakerName, Role) for one in _of_another(model, Speaker)),
    *_of_another(OwnDocument, Source),
    *_topics_of_quotes(),
    *_quotes(),
    *REVIEWS,
    *CHANGES,
    *COPIES,
]
