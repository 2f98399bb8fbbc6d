"""What files hold, as digests: each file is read once a run, however many documents rest on it."""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


class Fingerprints:
    """Digests of files and folders as they were when they were first asked for."""

    def __init__(self) -> None:
        self._started = time.time_ns()
        self._taken: dict[str, str | None] = {}
        self._states: dict[str, tuple[int, ...] | None] = {}

    def take(self, path: str) -> str | None:
        """The SHA-256 of a file; of a folder, of the names and contents of its texts; None where there is neither."""
        if path not in self._taken:
            self._states[path] = _tell_state(path)
            self._taken[path] = _digest(path)
        return self._taken[path]

    def still_holds(self, path: str) -> bool:
        """True where the file was not changed since this began, so that whoever read it read what the digest is of."""
        self.take(path)
        state = _tell_state(path)
        return state == self._states[path] and (state is None or max(state, default=0) < self._started)

    @cached_property
    def of_program(self) -> str:
        """That of this program: of every file of its own, with the versions of Python and of the packages it needs."""
        digest = sha256(sys.version.encode())
        with suppress(PackageNotFoundError):  # taken along without its metadata
            for needed in requires("evidence-assembler") or ():
                name = re.split(r"[^\w.-]", needed, maxsplit=1)[0]
                digest.update(f"{name} {version(name)}".encode())
        for folder, folders, names in os.walk(_PACKAGE):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            for name in sorted(names):
                digest.update(f"{name} {_digest(os.path.join(folder, name))}".encode())  # noqa: PTH118 - 250 of them
        return digest.hexdigest()


def digest_bytes(said: bytes) -> str:
    """The digest of bytes by which they are known again: SHA-256, in hexadecimal digits."""
    return sha256(said).hexdigest()


def _digest(path: str) -> str | None:
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - as quick as can be: this is what an unchanged file costs
        if stat.S_ISREG(mode):
            with open(path, "rb") as file:  # noqa: PTH123
                return digest_bytes(file.read())
        return _digest_folder(Path(path)) if stat.S_ISDIR(mode) else None  # a device would never end
    except (OSError, ValueError):
        return None


def _digest_folder(folder: Path) -> str:
    from evidence_assembler.readers.texts import TEXT_SUFFIXES  # few runs have a folder, and it takes a while to load

    digest = sha256()
    for one in sorted(folder.iterdir()):
        if one.suffix.lower() in TEXT_SUFFIXES and one.is_file():
            digest.update(f"{one.name} {one.is_symlink()} {_digest(str(one))}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _tell_state(path: str) -> tuple[int, ...] | None:
    """When a file, or each of a folder, was last changed, in nanoseconds; None where there is none."""
    try:
        told = os.stat(path)  # noqa: PTH116 - as above
        if not stat.S_ISDIR(told.st_mode):
            return (told.st_mtime_ns,)
        return (told.st_mtime_ns, *sorted(one.stat().st_mtime_ns for one in os.scandir(path) if one.is_file()))
    except (OSError, ValueError):
        return None
