"""How often a calm year sets off volume signals, and how soon an outbreak is found.

Series of 14 themes in nine districts: negative-binomial counts (k = 2) around rates from 0.02 to 2 voices a day, with
weekday and hour factors, the calendar's phases doubling the themes they name. Judged every six hours as the product
does it. Then an outbreak of 3, 5, 8 or 12 extra voices within a day is laid over a random series of a random day.

Usage: python -m bench.volume [--quick]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from monitor.core.config.plan_file import load_plan
from monitor.core.plan import Plan
from monitor.core.volume import WINDOWS_A_DAY, Finding, Series
from monitor.signals.baseline import USUAL_SHARES, rhythm_of
from monitor.signals.judging import Past, Present, history_of, judge, phase_of

FIRST = date(2024, 9, 1)
WARM_UP = 60
YEAR = 365
SIZE = 2.0
PHASE_GAIN = 2.0
WEEKDAYS = np.array([1.15, 1.15, 1.1, 1.1, 1.1, 0.75, 0.65])
DISTRICTS = 9
RATES = (0.02, 2.0)
OUTBREAKS = (3, 5, 8, 12)
DAYS_A_MONTH = 30.4


@dataclass
class Year:
    """One simulated year: voices by series, day and window."""

    plan: Plan
    random: np.random.Generator
    series: list[Series] = field(default_factory=list)
    counts: dict[Series, np.ndarray] = field(default_factory=dict)

    def fill(self, days: int) -> None:
        """Draw every series."""
        for theme in self.plan.themes:
            for number in range(DISTRICTS):
                series = Series(theme=theme.id, place=f"ben-tre/huyen-{number}")
                low, high = np.log(RATES)
                rate = np.exp(self.random.uniform(low, high))
                self.series.append(series)
                self.counts[series] = np.stack([self._day(series.theme, rate, day) for day in range(days)])

    def with_outbreak(self, series: Series, day: int, voices: int) -> np.ndarray:
        """The counts of a series with an outbreak on one day."""
        counts = self.counts[series].copy()
        counts[day] += self.random.multinomial(voices, USUAL_SHARES)
        return counts

    def _day(self, theme: str, rate: float, number: int) -> np.ndarray:
        day = FIRST + timedelta(days=number)
        gain = PHASE_GAIN if phase_of(theme, day, self.plan.phases) else 1.0
        mean = rate * gain * WEEKDAYS[day.weekday()]
        return self.random.multinomial(self.random.negative_binomial(SIZE, SIZE / (SIZE + mean)), USUAL_SHARES)


def past_of(year: Year, number: int, counts: dict[Series, np.ndarray]) -> Past:
    """What the product knows on a day."""
    first, end = (((day - FIRST).days) for day in history_of(FIRST + timedelta(days=number)))
    days = [FIRST + timedelta(days=n) for n in range(max(0, first), end)]
    cells = {series.id: {day: int(counts[series][(day - FIRST).days].sum()) for day in days} for series in year.series}
    return Past(listened=frozenset(days), cells=cells, known_series=len(year.series))


def look(year: Year, number: int, window: int, past: Past, counts: dict[Series, np.ndarray]) -> tuple[Finding, ...]:
    """Judge one moment: the end of a window."""
    day = FIRST + timedelta(days=number)
    present = Present(
        day, window,
        {s: int(rows[number, : window + 1].sum()) for s, rows in counts.items() if rows[number, : window + 1].sum()},
        {s: int(rows[number, window]) for s, rows in counts.items() if rows[number, window]},
    )  # fmt: skip
    totals = {
        (day, w): sum(int(year.counts[s][(day - FIRST).days, w]) for s in year.series)
        for day in past.listened
        for w in range(WINDOWS_A_DAY)
    }
    return judge(present, past, plan=year.plan, rhythm=rhythm_of(totals, past.listened, year.plan.holidays))


def calm(year: Year, days: range) -> tuple[Counter[str], int]:
    """False candidates (one a series and day) by span, and how many more were inhibited."""
    false: Counter[str] = Counter()
    inhibited = 0
    for number in days:
        past = past_of(year, number, year.counts)
        seen: set[Series] = set()
        for window in range(WINDOWS_A_DAY):
            for finding in look(year, number, window, past, year.counts):
                if finding.series in seen:
                    continue
                seen.add(finding.series)
                if finding.inhibited_by:
                    inhibited += 1
                else:
                    false[finding.span.value] += 1
    return false, inhibited


def outbreaks(year: Year, voices: int, trials: int, last: int) -> tuple[float, float]:
    """Share found on the day itself, and mean hours from midnight to the window in which it was found."""
    found, hours = 0, []
    for _ in range(trials):
        number = int(year.random.integers(WARM_UP, last))
        day = FIRST + timedelta(days=number)
        quiet = [s for s in year.series if phase_of(s.theme, day, year.plan.phases) is None]
        series = quiet[int(year.random.integers(len(quiet)))]
        counts = year.counts | {series: year.with_outbreak(series, number, voices)}
        past = past_of(year, number, year.counts)
        for window in range(WINDOWS_A_DAY):
            if any(f.series == series for f in look(year, number, window, past, counts)):
                found += 1
                hours.append(6.0 * (window + 1))
                break
    return found / trials, float(np.mean(hours)) if hours else float("nan")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two months and few outbreaks")
    quick = parser.parse_args().quick
    plan = load_plan(Path(__file__).resolve().parents[1] / "plan.yaml")
    last = WARM_UP + (60 if quick else YEAR)
    year = Year(plan, np.random.default_rng(5))
    year.fill(last)
    begun = time.process_time()
    false, inhibited = calm(year, range(WARM_UP, last))
    months = (last - WARM_UP) / DAYS_A_MONTH
    voices = sum(int(counts.sum()) for counts in year.counts.values())
    print(f"calm days: {last - WARM_UP}, series: {len(year.series)}, voices: {voices}")
    noted = sum(false.values()) / months
    print(f"false notes a month: {noted:.2f} {dict(false)}, inhibited: {inhibited / months:.2f}")
    print(f"CPU a look: {(time.process_time() - begun) / ((last - WARM_UP) * WINDOWS_A_DAY) * 1000:.0f} ms")
    print("extra voices   found the same day   mean hour found")
    for voices in OUTBREAKS:
        share, hour = outbreaks(year, voices, 15 if quick else 60, last)
        print(f"{voices:12}   {share:18.0%}   {hour:15.1f}")


if __name__ == "__main__":
    main()
