"""What it costs to read and check a manuscript, beside parsers that do no more than parse it.

    python bench/reading.py [FILE.jsonl] [--sizes 100000,1000000,5000000] [--hostile]

FILE.jsonl holds the files of a real book, lines with `path` and `text` (Markdown), and is repeated up to each size in
characters; without it, and beside it, the text is generated, with one or two citations in most sentences. Ours: to the
blocks (`read`), and on to the report of the profile scholarly (`+ check`). Theirs: markdown-it-py to its tokens, in
this process, and pandoc to its syntax tree, a process of its own, its user and system time. CPU seconds, in one run.
The exponent is that of time over size, from the first size to the last.

`--hostile` runs `check` on inputs that nobody writes, each a process with its start in it, by the clock.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from documents import write_bibliography, write_document
from markdown_it import MarkdownIt

import evidence_assembler as ea
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.resolve import resolve_document

SOURCES = 300
MB = 1_000_000
HOSTILE: dict[str, str] = {
    "nested quotes.md": "> " * 3000 + "x [@who].\n",
    "one line.md": "word " * 400_000 + "[@who].\n",
    "brackets.md": "[" * 20_000 + "@who\n",
    "emphasis.md": "*a **a " * 20_000,
    "backticks.md": " ".join("`" * n for n in range(1500)),
    "images.md": "![" * 20_000,
    "angles.md": "<" * 50_000,
    "table.md": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + ("|a" * 100 + "|\n") * 300,
    "footnotes.md": "".join(f"[^{n}]" for n in range(5000)) + "\n\n" + "".join(f"[^{n}]: a\n\n" for n in range(5000)),
    "comments.md": "<!-- evidence: ignore EA101 because it is ours -->\na.\n\n" * 5000,
    "stops.md": "." * MB,
    "divs.html": "<div>" * 20_000 + "x",
    "links.html": "<a href='#r'>" * 20_000,
    "formatting.html": "<a><b>" * 20_000,
    "unclosed.html": "<!--" * 50_000,
    "entities.html": "<p>" + "&amp" * 100_000,
    "one line.html": "word " * 400_000,
    "cite.tex": "\\cite{" * 20_000,
    "braces.tex": "{" * 20_000,
    "footnotes.tex": "x\\footnote{a " * 5000 + "}" * 5000,
    "maths.tex": "$" * 20_001,
    "one line.tex": "word " * 400_000 + "\\cite{a}.",
    "numbers.txt": "It rose 1. " * 20_000,
    "one line.txt": "word " * 400_000,
}


def read_book(path: Path) -> str:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return "\n\n".join(row["text"] for row in rows if row["path"].endswith("md"))


def take(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def measure(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def measure_pandoc(text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, encoding="utf-8")
        before = os.times()
        subprocess.run(["pandoc", "--quiet", "-f", "markdown", "-t", "json", "-o", os.devnull, path], check=True)
        after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def compare(name: str, texts: Iterator[str], library: ea.Library) -> None:
    print(f"\n{name}\n{'MB':>6} {'read':>7} {'+ check':>7} {'markdown-it-py':>18} {'pandoc':>18}")
    markdown = MarkdownIt("commonmark").enable("table")
    taken = []
    for text in texts:
        reading = measure(lambda text=text: read_manuscript(text, "text.md"))  # type: ignore[misc]
        whole = measure(
            lambda text=text: ea.check_answer(  # type: ignore[misc]
                resolve_document(read_manuscript(text, "text.md"), library), library, profile="scholarly"
            )
        )
        parsers = [measure(lambda text=text: markdown.parse(text)), measure_pandoc(text)]  # type: ignore[misc]
        told = " ".join(f"{took:9.2f} ({whole / took:5.2f} x)" for took in parsers)
        print(f"{len(text) / MB:6.1f} {reading:7.2f} {whole:7.2f} {told}")
        taken.append((len(text), whole))
    (small, first), (large, last) = taken[0], taken[-1]
    print(f"exponent of read + check: {math.log(last / first) / math.log(large / small):.2f}")


def run_hostile() -> None:
    print("\nseconds by the clock, with the start of the interpreter")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in HOSTILE.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
            started = time.perf_counter()
            command = [sys.executable, "-m", "evidence_assembler", "check", name, "--no-cache", "--format", "json"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            print(f"{time.perf_counter() - started:6.2f}  exit {done.returncode}  {name}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", type=Path, nargs="?")
    parser.add_argument("--sizes", default="100000,1000000,5000000")
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    if options.hostile:
        run_hostile()
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "refs.bib"
        path.write_text(write_bibliography(SOURCES), encoding="utf-8")
        library = ea.read_library(path)
    generated = write_document(random.Random(1), 200_000, SOURCES)
    ea.check_answer(resolve_document(read_manuscript(generated, "text.md"), library), library)  # tables are read once
    compare("generated", (take(generated, size) for size in sizes), library)
    if options.book is not None:
        book = read_book(options.book)
        compare("the book", (take(book, size) for size in sizes), library)


if __name__ == "__main__":
    main()
