"""Builds mails as people's programs write them."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

OFFICE = "van.phong@so.example"
LETTER = (
    "Kính gửi Văn phòng Sở,\n\nPhụ huynh Trường Tiểu học Bông Sen Trắng, xã An Đức, huyện Ba Tri phản ánh 40 học sinh "
    "nhập viện sau bữa ăn bán trú trưa nay, nghi ngộ độc thực phẩm.\n"
)


def a_mail(
    text: str = LETTER,
    *,
    sender: str = OFFICE,
    subject: str = "Phản ánh",
    html: str | None = None,
    headers: dict[str, str] | None = None,
    inside: bytes | None = None,
    files: tuple[tuple[str, str, bytes], ...] = (),
    number: int = 1,
) -> bytes:
    """A mail; `inside` is one that it forwards whole, `files` are (type, name, bytes)."""
    message = EmailMessage(policy=SMTP)
    values: dict[str, Any] = {
        "From": sender, "To": "hop-thu@so.example", "Subject": subject, "Date": "Wed, 12 Oct 2022 07:30:00 +0700",
        "Message-ID": f"<{number}@so.example>",
    }  # fmt: skip
    for name, value in (values | (headers or {})).items():
        message[name] = value
    if html is None or text:
        message.set_content(text)
        if html is not None:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    if inside is not None:
        message.add_attachment(inside, maintype="application", subtype="octet-stream", filename="thu.eml")
    for kind, name, body in files:
        main, _, sub = kind.partition("/")
        message.add_attachment(body, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()
