"""Citations in Markdown manuscripts, held against pandoc's own reading of the same files.

    python bench/quality/citations.py FILE.jsonl

Each line of the file is an object with `path` and `text` of a manuscript, and `n_keys`, how many keys a person counted,
where that is known. What is compared: the keys of each citation of the text, in order, with those of the `Cite`
elements of `pandoc -f markdown -t json`, and those in footnotes without their order; cross references (@fig-one) are
left out. Pandoc reads no chunks of knitr, so these are turned into code before. Pandoc gives no places: each of ours is
right where its key stands at its line and column. Prints precision and recall of keys, how many groups are the same,
how many places are right, and every file that differs. Needs pandoc.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from evidence_assembler.model.manuscript import Manuscript
from evidence_assembler.readers.manuscripts import read_manuscript

Group = tuple[str, ...]

CHUNK = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*\{(\w+)[^}\n]*\}[^\n]*$")
CROSS_REFERENCE = re.compile(r"(?:fig|tbl|tab|sec|eq|lst|thm)[-:]", re.IGNORECASE)
TEXT_CHUNKS = ("block", "block2")


def without_chunks(text: str) -> str:
    """The text with chunks of knitr as plain code, and bookdown's blocks as divisions."""
    lines = []
    closing: str | None = None
    for line in text.split("\n"):
        found = CHUNK.match(line)
        if closing is None and found:
            closing = found.group(2)
            is_text = found.group(3) in TEXT_CHUNKS
            line = found.group(1) + ("\n::: block\n" if is_text else closing)
            end = "\n:::\n" if is_text else closing
        elif closing is not None and line.strip() == closing:
            line, closing = end, None
        lines.append(line)
    return "\n".join(lines)


def read_pandoc(text: str) -> tuple[list[Group], list[Group]]:
    """The groups of keys in the text, and those in its notes."""
    command = ["pandoc", "-f", "markdown", "-t", "json"]
    made = subprocess.run(command, input=without_chunks(text).encode(), capture_output=True, check=True, timeout=120)
    body: list[Group] = []
    notes: list[Group] = []
    for in_note, group in find_cites(json.loads(made.stdout)["blocks"], False):
        (notes if in_note else body).append(group)
    return body, notes


def find_cites(element: Any, in_note: bool) -> Iterator[tuple[bool, Group]]:
    """The citations in an element of pandoc's tree; one within a suffix goes with the group around it."""
    if isinstance(element, list):
        for one in element:
            yield from find_cites(one, in_note)
    elif isinstance(element, dict) and element.get("t") == "Cite":
        keys: list[str] = []
        for citation in element["c"][0]:
            for _, inner in find_cites(citation["citationPrefix"], in_note):
                keys += inner
            keys.append(citation["citationId"])
            for _, inner in find_cites(citation["citationSuffix"], in_note):
                keys += inner
        kept = tuple(key for key in keys if not CROSS_REFERENCE.match(key))
        if kept:
            yield in_note, kept
    elif isinstance(element, dict) and element.get("t") not in ("Code", "CodeBlock"):
        yield from find_cites(element.get("c", []), in_note or element.get("t") == "Note")


def read_ours(manuscript: Manuscript) -> tuple[list[Group], list[Group], int]:
    """The same of ours, and how many places are wrong."""
    found: list[tuple[int, bool, Group]] = []
    wrong = 0
    lines = manuscript.text.split("\n")
    for block in manuscript.blocks:
        for marker in block.markers:
            keys = [pointer for pointer in marker.pointers if pointer.kind == "key"]
            for key in keys:
                line = manuscript.text.count("\n", 0, key.start)
                column = key.start - manuscript.text.rfind("\n", 0, key.start) - 1
                wrong += not lines[line][column:].startswith(key.name)
            if keys:
                found.append((marker.start, block.kind == "note", tuple(key.name for key in keys)))
    body = [group for _, in_note, group in sorted(found) if not in_note]
    return body, [group for _, in_note, group in sorted(found) if in_note], wrong


def count_common(ours: list[Group], theirs: list[Group]) -> tuple[int, int]:
    """How many keys, and how many groups, stand in both in the same order."""
    keys = [key for group in ours for key in group], [key for group in theirs for key in group]
    same_keys = SequenceMatcher(a=keys[0], b=keys[1], autojunk=False).get_matching_blocks()
    same_groups = SequenceMatcher(a=ours, b=theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same_keys), sum(block.size for block in same_groups)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    totals: Counter[str] = Counter({"files": 0, "files that differ": 0})
    rows = [json.loads(line) for line in parser.parse_args().file.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        manuscript = read_manuscript(row["text"], row["path"])
        body, notes, wrong = read_ours(manuscript)
        their_body, their_notes = read_pandoc(row["text"])
        keys, groups = count_common(body, their_body)
        in_notes = (Counter(notes) & Counter(their_notes)).elements()
        in_both = [len(group) for group in in_notes]
        totals["files"] += 1
        totals["counted"] += row.get("n_keys") or 0
        totals["keys"] += (ours := sum(map(len, body + notes)))
        totals["pandoc's keys"] += (theirs := sum(map(len, their_body + their_notes)))
        totals["keys in both"] += keys + sum(in_both)
        totals["groups"] += len(body + notes)
        totals["pandoc's groups"] += len(their_body + their_notes)
        totals["groups in both"] += groups + len(in_both)
        totals["wrong places"] += wrong
        totals["not read"] += sum(marker.unread is not None for block in manuscript.blocks for marker in block.markers)
        if ours != keys + sum(in_both) or theirs != keys + sum(in_both):
            totals["files that differ"] += 1
            more = Counter(key for group in body + notes for key in group)
            more.subtract(key for group in their_body + their_notes for key in group)
            differing = ", ".join(f"{key} {count:+}" for key, count in more.items() if count)
            print(f"{row['path']}: {ours} keys, pandoc {theirs}; {differing or 'in another order'}")
    for name, count in totals.items():
        print(f"{name:>18} {count:6}")
    for name, whole in (("precision", totals["keys"]), ("recall", totals["pandoc's keys"])):
        print(f"{name:>18} {totals['keys in both'] / whole:6.4f}" if whole else f"{name:>18}   none")


if __name__ == "__main__":
    main()
