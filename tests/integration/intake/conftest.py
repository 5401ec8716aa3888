"""The built product on a virtual clock, with a loopback web and recording channels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from alerts.channels.recording import RecordingChannel
from monitor.app import App, Overrides, build
from monitor.collect.fetch import Fetcher
from monitor.core.clock import VirtualClock
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.mails import OFFICE
from tests.fakes.news_server import NewsServer

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


@pytest.fixture
def app(web: NewsServer, tmp_path: Path) -> Iterator[App]:
    clock = VirtualClock(NOW)
    source = Source(
        "bao-song-que", "Báo Sông Quê", SourceKind.RSS, web.url("/rss.xml"), Channel.PRESS_LOCAL, Tier.STATE,
        home_place="ben-tre", min_gap=timedelta(0),
    )  # fmt: skip
    settings = load_settings(
        {"MONITOR_VAR": str(tmp_path), "MONITOR_MAIL_SENDERS": OFFICE, "MONITOR_MAIL_FROM": "giam-sat@so.example"}
    )
    overrides = Overrides(
        clock=clock,
        sources=[source],
        channels={"email": RecordingChannel("email")},
        fetcher=lambda: Fetcher(
            user_agent="SoGDDT-GiamSat/1.0",
            clock=clock,
            allow_private=(ip_network("127.0.0.0/8"),),
            sleep=lambda _s: None,
        ),
        seed=0,
    )
    app = build(settings, overrides)
    yield app
    app.close()
