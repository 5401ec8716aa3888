"""Mails from box to incident: who may send, what is left alone, once each over restarts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.app import App
from monitor.collect.intake.boxes import FolderBox
from monitor.collect.intake.imap import ImapBox
from monitor.core.intake import How, MailState
from monitor.core.labels import Severity
from monitor.stages.mailing import MailRoom
from tests.fakes.imap_server import ImapServer, imap_server
from tests.fakes.mails import LETTER, OFFICE, a_mail
from tests.fakes.news_server import NewsServer
from tests.fakes.smtp_server import client_tls
from tests.integration.intake.test_submit import PAGE, TITLE

STRANGER = "nguoi.la@x.example"


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with imap_server() as server:
        yield server


@pytest.fixture
def room(app: App, server: ImapServer, tmp_path: Path) -> MailRoom:
    boxes = [ImapBox(server.url, timeout_s=2, tls_context=client_tls()), FolderBox(tmp_path / "inbox")]
    return MailRoom(app.intake, boxes, own_domain="so.example", own_mark="http://so/xac-nhan/", extra=[OFFICE])


def incidents(app: App):
    with app.store.read() as tx:
        return tx.incidents.open()


def warnings(app: App) -> list[str]:
    with app.store.read() as tx:
        return [warning.text for warning in tx.warnings.recent(20)]


def items(app: App):
    with app.store.read() as tx:
        return list(tx.items.export())


def test_a_letter_becomes_an_incident_and_remembers_its_mail(app: App, room: MailRoom, server: ImapServer):
    server.add(a_mail())
    summary = room.round()
    (incident,) = incidents(app)
    assert (incident.level, summary.items, summary.mails) == (Severity.S4, 1, {MailState.TAKEN: 1})
    (item,) = items(app)
    assert item.published_at is not None
    assert item.published_at.isoformat() == "2022-10-12T00:30:00+00:00"
    with app.store.read() as tx:
        (origin,) = tx.intake.of(item.id)
    assert (origin.how, origin.detail[:5]) == (How.MAIL, "mail:")
    assert OFFICE not in repr((item, origin))


def test_each_mail_once_over_rounds_boxes_and_restarts(app: App, room: MailRoom, server: ImapServer, tmp_path: Path):
    server.add(a_mail())
    room.round()
    server.flags.clear()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.eml").write_bytes(a_mail())
    again = MailRoom(app.intake, room._boxes, own_domain="so.example", extra=[OFFICE])
    assert again.round().mails == {MailState.IGNORED: 1}
    assert again.round().mails == {}
    assert len(items(app)) == 1


def test_a_crash_before_the_mail_is_remembered_repeats_nothing(
    app: App, room: MailRoom, server: ImapServer, monkeypatch: pytest.MonkeyPatch
):
    server.add(a_mail())
    with monkeypatch.context() as patch:
        patch.setattr("monitor.store.intake.Intake.keep_mail", _crash)
        with pytest.raises(KeyboardInterrupt):
            room.round()
    assert len(items(app)) == 1
    summary = room.round()
    assert (summary.mails, summary.items) == ({MailState.TAKEN: 1}, 0)
    assert len(items(app)) == 1


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_forwarded_link_is_read_and_the_words_only_hand_it_over(
    app: App, room: MailRoom, server: ImapServer, web: NewsServer
):
    web.add("/tin-42.html", PAGE)
    server.add(a_mail(f"Anh xem giúp em.\n{web.url('/tin-42.html')}\n--\nVăn phòng", subject="Fwd: Tin"))
    room.round()
    (item,) = items(app)
    assert item.title == TITLE
    with app.store.read() as tx:
        (origin,) = tx.intake.of(item.id)
    assert origin.note.startswith("Anh xem giúp em.")


def test_words_of_their_own_beside_a_link_share_it(app: App, room: MailRoom, server: ImapServer, web: NewsServer):
    web.add("/tin-42.html", PAGE)
    words = "Kính gửi các phòng, đề nghị xem bài báo dưới đây và cho ý kiến trước giờ họp giao ban chiều nay nhé"
    server.add(a_mail(f"{words}: {web.url('/tin-42.html')}"))
    assert room.round().items == 2
    link, letter = sorted(items(app), key=lambda item: item.title != TITLE)
    assert (letter.shares, letter.links) == (link.id, (web.url("/tin-42.html"),))
    (incident,) = incidents(app)
    assert incident.origins == 1


def test_a_link_that_cannot_be_read_keeps_the_subject(app: App, room: MailRoom, server: ImapServer, web: NewsServer):
    server.add(a_mail(web.url("/khong-co.html"), subject="Fwd: 42 học sinh Ba Tri nhập viện"))
    room.round()
    (item,) = items(app)
    assert (item.title, item.url) == ("42 học sinh Ba Tri nhập viện", web.url("/khong-co.html"))


def test_a_mail_from_nobody_known_is_held_back_and_told_and_taken_once_let_in(
    app: App, room: MailRoom, server: ImapServer
):
    number = server.add(a_mail(sender=STRANGER))
    server.add(a_mail(sender=STRANGER, number=2))
    assert room.round().mails == {MailState.QUARANTINED: 2}
    assert (items(app), server.flags) == ([], {})
    (text,) = warnings(app)
    assert "giữ lại" in text
    assert STRANGER not in text
    with app.store.read() as tx:
        assert [(mail.sender, mail.subject) for mail in tx.intake.quarantined()] == [(STRANGER, "Phản ánh")] * 2
    assert room.round().mails == {}
    opened = MailRoom(app.intake, room._boxes, own_domain="so.example", extra=["@x.example"])
    assert opened.round().mails == {MailState.TAKEN: 2}
    assert len(items(app)) == 1
    assert server.flags[number] == r"\Seen"
    with app.store.read() as tx:
        assert tx.intake.quarantined() == ()


def test_a_forged_colleague_is_held_back(app: App, room: MailRoom, server: ImapServer):
    server.add(a_mail(headers={"Authentication-Results": "mx; dmarc=fail"}))
    assert room.round().mails == {MailState.QUARANTINED: 1}
    assert items(app) == []


@pytest.mark.parametrize(
    "raw",
    [
        a_mail(headers={"Auto-Submitted": "auto-replied"}),
        a_mail(headers={"In-Reply-To": f"<{'a1' * 16}@so.example>"}),
        a_mail(LETTER + "http://so/xac-nhan/abc"),
        a_mail("Chuyển.", inside=a_mail(headers={"Message-ID": f"<{'a1' * 16}@so.example>"}), number=2),
        a_mail(headers={"Return-Path": "<>"}),
    ],
    ids=["absence", "reply to ours", "ours forwarded as text", "ours forwarded whole", "bounce"],
)
def test_loops_absences_and_bounces_bring_nothing(app: App, room: MailRoom, server: ImapServer, raw: bytes):
    server.add(raw)
    room.round()
    assert items(app) == []


def test_a_mail_inside_a_mail_is_taken_on_the_word_of_who_forwards_it(app: App, room: MailRoom, server: ImapServer):
    server.add(a_mail("Chuyển anh xem.", inside=a_mail(sender=STRANGER, number=9)))
    assert room.round().items == 1
    (item,) = items(app)
    assert "40 học sinh" in item.text
    assert STRANGER not in repr(item)


def test_a_mail_too_large_is_told(app: App, room: MailRoom, server: ImapServer):
    server.claimed_size[server.add(a_mail())] = 10**9
    assert room.round().mails == {MailState.REFUSED: 1}
    (text,) = warnings(app)
    assert "lớn quá" in text


def test_one_mail_that_our_own_code_fails_on_costs_no_other(
    app: App, room: MailRoom, server: ImapServer, monkeypatch: pytest.MonkeyPatch
):
    real = app.intake.submit

    def submit(submission):
        if "hỏng" in submission.title:
            raise ZeroDivisionError
        return real(submission)

    monkeypatch.setattr(app.intake, "submit", submit)
    server.add(a_mail(subject="hỏng", number=1))
    server.add(a_mail(number=2))
    assert room.round().mails == {MailState.REFUSED: 1, MailState.TAKEN: 1}
    assert any("gặp lỗi khi xét" in text for text in warnings(app))


def test_a_wrong_password_is_told_at_once_and_a_short_outage_is_not(app: App, room: MailRoom, server: ImapServer):
    server.fail = {"SEARCH": "BAD"}
    for _ in range(2):
        room.round()
    assert warnings(app) == []
    room.round()
    assert ["không kết nối được" in text for text in warnings(app)] == [True]
    server.fail = {"LOGIN": "NO sai"}
    room.round()
    assert "MONITOR_IMAP_URL" in warnings(app)[0]


def test_a_box_that_cannot_be_read_costs_no_other(app: App, room: MailRoom, server: ImapServer, tmp_path: Path):
    server.fail = {"LOGIN": "NO sai"}
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.eml").write_bytes(a_mail())
    summary = room.round()
    assert (summary.items, set(summary.troubles)) == (1, {"imap"})
    assert [path.name for path in (tmp_path / "inbox").iterdir()] == ["da-xu-ly"]


def test_a_mail_handed_in_as_a_file_is_taken_on_that_persons_word(app: App, room: MailRoom):
    (told,) = room.take(a_mail(sender=STRANGER), sender="cttt", how=How.FORM, detail="thu.eml")
    assert told.incident is not None
    with app.store.read() as tx:
        (origin,) = tx.intake.of(told.item_id or "")
    assert (origin.sender, origin.detail) == ("cttt", "thu.eml")


def test_old_mails_are_not_asked_for(app: App, room: MailRoom, server: ImapServer):
    room.round()
    since = app.clock.now() - timedelta(days=14)
    assert any(f"SINCE {since.day}-Sep-2022" in asked for asked in server.asked)
