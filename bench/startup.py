"""What it costs to start: `import evidence_assembler` above a bare interpreter, and `--help`.

    python bench/startup.py [--repeats 21]

CPU seconds of whole processes, user and system as the kernel counted them, the medians of one run with the commands
taken in turn. The targets are 40 ms for the import above the bare interpreter, and 100 ms for `--help`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys

COMMANDS = {
    "bare interpreter": [sys.executable, "-c", "pass"],
    "import evidence_assembler": [sys.executable, "-c", "import evidence_assembler"],
    "evidence-assembler --help": [sys.executable, "-m", "evidence_assembler", "--help"],
    "import of its four libraries": [sys.executable, "-c", "import pydantic, rapidfuzz, bibtexparser, jinja2"],
}


def measure(command: list[str]) -> float:
    """The CPU time of one run, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the median of each command, and what it is above the bare interpreter."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=21)
    repeats = parser.parse_args().repeats
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(repeats + 1):
        for name, command in COMMANDS.items():
            times[name].append(measure(command))
    bare = statistics.median(times["bare interpreter"][1:])
    for name, measured in times.items():
        median = statistics.median(measured[1:])  # the first run of each warms the disk
        print(f"{name:<30} {median * 1000:6.0f} ms   {(median - bare) * 1000:+6.0f} ms")


if __name__ == "__main__":
    main()
