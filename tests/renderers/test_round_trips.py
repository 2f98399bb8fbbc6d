"""Laws over all writers: what is written is read again as it was, but for what a loss names."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from evidence_assembler.model.csl import CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, Name, PartialDate
from evidence_assembler.model.source import Source
from evidence_assembler.readers.bibliographies import all_formats
from evidence_assembler.renderers.bibliographies import write_bibliography

FORMATS = ["bibtex", "csl-json"]
# What has a meaning in one of the formats, among words that have none.
HARD = st.sampled_from(
    [
        "{", "}", "\\", "\\textbf{x", "$", "$x^2$", "%", "&", "#", "_", "~", "^", "`", "``", "''", "--", "---", "!`",
        '"', "@", "@article{x,", "\n", "\n@", "\t", "  ", "\x00", "\x7f", "\x85", "\u2028", "\xa0", "😀", "שלום", "é",
        "e\u0301", " and ", "others", ",", ";", "=", "van", "de", "Jr", "II", "DNA", "IgG", "Tea for", "10", "–",
        "https://example.org/a_b", "http", "<i>", "<x", "&lt;", "&amp;lt;", "</sup>", "{_}", "$<$", "\\_", "2018",
    ]
)  # fmt: skip
TEXT = st.lists(HARD | st.text(max_size=5), max_size=5).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=3,
)
PARTS = st.lists(st.integers(-3, 40) | st.integers(-12000, 12000), max_size=3).map(tuple)
DAYS = st.dates().map(lambda day: (day.year, day.month, day.day)) | st.integers(1, 9999).map(lambda year: (year,))
DATES = st.builds(
    PartialDate,
    parts=PARTS | DAYS,
    until=st.just(()) | PARTS,
    season=st.none() | st.sampled_from(["spring", "summer", "fall", "1", ""]),
    circa=st.booleans(),
    literal=st.none() | TEXT | st.sampled_from(["ca. 2018", "2018", "in press", "2018--2019", "May 3, 2018"]),
) | DAYS.map(lambda parts: PartialDate(parts=parts))
PART = st.none() | TEXT | st.sampled_from(["van", "de la", "García", "Smith", "J. R.", "III"])
NAMES = st.lists(
    st.builds(
        Name, family=PART, given=PART, dropping_particle=st.none() | PART, non_dropping_particle=PART,
        suffix=st.none() | PART, literal=st.none() | st.none() | TEXT,
    ),
    max_size=3,
)  # fmt: skip
KEYS = st.sampled_from(
    """
    type title subtitle booktitle booksubtitle journal journaltitle institution school location address
    organization eid pages number issue year month day date urldate lastaccessed eprint eprinttype
    archiveprefix entrysubtype crossref xdata ids howpublished note file author-others author-details
    publication_types status custom.status csl-number custom-a editor AN DOI keyword keywords custom id
    printed issued
    """.split()
)
VARIABLES = st.dictionaries(st.sampled_from(sorted(TEXT_VARIABLES)), TEXT, max_size=6) | st.fixed_dictionaries(
    {"title": TEXT},
    optional={
        "container-title": TEXT,
        "URL": TEXT, "DOI": TEXT, "publisher": TEXT, "publisher-place": TEXT, "page": TEXT,
        "issue": TEXT,
        "number": TEXT, "collection-title": TEXT, "collection-number": TEXT, "note": TEXT,
        "archive": TEXT | st.just("arXiv"),
        "archive_location": TEXT | st.just("1706.03762"), "genre": TEXT | st.sampled_from(["PhD thesis", "phdthesis"]),
        "keyword": TEXT, "PMID": TEXT,
    },
)  # fmt: skip
SOURCES = st.builds(
    Source,
    id=TEXT.filter(bool) | st.sampled_from(["a", "12", "smith2001", "a b", "o'neil", "10.1/(a)b;2"]),
    type=st.sampled_from(sorted(CSL_TYPES)),
    variables=VARIABLES,
    names=st.dictionaries(st.sampled_from(["author", "editor", *sorted(NAME_VARIABLES)]), NAMES, max_size=3),
    dates=st.dictionaries(st.sampled_from(["issued", "accessed", *sorted(DATE_VARIABLES)]), DATES, max_size=3),
    publication_types=st.lists(TEXT, max_size=2),
    status=st.lists(st.sampled_from(["retracted", "protocol"]), max_size=1),
    text_sha256=st.none() | st.just("ab" * 32),
    custom=st.dictionaries(KEYS | TEXT, JSON | TEXT, max_size=5),
)


def differ(before: Source, after: Source, lost: set[str]) -> list[tuple[str, Any, Any]]:
    """What differs between two sources and is not lost."""
    found: list[tuple[str, Any, Any]] = [
        (part, getattr(before, part), getattr(after, part))
        for part in ("type", "publication_types", "status", "text_sha256")
        if getattr(before, part) != getattr(after, part) and part not in lost
    ]
    told = {*lost, *({"ids"} if "id" in lost else ())}  # among which is the id
    for part in ("variables", "names", "dates", "custom"):
        old, new = getattr(before, part), getattr(after, part)
        keys = {*old, *new} - told
        found += [(key, old.get(key), new.get(key)) for key in sorted(keys) if old.get(key) != new.get(key)]
    return found


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(sources=st.lists(SOURCES, max_size=3))
def test_what_is_written_is_read_again(form: str, sources: list[Source]) -> None:
    """Reading what was written gives every source in its order, the same in everything that no loss names."""
    sources = list({source.id: source for source in sources}.values())
    written = write_bibliography(sources, form)
    reader = all_formats()[form.replace("-", "_")]
    lost: dict[str, set[str]] = defaultdict(set)
    for loss in written.losses:
        lost[loss.source_id].add(loss.field)
    read = [source for source, _ in reader.read(written.text, "file").sources]
    assert len(read) == len(sources)
    for before, after in zip(sources, read, strict=True):
        assert before.id == after.id or "id" in lost[before.id]
        assert differ(before, after, lost[before.id]) == []
    assert written.text.endswith("\n")
    assert not sources or reader.recognises(written.text)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(source=SOURCES)
def test_own_fields_and_custom_are_told_apart_in_csl(source: Source) -> None:
    """`from_csl(to_csl(source))` has the same type, own fields and `custom`, whatever names the keys bear."""
    again = Source.from_csl(source.to_csl())
    for part in ("id", "type", "publication_types", "status", "text_sha256"):
        assert getattr(again, part) == getattr(source, part)
    assert repr(again.custom) == repr(source.custom)
