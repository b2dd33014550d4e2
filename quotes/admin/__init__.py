"""The newsroom's side of the quotes: enter, check, publish, keep tidy."""

from . import quotes, speakers, topics

__all__ = ["quotes", "speakers", "topics"]
