"""Writes the files in `golden/` anew, to be read before they are kept: `python tests/renderers/write_golden.py`."""

from __future__ import annotations

from pathlib import Path

from handmade_answers import low_dose_naltrexone

from evidence_assembler.renderers import render_answer

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"html": "html", "latex": "tex", "markdown": "md", "text": "txt"}

if __name__ == "__main__":
    for name, suffix in SUFFIXES.items():
        (GOLDEN / f"answer.{suffix}").write_text(render_answer(low_dose_naltrexone(), name), encoding="utf-8")
