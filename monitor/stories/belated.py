"""Posts that come after what an authority has confirmed, and were written before it. Pure.

A feed was slow, or somebody passed a post on late: it tells of the first minutes what the report has told since. Such
a post is one more voice and may still be graver than all before; its facts are no news to those who read the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from monitor.core.items import PRESS_CHANNELS
from monitor.stories.view import Member

_CONFIRMATION = "official-confirmation"


def without_belated(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members but for posts older than a report with an authority's word that came before them."""
    reports = [member for member in members if _is_report(member) and _confirms(member)]
    return tuple(member for member in members if not _is_belated(member, reports))


def _is_belated(member: Member, reports: Iterable[Member]) -> bool:
    if _is_report(member):
        return False
    return any(
        _earlier(member.item.published_at, report.item.published_at)
        and _earlier(report.item.arrived_at, member.item.arrived_at)
        for report in reports
    )


def _earlier(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _is_report(member: Member) -> bool:
    return member.item.official or member.item.channel in PRESS_CHANNELS


def _confirms(member: Member) -> bool:
    return any(fact.kind == _CONFIRMATION and fact.stands for fact in member.labels.facts)
