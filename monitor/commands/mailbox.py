"""`monitor mailbox`: reads the boxes of mail once, and lists mails that wait for their sender to be let in."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from monitor.app import App, build
from monitor.collect.intake.boxes import BoxError
from monitor.collect.intake.imap import ImapBox
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, screen
from monitor.core.clock import show_time
from monitor.core.intake import MailState
from monitor.core.settings import Settings
from monitor.stages.mailing import BOXES, FORGED, TROUBLES

_STATES = {
    MailState.TAKEN: "đã nhận",
    MailState.QUARANTINED: "giữ lại chờ duyệt",
    MailState.IGNORED: "bỏ qua (thư tự động, thư báo lỗi, thư trùng)",
    MailState.REFUSED: "không lấy được nội dung",
}


def mailbox(settings: Settings, *, list_only: bool) -> int:
    """Read once unless only asked for the list. Returns 1 when a box cannot be read."""
    console = screen()
    app = build(settings)
    try:
        status = EXIT_DONE if list_only else _read(app, console)
        _list(app, console)
    finally:
        app.close()
    return status


def mailbox_row(settings: Settings) -> tuple[str, bool | None, str]:
    """What `monitor doctor` says of the mailbox: tried once when there is one."""
    if settings.imap_url is None:
        text = f"chưa khai báo MONITOR_IMAP_URL: chỉ nhận thư lưu thành tệp .eml trong {settings.inbox_dir}"
        return "Hộp thư đến", None, text
    box = ImapBox(settings.imap_url.get_secret_value())
    try:
        with box.open():
            return "Hộp thư đến", True, f"đọc được {box.shown}"
    except BoxError as error:
        return "Hộp thư đến", False, f"{box.shown}: {TROUBLES[error.trouble]}"


def _read(app: App, console: Console) -> int:
    summary = app.mail_room.round()
    for state, count in summary.mails.items():
        console.print(f"{count} thư {_STATES[state]}")
    if not summary.mails:
        console.print("Không có thư mới.")
    for box, trouble in summary.troubles.items():
        console.print(f"[red]{BOXES.get(box, box)}:[/] {TROUBLES[trouble]}")
    return EXIT_FAILURE if summary.troubles else EXIT_DONE


def _list(app: App, console: Console) -> None:
    with app.store.read() as tx:
        waiting = tx.intake.quarantined()
    if not waiting:
        return
    table = Table("Lúc", "Nơi nhận", "Người gửi", "Tiêu đề", "Vì sao giữ lại", title="Thư đang giữ lại")
    for mail in waiting:
        why = "nghi giả mạo người gửi" if mail.note == FORGED else "người gửi chưa có trong danh bạ"
        box = BOXES.get(mail.box, mail.box)
        table.add_row(show_time(mail.at), box, escape(mail.sender), escape(mail.subject), why)
    console.print(table)
    console.print("Nhận thư của người gửi: thêm địa chỉ vào MONITOR_MAIL_SENDERS rồi khởi động lại; thư được xét ngay.")
