"""Many documents: the rate on one core and on two, and what a second run costs when nothing has changed.

    python bench/documents.py [--documents 1000] [--kilobytes 20] [--sources 300]

Generated Markdown, one bibliography for all, each run a process of its own with the start of the interpreter in it.
Times are those of the clock. The target is that a second run over 1,000 unchanged documents of 20 kB with 300 sources
costs at most 5 % of the first.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDER = ".evidence-assembler-cache"
WORDS = (
    "the trial found that patients given a low dose reported less pain than those on placebo over twelve weeks while "
    "adverse events such as nausea headache and vivid dreams were mild in most of them and few left early because"
).split()


def write_sentence(chance: random.Random, sources: int) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 24))]
    if chance.random() < 0.2:
        words.insert(len(words) // 2, f"{chance.randint(1, 99) / 10} mg")
    cited = "; ".join(f"@source{chance.randrange(sources)}" for _ in range(chance.choice((1, 1, 2))))
    marker = f" [{cited}]" if chance.random() < 0.85 else ""
    return f"{' '.join(words).capitalize()}{marker}."


def write_document(chance: random.Random, characters: int, sources: int) -> str:
    parts, length = ["# A generated paper\n"], 0
    while length < characters:
        if len(parts) % 6 == 0:
            parts.append(f"## Section {len(parts)}\n")
        parts.append(" ".join(write_sentence(chance, sources) for _ in range(chance.randint(3, 7))) + "\n")
        length += len(parts[-1])
    return "\n".join(parts)


def write_bibliography(sources: int) -> str:
    return "".join(
        f"@article{{source{n}, title={{Effects of agent {n} on outcome {n * 7 % 90}: a randomized trial}}, "
        f"author={{Author{n}, Ann and Writer, Bea}}, journal={{Journal of Trials}}, year={{{1990 + n % 35}}}, "
        f"volume={{{n % 60 + 1}}}, pages={{{n}-{n + 9}}}, doi={{10.1000/generated.{n}}}}}\n"
        for n in range(sources)
    )


def measure(folder: Path, *options: str) -> tuple[float, float]:
    """The seconds by the clock, and those of the processor, which are all of them only where one process works."""
    command = [sys.executable, "-m", "evidence_assembler", "check", ".", "--sources", "refs.bib", *options]
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", check=False
    )
    took, after = time.perf_counter() - started, os.times()
    if done.returncode not in (0, 1):
        sys.exit(done.stderr[-2000:])
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return took, spent


def main() -> None:
    """Print the time and the rate of every kind of run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kilobytes", type=int, default=20)
    parser.add_argument("--sources", type=int, default=300)
    asked = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "refs.bib").write_text(write_bibliography(asked.sources), encoding="utf-8")
        for number in range(asked.documents):
            text = write_document(chance, asked.kilobytes * 1000, asked.sources)
            (folder / f"paper{number:04}.md").write_text(text, encoding="utf-8")
        megabytes = sum(one.stat().st_size for one in folder.glob("*.md")) / 1e6
        print(f"{asked.documents} documents, {megabytes:.1f} MB, {asked.sources} sources")
        for profile in ("clinical", "scholarly"):
            print(f"\n--profile {profile}")
            for processes in ("1", "2"):
                options = ("--profile", profile, "--jobs", processes)
                shutil.rmtree(folder / FOLDER, ignore_errors=True)
                first, spent_first = measure(folder, *options)
                second, spent_second = measure(folder, *options)
                rate = f"{asked.documents / first:.0f} documents/s, {megabytes / first:.2f} MB/s"
                print(f"{processes} process{'es' if processes != '1' else '  '} first run {first:7.2f} s ({rate})")
                print(f"            second run {second:6.2f} s, {second / first:.1%} of the first", end="")
                print(f" (of the processor {spent_second / spent_first:.1%})" if processes == "1" else "")
            kept = sum(one.stat().st_size for one in (folder / FOLDER).iterdir()) / 1e6
            print(f"{kept:.1f} MB are kept")


if __name__ == "__main__":
    main()
