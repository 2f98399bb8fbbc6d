"""The text of a source is not the one that was read when it was cited.

## Why it matters

Web pages, labels and living guidelines change under their address. What was checked against the old text was not
checked against this one.

## How sure

Reads structure: the SHA-256 of the text at hand against the one that was pinned, in the draft (`text_sha256` of a
declaration), in the record of the source, or in an answer that was assembled earlier. Pinned without a text at hand is
open. That the words differ is certain; whether the difference matters is not looked at. The hash is that of the text
alone, in UTF-8, without its front matter and with line ends as single newlines. Tried by changing one character of
every text of the examples: each change is told, and no text that was left as it is.

## Fails

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
declare:
  smith2020: {text_sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```

## Mended

```yaml
question: Does examplopril lower blood pressure?
sources: [refs.bib]
texts: texts/
declare:
  smith2020: {text_sha256: ea0bf67e3d1bece347e01e0f003edd3ee21c44bea2e92606ebcca676e6821a50}
claims:
  - {text: Examplopril lowers systolic pressure., cite: smith2020}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence_assembler.known.known import Known
from evidence_assembler.model.answer import Reference
from evidence_assembler.model.finding import Level, Problem
from evidence_assembler.model.place import Place
from evidence_assembler.rules.in_question import words_named

LEVEL: Level = "error"
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def find(known: Known) -> Iterator[Problem]:
    """The sources, declared or cited, whose text at hand is not the pinned one; each once."""
    cited = {source_id: one for one in known.page.references for source_id in (one.source.id, *one.ids)}
    for source_id in dict.fromkeys((*known.declare, *cited)):
        at_hand = known.sha256_of(source_id)
        for pinned, where, place in _list_pins(source_id, cited.get(source_id), known):
            problem = _compare(source_id, pinned, where, at_hand)
            if problem is not None:
                message, remedy, is_open = problem
                yield Problem(
                    message=message,
                    remedy=remedy,
                    place=place,
                    source_id=source_id,
                    words=words_named(source_id),
                    kind="open" if is_open else "fail",
                    level="note" if is_open else None,
                )
                break


def _list_pins(source_id: str, reference: Reference | None, known: Known) -> Iterator[tuple[str, str, Place | None]]:
    """The hashes that were pinned, each with who pinned it and where that stands."""
    declared = known.declare.get(source_id)
    if declared is not None and declared.text_sha256 is not None:
        yield declared.text_sha256, "`declare` pins", known.page.place
    entry = known.library.get(source_id)
    if entry is not None and entry.source.text_sha256 is not None:
        yield entry.source.text_sha256, "its record pins", entry.place
    if reference is not None and reference.source.id == source_id and reference.source.text_sha256 is not None:
        yield reference.source.text_sha256, "the answer was assembled with", known.place_of(source_id)


def _compare(source_id: str, pinned: str, where: str, at_hand: str | None) -> tuple[str, str, bool] | None:
    """The message, the remedy, and whether it is open; None where the text is the pinned one."""
    if _SHA256.fullmatch(pinned) is None:
        said = f"{pinned[:80]!r} of {source_id!r} is no SHA-256"
        now = f", here {at_hand}" if at_hand is not None else ""
        return said, f"Write its 64 hexadecimal digits{now}.", False
    if at_hand is None:
        return (
            f"{where} a text of {source_id!r}, and none is at hand to compare with it",
            "Give its text, so that the two can be compared.",
            True,
        )
    if pinned.lower() == at_hand:
        return None
    return (
        f"the text of {source_id!r} has changed: {where} {pinned.lower()[:12]}…, at hand is {at_hand[:12]}…",
        f"Read the new text; if it still says what is cited, pin it: text_sha256: {at_hand}.",
        False,
    )
