"""Blocks as they are written from lines of the file: markup is read, and tags of HTML may part one into several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence_assembler.model.manuscript import Block, BlockKind

from .atoms import Atom, Cut, Inner, Label, Remark
from .inline import read_inline
from .scan import Names
from .source import Source, Span
from .tables import Cell, Row
from .written import Written


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks in reading order. `top` numbers the outermost block that is being read."""

    file: str
    names: Names
    blocks: list[Block] = field(default_factory=list)
    top: int = -1
    labels: list[str] = field(default_factory=list)
    """Ids that belong to the next block."""
    references: list[str] = field(default_factory=list)
    """The names of the elements of HTML that are open, from the one that holds references."""
    _counts: list[int | None] = field(default_factory=list)
    """For each list of HTML that is open its last number, None where it has none."""

    def write(self, kind: BlockKind, lines: Sequence[Span], labels: Sequence[str] = (), level: int = 0) -> None:
        """The blocks that these lines make: one of this kind, and what stands within it."""
        source = Source(self.file, lines)
        atoms = read_inline(source, self.names)
        start, end = lines[0][0], lines[-1][1]
        self._write_atoms(source, atoms, self._begin(kind, labels, level), start, end)

    def write_row(self, kind: BlockKind, row: Row, labels: Sequence[str] = ()) -> None:
        """The block of a row, its cells joined by bars."""
        spans = [span for cell in row.cells for span in cell]
        if not spans:
            return
        written = self._begin(kind, labels)
        at = spans[0][0]
        for number, cell in enumerate(row.cells):
            if number:
                written.join(" | ", at)
            at = cell[-1][1] if cell else at
            self._write_cell(written, cell)
        self._finish(written, min(spans)[0], max(end for _, end in spans))

    def write_remark(self, start: int, end: int) -> None:
        """The block of a comment that speaks to this program."""
        source = Source(self.file, [(start, end)])
        written = Written("comment")
        written.add(source.text, start)
        self._finish(written, start, end)

    def _begin(self, kind: BlockKind, labels: Sequence[str], level: int = 0) -> Written:
        written = Written(kind, level, [*labels, *self.labels])
        self.labels.clear()
        return written

    def _write_cell(self, written: Written, cell: Cell) -> None:
        if not cell:
            return
        source = Source(self.file, cell)
        for atom in read_inline(source, self.names):
            if isinstance(atom, Inner):
                written.inner.append((source, atom))
            elif isinstance(atom, Label):
                written.labels.append(atom.name)
            elif not isinstance(atom, Cut | Remark):
                written.add_atom(source, atom)

    def _write_atoms(self, source: Source, atoms: Sequence[Atom], written: Written, start: int, end: int) -> None:
        plain, usual = written.kind, list(written.labels)
        for atom in atoms:
            if isinstance(atom, Cut):
                at = source.locate(atom.at)
                if self._goes_on_in_row(written, atom, at):
                    continue
                self._finish(written, start, at)
                start = at
                written = self._begin(*self._read_cut(atom, plain))
                if written.kind == "note":
                    written.labels[:0] = usual
            elif isinstance(atom, Remark):
                self.write_remark(source.locate(atom.start), source.locate_end(atom.end))
            elif isinstance(atom, Label):
                written.labels.append(atom.name)
            elif isinstance(atom, Inner):
                written.inner.append((source, atom))
            else:
                written.add_atom(source, atom)
        if not (written.has_words or written.has_marks):
            self.labels += [label for label in written.labels if label not in usual]
        self._finish(written, start, end)

    @staticmethod
    def _goes_on_in_row(written: Written, cut: Cut, at: int) -> bool:
        """True for the tag of a cell: what follows stands in the same row."""
        if cut.tag not in ("td", "th") or written.kind not in ("row", "aside", "note", "entry"):
            return False
        if not cut.is_closing:
            if written.has_words or written.has_marks:
                written.join(" | ", at)
            elif cut.tag == "th" and written.kind == "row":
                written.kind = "aside"
        return True

    def _read_cut(self, cut: Cut, plain: BlockKind) -> tuple[BlockKind, list[str], int]:
        """The kind of what stands behind a tag, its labels and its level."""
        labels: list[str] = []
        self._count_items(cut, labels)
        if cut.is_reference_list and not cut.is_closing and not self.references:
            self.references.append(cut.tag)
        elif self.references and cut.tag == self.references[0]:
            if cut.is_closing:
                self.references.pop()
            else:
                self.references.append(cut.tag)
        if plain == "note":
            return "note", labels, 0
        if self.references:
            return "entry", labels, 0
        if cut.is_closing:
            return "paragraph" if plain in ("heading", "entry") else plain, labels, 0
        return cut.kind, labels, cut.level

    def _count_items(self, cut: Cut, labels: list[str]) -> None:
        if cut.tag in ("ol", "ul"):
            if not cut.is_closing:
                self._counts.append(0 if cut.tag == "ol" else None)
            elif self._counts:
                self._counts.pop()
        elif cut.tag == "li" and not cut.is_closing and self._counts and self._counts[-1] is not None:
            self._counts[-1] += 1
            labels.append(str(self._counts[-1]))

    def _finish(self, written: Written, start: int, end: int) -> None:
        if written.has_words or written.has_marks:
            self.names.bounds.count_written()
            end = start + len(self.file[start:end].rstrip())
            labels = tuple(dict.fromkeys(written.labels))
            text = written.text
            self.blocks.append(text.make_block(written.kind, start, end, self.top, level=written.level, labels=labels))
        for source, inner in written.inner:
            labels = (inner.label,) if inner.label else ()
            start, end = source.locate(inner.start), source.locate_end(inner.end)
            self._write_atoms(source, inner.atoms, Written(inner.kind, labels=list(labels)), start, end)
