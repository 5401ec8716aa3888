"""The rows of a weekly report, every cell said in Vietnamese: what the templates lay out and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from monitor.core.labels import Severity
from monitor.core.plan import Plan
from monitor.reports import wording
from monitor.reports.counting import NO_THEME, Split, ground_names
from monitor.reports.figures import Difference, WeeklyFigures
from monitor.reports.headlines import Headline
from monitor.reports.incident_lines import IncidentLine
from monitor.reports.source_gaps import SourceGap


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of a table of counts. `inner`: it belongs under the line before."""

    name: str
    total: str
    before: str
    change: str
    negative: str
    neutral: str
    positive: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident."""

    level: str
    level_name: str
    title: str
    movement: str
    units: str
    seen: str
    state: str
    statement: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story. `url` is empty when there is nothing public to open."""

    title: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """One source that said nothing."""

    source: str
    problem: str
    lasted: str


def theme_rows(figures: WeeklyFigures, plan: Plan) -> tuple[CountRow, ...]:
    """Themes in the plan's order, children under their parents; those without items in both weeks are left out."""
    known = [theme.id for theme in plan.themes]
    inner = {theme.id for theme in plan.themes if theme.parent is not None}
    order = [*known, *sorted(_keys(figures.current.themes, figures.before.themes) - {*known, NO_THEME}), NO_THEME]
    return _rows(order, figures.current.themes, figures.before.themes, lambda key: wording.theme(key, plan), inner)


def themes_without_items(figures: WeeklyFigures, plan: Plan) -> tuple[str, ...]:
    """Names of the plan's themes that nobody wrote about this week: to know what was not carried is half the use."""
    counts = figures.current.themes
    return tuple(theme.name for theme in plan.themes if not counts.get(theme.id, Split()).total)


def channel_rows(figures: WeeklyFigures) -> tuple[CountRow, ...]:
    """Kinds of channels, the press first."""
    names = wording.CHANNEL_GROUPS
    return _rows(list(names), figures.current.channels, figures.before.channels, names.__getitem__)


def place_rows(figures: WeeklyFigures, plan: Plan) -> tuple[CountRow, ...]:
    """Districts or communes, those with most items first, then what names none."""
    names = {**ground_names(plan), **wording.TERRITORIES}
    current, before = figures.current.places, figures.before.places
    named = sorted(_keys(current, before) - set(wording.TERRITORIES), key=lambda key: (-_total(current, key), key))
    return _rows([*named, *wording.TERRITORIES], current, before, lambda key: _capital(names.get(key, key)))


def incident_rows(lines: Sequence[IncidentLine]) -> tuple[IncidentRow, ...]:
    """Incidents, the gravest first."""
    return tuple(
        IncidentRow(
            level=str(line.level),
            level_name=wording.LEVELS[line.level],
            title=line.title,
            movement=wording.movement(line),
            units=", ".join(line.units),
            seen=wording.hour_and_day(line.first_seen_at),
            state=wording.state(line),
            statement=wording.statement(line),
        )
        for line in lines
    )


def story_rows(stories: Sequence[Headline], plan: Plan) -> tuple[StoryRow, ...]:
    """Stories with who told them, how often, in what tone."""
    return tuple(StoryRow(story.title, story.url or "", _story_note(story, plan)) for story in stories)


def gap_rows(gaps: Sequence[SourceGap]) -> tuple[GapRow, ...]:
    """Sources that said nothing, the gravest first."""
    return tuple(GapRow(gap.host, wording.GAPS[gap.kind], wording.duration(gap.lasted)) for gap in gaps)


def _story_note(story: Headline, plan: Plan) -> str:
    parts = [story.outlet, wording.reach(story.origins, story.copies), wording.SENTIMENTS[story.sentiment]]
    parts += [wording.theme(story.theme, plan)] if story.theme else []
    parts += [wording.level(story.level)] if story.level >= Severity.S2 else []
    return " · ".join(part for part in parts if part)


def _rows(
    order: Sequence[str],
    current: Mapping[str, Split],
    before: Mapping[str, Split],
    name: Callable[[str], str],
    inner: frozenset[str] | set[str] = frozenset(),
) -> tuple[CountRow, ...]:
    shown = [key for key in order if _total(current, key) or _total(before, key)]
    return tuple(_row(name(key), current.get(key, Split()), _total(before, key), inner=key in inner) for key in shown)


def _row(name: str, split: Split, before: int, *, inner: bool) -> CountRow:
    return CountRow(
        name=name,
        total=wording.number(split.total),
        before=wording.number(before),
        change=wording.change(Difference(before, split.total)),
        negative=wording.number(split.negative),
        neutral=wording.number(split.neutral),
        positive=wording.number(split.positive),
        inner=inner,
    )


def total_row(figures: WeeklyFigures) -> CountRow:
    """All items, each once."""
    return _row("Tổng số tin", figures.current.total, figures.before.total.total, inner=False)


def _keys(current: Mapping[str, Split], before: Mapping[str, Split]) -> set[str]:
    return {*current, *before}


def _total(counts: Mapping[str, Split], key: str) -> int:
    return counts[key].total if key in counts else 0


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
