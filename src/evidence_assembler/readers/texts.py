"""The texts of sources: a folder of `<source id>.txt` or `.md`, each with its extent in a front matter.

The front matter, between two lines of `---`, may say `extent` (full, abstract or excerpt), `licence` and `pages`.
The text is what follows it; offsets count from there.
"""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from pydantic import ValidationError

from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.errors import EvidenceError, UnreadableFileError
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import SourceText
from evidence_assembler.progress import follow
from evidence_assembler.readers.files import read_text_file
from evidence_assembler.text.nearest import suggest

TEXT_SUFFIXES = (".txt", ".md")
_EXPECTED = {
    "extent": "Write full, abstract or excerpt.",
    "licence": "Write the name of the licence.",
    "pages": "Write the pages: 12-19.",
}
_KEYS = tuple(_EXPECTED)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_texts(folder: Path) -> tuple[tuple[SourceText, ...], tuple[ReadProblem, ...]]:
    """Every text of the folder, in order of the file names, and what could not be read.

    Raises `UnreadableFileError` where there is no such folder.
    """
    if not folder.is_dir():
        raise UnreadableFileError("there is no such folder", path=str(folder), remedy="Name a folder of texts.")
    texts: dict[str, SourceText] = {}
    problems: list[ReadProblem] = []
    with follow(sorted(folder.iterdir()), "Reading the texts") as files:
        for file in files:
            if file.suffix.lower() not in TEXT_SUFFIXES or not file.is_file():
                continue
            read = _read_text(file)
            if isinstance(read, ReadProblem):
                problems.append(read)
            elif read.source_id in texts:
                said = f"{read.source_id!r} has another text already"
                problems.append(_tell(file, said, "Keep one of the two files."))
            else:
                texts[read.source_id] = read
    return tuple(texts.values()), tuple(problems)


def place_in_file(text: SourceText, folder: str | PathLike[str] | None, start: int, end: int) -> Place:
    """Where a stretch of a text of the folder, in code points of the text, stands in its file.

    Where there is no folder, or the file is no longer there or holds another text by now, the id of the source stands
    for it.
    """
    path, whole = text.source_id, text.text
    for file in sorted(Path(folder).iterdir()) if folder is not None else ():
        if file.stem == text.source_id and file.suffix.lower() in TEXT_SUFFIXES:
            read = read_text_file(file)
            if read.endswith(text.text):
                path, whole = str(file), read
                break
    front = len(whole) - len(text.text)
    return Place(path, *_line_and_column(whole, front + start), *_line_and_column(whole, front + end))


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _read_text(file: Path) -> SourceText | ReadProblem:
    try:
        text = read_text_file(file)
        front = _FRONT_MATTER.match(text)
    except EvidenceError as error:
        return _tell(file, error.message, error.remedy or "Mend the file.", error.line or 1)
    try:
        document = parse_yaml(front.group(1) if front else "", str(file))
    except EvidenceError as error:
        return _tell(file, error.message, error.remedy or "Mend the file.", (error.line or 0) + 1)
    said = {} if document.value is None else document.value
    if not isinstance(said, dict):
        return _tell(file, "its front matter has no keys", "Write `extent: full`, or begin without a line of `---`.")
    line_of = {key: place.line + 1 for (key, *_), place in document.keys.items()}  # behind the line of `---`
    unknown = next((key for key in said if key not in _KEYS), None)
    if unknown is not None:
        message = f"its front matter has the unknown key {unknown!r}"
        return _tell(file, message, suggest(unknown, _KEYS), line_of[unknown])
    body = text[front.end() :] if front else text
    if not body.strip():
        return _tell(file, "the text is empty", "Put the text of the source into the file, or remove it.")
    try:
        return SourceText(source_id=file.stem, text=body, **said)
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        return _tell(file, f"{key!r} is {said[key]!r}", _EXPECTED[key], line_of[key])


def _tell(file: Path, message: str, remedy: str, line: int = 1) -> ReadProblem:
    return ReadProblem(message, remedy, Place(str(file), line, 1, line, 1), file.stem)
