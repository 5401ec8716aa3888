"""A mailbox over IMAP against a loopback server, and a folder of files."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.collect.intake.boxes import BoxError, BoxTrouble, FolderBox, RawMail
from monitor.collect.intake.imap import ImapBox, parse_imap_url
from monitor.core.errors import ConfigError
from tests.fakes.imap_server import PASSWORD, ImapServer, imap_server
from tests.fakes.mails import a_mail
from tests.fakes.smtp_server import client_tls

SINCE = datetime(2022, 10, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with imap_server() as server:
        yield server


def box(server: ImapServer, **options: object) -> ImapBox:
    return ImapBox(str(options.get("url", server.url)), timeout_s=2, tls_context=client_tls())


def taken(mailbox: ImapBox, known: frozenset[str] = frozenset()) -> list[RawMail]:
    with mailbox.open() as opened:
        found = list(opened.waiting(known, since=SINCE))
        for mail in found:
            opened.settle(mail.ref)
    return found


def test_new_mails_come_oldest_first_and_are_marked_as_read(server: ImapServer):
    first, second = server.add(a_mail(number=1)), server.add(a_mail(number=2))
    found = taken(box(server))
    assert [mail.ref for mail in found] == [f"7/{first}", f"7/{second}"]
    assert [mail.content for mail in found] == list(server.mails.values())
    assert server.flags == {first: r"\Seen", second: r"\Seen"}
    assert any("SINCE 1-Oct-2022" in asked for asked in server.asked)
    assert not any("BODY[]" in asked for asked in server.asked)


def test_known_mails_are_not_asked_for_whoever_marked_them(server: ImapServer):
    server.add(a_mail(number=1))
    server.add(a_mail(number=2))
    assert [mail.ref for mail in taken(box(server), frozenset({"7/1"}))] == ["7/2"]
    server.validity = 8
    assert len(taken(box(server), frozenset({"7/1", "7/2"}))) == 2


def test_a_large_mail_is_not_loaded(server: ImapServer):
    number = server.add(a_mail())
    server.claimed_size[number] = 10**9
    assert taken(box(server)) == [RawMail("7/1", 10**9)]


def test_a_mail_deleted_meanwhile_is_passed_over(server: ImapServer):
    server.add(a_mail(number=1))
    server.add(a_mail(number=2))
    with box(server).open() as opened:
        waiting = opened.waiting(frozenset(), since=SINCE)
        next(waiting)
        del server.mails[2]
        assert list(waiting) == []


@pytest.mark.parametrize(
    ("fail", "trouble"),
    [
        ({"LOGIN": "NO [AUTHENTICATIONFAILED] mật khẩu sai"}, BoxTrouble.LOGIN),
        ({"SELECT": "NO no such mailbox"}, BoxTrouble.NO_FOLDER),
        ({"SEARCH": "NO busy"}, BoxTrouble.UNREADABLE),
        ({"SEARCH": "BAD what"}, BoxTrouble.NETWORK),
    ],
    ids=["login", "folder", "search", "bad"],
)
def test_what_a_server_refuses_is_a_trouble(server: ImapServer, fail: dict[str, str], trouble: BoxTrouble):
    server.add(a_mail())
    server.fail = fail
    with pytest.raises(BoxError) as refused:
        taken(box(server))
    assert refused.value.trouble is trouble


def test_a_mail_that_cannot_be_marked_is_taken_all_the_same(server: ImapServer):
    server.add(a_mail())
    server.fail = {"STORE": "NO read-only"}
    assert len(taken(box(server))) == 1


def test_a_line_cut_in_the_middle_of_a_mail_is_a_trouble_and_the_next_round_has_it(server: ImapServer):
    server.add(a_mail(number=1))
    server.drop_at = server.add(a_mail(number=2))
    with pytest.raises(BoxError) as refused:
        taken(box(server))
    assert refused.value.trouble is BoxTrouble.NETWORK
    server.drop_at = None
    assert len(taken(box(server))) == 2


def test_nobody_there_and_a_certificate_nobody_knows(server: ImapServer):
    with pytest.raises(BoxError) as unknown:
        taken(ImapBox(server.url, timeout_s=2))
    assert unknown.value.trouble is BoxTrouble.CERTIFICATE
    with pytest.raises(BoxError) as nobody:
        taken(box(server, url="imaps://a:b@127.0.0.1:1/INBOX"))
    assert nobody.value.trouble is BoxTrouble.NETWORK


def test_the_password_shows_nowhere(server: ImapServer, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    mailbox = box(server)
    server.fail = {"LOGIN": f"NO {PASSWORD}"}
    with pytest.raises(BoxError) as refused:
        taken(mailbox)
    assert PASSWORD not in repr(refused.value) + caplog.text + mailbox.shown + repr(parse_imap_url(server.url))


@pytest.mark.parametrize(
    "url", ["imap://a:b@h/INBOX", "imaps://h/INBOX", "imaps://a:b@h:x/INBOX", 'imaps://a:b@h/"X', "imaps://a:b@h/Hộp"]
)
def test_an_address_that_is_no_mailbox_is_refused_without_repeating_it(url: str):
    with pytest.raises(ConfigError) as refused:
        parse_imap_url(url)
    assert url not in str(refused.value)


def test_a_folder_gives_its_files_and_moves_what_is_done(tmp_path: Path):
    (tmp_path / "thư.EML").write_bytes(a_mail())
    (tmp_path / "ghi-chu.txt").write_text("x")
    (tmp_path / "link.eml").symlink_to(tmp_path / "ghi-chu.txt")
    with FolderBox(tmp_path).open() as opened:
        (mail,) = opened.waiting(frozenset(), since=SINCE)
        assert list(opened.waiting({mail.ref}, since=SINCE)) == []
        opened.settle(mail.ref)
        assert list(opened.waiting(frozenset(), since=SINCE)) == []
    assert mail.content == a_mail()
    assert [path.suffix for path in (tmp_path / "da-xu-ly").iterdir()] == [".EML"]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path):
    with FolderBox(tmp_path / "x").open() as opened:
        assert list(opened.waiting(frozenset(), since=SINCE)) == []


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("monitor.collect.intake.boxes.MAX_MAIL_BYTES", 10)
    (tmp_path / "a.eml").write_bytes(b"x" * 11)
    with FolderBox(tmp_path).open() as opened:
        (mail,) = opened.waiting(frozenset(), since=SINCE)
    assert (mail.content, mail.size) == (None, 11)
