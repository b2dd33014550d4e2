"""What a name folds to, so that its spellings meet."""

import unicodedata


def name_keys(name: str) -> frozenset[str]:
    """The folded whole name and its folded last word."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.casefold()).split()
    return frozenset(key for key in (" ".join(words), words[-1] if words else "") if key)
