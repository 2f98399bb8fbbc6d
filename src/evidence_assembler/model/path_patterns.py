"""Patterns of paths, such as `docs/**/*.md`: which files of a folder a setting speaks of.

As in gitignore(5): `*` and `?` stand for anything within a name, `[abc]` for one of these signs, `**` for any folders.
A pattern without a slash fits a name in any folder (`./` before it is a slash), and one that fits a folder fits all
that it holds.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path


def fits_pattern(path: str, pattern: str) -> bool:
    """True where the path, relative and with forward slashes, is one that the pattern speaks of.

    >>> fits_pattern("docs/how/to.md", "docs/**/*.md"), fits_pattern("docs/to.md", "docs/**/*.md")
    (True, True)
    >>> fits_pattern("a/drafts/b.md", "drafts"), fits_pattern("a/b.md", "*.tex")
    (True, False)
    """
    names, wanted = path.split("/"), pattern.rstrip("/").split("/")
    wanted = [one for one in wanted if one not in ("", ".")] if len(wanted) > 1 else ["**", *wanted]
    reached = {0}  # how many of the names may be used up, so that no row of stars takes more than their product
    for one in wanted:
        if one == "**":
            reached = set(range(min(reached), len(names) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(names) and fnmatchcase(names[at], one)}
        if not reached:
            return False
    return True


def names_one_file(pattern: str) -> bool:
    """True for a pattern that is a path, with nothing left open.

    >>> names_one_file("docs/paper.md"), names_one_file("docs/*.md"), names_one_file("paper.md")
    (True, False, False)
    """
    return "/" in pattern and not set(pattern) & set("*?[")


def tell_relative(path: str, folder: str) -> Path | None:
    """The path of a file, from a folder. None on another drive.

    Files are meant as they are named. Where one is named by way of a linked folder, that leads out of `folder` by its
    name alone, the link is followed; a file that is a link itself never is.
    """
    try:
        told = Path(os.path.relpath(path, folder))
        if told.parts[:1] == ("..",):
            above, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
            real = Path(os.path.relpath(os.path.join(os.path.realpath(above), name), os.path.realpath(folder)))  # noqa: PTH118
            return told if real.parts[:1] == ("..",) else real
    except ValueError:
        return None
    return told
