"""Quotations beside rapidfuzz, edlib, fuzzysearch, regex, langextract and anchorcite, all in one run.

    python bench/quotes/run.py [--quick] [--seed N] [--only one,many,sources,folding]

Times are CPU seconds of this process. Sides take turns, every quotation is new to both, and a ratio is of the medians
of the same run. What each part measures, and how, is said at the head of its module. A library that is not installed is
told and passed over: pip install edlib fuzzysearch regex langextract anchorcite.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "quality"))  # the variants and damages are written there

from draw import Draw
from folding import print_folding
from many import print_many
from one import print_one
from sources import print_sources

PARTS = ("one", "many", "sources", "folding")


def main() -> None:
    """Print the parts one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="shorter texts, fewer sources and repetitions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(PARTS))
    chosen = parser.parse_args()
    draw, quick = Draw(chosen.seed), chosen.quick
    parts = {
        "one": lambda: print_one([5_000, 100_000] if quick else [5_000, 100_000, 1_000_000, 10_000_000], draw),
        "many": lambda: print_many(200_000 if quick else 1_000_000, 200 if quick else 1_000, 1 if quick else 3, draw),
        "sources": lambda: print_sources(500 if quick else 10_000, 3 if quick else 5, draw),
        "folding": lambda: print_folding(200_000 if quick else 1_000_000, 3 if quick else 9, draw),
    }
    for name in chosen.only.split(","):
        parts[name]()
        print(flush=True)


if __name__ == "__main__":
    main()
