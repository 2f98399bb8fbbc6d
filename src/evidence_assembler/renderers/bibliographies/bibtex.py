"""BibTeX, for BibTeX's own styles and for biblatex, in UTF-8."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_assembler.library.aliases import IDS
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow
from evidence_assembler.renderers.bibtex.entries import WrittenEntry, write_entry
from evidence_assembler.renderers.bibtex.keys import choose_keys
from evidence_assembler.renderers.bibtex.parents import settle_parents
from evidence_assembler.renderers.bibtex.tables import read_tables
from evidence_assembler.renderers.csl_custom import keep_id, write_json

from . import Loss, WrittenBibliography


def write(sources: Sequence[Source]) -> WrittenBibliography:
    """One entry a source. A source whose id BibTeX cannot have as a key gets one that is made of it."""
    keys = choose_keys(source.id for source in sources)
    entries: list[WrittenEntry] = []
    with follow(sources, "Writing BibTeX") as followed:
        entries += map(write_entry, followed)
    entries = settle_parents(entries, keys, sources)
    losses: list[Loss] = []
    used = frozenset(keys)
    for source, key, entry in zip(sources, keys, entries, strict=True):
        if key != source.id:
            losses.append(Loss(source.id, "id", f"it can be no key of BibTeX, or stands twice; the key is {key!r}"))
            if source.id not in used and (ids := keep_id(source)) is not None:
                entry.kept[IDS] = ids
        losses += [Loss(source.id, field, message) for field, message in entry.losses]
    text = "\n".join(_set_entry(key, entry) for key, entry in zip(keys, entries, strict=True))
    return WrittenBibliography(text or "\n", tuple(losses))


def _set_entry(key: str, entry: WrittenEntry) -> str:
    fields = "".join(f"  {field} = {value},\n" for field, value in entry.fields.items())
    if entry.kept:
        fields += f"  {read_tables().custom} = {{{write_json(entry.kept)}}},\n"
    return f"@{entry.kind}{{{key},\n{fields}}}\n"
