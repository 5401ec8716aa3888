"""Chats with our bots: who has written when, which unit they were linked to, and the codes that link them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from monitor.core.messaging import Chat, ChatCode, HeardMessage
from monitor.store.base import Repository
from monitor.store.dialects import add_once, upsert
from monitor.store.schema.channels import chat_codes, chat_messages, chats


class Chats(Repository):
    """Chats by channel and address, codes by digest."""

    def issue(self, digest: str, code: ChatCode) -> bool:
        """Keep a new code; False when the same digits are out already."""
        row = {
            "digest": digest, "unit": code.unit, "person": code.person, "channel": code.channel,
            "expires_at": code.expires_at,
        }  # fmt: skip
        return add_once(self._connection, chat_codes, row)

    def codes_of(self, unit: str, *, valid_at: datetime) -> int:
        """How many unused codes of a unit are out."""
        open_ones = (chat_codes.c.unit == unit, chat_codes.c.used_at.is_(None), chat_codes.c.expires_at > valid_at)
        return self._connection.execute(select(func.count()).select_from(chat_codes).where(*open_ones)).scalar_one()

    def use(self, digest: str, *, channel: str, now: datetime) -> ChatCode | None:
        """Use a code up; None when it is unknown, used, run out, or meant for another channel."""
        statement = update(chat_codes).where(
            chat_codes.c.digest == digest, chat_codes.c.channel == channel, chat_codes.c.used_at.is_(None),
            chat_codes.c.expires_at > now,
        )  # fmt: skip
        if self._connection.execute(statement.values(used_at=now)).rowcount != 1:
            return None
        row = self._connection.execute(select(chat_codes).where(chat_codes.c.digest == digest)).one()
        return ChatCode(row.unit, row.person, row.channel, row.expires_at, row.used_at)

    def was_used(self, digest: str) -> bool:
        """Whether a code has linked somebody."""
        query = select(chat_codes.c.used_at).where(chat_codes.c.digest == digest)
        return self._connection.execute(query).scalar_one_or_none() is not None

    def drop_codes(self, *, before: datetime) -> None:
        """Forget codes that ran out before a moment."""
        self._connection.execute(delete(chat_codes).where(chat_codes.c.expires_at < before))

    def hear(self, message: HeardMessage, *, at: datetime) -> bool:
        """Note that a chat wrote; False when this message was heard before (providers deliver at least once)."""
        row = {"channel": message.channel, "message_id": message.message_id, "chat": message.chat, "at": at, "act": ""}
        if not add_once(self._connection, chat_messages, row):
            return False
        upsert(self._connection, chats, {"channel": message.channel, "chat": message.chat, "last_at": at})
        return True

    def was_heard(self, message: HeardMessage) -> bool:
        """Whether this message came before."""
        this = (chat_messages.c.channel == message.channel, chat_messages.c.message_id == message.message_id)
        return self._connection.execute(select(chat_messages.c.at).where(*this)).first() is not None

    def mark(self, message: HeardMessage, act: str) -> None:
        """Note what a message was, such as `linked`, `wrong-code` or `acknowledged`."""
        this = (chat_messages.c.channel == message.channel, chat_messages.c.message_id == message.message_id)
        self._connection.execute(update(chat_messages).where(*this).values(act=act))

    def count(self, act: str, *, channel: str, since: datetime, chat: str | None = None) -> int:
        """How many messages of a channel (of one chat) were of a kind since a moment."""
        query = select(func.count()).select_from(chat_messages)
        query = query.where(chat_messages.c.channel == channel, chat_messages.c.at >= since, chat_messages.c.act == act)
        if chat is not None:
            query = query.where(chat_messages.c.chat == chat)
        return self._connection.execute(query).scalar_one()

    def link(self, channel: str, chat: str, *, unit: str, person: str, at: datetime) -> None:
        """Say whose chat it is."""
        row = {"channel": channel, "chat": chat, "unit": unit, "person": person, "last_at": at}
        upsert(self._connection, chats, row)

    def unlink(self, channel: str, chat: str) -> None:
        """It is nobody's any more."""
        this = (chats.c.channel == channel, chats.c.chat == chat)
        self._connection.execute(update(chats).where(*this).values(unit=None, person=None))

    def get(self, channel: str, chat: str) -> Chat | None:
        """What is known of a chat; None when it never wrote."""
        query = select(chats).where(chats.c.channel == channel, chats.c.chat == chat)
        row = self._connection.execute(query).one_or_none()
        return _chat(row) if row is not None else None

    def of(self, unit: str, person: str) -> tuple[Chat, ...]:
        """The chats of one person of a unit."""
        query = select(chats).where(chats.c.unit == unit, chats.c.person == person)
        rows = self._connection.execute(query.order_by(chats.c.channel, chats.c.last_at, chats.c.chat))
        return tuple(_chat(row) for row in rows)

    def linked(self) -> tuple[Chat, ...]:
        """Every chat that belongs to somebody, by unit."""
        query = select(chats).where(chats.c.unit.is_not(None)).order_by(chats.c.unit, chats.c.channel, chats.c.chat)
        return tuple(_chat(row) for row in self._connection.execute(query))


def _chat(row: Row[Any]) -> Chat:
    return Chat(channel=row.channel, chat=row.chat, last_at=row.last_at, unit=row.unit, person=row.person)
