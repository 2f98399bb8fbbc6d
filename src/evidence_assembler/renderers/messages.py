"""How much of the message of a finding is shown."""

from __future__ import annotations

_LONGEST = 600  # code points of a message or a remedy that are shown


def shorten_message(message: str) -> str:
    """The message, or the remedy, as it is shown: of a very long one the beginning, and a sign that it goes on.

    >>> shorten_message("no source has this id"), len(shorten_message("so " * 1000))
    ('no source has this id', 602)
    """
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]} …"
