"""Where in a source: a paragraph, a page, or a time code from–to."""

import re

_TIME = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)")
_STAMP = re.compile(r"(?<![\d:])(?:\d{1,3}:)?[0-5]?\d:[0-5]\d(?![\d:])")


class WrongLocator(ValueError):
    """The locator isn't valid or isn't in the source; its sentence says what to do."""


def seconds(code: str) -> int:
    """A time code, hh:mm:ss or mm:ss, in seconds. Raises WrongLocator."""
    found = _TIME.fullmatch(code.strip())
    if found is None:
        raise WrongLocator(f"“{code}” isn't a time code. Use mm:ss or hh:mm:ss.")
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def last_time_code(text: str) -> int | None:
    """The latest time code in a transcript's text, in seconds; None if it has none."""
    stamps = [seconds(stamp) for stamp in _STAMP.findall(text)]
    return max(stamps, default=None)


def written(length: int) -> str:
    """Seconds as a time code: 1:02:05, 4:30."""
    minutes, rest = divmod(length, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def check_times(first: str, last: str, text: str, length: int | None = None) -> None:
    """Refuse time codes out of order, or past the end of the recording.

    `length` is the recording's, in seconds, where it is known; otherwise the last time code of its
    transcript counts as its end, if there are several.
    """
    start = seconds(first)
    end = seconds(last) if last.strip() else start
    if end < start:
        raise WrongLocator("The end is before the start. Check both time codes.")
    if length is None and len(_STAMP.findall(text)) > 1:
        length = last_time_code(text)
    if length and end > length:
        raise WrongLocator(
            f"The time code is past the end of the recording, which is {written(length)} long. "
            "Check the time code."
        )


def check_numbers(first: str, last: str, most: int | None, what: str) -> None:
    """Refuse anything but numbers in order, none greater than `most` if that is known."""
    numbers = [part.strip() for part in (first, last) if part.strip()]
    if not numbers or not all(n.isascii() and n.isdigit() and 0 < int(n) < 10**6 for n in numbers):
        raise WrongLocator(f"Give the {what} as a number, counted from 1.")
    if int(numbers[-1]) < int(numbers[0]):
        raise WrongLocator(f"The last {what} is before the first. Check both numbers.")
    if most is not None and int(numbers[-1]) > most:
        raise WrongLocator(f"The text has only {most} paragraphs. Check the number.")
