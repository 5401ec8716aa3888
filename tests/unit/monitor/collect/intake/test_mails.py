"""Mails as words, links and pictures by hash; what machines and we ourselves wrote is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collect.intake.forwarded import forwarded_words, says_something, subject_of
from monitor.collect.intake.mails import AUTOMATIC, BOUNCE, EMPTY, OWN, read_mail
from monitor.collect.intake.senders import Senders
from monitor.core.plan import Contact, Unit
from tests.fakes.mails import LETTER, OFFICE, a_mail

LINK = "https://bao-mau.example/tin-12345.html"
OWN_ID = f"<{'a1' * 16}@so.example>"

GMAIL = f"""Anh xem giúp.

---------- Forwarded message ---------
Từ: Người Gửi <a@b.example>
Date: Th 4, 12 thg 10, 2022 lúc 07:10
Subject: Tin nóng
To: <c@d.example>

Cháu tôi học ở trường này, hôm nay nhiều cháu đau bụng. Xem {LINK}.
"""
OUTLOOK = """
From: Nguoi Gui <a@b.example>
Sent: Wednesday, October 12, 2022 7:10 AM
To: Van Phong
Subject: RE: Tin

Nội dung chính ở đây.

Trân trọng,
Nguyễn Văn Mẫu
ĐT: 0912 345 678
"""
QUOTED = """> Nội dung được trích
> dòng hai

Sent from my iPhone"""


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(
            GMAIL, f"Anh xem giúp.\nCháu tôi học ở trường này, hôm nay nhiều cháu đau bụng. Xem {LINK}.", id="gmail"
        ),
        pytest.param(OUTLOOK, "Nội dung chính ở đây.", id="outlook"),
        pytest.param(QUOTED, "Nội dung được trích\ndòng hai", id="quoted"),
        pytest.param("Nội dung\n-- \nChữ ký", "Nội dung", id="signature mark"),
        pytest.param("Trân trọng kính mời phụ huynh dự họp", "Trân trọng kính mời phụ huynh dự họp", id="no closing"),
        pytest.param("Từ: hôm qua trường đã thu 500.000 đồng", "Từ: hôm qua trường đã thu 500.000 đồng", id="no form"),
    ],
)
def test_the_forms_of_mail_programs_are_dropped(raw: str, text: str):
    assert forwarded_words(raw).text == text


@pytest.mark.parametrize(
    ("subject", "bare"),
    [("Fwd: Fw: Chuyển tiếp: Tin", "Tin"), ("RE: tr: Họp", "Họp"), ("Trường học", "Trường học"), ("", "")],
)
def test_subjects_lose_their_prefixes(subject: str, bare: str):
    assert subject_of(subject) == bare


def test_links_are_those_worth_reading_each_once():
    html = f'<p>Xem <a href="{LINK}?utm_source=mail">bài</a>, <a href="https://so.example/">trang Sở</a></p>'
    mail = read_mail(a_mail("", html=html + f"<p>{LINK}</p><script>x()</script>"))
    assert mail.links == (LINK,)
    assert "x()" not in mail.text


def test_a_wrapped_link_is_unwrapped():
    mail = read_mail(a_mail(f"https://www.google.com/url?q={LINK}&sa=D"))
    assert mail.links == (LINK,)


def test_pictures_are_known_by_hash_and_other_files_counted():
    files = (("image/png", "a.png", b"anh"), ("application/pdf", "b.pdf", b"pdf"))
    mail = read_mail(a_mail(files=files))
    assert [media.kind for media in mail.media] == ["image"]
    assert mail.files == 1
    assert "anh" not in repr(mail)


def test_a_mail_inside_is_read_as_one_of_its_own():
    mail = read_mail(a_mail("Chuyển anh.", inside=a_mail(sender="phu.huynh@x.example", number=2)))
    (inner,) = mail.nested
    assert mail.text == "Chuyển anh."
    assert (inner.sender, inner.text) == ("phu.huynh@x.example", LETTER.replace("\n\n", "\n").strip())


@pytest.mark.parametrize(
    ("headers", "subject", "skip"),
    [
        pytest.param({"Auto-Submitted": "auto-replied"}, "x", AUTOMATIC, id="auto-submitted"),
        pytest.param({"Auto-Submitted": "no"}, "x", "", id="not automatic"),
        pytest.param({"Precedence": "bulk"}, "x", AUTOMATIC, id="bulk"),
        pytest.param({"X-Autoreply": "yes"}, "x", AUTOMATIC, id="autoreply"),
        pytest.param({}, "Trả lời tự động: nghỉ phép", AUTOMATIC, id="subject"),
        pytest.param({"Return-Path": "<>"}, "x", BOUNCE, id="no return path"),
        pytest.param({"From": "MAILER-DAEMON@mx.example"}, "x", BOUNCE, id="daemon"),
        pytest.param({"In-Reply-To": OWN_ID}, "Re: [S4] x", OWN, id="reply to ours"),
        pytest.param({"References": f"<z@y> {OWN_ID}"}, "x", OWN, id="thread of ours"),
        pytest.param({"Message-ID": OWN_ID}, "x", OWN, id="ours itself"),
        pytest.param({"In-Reply-To": "<1@so.example>"}, "x", "", id="reply to a colleague"),
    ],
)
def test_machines_and_ourselves_are_left_alone(headers: dict[str, str], subject: str, skip: str):
    assert read_mail(a_mail(subject=subject, headers=headers), own_domain="so.example").skip == skip


def test_our_message_forwarded_as_text_is_known_by_its_link():
    text = LETTER + "https://giam-sat.so.example/xac-nhan/abc.def"
    assert read_mail(a_mail(text), own_mark="https://giam-sat.so.example/xac-nhan/").skip == OWN


def test_a_bounce_report_is_known_by_its_form():
    raw = b"From: mx@x.example\nContent-Type: multipart/report; boundary=b\n\n--b\n\nkhong gui duoc\n--b--\n"
    assert read_mail(raw).skip == BOUNCE


def test_an_empty_mail_brings_nothing():
    assert read_mail(a_mail("\n")).skip == EMPTY


def test_the_same_mail_in_two_boxes_has_one_key():
    raw = a_mail()
    other = b"Received: from mx by mx; x\r\nX-Spam: no\r\n" + raw.replace(b"\r\n", b"\n")
    assert read_mail(raw).key == read_mail(other).key != read_mail(a_mail(number=2)).key


def test_a_forged_sender_is_not_trusted():
    headers = {"Authentication-Results": "mx.so.example; spf=pass; dmarc=fail (p=none)"}
    assert (read_mail(a_mail(headers=headers)).trusted, read_mail(a_mail()).trusted) == (False, True)


@pytest.mark.parametrize("sender", ["a@x.example, b@y.example", "khong phai thu", ""])
def test_a_sender_that_is_not_one_address_is_nobody(sender: str):
    raw = f"From: {sender}\nSubject: x\n\n{LETTER}".encode()
    assert read_mail(raw).sender == ""


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_a_mail(raw: bytes):
    assert read_mail(raw).key


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_words(text: str):
    words = forwarded_words(text)
    assert isinstance(says_something(words.text, least=1), bool)


def test_who_may_send():
    unit = Unit("van-phong", "Văn phòng", "office", (Contact("A", OFFICE.upper()),))
    senders = Senders.of([unit], [("cttt", Contact("B", "moi@so.example"))], ["@Truong.example", "le@x.example"])
    assert senders.unit_of(OFFICE) == "van-phong"
    allowed = [OFFICE, "moi@so.example", "ai@truong.example", "LE@x.example"]
    refused = ["ai@x.example", "x@truong.example.evil.example", "truong.example", ""]
    assert [senders.lets_in(address) for address in allowed + refused] == [True] * 4 + [False] * 4
