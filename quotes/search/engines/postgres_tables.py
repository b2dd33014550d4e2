"""What search on PostgreSQL keeps beside the search rows, and how it stays in step with them.

A search row is wide, since its words, its tokens and its tsvector are in it, and an index
scan that needs two thousand of them would read as many pages. So the full-text index is over
a narrow table of keys and facet tokens; what it indexes is the document of the row of that key.
PostgreSQL takes a function for immutable on our word. It holds: a document never changes under
its key without its narrow row being written again, which triggers see to.
"""

from sources.database_rules import Upkeep

FACETS = "quotes_searchfacets"
INDEX = "quotes_searchfacets_document"
DOCUMENT = "quotes_search_document"

# The days, from which on a row's filters are no facets, are left out; kind and review, language
# and year, of which there are few, are joined, so that half as many tokens are counted.
TOKENS = (
    "replace(replace(split_part(substr(filters, 6), ' decade_', 1), ' review_', '+review_'),"
    " ' year_', '+year_')"
)
FILL = f"INSERT INTO {FACETS} (key, tokens) SELECT key, {TOKENS} FROM"
CREATE_INDEX = f"""
CREATE INDEX IF NOT EXISTS {INDEX} ON {FACETS} USING gin ({DOCUMENT}(key)) WITH (fastupdate = off)
"""
CREATE = f"""
CREATE TABLE {FACETS} (key bigint PRIMARY KEY, tokens text NOT NULL);
CREATE FUNCTION {DOCUMENT}(bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL RESTRICTED
    SET search_path FROM CURRENT AS 'SELECT document FROM quotes_searchrow WHERE key = $1';
DROP INDEX quotes_searchrow_document;
{FILL} quotes_searchrow ORDER BY key;
{CREATE_INDEX};
"""
DROP = f"""
DROP TABLE {FACETS};
DROP FUNCTION {DOCUMENT}(bigint);
CREATE INDEX quotes_searchrow_document ON quotes_searchrow USING gin (document)
    WITH (fastupdate = off);
"""


def _upkeep(event: str, tables: str, *statements: str) -> Upkeep:
    name = f"quotes_searchrow_{event.lower()}_faceted"
    body = " ".join(f"{statement};" for statement in statements)
    return Upkeep(
        name,
        "quotes_searchrow",
        postgresql=(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$"
            f" BEGIN {body} RETURN NULL; END $body$",
            f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON quotes_searchrow"
            f" {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ),
    )


_REMOVE = f"DELETE FROM {FACETS} f USING gone WHERE f.key = gone.key"
TRIGGERS = [
    _upkeep("INSERT", "REFERENCING NEW TABLE AS came", f"{FILL} came"),
    _upkeep("DELETE", "REFERENCING OLD TABLE AS gone", _REMOVE),
    _upkeep(
        "UPDATE",
        "REFERENCING OLD TABLE AS gone NEW TABLE AS came",
        _REMOVE,
        f"{FILL} came",
    ),
    _upkeep("TRUNCATE", "", f"TRUNCATE {FACETS}"),
]
