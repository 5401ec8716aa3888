"""The pages behind signed links that are for more than acknowledging: not an incident, hand over, answer, look."""

from __future__ import annotations

from fastapi.responses import Response

from alerts.links import Claim, Purpose
from alerts.words import LINKS
from monitor.core.clock import show_time
from monitor.core.incidents import Incident
from monitor.desk.incidents.rows import row_of
from monitor.desk.visits import Visit
from monitor.stages.linked_acts import Done, InvalidLink, NotDone, UsedBefore, read_link, use_link


def show_link(visit: Visit, token: str) -> Response:
    """What the link is for, with a form; nothing happens yet."""
    page = read_link(visit.app.pipeline.parts, token)
    if isinstance(page, InvalidLink):
        return visit.page("invalid_link.html", status=404)
    used = f"Liên kết này đã được dùng lúc {show_time(page.used_at)}." if page.used_at else ""
    return _page(visit, page.claim, page.incident, token, targets=page.targets, message=used, over=bool(used))


def use_linked(visit: Visit, token: str) -> Response:
    """Do what the link is for, once."""
    page = read_link(visit.app.pipeline.parts, token)
    outcome = use_link(visit.app.pipeline.parts, visit.app.pipeline.judge, token, visit.form)
    if isinstance(page, InvalidLink) or isinstance(outcome, InvalidLink):
        return visit.page("invalid_link.html", status=404)
    if isinstance(outcome, Done):
        return _page(visit, page.claim, outcome.incident, token, message=outcome.sentence, over=True)
    if isinstance(outcome, UsedBefore):
        message = f"Liên kết này đã được dùng lúc {show_time(outcome.used_at)}."
        return _page(visit, page.claim, outcome.incident, token, message=message, over=True)
    return _again(visit, page.claim, outcome, token, targets=page.targets)


def _again(
    visit: Visit, claim: Claim, outcome: NotDone, token: str, *, targets: tuple[tuple[str, str], ...]
) -> Response:
    return _page(visit, claim, outcome.incident, token, targets=targets, error=outcome.reason, status=400)


def _page(
    visit: Visit,
    claim: Claim,
    incident: Incident,
    token: str,
    *,
    targets: tuple[tuple[str, str], ...] = (),
    message: str = "",
    error: str = "",
    over: bool = False,
    status: int = 200,
) -> Response:
    plan = visit.app.plan
    response = visit.page(
        "linked.html", status=status, token=token, purpose=claim.purpose.value, what=LINKS[claim.purpose.value],
        unit=plan.unit(claim.unit).name, row=row_of(incident, plan, visit.now), open=incident.is_open,
        targets=targets, message=message, error=error, over=over or claim.purpose is Purpose.VIEW,
        reason=visit.form.get("reason", ""),
    )  # fmt: skip
    # The address itself is a key: it must not reach another site.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
