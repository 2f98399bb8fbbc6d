"""How a work stands on a day: every sign, which one decides, and from when on it holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from ranking import rank_alone

from evidence_assembler.library.days import Days
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.library.retractions import Nature, Retraction, Retractions
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.finding import Snapshot
from evidence_assembler.model.source import Source, Standing
from evidence_assembler.rank import rank_sources
from evidence_assembler.rank.works import read_work

LANCET = "10.1016/S0140-6736(20)31180-6"
TITLE = "Hydroxychloroquine or chloroquine with or without a macrolide for treatment of COVID-19"


def crossref(kind: str, day: str, doi: str = "10.1000/n") -> dict[str, Any]:
    year, month, date_ = map(int, day.split("-"))
    return {"DOI": doi, "type": kind, "updated": {"date-parts": [[year, month, date_]]}, "source": "publisher"}


UPDATES = [
    crossref("erratum", "2020-05-30", "10.1016/S0140-6736(20)31249-6"),
    crossref("expression_of_concern", "2020-06-03", "10.1016/S0140-6736(20)31290-3"),
    crossref("retraction", "2020-06-05", "10.1016/S0140-6736(20)31324-6"),
    crossref("retraction", "2020-07-09", "10.1016/S0140-6736(20)31528-2"),
]


def make(source_id: str = "a", **item: Any) -> Source:
    item = {key.replace("_", "-"): value for key, value in item.items()}
    return Source.from_csl({"id": source_id, "type": "article-journal", "title": TITLE, **item})


def make_list(*rows: tuple[str, Nature, date | None]) -> Retractions:
    by_doi: dict[tuple[str, str], tuple[Retraction, ...]] = {}
    for line, (doi, nature, day) in enumerate(rows, start=2):
        by_doi["DOI", doi] = (
            *by_doi.get(("DOI", doi), ()),
            Retraction(nature, "10.1000/n", Days(day, day) if day else None, line),
        )
    snapshot = Snapshot(name="listed.csv", date=date(2026, 1, 1), dated_by="file name")
    return Retractions(snapshot, by_doi, total=len(rows))


def stand(
    *sources: Source, as_of: date | None = None, declare: Declaration | None = None, listed: Retractions | None = None
) -> tuple[Standing, ...]:
    """How the first source stands among all of them."""
    library = build_library([(one, None) for one in sources], retractions=listed)
    return read_work(library.sources[0], declare, as_of, library).standings


def statuses(*sources: Source, **more: Any) -> list[str]:
    return [one.status for one in stand(*sources, **more)]


@pytest.mark.parametrize("title", [TITLE, f"RETRACTED: {TITLE}"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 5, 25), []),
        (date(2020, 6, 1), ["corrected"]),
        (date(2020, 6, 4), ["concern", "corrected"]),
        (date(2020, 6, 6), ["retracted", "concern", "corrected"]),
        (date(2026, 1, 1), ["retracted", "concern", "corrected"]),
    ],
)
def test_a_chain_of_notices_day_by_day(title: str, day: date, expected: list[str]) -> None:
    """Each holds from its day on; the mark that the title bears today has no day, and the dated notice decides."""
    assert statuses(make(title=title, DOI=LANCET, updated_by=UPDATES), as_of=day) == expected


def test_a_standing_tells_the_first_day_and_the_notice() -> None:
    retracted = stand(make(DOI=LANCET, updated_by=UPDATES[::-1]), as_of=date(2026, 1, 1))[0]
    assert (retracted.since, retracted.see) == (date(2020, 6, 5), "10.1016/s0140-6736(20)31324-6")
    assert retracted.because == 'updated-by of the record says "retraction" (told by publisher)'


def test_a_mark_without_a_day_holds_at_every_day_and_says_so() -> None:
    source = make(title=f"RETRACTED: {TITLE}")
    (standing,) = stand(source, as_of=date(1999, 1, 1))
    assert (standing.status, standing.since) == ("retracted", None)
    assert standing.because == 'title says "RETRACTED"; since when is not known'
    assert stand(source)[0].because == 'title says "RETRACTED"', "no day was asked for"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("retraction", "retracted"),
        ("withdrawal", "retracted"),
        ("removal", "retracted"),
        ("expression_of_concern", "concern"),
        ("Expression-of-Concern", "concern"),
        ("correction", "corrected"),
        ("erratum", "corrected"),
        ("corrigendum", "corrected"),
        ("addendum", "corrected"),
        ("partial_retraction", "corrected"),
        ("new_version", "superseded"),
        ("comment", None),
        ("", None),
    ],
)
def test_the_types_of_crossref(kind: str, status: str | None) -> None:
    assert statuses(make(updated_by=[{"type": kind}])) == ([status] if status else [])


@pytest.mark.parametrize(
    "value", [None, "retraction", 7, [], [7, "x", None], [{}], [{"type": 7, "updated": 3}], {"type": None}]
)
def test_what_is_no_update_is_left_aside(value: Any) -> None:
    assert statuses(make(updated_by=value)) == []


@pytest.mark.parametrize(
    "updated", [{"date-parts": [["x"]]}, {"date-parts": [[2020, 13, 1]]}, {"date-time": "soon"}, []]
)
def test_a_day_that_cannot_be_read_is_not_known(updated: Any) -> None:
    (standing,) = stand(make(updated_by=[{"type": "retraction", "updated": updated}]), as_of=date(1999, 1, 1))
    assert (standing.since, standing.because.endswith("since when is not known")) == (None, True)


def test_of_a_month_the_first_day_counts() -> None:
    """Who is warned early loses less."""
    source = make(updated_by=[{"type": "retraction", "updated": {"date-parts": [[2020, 6]]}}])
    assert statuses(source, as_of=date(2020, 5, 31)) == []
    (standing,) = stand(source, as_of=date(2020, 6, 1))
    assert (standing.since, standing.because) == (None, 'updated-by of the record says "retraction", 2020-06')


def test_a_notice_among_the_sources_is_believed_by_its_doi_alone() -> None:
    notice = make("n", title=f"Retraction—{TITLE}", update_to=[crossref("retraction", "2020-06-05", LANCET.lower())])
    (standing,) = stand(make(DOI=f"https://doi.org/{LANCET}"), notice, as_of=date(2026, 1, 1))
    assert (standing.status, standing.see, standing.since) == ("retracted", "n", date(2020, 6, 5))
    assert statuses(make(DOI="10.1000/other"), notice) == []
    assert statuses(make(DOI=LANCET), make("n", title=f"Retraction—{TITLE}")) == []


def test_linked_citations_of_pubmed() -> None:
    source = make(
        PMID="32450107",
        EIN=["Lancet. 2020 May 30;395(10238):e102. PMID: 32485145"],
        ECI="Lancet. 2020 Jun 13;395(10240):e102. Epub 2020 Jun 3. PMID: 32504543",
        RIN="Lancet. 2020 Jun 13;395(10240):1820. doi: 10.1016/S0140-6736(20)31324-6.",
        RPI="Elsewhere. 2021",
    )
    told = {one.status: (one.since, one.see) for one in stand(source, as_of=date(2026, 1, 1))}
    assert told == {
        "retracted": (date(2020, 6, 13), "10.1016/s0140-6736(20)31324-6"),
        "concern": (date(2020, 6, 3), "PMID 32504543"),
        "corrected": (date(2020, 5, 30), "PMID 32485145"),
    }


def test_a_retraction_and_republication_of_another_item_is_not_propagated() -> None:
    """PMID 32653079 was listed as a retraction of a work that it does not speak of."""
    source = make(PMID="32450107", RIN="Lancet. 2020 Jul 18. PMID: 32653079")
    notice = make("n", title="Retraction and republication: cardiac toxicity of hydroxychloroquine", PMID="32653079")
    assert statuses(source, notice) == []
    assert statuses(source, make("n", title="Retraction", PMID="32653079")) == ["retracted"]
    assert statuses(source, make("n", title=f"Retraction and republication: {TITLE}", PMID="32653079")) == ["retracted"]
    assert statuses(make(PMID="32450107", RIN="X. PMID: 5", RPI="X. PMID: 5")) == []


def test_the_list_of_retractions() -> None:
    listed = make_list((LANCET.lower(), "retracted", date(2020, 6, 5)), ("10.1000/b", "concern", None))
    (standing,) = stand(make(DOI=LANCET), as_of=date(2020, 6, 5), listed=listed)
    assert (standing.because, standing.since, standing.see) == ("listed in listed.csv", date(2020, 6, 5), "10.1000/n")
    assert statuses(make(DOI=LANCET), as_of=date(2020, 6, 4), listed=listed) == []
    assert statuses(make(DOI="10.1000/B"), as_of=date(2020, 6, 4), listed=listed) == ["concern"]
    assert statuses(make(PMID="7"), make("b", PMID="7", DOI=LANCET), listed=listed) == ["retracted"]


def test_a_reinstatement_ends_a_retraction() -> None:
    listed = make_list(
        ("10.1000/a", "retracted", date(2020, 1, 1)),
        ("10.1000/a", "reinstated", date(2021, 1, 1)),
        ("10.1000/a", "retracted", date(2022, 1, 1)),
    )
    held = {
        year: statuses(make(DOI="10.1000/a"), as_of=date(year, 6, 1), listed=listed)
        for year in (2019, 2020, 2021, 2022)
    }
    assert held == {2019: [], 2020: ["retracted"], 2021: [], 2022: ["retracted"]}


def test_every_record_of_a_work_is_read() -> None:
    second = make("b", DOI="10.1000/a", updated_by=[crossref("retraction", "2020-06-05")])
    assert statuses(make(DOI="10.1000/a"), second) == ["retracted"]
    ranked = rank_sources(build_library([(make(DOI="10.1000/a"), None), (second, None)]))
    assert [one.status for one in ranked] == [("retracted",), ("retracted",)]


def test_what_is_declared_wins() -> None:
    source = make(updated_by=[crossref("retraction", "2020-06-05")])
    later = Declaration(status="retracted", since=date(2021, 1, 1))
    assert statuses(source, as_of=date(2020, 7, 1), declare=later) == []
    (standing,) = stand(source, as_of=date(2021, 1, 1), declare=later)
    assert (standing.because, standing.since) == ("declared in the draft", date(2021, 1, 1))
    (undated,) = stand(source, as_of=date(2021, 1, 1), declare=Declaration(status="retracted"))
    assert (undated.because, undated.since) == ("declared in the draft", date(2020, 6, 5))


def test_the_day_of_the_successor_is_that_of_the_change() -> None:
    declared = Declaration(superseded_by="new")
    for issued, before, on, since in (
        ({"date-parts": [[2022, 4, 26]]}, date(2022, 4, 25), date(2022, 4, 26), date(2022, 4, 26)),
        ({"date-parts": [[2022]]}, date(2021, 12, 31), date(2022, 1, 1), None),
    ):
        new = make("new", title="New", issued=issued)
        assert statuses(make(), new, as_of=before, declare=declared) == []
        (standing,) = stand(make(), new, as_of=on, declare=declared)
        assert (standing.status, standing.see, standing.since) == ("superseded", "new", since)
    assert statuses(make(), as_of=date(1999, 1, 1), declare=declared) == ["superseded"]
    both = Declaration(status="corrected", superseded_by="new")
    assert statuses(make(), declare=both) == ["corrected", "superseded"]


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"title": "X: study protocol for a randomized trial"}, ("protocol",)),
        ({"URL": "https://clinicaltrials.gov/study/NCT04270877", "type": "webpage"}, ("protocol",)),
        ({"title": "X: a randomized trial"}, ()),
    ],
)
def test_a_plan_is_a_protocol(record: dict[str, Any], status: tuple[str, ...]) -> None:
    ranked = rank_alone(**record)
    assert ranked.status == status
    assert all(one.because == ranked.because.partition("; clinical")[0] for one in ranked.standings)


@pytest.mark.parametrize(
    ("record", "fresh", "stale"),
    [
        ({"types": ("Practice Guideline",), "issued": (2020,)}, date(2023, 12, 30), date(2023, 12, 31)),
        ({"types": ("Practice Guideline",), "issued": (2020, 2)}, date(2023, 2, 27), date(2023, 2, 28)),
        ({"title": "X: a systematic review", "issued": (2020, 2, 29)}, date(2022, 2, 27), date(2022, 2, 28)),
        ({"type": "webpage", "issued": (2020, 5, 6)}, date(2022, 5, 5), date(2022, 5, 6)),
    ],
)
def test_a_work_goes_stale_on_the_latest_day_that_its_date_can_mean(
    record: dict[str, Any], fresh: date, stale: date
) -> None:
    assert rank_alone(**record, as_of=fresh).status == ()
    (standing,) = rank_alone(**record, as_of=stale).standings
    assert (standing.status, standing.since) == ("stale", stale)
    assert rank_alone(**record).status == (), "without a day nothing is old"


def test_a_review_of_the_work_counts_from_its_day_on() -> None:
    record = {"types": ("Practice Guideline",), "issued": (2015, 1, 1), "lastreviewed": "2024-01-01"}
    assert rank_alone(**record, as_of=date(2023, 1, 1)).status == ("stale",)
    assert rank_alone(**record, as_of=date(2026, 1, 1)).status == ()


def test_what_is_retracted_or_superseded_is_not_stale_as_well() -> None:
    record = {"types": ("Practice Guideline",), "issued": (2007,), "as_of": date(2026, 1, 1)}
    assert rank_alone(**record).status == ("stale",)
    assert rank_alone(**record, declare=Declaration(status="superseded")).status == ("superseded",)
    assert rank_alone(**record, declare=Declaration(status="stale")).status == ("stale",)


DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
KINDS = st.sampled_from(["retraction", "expression_of_concern", "erratum", "new_version", "comment"])
EVENTS = st.lists(st.tuples(KINDS, DAYS | st.none()), max_size=4)
ROWS = st.lists(
    st.tuples(st.sampled_from(["retracted", "concern", "corrected", "reinstated"]), DAYS | st.none()), max_size=3
)
DECLARED = st.none() | st.builds(
    Declaration, status=st.sampled_from(["retracted", "superseded", "draft", None]), since=st.none() | DAYS
)


@given(
    EVENTS, ROWS, DECLARED, st.sampled_from(["X", "RETRACTED: X", "X: a systematic review"]), DAYS, st.integers(0, 3000)
)
def test_a_status_that_holds_on_a_day_holds_on_every_later_one(
    events: list[tuple[str, date | None]],
    rows: list[tuple[Nature, date | None]],
    declared: Declaration | None,
    title: str,
    day: date,
    later: int,
) -> None:
    """Law: unless a reinstatement lies between, or what made it stale gave way to a retraction or a successor."""
    updates = [{"type": kind, **({"updated": one.isoformat()} if one else {})} for kind, one in events]
    source = make(title=title, DOI="10.1000/a", issued={"date-parts": [[2015, 1, 1]]}, updated_by=updates)
    listed = make_list(*(("10.1000/a", nature, one) for nature, one in rows))
    then = day + timedelta(days=later)
    before = set(statuses(source, as_of=day, declare=declared, listed=listed))
    after = set(statuses(source, as_of=then, declare=declared, listed=listed))
    ended = any(nature == "reinstated" and one is not None and day < one <= then for nature, one in rows)
    lost = before - after - ({"retracted"} if ended else set())
    assert lost <= ({"stale"} if after & {"retracted", "superseded"} else set())


@given(EVENTS, DAYS)
def test_a_library_is_asked_once_and_answers_the_same(events: list[tuple[str, date | None]], day: date) -> None:
    updates = [{"type": kind, **({"updated": one.isoformat()} if one else {})} for kind, one in events]
    library: Library = build_library([(make(updated_by=updates), None)])
    source = library.sources[0]
    assert read_work(source, None, day, library) is read_work(source, None, day, library)
    assert (
        read_work(source, None, day, library).standings
        == read_work(source, None, day, Library(library.entries)).standings
    )


def test_a_list_speaks_of_sources_that_the_library_does_not_have() -> None:
    """A library without sources is not no library."""
    listed = make_list(("10.1000/a", "concern", None))
    (ranked,) = rank_sources([make(DOI="10.1000/a")], among=Library(retractions=listed))
    assert [one.because for one in ranked.standings] == ["listed in listed.csv as expression of concern"]
