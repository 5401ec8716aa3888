"""Due dates of the duties toward the press, by the law in force on the day they began. Pure.

| duty | Luật Báo chí 2016 (to 2026-06-30) | Luật Báo chí 2025, NĐ 237/2026 (from 2026-07-01) |
| --- | --- | --- |
| answer a question the press passes on | 30 days (Điều 39.1) | 30 days (Điều 18.1) |
| say what is done about a petition, opinion, criticism | 30 days (Điều 39.2) | 15 working days (Điều 18.3) |
| complaint or denunciation: pass the conclusion on | 30 days (Điều 39.2) | 5 working days (Điều 18.2) |
| the press explains when the department asks | 15 days (Điều 39.4) | 15 working days (Điều 18.6) |
| correction on an electronic newspaper | at once (Điều 42.5.a) | at once (Điều 19) |
| correction in a daily, on radio or television | 2 days (Điều 42.5.b) | 2 days (Điều 19.3.b) |

"At once" is followed up at the end of the same day. The first day does not count; a period in days that ends on a day
off runs to the next working day (Bộ luật Dân sự 2015, Điều 148.5). Days off are the plan's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from monitor.core.calendar import add_working_days, is_working_day
from monitor.core.clock import at_local, local_date
from monitor.core.plan import Holiday
from monitor.core.press.tracks import Track, TrackKind

NEW_PRESS_LAW = date(2026, 7, 1)
"""First day of Luật Báo chí 126/2025/QH15 and NĐ 237/2026/NĐ-CP."""
END_OF_DAY = time(23, 59)
PRESS_DAYS = 2
"""Newspapers work every day: what they must do at once or in two days waits for no Monday."""


class Matter(StrEnum):
    """What exactly is asked: it decides the rule within a kind of track."""

    QUESTION = "question"
    PETITION = "petition"
    COMPLAINT = "complaint"
    EXPLANATION = "explanation"
    CORRECTION_ONLINE = "correction-online"
    CORRECTION_DAILY = "correction-daily"


@dataclass(frozen=True, slots=True)
class Rule:
    """A period of `days`, counted in working days or in all days, and the article it comes from."""

    days: int
    working: bool
    law: str


KIND_OF = {
    Matter.QUESTION: TrackKind.PRESS_QUESTION,
    Matter.PETITION: TrackKind.PETITION,
    Matter.COMPLAINT: TrackKind.PETITION,
    Matter.EXPLANATION: TrackKind.CORRECTION,
    Matter.CORRECTION_ONLINE: TrackKind.CORRECTION,
    Matter.CORRECTION_DAILY: TrackKind.CORRECTION,
}
_LAW_2016 = "Luật Báo chí 2016, Điều"
_DECREE_2026 = "Nghị định 237/2026/NĐ-CP, Điều"
_RULES_2016 = {
    Matter.QUESTION: Rule(30, working=False, law=f"{_LAW_2016} 39 khoản 1"),
    Matter.PETITION: Rule(30, working=False, law=f"{_LAW_2016} 39 khoản 2"),
    Matter.COMPLAINT: Rule(30, working=False, law=f"{_LAW_2016} 39 khoản 2"),
    Matter.EXPLANATION: Rule(15, working=False, law=f"{_LAW_2016} 39 khoản 4"),
    Matter.CORRECTION_ONLINE: Rule(0, working=False, law=f"{_LAW_2016} 42 khoản 5 điểm a"),
    Matter.CORRECTION_DAILY: Rule(2, working=False, law=f"{_LAW_2016} 42 khoản 5 điểm b"),
}
_RULES_2026 = {
    Matter.QUESTION: Rule(30, working=False, law=f"{_DECREE_2026} 18 khoản 1"),
    Matter.PETITION: Rule(15, working=True, law=f"{_DECREE_2026} 18 khoản 3"),
    Matter.COMPLAINT: Rule(5, working=True, law=f"{_DECREE_2026} 18 khoản 2"),
    Matter.EXPLANATION: Rule(15, working=True, law=f"{_DECREE_2026} 18 khoản 6"),
    Matter.CORRECTION_ONLINE: Rule(0, working=False, law=f"{_DECREE_2026} 19"),
    Matter.CORRECTION_DAILY: Rule(2, working=False, law=f"{_DECREE_2026} 19 khoản 3 điểm b"),
}


def rule_for(matter: Matter, day: date) -> Rule:
    """The rule in force for what began on a local day."""
    return (_RULES_2026 if day >= NEW_PRESS_LAW else _RULES_2016)[matter]


def due_at(matter: Matter, opened_at: datetime, holidays: Sequence[Holiday] = ()) -> datetime:
    """The last minute of the last day: of what began at `opened_at` (aware)."""
    return at_local(_last_day(rule_for(matter, local_date(opened_at)), local_date(opened_at), holidays), END_OF_DAY)


def basis(matter: Matter, opened_at: datetime) -> str:
    """By what the period was counted: `15 ngày làm việc, theo Nghị định 237/2026/NĐ-CP, Điều 18 khoản 3`."""
    rule = rule_for(matter, local_date(opened_at))
    if rule.days == 0:
        return f"Ngay khi nhận được yêu cầu (theo dõi đến hết ngày), theo {rule.law}"
    return f"{rule.days} ngày{' làm việc' if rule.working else ''}, theo {rule.law}"


def open_track(
    track_id: str,
    matter: Matter,
    *,
    opened_at: datetime,
    incident_id: str | None = None,
    holidays: Sequence[Holiday] = (),
    note: str = "",
) -> Track:
    """Begin a track: kind, deadline and basis follow from the matter and the day."""
    return Track(
        id=track_id,
        incident_id=incident_id,
        kind=KIND_OF[matter],
        opened_at=opened_at,
        due_at=due_at(matter, opened_at, holidays),
        basis=basis(matter, opened_at),
        note=note,
    )


def _last_day(rule: Rule, start: date, holidays: Sequence[Holiday]) -> date:
    if rule.working:
        return add_working_days(start, rule.days, holidays)
    day = start + timedelta(days=rule.days)
    while rule.days > PRESS_DAYS and not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day
