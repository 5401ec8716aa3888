"""A desk over a real store, and browsers that sign in to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from starlette.testclient import TestClient

from monitor.app import App, Overrides, build
from monitor.core.accounts import Account, Role
from monitor.core.clock import VirtualClock
from monitor.core.labels import Severity, Territory
from monitor.core.settings import load_settings
from monitor.desk.accounts.entering import set_password
from monitor.desk.accounts.passwords import Passwords
from monitor.desk.web import create_web
from tests.fakes.store_rows import T0, a_classification

PASSWORD = "mua xuan ben song Ham Luong"
HASH = Passwords().hash(PASSWORD)
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


class Silent:
    """A classifier for desks that receive no items: loading the models takes longer than such a test."""

    def classify_batch(self, items, *, contexts=None):
        raise AssertionError("this desk was not built to receive items")


class Calm:
    """A classifier that finds nothing, but for texts that tell of people in hospital."""

    def classify_batch(self, items, *, contexts=None):
        return [
            a_classification(
                item.id,
                severity=Severity.S3 if "nhập viện" in item.full_text else Severity.S0,
                territory=Territory.HOME,
            )
            for item in items
        ]


def build_app(folder: Path, *, classifier: Silent | Calm | None = None, **settings: str) -> App:
    """The product without fetching, channels or models, its clock standing at T0."""
    values = {"MONITOR_VAR": str(folder)} | settings
    overrides = Overrides(clock=VirtualClock(T0), fetch=False, channels={}, classifier=classifier or Silent())
    return build(load_settings(values), overrides)


def add_account(app: App, role: Role, *, login: str = "", unit: str | None = None, totp: str | None = None) -> Account:
    """An account that can sign in with PASSWORD."""
    login = login or role.value
    if role is Role.UNIT and unit is None:
        unit = "gdth"
    account = Account(
        id=f"u-{login}", login=login, name=f"Người {login}", role=role, created_at=T0, unit=unit, totp=totp
    )
    with app.store.transaction() as tx:
        tx.users.put(account)
        set_password(tx, account, HASH, plan=app.plan, now=app.clock.now())
    return account


@dataclass
class Browser:
    """One browser on the desk: keeps cookies, follows nothing by itself, puts the form's token into what it sends."""

    client: TestClient
    csrf: str = field(default="")

    def get(self, path: str, **options):
        return self.client.get(path, **options)

    def read(self, path: str) -> str:
        """The page's text; it must be there."""
        page = self.client.get(path)
        assert page.status_code == 200, (path, page.status_code)
        return page.text

    def send(self, path: str, **fields: str):
        """Send a form with the session's token."""
        return self.client.post(path, data={"csrf": self.csrf} | fields)

    def sign_in(self, login: str, password: str = PASSWORD, **fields: str):
        """Through the form, as a person does."""
        token = _CSRF.search(self.client.get("/dang-nhap").text)
        assert token is not None
        answer = self.client.post("/dang-nhap", data={"csrf": token[1], "login": login, "password": password} | fields)
        if answer.status_code == 303:
            found = _CSRF.search(self.client.get("/tai-khoan").text)
            assert found is not None
            self.csrf = found[1]
        return answer


class Office:
    """Several browsers over one desk."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.web = create_web(app)

    def browser(self, *, base_url: str = "http://testserver") -> Browser:
        """A browser nobody has signed in with."""
        client = TestClient(self.web, base_url=base_url, follow_redirects=False, raise_server_exceptions=False)
        return Browser(client)

    def signed_in(self, role: Role, **account) -> Browser:
        """A browser of somebody with that role."""
        made = add_account(self.app, role, **account)
        browser = self.browser()
        answer = browser.sign_in(made.login)
        assert answer.status_code == 303, answer.text
        return browser
