"""Pictures and documents that go with a mail: shown in the page by Content-ID, attached, or left out for their size."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from alerts.channels.email import MAX_BYTES, build_message
from alerts.channels.file import FileChannel
from monitor.core.notifications import Enclosure, Notification, Recipient, enclose, page_with_pictures
from monitor.store.codec import decode, encode
from tests.fakes.incidents import NOON
from tests.fakes.messages import a_message

SENDER = "giam-sat@so.example"
READER = Recipient("van-phong", "Trực ban", email="vp@so.example")
PICTURE = enclose("bieu-do-1.png", "image/png", b"\x89PNG picture", inline=True)
DOCUMENT = enclose("weekly-2022-W41.pdf", "application/pdf", b"%PDF document")
PAGE = f'<p>Nội dung</p><img src="cid:{PICTURE.cid}" alt="12 tuần: 1, 2">'


def mail(*enclosures: Enclosure) -> EmailMessage:
    built = build_message(a_message(html=PAGE, enclosures=enclosures), READER, sender=SENDER, now=NOON)
    read = email.message_from_bytes(built.as_bytes(), policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def kinds(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def test_a_picture_stands_beside_the_page_and_the_page_knows_it() -> None:
    read = mail(PICTURE)
    assert kinds(read) == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    picture = next(part for part in read.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == f"<{PICTURE.cid}>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == b"\x89PNG picture"
    page = read.get_body(("html",))
    assert page is not None
    assert f"cid:{PICTURE.cid}" in page.get_content()


def test_a_document_is_attached_and_the_text_comes_first() -> None:
    read = mail(DOCUMENT, PICTURE)
    assert kinds(read)[:3] == ["multipart/mixed", "multipart/alternative", "text/plain"]
    (attached,) = list(read.iter_attachments())
    assert (attached.get_filename(), attached.get_content()) == (DOCUMENT.name, b"%PDF document")


@pytest.mark.parametrize("size", [MAX_BYTES, 10], ids=["too large", "small"])
def test_what_makes_a_mail_too_large_is_left_out(size: int) -> None:
    read = mail(PICTURE, enclose("lon.pdf", "application/pdf", b"x" * size))
    assert ("application/pdf" in kinds(read)) is (size < MAX_BYTES)
    assert "image/png" in kinds(read)
    assert len(read.as_bytes()) < 1.1 * MAX_BYTES


def test_the_page_in_a_folder_holds_its_pictures(tmp_path: Path) -> None:
    FileChannel(tmp_path, sender=SENDER).deliver(a_message(html=PAGE, enclosures=(PICTURE,)), READER, now=NOON)
    (page,) = tmp_path.glob("*.html")
    assert f'src="data:image/png;base64,{PICTURE.encoded}"' in page.read_text("utf-8")
    assert page_with_pictures(PAGE, (DOCUMENT,)) == PAGE


def test_a_stored_message_keeps_its_files() -> None:
    message = a_message(enclosures=(PICTURE, DOCUMENT))
    assert decode(Notification, encode(message)) == message
