"""What robots.txt allows: the rules of one origin and how long they hold (RFC 9309). Fetches nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from protego import Protego

from monitor.core.entries import FetchOutcome

MAX_BYTES = 512_000
"""RFC 9309 asks to read at least 500 KiB; what comes after is not read."""

LIFETIME = timedelta(hours=24)
"""RFC 9309: a copy is not used for longer."""

RETRY_AFTER = timedelta(minutes=10)
"""How long a site whose robots.txt cannot be had is left alone before asking again."""

_FIRST_CLIENT_ERROR = 400
_FIRST_SERVER_ERROR = 500
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one origin allows until `expires_at`. `refusal` set = nothing is allowed, with the reason and outcome."""

    expires_at: datetime
    rules: Any = None
    refusal: str | None = None
    outcome: FetchOutcome = FetchOutcome.TEMPORARY

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` (the product token) may fetch the address: longest match wins, wildcards count."""
        if self.refusal is not None:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, agent))

    def crawl_delay(self, agent: str) -> timedelta:
        """The gap between requests that the site asks for; zero when it asks for none."""
        delay = self.rules.crawl_delay(agent) if self.rules is not None else None
        return timedelta(seconds=max(0.0, float(delay or 0)))

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses on `Sitemap:` lines."""
        return tuple(self.rules.sitemaps) if self.rules is not None else ()


def rules_from_answer(*, status: int | None, body: bytes, error: str | None, now: datetime) -> RobotsRules:
    """Judge the answer to a request for robots.txt.

    A 4xx means there are no rules; 429, 5xx and no answer mean that nothing may be fetched for now.
    """
    if status is None or status >= _FIRST_SERVER_ERROR or status == _TOO_MANY_REQUESTS:
        reason = error or f"http {status}"
        return RobotsRules(expires_at=now + RETRY_AFTER, refusal=f"robots: unreachable ({reason})")
    if status >= _FIRST_CLIENT_ERROR:
        return RobotsRules(expires_at=now + LIFETIME)
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
    return RobotsRules(expires_at=now + LIFETIME, rules=Protego.parse(text))


def refused(reason: str, *, now: datetime) -> RobotsRules:
    """Rules of an origin we do not connect to at all."""
    return RobotsRules(expires_at=now + RETRY_AFTER, refusal=reason, outcome=FetchOutcome.BLOCKED)
