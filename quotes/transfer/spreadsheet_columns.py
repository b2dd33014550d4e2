"""The columns of a spreadsheet of quotes."""

#: The columns that a row may have. It needs `words`, and `text` or the `url` of a known source.
SOURCE = (
    "url", "headline", "author", "publisher", "published_on", "time_zone", "language", "text",
)  # fmt: skip
QUOTE = (
    "words", "speaker", "as_named", "unnamed", "cue", "medium", "medium_basis", "kind",
    "said_from", "said_to", "topics",
)  # fmt: skip
COLUMNS = (*SOURCE, *QUOTE)
