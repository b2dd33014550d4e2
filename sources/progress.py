"""How far a long command is, on a terminal; silent under cron."""

import sys
from typing import TextIO


class Progress:
    """Counts what is done of what there is, on one line that is written over."""

    def __init__(self, total: int, out: TextIO = sys.stderr):
        self.total, self.done, self.out = total, 0, out

    def step(self, what: str) -> None:
        self.done += 1
        if self.out.isatty():
            self.out.write(f"\r\033[K{self.done}/{self.total} {what[:100]}")
            self.out.flush()

    def end(self) -> None:
        if self.out.isatty():
            self.out.write("\r\033[K")
