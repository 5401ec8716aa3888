"""The table of pages: every address with what it needs. A page that is not in it does not exist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from monitor.core.accounts import Permission
from monitor.desk.visits import admission

_Endpoint = TypeVar("_Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """One address and method, and the permission it needs.

    `uploads`: the form may bring files.
    """

    method: str
    path: str
    may: Permission
    endpoint: Callable[..., Any]
    uploads: bool = False


class Pages:
    """The pages of one group."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def get(self, path: str, *, may: Permission) -> Callable[[_Endpoint], _Endpoint]:
        """A page to read: changes nothing."""
        return self._add("GET", path, may)

    def post(self, path: str, *, may: Permission, uploads: bool = False) -> Callable[[_Endpoint], _Endpoint]:
        """A form to send, with files if `uploads`: needs the form's token."""
        return self._add("POST", path, may, uploads=uploads)

    def _add(
        self, method: str, path: str, may: Permission, *, uploads: bool = False
    ) -> Callable[[_Endpoint], _Endpoint]:
        def keep(endpoint: _Endpoint) -> _Endpoint:
            self.rules.append(Rule(method, path, may, endpoint, uploads))
            return endpoint

        return keep


def mount(web: FastAPI, groups: Sequence[Pages]) -> None:
    """Add every page with its admission."""
    for rule in (rule for group in groups for rule in group.rules):
        web.add_api_route(
            rule.path,
            rule.endpoint,
            methods=[rule.method],
            dependencies=[Depends(admission(rule.may, uploads=rule.uploads))],
            response_model=None,
            include_in_schema=False,
        )


def check_rules(web: FastAPI, groups: Sequence[Pages]) -> None:
    """Refuse to start over an address that came in beside the table, or stands in it twice. Raises RuntimeError."""
    known = [(rule.method, rule.path) for group in groups for rule in group.rules]
    twice = sorted({key for key in known if known.count(key) > 1})
    if twice:
        raise RuntimeError(f"pages with two rules: {twice}")
    for route in web.routes:
        path = getattr(route, "path", repr(route))
        methods = (route.methods if isinstance(route, APIRoute) else None) or {"?"}
        missing = sorted(method for method in methods if (method, path) not in known)
        if missing:
            raise RuntimeError(f"no rule says who may use {missing} {path}")
