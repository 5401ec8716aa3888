"""Shared by the measurements: cases timed side by side in interleaved rounds, medians and ratios, plain tables."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

MS = 1000.0


@dataclass(frozen=True, slots=True)
class Case:
    """One way to do the work; `run` does all of it once."""

    name: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds of one round (median), and the ratio to the base within the same round: median, lowest, highest."""

    name: str
    cpu_s: float
    ratio: float
    low: float
    high: float

    def cpu_ms(self, count: int) -> str:
        """CPU milliseconds of one of `count` pieces of work, for a table."""
        return f"{self.cpu_s / count * MS:.2f}"

    @property
    def ratios(self) -> str:
        """The ratio with its range, for a table: `0.31 [0.30-0.33]`."""
        return f"{self.ratio:.2f} [{self.low:.2f}-{self.high:.2f}]"


def measure(cases: Sequence[Case], *, base: str, rounds: int) -> list[Timing]:
    """Time the cases, in the order given.

    Every round runs each case once and begins with another one, so that a busy neighbour hits all alike; only CPU
    time of this process counts. Nothing is warmed up here: run the cases once before.

    Args:
        cases: what is compared.
        base: name of the case that the ratios divide by.
        rounds: at least 1.
    """
    seconds: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds):
        first = number % len(cases)
        for case in (*cases[first:], *cases[:first]):
            seconds[case.name].append(_cpu(case))
    return [_timing(case.name, seconds[case.name], seconds[base]) for case in cases]


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a table as text: the first column to the left, figures to the right."""
    widths = [max(len(row[index]) for row in (columns, *rows)) for index in range(len(columns))]
    return "\n".join([title, _line(columns, widths), *(_line(row, widths) for row in rows)])


def _cpu(case: Case) -> float:
    gc.collect()  # what earlier cases left lying about is not this one's cost
    begun = time.process_time()
    case.run()
    return time.process_time() - begun


def _timing(name: str, seconds: list[float], base: list[float]) -> Timing:
    ratios = [own / other for own, other in zip(seconds, base, strict=True)]
    return Timing(name, median(seconds), median(ratios), min(ratios), max(ratios))


def _line(row: Sequence[str], widths: list[int]) -> str:
    cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
    return "  " + "  ".join(cells).rstrip()
