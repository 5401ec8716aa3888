"""A piece of news for the portal or the official page: drafted, approved, posted by a person, never by the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from monitor.core.casework.cases import Author, FileEvent, same_person

NEWS_FILE = "news:"


class NewsState(StrEnum):
    """A piece of news is drafted, approved, posted by a person, or dropped."""

    DRAFT = "draft"
    APPROVED = "approved"
    POSTED = "posted"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NewsWritten:
    """A version of a text for the portal or the official page; `by_machine` marks what no person wrote."""

    title: str
    text: str
    channel: str
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class NewsApproved:
    """The version `version` of the file may be posted."""

    version: int


@dataclass(frozen=True, slots=True)
class NewsPosted:
    """A person posted it there."""

    url: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class NewsDropped:
    """It will not be posted."""

    reason: str


@dataclass(frozen=True, slots=True)
class NewsDraft:
    """A piece of news as it stands: the latest text, and how far it has come."""

    id: str
    version: int
    state: NewsState
    text: NewsWritten
    by: Author
    written_at: datetime
    approved_by: Author | None = None
    posted: NewsPosted | None = None


def read_news(news_id: str, events: Sequence[FileEvent]) -> NewsDraft | None:
    """The piece of news of a file; None for an empty file. A text written after the approval is a draft again."""
    draft: NewsDraft | None = None
    for event in events:
        body = event.body
        if isinstance(body, NewsWritten):
            draft = NewsDraft(news_id, event.version, NewsState.DRAFT, body, event.by, event.at)
        elif draft is not None:
            draft = replace(_moved(draft, event), version=event.version)
    return draft


def _moved(draft: NewsDraft, event: FileEvent) -> NewsDraft:
    if isinstance(event.body, NewsApproved):
        return replace(draft, state=NewsState.APPROVED, approved_by=event.by)
    if isinstance(event.body, NewsPosted):
        return replace(draft, state=NewsState.POSTED, posted=event.body)
    return replace(draft, state=NewsState.DROPPED) if isinstance(event.body, NewsDropped) else draft


def news_refusal(draft: NewsDraft | None, body: Any, by: Author) -> str | None:
    """Why a step may not be taken with a piece of news: draft → approved → posted, and no way around."""
    if draft is not None and draft.state in {NewsState.POSTED, NewsState.DROPPED}:
        return "Tin này đã đăng hoặc đã bỏ. Hãy soạn tin mới."
    if isinstance(body, NewsWritten):
        return None if body.title.strip() and body.text.strip() else "Chưa có tiêu đề hoặc nội dung tin."
    if draft is None:
        return "Chưa có bản thảo nào. Hãy soạn tin trước."
    return _NEWS_RULES[type(body)](draft, body, by)


def _may_approve(draft: NewsDraft, body: NewsApproved, by: Author) -> str | None:
    if draft.state is not NewsState.DRAFT or body.version != draft.version:
        return "Bản này không phải bản mới nhất. Hãy tải lại trang và đọc bản mới nhất."
    if same_person(draft.by.person) == same_person(by.person):
        return "Người soạn không tự duyệt tin của mình. Hãy nhờ lãnh đạo duyệt."
    return None


def _may_post(draft: NewsDraft, body: NewsPosted, _by: Author) -> str | None:
    if draft.state is not NewsState.APPROVED:
        return "Tin chưa được lãnh đạo duyệt nên chưa ghi nhận đăng được."
    return None if body.url.strip() else "Chưa có địa chỉ bài đã đăng. Hãy dán địa chỉ bài trên cổng thông tin."


def _may_drop(_draft: NewsDraft, body: NewsDropped, _by: Author) -> str | None:
    return None if body.reason.strip() else "Chưa nêu lý do bỏ tin."


_NEWS_RULES: dict[type, Callable[[NewsDraft, Any, Author], str | None]] = {
    NewsApproved: _may_approve,
    NewsPosted: _may_post,
    NewsDropped: _may_drop,
}
