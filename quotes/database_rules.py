"""What the database itself refuses of quotes, their parts and their history."""

from sources.database_rules import Refusal, Trigger, never_changes, under_tombstone

# Words may be blacked out if their capture has a tombstone.
_ERASED = (
    "EXISTS (SELECT 1 FROM quotes_quote q JOIN sources_tombstone t ON t.capture_id = q.capture_id"
    " WHERE q.id = OLD.quote_id)"
)
_DRAFT = "EXISTS (SELECT 1 FROM quotes_quote q WHERE q.id = OLD.quote_id AND q.status = 'draft')"


def _public(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM quotes_quote q WHERE q.id = {row}.quote_id"
        " AND q.status IN ('published', 'withdrawn'))"
    )


def _segment(event: str) -> list[Refusal]:
    """What a segment must be, whether it is inserted or updated."""
    of_capture = (
        "FROM quotes_quote q JOIN sources_capture c ON c.id = q.capture_id"
        " WHERE q.id = NEW.quote_id"
    )
    suffix = event.lower()
    return [
        Refusal(
            f"quotes_segment_inside_capture_{suffix}",
            "quotes_segment",
            event,
            f'NEW."end" > (SELECT c.length {of_capture})',
            "A segment must be inside its capture.",
        ),
        Refusal(
            f"quotes_segment_words_stand_{suffix}",
            "quotes_segment",
            event,
            'NEW.words <> (SELECT substr(c.text, NEW.start + 1, NEW."end" - NEW.start) '
            f"{of_capture})",
            "A segment's words must be those of its capture.",
        ),
        Refusal(
            f"quotes_segment_in_order_{suffix}",
            "quotes_segment",
            event,
            "EXISTS (SELECT 1 FROM quotes_segment s WHERE s.quote_id = NEW.quote_id"
            " AND s.id <> COALESCE(NEW.id, -1)"
            ' AND ((s.position < NEW.position AND s."end" > NEW.start)'
            ' OR (s.position > NEW.position AND s.start < NEW."end")'
            " OR s.position = NEW.position))",
            "Segments must be in order and must not overlap.",
        ),
    ]


SEGMENTS: list[Trigger] = [
    *_segment("INSERT"),
    *_segment("UPDATE"),
    Refusal(
        "quotes_segment_public_not_inserted",
        "quotes_segment",
        "INSERT",
        _public("NEW"),
        "The words of a published quote never change. Replace the quote.",
    ),
    Refusal(
        "quotes_segment_public_not_updated",
        "quotes_segment",
        "UPDATE",
        f'{_public("OLD")} AND NOT (NEW.start = OLD.start AND NEW."end" = OLD."end"'
        f" AND NEW.quote_id = OLD.quote_id AND NEW.position = OLD.position AND {_ERASED})",
        "The words of a published quote never change. Replace the quote.",
    ),
    Refusal(
        "quotes_segment_public_not_deleted",
        "quotes_segment",
        "DELETE",
        _public("OLD"),
        "The words of a published quote never change. Replace the quote.",
    ),
]


def _occurs(table: str, column: str, of: str, capture: str, message: str) -> list[Refusal]:
    """Words given as a source's own must occur in that source, which `of` names."""
    absent = (
        f"NEW.{column} <> '' AND COALESCE((SELECT {{find}}(c.text, NEW.{column})"
        f" FROM {capture}), 1) = 0"
    )
    # Texts may be long, so they are searched again only if the answer can have changed.
    changed = f"(NEW.{column} <> OLD.{column} OR NEW.{of} IS DISTINCT FROM OLD.{of})"
    return [
        Refusal(f"{table}_{column}_occurs_insert", table, "INSERT", absent, message),
        Refusal(
            f"{table}_{column}_occurs_update", table, "UPDATE", f"{changed} AND {absent}", message
        ),
    ]


OCCURRENCES: list[Trigger] = [
    *_occurs(
        "quotes_quote",
        "cue",
        "capture_id",
        "sources_capture c WHERE c.id = NEW.capture_id",
        "The cue must occur in the capture.",
    ),
    *_occurs(
        "quotes_attribution",
        "as_named",
        "quote_id",
        "quotes_quote q JOIN sources_capture c ON c.id = q.capture_id WHERE q.id = NEW.quote_id",
        "A party as named must occur in the capture.",
    ),
    *_occurs(
        "quotes_role",
        "title",
        "attested_in_id",
        "sources_capture c WHERE c.id = NEW.attested_in_id",
        "A role must occur in the text that attests it.",
    ),
]

_VOICES = (
    "(SELECT count(*) FROM quotes_attribution a WHERE a.quote_id = NEW.id AND a.relation = 'voice')"
)
_SEGMENTS = "(SELECT count(*) FROM quotes_segment s WHERE s.quote_id = NEW.id)"

QUOTES: list[Trigger] = [
    Refusal(
        "quotes_quote_begins_as_draft",
        "quotes_quote",
        "INSERT",
        "NEW.status <> 'draft'",
        "A new quote must be a draft.",
    ),
    Refusal(
        "quotes_quote_status_in_order",
        "quotes_quote",
        "UPDATE",
        "NEW.status <> OLD.status AND (OLD.status || '>' || NEW.status) NOT IN"
        " ('draft>in_review', 'in_review>draft', 'in_review>published', 'published>withdrawn')",
        "A quote goes from draft to in review to published to withdrawn.",
    ),
    Refusal(
        "quotes_quote_published_with_voice",
        "quotes_quote",
        "UPDATE",
        f"NEW.status = 'published' AND OLD.status <> 'published' AND {_VOICES} = 0",
        "A quote without a speaker can't be published. Say who says it.",
    ),
    Refusal(
        "quotes_quote_published_with_words",
        "quotes_quote",
        "UPDATE",
        f"NEW.status = 'published' AND OLD.status <> 'published' AND {_SEGMENTS} = 0",
        "A quote without words can't be published. Select its words.",
    ),
    Refusal(
        "quotes_quote_capture_stays",
        "quotes_quote",
        "UPDATE",
        f"NEW.capture_id <> OLD.capture_id AND {_SEGMENTS} > 0",
        "A quote stays with the text it was found in.",
    ),
    Refusal(
        "quotes_quote_public_not_deleted",
        "quotes_quote",
        "DELETE",
        "OLD.status <> 'draft'",
        "Only a draft can be deleted. Withdraw a published quote.",
    ),
]

HISTORY: list[Trigger] = [
    Refusal(
        "quotes_revision_never_updated",
        "quotes_revision",
        "UPDATE",
        "NOT (NEW.quote_id = OLD.quote_id AND NEW.number = OLD.number AND NEW.kind = OLD.kind"
        " AND NEW.made_at = OLD.made_at AND NEW.reason = OLD.reason"
        " AND NEW.made_by_id IS NOT DISTINCT FROM OLD.made_by_id"
        f" AND NEW.is_public = OLD.is_public AND {_ERASED})"
        f" AND NOT {under_tombstone('quotes_revision')}",
        "A revision is never changed.",
    ),
    Refusal(
        "quotes_revision_never_deleted",
        "quotes_revision",
        "DELETE",
        f"NOT {_DRAFT}",
        "A revision is never deleted.",
    ),
    Refusal(
        "quotes_revision_keeps_a_voice",
        "quotes_revision",
        "INSERT",
        "EXISTS (SELECT 1 FROM quotes_quote q WHERE q.id = NEW.quote_id"
        " AND q.status IN ('published', 'withdrawn'))"
        " AND NOT EXISTS (SELECT 1 FROM quotes_attribution a WHERE a.quote_id = NEW.quote_id"
        " AND a.relation = 'voice')",
        "A published quote needs at least one speaker.",
    ),
    Refusal(
        "quotes_review_never_updated",
        "quotes_review",
        "UPDATE",
        f"NOT {under_tombstone('quotes_review')}",
        "A review is never changed. Add another.",
    ),
    Refusal(
        "quotes_review_never_deleted",
        "quotes_review",
        "DELETE",
        f"NOT {_DRAFT}",
        "A review is never deleted. Add another.",
    ),
    *never_changes("quotes_historicalspeaker", "A speaker's history"),
    *never_changes("quotes_historicalspeakername", "A name's history"),
    *never_changes("quotes_historicalrole", "A role's history"),
    *never_changes("quotes_historicaltopic", "A topic's history"),
    *never_changes("quotes_historicalquotelink", "A link's history"),
    *never_changes("quotes_historicalfactcheck", "A fact-check's history"),
]

_OF_MATCHES = "quotes_match m JOIN quotes_evidence e ON e.id = m.evidence_id"


def _says_what_was_said(evidence: str) -> str:
    return (
        f"({evidence}.hop_id IS NULL OR EXISTS (SELECT 1 FROM quotes_attribution a"
        f" WHERE a.id = {evidence}.hop_id AND a.relation = 'voice'))"
    )


def _original(evidence: str) -> str:
    return (
        f"{evidence}.quote_id = NEW.quote_id AND {evidence}.purpose = 'primary'"
        f" AND {evidence}.unlinked_at IS NULL AND {_says_what_was_said(evidence)}"
    )


# The evidence that a confirmation rests on has other words, or the original lacks them.
_CHOSEN_DIFFERS = (
    f"EXISTS (SELECT 1 FROM {_OF_MATCHES} WHERE e.id = NEW.evidence_id"
    f" AND {_says_what_was_said('e')} AND (m.verdict = 'altered'"
    " OR (m.verdict = 'not_found' AND e.purpose = 'primary')))"
)
# No original has a span of the quote as it is quoted.
_ORIGINALS_DIFFER = (
    f"EXISTS (SELECT 1 FROM {_OF_MATCHES} WHERE {_original('e')}"
    " AND m.verdict IN ('altered', 'not_found')"
    " AND EXISTS (SELECT 1 FROM quotes_segment s WHERE s.quote_id = NEW.quote_id"
    ' AND s.start <= m.stretch_start AND s."end" >= m.stretch_end)'
    " AND NOT EXISTS (SELECT 1 FROM quotes_match n JOIN quotes_evidence f ON f.id = n.evidence_id"
    f" WHERE {_original('f')} AND n.stretch_start = m.stretch_start"
    " AND n.stretch_end = m.stretch_end"
    " AND n.verdict NOT IN ('altered', 'not_found', 'not_compared')))"
)

REVIEWS: list[Trigger] = [
    Refusal(
        "quotes_review_confirmed_names_difference",
        "quotes_review",
        "INSERT",
        "NEW.verdict = 'confirmed' AND NEW.difference = ''"
        f" AND ({_CHOSEN_DIFFERS} OR {_ORIGINALS_DIFFER})",
        "The original has other words. Name the difference, or choose another verdict.",
    ),
]

TRIGGERS: list[Trigger] = [
    *SEGMENTS,
    *OCCURRENCES,
    *QUOTES,
    *REVIEWS,
    *HISTORY,
]
