"""Where the reading of a file of LaTeX stands, and the moves that all its commands share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import NamedFile
from evidence_assembler.readers.manuscripts.latex.citations import CitingCommand, find_citations
from evidence_assembler.readers.manuscripts.latex.frames import Frame, Frames, Words
from evidence_assembler.readers.manuscripts.latex.macros import Macros
from evidence_assembler.readers.manuscripts.latex.source import LatexSource, print_words
from evidence_assembler.text.line_places import LinePlaces


@dataclass(frozen=True, slots=True)
class Command:
    """A command whose backslash stands at `start`; `detail` is what the table of its kind says of it."""

    name: str
    detail: str
    start: int


class Reading:
    """One pass over a source. `position` is where it goes on, `depth` the number of braces around it.

    `closing` tells what is done at a sign further on: a frame is closed, or words are put in its place. `called` are
    the labels of footnote marks whose text is still to come; `body` is where the preamble ends.
    """

    def __init__(self, source: LatexSource, places: LinePlaces) -> None:
        self.source = source
        self.text = source.text
        self.frames = Frames()
        self.macros = Macros(source)
        self.bibliographies: list[NamedFile] = []
        self.problems: list[ReadProblem] = []
        self.position = 0
        self.depth = 0
        self.closing: dict[int, Frame | str] = {}
        self.has_ended = False
        self.notes = 0
        self.called: dict[str, None] = {}
        self.body = max(0, source.text.find("\\begin{document}"))
        self._places = places

    @property
    def words(self) -> Words:
        """The words that are gathered."""
        return self.frames.inner.words

    def restart(self) -> None:
        """Forget what was gathered: the document begins here."""
        self.frames.restart()
        self.closing.clear()
        self.depth = 0

    def tell(self, message: str, remedy: str, start: int, end: int) -> None:
        """Tell what of the file could not be read."""
        self.problems.append(ReadProblem(message, remedy, self._places.place(start, end)))

    def enter(self, opening: int, closing: Frame | str) -> None:
        """Go on behind the brace that stands here; at the one that closes it, what is given here is done."""
        close = self.source.find_close(opening)
        if close is not None:
            self.closing[close] = closing
            self.depth += 1
            self.position = opening + 1

    def end_block(self) -> None:
        """End the block, as a blank line does; a cell or a heading goes on."""
        if self.frames.inner.role in ("table", "cell", "heading", "title"):
            self.words.add_space(self.position)
        else:
            self.frames.flush()

    def is_in_row(self) -> bool:
        """True in a row of a table, outside all braces within it."""
        frame = self.frames.inner
        return frame.role == "table" and frame.depth == self.depth

    def leave_out(self, start: int, end: int) -> None:
        """Go on behind what is no text; what it cites is kept."""
        self.position = max(end, self.position)
        if "cite" in self.text[start:end]:
            self.add_cited(find_citations(self.source, start, end))

    def add_cited(self, citations: Iterable[CitingCommand]) -> None:
        """Citations that stand beside the text, as a block of their own."""
        words = Words()
        for citation in citations:
            words.add_marker(citation.start, citation.end, citation.pointers, unread=citation.unread)
        if words.says_something:
            self.frames.add_block(words, "aside")

    def add_printed(self, start: int, end: int) -> None:
        """What LaTeX prints for this stretch of the file, behind which the reading goes on."""
        self.words.add_instead(print_words(self.text[start:end]), start, end)
        self.position = max(end, self.position)

    def skip_star(self) -> None:
        """Go on behind a star."""
        self.position += self.text.startswith("*", self.position)

    def skip_option(self) -> None:
        """Go on behind an argument in brackets, which is no text."""
        option = self.source.find_option(self.position)
        if option is not None:
            self.leave_out(self.position, option[1] + 1)

    def take_option(self) -> str | None:
        """Go on behind an argument in brackets, and what stands in it."""
        option = self.source.find_option(self.position)
        if option is None:
            return None
        self.position = option[1] + 1
        return self.text[option[0] + 1 : option[1]]
