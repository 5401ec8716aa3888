"""What `monitor retention` and `monitor person …` do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from alerts.links import load_or_create_secret
from monitor.commands.keeping import bars
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, screen
from monitor.core.clock import SystemClock, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.persons import RequestKind, RequestState
from monitor.core.settings import Settings
from monitor.stages import person_requests as requests
from monitor.stages.retaining import clear_old, would_clear
from monitor.store.audit import audit_key
from monitor.store.database import Store, open_store
from monitor.store.person_requests import NAMES

SHOWN = 200
"""Hits shown on the screen; the count tells of the rest."""
_KINDS = {RequestKind.EXPORT: "xin bản sao", RequestKind.ERASE: "xin xóa"}
_STATES = {
    RequestState.OPEN: "chờ xử lý", RequestState.PROPOSED: "chờ người thứ hai xác nhận", RequestState.DONE: "đã xong",
    RequestState.REFUSED: "đã từ chối",
}  # fmt: skip


def retention(settings: Settings, *, dry_run: bool) -> int:
    """Empty what is due now, with a progress bar, or only count it."""
    console, now, days = screen(), SystemClock().now(), settings.retention_days
    if days == 0:
        console.print("MONITOR_RETENTION_DAYS=0: nội dung được giữ mãi, không có gì để xóa.")
        return EXIT_DONE
    with _opened(settings) as store:
        plan = would_clear(store, days=days, now=now)
        console.print(
            f"Quá {days} ngày: {plan.items} tin sẽ xóa nội dung, {plan.tied} tin giữ lại vì gắn với hồ sơ.",
            highlight=False,
        )
        if dry_run or not plan.items:
            return EXIT_DONE
        with bars() as told:
            done = clear_old(
                store, days=days, now=now, most=plan.items,
                told=lambda count: told("Xóa nội dung quá hạn", count, plan.items),
            )  # fmt: skip
    console.print(f"Đã xóa nội dung {done.items} tin. Tiêu đề đã che, nhãn và số liệu giữ nguyên.", highlight=False)
    return EXIT_DONE


def find(settings: Settings, *, terms: Sequence[str]) -> int:
    """Show where a person stands."""
    with _opened(settings) as store, store.read() as tx:
        looked = requests.look(tx, terms)
    _show(looked)
    return EXIT_DONE


def take(settings: Settings, *, terms: Sequence[str], kind: RequestKind, login: str) -> int:
    """Take a request in."""
    plan = load_plan(settings.plan_path)
    with _opened(settings) as store, store.transaction() as tx:
        taken = requests.take_request(tx, kind, terms, plan=plan, login=login, now=SystemClock().now())
    screen().print(
        f"Đã nhận yêu cầu số {taken.number} ({_KINDS[kind]}); trả lời chậm nhất ngày {taken.due_on:%d/%m/%Y}.",
        highlight=False,
    )
    return EXIT_DONE


def list_requests(settings: Settings) -> int:
    """Show every request; what is looked for is not shown."""
    with _opened(settings) as store, store.read() as tx:
        known = tx.person_requests.all()
    table = Table("Số", "Loại", "Nhận lúc", "Hạn trả lời", "Tình trạng", "Người nhận")
    for one in known:
        due = f"{one.due_on:%d/%m/%Y}"
        table.add_row(
            str(one.number), _KINDS[one.kind], show_time(one.received_at), due, _STATES[one.state], one.taken_by
        )
    screen().print(table)
    return EXIT_DONE


def export(settings: Settings, *, number: int, login: str, output: Path) -> int:
    """Write the .zip, readable by its owner alone."""

    def write(content: bytes) -> None:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)

    with _opened(settings) as store:
        requests.export_person(store, number, login=login, now=SystemClock().now(), write=write)
    screen().print(f"Đã ghi {output}. Giao tận tay người yêu cầu rồi xóa tệp này.", soft_wrap=True, highlight=False)
    return EXIT_DONE


def erase(settings: Settings, *, number: int, login: str, confirm: bool) -> int:
    """First step: show and propose; second step, another person: erase."""
    now = SystemClock().now()
    with _opened(settings) as store:
        if confirm:
            changed = requests.confirm_erasing(store, number, login=login, now=now)
            screen().print(f"Đã che thông tin trong {changed} bản ghi. Bản sao lưu cũ tự hết theo số bản giữ lại.")
            return EXIT_DONE
        looked = requests.propose_erasing(store, number, login=login, now=now)
    _show(looked)
    screen().print("Người thứ hai chạy lại lệnh này với --confirm để xóa.")
    return EXIT_DONE


def refuse(settings: Settings, *, number: int, login: str, reason: str) -> int:
    """Refuse a request."""
    if not reason.strip():
        screen().print("Cần ghi căn cứ từ chối.")
        return EXIT_FAILURE
    with _opened(settings) as store, store.transaction() as tx:
        requests.refuse_request(tx, number, reason=reason, login=login, now=SystemClock().now())
    screen().print(f"Đã ghi từ chối yêu cầu số {number}.", highlight=False)
    return EXIT_DONE


def _show(looked: requests.Looked) -> None:
    console = screen()
    table = Table("Nơi", "Mã", "Đoạn chữ")
    for hit in looked.hits[:SHOWN]:
        table.add_row(NAMES.get(hit.where, hit.where), escape(hit.key), escape(hit.context))
    console.print(table)
    console.print(f"Tìm thấy {len(looked.hits)} chỗ.", highlight=False)


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    store = open_store(settings.database_url)
    try:
        store.key_audit(audit_key(load_or_create_secret(settings.secret_file)))
        yield store
    finally:
        store.close()
