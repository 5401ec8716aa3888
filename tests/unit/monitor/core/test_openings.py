from __future__ import annotations

import pytest

from monitor.core.items import Channel, Item, Kind
from monitor.core.openings import opening_of

POST = "Sân Trường THCS Cồn Chim chiều nay nước ngập tới gối, mấy em lội về mà tội quá.\nAi có xuồng thì giúp."


def item(text: str, **fields: str) -> Item:
    return Item("a", Kind.SOCIAL, Channel.FORUM, text, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(POST, True, id="the same"),
        pytest.param(POST.upper(), True, id="capitals"),
        pytest.param(POST.replace(",", "  –"), True, id="marks and spaces"),
        pytest.param("San truong THCS Con Chim chieu nay nuoc ngap toi goi, may em loi ve ma toi qua", True, id="bare"),
        pytest.param(POST + "\nCập nhật: nước đã rút.", True, id="more paragraphs"),
        pytest.param(POST.replace("gối", "bụng"), False, id="another word"),
        pytest.param("Nghe nói: " + POST, False, id="something before it"),
    ],
)
def test_texts_that_begin_alike(other, same):
    assert (opening_of(item(other)) == opening_of(item(POST))) is same


def test_what_says_little_has_no_opening():
    assert opening_of(item("Thông báo nghỉ học ngày mai")) is None


def test_a_short_first_paragraph_is_read_on_from():
    one, other = item(f"KHẨN!\n\n{POST}"), item(f"KHẨN!\n\n{POST.replace('gối', 'bụng')}")
    assert opening_of(one) != opening_of(other)


def test_title_and_lead_count():
    assert opening_of(item(POST, title="Ngập sân trường")) != opening_of(item(POST))


def test_it_fits_a_signed_column():
    openings = [opening_of(item(f"{POST.splitlines()[0]} {n}")) for n in range(50)]
    assert all(opening is not None and -(1 << 63) <= opening < 1 << 63 for opening in openings)
    assert any(opening < 0 for opening in openings if opening is not None)
