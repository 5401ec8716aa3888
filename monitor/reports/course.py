"""How the count of a theme went over the last weeks, and what is usual for it: said in words and drawn small. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from monitor.reports import wording
from monitor.reports.counting import Split
from monitor.reports.drawing import COLUMNS, Spark, to_png, to_svg
from monitor.reports.figures import PeriodFigures
from monitor.reports.forecast.series import DAYS, Series

TOTAL = "total"
"""The key of all items together."""
USUAL_WEEKS = 52
"""The year before tells what is usual, all its seasons included."""
FEWEST_WEEKS = 8
"""With fewer weeks on record nothing is called usual."""
_TENTH = 10
"""One week in ten may lie below the usual range, one above."""


@dataclass(frozen=True, slots=True)
class Course:
    """Counts of up to COLUMNS weeks, the reported one last, and the usual range of the weeks before (both ends in).

    `over`: the last week is over; else it holds what was counted so far.
    """

    counts: tuple[int, ...]
    usual: tuple[int, int] | None = None
    over: bool = True

    @property
    def words(self) -> str:
        """`12 tuần gần đây: 3, 5, 2, 7; thường 2–9`."""
        return "; ".join(filter(None, (self.count_words, self.usual_words)))

    @property
    def count_words(self) -> str:
        """`12 tuần gần đây: 3, 5, 2, 7`."""
        told = f"{len(self.counts)} tuần gần đây: {', '.join(map(wording.number, self.counts))}"
        return told if self.over else f"{told} (tuần cuối chưa hết)"

    @property
    def usual_words(self) -> str:
        """`thường 2–9`, `thường 3`; empty when too little is known."""
        if self.usual is None:
            return ""
        return f"thường {'–'.join(map(wording.number, dict.fromkeys(self.usual)))}"

    def png(self) -> bytes:
        """The picture for a mail or a document."""
        return to_png(self._spark())

    def svg(self, *, key: str, name: str) -> Markup:
        """The chart for a page; `name` says of what, `key` makes its ids unique there."""
        return to_svg(self._spark(), key=key, title=f"{name}: diễn biến theo tuần", text=self.words)

    def _spark(self) -> Spark:
        return Spark(self.counts, self.usual)


def courses(history: Sequence[Series], figures: PeriodFigures) -> dict[str, Course]:
    """By theme (TOTAL for all items), those of which more than the reported week is known.

    The reported week is taken from the figures, the weeks before from the archive: all counted alike.
    """
    found = {}
    for series in history:
        known = (figures.period.first - series.first) // timedelta(days=DAYS)
        earlier = series.counts[: max(known, 0)]
        if any(earlier):
            now = _now(series.theme, figures)
            shown = (*earlier[-(COLUMNS - 1) :], now)
            found[series.theme] = Course(shown, usual_range(earlier[-USUAL_WEEKS:]), over=figures.complete)
    return found


def _now(theme: str, figures: PeriodFigures) -> int:
    if theme == TOTAL:
        return figures.current.total.total
    counts: Mapping[str, Split] = figures.current.themes
    return counts.get(theme, Split()).total


def usual_range(counts: Sequence[int]) -> tuple[int, int] | None:
    """The range that holds at least four weeks in five, a tenth at most left out at either end; None of too few."""
    if len(counts) < FEWEST_WEEKS:
        return None
    ordered, outside = sorted(counts), len(counts) // _TENTH
    return ordered[outside], ordered[-1 - outside]
