"""From the paths that were given to the files that are checked: each once, those of a folder in the order of names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_assembler.batch.task import DRAFT_SUFFIXES
from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.project import ProjectSettings
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.readers.manuscripts import SUFFIXES

_DOCUMENTS = frozenset(SUFFIXES) - {".txt"}  # whatever else is plain text lies in folders too
_DRAFT = "answer"
_PASSED_OVER = frozenset(
    "node_modules __pycache__ venv site-packages _build _site _book _freeze _minted build dist site target".split()
)
_TEXTS = "texts"
_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Found:
    """The files to be checked, as they were given or found, and notes on what was left out."""

    paths: tuple[str, ...]
    notes: tuple[str, ...]


def find_files(given: tuple[str, ...], project: ProjectSettings, texts: str | None = None) -> Found:
    """The files that these paths name, in their order.

    A file that is named is checked, whatever it is. In a folder these are documents by their suffix, but for `.txt`,
    and drafts that are called `answer` or end in it: `answer.yaml`, `dose.answer.yaml`. Left out are hidden folders,
    those of packages and of what is built, folders of texts, and what the settings exclude. A link that leads out of
    its folder is not followed, which is noted.
    """
    named = [texts, project.texts, *(one.texts for _, one in project.per_file)]
    texts_folders = frozenset(os.path.realpath(one) for one in named if one is not None)
    files: dict[str, str] = {}
    notes: list[str] = []
    for path in given:
        if not os.path.isdir(path):  # noqa: PTH112 - as it was given, also where it is no path at all
            files.setdefault(os.path.realpath(path), path)
            continue
        found = list(_walk(Path(path), project, texts_folders, notes))
        if not found:
            notes.append(f"{path} holds no document and no draft")
        for one in found:
            files.setdefault(os.path.realpath(one), one)
    return Found(tuple(files.values()), tuple(notes))


def _walk(folder: Path, project: ProjectSettings, texts: frozenset[str], notes: list[str]) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        texts |= {
            os.path.realpath(Path(here, one)) for name in names if (one := _name_texts(Path(here, name))) is not None
        }
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _PASSED_OVER
            and os.path.realpath(Path(here, name)) not in texts
            and not Path(here, name, _ENVIRONMENT).exists()
            and not project.excludes(str(Path(here, name)))
        )
        for name in sorted(names):
            path = Path(here, name)
            if name.startswith(".") or not _is_checked(path) or project.excludes(str(path)):
                continue
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
                notes.append(f"{path} leads out of its folder and was left out")
            else:
                yield str(path)


def _name_texts(path: Path) -> str | None:
    """What a draft names as its folder of texts. The draft itself is read later, and what is wrong with it told."""
    suffix = path.suffix.lower()
    if suffix not in DRAFT_SUFFIXES or not _is_checked(path):
        return None
    with suppress(EvidenceError, ValueError, RecursionError):
        text = read_text_file(path)
        if _TEXTS not in text:
            return None
        if suffix != ".json":
            from evidence_assembler.data.yaml12 import (
                find_word,
            )  # few folders have drafts, and it takes a while to load

            return find_word(text, _TEXTS)
        draft = json.loads(text)
        named = draft.get(_TEXTS) if isinstance(draft, dict) else None
        return named if isinstance(named, str) else None
    return None


def _is_checked(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in DRAFT_SUFFIXES:
        return path.stem == _DRAFT or path.stem.endswith(f".{_DRAFT}")
    return suffix in _DOCUMENTS
