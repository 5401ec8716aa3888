"""`monitor alerts …` and `monitor zalo …`, from the settings to the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.links import load_or_create_secret
from alerts.replies import code_digest, read_reply
from monitor.channel_set import build_channels, rates_of
from monitor.commands import alerting, zalo
from monitor.commands.channel_check import channel_rows
from monitor.core.clock import SystemClock, VirtualClock
from monitor.core.errors import ConfigError
from monitor.core.notifications import NotificationKind
from monitor.core.settings import Settings, load_settings
from monitor.stages.parts import OPERATOR
from monitor.store.database import Store, open_store
from tests.fakes.delivery import put_out, states
from tests.fakes.smtp_server import smtp_server
from tests.fakes.store_rows import T0
from tests.fakes.zalo_server import TOKEN, ZaloServer, zalo_server

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def bot() -> Iterator[ZaloServer]:
    with zalo_server() as server:
        yield server


def settings_of(folder: Path, **env: str) -> Settings:
    return load_settings({"MONITOR_HOME": str(ROOT), "MONITOR_VAR": str(folder), **env})


@pytest.fixture
def settings(tmp_path: Path, bot: ZaloServer) -> Settings:
    return settings_of(tmp_path, MONITOR_ZALO_BOT_TOKEN=TOKEN, MONITOR_ZALO_BASE_URL=bot.base_url)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings.database_url)
    yield store
    store.close()


class TestPreview:
    def test_every_kind_on_every_channel_as_files(self, settings: Settings, tmp_path: Path) -> None:
        folder = tmp_path / "mau"
        assert alerting.preview(settings, kind=None, channel=None, folder=folder) == 0
        names = {path.name for path in folder.iterdir()}
        for kind in NotificationKind:
            assert {f"{kind}.{channel}.txt" for channel in alerting.PREVIEWED} <= names
            assert f"{kind}.email.eml" in names
        for path in folder.glob("*.zalo-group.txt"):
            assert "Hoa Sen" not in path.read_text("utf-8")
        for path in folder.glob("*.zalo.txt"):
            assert 0 < len(path.read_text("utf-8")) <= 2000

    def test_one_on_the_terminal(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        assert alerting.preview(settings, kind="push", channel="zalo", folder=None) == 0
        shown = capsys.readouterr().out
        assert "Trường Tiểu học Hoa Sen" in shown
        assert shown.count("cảnh báo – Zalo") == 1

    @pytest.mark.parametrize(("kind", "channel"), [("la", None), (None, "bo-cau")])
    def test_unknown(self, settings: Settings, kind: str | None, channel: str | None) -> None:
        assert alerting.preview(settings, kind=kind, channel=channel, folder=None) == 2


class TestTrial:
    def test_goes_to_whoever_is_on_duty(
        self, settings: Settings, bot: ZaloServer, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert alerting.trial(settings, unit="van-phong") == 0
        assert "Tin gửi thử" in bot.messages[0]["text"]
        assert "đã gửi" in capsys.readouterr().out

    def test_says_why_not(self, settings: Settings, bot: ZaloServer, capsys: pytest.CaptureFixture[str]) -> None:
        bot.fail(401)
        assert alerting.trial(settings, unit="van-phong") == 1
        assert "mã truy cập" in capsys.readouterr().out

    def test_an_unknown_unit(self, settings: Settings) -> None:
        assert alerting.trial(settings, unit="khong-co") == 2


def test_the_tray_is_shown_and_sent_again(settings: Settings, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert alerting.dead(settings, requeue=None) == 0
    assert "Không có tin nào" in capsys.readouterr().out
    put_out(store, "v1:cttt:push:1", "v2:cttt:push:1")
    with store.transaction() as tx:
        for key in ("v1:cttt:push:1", "v2:cttt:push:1"):
            tx.outbox.fail(key, reason="hết cách", at=T0)
    assert alerting.dead(settings, requeue=None) == 0
    shown = capsys.readouterr().out
    assert "v1:cttt:push:1" in shown
    assert "hết cách" in shown
    assert alerting.dead(settings, requeue="v1:cttt:push:1") == 0
    assert {key: state.value for key, state in states(store).items()} == {
        "v1:cttt:push:1": "waiting", "v2:cttt:push:1": "failed",
    }  # fmt: skip
    assert alerting.dead(settings, requeue="all") == 0
    assert alerting.dead(settings, requeue="all") == 1


class TestLinking:
    def test_the_steps_are_told(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        assert zalo.link(settings, unit="van-phong", person=None, wait=False) == 0
        shown = capsys.readouterr().out
        assert read_reply(shown).code
        assert "Trực ban Văn phòng Sở" in shown

    def test_it_waits_until_the_chat_is_linked(
        self, settings: Settings, store: Store, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def write_to_the_bot(_: float) -> None:
            digits, now = read_reply(capsys.readouterr().out).code, SystemClock().now()
            digest = code_digest(load_or_create_secret(settings.secret_file), digits)
            with store.transaction() as tx:
                assert tx.chats.use(digest, channel="zalo", now=now) is not None
                tx.chats.link("zalo", "c1", unit="van-phong", person="Trực ban Văn phòng Sở", at=now)

        assert zalo.link(settings, unit="van-phong", person=None, wait=True, pause=write_to_the_bot) == 0
        assert "Đã liên kết" in capsys.readouterr().out
        assert zalo.chats(settings) == 0
        assert "Văn phòng Sở" in capsys.readouterr().out
        assert zalo.unlink(settings, unit="van-phong", person="Trực ban Văn phòng Sở") == 0
        assert zalo.unlink(settings, unit="van-phong", person="Trực ban Văn phòng Sở") == 1

    def test_a_code_nobody_uses_runs_out(self, settings: Settings) -> None:
        clock = VirtualClock(SystemClock().now())

        def pause(_: float) -> None:
            clock.advance(timedelta(minutes=6))

        assert zalo.link(settings, unit="van-phong", person=None, wait=True, clock=clock, pause=pause) == 1

    @pytest.mark.parametrize(("unit", "person"), [("khong-co", None), ("van-phong", "Người lạ")])
    def test_only_people_of_the_directory(self, settings: Settings, unit: str, person: str | None) -> None:
        assert zalo.link(settings, unit=unit, person=person, wait=False) == 2

    def test_the_operator(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        assert zalo.link(settings, unit=OPERATOR, person=None, wait=False) == 0
        assert "Người quản trị hệ thống" in capsys.readouterr().out

    def test_a_bot_that_does_not_answer(self, settings: Settings, bot: ZaloServer) -> None:
        bot.fail(401)
        assert zalo.link(settings, unit="van-phong", person=None, wait=False) == 1

    def test_without_a_bot(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="MONITOR_ZALO_BOT_TOKEN"):
            zalo.link(settings_of(tmp_path), unit="van-phong", person=None, wait=False)


def test_tokens_are_kept_sealed(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, MONITOR_ZALO_OA_APP_ID="1", MONITOR_ZALO_OA_APP_SECRET="bi-mat")
    answers = {"Access token": "access-bi-mat", "Refresh token": "refresh-bi-mat"}
    assert zalo.token(settings, ask=answers.__getitem__) == 0
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("monitor.db*"))
    assert kept
    assert b"bi-mat" not in kept
    store = open_store(settings.database_url)
    channels = build_channels(settings, store=store)
    assert list(channels) == ["zalo-group", "zalo-oa"]
    assert channels["zalo-oa"].check() is None
    store.close()
    assert zalo.token(settings, ask=lambda _: "") == 2
    assert zalo.token(settings_of(tmp_path), ask=lambda _: "x") == 2


@pytest.mark.parametrize(
    ("env", "status"),
    [
        pytest.param({}, 2, id="no secret"),
        pytest.param({"MONITOR_ZALO_BOT_WEBHOOK_SECRET": "bi-mat-chung"}, 2, id="no public address"),
    ],
)
def test_the_webhook_needs_a_secret_and_an_address(
    tmp_path: Path, bot: ZaloServer, env: dict[str, str], status: int
) -> None:
    settings = settings_of(tmp_path, MONITOR_ZALO_BOT_TOKEN=TOKEN, MONITOR_ZALO_BASE_URL=bot.base_url, **env)
    assert zalo.webhook(settings, remove=False) == status


def test_the_webhook_is_set_and_removed(tmp_path: Path, bot: ZaloServer) -> None:
    settings = settings_of(
        tmp_path, MONITOR_ZALO_BOT_TOKEN=TOKEN, MONITOR_ZALO_BASE_URL=bot.base_url,
        MONITOR_ZALO_BOT_WEBHOOK_SECRET="bi-mat-chung", MONITOR_BASE_URL="https://so.example",
    )  # fmt: skip
    assert zalo.webhook(settings, remove=False) == 0
    assert bot.webhook == {"url": "https://so.example/webhook/zalo-bot", "secret_token": "bi-mat-chung"}
    assert zalo.webhook(settings, remove=True) == 0
    assert bot.webhook is None


def test_doctor_sees_what_is_lacking(tmp_path: Path) -> None:
    rows = {what: ok for what, ok, _ in channel_rows(settings_of(tmp_path))}
    assert rows["Thư điện tử"] is rows["Zalo Bot"] is rows["Người quản trị hệ thống"] is rows["Nhịp sống"] is None
    assert rows["Kênh tệp thư"] is True
    broken = settings_of(tmp_path, MONITOR_ZALO_OA_APP_ID="1", MONITOR_WEBHOOK_URL="https://x.example/")
    rows = {what: ok for what, ok, _ in channel_rows(broken)}
    assert rows["Zalo OA"] is rows["Webhook"] is rows["Kênh gửi tin"] is False


def test_every_configured_channel_is_built(tmp_path: Path) -> None:
    with smtp_server() as server:
        settings = settings_of(
            tmp_path, MONITOR_SMTP_URL=f"smtp://127.0.0.1:{server.port}?starttls=none", MONITOR_ZALO_BOT_TOKEN="t",
            MONITOR_ZALO_OA_APP_ID="1", MONITOR_ZALO_OA_APP_SECRET="s", MONITOR_ZALO_TEMPLATE_ID="9",
            MONITOR_TELEGRAM_BOT_TOKEN="t", MONITOR_WEBHOOK_URL="https://x.example/",
            MONITOR_WEBHOOK_SECRET="khoa-chung", MONITOR_SMTP_PER_MINUTE="30",
        )  # fmt: skip
        store = open_store(settings.database_url)
        channels = build_channels(settings, store=store)
        store.close()
    names = ["email", "zalo", "zalo-group", "zalo-oa", "zalo-template", "telegram", "webhook"]
    assert list(channels) == names == [channel.name for channel in channels.values()]
    assert rates_of(settings)["email"] == 30


def test_apprise_is_an_extra(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="apprise"):
        build_channels(settings_of(tmp_path, MONITOR_APPRISE_URLS="json://x.example"), store=None)
