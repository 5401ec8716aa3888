"""The rows of a weekly report, every cell said in Vietnamese: what the templates lay out and nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from alerts.words import level_words
from monitor.core.labels import Severity
from monitor.core.plan import Plan
from monitor.reports import wording
from monitor.reports.counting import NO_THEME, Split, ground_names
from monitor.reports.course import TOTAL
from monitor.reports.figures import Difference, PeriodFigures
from monitor.reports.headlines import Headline
from monitor.reports.incident_lines import IncidentLine
from monitor.reports.keywords import Keyword
from monitor.reports.source_gaps import GapKind, SourceGap

GROUPS_TOLD = 8
"""Groups of lesser incidents; the rest are only counted."""
PLACES_TOLD = 4
"""Places named for one group."""
GAPS_TOLD = 6
"""Sources named in the table of those that said nothing."""
_BETWEEN = " – "
"""Stands between kind and place in an incident's title."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of a table of counts. `inner`: it belongs under the line before; `words`: what it was about.

    `key` is the theme's id, empty for a line that is none.
    """

    name: str
    total: str
    before: str
    change: str
    negative: str
    neutral: str
    positive: str
    inner: bool = False
    words: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One kind of channel, or place, told in a line: its name, `21 tin`, and what is to be said beside it."""

    name: str
    total: str
    note: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Lesser incidents of one kind and level; `where` names some of their places."""

    level: str
    kind: str
    count: str
    where: str
    state: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident."""

    level: str
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


def theme_rows(figures: PeriodFigures, plan: Plan) -> tuple[CountRow, ...]:
    """Themes in the plan's order, children under their parents; those without items in both weeks are left out."""
    known = [theme.id for theme in plan.themes]
    inner = {theme.id for theme in plan.themes if theme.parent is not None}
    order = [*known, *sorted(_keys(figures.current.themes, figures.before.themes) - {*known, NO_THEME}), NO_THEME]
    rows = _rows(order, figures.current.themes, figures.before.themes, lambda key: wording.theme(key, plan), inner)
    return tuple(replace(row, words=_words(figures.keywords.themes.get(row.key, ()))) for row in rows)


def themes_without_items(figures: PeriodFigures, plan: Plan) -> tuple[str, ...]:
    """Names of the plan's themes that nobody wrote about this week: to know what was not carried is half the use."""
    counts = figures.current.themes
    return tuple(theme.name for theme in plan.themes if not counts.get(theme.id, Split()).total)


def channel_rows(figures: PeriodFigures) -> tuple[ShareRow, ...]:
    """Kinds of channels, the press first."""
    names = wording.CHANNEL_GROUPS
    return _shares(list(names), figures.current.channels, figures.before.channels, names.__getitem__)


def place_rows(figures: PeriodFigures, plan: Plan, *, limit: int | None = None) -> tuple[ShareRow, ...]:
    """Districts or communes with most items first, then what names none; beyond `limit` they share one row."""
    names = {**ground_names(plan), **wording.TERRITORIES}
    current, before = figures.current.places, figures.before.places
    named = sorted(_keys(current, before) - set(wording.TERRITORIES), key=lambda key: (-_total(current, key), key))
    rest = named[limit:] if limit is not None else []
    told = _shares(named[: len(named) - len(rest)], current, before, lambda key: _capital(names.get(key, key)))
    nowhere = _shares(list(wording.TERRITORIES), current, before, names.__getitem__)
    if not rest:
        return (*told, *nowhere)
    items = wording.number(sum(_total(current, key) for key in rest))
    return (*told, ShareRow(f"{len(rest)} nơi khác", f"{items} lượt nhắc", ""), *nowhere)


def grave(lines: Sequence[IncidentLine]) -> tuple[IncidentLine, ...]:
    """Those told in full."""
    return tuple(line for line in lines if line.level >= Severity.S3)


def group_rows(lines: Sequence[IncidentLine]) -> tuple[tuple[GroupRow, ...], int]:
    """The lesser incidents by level and kind, the most first, and how many more there are than those told."""
    lesser = sorted((line for line in lines if line.level < Severity.S3), key=_group)
    groups = [tuple(members) for _, members in groupby(lesser, key=_group)]
    groups.sort(key=lambda members: (-members[0].level, -len(members)))
    rest = sum(len(members) for members in groups[GROUPS_TOLD:])
    return tuple(_group_row(members) for members in groups[:GROUPS_TOLD]), rest


def _group(line: IncidentLine) -> tuple[int, str]:
    return -line.level, line.title.partition(_BETWEEN)[0]


def _group_row(members: Sequence[IncidentLine]) -> GroupRow:
    places = Counter(place for line in members if (place := line.title.partition(_BETWEEN)[2]))
    told = [f"{place} ({count})" if count > 1 else place for place, count in places.most_common(PLACES_TOLD)]
    more = len(places) - len(told)
    return GroupRow(
        level=str(members[0].level),
        kind=members[0].title.partition(_BETWEEN)[0],
        count=wording.number(len(members)),
        where="; ".join([*told, *([f"và {more} nơi khác"] if more else [])]),
        state=wording.states(members) if len(members) > 1 else wording.state(members[0]),
    )


def incident_rows(lines: Sequence[IncidentLine]) -> tuple[IncidentRow, ...]:
    """Incidents, the gravest first."""
    return tuple(
        IncidentRow(
            level=str(line.level),
            title=line.title,
            movement=wording.movement(line),
            units=", ".join(line.units),
            seen=wording.hour_and_day(line.first_seen_at),
            state=wording.state(line),
            statement=wording.statement(line),
        )
        for line in lines
    )


def story_rows(stories: Sequence[Headline]) -> tuple[StoryRow, ...]:
    """Stories with who told them, how often, in what tone."""
    return tuple(StoryRow(story.title, story.url or "", _story_note(story)) for story in stories)


def good_news_rows(stories: Sequence[Headline]) -> tuple[StoryRow, ...]:
    """Good news with who told it; that it is good goes without saying."""
    return tuple(StoryRow(story.title, story.url or "", _told_by(story)) for story in stories)


def gap_rows(gaps: Sequence[SourceGap]) -> tuple[tuple[GapRow, ...], int]:
    """Sources that said nothing, the gravest first, feeds of one host together; and how many more there are."""
    groups: dict[tuple[str, GapKind], list[SourceGap]] = {}
    for gap in gaps:
        groups.setdefault((gap.host, gap.kind), []).append(gap)
    told = list(groups.values())[:GAPS_TOLD]
    return tuple(_gap_row(group) for group in told), len(gaps) - sum(len(group) for group in told)


def _gap_row(group: Sequence[SourceGap]) -> GapRow:
    first = group[0]
    source = first.host if len(group) == 1 else f"{first.host} ({len(group)} nguồn)"
    return GapRow(source, wording.GAPS[first.kind], wording.duration(max(gap.lasted for gap in group)))


def _story_note(story: Headline) -> str:
    parts = [_told_by(story), wording.SENTIMENTS[story.sentiment]]
    parts += [level_words(story.level)] if story.level >= Severity.S2 else []
    return " · ".join(parts)


def _told_by(story: Headline) -> str:
    return " · ".join(part for part in (story.outlet, wording.reach(story.origins, story.copies)) if part)


def _words(keywords: Iterable[Keyword]) -> str:
    return ", ".join(keyword.phrase for keyword in keywords)


def _shares(
    order: Sequence[str], current: Mapping[str, Split], before: Mapping[str, Split], name: Callable[[str], str]
) -> tuple[ShareRow, ...]:
    """`before` has nothing at all when there is no week to compare with: then it is not mentioned."""
    shown = [key for key in order if _total(current, key) or _total(before, key)]
    return tuple(
        ShareRow(name(key), f"{wording.number(_total(current, key))} tin", _share_note(key, current, before))
        for key in shown
    )


def _share_note(key: str, current: Mapping[str, Split], before: Mapping[str, Split]) -> str:
    negative = current[key].negative if key in current else 0
    parts = [f"{wording.number(negative)} tiêu cực"] if negative else []
    parts += [wording.change_words(Difference(_total(before, key), _total(current, key)))] if before else []
    return ", ".join(filter(None, parts))


def _rows(
    order: Sequence[str],
    current: Mapping[str, Split],
    before: Mapping[str, Split],
    name: Callable[[str], str],
    inner: frozenset[str] | set[str] = frozenset(),
) -> tuple[CountRow, ...]:
    shown = [key for key in order if _total(current, key) or _total(before, key)]
    return tuple(
        replace(_row(name(key), current.get(key, Split()), _total(before, key)), inner=key in inner, key=key)
        for key in shown
    )


def _row(name: str, split: Split, before: int) -> CountRow:
    return CountRow(
        name=name,
        total=wording.number(split.total),
        before=wording.number(before),
        change=wording.change(Difference(before, split.total)),
        negative=wording.number(split.negative),
        neutral=wording.number(split.neutral),
        positive=wording.number(split.positive),
    )


def total_row(figures: PeriodFigures) -> CountRow:
    """All items, each once."""
    return replace(_row("Tổng số tin", figures.current.total, figures.before.total.total), key=TOTAL)


def _keys(current: Mapping[str, Split], before: Mapping[str, Split]) -> set[str]:
    return {*current, *before}


def _total(counts: Mapping[str, Split], key: str) -> int:
    return counts[key].total if key in counts else 0


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
