"""Tells one item's whole way from what is stored alone: found, read, classified, placed, decided, told, answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alerts.words import DELIVERY_CHANNELS, KINDS, SUPPRESSIONS, level_words
from monitor.core.clock import show_time
from monitor.core.entries import FetchOutcome, FetchRecord
from monitor.core.handling import DeliveryState, OutboxEntry
from monitor.core.incidents import Incident
from monitor.core.intake import How
from monitor.core.items import Item
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.core.trace import Trace, TraceStep
from monitor.stages.explaining import headline_of
from monitor.stages.explaining_time import steps as log_steps
from monitor.store.database import Tx
from monitor.store.outbox import AttemptOutcome, Receipt

LATEST_READ = timedelta(days=1)
"""A page is given up within a quarter of an hour; watched pages are read for days, but that is the incident's log."""
OUTCOMES: Mapping[FetchOutcome, str] = {
    FetchOutcome.OK: "đọc được",
    FetchOutcome.NOT_MODIFIED: "không đổi",
    FetchOutcome.TEMPORARY: "lỗi tạm thời",
    FetchOutcome.PERMANENT: "không đọc được",
    FetchOutcome.BLOCKED: "bị từ chối",
}
ATTEMPTS: Mapping[AttemptOutcome, str] = {
    AttemptOutcome.SENT: "kênh đã nhận",
    AttemptOutcome.RETRY: "chưa gửi được, sẽ thử lại",
    AttemptOutcome.REFUSED: "kênh từ chối, chuyển kênh khác",
    AttemptOutcome.FAILED: "không gửi được bằng kênh nào",
    AttemptOutcome.LOST: "không rõ kết quả (tiến trình dừng giữa chừng), gửi lại cùng mã",
}
DOORS: Mapping[How, str] = {How.COMMAND: "lệnh", How.FORM: "biểu mẫu", How.FILE: "tệp nhập", How.MAIL: "thư"}
FOUND, READ, STORED, LABELLED = "Thấy", "Đọc", "Lưu", "Phân loại"
PLACED, DECIDED, WROTE, SENT, QUIET, ANSWERED = "Gom vụ việc", "Sự cố", "Soạn tin", "Gửi", "Không gửi", "Phản hồi"


@dataclass
class _Way:
    """The trace in the making."""

    steps: list[TraceStep] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, at: datetime, stage: str, text: str) -> None:
        self.steps.append(TraceStep(at, stage, text))


def trace_item(tx: Tx, item_id: str, plan: Plan) -> Trace | None:
    """Trace an item; of one that was set apart unstored, what is known. None when the store knows nothing of it."""
    item, apart = tx.items.get(item_id), tx.quarantine.get(item_id)
    way = _Way()
    if apart is not None:
        way.add(apart.since, "Cách ly", f"{apart.reason}; phiên bản {apart.version} không xét được, bản sau sẽ xét lại")
    if item is None:
        if apart is None:
            return None
        way.missing.append("mọi bước sau khi đọc: tin đang bị cách ly")
        return Trace(item_id, apart.title, tuple(way.steps), tuple(way.missing))
    _coming(way, tx, item)
    _judged(way, tx, item)
    incidents = tx.incidents.for_item(item_id)
    if not incidents:
        way.missing.append("sự cố: vụ việc chưa thành sự cố nên không báo ai (xem «monitor explain»)")
    for incident in incidents:
        _told(way, tx, incident, plan)
    order = sorted(way.steps, key=lambda step: step.at)
    return Trace(item_id, headline_of(item), tuple(order), tuple(way.missing))


def _coming(way: _Way, tx: Tx, item: Item) -> None:
    if item.published_at is not None:
        way.add(item.published_at, "Đăng", f"thời điểm đăng ghi trên bài ({item.source or 'không rõ nguồn'})")
    else:
        way.missing.append("thời điểm đăng: trang không ghi")
    sent_in = tx.intake.of(item.id)
    for one in sent_in:
        way.add(one.at, FOUND, f"do người gửi vào bằng {DOORS.get(one.how, one.how.value)}")
    found = tx.entries.found(item.source, item.id) if item.source else None
    if found is not None:
        way.add(found[1], FOUND, f"hiện trong luồng tin của nguồn «{item.source}»")
        _reads(way, tx.feeds.fetches_between(item.source or "", found[1], found[1] + LATEST_READ), item)
    elif not sent_in:
        way.missing.append("lúc thấy trong luồng tin: tin nhập từ tệp, phát lại, hoặc dòng này đã được dọn")
    for number, version in enumerate(tx.items.versions(item.id), start=1):
        if version.arrived_at is not None and number == 1:
            way.add(version.arrived_at, STORED, f"bản 1, {len(version.full_text)} ký tự")
    if (count := len(tx.items.versions(item.id))) > 1:
        way.missing.append(f"giờ của {count - 1} lần sửa bài: xem nhật ký sự cố («Trang gốc đã sửa»)")


def _reads(way: _Way, fetches: tuple[FetchRecord, ...], item: Item) -> None:
    reads = [record for record in fetches if record.url == item.url]
    for record in reads:
        status = f", HTTP {record.status}" if record.status else ""
        chars = f", {record.chars} ký tự" if record.chars else ""
        why = f" ({record.error})" if record.error else ""
        way.add(record.at, READ, f"tải trang bài: {OUTCOMES[record.outcome]}{status}{chars}{why}")
    if not reads:
        way.missing.append("lượt tải trang bài: luồng tin đã có đủ nội dung, hoặc nhật ký tải đã được dọn")


def _judged(way: _Way, tx: Tx, item: Item) -> None:
    said, at = tx.labels.get(item.id), tx.labels.said_at(item.id)
    if said is None or at is None:
        way.missing.append("phân loại: tin chưa được xét")
    else:
        themes = ", ".join(theme.id for theme in said.themes) or "không chủ đề"
        versions = ", ".join(f"{task} {version}" for task, version in said.versions)
        way.add(at, LABELLED, f"{level_words(said.severity)}; {themes}; phiên bản {versions or 'không ghi'}")
    own = tx.stories.story_of(item.id)
    if own is None:
        way.missing.append("vụ việc: tin chưa được gom")
    else:
        copy = f"; đăng lại của {own.copy_of}" if own.copy_of else ""
        way.add(own.assigned_at, PLACED, f"{own.story_id}: {own.why}{copy}")


def _told(way: _Way, tx: Tx, incident: Incident, plan: Plan) -> None:
    names = {unit.id: unit.name for unit in plan.units}
    for event, step in zip(
        tx.incidents.events(incident.id), log_steps(tx.incidents.events(incident.id), names), strict=True
    ):
        stage = ANSWERED if event.kind == "action" else DECIDED
        way.add(event.at, stage, f"{incident.id}: {step.sentence.removeprefix(f'{show_time(event.at)}: ')}")
    messages = tx.outbox.for_incident(incident.id)
    for entry in messages:
        _message(way, tx, entry, names)
    if not messages:
        way.missing.append(f"tin nhắn về {incident.id}: không ai phải báo (xem «monitor explain {incident.id}»)")
    for row in tx.suppressed.for_incident(incident.id):
        who = names.get(row.unit, row.unit)
        way.add(row.at, QUIET, f"không báo {who}: {SUPPRESSIONS.get(row.reason, row.reason)}")
    if messages and incident.acknowledged_at is None:
        way.missing.append(f"xác nhận đã nhận tin của {incident.id}: chưa ai xác nhận")


def _message(way: _Way, tx: Tx, entry: OutboxEntry, names: Mapping[str, str]) -> None:
    message = entry.notification
    who = names.get(message.unit, message.unit)
    way.add(message.created_at, WROTE, f"{KINDS.get(message.kind, message.kind.value)} cho {who} (mã {message.key})")
    for receipt in tx.outbox.receipts(message.key):
        way.add(receipt.at, SENT, " ".join(_attempt(receipt, who)))
    if entry.state in {DeliveryState.WAITING, DeliveryState.SENDING}:
        way.missing.append(f"kết quả gửi {message.key}: đang chờ, lần tới lúc {show_time(entry.next_at)}")


def _attempt(receipt: Receipt, unit: str) -> Iterator[str]:
    channel = DELIVERY_CHANNELS.get(receipt.channel or "", receipt.channel or "chưa rõ kênh")
    yield f"{channel} → {initials(receipt.recipient) or unit}: {ATTEMPTS[receipt.outcome]}"
    if receipt.attempt > 1:
        yield f"(lần {receipt.attempt})"
    if receipt.reason:
        yield f"– {mask(receipt.reason)}"


def initials(name: str | None) -> str:
    """A person's name as initials; empty for nobody."""
    return "".join(f"{word[0]}." for word in (name or "").split() if word[0].isalpha()).upper()
