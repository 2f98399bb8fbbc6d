"""A source whose text holds a quotation, for a terminal: which, how surely, where, and the passage in its context."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.cite import format_reference, reference_text
from evidence_assembler.model.place import Place
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.source import Source
from evidence_assembler.renderers.shown.quotation import lay_out_comparison
from evidence_assembler.renderers.verdicts import tell_outcome, tell_own_verdict, tell_warnings
from evidence_assembler.renderers.wording import read_words

from .lines import Line, count_columns, show_plainly
from .passage import lay_out_passage


def lay_out_hit(
    source: Source, match: QuoteMatch, text: str, place: Place, *, width: int, carets: bool = True
) -> Iterator[Line]:
    """What was found in the text of a source, line by line; `place` is that of the passage in its file.

    With `carets` the words found are marked in a line beneath too, for what shows no styles.
    """
    words = read_words()
    outcome = tell_outcome(match)
    yield ((show_plainly(source.id), "place"), (f"  {_name_work(source, width - len(source.id) - 2)}", "plain"))
    yield ((f"  {words['quotation'][outcome]} {tell_own_verdict(match, words)}", outcome),)
    for warning in tell_warnings(match, words):
        yield ((f"  {warning}", "warning"),)
    yield ((f"  {show_plainly(str(place))}", "quiet"),)
    room = width - 4
    for line in lay_out_passage(text, match.start or 0, match.end or 0, width=room, carets=carets):
        yield (("    ", "plain"), *line)
    if not match.passed:
        yield ()
        for line in lay_out_comparison(match, width=room, carets=carets):
            yield (("    ", "plain"), *line)


def _name_work(source: Source, room: int) -> str:
    """Author, year and title, as far as they fit into so many columns."""
    words = show_plainly(reference_text(format_reference(source, "author-date"))).split(" ")
    named = words[0]
    for word in words[1:]:
        if count_columns(f"{named} {word} …") > room:
            return f"{named} …"
        named += f" {word}"
    return named
