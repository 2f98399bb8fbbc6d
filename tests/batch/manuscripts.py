"""A project of manuscripts that share a bibliography, written into a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from evidence_assembler.batch.cache import FOLDER, ReportCache
from evidence_assembler.batch.task import Task
from evidence_assembler.model.project import DocumentSettings

DAY = date(2026, 4, 14)
ENTRY = "@article{{{0}, title={{Title of {0}}}, author={{A, B}}, journal={{J}}, year={{2020}}, doi={{10.1000/{0}}}}}\n"
REFERENCES = "".join(ENTRY.format(key) for key in ("smith", "doe", "roe"))
FILES = {
    "refs.bib": REFERENCES,
    "one.md": "# One\n\nPain fell [@smith]. Nobody said so.\n",
    "two.md": '# Two\n\nSleep was better [@doe, "slept longer"], or not [@gone].\n',
    "three.tex": "\\section{Three}\nIt was safe \\cite{smith}. It was cheap.\n",
    "texts/doe.txt": "Those on the drug slept longer than the others.\n",
}


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Write files into the folder, by their paths in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def make_task(path: str, *, as_of: date = DAY, retractions: str | None = None, **settings: object) -> Task:
    """The task of checking a file with the bibliography of the project, and with these settings."""
    said = {"sources": "refs.bib", "texts": "texts", **settings}
    return Task(path, DocumentSettings.model_validate(said), as_of, retractions)


def open_cache(folder: Path) -> ReportCache:
    """What a folder keeps, as a new run opens it."""
    return ReportCache(folder / FOLDER)
