"""Filling the templates of messages: NFC, strict about missing values, HTML escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from monitor.core.text import nfc


def fill(template: str, **values: Any) -> str:
    """Render one template of `alerts/templates`."""
    return nfc(_environment().get_template(template).render(**values)).strip() + "\n"


def shorten(text: str, limit: int) -> str:
    """Cut to `limit` characters at most, on one line."""
    text = " ".join(nfc(text).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def home_of(base_url: str) -> str:
    """The address of the desk's first page; empty when there is no address."""
    return base_url.rstrip("/") + "/" if base_url else ""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("alerts"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
