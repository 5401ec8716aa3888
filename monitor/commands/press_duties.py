"""`monitor press …`: who may speak, and the duties toward the press with their deadlines, at the terminal."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from monitor.commands.casework import Person, Reason, Seen, Unit, fail, moment_of, product
from monitor.commands.press import author, press, written_version
from monitor.commands.records import screen
from monitor.core.clock import show_time
from monitor.core.press.mandates import (
    Mandate,
    MandateGiven,
    MandateKind,
    MandatePaper,
    MandatePosted,
    MandateRevoked,
    register_warnings,
)
from monitor.core.press.track_files import TRACK_FILE
from monitor.stories.tracks import Matter

if TYPE_CHECKING:
    from monitor.stages.casework import RegisterBody

__all__ = ["press"]

MandateId = Annotated[str, typer.Argument(help="Mã trong danh sách người phát ngôn.")]
At = Annotated[str, typer.Option("--at", help="Lúc nào, ví dụ 2022-10-12T16:00; bỏ trống: lúc này.")]
IncidentId = Annotated[str, typer.Option("--incident", help="Mã sự cố liên quan, nếu có.")]
_ID_BYTES = 6


@press.command("speakers")
def show_speakers() -> None:
    """Xem ai được phát ngôn, và những việc còn thiếu (số văn bản, đăng cổng, sắp hết hạn)."""
    from monitor.stages.casework import register

    with product() as app:
        now = app.clock.now()
        with app.store.read() as tx:
            known = register(tx, app.plan)
    table = Table("Mã", "Họ tên", "Chức vụ", "Tư cách", "Hiệu lực", "Văn bản", "Đăng cổng", title="Người phát ngôn")
    for mandate in known.mandates:
        table.add_row(*map(escape, _mandate_cells(mandate, now)))
    screen().print(table if known.mandates else "Chưa ghi ai được phát ngôn.")
    for warning in register_warnings(known, now=now):
        screen().print(f"• {escape(warning.text)}")


@press.command("mandate")
def give_mandate(
    kind: Annotated[
        MandateKind, typer.Argument(help="head: người đứng đầu; regular: thường xuyên; case: một vụ việc.")
    ],
    name: Annotated[str, typer.Argument(help="Họ tên người được phát ngôn.")],
    *,
    post: Annotated[str, typer.Option("--post", help="Chức vụ.")],
    signed_at: Annotated[str, typer.Option("--signed-at", help="Ký lúc nào, ví dụ 2022-10-12T08:00.")],
    person: Person,
    unit: Unit,
    valid_to: Annotated[str, typer.Option("--valid-to", help="Hết hiệu lực lúc nào; bỏ trống: chưa định.")] = "",
    paper: Annotated[str, typer.Option("--paper", help="Số văn bản.")] = "",
    phone: Annotated[str, typer.Option("--phone", help="Điện thoại.")] = "",
    email: Annotated[str, typer.Option("--email", help="Thư điện tử.")] = "",
    matter: Annotated[str, typer.Option("--matter", help="Vụ việc được phát ngôn.")] = "",
    incident: IncidentId = "",
    seen: Seen = None,
) -> None:
    """Ghi một người được phát ngôn."""
    signed = moment_of(signed_at)
    body = MandateGiven(
        id=secrets.token_hex(_ID_BYTES), kind=kind, person=name, post=post, phone=phone, email=email,
        signed_at=signed, valid_from=signed, valid_to=moment_of(valid_to) if valid_to else None,
        matter=matter, incident_id=incident or None, paper=paper,
    )  # fmt: skip
    _write_register(body, person, unit, seen)


@press.command("mandate-paper")
def hand_in_paper(
    mandate: MandateId,
    paper: Annotated[str, typer.Argument(help="Số văn bản ủy quyền.")],
    *,
    person: Person,
    unit: Unit,
    seen: Seen = None,
) -> None:
    """Ghi số văn bản ủy quyền phát ngôn."""
    _write_register(MandatePaper(mandate, paper), person, unit, seen)


@press.command("mandate-posted")
def note_posting(
    mandate: MandateId,
    url: Annotated[str, typer.Argument(help="Địa chỉ trên cổng thông tin.")],
    *,
    person: Person,
    unit: Unit,
    at: At = "",
    seen: Seen = None,
) -> None:
    """Ghi nhận thông tin người phát ngôn đã được đăng lên cổng."""
    with product() as app:
        moment = moment_of(at) if at else app.clock.now()
    _write_register(MandatePosted(mandate, url, moment), person, unit, seen)


@press.command("revoke")
def revoke(mandate: MandateId, *, reason: Reason, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Ghi một người thôi phát ngôn."""
    _write_register(MandateRevoked(mandate, reason), person, unit, seen)


@press.command("duties")
def show_duties() -> None:
    """Xem việc với báo chí: trả lời, giải trình, cải chính, và hạn của từng việc."""
    from monitor.stages.casework import tracks

    with product() as app:
        now = app.clock.now()
        with app.store.read() as tx:
            known = tracks(tx)
    table = Table("Mã", "Hạn", "Tình trạng", "Căn cứ", "Ghi chú", "Sự cố", title="Việc với báo chí")
    for track in known:
        state = "quá hạn" if track.is_overdue(now) else "đang chờ"
        state = f"xong {show_time(track.closed_at)}" if track.closed_at is not None else state
        cells = (track.id, show_time(track.due_at), state, track.basis, track.note, track.incident_id or "")
        table.add_row(*map(escape, cells))
    screen().print(table if known else "Không có việc nào.")


@press.command("begin-duty")
def begin_duty(
    matter: Annotated[Matter, typer.Argument(help="Loại việc; hạn theo luật có hiệu lực ngày bắt đầu.")],
    *,
    note: Annotated[str, typer.Option("--note", help="Cơ quan báo chí, nội dung.")],
    person: Person,
    unit: Unit,
    at: At = "",
    incident: IncidentId = "",
) -> None:
    """Bắt đầu một việc với báo chí."""
    from monitor.stages.casework import open_track
    from monitor.stories.tracks import open_track as begun

    with product() as app:
        now = app.clock.now()
        opened = moment_of(at) if at else now
        if opened > now:
            fail("Ngày nhận, ngày gửi không thể ở tương lai.")
        with app.store.read() as tx:
            known = tx.incidents.standing(incident) if incident else None
        if incident and known is None:
            fail(f"Không có sự cố «{incident}».")
        track = begun(
            secrets.token_hex(_ID_BYTES), matter, opened_at=opened, note=note,
            incident_id=known.id if known is not None else None, holidays=app.plan.holidays,
        )  # fmt: skip
        written_version(open_track(app.pipeline.parts, track, by=author(person, unit)))
    screen().print(f"Đã ghi việc {track.id}, hạn {show_time(track.due_at)} ({track.basis}).")


@press.command("end-duty")
def end_duty(
    track: Annotated[str, typer.Argument(help="Mã việc.")],
    *,
    person: Person,
    unit: Unit,
    at: At = "",
    note: Annotated[str, typer.Option("--note", help="Ghi chú.")] = "",
) -> None:
    """Ghi nhận một việc với báo chí đã xong."""
    from monitor.stages.casework import close_track

    with product() as app:
        with app.store.read() as tx:
            version = len(tx.cases.events(TRACK_FILE + track))
        ended = moment_of(at) if at else app.clock.now()
        by = author(person, unit)
        written_version(close_track(app.pipeline.parts, track, closed_at=ended, note=note, by=by, seen=version))
    screen().print("Đã ghi nhận.")


def _write_register(body: RegisterBody, person: str, unit: str, seen: int | None) -> None:
    from monitor.stages.casework import register, write_register

    with product() as app:
        if seen is None:
            with app.store.read() as tx:
                seen = register(tx, app.plan).version
        written_version(write_register(app.pipeline.parts, body, by=author(person, unit), seen=seen))
    screen().print(f"Đã ghi ({body.id}).")


def _mandate_cells(mandate: Mandate, now: datetime) -> tuple[str, ...]:
    given = mandate.given
    until = f"đến {show_time(given.valid_to)}" if given.valid_to is not None else "chưa định ngày hết"
    posted = f"đã đăng {show_time(mandate.posted_at)}" if mandate.posted_at is not None else ""
    if not posted and mandate.post_by is not None:
        posted = f"hạn {show_time(mandate.post_by)}"
    holds = until if mandate.holds(now) else "không còn hiệu lực"
    return given.id, given.person, given.post, _KINDS[given.kind], holds, mandate.paper or "chưa có", posted


_KINDS = {MandateKind.HEAD: "người đứng đầu", MandateKind.REGULAR: "thường xuyên", MandateKind.CASE: "một vụ việc"}
