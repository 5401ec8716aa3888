"""`monitor press …` on a real database."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.core.press.news import NewsState
from monitor.stages.casework import distribution_lists, news
from monitor.store.database import open_store

Run = Callable[..., Any]
WHO = ("--person", "Trần Thị Hải", "--unit", "van-phong")
CHIEF = ("--person", "Phạm Chánh", "--unit", "lanh-dao")
MEMBERS = "Nguyễn Văn An; an@bao.example\nLê Bình\n".encode()


@pytest.fixture
def database(environment: dict[str, str]) -> str:
    return f"sqlite:///{environment['MONITOR_VAR']}/monitor.db"


def pieces(database: str) -> tuple[Any, ...]:
    store = open_store(database)
    with store.read() as tx:
        found = news(tx)
    store.close()
    return found


def drafted(monitor: Run, database: str) -> str:
    ran = monitor("press", "draft", "-", "--title", "Tuần lễ an toàn", *WHO, stdin="Các trường hưởng ứng.".encode())
    assert ran.status == 0, ran.err
    news_id: str = pieces(database)[0].id
    return news_id


def test_news_from_draft_to_posted(monitor: Run, database: str) -> None:
    news_id = drafted(monitor, database)
    assert monitor("press", "approve", news_id, *WHO).status == 1, "nobody approves their own"
    second = ("press", "draft", "-", "--title", "Tuần lễ an toàn", "--id", news_id, *WHO)
    assert monitor(*second, "--seen", "1", stdin="Bản hai.".encode()).status == 0
    assert monitor(*second, "--seen", "1", stdin="Bản ba.".encode()).status == 1, "somebody wrote meanwhile"
    assert monitor("press", "approve", news_id, *CHIEF).status == 0
    posted = monitor("press", "posted", news_id, "--url", "https://so.example/1", "--at", "2022-10-12T08:00", *WHO)
    assert posted.status == 0, posted.err
    (piece,) = pieces(database)
    assert (piece.state, piece.text.text) == (NewsState.POSTED, "Bản hai.")
    shown = monitor("press", "show-news", news_id)
    assert "Phạm Chánh: Duyệt bản 2." in shown.out + shown.err
    listed = monitor("press", "news")
    assert "đã đăng" in listed.out + listed.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("approve", "khong-co", *CHIEF), 1, id="no such news"),
        pytest.param(("show-news", "khong-co"), 1, id="nothing to show"),
        pytest.param(("draft", "khong-co.txt", "--title", "x", *WHO), 2, id="no such file"),
        pytest.param(("draft", "-", "--title", "x", "--channel", "báo", *WHO), 2, id="nowhere"),
        pytest.param(("draft", "-", "--title", "x", "--id", "khong-co", *WHO), 1, id="a version of nothing"),
        pytest.param(("posted", "x", "--url", "https://so.example", "--at", "hôm qua", *WHO), 2, id="no time"),
        pytest.param(("lists", "khong-co"), 1, id="no such list"),
        pytest.param(("remove-list", "khong-co", *WHO), 1, id="no list to remove"),
        pytest.param(("set-list", "x", "-", *WHO), 1, id="a list of nobody"),
        pytest.param(("end-duty", "khong-co", *WHO), 1, id="no such duty"),
        pytest.param(("revoke", "khong-co", "--reason", "x", *WHO), 1, id="no such speaker"),
        pytest.param(("begin-duty", "question", "--note", "x", "--at", "2999-01-01T00:00", *WHO), 1, id="not yet"),
    ],
)
def test_what_cannot_be_done_says_so(monitor: Run, words: tuple[str, ...], status: int) -> None:
    assert monitor("press", *words).status == status


def test_a_list_is_kept_and_pasted(monitor: Run, database: str) -> None:
    assert monitor("press", "set-list", "Phóng viên", "-", *WHO, stdin=MEMBERS).status == 0
    assert monitor("press", "lists", "Phóng viên").out.encode() == MEMBERS
    assert monitor("press", "lists", "Phóng viên", "--mails").out == "an@bao.example\n"
    assert monitor("press", "set-list", "Phóng viên", "-", "--seen", "0", *WHO, stdin=MEMBERS).status == 1
    assert monitor("press", "set-list", "Trường", "-", *WHO, stdin=b"an@bao.example").status == 1
    assert monitor("press", "remove-list", "Phóng viên", *WHO).status == 0
    store = open_store(database)
    with store.read() as tx:
        assert distribution_lists(tx).lists == ()
    store.close()


def test_a_speaker_from_the_paper_to_the_end(monitor: Run, tmp_path: Path) -> None:
    given = monitor(
        "press",
        "mandate",
        "regular",
        "Lê Thị Hoa",
        "--post",
        "Chánh Văn phòng",
        "--signed-at",
        "2022-10-10T08:00",
        *WHO,
    )
    assert given.status == 0, given.err
    (mandate,) = re.findall(r"\(([0-9a-f]{12})\)", given.out + given.err)
    asked = monitor("press", "speakers")
    assert "Chưa có số văn bản ủy quyền phát ngôn của Lê Thị Hoa" in asked.out + asked.err
    for step in (
        ("mandate-paper", mandate, "12/UQ-SGDĐT"),
        ("mandate-posted", mandate, "https://so.example/uy-quyen"),
        ("revoke", mandate, "--reason", "chuyển công tác"),
    ):
        assert monitor("press", *step, *WHO).status == 0, step
    shown = monitor("press", "speakers")
    assert "12/UQ-SGDĐT" in shown.out + shown.err
    assert "không còn hiệu lực" in shown.out + shown.err


def test_a_duty_begins_with_its_deadline_and_ends(monitor: Run) -> None:
    begun = monitor("press", "begin-duty", "question", "--note", "Báo Quê Dừa hỏi", "--at", "2022-10-11T09:00", *WHO)
    assert begun.status == 0, begun.err
    assert "39 khoản 1" in begun.out + begun.err
    (track,) = re.findall(r"việc ([0-9a-f]{12})", begun.out + begun.err)
    waiting = monitor("press", "duties")
    assert "Báo Quê Dừa hỏi" in waiting.out + waiting.err
    assert monitor("press", "end-duty", track, "--note", "đã trả lời", *WHO).status == 0
    assert monitor("press", "end-duty", track, *WHO).status == 1
