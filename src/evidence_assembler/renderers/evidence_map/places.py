"""Where the marks of an evidence map stand: the year across, marks of one row in lanes, no mark upon another.

Lengths are units of the drawing, which is `WIDTH` wide. x runs to the right, y downward.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

WIDTH = 400
GAP = 1.5
"""What is free between two marks at least."""

_BREAK = 4
_HIGH = 5  # marks of one year in one row that stand upon each other
_STEPS = (1, 2, 5)
_MOST_TICKS = 6  # steps between the first tick and the last


@dataclass(frozen=True, slots=True)
class Axis:
    """The years from `first` to `last`, both None where nothing has a year, in the drawing less its `margin`.

    What has no year stands at the left edge, in a room as wide as `aside`, 0 where all have one.
    """

    first: int | None
    last: int | None
    margin: float
    aside: float

    def place(self, year: int | None) -> float:
        """Where a year stands; one year alone stands in the middle."""
        if year is None or self.first is None or self.last is None:
            return self.margin
        start, end = self.aside + self.margin, WIDTH - self.margin
        if self.first == self.last:
            return (start + end) / 2
        return start + (end - start) * (year - self.first) / (self.last - self.first)

    def spread(self, year: int | None, count: int, reach: float) -> list[float]:
        """Where marks of one year stand: upon its place, or, where they are many and there is room, side by side.

        What stands beside the place of a year is nearer to it than to any other, or is of the first or the last.
        """
        place, pitch = self.place(year), 2 * reach + GAP
        columns = min(-(-count // _HIGH), 1 + int(2 * self._room(year) // pitch))
        if columns < 2:
            return [place] * count
        begin = place - (columns - 1) / 2 * pitch
        end = begin + (columns - 1) * pitch
        left, right = (0.0, self.aside) if year is None else (self.aside, float(WIDTH))
        begin += max(0.0, left + reach - begin) - max(0.0, end - (right - reach))
        return [begin + number % columns * pitch for number in range(count)]

    def _room(self, year: int | None) -> float:
        """How far to either side of its place the marks of a year may stand."""
        if year is None:
            return self.aside / 2 - self.margin if self.aside else 0.0
        if self.first is None or self.last is None:
            return 0.0
        width = WIDTH - 2 * self.margin - self.aside
        return width / 2 if self.first == self.last else 0.4 * width / (self.last - self.first)

    def ticks(self) -> range:
        """Round years, seven at most: every year, every second, fifth, tenth, twentieth and so on."""
        if self.first is None or self.last is None:
            return range(0)
        span = self.last - self.first
        step = next(s * 10**power for power in count() for s in _STEPS if span <= _MOST_TICKS * s * 10**power)
        return range(-(-self.first // step) * step, self.last + 1, step)

    def stretches(self) -> tuple[tuple[float, float], ...]:
        """From where to where a line across the drawing goes: between the years and what has none it is broken."""
        if not self.aside or self.first is None:
            return ((0.0, WIDTH),)
        return (0.0, self.aside - _BREAK), (self.aside + _BREAK, WIDTH)


def lay_axis(years: Iterable[int | None], margin: float, aside: float) -> Axis:
    """The axis for sources of these years, None for one without.

    `margin` is how far a mark or a label may reach to either side of its place; `aside` is the room for what has no
    year, left out where all have one.
    """
    given = set(years)
    dated = sorted(year for year in given if year is not None)
    first, last = (dated[0], dated[-1]) if dated else (None, None)
    return Axis(first, last, margin, aside if None in given else 0.0)


def count_columns_aside(undated: int) -> int:
    """How many marks without a year, of so many in a row, stand side by side."""
    return min(_HIGH, -(-undated // _HIGH))


def stack_marks(marks: Sequence[tuple[float, float]]) -> list[int]:
    """A lane from 0 for each mark, given by its place and how far it reaches to either side, so that none overlap.

    There are as few lanes as can be, and each mark is in the lowest that is free.

    >>> stack_marks([(10, 8), (10, 8), (19, 8), (40, 8)])
    [0, 1, 2, 0]
    """
    lanes = [0] * len(marks)
    taken: list[tuple[float, int]] = []  # (where the last mark of a lane ends, lane)
    free: list[int] = []
    begins = [place - reach for place, reach in marks]
    for index in sorted(range(len(marks)), key=begins.__getitem__):
        while taken and taken[0][0] + GAP <= begins[index]:
            heappush(free, heappop(taken)[1])
        lane = lanes[index] = heappop(free) if free else len(taken)
        heappush(taken, (sum(marks[index]), lane))
    return lanes
