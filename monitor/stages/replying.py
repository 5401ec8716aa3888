"""What people write to our bots, and what comes of it: a chat is linked, an incident is acknowledged.

Providers deliver at least once, so every message is heard once; a chat that guesses codes is shut out for a time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.outbox import recipient_for
from alerts.replies import (
    CODE_DIGITS,
    CODE_LIFE,
    CODES_OUT,
    LINK_WORD,
    TRIES_IN_ALL,
    TRIES_PER_CHAT,
    TRIES_WINDOW,
    Reply,
    ReplyKind,
    code_digest,
    read_reply,
)
from monitor.core.handling import Action, ActionKind
from monitor.core.incidents import Incident
from monitor.core.messaging import Chat, ChatCode, HeardMessage
from monitor.core.plan import Plan
from monitor.stages.parts import OPERATOR, Parts
from monitor.store.database import Store, Tx

WRONG_CODE = "wrong-code"
ANSWERABLE = timedelta(days=7)
"""As long as the links in messages are good."""
KEPT_CODES = timedelta(days=1)

WELCOME = (
    "Đây là bot cảnh báo truyền thông của Sở Giáo dục và Đào tạo. Để nhận cảnh báo, hãy xin người quản trị một mã "
    f"6 chữ số rồi nhắn: {LINK_WORD} và mã đó, ví dụ {LINK_WORD} 123456."
)
USAGE = "Khi nhận được cảnh báo, anh/chị trả lời «Đã nhận» để hệ thống ngừng nhắc. Việc khác xin mở liên kết trong tin."
PRIVATE_ONLY = "Mã liên kết chỉ dùng trong trò chuyện riêng với bot. Hãy mở trò chuyện riêng và xin mã mới."
BAD_CODE = "Mã không đúng hoặc đã hết hạn. Hãy xin người quản trị mã mới; mỗi mã dùng được một lần trong 15 phút."
TOO_MANY = "Đã nhập sai mã nhiều lần. Hãy đợi 15 phút rồi thử lại với mã mới."
LINKED = "Đã liên kết với {person} ({unit}). Từ nay cảnh báo của đơn vị sẽ được gửi tới đây. {usage}"
NOTHING_OPEN = "Hiện không có cảnh báo nào của đơn vị đang chờ xác nhận."
ACKNOWLEDGED = "Đã ghi nhận {unit} tiếp nhận: {title}."
MORE_OPEN = " Còn {count} cảnh báo khác chưa xác nhận."

Act = Callable[[Action], Incident | None]


@dataclass(frozen=True)
class Listener:
    """Hears chats. `act` does what people ask; `secret` is the installation's."""

    parts: Parts
    act: Act
    secret: bytes

    def hear(self, message: HeardMessage) -> str | None:
        """Take one message in and return what to answer; None when there is nothing to say."""
        now = self.parts.clock.now()
        reply = read_reply(message.text)
        if reply.kind is ReplyKind.ACKNOWLEDGE:
            return self._acknowledged(message, now=now)
        with self.parts.store.transaction() as tx:
            if not tx.chats.hear(message, at=now):
                return None
            return self._answer(tx, message, reply, now=now)

    def _answer(self, tx: Tx, message: HeardMessage, reply: Reply, *, now: datetime) -> str | None:
        if message.left:
            tx.chats.unlink(message.channel, message.chat)
            return None
        if reply.kind is ReplyKind.LINK:
            return self._link(tx, message, reply.code, now=now)
        if not message.private or not message.text:
            return None
        known = tx.chats.get(message.channel, message.chat)
        return USAGE if known is not None and known.unit else WELCOME

    def _link(self, tx: Tx, message: HeardMessage, code: str, *, now: datetime) -> str:
        if not message.private:
            return PRIVATE_ONLY
        if _guessing(tx, message, now=now):
            return TOO_MANY
        found = tx.chats.use(code_digest(self.secret, code), channel=message.channel, now=now)
        if found is None:
            tx.chats.mark(message, WRONG_CODE)
            return BAD_CODE
        tx.chats.link(message.channel, message.chat, unit=found.unit, person=found.person, at=now)
        tx.chats.mark(message, "linked")
        tx.audit.add(now, found.unit, "link_chat", message.channel, found.person)
        return LINKED.format(person=found.person, unit=unit_name(self.parts.plan, found.unit), usage=USAGE)

    def _acknowledged(self, message: HeardMessage, *, now: datetime) -> str | None:
        """The act comes before the note that it was heard: a crash in between repeats it, which changes nothing."""
        with self.parts.store.read() as tx:
            known = tx.chats.get(message.channel, message.chat)
            waiting = () if tx.chats.was_heard(message) else _waiting(tx, known, now=now)
        if known is not None and known.unit is not None and waiting:
            self.act(Action(now, known.unit, ActionKind.ACKNOWLEDGE, incident_id=waiting[0].id))
        with self.parts.store.transaction() as tx:
            if not tx.chats.hear(message, at=now):
                return None
            tx.chats.mark(message, "acknowledged" if waiting else "")
        if known is None or known.unit is None:
            return WELCOME if message.private else None
        return self._thanks(known.unit, waiting)

    def _thanks(self, unit: str, waiting: tuple[Incident, ...]) -> str:
        if not waiting:
            return NOTHING_OPEN
        more = MORE_OPEN.format(count=len(waiting) - 1) if len(waiting) > 1 else ""
        return ACKNOWLEDGED.format(unit=unit_name(self.parts.plan, unit), title=waiting[0].title) + more


def _guessing(tx: Tx, message: HeardMessage, *, now: datetime) -> bool:
    since = now - TRIES_WINDOW
    by_chat = tx.chats.count(WRONG_CODE, channel=message.channel, since=since, chat=message.chat)
    return by_chat >= TRIES_PER_CHAT or tx.chats.count(WRONG_CODE, channel=message.channel, since=since) >= TRIES_IN_ALL


def _waiting(tx: Tx, chat: Chat | None, *, now: datetime) -> tuple[Incident, ...]:
    """Open incidents the chat's unit was pushed and nobody has acknowledged, the latest pushed first."""
    if chat is None or chat.unit is None:
        return ()
    pushes = tx.outbox.pushes_since(chat.unit, now - ANSWERABLE)
    told = dict.fromkeys(e.notification.incident_id for e in reversed(pushes) if e.notification.incident_id)
    standing = (tx.incidents.standing(incident_id) for incident_id in told)
    found = {i.id: i for i in standing if i is not None and i.is_open and i.acknowledged_at is None}
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code as it is shown once; only its digest is kept."""

    digits: str
    digest: str
    code: ChatCode


def issue_code(
    store: Store, secret: bytes, *, unit: str, person: str, now: datetime, channel: str = "zalo"
) -> IssuedCode | None:
    """Make a code for a person of a unit; None while too many of the unit's codes are out."""
    code = ChatCode(unit, person, channel, now + CODE_LIFE)
    with store.transaction() as tx:
        tx.chats.drop_codes(before=now - KEPT_CODES)
        if tx.chats.codes_of(unit, valid_at=now) >= CODES_OUT:
            return None
        tx.audit.add(now, unit, "issue_chat_code", channel, person)
        while True:
            digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
            digest = code_digest(secret, digits)
            if tx.chats.issue(digest, code):
                return IssuedCode(digits, digest, code)


def persons_of(store: Store, plan: Plan, unit: str) -> tuple[str, ...]:
    """Names in the unit's directory, the one on duty first: only they can be linked."""
    with store.read() as tx:
        duty = recipient_for(unit, plan, tx.contacts.of(unit)).person
    planned = plan.unit(unit).contacts if plan.has_unit(unit) else ()
    return tuple(dict.fromkeys((duty, *(contact.person for contact in planned))))


def unit_name(plan: Plan, unit: str) -> str:
    """Name a unit for people."""
    if unit == OPERATOR:
        return "quản trị hệ thống"
    return plan.unit(unit).name if plan.has_unit(unit) else unit
