"""Events of the press office's files as staff read them in a log: one Vietnamese sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from monitor.core.clock import show_time
from monitor.core.press import distribution, news
from monitor.core.press.news import NewsState

NEWS_STATES: Mapping[NewsState, str] = {
    NewsState.DRAFT: "bản thảo",
    NewsState.APPROVED: "đã duyệt",
    NewsState.POSTED: "đã đăng",
    NewsState.DROPPED: "đã bỏ",
}
NEWS_CHANNELS = (
    "Cổng thông tin điện tử của Sở",
    "Trang Facebook chính thức của Sở",
    "Zalo OA của Sở",
    "Thông cáo gửi báo chí",
    "Nơi khác",
)
"""Where news is meant for; a word for people, nothing is sent there."""


def press_words(body: object) -> str:
    """Say what was done in a file of news or of lists."""
    words = _WORDS.get(type(body))
    return words(body) if words is not None else type(body).__name__


_WORDS: dict[type, Callable[[Any], str]] = {
    news.NewsWritten: lambda body: f"Soạn: {body.title}",
    news.NewsApproved: lambda body: f"Duyệt bản {body.version}.",
    news.NewsPosted: lambda body: f"Ghi nhận đã đăng lúc {show_time(body.posted_at)}: {body.url}",
    news.NewsDropped: lambda body: f"Bỏ, không đăng: {body.reason}",
    distribution.ListSet: lambda body: f"Lưu danh sách «{body.name}», {len(body.members)} người.",
    distribution.ListRemoved: lambda body: f"Bỏ danh sách «{body.name}».",
}
