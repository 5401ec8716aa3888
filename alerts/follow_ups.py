"""What follows a first message: hand-overs, updates, corrections, the last word, lines of a digest. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from alerts.alert_case import QUIET_KINDS, AlertCase, Told, Wish, in_thread
from alerts.tiers import Tier, after_quiet, copies_of, may_know, only_informed, tier_of
from monitor.core.incidents import RETRACTED, Change, Incident
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import NotificationKind
from monitor.core.plan import AlertSettings, Plan

_NEWS_KINDS = frozenset({NotificationKind.PUSH, NotificationKind.UPDATE})
_RETRACTED_OUTCOMES = frozenset({"mark_false", "mark_not_ours"})
_URGENT_CHANGES = frozenset({Change.LEVEL_UP, Change.CONFIRMED, Change.DENIED, Change.CORRECTED})
"""Changes that do not wait for the gap between updates."""
_RETRACTIONS = frozenset({Change.DENIED, Change.CORRECTED})
_HANDED, _DECLINED = "handover", "declined"
"""Steps in the keys of messages about a hand-over."""


def hand_overs(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """Who was asked to take the case over, and who asked and was refused: each hears it once, whatever else changes."""
    for transfer in case.transfers:
        if transfer.accepted:
            continue
        waits = transfer.accepted is None
        unit, kind = (
            (transfer.to_unit, NotificationKind.PUSH) if waits else (transfer.from_unit, NotificationKind.UPDATE)
        )
        step = f"{_HANDED if waits else _DECLINED}{transfer.number}"
        if any(told.key.endswith(f".{step}") for told in case.told):
            continue
        when = now if case.incident.level >= Severity.S3 else after_quiet(now, plan.alerts)
        yield Wish(unit, kind, when, step=step, transfer=transfer)


def misled_readers(case: AlertCase) -> tuple[str, ...]:
    """Units that read in a digest what has turned out wrong: the next digest tells them so."""
    is_wrong = case.incident.outcome in _RETRACTED_OUTCOMES or _is_retraction(case.incident)
    members = in_thread(case.told)
    return tuple(unit for unit in case.readers if unit not in members) if is_wrong else ()


def digest_units(case: AlertCase, *, plan: Plan) -> tuple[str, ...]:
    """Units that read of it in the digest: all of them at digest tier, else those only informed below S4.

    Readers of what turned out wrong are told in the digest too.
    """
    incident = case.incident
    if misled := misled_readers(case):
        return misled
    tier = tier_of(incident, plan)
    wanted: Sequence[str] = ()
    if tier is Tier.DIGEST:
        wanted = may_know(incident, incident.units, plan)
    elif tier is Tier.PUSH and incident.level < Severity.S4 and incident.territory is not Territory.UNKNOWN:
        heads = {plan.alerts.spokesperson_unit, plan.alerts.office_unit} if incident.level is Severity.S3 else set()
        wanted = [unit for unit in copies_of(incident, plan) if unit not in heads]
    members = in_thread(case.told)
    return tuple(unit for unit in wanted if unit not in members)


def last_loud(told: Iterable[Told]) -> dict[str, Told]:
    """Each unit's last message that was more than a candidate or a digest."""
    loud = (message for message in told if message.kind not in QUIET_KINDS)
    return {message.unit: message for message in sorted(loud, key=lambda m: (m.created_at, m.revision))}


def updates(case: AlertCase, *, plan: Plan, now: datetime) -> Iterator[Wish]:
    """What changed since each unit was last told. The revision only grows with material changes."""
    incident = case.incident
    behind = {
        unit: last for unit, last in last_loud(case.told).items() if _revision(case.told, unit) < incident.revision
    }
    if _is_retraction(incident):
        yield from (Wish(unit, NotificationKind.CORRECTION, now) for unit in behind)
        return
    members, informed = in_thread(case.told), only_informed(incident, plan)
    for unit, last in behind.items():
        if unit in members and unit not in informed:
            news = [told.created_at for told in case.told if told.unit == unit and told.kind in _NEWS_KINDS]
            when = _update_time(incident, last, plan.alerts, since=max(news, default=None), now=now)
            yield Wish(unit, NotificationKind.UPDATE, when)


def _revision(told: Iterable[Told], unit: str) -> int:
    return max(message.revision for message in told if message.unit == unit and message.kind not in QUIET_KINDS)


def _is_retraction(incident: Incident) -> bool:
    """Whether the news is that the old news was wrong. A held one is still known by the veracity it left."""
    if incident.changes:
        return not _RETRACTIONS.isdisjoint(incident.changes)
    return incident.veracity in RETRACTED


def _update_time(
    incident: Incident, last: Told, alerts: AlertSettings, *, since: datetime | None, now: datetime
) -> datetime:
    """`since`: when the unit last got news, None when it was only fetched because nobody else answered.

    A reminder brings no news, and so holds none up: whoever would be pushed now must not wait for having been fetched.
    """
    urgent = incident.level > last.level or not _URGENT_CHANGES.isdisjoint(incident.changes)
    when = now if urgent or since is None else max(now, since + alerts.update_gap)
    is_minor = max(incident.level, last.level) <= Severity.S2
    return after_quiet(when, alerts) if is_minor else when


def closing(case: AlertCase) -> Iterator[Wish]:
    """Closed: a retraction to everybody who was told, a last word to those who were pushed; each once."""
    incident = case.incident
    closed_at = incident.closed_at or incident.updated_at
    since = [told for told in case.told if told.created_at >= closed_at]
    corrected = {told.unit for told in since if told.kind is NotificationKind.CORRECTION}
    if incident.outcome in _RETRACTED_OUTCOMES or not _RETRACTIONS.isdisjoint(incident.changes):
        units = [unit for unit in last_loud(case.told) if unit not in corrected]
        yield from (Wish(unit, NotificationKind.CORRECTION, closed_at) for unit in units)
    elif incident.outcome is not None:
        done = {told.unit for told in since if told.kind is NotificationKind.CLOSE} | corrected
        pushed = in_thread(case.told) - done
        yield from (Wish(unit, NotificationKind.CLOSE, closed_at) for unit in last_loud(case.told) if unit in pushed)
