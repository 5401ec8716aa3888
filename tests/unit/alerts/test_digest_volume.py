"""The day's volume in a digest: bars of whole pixels, and the same figures in words."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.channels.email import build_message
from alerts.charts import HEIGHT, WIDTH, usual_bar
from alerts.render_digest import ThemeOfDay, render_digest
from monitor.core.handling import DigestLine
from monitor.core.labels import Severity
from monitor.core.notifications import Notification
from tests.fakes.incidents import NOON, local
from tests.fakes.messages import RECIPIENT
from tests.fakes.plans import a_plan

LOUD = ThemeOfDay("school-safety", "An toàn trường học", 12, 4.0, "nhiều hơn thường lệ")
CALM = ThemeOfDay("digital", "Chuyển đổi số", 3, 2.5)
MAX_BYTES = 40_000
"""All pictures of one mail together."""


def digest(*themes: ThemeOfDay) -> Notification:
    line = DigestLine("gdth", "v1", "q1", Severity.S1, (), "Hỏi lịch thi", NOON)
    return render_digest(
        "gdth", (line,), slot=local("16:30"), plan=a_plan(), base_url="", now=local("16:30"), themes=themes
    )


def pixels(png: bytes) -> list[bytes]:
    """The rows of an indexed picture, one byte a pixel."""
    width, height = struct.unpack(">II", png[16:24])
    body = png[png.index(b"IDAT") + 4 : png.index(b"IEND") - 8]
    raw = zlib.decompress(body)
    assert len(raw) == height * (width + 1)
    return [raw[n * (width + 1) + 1 : (n + 1) * (width + 1)] for n in range(height)]


@pytest.mark.parametrize(
    ("count", "usual", "filled"),
    [(12, 0, WIDTH), (6, 0, WIDTH // 2), (0, 0, 0), (0.01, 0, 1)],
    ids=["all", "half", "none", "a little is seen"],
)
def test_a_bar_is_as_long_as_its_count(count: float, usual: float, filled: int) -> None:
    middle = pixels(usual_bar(count, usual, top=12))[HEIGHT]  # type: ignore[arg-type]
    mark = 4
    assert middle[mark:].count(2) == max(filled * 2 - mark, 0)


@given(st.integers(0, 500), st.floats(0, 500))
def test_the_mark_stands_in_the_picture_whatever_the_counts(count: int, usual: float) -> None:
    rows = pixels(usual_bar(count, usual, top=max(count, usual) or 1))
    assert (len(rows), len(rows[0])) == (2 * HEIGHT, 2 * WIDTH)
    assert all(row.count(3) == 4 for row in rows)


def test_figures_are_words_in_both_parts_and_pictures_go_inline() -> None:
    message = digest(LOUD, CALM)
    assert "- An toàn trường học: 12 tin, thường lệ 4 (nhiều hơn thường lệ)\n" in message.text
    assert "- Chuyển đổi số: 3 tin, thường lệ 2,5\n" in message.text
    assert message.html.count("12 tin, thường lệ 4") == 2, "beside the picture, and for those who do not see it"
    mail = build_message(message, RECIPIENT, sender="may@so.example", now=NOON)
    pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert [part.get_content_disposition() for part in pictures] == ["inline", "inline"]
    for part in pictures:
        assert f"cid:{part['Content-ID'].strip('<>')}" in message.html
    assert sum(len(part.get_payload(decode=True)) for part in pictures) < MAX_BYTES
    assert "http" not in message.html.replace("http-equiv", "")


def test_without_a_past_nothing_is_said_of_volume() -> None:
    message = digest()
    assert message.enclosures == ()
    assert "Lượng tin" not in message.text + message.html


def test_a_day_without_items_divides_by_nothing() -> None:
    assert "0 tin, thường lệ 0" in digest(replace(CALM, count=0, usual=0.0)).text
