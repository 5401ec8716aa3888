"""Xét tin: candidates taken a few at a time, so that two people never judge the same one."""

from __future__ import annotations

from fastapi.responses import Response

from alerts.policy import Tier, tier_of
from monitor.core.accounts import Permission
from monitor.core.incidents import Incident
from monitor.desk.checkout import KEPT_FOR, give_back, held, take
from monitor.desk.incidents.rows import row_of
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.store.database import Tx

pages = Pages()

BATCH = 5
LOOKED_AT = 300
"""Open incidents looked through, the gravest first."""
CASE = "incident:"


@pages.get("/xet-tin", may=Permission.JUDGE)
def candidate_list(visit: Visiting) -> Response:
    """What I hold, what waits, and what colleagues hold."""
    with visit.app.store.read() as tx:
        holds, waiting = held(tx, visit.now), _waiting(visit, tx)
    names = {thing.removeprefix(CASE): hold for thing, hold in holds.items() if thing.startswith(CASE)}
    mine = [one for one in waiting if one.id in names and names[one.id].login == visit.me.login]
    others = [one for one in waiting if one.id in names and names[one.id].login != visit.me.login]
    return visit.page(
        "candidates.html",
        mine=[row_of(one, visit.app.plan, visit.now) for one in mine],
        others=[(one.id, one.title, names[one.id].login, short_time(names[one.id].until, visit.now)) for one in others],
        free=len(waiting) - len(mine) - len(others), batch=BATCH, minutes=int(KEPT_FOR.total_seconds() // 60),
        until=short_time(names[mine[0].id].until, visit.now) if mine else "",
    )  # fmt: skip


@pages.post("/xet-tin/nhan", may=Permission.JUDGE)
def take_candidates(visit: Visiting) -> Response:
    """Take the next few that nobody holds."""
    with visit.app.store.transaction() as tx:
        holds = held(tx, visit.now)
        free = [CASE + one.id for one in _waiting(visit, tx) if CASE + one.id not in holds]
        take(tx, free, visit.me.login, visit.now, limit=BATCH)
    return see("/xet-tin")


@pages.post("/xet-tin/tra", may=Permission.JUDGE)
def return_candidates(visit: Visiting) -> Response:
    """Let go of what was taken and not judged."""
    with visit.app.store.transaction() as tx:
        give_back(tx, visit.me.login, visit.now, things=[t for t in held(tx, visit.now) if t.startswith(CASE)])
    return see("/xet-tin")


def holder_of(visit: Visit, tx: Tx, incident_id: str) -> str:
    """Which colleague is judging an incident just now, in words; empty when nobody is, or the reader is."""
    hold = held(tx, visit.now).get(CASE + incident_id)
    if hold is None or hold.login == visit.me.login or not visit.may(Permission.JUDGE):
        return ""
    account = next((one for one in tx.users.all() if one.login == hold.login), None)
    return f"{account.name if account else hold.login} đang xét tin này (đến {short_time(hold.until, visit.now)})."


def _waiting(visit: Visit, tx: Tx) -> list[Incident]:
    """Candidates that nobody has judged yet, the gravest first."""
    found = tx.incident_lists.open_by_level(limit=LOOKED_AT)
    plan = visit.app.plan
    return [
        one
        for one in found
        if one.acknowledged_at is None and tier_of(one, plan) is Tier.CANDIDATE and visit.sees(tx, one)
    ]
