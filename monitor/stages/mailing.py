"""Mails that people forward: looked at once each, taken from those who may send, told of when nobody may.

A mail gives an item for each link worth reading, and one for its own words. It is remembered after its items are
stored: a crash in between takes it again, and finds them there.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from monitor.collect.intake.boxes import Box, BoxError, BoxTrouble, OpenBox, RawMail
from monitor.collect.intake.forwarded import says_something
from monitor.collect.intake.mails import MAX_MAIL_BYTES, Mail, read_mail
from monitor.collect.intake.senders import Senders
from monitor.core.clock import local_date
from monitor.core.errors import StorageError
from monitor.core.handling import OperatorWarning
from monitor.core.intake import Fate, How, MailRecord, MailState, Submission, Submitted
from monitor.core.pseudonyms import pseudonym
from monitor.stages.alarming import warn
from monitor.stages.intake import Intake
from monitor.stages.parts import Ledger

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=14)
"""Mails older than this are not asked for: at the first start a full mailbox is not taken in whole."""
WORDS_LEAST = 60
"""Letters besides links from which a mail's words are a report of their own; fewer only hand the links over."""
SHORTEST = 15
"""Letters below which a mail says nothing: a greeting, an "ok"."""
FAILURES_BEFORE_WARNING = 3
"""A network that is away for a minute or two is no news."""

TROUBLES = {
    BoxTrouble.LOGIN: "máy chủ từ chối tên đăng nhập hoặc mật khẩu; hãy sửa MONITOR_IMAP_URL",
    BoxTrouble.NO_FOLDER: "không có thư mục thư đã khai báo; hãy sửa MONITOR_IMAP_URL",
    BoxTrouble.CERTIFICATE: "chứng thư an toàn của máy chủ thư không hợp lệ",
    BoxTrouble.NETWORK: "không kết nối được máy chủ thư; hệ thống tiếp tục thử",
    BoxTrouble.UNREADABLE: "không đọc được; hãy kiểm tra quyền truy cập",
}
TOO_LARGE, NOT_ALLOWED, FORGED, NOTHING_READ, FAILED, REPEATED = (
    "too-large", "not-allowed", "forged", "nothing-read", "failed", "repeated",
)  # fmt: skip
BOXES = {"imap": "Hộp thư đến", "folder": "Thư mục inbox"}


@dataclass
class MailSummary:
    """What a round over the boxes did: mails by state, and boxes that could not be read."""

    mails: Counter[MailState] = field(default_factory=Counter)
    items: int = 0
    troubles: dict[str, BoxTrouble] = field(default_factory=dict)


class MailRoom:
    """Reads boxes of mails into the intake.

    `own_domain` and `own_mark` tell our own messages (`monitor.collect.intake.mails`); `extra` are addresses and
    domains that may send besides the plan's contacts.
    """

    def __init__(
        self,
        intake: Intake,
        boxes: Sequence[Box],
        *,
        own_domain: str = "",
        own_mark: str = "",
        extra: Sequence[str] = (),
    ) -> None:
        self._intake = intake
        self._boxes = tuple(boxes)
        self._own_domain, self._own_mark = own_domain.lower(), own_mark
        self._extra = tuple(extra)
        self._failures: Counter[str] = Counter()

    def round(self) -> MailSummary:
        """Look at every mail that waits, in every box. A box that cannot be read costs no other."""
        summary = MailSummary()
        senders = self._senders()
        for box in self._boxes:
            try:
                with box.open() as opened:
                    self._read_box(box.name, opened, senders, summary)
            except BoxError as error:
                summary.troubles[box.name] = error.trouble
                self._tell_of_trouble(box.name, error.trouble)
            else:
                self._failures.pop(box.name, None)
        return summary

    def take(self, raw: bytes, *, sender: str, how: How, detail: str) -> tuple[Submitted, ...]:
        """Take one mail that a signed-in person hands in as a file, on that person's word."""
        mail = self._mail(raw)
        return tuple(self._submitted(mail, sender=sender, how=how, detail=detail)[0])

    def _mail(self, raw: bytes) -> Mail:
        return read_mail(raw, own_domain=self._own_domain, own_mark=self._own_mark)

    def _senders(self) -> Senders:
        units = self._intake.parts.plan.units_on(local_date(self._intake.parts.clock.now()))
        with self._intake.parts.store.read() as tx:
            changed = [(unit.id, contact) for unit in units if (contact := tx.contacts.of(unit.id)) is not None]
        return Senders.of(units, changed, self._extra)

    def _read_box(self, name: str, opened: OpenBox, senders: Senders, summary: MailSummary) -> None:
        since = self._intake.parts.clock.now() - LOOK_BACK
        with self._intake.parts.store.read() as tx:
            records = tx.intake.mails_in(name, since=since - LOOK_BACK)
        # One whose sender was let in since is looked at again.
        known = {r.ref for r in records if r.state is not MailState.QUARANTINED or not senders.lets_in(r.sender)}
        for raw in opened.waiting(known, since=since):
            if self._intake.parts.stopping.is_set():
                return
            record = self._look_at(name, raw, senders, summary)
            with self._intake.parts.store.transaction() as tx:
                tx.intake.keep_mail(record)
            summary.mails[record.state] += 1
            if record.state is not MailState.QUARANTINED:
                opened.settle(raw.ref)

    def _look_at(self, box: str, raw: RawMail, senders: Senders, summary: MailSummary) -> MailRecord:
        now = self._intake.parts.clock.now()
        blank = MailRecord(sha256(f"{box}:{raw.ref}".encode()).hexdigest(), box, raw.ref, now, MailState.REFUSED)
        if raw.content is None:
            megabytes = MAX_MAIL_BYTES // 1024 // 1024
            self._warn(f"có thư lớn quá {megabytes} MB nên không đọc; hãy mở hộp thư xem", box, raw.ref, now)
            return replace(blank, note=TOO_LARGE)
        mail = self._mail(raw.content)
        record = replace(blank, key=mail.key)
        with self._intake.parts.store.read() as tx:
            if tx.intake.done_with(mail.key):
                return replace(record, state=MailState.IGNORED, note=REPEATED)
        if mail.skip:
            return replace(record, state=MailState.IGNORED, note=mail.skip)
        if not senders.lets_in(mail.sender) or not mail.trusted:
            return self._quarantine(record, mail, allowed=senders.lets_in(mail.sender))
        return self._take(record, mail, senders, summary)

    def _quarantine(self, record: MailRecord, mail: Mail, *, allowed: bool) -> MailRecord:
        text = (
            "có thư từ người gửi chưa có trong danh bạ hoặc bị nghi giả mạo, đang được giữ lại và chưa xét. Chạy "
            "«monitor mailbox» để xem; nếu đúng là người quen, thêm địa chỉ vào MONITOR_MAIL_SENDERS rồi chạy lại"
        )
        # Once an hour: one who floods the mailbox does not flood the officer.
        self._warn(text, record.box, f"quarantine:{record.at:%Y-%m-%dT%H}", record.at)
        note = FORGED if allowed else NOT_ALLOWED
        return replace(
            record, state=MailState.QUARANTINED, sender=mail.sender[:320], subject=mail.subject[:300], note=note
        )

    def _take(self, record: MailRecord, mail: Mail, senders: Senders, summary: MailSummary) -> MailRecord:
        unit = senders.unit_of(mail.sender)
        sender = unit or pseudonym(self._intake.handle_key, "mail", mail.sender) or "thu-dien-tu"
        try:
            told, known_as = self._submitted(mail, sender=sender, how=How.MAIL, detail=f"mail:{mail.key[:12]}")
        except StorageError:
            raise  # Not the mail's fault: the whole round comes again.
        except Exception:
            log.exception("mail not taken box=%s ref=%s", record.box, record.ref)
            self._warn("có thư gặp lỗi khi xét; hãy tự đọc thư đó và gửi nhật ký cho người bảo trì", record.box,
                       record.ref, record.at)  # fmt: skip
            return replace(record, note=FAILED)
        summary.items += sum(one.fate is Fate.NEW for one in told)
        if known_as:
            return replace(record, state=MailState.TAKEN)
        self._warn("có thư không lấy được nội dung nào (liên kết không đọc được); hãy mở hộp thư xem", record.box,
                   record.ref, record.at)  # fmt: skip
        return replace(record, note=NOTHING_READ)

    def _submitted(self, mail: Mail, *, sender: str, how: How, detail: str) -> tuple[list[Submitted], int]:
        """Submit what a mail brings; returns the answers, and how many of them are items."""
        told: list[Submitted] = []
        for one in _with_nested(mail):
            links = [self._intake.submit(s) for s in link_submissions(one, sender=sender, how=how, detail=detail)]
            told += links
            first = next((answer.item_id for answer in links if answer.item_id), "")
            words = words_submission(one, sender=sender, how=how, detail=detail, now=self._intake.parts.clock.now())
            if words is not None:
                told.append(self._intake.submit(replace(words, shares=first or "")))
        return told, sum(answer.item_id is not None for answer in told)

    def _tell_of_trouble(self, box: str, trouble: BoxTrouble) -> None:
        self._failures[box] += 1
        log.warning("mail box not read box=%s trouble=%s failures=%d", box, trouble.value, self._failures[box])
        if trouble is BoxTrouble.NETWORK and self._failures[box] < FAILURES_BEFORE_WARNING:
            return
        now = self._intake.parts.clock.now()
        self._warn(TROUBLES[trouble], box, f"{trouble.value}:{now:%Y-%m-%dT%H}", now)

    def _warn(self, words: str, box: str, key: str, now: datetime) -> None:
        text = f"{BOXES.get(box, box)}: {words}."
        with self._intake.parts.store.transaction() as tx:
            ledger = Ledger(tx)
            warn(ledger, OperatorWarning(now, "source", text, key=f"mail:{box}:{key}"))
        for event in ledger.events:
            self._intake.parts.sink(event)


def _with_nested(mail: Mail) -> Iterator[Mail]:
    """Yield a mail and those inside it. What a machine or we ourselves wrote is left out wherever it lies."""
    if not mail.skip:
        yield mail
    for inner in mail.nested:
        yield from _with_nested(inner)


def link_submissions(mail: Mail, *, sender: str, how: How, detail: str) -> Iterator[Submission]:
    """Yield the links of a mail; the words that only hand them over go with each as a note."""
    own = says_something(mail.text, least=WORDS_LEAST)
    for link in mail.links:
        note = "" if own else mail.text
        yield Submission(sender, how, url=link, text=note, title=mail.subject, detail=detail)


def words_submission(mail: Mail, *, sender: str, how: How, detail: str, now: datetime) -> Submission | None:
    """The words of a mail as a report of their own; None when they only hand something over.

    A picture may come with a subject alone.
    """
    handed_over = bool(mail.links or mail.nested)
    least = WORDS_LEAST if handed_over else SHORTEST
    if not says_something(mail.text, least=least) and (handed_over or not mail.media):
        return None
    return Submission(
        sender,
        how,
        text=mail.text,
        title=mail.subject,
        seen_at=mail.sent_at if mail.sent_at is not None and mail.sent_at <= now else None,
        media=mail.media,
        links=mail.links,
        detail=detail,
    )
