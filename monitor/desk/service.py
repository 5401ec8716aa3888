"""What every page of the desk works with, built once by `monitor.desk.web`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from monitor.app import App
from monitor.core.clock import show_time
from monitor.desk import words
from monitor.desk.accounts.passwords import Passwords
from monitor.desk.accounts.sign_in_service import OneTime, SignInService
from monitor.desk.assets import Assets
from monitor.desk.limits import RateLimit
from monitor.desk.live.watcher import Hub
from monitor.desk.memo import Memo
from monitor.stages.usual import UsualThemes

TEMPLATES = Path(__file__).parent / "templates"
TRIES_PER_ADDRESS, TRIES_WINDOW = 30, timedelta(minutes=10)
"""A whole office may sit behind one address; a machine that guesses tries more."""
JOURNEYS_PER_ADDRESS = 200
"""To the sign-in service and back, in the same window: guesses nothing, but asks the service."""
_SECURE_NAME, _PLAIN_NAME = "__Host-phien", "phien"
# Browsers take the first name only with Secure, for the whole site and no other (RFC 6265bis, section 4.1.3.2).


@dataclass(frozen=True)
class Desk:
    """The desk over one running product. `form_key` signs forms before sign-in and dies with the process.

    `sign_in` is the office's own sign-in service, None without one; `awaiting_code` are account and page of people it
    vouched for who still owe the code of their second factor.
    """

    app: App
    hub: Hub
    assets: Assets = field(default_factory=Assets)
    passwords: Passwords = field(default_factory=Passwords)
    tries: RateLimit = field(default_factory=lambda: RateLimit(TRIES_PER_ADDRESS, TRIES_WINDOW))
    usual: UsualThemes = field(default_factory=UsualThemes)
    memo: Memo = field(default_factory=Memo)
    journeys: RateLimit = field(default_factory=lambda: RateLimit(JOURNEYS_PER_ADDRESS, TRIES_WINDOW))
    awaiting_code: OneTime[tuple[str, str]] = field(default_factory=OneTime)
    sign_in: SignInService | None = field(init=False)
    form_key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        access = self.app.sign_in
        service = SignInService(access, base_url=self.app.settings.base_url) if access is not None else None
        object.__setattr__(self, "sign_in", service)
        env = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        env.globals.update(asset=self.assets.address, words=words, plan_name=self.app.plan.name)
        env.filters["when"] = lambda moment: show_time(moment) if moment else ""
        env.filters["sentence"] = lambda text: text[:1].upper() + text[1:]  # names inside keep their capitals
        env.filters["iso"] = lambda moment: moment.isoformat() if moment else ""
        object.__setattr__(self, "templates", env)

    @property
    def secure(self) -> bool:
        """Whether the desk is reached over HTTPS."""
        return self.app.settings.base_url.startswith("https://")

    @property
    def cookie(self) -> str:
        """Name of the session's cookie."""
        return _SECURE_NAME if self.secure else _PLAIN_NAME

    def render(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Write a page."""
        return HTMLResponse(self.templates.get_template(template).render(**values), status_code=status)
