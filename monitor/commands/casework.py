"""`monitor case …`: the case file of an incident at the terminal, with the same functions as the desk and the links."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from monitor.commands.records import EXIT_FAILURE, EXIT_USAGE, screen
from monitor.core.casework import cases
from monitor.core.casework.cases import Author, CaseBody, CaseFile, Origin
from monitor.core.casework.words import event_words
from monitor.core.clock import parse_time, show_time
from monitor.core.labels import Classification
from monitor.core.settings import load_settings

if TYPE_CHECKING:
    from monitor.app import App

case = typer.Typer(name="case", no_args_is_help=True, add_completion=False, help="Hồ sơ xử lý của từng sự cố.")

Incident = Annotated[str, typer.Argument(help="Mã sự cố.")]
Person = Annotated[str, typer.Option("--person", help="Họ tên người ghi.")]
Unit = Annotated[str, typer.Option("--unit", help="Mã đơn vị của người ghi, ví dụ van-phong.")]
Seen = Annotated[int | None, typer.Option("--seen", help="Phiên bản hồ sơ đã đọc; bỏ trống: phiên bản lúc này.")]
Text = Annotated[str, typer.Argument(help="Nội dung.")]
Owner = Annotated[str, typer.Argument(help="Họ tên người phụ trách.")]
Number = Annotated[int, typer.Argument(min=1, help="Số thứ tự trong hồ sơ.")]
Reason = Annotated[str, typer.Option("--reason", help="Lý do.")]


class _Unused:
    """No item is judged while a file is written, so no model is loaded."""

    def classify_batch(self, *_: object, **__: object) -> list[Classification]:
        raise AssertionError("no item is judged here")


@case.command()
def show(incident: Incident) -> None:
    """Xem hồ sơ: người phụ trách, việc, nội dung thống nhất, chuyển giao, phát ngôn, nhật ký."""
    from monitor.stages.casework import read_case

    with product() as app:
        with app.store.read() as tx:
            known = tx.incidents.standing(incident)
            file = read_case(tx, incident)
        if known is None:
            fail(f"Không có sự cố «{incident}».")
        screen().print(_page(known.title, file))


@case.command()
def owner(incident: Incident, name: Owner, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Giao người phụ trách."""
    _write(incident, cases.OwnerSet(name, unit), person, unit, seen)


@case.command()
def note(incident: Incident, text: Text, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Ghi một dòng vào nhật ký."""
    _write(incident, cases.Noted(text), person, unit, seen)


@case.command()
def line(incident: Incident, text: Text, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Soạn một bản nội dung thống nhất để trả lời báo chí và phụ huynh."""
    _write(incident, cases.LineWritten(text), person, unit, seen)


@case.command()
def approve(incident: Incident, number: Number, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Duyệt một bản nội dung thống nhất."""
    _write(incident, cases.LineApproved(number), person, unit, seen)


@case.command()
def task(
    incident: Incident,
    text: Text,
    *,
    to: Annotated[str, typer.Option("--to", help="Người làm.")],
    person: Person,
    unit: Unit,
    due: Annotated[str | None, typer.Option("--due", help="Hạn, ví dụ 2022-10-12T16:00.")] = None,
    seen: Seen = None,
) -> None:
    """Giao một việc."""
    _write(incident, cases.TaskAdded(text, to, moment_of(due) if due else None), person, unit, seen)


@case.command()
def done(
    incident: Incident, number: Number, *, person: Person, unit: Unit, text: Reason = "", seen: Seen = None
) -> None:
    """Đánh dấu một việc đã xong."""
    _write(incident, cases.TaskDone(number, text), person, unit, seen)


@case.command()
def opinion(incident: Incident, text: Text, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Ghi ý kiến của đơn vị về vụ việc."""
    _write(incident, cases.OpinionGiven(text), person, unit, seen)


@case.command()
def transfer(
    incident: Incident,
    to: Annotated[str, typer.Argument(help="Mã đơn vị được đề nghị nhận.")],
    *,
    reason: Reason,
    person: Person,
    unit: Unit,
    seen: Seen = None,
) -> None:
    """Đề nghị một đơn vị khác nhận xử lý."""
    _write(incident, cases.TransferAsked(to, reason), person, unit, seen)


@case.command()
def answer(
    incident: Incident,
    number: Number,
    *,
    person: Person,
    unit: Unit,
    decline: Annotated[bool, typer.Option("--decline", help="Không nhận.")] = False,
    reason: Reason = "",
    seen: Seen = None,
) -> None:
    """Trả lời một đề nghị chuyển đơn vị."""
    _write(incident, cases.TransferAnswered(number, not decline, reason), person, unit, seen)


@case.command()
def statement(
    incident: Incident,
    *,
    where: Annotated[str, typer.Option("--where", help="Phát ngôn ở đâu, ví dụ cổng thông tin của Sở.")],
    speaker: Annotated[str, typer.Option("--speaker", help="Ai phát ngôn.")],
    at: Annotated[str, typer.Option("--at", help="Lúc nào, ví dụ 2022-10-12T16:00.")],
    person: Person,
    unit: Unit,
    url: Annotated[str, typer.Option("--url", help="Địa chỉ, nếu có.")] = "",
    seen: Seen = None,
) -> None:
    """Ghi nhận đã phát ngôn: dừng đồng hồ hạn phát ngôn từ lúc phát ngôn."""
    _write(incident, cases.StatementRecorded(moment_of(at), where, speaker, url), person, unit, seen)


@case.command("second-read")
def second_read(
    incident: Incident,
    *,
    person: Person,
    unit: Unit,
    disagree: Annotated[bool, typer.Option("--disagree", help="Không đồng ý đóng.")] = False,
    reason: Reason = "",
    seen: Seen = None,
) -> None:
    """Người thứ hai đọc hồ sơ của vụ việc nhạy cảm trước khi đóng."""
    _write(incident, cases.SecondRead(not disagree, reason), person, unit, seen)


@case.command()
def close(
    incident: Incident,
    *,
    outcome: Annotated[str, typer.Option("--outcome", help="Kết quả xử lý.")],
    lessons: Annotated[str, typer.Option("--lessons", help="Bài học rút ra, hoặc «không có».")],
    person: Person,
    unit: Unit,
    watch_days: Annotated[int, typer.Option("--watch-days", min=0, max=365, help="Số ngày theo dõi tiếp.")] = 7,
    seen: Seen = None,
) -> None:
    """Đóng hồ sơ và sự cố."""
    with product() as app:
        until = app.clock.now() + timedelta(days=watch_days) if watch_days else None
    _write(incident, cases.CaseClosed(outcome, lessons, until), person, unit, seen)


def _write(incident: str, body: CaseBody, person: str, unit: str, seen: int | None) -> None:
    from monitor.stages.case_events import Conflict, Rejected
    from monitor.stages.casework import read_case, write_case

    with product() as app:
        if seen is None:
            with app.store.read() as tx:
                seen = read_case(tx, incident).version
        by = Author(person, unit, Origin.COMMAND)
        outcome = write_case(app.pipeline.parts, app.pipeline.judge, incident, body, by=by, seen=seen)
        if isinstance(outcome, Rejected):
            fail(outcome.reason)
        if isinstance(outcome, Conflict):
            who = f" ({outcome.by.person}, {show_time(outcome.at)})" if outcome.by and outcome.at else ""
            fail(f"Hồ sơ đã có người ghi thêm{who}, chưa ghi gì. Hãy đọc lại hồ sơ (bản {outcome.version}).")
        screen().print(f"Đã ghi vào hồ sơ, bản {outcome.version}.")


def _page(title: str, file: CaseFile) -> Table:
    table = Table("Mục", "Nội dung", title=escape(f"{title} – hồ sơ bản {file.version}"), show_lines=True)
    approved = file.line_to_take
    rows = (
        ("Người phụ trách", file.owner.person if file.owner else "chưa giao"),
        ("Nội dung thống nhất", approved.text if approved else f"chưa duyệt ({len(file.lines)} bản thảo)"),
        ("Việc chưa xong", "\n".join(f"{t.number}. {t.text} – {t.person}" for t in file.open_tasks)),
        ("Chuyển đơn vị", "\n".join(f"{t.number}. {t.from_unit} → {t.to_unit}" for t in file.transfers)),
        ("Ý kiến đơn vị", "\n".join(f"{o.by.unit}: {o.text}" for o in file.opinions)),
        ("Đã phát ngôn", "\n".join(f"{show_time(s.published_at)}: {s.speaker}, {s.where}" for s in file.statements)),
        ("Kết quả", file.closing.outcome if file.closing else "chưa đóng"),
        ("Nhật ký", "\n".join(f"{show_time(e.at)} {e.by.person}: {event_words(e.body)}" for e in file.log)),
    )
    for name, text in rows:
        table.add_row(name, escape(text))
    return table


@contextmanager
def product() -> Iterator[App]:
    """The product without sources and models, for one command."""
    from monitor.app import Overrides, build

    app = build(load_settings(), Overrides(classifier=_Unused(), fetch=False))
    try:
        yield app
    finally:
        app.close()


def moment_of(text: str) -> datetime:
    """Read a moment as it is typed; ends with 2 when it is none."""
    try:
        return parse_time(text)
    except ValueError:
        screen().print(f"«{text}» không phải thời điểm; ví dụ 2022-10-12T16:00.")
        raise typer.Exit(EXIT_USAGE) from None


def fail(message: str) -> NoReturn:
    """Say why not, and end with 1."""
    screen().print(message)
    raise typer.Exit(EXIT_FAILURE)
