"""What a text costs before any quotation: folding with its map, and an index; and an exact quotation on that index.

Best of several, on prose set as a PDF has it. Beside folding stand the two plainest ways to replace characters, neither
of which keeps a map, joins white space or sees the end of a line: `str.translate`, and a loop over the characters.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from draw import Draw
from prose import make_prose, pick_passages, set_type
from timing import measure

import evidence_assembler as ea
from evidence_assembler.text.fold import fold_text

_TABLE = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬀ": "ff",
    "ﬃ": "ffi",
    "\n": " ",
}


def time_best(work: Callable[[], object], repeats: int) -> float:
    """The least CPU seconds of several runs."""
    times = []
    for _ in range(repeats):
        clock = time.process_time()
        work()
        times.append(time.process_time() - clock)
    return min(times)


def print_folding(length: int, repeats: int, draw: Draw) -> None:
    """Nanoseconds a character of each, then milliseconds of an exact quotation."""
    text = set_type(make_prose(length, draw), draw)
    table = str.maketrans(_TABLE)
    times = {
        "folding with its map": time_best(lambda: fold_text(text), repeats),
        "str.translate": time_best(lambda: text.translate(table), repeats),
        "a loop over characters": time_best(lambda: "".join([_TABLE.get(char, char) for char in text]), repeats),
        "an index": time_best(lambda: ea.TextIndex(text), repeats),
    }
    ours = times["folding with its map"]
    print(f"{len(text):,} characters with quotes, dashes, ligatures, line ends: CPU ns each, best of {repeats}")
    for name, seconds in times.items():
        print(f"  {name:<24} {1e9 * seconds / len(text):7.2f}  ({seconds / ours:.2f}x folding)")
    index = ea.TextIndex(text)
    quotes = [text[start:end] for start, end in pick_passages(text, 20 * repeats, draw)]
    blocks = [quotes[at : at + 20] for at in range(0, len(quotes), 20)]
    exact = sorted(measure(index.locate, block) for block in blocks)[len(blocks) // 2]
    print(f"  an exact quotation on that index: {1000 * exact:.3f} ms, median of {len(blocks)}")
