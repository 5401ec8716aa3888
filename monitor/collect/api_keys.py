"""Secrets that open services' APIs, and the addresses they are sent to."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A secret that goes with requests to addresses under `base` and nowhere else.

    It is sent as a header or as a query parameter, whichever is named, and is added as the request leaves: addresses,
    results, records and logs never hold it. A redirect to another place is followed without it.
    """

    base: str
    value: str = field(repr=False)
    header: str | None = None
    query: str | None = None

    def opens(self, url: str) -> bool:
        """Whether the address lies under the base: same origin, same path or below."""
        base = self.base.rstrip("/")
        return url == base or url.startswith((base + "/", base + "?"))

    def address(self, url: str) -> str:
        """The address as it is sent."""
        if self.query is None:
            return url
        return f"{url}{'&' if '?' in url else '?'}{self.query}={quote(self.value, safe='')}"

    @property
    def headers(self) -> dict[str, str]:
        """The headers as they are sent."""
        return {self.header: self.value} if self.header else {}
