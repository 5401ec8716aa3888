"""Channels that need no network, and the pure parts of those that do."""

from __future__ import annotations

import email
import email.policy
import io
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from alerts.channels.base import Channel
from alerts.channels.console import ConsoleChannel
from alerts.channels.email import EmailChannel, SmtpServer, parse_smtp_url
from alerts.channels.file import FileChannel, file_stem
from alerts.channels.recording import Delivery, RecordingChannel
from alerts.channels.zalo_bot import MAX_CHARS, ZaloBotChannel, fit
from monitor.core.errors import ConfigError
from monitor.core.labels import Severity
from monitor.core.notifications import Notification, NotificationKind, Recipient, Retry, Sent
from tests.fakes.incidents import NOON, after

SENDER = "giam-sat@so.example"
RECIPIENT = Recipient("cttt", "Trực ban", email="cttt@so.example")
MESSAGE = Notification(
    key="su-co-q1:cttt:push:1", incident_id="su-co-q1", unit="cttt", kind=NotificationKind.PUSH, revision=1,
    level=Severity.S3, labels=(), reasons=(), item_ids=(), subject="[S3] Ngộ độc", text="Nội dung\n",
    html="<p>Nội dung</p>", created_at=NOON,
)  # fmt: skip


class TestSmtpUrl:
    @pytest.mark.parametrize(
        ("url", "server"),
        [
            pytest.param("smtp://m.example", SmtpServer("m.example", 587, "starttls"), id="defaults"),
            pytest.param("smtp://m.example:25?starttls=required", SmtpServer("m.example", 25, "starttls"), id="said"),
            pytest.param("smtps://m.example", SmtpServer("m.example", 465, "implicit"), id="implicit"),
            pytest.param("smtp://127.0.0.1:1025?starttls=none", SmtpServer("127.0.0.1", 1025, "none"), id="loopback"),
            pytest.param(
                "smtp://a%40so.example:p%3Aq@m.example",
                SmtpServer("m.example", 587, "starttls", "a@so.example", "p:q"),
                id="login with signs",
            ),
        ],
    )
    def test_reads(self, url: str, server: SmtpServer) -> None:
        assert parse_smtp_url(url) == server

    @pytest.mark.parametrize(
        "url",
        [
            "", "m.example:587", "http://u:bi-mat@m.example", "smtp://", "smtp://u:bi-mat@m.example:cong",
            "smtp://u:bi-mat@m.example?starttls=none", "smtp://u:bi-mat@m.example?starttls=maybe",
        ],
    )  # fmt: skip
    def test_faults_do_not_repeat_the_password(self, url: str) -> None:
        with pytest.raises(ConfigError) as caught:
            parse_smtp_url(url)
        assert "MONITOR_SMTP_URL" in str(caught.value)
        assert "bi-mat" not in str(caught.value)

    def test_the_password_is_never_shown(self) -> None:
        assert "bi-mat" not in repr(parse_smtp_url("smtp://u:bi-mat@m.example"))


class TestFile:
    def test_writes_a_mail_and_its_page(self, tmp_path: Path) -> None:
        channel = FileChannel(tmp_path / "outbox", sender=SENDER)
        outcome = channel.deliver(MESSAGE, RECIPIENT, now=NOON)
        assert outcome == Sent("20221012T064100Z-su-co-q1_cttt_push_1.eml")
        written = sorted(path.name for path in (tmp_path / "outbox").iterdir())
        assert written == [f"{file_stem(MESSAGE)}.eml", f"{file_stem(MESSAGE)}.html"]
        mail = email.message_from_bytes((tmp_path / "outbox" / written[0]).read_bytes(), policy=email.policy.default)
        assert (mail["Subject"], mail["To"].addresses[0].addr_spec) == ("[S3] Ngộ độc", "cttt@so.example")

    def test_a_repeat_overwrites_itself(self, tmp_path: Path) -> None:
        channel = FileChannel(tmp_path, sender=SENDER)
        assert channel.deliver(MESSAGE, RECIPIENT, now=NOON) == channel.deliver(MESSAGE, RECIPIENT, now=after(5))
        assert len(list(tmp_path.iterdir())) == 2

    @pytest.mark.parametrize("address", ["", "khong-phai-thu", "a@b@c"])
    def test_needs_no_address(self, tmp_path: Path, address: str) -> None:
        channel = FileChannel(tmp_path, sender=SENDER)
        assert isinstance(channel.deliver(MESSAGE, Recipient("x", "", email=address), now=NOON), Sent)

    def test_a_folder_that_cannot_be_written_is_tried_again(self, tmp_path: Path) -> None:
        (tmp_path / "outbox").write_text("in the way")
        channel = FileChannel(tmp_path / "outbox", sender=SENDER)
        assert isinstance(channel.deliver(MESSAGE, RECIPIENT, now=NOON), Retry)
        assert "Không ghi được" in (channel.check() or "")

    def test_check_leaves_nothing(self, tmp_path: Path) -> None:
        assert FileChannel(tmp_path / "outbox", sender=SENDER).check() is None
        assert list((tmp_path / "outbox").iterdir()) == []


class TestRecording:
    def test_keeps_and_tells(self) -> None:
        heard: list[Delivery] = []
        channel = RecordingChannel("email", heard.append)
        assert isinstance(channel.deliver(MESSAGE, RECIPIENT, now=NOON), Sent)
        assert heard == channel.deliveries == [Delivery(NOON, "email", MESSAGE, RECIPIENT)]

    def test_is_down_until_a_moment(self) -> None:
        channel = RecordingChannel("email")
        channel.down_until = after(40)
        assert isinstance(channel.deliver(MESSAGE, RECIPIENT, now=after(39)), Retry)
        assert isinstance(channel.deliver(MESSAGE, RECIPIENT, now=after(40)), Sent)
        assert len(channel.deliveries) == 1

    @pytest.mark.parametrize(("name", "needs"), [("email", "email"), ("zalo", "zalo"), ("desk", None)])
    def test_needs(self, name: str, needs: str | None) -> None:
        assert RecordingChannel(name).needs == needs


def test_console_prints_one_line_and_reads_no_markup() -> None:
    out = io.StringIO()
    channel = ConsoleChannel(Console(file=out, width=200))
    channel.deliver(replace(MESSAGE, subject="[S3] [red]Ngộ độc"), RECIPIENT, now=NOON)
    assert out.getvalue() == "13:41 ngày 12/10/2022  Trực ban  [S3] [red]Ngộ độc\n"
    assert channel.check() is None


def test_every_channel_keeps_the_promise(tmp_path: Path) -> None:
    zalo = ZaloBotChannel("t")
    channels: list[Channel] = [
        EmailChannel("smtp://127.0.0.1", sender=SENDER), zalo, FileChannel(tmp_path, sender=SENDER),
        ConsoleChannel(), RecordingChannel("email"),
    ]  # fmt: skip
    assert [(c.name, c.needs) for c in channels] == [
        ("email", "email"), ("zalo", "zalo"), ("file", None), ("console", None), ("email", "email"),
    ]  # fmt: skip
    zalo.close()


class TestFit:
    @pytest.mark.parametrize(
        ("text", "fitted"),
        [
            pytest.param("Tin ngắn", "Tin ngắn", id="short"),
            pytest.param("a" * 2000, "a" * 2000, id="exactly"),
            pytest.param("Báo [@123] và [@group] đây", "Báo  và  đây", id="mentions"),
            pytest.param(unicodedata.normalize("NFD", "Bến Tre"), "Bến Tre", id="decomposed"),
            pytest.param("[S3] giữ nguyên [tin]", "[S3] giữ nguyên [tin]", id="other brackets"),
        ],
    )
    def test_table(self, text: str, fitted: str) -> None:
        assert fit(text) == fitted

    @given(st.text(alphabet=st.sampled_from("aăế\u0301 \n[@]x1"), min_size=0, max_size=4000))
    def test_always_fits(self, text: str) -> None:
        fitted = fit(text)
        assert len(fitted) <= MAX_CHARS
        assert unicodedata.is_normalized("NFC", fitted)

    def test_shortened_keeps_beginning_and_end(self) -> None:
        fitted = fit("ĐẦU " + "x" * 5000 + " CUỐI")
        assert fitted.startswith("ĐẦU ")
        assert fitted.endswith(" CUỐI")
        assert "[…]" in fitted
