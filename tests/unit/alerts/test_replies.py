from __future__ import annotations

import unicodedata

import pytest

from alerts.replies import ReplyKind, code_digest, read_reply

LINK, ACK, OTHER = ReplyKind.LINK, ReplyKind.ACKNOWLEDGE, ReplyKind.OTHER


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("LIENKET 123456", LINK, "123456"),
        ("lienket 012345", LINK, "012345"),
        ("Liên kết: 123456", LINK, "123456"),
        ("liên  kết\n123456 ạ", LINK, "123456"),
        ("LIENKET 12345", OTHER, ""),
        ("LIENKET 1234567", OTHER, ""),
        ("123456", OTHER, ""),
        ("đã nhận", ACK, ""),
        ("Đã nhận.", ACK, ""),
        ("da nhan", ACK, ""),
        ("DA NHAN!", ACK, ""),
        ("Dạ, em đã nhận tin rồi ạ", ACK, ""),
        ("Vâng đã tiếp nhận", ACK, ""),
        ("Phòng đã nhận thông tin", ACK, ""),
        ("chưa nhận", OTHER, ""),
        ("đã nhận chưa?", OTHER, ""),
        ("không đã nhận", OTHER, ""),
        ("tôi đã nhận tiền", OTHER, ""),
        ("Đã nhận nhưng không phải việc của phòng", OTHER, ""),
        ("nhận", OTHER, ""),
        ("", OTHER, ""),
        ("alo", OTHER, ""),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_read_reply(text: str, kind: ReplyKind, code: str, form: str) -> None:
    reply = read_reply(unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert (reply.kind, reply.code) == (kind, code)


def test_a_code_is_kept_as_a_digest_under_the_secret() -> None:
    assert code_digest(b"a", "123456") != code_digest(b"b", "123456")
    assert "123456" not in code_digest(b"a", "123456")
