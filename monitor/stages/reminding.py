"""What a person must see to, by time alone: addresses that are missing, mandates that end, answers that are due.

The check of addresses runs once a day and goes to the operator; the rest becomes lines in the office's next digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from alerts.reach import reach_on, reach_words
from alerts.render_digest import REMINDER
from monitor.core.clock import at_local, local_date, show_time
from monitor.core.handling import DigestLine, OperatorWarning
from monitor.core.labels import Severity
from monitor.core.plan import Contact
from monitor.core.press.mandates import REGISTER_FILE, read_register, register_warnings
from monitor.core.press.track_files import TRACK_FILE, read_track
from monitor.core.press.tracks import Track, TrackKind
from monitor.stages.alarming import warn
from monitor.stages.parts import Ledger, Parts
from monitor.store.database import Tx

DAILY_CHECK = time(7)
"""With the morning digest: somebody is at work who can mend what is missing."""
DUE_SOON = timedelta(days=3)
_LOOKED = "reminded"
_CHECKED = "reach_checked"
_TRACKS = {
    TrackKind.CORRECTION: "đề nghị cải chính",
    TrackKind.PRESS_QUESTION: "trả lời câu hỏi của báo chí",
    TrackKind.PETITION: "trả lời đơn thư do báo chí chuyển",
}


def is_to_remind(tx: Tx, *, now: datetime) -> bool:
    """Whether `remind` has not looked in this hour yet."""
    return tx.meta.get(_LOOKED) != _hour(now)


def remind(ledger: Ledger, parts: Parts, *, now: datetime) -> None:
    """Look once an hour; before the digests are made, so that a line goes out with the one that is due."""
    if not is_to_remind(ledger.tx, now=now):
        return
    ledger.tx.meta.set(_LOOKED, _hour(now))
    for key, text in _reminders(ledger.tx, parts, now=now):
        line = DigestLine(parts.plan.alerts.office_unit, None, key, Severity.S1, (), text, now, reason=REMINDER)
        ledger.tx.digests.add(line, key=f"{REMINDER}:{key}")
    _check_reach(ledger, parts, now=now)


def _hour(now: datetime) -> str:
    return f"{now:%Y-%m-%dT%H}"


def _reminders(tx: Tx, parts: Parts, *, now: datetime) -> Iterator[tuple[str, str]]:
    register = read_register(tx.cases.events(REGISTER_FILE), parts.plan)
    yield from ((warning.key, warning.text) for warning in register_warnings(register, now=now))
    for events in tx.cases.files(TRACK_FILE).values():
        track = read_track(events)
        if track is not None and track.closed_at is None and now >= track.due_at - DUE_SOON:
            yield _of_track(track, now=now)


def _of_track(track: Track, *, now: datetime) -> tuple[str, str]:
    what = _TRACKS[track.kind]
    if track.is_overdue(now):
        return f"{track.id}:late", f"Đã quá hạn {what} (hạn {show_time(track.due_at)})."
    return f"{track.id}:soon", f"Sắp đến hạn {what}: {show_time(track.due_at)}."


def _check_reach(ledger: Ledger, parts: Parts, *, now: datetime) -> None:
    today = local_date(now)
    if now < at_local(today, DAILY_CHECK) or ledger.tx.meta.get(_CHECKED) == today.isoformat():
        return
    ledger.tx.meta.set(_CHECKED, today.isoformat())
    text = reach_words(
        reach_on(parts.plan, _contacts(ledger.tx, parts, now=now), channels=parts.channel_order, day=today)
    )
    if text:
        warn(ledger, OperatorWarning(now, "channel", text, key=f"reach:{today}"))


def _contacts(tx: Tx, parts: Parts, *, now: datetime) -> dict[str, Contact]:
    found = {unit.id: tx.contacts.of(unit.id) for unit in parts.plan.units_on(local_date(now))}
    return {unit: contact for unit, contact in found.items() if contact is not None}
