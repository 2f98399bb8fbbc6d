"""The evidence map: what stands where, what the marks say, and that no mark hides another."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from answer_strategies import HOSTILE, answers
from handmade_answers import SCHEME, cite, low_dose_naltrexone, make_answer, make_reference, make_source, state
from html_page import HtmlPage
from hypothesis import HealthCheck, example, given, settings, strategies as st
from marked_answers import STATUSES, TIERS, dated, make_marked

import evidence_assembler as ea
from evidence_assembler.model import Answer, FrozenMap, NumberedCitation, PartialDate
from evidence_assembler.model.source import Status
from evidence_assembler.rank import rank_sources
from evidence_assembler.renderers import FORMATS, render_answer
from evidence_assembler.renderers.evidence_map import FEWEST, draw_evidence_map, draw_sources_map
from evidence_assembler.renderers.evidence_map.places import GAP, WIDTH, lay_axis, stack_marks
from evidence_assembler.renderers.shown.in_cells import show_answer
from evidence_assembler.renderers.times_cited import TimesCited

LAW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """What a mark covers, and what it says."""

    x: float
    y: float
    reach: float
    classes: frozenset[str]
    title: str
    number: str | None

    def overlaps(self, other: Box) -> bool:
        near = self.reach + other.reach
        return abs(self.x - other.x) < near and abs(self.y - other.y) < near


def read_boxes(drawn: ElementTree.Element) -> list[Box]:
    """The marks of a map from its SVG alone: their places, and how far their outlines and strokes go."""
    boxes = []
    for mark in drawn.iter():
        classes = frozenset(mark.get("class", "").split())
        if "mark" not in classes or mark.find(f"{SVG}title") is None:
            continue
        x, y = map(float, re.findall(r"-?[\d.]+", mark.get("transform", "")))
        reach = 0.0
        for shape in mark:
            if shape.tag == f"{SVG}circle":
                reach = max(reach, float(shape.get("r", "")))
            elif shape.tag == f"{SVG}rect":
                reach = max(
                    reach, *(-float(shape.get(name, "")) for name in ("x", "y")), float(shape.get("width", "")) / 2
                )
            elif shape.tag == f"{SVG}path":
                reach = max([reach, *map(float, re.findall(r"[\d.]+", shape.get("d", "")))])
        number = mark.find(f"{SVG}text")
        title = mark.find(f"{SVG}title")
        assert title is not None
        boxes.append(Box(x, y, reach + 0.75, classes, title.text or "", number.text if number is not None else None))
    return boxes


def read_map(answer: Answer) -> ElementTree.Element:
    return ElementTree.fromstring(str(draw_evidence_map(answer)))


years = st.none() | st.integers(2000, 2026) | st.integers(-500, 2026) | st.integers()
marked = st.tuples(
    years,
    st.sampled_from(TIERS),
    st.lists(st.sampled_from(STATUSES), max_size=3, unique=True).map(tuple),
    st.integers(0, 12),
    st.sampled_from([{}, {"intent": "disputes"}, {"intent": "background"}, {"indirect": "another dose"}]),
)


@LAW
@given(st.lists(marked, max_size=40).map(make_marked))
@example(make_marked([(2020, "guideline", (), 9, {"intent": "disputes"})] * 300))
@example(make_marked([(2000 + number % 26, TIERS[number % 3], (), number % 9, {}) for number in range(1200)]))
@example(make_marked([(None, "guideline", ("retracted",), 3, {})] * 30))
def test_no_mark_is_upon_another_and_all_are_inside(answer: Answer) -> None:
    """Every source has one mark, apart from every other and within the picture, however many there are."""
    drawn = read_map(answer)
    left, top, width, height = map(float, drawn.get("viewBox", "").split())
    boxes = read_boxes(drawn)
    assert len(boxes) == len(answer.references)
    for box in boxes:
        assert box.x - box.reach >= 0, "the room beside the drawing is no place for a mark"
        assert box.x + box.reach <= WIDTH
        assert top <= box.y - box.reach
        assert box.y + box.reach <= top + height
    assert (left, width) == (-16, WIDTH + 32)
    rows: dict[float, list[Box]] = {}
    for box in boxes:
        rows.setdefault(box.y, []).append(box)
    for (upper, above), (lower, below) in pairwise(sorted(rows.items())):
        assert upper + max(one.reach for one in above) <= lower - max(one.reach for one in below)
    for lane in rows.values():
        lane.sort(key=lambda one: one.x)
        for one, other in pairwise(lane):
            assert one.x + one.reach <= other.x - other.reach, (one, other)


@LAW
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(1, 20)), max_size=60))
def test_lanes_are_as_few_as_can_be(marks: list[tuple[float, float]]) -> None:
    """No two marks of a lane overlap, and at some place as many marks stand over each other as there are lanes."""
    lanes = stack_marks(marks)
    spans = [(place - reach, place + reach, lane) for (place, reach), lane in zip(marks, lanes, strict=True)]
    for one, other in combinations(spans, 2):
        if one[2] == other[2]:
            first, last = sorted((one, other))
            assert first[1] + GAP <= last[0]
    deepest = max((sum(b <= begin < e + GAP for b, e, _ in spans) for begin, _, _ in spans), default=0)
    assert len(set(lanes)) == deepest


@LAW
@given(st.lists(marked, min_size=1, max_size=40).map(make_marked))
def test_later_is_further_right_and_better_is_further_up(answer: Answer) -> None:
    """Marks stand in the order of their years, what has none left of all; rows in the order of the scheme."""
    boxes = {box.number: box for box in read_boxes(read_map(answer))}
    order = {tier.name: place for place, tier in enumerate(SCHEME.tiers)}
    placed = []
    for reference in answer.references:
        issued = reference.source.issued
        year = issued.year if issued is not None else None
        drawable = year if year is not None and -9999 <= year <= 9999 else None
        placed.append((boxes[str(reference.number)], drawable, order.get(reference.tier, len(order))))
    for (one, year, row), (other, later, lower) in combinations(placed, 2):
        if year is not None and later is not None:
            assert (one.x - other.x) * (year - later) >= 0
        if year is None and later is not None:
            assert one.x + one.reach < other.x - other.reach
        if row < lower:
            assert one.y < other.y


@given(st.integers(-9999, 9999), st.integers(-9999, 9999))
def test_the_labels_of_the_axis_are_round_and_few(first: int, last: int) -> None:
    """One at least and seven at most, none outside the years there are, each a multiple of the step."""
    ticks = lay_axis([first, last], 10, 40).ticks()
    assert 1 <= len(ticks) <= 7
    assert min(first, last) <= ticks[0]
    assert ticks[-1] <= max(first, last)
    assert re.fullmatch(r"[125]0*", str(ticks.step))
    assert all(year % ticks.step == 0 for year in ticks)


def test_years_without_an_axis() -> None:
    """Without any year there is none; one year alone stands in the middle; rounding begins with every year."""
    assert list(lay_axis([], 10, 40).ticks()) == []
    assert list(lay_axis([None], 10, 40).ticks()) == []
    assert lay_axis([2018], 10, 40).place(2018) == WIDTH / 2
    assert list(lay_axis([2013, 2014], 10, 40).ticks()) == [2013, 2014]
    assert list(lay_axis([2009, 2025, None], 10, 40).ticks()) == [2010, 2015, 2020, 2025]


def test_shape_tells_how_a_source_is_cited() -> None:
    """A circle for support, a diamond for what only disputes, a square for neither; support anywhere decides."""
    statements = [
        state("One.", cite(1), cite(2, intent="disputes"), cite(3, indirect="of another dose")),
        state("Two.", cite(1, intent="disputes"), cite(2, intent="background"), cite(3, intent="background")),
    ]
    references = tuple(dated(number, 2020) for number in (1, 2, 3, 4))
    drawn = read_map(make_answer(*statements, references=references))
    shapes = {}
    for mark in drawn.iter():
        title = mark.find(f"{SVG}title")
        if "mark" in mark.get("class", "") and title is not None:
            [shape] = [one for one in mark if one.get("class") == "shape"]
            shapes[mark.get("class")] = (shape.tag.removeprefix(SVG), (title.text or "").split(" (2020). ")[1])
    assert shapes == {
        "mark supports": ("circle", "Cited by 2 statements."),
        "mark disputes": ("path", "Cited by 2 statements. Never in support, at least once against a statement."),
        "mark indirect": ("rect", "Cited by 2 statements. Only indirectly or as background."),
        "mark uncited": ("circle", "Cited by 0 statements."),
    }


@pytest.mark.parametrize(
    ("status", "look", "arms"),
    [
        ("retracted", "crossed", 2), ("concern", "struck", 1), ("superseded", "hollow", 0), ("stale", "hollow", 0),
        ("draft", "dashed", 0), ("preprint", "dashed", 0), ("protocol", "dashed", 0), ("corrected", None, 0),
    ],
)  # fmt: skip
def test_strokes_tell_how_a_source_stands(status: Status, look: str | None, arms: int) -> None:
    """Each status that weighs is seen without colour, is explained below, and is said in words."""
    answer = make_answer(state("So.", cite(1)), references=(dated(1, 2020, status=(status,)),))
    drawn = read_map(answer)
    [box] = read_boxes(drawn)
    assert box.classes == {"mark", "supports"} | ({look, "open"} if look else set())
    strokes = [one.get("d", "") for one in drawn.iter() if one.get("class") == "stroke"]
    assert [stroke.count("M") for stroke in strokes] == [arms] * 2 * bool(arms), "on the mark, and below"
    summary = drawn.find(f"{SVG}desc")
    assert summary is not None
    assert ("Marked as" in (summary.text or "")) == bool(look)
    page = render_answer(answer, "html")
    assert re.sub(r"^.*\(2020\)\. (.*?)\. Cited by.*$", r"\1", box.title) in page


def test_a_retracted_preprint_is_dashed_and_crossed() -> None:
    """One look does not hide another; of the two strokes the graver is drawn."""
    answer = make_answer(references=(dated(1, 2020, status=("retracted", "concern", "preprint")),))
    [box] = read_boxes(read_map(answer))
    assert {"dashed", "crossed", "open"} <= box.classes
    assert next(one.get("d", "").count("M") for one in read_map(answer).iter() if one.get("class") == "stroke") == 2


def test_size_tells_how_often() -> None:
    """Larger for each doubling of the statements, as far as eight; a statement that cites twice counts once."""
    statements = [state(f"Statement {n}.", *(cite(k, locator="3") for k in range(1, 7) if n < 2 ** (k - 1)), cite(1))
                  for n in range(32)]  # fmt: skip
    reaches = {
        box.number: box.reach
        for box in read_boxes(
            read_map(make_answer(*statements, references=tuple(dated(number, 2020) for number in range(1, 7))))
        )
    }
    assert reaches["2"] < reaches["3"] < reaches["4"] == reaches["5"] == reaches["6"] == reaches["1"]
    twice = make_answer(state("So.", cite(1), cite(1)), references=(dated(1, 2020),))
    assert "Cited by 1 statement." in read_boxes(read_map(twice))[0].title


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_on_a_map(words: str) -> None:
    """In a title, an id, a tier, a section and the question: shown, never obeyed, and the file stays valid XML."""
    scheme = SCHEME.model_copy(
        update={"tiers": tuple(tier.model_copy(update={"name": words, "section": words}) for tier in SCHEME.tiers[:1])}
    )
    references = [
        make_reference(number, make_source(f"{words}{number}", title=title, DOI=words, URL=words), tier=words)
        for number, title in ((1, words), (2, None), (3, f"T {words} t"))
    ]
    answer = make_answer(state("So.", cite(1)), references=tuple(references), question=words, scheme=scheme)
    page = HtmlPage(render_answer(answer, "html"))
    drawn = read_map(answer)
    for tag, given_ in [(one.tag.removeprefix(SVG), one.attrib) for one in drawn.iter()]:
        assert tag in set("svg title desc style path text a g circle rect".split())
        assert not [name for name in given_ if name.startswith("on")]
        assert re.match(r"https?://|mailto:", given_.get("href", "https://"))
    assert page.tags().count("script") == 1
    shown = " ".join(
        re.sub(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", " ", words).split()
    )
    told = [" ".join(box.title.split()) for box in read_boxes(drawn)]
    assert any(re.sub(r"\s", "", f"3. T {shown} t") in re.sub(r"\s", "", one) for one in told), told


@LAW
@given(answers)
def test_every_answer_has_a_map_of_its_own(answer: Answer) -> None:
    """A valid answer never stops the drawing, which is valid XML, the same twice, and shows itself."""
    drawing = ea.draw_evidence_map(answer)
    drawn = ElementTree.fromstring(str(drawing))
    assert len(read_boxes(drawn)) == len(answer.references)
    assert drawing._repr_html_() == str(drawing) == str(draw_evidence_map(answer))
    assert drawn.get("role") == "img"
    named = {one.get("id"): one.tag for one in drawn.iter() if one.get("id")}
    assert named == {
        drawn.get("aria-labelledby"): f"{SVG}title",
        drawn.get("aria-describedby"): f"{SVG}desc",
    }


def test_many_of_one_year_stand_side_by_side() -> None:
    """A hundred works of a year make no tower."""
    answer = make_answer(works=100)
    dates = {"dates": FrozenMap({"issued": PartialDate(parts=(2020,))})}
    dated = [one.model_copy(update={"source": one.source.model_copy(update=dates)}) for one in answer.references]
    drawn = str(draw_evidence_map(answer.model_copy(update={"references": tuple(dated)})))
    ((width, height),) = re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', drawn)
    assert float(height) < 2 * float(width)


@pytest.mark.parametrize("given", [None, (), "answer.yaml"])
def test_only_an_answer_has_a_map(given: object) -> None:
    with pytest.raises(TypeError, match="takes an Answer"):
        draw_evidence_map(given)


def test_a_map_asks_for_nothing() -> None:
    """No script, no font, image or style from elsewhere: all addresses are links that a reader may follow."""
    written = str(draw_evidence_map(low_dose_naltrexone()))
    links = set(re.findall(r'href="([^"]+)"', written))
    assert "https://doi.org/10.1002/art.37734" in links
    assert not set(re.findall(r"https?://[^\s\"<]+", written)) - links - {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|@font-face|<script|<image|<use|<foreignObject", written)


def test_a_map_says_in_words_what_it_shows() -> None:
    """How many of each kind and of which years, and which are marked apart; the day and the scheme below."""
    drawn = read_map(low_dose_naltrexone())
    summary = drawn.find(f"{SVG}desc")
    assert summary is not None
    assert summary.text == (
        "6 sources. guideline: 1, 2017. drug label: 1, 2024. randomised trial: 3, 2010 to 2024. "
        "narrative review: 1, 2018. Marked as cited only indirectly or as background: 2. Marked as retracted: 6."
    )
    texts = [one.text for one in drawn.findall(f"{SVG}text")]
    assert "As of 14 April 2026. Scheme: kinds 1, axis: reading-order." in texts
    assert [text for text in texts if text in ("From the Guidelines", "From the Drug Label", "From the Research")] == [
        "From the Guidelines", "From the Drug Label", "From the Research",
    ]  # fmt: skip


def test_a_page_shows_its_map_where_there_is_something_to_see() -> None:
    """With three dated sources, under a heading before the references; not with fewer, and in no other format."""
    few = tuple(dated(number, 2020 if number < FEWEST else None) for number in range(1, 9))
    enough = (*few, dated(9, 2021))
    cited = state("So.", *(cite(number) for number in range(1, 10)))
    assert "<svg" not in render_answer(make_answer(cited, references=few), "html")
    page = render_answer(make_answer(cited, references=enough), "html")
    assert page.index(">Evidence map</h2>") < page.index("<svg") < page.index(">References</h2>")
    assert page.count("<svg") == 1
    for name in set(FORMATS) - {"html"}:
        assert "<svg" not in render_answer(make_answer(cited, references=enough), name)


def test_marks_on_a_page_lead_to_its_references() -> None:
    """Each once, by the anchor of the page or of the cell of a notebook; the tab key passes them by."""
    for markup in (render_answer(low_dose_naltrexone(), "html"), show_answer(low_dose_naltrexone())):
        drawn = HtmlPage(markup[markup.index("<svg") : markup.index("</svg>") + 6])
        page = HtmlPage(markup)
        listed = [value for value in page.attributes("id") if re.search(r"(^|-)ref-\d+$", value)]
        assert sorted(drawn.attributes("href")) == sorted(f"#{anchor}" for anchor in listed)
        assert drawn.attributes("tabindex") == ["-1"] * len(listed)
        assert set(drawn.attributes("aria-labelledby")) <= set(page.attributes("id"))


def test_a_list_without_numbers_has_marks_without_numbers() -> None:
    """Where the style sorts by author, a mark tells its source by its title alone."""
    page = render_answer(low_dose_naltrexone(), "html", style="author-date")
    drawn = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    marks = list(drawn.iter("a"))
    assert len(marks) == 6
    assert all(mark.find("text") is None for mark in marks)
    assert "Marked as retracted: A trial that was taken back." in (drawn.findtext("desc") or "")


def test_two_maps_can_stand_in_one_notebook() -> None:
    """Their ids are their own."""
    one, other = (re.findall(r' id="([^"]+)"', str(draw_evidence_map(make_answer(question=q)))) for q in ("A?", "B?"))
    assert len({*one, *other}) == 4


def test_sources_have_a_map_before_anything_is_cited() -> None:
    """Numbered by rank; nothing is said of citations unless they are known."""
    ranked = rank_sources(
        [make_source("a", title="X: a randomized trial", DOI="10.1000/a"), make_source("b", issued=None)]
    )
    scheme = ea.read_scheme("clinical")
    plain = read_boxes(ElementTree.fromstring(str(draw_sources_map(ranked, scheme, date(2026, 1, 1)))))
    assert [(box.number, box.title, "listed" in box.classes) for box in plain] == [
        ("1", "1. X: a randomized trial (2020).", True),
        ("2", "2. Title of b", True),
    ]
    times = {"a": TimesCited(2, "supports")}
    known = read_boxes(ElementTree.fromstring(str(draw_sources_map(ranked, scheme, date(2026, 1, 1), times))))
    assert [box.title.rpartition(" Cited")[2] for box in known] == [" by 2 statements.", " by 0 statements."]
    assert [box.classes for box in known] == [{"mark", "supports"}, {"mark", "uncited"}]


def test_the_colours_of_a_map_that_stands_alone_are_those_of_a_page() -> None:
    """Light and dark, the variables have the values of the page, whose contrast is tested."""
    drawn, page = str(draw_evidence_map(make_answer())), render_answer(make_answer(), "html")
    for part in (0, 1):
        own, ours = (
            dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text.split("prefers-color-scheme: dark")[part]))
            for text in (drawn, page)
        )
        assert {"ink", "quiet", "rule", "ground", "link", "bad"} == own.keys()
        assert own.items() <= ours.items()


def test_a_manner_is_told_of_numbered_citations_only() -> None:
    """A citation of an unknown source has no number, and no mark."""
    unknown: NumberedCitation = cite(None, "smith2019")
    answer = make_answer(state("So.", unknown, cite(1)), references=(dated(1, 2020),))
    assert [box.number for box in read_boxes(read_map(answer))] == ["1"]
