"""Polls an imitated service as the product does: settings to keys, real fetcher, state carried from poll to poll."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

from monitor.collect.fetch import Fetcher
from monitor.collect.poll import PollResult, poll_feed
from monitor.collect.social.access import api_keys, with_api_bases, with_handle_key
from monitor.core.clock import VirtualClock
from monitor.core.entries import FeedState
from monitor.core.items import Channel
from monitor.core.settings import load_settings
from monitor.core.sources import Source, SourceKind, Tier

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
EVEN = 0.5
HANDLE_KEY = b"khoa-cua-phep-thu"
EVERY = timedelta(minutes=15)
_NO_GAP = timedelta(0)


@dataclass
class Poller:
    """One source of an imitated service."""

    source: Source
    fetcher: Fetcher
    state: FeedState
    now: datetime = NOW

    def poll(self, *, minutes: int = 0) -> PollResult:
        """Poll after that many more minutes; the state is carried on."""
        self.now += timedelta(minutes=minutes)
        result = poll_feed(self.fetcher, self.source, self.source.url, self.state, self.now, EVEN)
        self.state = result.state
        return result

    @property
    def wait(self) -> timedelta:
        """How long until the next poll."""
        return self.state.next_due_at - self.now


def poller(kind: SourceKind, url: str, *, channel: Channel = Channel.FORUM, consent: str = "", **env: str) -> Poller:
    """Build a poller; `env` are settings by their names."""
    settings = load_settings(env)
    source = Source("nguon-mau", "Nguồn Mẫu", kind, url, channel, Tier.OPEN_SOCIAL, every=EVERY, min_gap=_NO_GAP)
    (source,) = with_handle_key(with_api_bases([replace(source, consent=consent)], settings), HANDLE_KEY)
    fetcher = Fetcher(
        user_agent="SoGDDT-GiamSat/1.0",
        clock=VirtualClock(NOW),
        allow_private=(ip_network("127.0.0.0/8"),),
        keys=api_keys(settings),
    )
    return Poller(source, fetcher, FeedState(url, source.id, next_due_at=NOW))
