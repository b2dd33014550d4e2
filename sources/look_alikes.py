"""Which names look the same to a reader, however they are written.

They differ in spaces, in marks that don't show, in composed letters, or in the shape of an
apostrophe, a quotation mark or a hyphen. Capitals and accents are seen, so they distinguish.
"""

import unicodedata
from hashlib import sha256

from sources.storable_text import clean_line

_SHAPES = {
    "'": "’‘‛`´ʹʻʼʽʾʿˈ′＇׳՚",
    '"': "“”„‟″＂״",
    "-": "‐‑‒–—―−﹘﹣－־⁃",
}
_ONE_SHAPE = str.maketrans({like: shape for shape, likes in _SHAPES.items() for like in likes})


def look(text: str) -> str:
    """The text with one shape for all that look alike; equal for two that look the same."""
    composed = unicodedata.normalize("NFKC", clean_line(text).translate(_ONE_SHAPE))
    return clean_line(composed.translate(_ONE_SHAPE))


def look_key(text: str) -> str:
    """A short key of the look, whatever the text's length, for an index that has to be unique."""
    return sha256(look(text).encode(errors="surrogatepass")).hexdigest()[:40]
