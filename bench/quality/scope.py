"""Which sentences a citation covers, against human labels.

python bench/quality/scope.py PASSAGES.jsonl [--show]

Each line of PASSAGES.jsonl is a passage: `sentences`, as somebody cut them, with the marker in question between
`<CITATION_MARKER>` and its end tag, and `in_scope`, 1 for every sentence that the citation covers. The passage is put
together to one paragraph, its marker taken out as a reader of documents does, and cut anew; what is counted are the
passages of which exactly the labelled sentences are covered. Beside it: the sentence in which the label has the marker.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from evidence_assembler.model.manuscript import MARK, Block, Marker
from evidence_assembler.resolve.statements import cut_block

_TAGGED = re.compile(r"<CITATION_MARKER>(.*?)</CITATION_MARKER>", re.DOTALL)
_GROUP = re.compile(rf"\s*[\[(](?:[\d,;\s–-]|{MARK})*{MARK}(?:[\d,;\s–-]|{MARK})*[\])]")
_NAMED = "\ue000"  # of private use
_RAISED = re.compile(rf"(?:[\d,–-]*{MARK}[\d,–-]*)+")


def write_paragraph(sentences: list[str]) -> tuple[str, list[int]]:
    """The paragraph with one mark where the marker was, and where each of the labelled sentences begins in it."""
    tagged = [_TAGGED.sub(_take_out, one) for one in sentences]
    text, starts = "", []
    for one in tagged:
        starts.append(len(text))
        text += _RAISED.sub(MARK, _GROUP.sub(f" {MARK}", one)) + " "
    return text, starts


def _take_out(tagged: re.Match[str]) -> str:
    """A mark for a marker of numbers; the names of one that is a word of its sentence, with a sign behind them."""
    return MARK if re.fullmatch(r"[\W\d]*", tagged[1]) else tagged[1] + _NAMED


def find_covered(text: str, starts: list[int]) -> list[int]:
    """The numbers of the labelled sentences that the statement with the marker reaches into."""
    at = max(text.find(MARK), text.find(_NAMED))
    block = Block("paragraph", text, 0, len(text), 0, (Marker(at, at, at + 1),))
    for piece in cut_block(block, leads_in=False):
        if piece.markers:
            ends = [*starts[1:], len(text)]
            shared = [text[max(a, piece.start) : min(b, piece.end)] for a, b in zip(starts, ends, strict=True)]
            return [place for place, words in enumerate(shared) if re.search(r"[^\W\d_]{2}", words)]
    return []


def main(path: Path) -> None:
    """Count and print."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = as_marked = 0
    for row in rows:
        labelled = [place for place, covered in enumerate(row["in_scope"]) if covered]
        as_marked += row["marker_sentence"] == labelled
        text, starts = write_paragraph(row["sentences"])
        covered = find_covered(text, starts)
        right += covered == labelled
        if covered != labelled and "--show" in sys.argv:
            print(row["id"], covered, labelled, repr(text[:200]))
    shares = f"the sentence of the marker {as_marked / len(rows):.1%}, ours {right / len(rows):.1%}"
    print(f"{len(rows)} passages; exactly right: {shares}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
