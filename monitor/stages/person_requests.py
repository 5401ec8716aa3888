"""A person asks what is stored of them, or to be erased: taking it in, looking, two people for erasing, the clock.

One person proposes an erasing after having seen the hits; another one confirms it; what was found meanwhile must be the
same. The audit says that it was done, never about whom.

Looking reads the whole archive, which takes a while: it is done beside everybody, and what follows in a short
transaction that looks again at the request. What arrives while somebody looks is as what arrives afterwards.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from monitor.core.calendar import is_working_day
from monitor.core.clock import local_date, show_time
from monitor.core.errors import RecordError
from monitor.core.handling import OperatorWarning
from monitor.core.items import item_to_record
from monitor.core.persons import (
    Hit,
    PersonPattern,
    PersonRequest,
    RequestKind,
    RequestState,
    due_on,
    too_short,
)
from monitor.core.plan import Plan
from monitor.stages.alarming import alarm
from monitor.stages.parts import Ledger, Parts
from monitor.store.database import Store, Tx
from monitor.store.person_requests import NAMES

TAKEN, PROPOSED, ERASED, EXPORTED, REFUSED = (
    "person-request", "person-erase-proposed", "person-erased", "person-exported", "person-refused",
)  # fmt: skip
COMMAND = "lệnh monitor"
_KINDS = {RequestKind.EXPORT: "xin bản sao dữ liệu", RequestKind.ERASE: "xin xóa dữ liệu"}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of a person, in order, and its digest."""

    hits: tuple[Hit, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of where the person stands; says nothing about the person."""
        told = json.dumps(sorted({(hit.where, hit.key) for hit in self.hits}), ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


def look(tx: Tx, terms: Sequence[str]) -> Looked:
    """Where a person stands. Raises RecordError for terms that would find too much."""
    _check(terms)
    return Looked(tuple(tx.person_requests.find(PersonPattern(terms))))


def take_request(
    tx: Tx, kind: RequestKind, terms: Sequence[str], *, plan: Plan, login: str, now: datetime
) -> PersonRequest:
    """Take a person's request in and start its clock. Raises RecordError for unusable terms or an unknown login."""
    _check(terms)
    _account(tx, login)
    day = due_on(now, plan.holidays)
    request = PersonRequest(0, kind, RequestState.OPEN, now, day, tuple(terms), login)
    number = tx.person_requests.add(request)
    tx.audit.add(now, COMMAND, TAKEN, str(number), f"{kind.value}, hạn {day:%d/%m/%Y}", person=login)
    return replace(request, number=number)


def propose_erasing(store: Store, number: int, *, login: str, now: datetime) -> Looked:
    """Somebody looked at what would be covered and proposes it; the second person confirms exactly that."""
    with store.read() as tx:
        request = _open(tx, number, RequestKind.ERASE, login=login)
        looked = look(tx, request.terms)
    with store.transaction() as tx:
        request = _open(tx, number, RequestKind.ERASE, login=login)
        tx.person_requests.put(replace(request, state=RequestState.PROPOSED, proposed_by=login, found=looked.digest))
        tx.audit.add(now, COMMAND, PROPOSED, str(number), f"{len(looked.hits)} chỗ", person=login)
    return looked


def confirm_erasing(store: Store, number: int, *, login: str, now: datetime) -> int:
    """Cover the person everywhere; returns how many records changed.

    Raises RecordError when nobody proposed it, the same person confirms, or something else is found by now.
    """
    with store.read() as tx:
        request = _proposed(tx, number, login=login)
        looked = look(tx, request.terms)
    keys: dict[str, set[str]] = {}
    for hit in looked.hits:
        keys.setdefault(hit.where, set()).add(hit.key)
    with store.transaction() as tx:
        request = _proposed(tx, number, login=login)
        if looked.digest != request.found:
            raise RecordError("nội dung tìm thấy đã khác lúc đề xuất; hãy xem và đề xuất lại")
        changed = tx.person_requests.cover(PersonPattern(request.terms), keys)
        _finish(tx, request, RequestState.DONE, login=login, now=now)
        tx.audit.add(now, COMMAND, ERASED, str(number), f"{changed} bản ghi", person=login)
    return changed


def export_person(store: Store, number: int, *, login: str, now: datetime, write: Callable[[bytes], object]) -> None:
    """Write a .zip with what is stored of a person, as JSON and as plain text, for handing over.

    `write` is called in the transaction that ends the request: what cannot be written leaves it open.
    """
    with store.read() as tx:
        request = _open(tx, number, RequestKind.EXPORT, login=login)
        looked = look(tx, request.terms)
        content = _archive(tx, looked, now=now)
    with store.transaction() as tx:
        request = _open(tx, number, RequestKind.EXPORT, login=login)
        write(content)
        _finish(tx, request, RequestState.DONE, login=login, now=now)
        tx.audit.add(now, COMMAND, EXPORTED, str(number), f"{len(looked.hits)} chỗ", person=login)


def refuse_request(tx: Tx, number: int, *, reason: str, login: str, now: datetime) -> None:
    """A request that the office does not follow, with the reason in law. The reason must name no private person."""
    request = _open(tx, number, None, login=login)
    _finish(tx, request, RequestState.REFUSED, login=login, now=now)
    tx.audit.add(now, COMMAND, REFUSED, str(number), reason, person=login)


def warn_of_requests(parts: Parts, *, now: datetime) -> None:
    """Tell the operator of requests whose last day has come, or the one before it; once a day each."""
    today = local_date(now)
    if not is_working_day(today, parts.plan.holidays):
        return
    with parts.store.read() as tx:
        waiting = tx.person_requests.waiting()
    near = [one for one in waiting if (one.due_on - today).days <= 1]
    if not near:
        return
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        for request in near:
            key = f"person-request:{request.number}:{today}"
            alarm(ledger, parts, OperatorWarning(now, "pipeline", _told(request, late=request.due_on < today), key=key))
    for event in ledger.events:
        parts.sink(event)


def _told(request: PersonRequest, *, late: bool) -> str:
    when = f"{request.due_on:%d/%m/%Y}"
    state = f"đã quá hạn trả lời ngày {when}" if late else f"phải được trả lời chậm nhất ngày {when}"
    return (
        f"Yêu cầu số {request.number} về dữ liệu cá nhân ({_KINDS[request.kind]}, nhận "
        f"{show_time(request.received_at)}) {state}. Hãy chạy «monitor person list» để xem và xử lý."
    )


def _archive(tx: Tx, looked: Looked, *, now: datetime) -> bytes:
    ids = list(dict.fromkeys(hit.key for hit in looked.hits if hit.where == "items"))
    stored = tx.items.many(ids)
    record = {
        "made_at": now.isoformat(),
        "items": [item_to_record(stored[item_id]) for item_id in ids if item_id in stored],
        "places": [asdict(hit) for hit in looked.hits],
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu.json", json.dumps(record, ensure_ascii=False, indent=2))
        archive.writestr("doc-truoc.txt", _plain(looked, now))
    return buffer.getvalue()


def _plain(looked: Looked, now: datetime) -> str:
    lines = [f"Dữ liệu tìm thấy, lập lúc {show_time(now)}: {len(looked.hits)} chỗ.", ""]
    lines += [f"- {NAMES.get(hit.where, hit.where)} ({hit.key}): …{hit.context}…" for hit in looked.hits]
    return "\n".join([*lines, ""])


def _finish(tx: Tx, request: PersonRequest, state: RequestState, *, login: str, now: datetime) -> None:
    """The request is dealt with: what was looked for is personal too, so it goes."""
    tx.person_requests.put(replace(request, state=state, terms=(), done_by=login, done_at=now))


def _proposed(tx: Tx, number: int, *, login: str) -> PersonRequest:
    request = _open(tx, number, RequestKind.ERASE, login=login)
    if request.state is not RequestState.PROPOSED:
        raise RecordError("chưa ai đề xuất xóa; người thứ nhất chạy «monitor person erase» trước, không có --confirm")
    if login == request.proposed_by:
        raise RecordError("người xác nhận phải khác người đề xuất")
    return request


def _open(tx: Tx, number: int, kind: RequestKind | None, *, login: str) -> PersonRequest:
    request = tx.person_requests.get(number)
    if request is None:
        raise RecordError(f"không có yêu cầu số {number}")
    if not request.waits:
        raise RecordError(f"yêu cầu số {number} đã xử lý xong")
    if kind is not None and request.kind is not kind:
        raise RecordError(f"yêu cầu số {number} là {_KINDS[request.kind]}")
    _account(tx, login)
    return request


def _account(tx: Tx, login: str) -> None:
    account = tx.users.by_login(login)
    if account is None or not account.active:
        raise RecordError(f"không có tài khoản «{login}» đang hoạt động; xem «monitor accounts list»")


def _check(terms: Sequence[str]) -> None:
    short = next((term for term in terms if too_short(term)), None)
    if short is not None or not terms:
        raise RecordError("cần ít nhất một từ khóa từ 4 ký tự: họ tên, số điện thoại hoặc liên kết trang cá nhân")
