"""`monitor case act …`: what a unit does with an incident itself, at the terminal; the file's own commands are beside.

Merging is not here: it moves stories that a running product holds in memory, so it is done on the desk.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from monitor.commands.casework import Incident, Person, Reason, Unit, case, fail, product
from monitor.commands.records import EXIT_USAGE, screen
from monitor.core.casework.cases import is_sensitive
from monitor.core.handling import Action, ActionKind
from monitor.core.labels import Severity

__all__ = ["case"]

MAX_MINUTES = 72 * 60


class Act(StrEnum):
    """What may be done, by the names of the command-line contract."""

    ACKNOWLEDGE = "acknowledge"
    CONFIRM = "confirm"
    MARK_FALSE = "mark_false"
    MARK_NOT_OURS = "mark_not_ours"
    RECEIVE = "receive"
    DETERMINE = "determine"
    OVERRIDE_LEVEL = "override_level"
    SILENCE = "silence"


VERDICTS = frozenset({Act.MARK_FALSE, Act.MARK_NOT_OURS})
_NEED_REASON = VERDICTS | {Act.CONFIRM, Act.OVERRIDE_LEVEL, Act.SILENCE}
_Args = tuple[tuple[str, str | int | float | None], ...]


@case.command()
def act(
    incident: Incident,
    kind: Annotated[Act, typer.Argument(metavar="VIỆC", help=", ".join(Act))],
    *,
    person: Person,
    unit: Unit,
    reason: Reason = "",
    level: Annotated[str, typer.Option("--level", help="Mức mới, S0–S4 (override_level).")] = "",
    minutes: Annotated[
        int | None, typer.Option("--minutes", min=1, max=MAX_MINUTES, help="Tạm ngừng bao lâu (silence).")
    ] = None,
) -> None:
    """Tiếp nhận, xác nhận, đánh dấu không đúng, sửa mức độ, tạm ngừng báo."""
    if kind in _NEED_REASON and not reason.strip():
        _refuse("Chưa nêu lý do. Hãy thêm --reason.")
    if kind is Act.OVERRIDE_LEVEL and level not in Severity.__members__:
        _refuse("Chưa có mức mới. Hãy thêm --level, từ S0 đến S4.")
    given = {"reason": reason.strip() or None, "level": level or None, "minutes": minutes}
    args: _Args = tuple((name, value) for name, value in given.items() if value is not None)
    with product() as app:
        with app.store.read() as tx:
            known = tx.incidents.standing(incident)
        if known is None:
            fail(f"Không có sự cố «{incident}».")
        if not app.pipeline.parts.plan.has_unit(unit):
            _refuse(f"Kế hoạch không có đơn vị «{unit}»; xem mã đơn vị trong plan.yaml.")
        if kind in VERDICTS and is_sensitive(known, app.pipeline.parts.plan):
            fail("Vụ việc nhạy cảm cần người thứ hai đọc: dùng `monitor case second-read` rồi `monitor case close`.")
        now = app.clock.now()
        app.pipeline.act(Action(now, unit, ActionKind(kind.value), incident_id=known.id, args=args, person=person))
    screen().print("Đã ghi.")


def _refuse(message: str) -> None:
    screen().print(message)
    raise typer.Exit(EXIT_USAGE)
