"""Báo chí: news for the portal and the official pages, from draft to posted. People post; here it is only noted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi.responses import Response

from monitor.core.accounts import Permission
from monitor.core.casework.cases import FileEvent, same_person
from monitor.core.clock import parse_time
from monitor.core.press.news import NewsApproved, NewsDraft, NewsDropped, NewsPosted, NewsState, NewsWritten, read_news
from monitor.core.press.words import NEWS_CHANNELS, NEWS_STATES, press_words
from monitor.desk.errors import BadForm, NotFound
from monitor.desk.incidents.case_pages import author_of, conflict_words
from monitor.desk.pages import Pages
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.casework import Conflict, NewsBody, Rejected, news, news_log, write_news

pages = Pages()

SHOWN_DONE = 30
"""Posted and dropped pieces shown; older ones are found by their address."""
TITLE_CHARS, TEXT_CHARS = 300, 20_000
_ID_BYTES = 6
_TONES = {
    NewsState.DRAFT: "wait", NewsState.APPROVED: "ok", NewsState.POSTED: "ok", NewsState.DROPPED: "off",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One piece in a list. `when` says who did the last thing, and when."""

    id: str
    title: str
    channel: str
    state: str
    tone: str
    when: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One text that was written: `number` is the file's version then."""

    number: int
    title: str
    text: str
    channel: str
    by: str
    by_machine: bool


@pages.get("/bao-chi/tin", may=Permission.READ_ALL)
def news_list(visit: Visiting) -> Response:
    """Every piece of news: what waits first."""
    return _show_list(visit)


@pages.post("/bao-chi/tin", may=Permission.SPEAK)
def draft_news(visit: Visiting) -> Response:
    """Write a first version."""
    news_id = secrets.token_hex(_ID_BYTES)
    try:
        body = _text(visit)
    except BadForm as error:
        return _show_list(visit, status=error.status, fault=error.advice)
    outcome = write_news(visit.app.pipeline.parts, news_id, body, by=author_of(visit), seen=0)
    if isinstance(outcome, Rejected):
        return _show_list(visit, status=422, fault=outcome.reason)
    return see(f"/bao-chi/tin/{news_id}?xong=soan")


@pages.get("/bao-chi/tin/{news_id}", may=Permission.READ_ALL)
def news_page(visit: Visiting, news_id: str) -> Response:
    """One piece of news: its latest text, what was done with it, and what may be done now."""
    return _show(visit, news_id)


def _text(visit: Visit) -> NewsWritten:
    channel = visit.field("channel", limit=100)
    if channel not in NEWS_CHANNELS:
        raise BadForm("Hãy chọn nơi sẽ đăng.")
    return NewsWritten(visit.field("title", limit=TITLE_CHARS), visit.field("text", limit=TEXT_CHARS), channel)


def _approval(visit: Visit) -> NewsApproved:
    return NewsApproved(_seen(visit))


def _posting(visit: Visit) -> NewsPosted:
    return NewsPosted(visit.field("url", limit=2000), _moment(visit, "posted_at") or visit.now)


def _dropping(visit: Visit) -> NewsDropped:
    return NewsDropped(visit.field("reason", limit=500))


ACTS: dict[str, tuple[Callable[[Visit], NewsBody], str]] = {
    "sua": (_text, "Đã lưu bản mới. Bản mới cần được duyệt lại."),
    "duyet": (_approval, "Đã duyệt. Tin chưa được đăng: hãy đăng lên cổng rồi ghi nhận."),
    "da-dang": (_posting, "Đã ghi nhận tin đã đăng."),
    "bo": (_dropping, "Đã bỏ tin này."),
}
"""What may be done with a piece of news, by the last part of the address; and what is said when it was done."""


def _acting(slug: str) -> Callable[[Visiting, str], Response]:
    read, _ = ACTS[slug]

    def act(visit: Visiting, news_id: str) -> Response:
        try:
            seen, body = _seen(visit), read(visit)
        except BadForm as error:
            return _show(visit, news_id, status=error.status, fault=error.advice, tried=slug)
        outcome = write_news(visit.app.pipeline.parts, news_id, body, by=author_of(visit), seen=seen)
        if isinstance(outcome, Conflict):
            return _show(visit, news_id, status=409, fault=conflict_words(visit, outcome), tried=slug)
        if isinstance(outcome, Rejected):
            return _show(visit, news_id, status=422, fault=outcome.reason, tried=slug)
        return see(f"/bao-chi/tin/{news_id}?xong={slug}")

    return act


for _slug in ACTS:
    pages.post(f"/bao-chi/tin/{{news_id}}/{_slug}", may=Permission.SPEAK)(_acting(_slug))


def _show_list(visit: Visit, *, status: int = 200, fault: str = "") -> Response:
    with visit.app.store.read() as tx:
        rows = [_row(one, visit.now) for one in news(tx)]
    return visit.page(
        "press_news.html", status=status, fault=fault, channels=[(name, name) for name in NEWS_CHANNELS],
        waiting=[row for row in rows if not row.is_over], over=[row for row in rows if row.is_over][:SHOWN_DONE],
    )  # fmt: skip


def _show(visit: Visit, news_id: str, *, status: int = 200, fault: str = "", tried: str = "") -> Response:
    """`tried` is the form that was sent and not done: it stands open, with what was typed."""
    with visit.app.store.read() as tx:
        log = news_log(tx, news_id)
    piece = read_news(news_id, log)
    if piece is None:
        raise NotFound
    versions = _versions(log, visit.now)
    told = ACTS.get(visit.asked("xong"), (None, "Đã lưu bản thảo." if visit.asked("xong") == "soan" else ""))[1]
    return visit.page(
        "press_news_item.html", status=status, fault=fault, done="" if fault else told, tried=tried,
        row=_row(piece, visit.now), piece=piece, latest=versions[-1], earlier=versions[-2::-1],
        version=piece.version, channels=[(name, name) for name in NEWS_CHANNELS],
        is_own=same_person(piece.by.person) == same_person(visit.me.name),
        log=[(short_time(e.at, visit.now), e.by.person, press_words(e.body)) for e in reversed(log)],
    )  # fmt: skip


def _row(piece: NewsDraft, now: datetime) -> NewsRow:
    when = f"{piece.by.person} soạn {short_time(piece.written_at, now)}"
    if piece.posted is not None:
        when = f"đăng {short_time(piece.posted.posted_at, now)}"
    elif piece.approved_by is not None:
        when += f", {piece.approved_by.person} duyệt"
    over = piece.state in {NewsState.POSTED, NewsState.DROPPED}
    return NewsRow(
        piece.id, piece.text.title, piece.text.channel, NEWS_STATES[piece.state], _TONES[piece.state], when, over
    )


def _versions(log: Sequence[FileEvent], now: datetime) -> list[Version]:
    return [
        Version(
            event.version, event.body.title, event.body.text, event.body.channel,
            f"{event.by.person}, {short_time(event.at, now)}", event.body.by_machine,
        )
        for event in log
        if isinstance(event.body, NewsWritten)
    ]  # fmt: skip


def _seen(visit: Visit) -> int:
    text = visit.field("seen", limit=8)
    if not text.isascii() or not text.isdigit():
        raise BadForm("Biểu mẫu thiếu phiên bản của tin. Hãy tải lại trang.")
    return int(text)


def _moment(visit: Visit, name: str) -> datetime | None:
    text = visit.field(name, limit=40)
    try:
        return parse_time(text) if text else None
    except (ValueError, OverflowError):
        raise BadForm("Hãy chọn đủ ngày và giờ.") from None
