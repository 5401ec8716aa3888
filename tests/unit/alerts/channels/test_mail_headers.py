"""Vietnamese headers keep every blank, however a mail program puts their pieces together (RFC 2047)."""

from __future__ import annotations

import email
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.channels.email import build_message
from alerts.channels.mail_headers import MAIL_POLICY
from monitor.core.notifications import Recipient
from tests.fakes.incidents import NOON
from tests.fakes.messages import a_message

MANGLED_BEFORE = (
    "Re: [S4 – nâng mức, nhắc lại] Ngộ độc thực phẩm – Trường Tiểu học Bông Trang, xã Tân Xuân, huyện Ba Tri "
    "(hơn 30 người nhập viện)"
)
WORDS = ("Trường", "Tiểu", "học", "Đàng,", "ngộ", "độc", "–", "S4", "Re:", "[S3", "(46", "người", "an", "toàn")
headlines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map(" ".join)
names = st.lists(st.sampled_from(("Trực", "ban", "Phòng", "Giáo", "dục", "-", "S3")), min_size=1, max_size=14)


def as_read(raw: str) -> str:
    return str(make_header(decode_header(raw)))


def sent(**headers: str | Address) -> email.message.Message:
    """A message as it goes over the wire, read without the newer parser, which adds blanks of its own."""
    message = EmailMessage(policy=MAIL_POLICY)
    for name, value in headers.items():
        message[name] = value
    message.set_content("x")
    raw = message.as_bytes()
    assert all(len(line) <= 78 for line in raw.splitlines())
    return email.message_from_bytes(raw)


def test_the_subject_that_lost_its_blanks():
    mail = build_message(
        a_message(subject=MANGLED_BEFORE), Recipient("gdth", "Trực ban", email="gdth@so.example"),
        sender="tin@so.example", now=NOON,
    )  # fmt: skip
    assert as_read(email.message_from_bytes(mail.as_bytes())["Subject"]) == MANGLED_BEFORE


@given(headlines)
def test_a_subject_comes_back_as_it_was_written(subject):
    assert as_read(sent(Subject=subject)["Subject"]) == subject


@given(names.map(" ".join))
def test_a_name_comes_back_with_its_address(name):
    raw = sent(To=Address(name, addr_spec="gdth@so.example"))["To"].replace("\r\n", "").replace("\n", "")
    shown, address = parseaddr(raw)
    assert (as_read(shown), address) == (name, "gdth@so.example")


@pytest.mark.parametrize("subject", ["plain ASCII", ""], ids=["ascii", "empty"])
def test_what_needs_no_encoding_is_left_alone(subject):
    assert sent(Subject=subject)["Subject"] == subject


def test_several_readers_stand_in_one_header():
    mail = sent(To=(Address("Trực ban Sở", addr_spec="a@so.example"), Address("", addr_spec="b@so.example")))
    assert email.utils.getaddresses([as_read(mail["To"])]) == [("Trực ban Sở", "a@so.example"), ("", "b@so.example")]
