"""Once an hour: count who spoke of what, see what is unusually loud, raise an incident or leave a note. Pushes nobody.

Counts are taken of whole windows anew, so a crash, a late repair of stories or a second run change nothing. What stands
out raises the order of an open incident of that series; without one it becomes a note for the desk and a line in the
next digest of the unit in charge. At most once a series and day.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from alerts.routes import route
from monitor.core.clock import at_local
from monitor.core.errors import StorageError
from monitor.core.handling import DigestLine, IncidentEvent, OperatorWarning
from monitor.core.incidents import Incident
from monitor.core.labels import Severity, Territory
from monitor.core.plan import Plan
from monitor.core.routing import RouteQuery
from monitor.core.volume import EVERYTHING, WINDOW, Finding, Series, Span, VolumeSignal, WindowCount
from monitor.signals.baseline import rhythm_of
from monitor.signals.judging import Past, Present, history_of, judge, year_before
from monitor.signals.series import Arrival, Counted, count, ground_of, series_of, window_of, windows_between
from monitor.stages.alarming import warn
from monitor.stages.parts import Ledger, Parts
from monitor.stages.telling import tell
from monitor.store.database import Tx
from monitor.stories.naming import ground_name

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
RECOUNT = WINDOW
"""How far back counts are taken anew: stories are repaired, and items are judged a little after they arrive."""
CATCH_UP = timedelta(days=14)
"""After a longer stop, only so much is counted: older windows are no news, and no history either."""
KEEP = timedelta(days=420)
"""A year and the weeks around the same time of the last one."""
VOLUME_POINTS = 10
"""What an unusual volume adds to an incident's order, out of 100 (our choice: as much as speed weighs there)."""
SEEN_UP_TO = "volume_hour"
VOLUME_EVENT = "volume"
DIGEST_REASON = "volume"


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at the present: what stands out, and the items behind it."""

    findings: tuple[Finding, ...]
    arrivals: tuple[Arrival, ...]
    counted: Counted
    day: date


def watch_volume(parts: Parts, *, now: datetime) -> tuple[VolumeSignal, ...]:
    """Do the hour's counting when it is time. Returns the new signals; a failure is told to the operator."""
    hour = _hour(now)
    with parts.store.read() as tx:
        last = _last_hour(tx)
    if last is not None and last >= hour:
        return ()
    try:
        look = _look(parts, last=last, hour=hour, now=now)
        signals = [_act(parts, look, finding, now=now) for finding in look.findings]
    except StorageError:
        raise
    except Exception:
        log.exception("volume failed hour=%s", hour)
        _warn(parts, hour=hour, now=now)
        return ()
    return tuple(signal for signal in signals if signal is not None)


def next_watch(tx: Tx, *, now: datetime) -> datetime | None:
    """When counting will next find something new; None when nothing has arrived since it last did."""
    last, arrived = _last_hour(tx), tx.volume.last_arrival()
    if arrived is None or (last is not None and arrived < last):
        return None
    return _hour(now) + EVERY


def _look(parts: Parts, *, last: datetime | None, hour: datetime, now: datetime) -> _Look:
    since = max(last or hour - RECOUNT, hour - CATCH_UP) - RECOUNT
    day, window = window_of(now)
    with parts.store.transaction() as tx:
        windows = windows_between(since, now)
        arrivals = _arrivals(tx, _start(*windows[0]), now)
        counted = count(arrivals, parts.plan)
        tx.volume.replace(windows, (*counted.counts, *_everything(tx, windows)))
        tx.volume.prune(day - KEEP)
        tx.meta.set(SEEN_UP_TO, hour.isoformat())
    # Looking back over weeks takes its time: no writer waits for it.
    with parts.store.read() as tx:
        today = _arrivals(tx, at_local(day, time.min), now)
        findings = _findings(tx, today, day, window, plan=parts.plan) if today else ()
        done = tx.volume.signalled(day)
    new = tuple(finding for finding in findings if finding.series.id not in done)
    return _Look(new, today, count(today, parts.plan), day)


def _findings(tx: Tx, today: Sequence[Arrival], day: date, window: int, *, plan: Plan) -> tuple[Finding, ...]:
    known = {series.id: series for arrival in today for series in series_of(arrival, plan)}
    present = _present(tx.volume.of_day(day), known, today, day=day, window=window)
    first, end = history_of(day)
    listened = tx.volume.listened(first, end)
    cells = [series.id for series in known.values() if not series.story_id]
    past = Past(
        listened=listened | tx.volume.listened(*year_before(day)),
        cells=_joined(tx.volume.cells(cells, *year_before(day)), tx.volume.cells(cells, first, end)),
        story_days=tx.volume.stories(first, end, by_window=False),
        story_windows=tx.volume.stories(first, end, by_window=True),
        known_series=tx.volume.known_series(),
    )
    rhythm = rhythm_of(tx.volume.totals(first, end), listened, plan.holidays)
    return judge(present, past, plan=plan, rhythm=rhythm)


def _joined(*ranges: Mapping[str, Mapping[date, int]]) -> dict[str, dict[date, int]]:
    joined: dict[str, dict[date, int]] = {}
    for cells in ranges:
        for series, days in cells.items():
            joined.setdefault(series, {}).update(days)
    return joined


def _present(
    counts: Iterable[WindowCount], known: dict[str, Series], today: Sequence[Arrival], *, day: date, window: int
) -> Present:
    days: dict[Series, int] = {}
    windows: dict[Series, int] = {}
    for row in counts:
        series = known.get(row.series)
        if series is None:
            continue
        days[series] = days.get(series, 0) + row.count
        if row.window == window:
            windows[series] = row.count
    themes: dict[str, set[str]] = {}
    for arrival in today:
        themes.setdefault(arrival.story_id, set()).update(scored.id for scored in arrival.labels.themes)
    return Present(day, window, days, windows, themes)


def _arrivals(tx: Tx, start: datetime, now: datetime) -> tuple[Arrival, ...]:
    # An item of this very moment is in: half-open periods end after it.
    rows = tx.volume.arrivals(start, now + timedelta(microseconds=1))
    return tuple(Arrival(item, labels, own.story_id, own.copy_of) for item, labels, own in rows)


def _everything(tx: Tx, windows: Iterable[tuple[date, int]]) -> tuple[WindowCount, ...]:
    spans = [(day, window, _start(day, window)) for day, window in windows]
    return tuple(
        WindowCount(EVERYTHING, day, window, tx.volume.arrived(start, start + WINDOW)) for day, window, start in spans
    )


def _act(parts: Parts, look: _Look, finding: Finding, *, now: datetime) -> VolumeSignal | None:
    """Keep one signal with what follows from it; None when another run was first."""
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        incident = None if finding.inhibited_by else _incident_of(tx, finding.series)
        signal = VolumeSignal(
            series=finding.series, day=look.day, at=now, span=finding.span, observed=finding.observed,
            expected=round(finding.expected, 3), p_value=finding.p_value, text=_sentence(finding, parts),
            item_id=look.counted.latest[finding.series], incident_id=incident.id if incident else None,
            inhibited_by=finding.inhibited_by,
        )  # fmt: skip
        if not tx.volume.add_signal(signal):
            return None
        if incident is not None:
            _raise(ledger, parts, incident, signal, now=now)
        elif finding.inhibited_by is None:
            _note(ledger, parts, look, signal, now=now)
    for event in ledger.events:
        parts.sink(event)
    return signal


def _incident_of(tx: Tx, series: Series) -> Incident | None:
    """The open incident a series is about: the story's own, else the first in order of those of theme and place."""
    if series.story_id:
        return next((i for i in tx.incidents.by_story(series.story_id) if i.is_open), None)
    fitting = [i for i in tx.incidents.open() if _fits(i, series)]
    return max(fitting, key=lambda i: (i.order_score, i.id), default=None)


def _fits(incident: Incident, series: Series) -> bool:
    if incident.territory is not Territory.HOME or series.theme not in incident.themes:
        return False
    return any(place == series.place or place.startswith(series.place + "/") for place in incident.places)


def _raise(ledger: Ledger, parts: Parts, incident: Incident, signal: VolumeSignal, *, now: datetime) -> None:
    ledger.tx.incidents.log(IncidentEvent(incident.id, now, VOLUME_EVENT, note=signal.text))
    if incident.volume_score < VOLUME_POINTS:
        # Deciding again tells nobody anything that time alone would not.
        tell(ledger, parts, replace(incident, volume_score=VOLUME_POINTS), now=now)


def _note(ledger: Ledger, parts: Parts, look: _Look, signal: VolumeSignal, *, now: datetime) -> None:
    """A line in the next digest of the unit in charge. A story's note goes where its themes and place lead."""
    behind = next(arrival for arrival in look.arrivals if arrival.item.id == signal.item_id)
    labels, series = behind.labels, signal.series
    types = labels.incident_types
    routed = route(
        parts.plan,
        RouteQuery(
            themes=(series.theme,) if series.theme else tuple(scored.id for scored in labels.themes),
            incident_type=types[0].id if types else "other", levels=labels.levels,
            places=(series.place or ground_of(labels, parts.plan),), territory=Territory.HOME, severity=Severity.S1,
            day=look.day,
        ),
    )  # fmt: skip
    for unit in routed.units[:1]:
        line = DigestLine(unit, None, signal.item_id, Severity.S1, (), signal.text, now, reason=DIGEST_REASON)
        ledger.tx.digests.add(line, key=f"{series.id}:{look.day}:{unit}")


def _sentence(finding: Finding, parts: Parts) -> str:
    """`Số nguồn nói về «An toàn trường học» ở huyện Ba Tri tăng bất thường: 7 nguồn độc lập hôm nay, …`."""
    series = finding.series
    when = "hôm nay" if finding.span is Span.DAY else "trong 6 giờ qua"
    usual = f"{finding.expected:.1f}".replace(".", ",")
    numbers = f"{finding.observed} nguồn độc lập {when}, bình thường khoảng {usual}"
    if series.story_id:
        told = f"Một câu chuyện lan nhanh bất thường: {numbers}"
    else:
        home = parts.plan.home_province
        place = ground_name(series.place, parts.context.name_of, home_province=home)
        told = f"Số nguồn nói về «{parts.plan.theme(series.theme).name}» ở {place} tăng bất thường: {numbers}"
    phase = next((p.name for p in parts.plan.phases if p.id == finding.inhibited_by), None)
    if phase is not None:
        return f"{told}. Đang là thời gian «{phase}» nên không báo."
    return f"{told}. Đây là tín hiệu để xem xét, chưa phải sự cố."


def _warn(parts: Parts, *, hour: datetime, now: datetime) -> None:
    """Tell the operator once a day, and try again in an hour, which counts these windows anew."""
    text = (
        "Việc đếm lượng tin theo giờ gặp lỗi; các cảnh báo theo nội dung tin không bị ảnh hưởng. "
        "Hệ thống sẽ thử lại sau một giờ, hãy gửi nhật ký cho người bảo trì."
    )
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        tx.meta.set(SEEN_UP_TO, hour.isoformat())
        warn(ledger, OperatorWarning(now, "pipeline", text, key=f"volume:{now:%Y-%m-%d}"))
    for event in ledger.events:
        parts.sink(event)


def _last_hour(tx: Tx) -> datetime | None:
    last = tx.meta.get(SEEN_UP_TO)
    return datetime.fromisoformat(last) if last else None


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _start(day: date, window: int) -> datetime:
    return at_local(day, time(hour=window * int(WINDOW.total_seconds() // 3600)))
