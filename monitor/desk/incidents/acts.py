"""What people can do with an incident on its page: each act's address, permission and fields, and reading its form.

Statements and the end are written into the case file (`monitor.desk.incidents.case_forms`), which brings their acts
with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.core.accounts import Permission
from monitor.core.handling import ActionKind
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.desk.errors import BadForm

Args = tuple[tuple[str, str | int | float | None], ...]
Field = Callable[[str], str]
"""Gives what was typed into a field."""

MAX_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `slug` is the last part of its address, `label` its button. A `question` or fields make a second step.

    `fields` are names of fields in the template; `open_only` acts need an incident that is still open; those not done
    `often` stand behind «Việc khác».
    """

    slug: str
    kind: ActionKind
    may: Permission
    label: str
    question: str = ""
    fields: tuple[str, ...] = ()
    open_only: bool = True
    often: bool = True


_SETS_THE_CLOCK = "Vụ việc từ ngày 01/7/2026: hạn phát ngôn 24 giờ tính từ mốc này. Đã ghi thì không sửa lại được."
"""NĐ 244/2026/NĐ-CP; one tap must not start a legal time by mistake."""

ACTS: tuple[Act, ...] = (
    Act("tiep-nhan", ActionKind.ACKNOWLEDGE, Permission.ACKNOWLEDGE, "Tiếp nhận, đang xử lý"),
    Act(
        "xac-nhan", ActionKind.CONFIRM, Permission.JUDGE, "Xác nhận là đúng",
        "Đã xác minh với ai, bằng cách nào? Nhãn «chưa kiểm chứng» sẽ được bỏ.", ("reason",),
    ),
    Act(
        "muc-do", ActionKind.OVERRIDE_LEVEL, Permission.JUDGE, "Sửa mức độ",
        "Mức mới giữ nguyên cho đến khi có người sửa lại.", ("level", "reason"), often=False,
    ),
    Act(
        "sai-su-that", ActionKind.MARK_FALSE, Permission.JUDGE, "Tin không đúng",
        "Những người đã nhận tin sẽ nhận đính chính; sự cố khép lại.", ("reason",),
    ),
    Act(
        "khong-phai", ActionKind.MARK_NOT_OURS, Permission.JUDGE, "Không phải việc của ngành",
        "Những người đã nhận tin sẽ nhận đính chính; sự cố khép lại.", ("reason",),
    ),
    Act(
        "gop", ActionKind.MERGE, Permission.JUDGE, "Gộp vào sự cố khác",
        "Hai câu chuyện thành một; sự cố này không còn đứng riêng.", ("into",), often=False,
    ),
    Act(
        "nhan-viec", ActionKind.RECEIVE, Permission.SPEAK, "Ghi nhận cơ quan đã nhận vụ việc",
        f"Ghi lúc này là lúc cơ quan tiếp nhận vụ việc. {_SETS_THE_CLOCK}",
    ),
    Act(
        "xac-dinh", ActionKind.DETERMINE, Permission.SPEAK, "Xác định vụ việc ảnh hưởng dư luận",
        f"Ghi lúc này là lúc xác định vụ việc ảnh hưởng đến dư luận. {_SETS_THE_CLOCK}",
    ),
    Act(
        "tam-ngung", ActionKind.SILENCE, Permission.ACKNOWLEDGE, "Tạm ngừng báo cho đơn vị tôi",
        "Hết thời gian, hoặc khi mức độ tăng, hệ thống báo lại.", ("minutes", "reason"), often=False,
    ),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}


def offered(act: Act, incident: Incident) -> bool:
    """Whether an act makes sense now."""
    if act.open_only and not incident.is_open:
        return False
    done_once = {
        ActionKind.ACKNOWLEDGE: incident.acknowledged_at,
        ActionKind.CONFIRM: incident.confirmed_by,
        ActionKind.RECEIVE: incident.received_at,
        ActionKind.DETERMINE: incident.determined_at,
    }
    return done_once.get(act.kind) is None


def read_args(act: Act, field: Field) -> Args:
    """Read the act's fields. Raises BadForm with what is missing or wrong."""
    return tuple((name, _READERS[name](field(name))) for name in act.fields)


def _reason(text: str) -> str:
    if not text:
        raise BadForm("Hãy ghi lý do, để người sau hiểu vì sao.")
    return text


def _level(text: str) -> str:
    if text not in Severity.__members__:
        raise BadForm("Hãy chọn một mức từ S0 đến S4.")
    return text


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= MAX_MINUTES:
        raise BadForm("Hãy chọn thời gian tạm ngừng.")
    return int(text)


def _into(text: str) -> str:
    if not text:
        raise BadForm("Hãy chọn sự cố để gộp vào.")
    return text


_READERS: dict[str, Callable[[str], str | int | None]] = {
    "reason": _reason,
    "level": _level,
    "minutes": _minutes,
    "into": _into,
}
