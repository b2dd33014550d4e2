"""What speakers and sources do for the record, in a few words: “3 quotes, named in 2 more”.

A list never says “0 quotes” of somebody who is named in some, or of a source that proves six.
"""


def number_of_quotes(number: int, capped: bool = False) -> str:
    return f"{number:,}{'+' if capped else ''} quote{'' if number == 1 else 's'}"


def of_speaker(by: int, otherwise: int) -> str:
    """Quotes by a speaker, and others that name them; nothing where there are neither."""
    if by and otherwise:
        return f"{number_of_quotes(by)}, named in {otherwise:,} more"
    if by:
        return number_of_quotes(by)
    return f"named in {number_of_quotes(otherwise)}" if otherwise else ""


def of_source(quoted: int, compared: int, attributed: int) -> str:
    """What a source does: quotes found in it, compared with it, or attributed to it."""
    uses = [number_of_quotes(quoted)] if quoted else []
    if compared:
        uses.append(f"{number_of_quotes(compared)} compared with it")
    if attributed:
        uses.append(f"{number_of_quotes(attributed)} attributed to it")
    return ", ".join(uses) or "no published quote now"
