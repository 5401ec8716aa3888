"""News from draft to posted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.core.casework.cases import Author
from monitor.core.press.news import (
    NewsApproved,
    NewsDropped,
    NewsPosted,
    NewsState,
    NewsWritten,
    news_refusal,
    read_news,
)
from tests.fakes.case_files import HAI, file_events
from tests.fakes.incidents import NOON, after

CHANH = Author("Phạm Chánh", "van-phong")
DRAFT = NewsWritten("Trường an toàn", "Nội dung", "cổng thông tin")


def test_news_goes_from_draft_to_approved_to_posted() -> None:
    steps = [DRAFT, NewsApproved(1), NewsPosted("https://so.example/1", after(9))]
    states = [read_news("n1", file_events(*steps[:count])) for count in (1, 2, 3)]
    assert [state and state.state for state in states] == [NewsState.DRAFT, NewsState.APPROVED, NewsState.POSTED]


def test_a_text_changed_after_its_approval_is_a_draft_again() -> None:
    news = read_news("n1", file_events(DRAFT, NewsApproved(1), replace(DRAFT, text="khác")))
    assert news is not None
    assert (news.state, news.version, news.approved_by) == (NewsState.DRAFT, 3, None)


@pytest.mark.parametrize(
    ("before", "step", "by", "words"),
    [
        pytest.param((), DRAFT, HAI, None, id="a first draft"),
        pytest.param((), replace(DRAFT, text=""), HAI, "nội dung", id="empty"),
        pytest.param((), NewsApproved(1), CHANH, "bản thảo", id="approve nothing"),
        pytest.param((DRAFT,), NewsApproved(1), CHANH, None, id="approve"),
        pytest.param((DRAFT,), NewsApproved(1), HAI, "tự duyệt", id="approve one's own"),
        pytest.param((DRAFT, DRAFT), NewsApproved(1), CHANH, "mới nhất", id="approve an old text"),
        pytest.param((DRAFT,), NewsPosted("https://x", NOON), HAI, "chưa được lãnh đạo duyệt", id="no way around"),
        pytest.param((DRAFT, NewsApproved(1)), NewsPosted("https://x", NOON), HAI, None, id="post"),
        pytest.param((DRAFT, NewsApproved(1)), NewsPosted("", NOON), HAI, "địa chỉ", id="posted nowhere"),
        pytest.param((DRAFT,), NewsDropped(""), HAI, "lý do", id="drop without a reason"),
        pytest.param((DRAFT, NewsDropped("trùng")), DRAFT, HAI, "đã bỏ", id="dropped is over"),
    ],
)
def test_no_step_of_news_is_left_out(before: tuple[object, ...], step: object, by: Author, words: str | None) -> None:
    reason = news_refusal(read_news("n1", file_events(*before)), step, by)
    assert (reason is None) if words is None else (reason is not None and words in reason)
