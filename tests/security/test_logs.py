"""No secret is in any log, whatever goes wrong; no text from outside writes a line of its own."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest

from monitor.app import build, build_fetcher
from monitor.core.clock import SystemClock
from monitor.core.entries import FetchOutcome
from monitor.core.settings import load_settings
from monitor.logs import TEXT, JsonLines, TextLines
from tests.fakes.incidents import NOON
from tests.fakes.messages import RECIPIENT, a_message

ROOT = Path(__file__).parents[2]
NOWHERE = "http://127.0.0.1:9"
SECRETS = {
    "MONITOR_SMTP_URL": "smtp://canbo:MATKHAU-smtp@127.0.0.1:9?starttls=none",
    "MONITOR_ZALO_BOT_TOKEN": "12345:BIMAT-zalo-bot",
    "MONITOR_ZALO_BOT_WEBHOOK_SECRET": "BIMAT-webhook-bot",
    "MONITOR_ZALO_OA_APP_ID": "77",
    "MONITOR_ZALO_OA_APP_SECRET": "BIMAT-oa-app",
    "MONITOR_TELEGRAM_BOT_TOKEN": "99:BIMAT-telegram",
    "MONITOR_WEBHOOK_URL": "http://127.0.0.1:9/BIMAT-duong-dan",
    "MONITOR_WEBHOOK_SECRET": "BIMAT-webhook",
    "MONITOR_HEARTBEAT_URL": "http://127.0.0.1:9/BIMAT-nhip",
    "MONITOR_FACEBOOK_TOKEN": "BIMAT-facebook",
    "MONITOR_YOUTUBE_KEY": "BIMAT-youtube",
    "MONITOR_THREADS_TOKEN": "BIMAT-threads",
    "MONITOR_METRICS_TOKEN": "BIMAT-metrics",
}
BASES = (
    "MONITOR_ZALO_BASE_URL", "MONITOR_ZALO_OA_BASE_URL", "MONITOR_ZALO_TEMPLATE_BASE_URL", "MONITOR_ZALO_OAUTH_URL",
    "MONITOR_TELEGRAM_BASE_URL", "MONITOR_FACEBOOK_BASE_URL", "MONITOR_YOUTUBE_BASE_URL", "MONITOR_THREADS_BASE_URL",
)  # fmt: skip
PLAIN = {
    "MONITOR_SMTP_URL": "smtp://canbo:MATKHAU-smtp@127.0.0.1:9",
    "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
    **dict.fromkeys(BASES, NOWHERE),
}


@pytest.fixture
def said():
    """Everything that any logger says, at every level, with tracebacks."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)  # as monitor.logs does
    yield stream
    root.setLevel(before)
    root.removeHandler(handler)


@pytest.fixture
def settings(tmp_path: Path):
    return load_settings({"MONITOR_HOME": str(ROOT), "MONITOR_VAR": str(tmp_path / "var"), **SECRETS, **PLAIN})


def test_no_secret_is_said_when_every_channel_and_source_fails(said, settings):
    app = build(settings)
    try:
        outcomes = [
            channel.deliver(a_message(), RECIPIENT, now=NOON) for channel in app.pipeline.parts.channels.values()
        ]
        problems = [channel.check() for channel in app.pipeline.parts.channels.values()]
    finally:
        app.close()
    told = said.getvalue() + repr(settings) + repr(outcomes) + repr(problems) + repr(app.pipeline.parts.channels)
    assert len(outcomes) >= 6, "every channel was tried"
    assert "not sent" in told, "the failures were logged"
    assert "BIMAT" not in told
    assert "MATKHAU" not in told


@pytest.mark.parametrize("address", [f"{NOWHERE}/v26.0/truong/posts", f"{NOWHERE}/videos?part=id"])
def test_keys_of_services_are_in_no_result_and_no_log(said, settings, address):
    fetcher = build_fetcher(settings, SystemClock())
    try:
        result = fetcher.fetch(address)
    finally:
        fetcher.close()
    assert result.outcome is not FetchOutcome.OK
    assert "BIMAT" not in said.getvalue() + repr(result) + repr(fetcher)


@pytest.mark.parametrize(
    "forged", ["tin\nERROR giả", "tin\r\nERROR giả", "tin\u2028ERROR giả", "tin\x1b[2Jgiả", "tin\x00giả"]
)
@pytest.mark.parametrize("formatter", [TextLines(TEXT), JsonLines()], ids=["text", "json"])
def test_a_text_from_outside_stays_on_its_line(forged, formatter):
    record = logging.LogRecord("a", logging.WARNING, __file__, 1, "title=%s", (forged,), None)
    record.about_text = ""
    line = formatter.format(record)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
