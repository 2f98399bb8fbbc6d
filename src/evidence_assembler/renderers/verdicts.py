"""What became of a quotation, in one sentence: never more than was checked."""

from __future__ import annotations

from evidence_assembler.model.quote import Difference, QuoteMatch
from evidence_assembler.model.source import Extent
from evidence_assembler.text.passages import ELLIPSIS

from .one_line import one_line
from .wording import Words, set_quotation


def tell_outcome(match: QuoteMatch | None) -> str:
    """passed, failed or unchecked; a quotation that nobody looked for is unchecked."""
    if match is None or match.status == "unchecked":
        return "unchecked"
    return "passed" if match.passed else "failed"


def tell_verdict(match: QuoteMatch | None, extent: Extent | None, words: Words) -> str:
    """The verdict in words. `extent` is that of the text that was at hand, None without one."""
    verdicts = words["verdicts"]
    if match is None or match.status == "unchecked":
        if extent is None:
            return str(verdicts["unchecked"])
        if extent == "full":
            return str(verdicts["unchecked_full"])
        return str(verdicts["unchecked_part"].format(extent=words["extents"][extent]))
    if match.status == "altered" and match.found is not None:
        return str(verdicts["altered_found"].format(found=set_quotation(one_line(match.found), words)))
    if match.status == "spliced" and "hides_negation" in match.warnings:
        return str(verdicts["spliced_hiding"])
    if match.status == "misattributed":
        if match.found_in is None:
            return str(verdicts["misattributed_unnamed"])
        return str(verdicts["misattributed"].format(found_in=one_line(match.found_in)))
    if match.status == "normalized" and any(one.quoted.startswith("[") for one in match.differences):
        return str(verdicts["inserted"])
    if match.status == "normalized" and ELLIPSIS.search(match.quote):
        return str(verdicts["abridged"])
    return str(verdicts[match.status])


def tell_own_verdict(match: QuoteMatch, words: Words) -> str:
    """The verdict on a match by itself: the words of the source stand beside it, and its text is not known."""
    if tell_outcome(match) == "unchecked":
        return str(words["verdicts"]["unchecked_either"])
    return tell_verdict(match.model_copy(update={"found": None}), None, words)


def tell_warnings(match: QuoteMatch, words: Words) -> tuple[str, ...]:
    """What a reader should know beside the verdict, each in a sentence."""
    said = dict(words["warnings"])
    if match.status != "spliced":
        said["hides_negation"] = said["hides_negation_before"]
    return tuple(said[warning] for warning in match.warnings)


def tell_place(match: QuoteMatch, words: Words) -> str | None:
    """Where the words stand, in code points of the text; None for what was not found."""
    if match.start is None or match.end is None:
        return None
    said = words["notebook"]["place" if match.found_in is None else "place_elsewhere"]
    return str(said.format(start=match.start, end=match.end, found_in=one_line(match.found_in or "")))


def tell_difference(difference: Difference, words: Words) -> str:
    """What was written and what the source has in its place, in a sentence without its stop."""
    said = words["notebook"]["differences"]
    told = "both" if difference.quoted and difference.source else "added" if difference.quoted else "lost"
    quoted, source = (set_quotation(one_line(one), words) for one in (difference.quoted, difference.source))
    return str(said[told].format(kind=said[difference.kind], quoted=quoted, source=source))
