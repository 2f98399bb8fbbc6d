"""Words that are set already in the format they are printed in. Any other string is escaped on its way out."""

from __future__ import annotations


class Ready(str):
    """Markup of one format. Joined to anything it is a plain string again, and escaped: a slip costs looks, not more.

    What a template prints that is not `Ready` is escaped on its way out.
    """

    __slots__ = ()
