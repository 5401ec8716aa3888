"""What is told when a page broke: what ails the system, whether the act was taken, no empty promise."""

from __future__ import annotations

import pytest

from monitor.core.errors import StorageError, StorageTrouble
from monitor.desk.broken import broken_page

ALIVE = "vẫn theo dõi tin và gửi cảnh báo"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        pytest.param(StorageTrouble.LOCKED, "Cơ sở dữ liệu đang bị chương trình khác giữ.", id="locked"),
        pytest.param(StorageTrouble.FULL, "Ổ đĩa chứa cơ sở dữ liệu đã đầy.", id="full"),
        pytest.param(StorageTrouble.UNREACHABLE, "Không nối được tới cơ sở dữ liệu.", id="gone"),
    ],
)
def test_trouble_of_the_database_is_said_and_no_alerts_are_promised(trouble: StorageTrouble, words: str) -> None:
    status, page = broken_page(StorageError("mật khẩu abc", trouble=trouble), sent=True)
    assert status == 503
    assert words in page
    assert "chưa được ghi" in page
    assert ALIVE not in page
    assert "abc" not in page


def test_who_only_looked_is_not_told_of_an_act() -> None:
    _, page = broken_page(StorageError("x", trouble=StorageTrouble.LOCKED), sent=False)
    assert "Trang chưa mở được" in page
    assert "chưa được ghi" not in page


@pytest.mark.parametrize("error", [RuntimeError("x"), StorageError("x")], ids=["a fault of ours", "a refused request"])
def test_one_broken_page_ails_nothing_else(error: Exception) -> None:
    status, page = broken_page(error, sent=False)
    assert (status, ALIVE in page) == (500, True)
    assert "name='viewport'" in page


def test_an_act_that_broke_may_not_be_written() -> None:
    assert "có thể chưa được ghi" in broken_page(RuntimeError("x"), sent=True)[1]
