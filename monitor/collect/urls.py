"""Addresses: one spelling for one page, and short stable ids made from it.

A canonical address is a key for comparing, not an address to fetch: a few hosts answer only with `www.`.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ABSOLUTE = ("http://", "https://")
_KNOWN_HOSTS = 4096
"""How many hosts are remembered taken apart: addresses of one feed share theirs."""
_USUAL = re.compile(r"(https?)://([A-Za-z0-9.-]+(?::[0-9]{1,5})?)(/[^?#\s\x00-\x20\x7f]*)?")
"""Addresses that need no taking apart: scheme, plain host, path, nothing after."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BLANK = re.compile(r"\s")
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "_hs")
_TRACKING_NAMES = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ocid", "cmpid"}
    | {"zarsrc", "zarsr", "z_src", "gidzl", "vn_source", "vn_medium", "vn_campaign", "_ga", "_gl"}
    | {"ref_src", "ref_url", "fb_action_ids", "fb_action_types", "fb_source"}
)
_MIRROR_LABELS = frozenset({"www", "m", "amp", "mobile", "wap"})
_SECOND_LEVEL = frozenset({"com", "net", "org", "edu", "gov", "info", "ac", "co", "biz", "name", "health"})
_AMP_SUFFIX = re.compile(r"(?:/amp|\.amp)/*$", re.IGNORECASE)
_ID_HEX = 12


def clean_url(url: str) -> str:
    """Take line breaks, control characters and outer blanks out of an address; inner blanks become `%20`."""
    if url.isprintable() and " " not in url:
        return url
    return _BLANK.sub("%20", _CONTROL.sub("", url).strip())


def canonical_url(url: str) -> str:
    """Return the one spelling of a page's address. Doing it twice changes nothing.

    Lower-case host, no user name, default port, fragment, tracking parameters, `www.`/`m.`/`amp.`/`mobile.` prefix,
    AMP ending or trailing slash. What is not an http(s) address comes back cleaned only.
    """
    url = clean_url(url)
    parts = _split(url)
    if parts is None:
        return url
    netloc = _canonical_netloc(parts.scheme, parts.netloc)
    query = _without_tracking(parts.query)
    return f"{parts.scheme}://{netloc}{_canonical_path(parts.path)}{'?' if query else ''}{query}"


def absolute_url(base: str, link: str) -> str | None:
    """Resolve a link against its page, without fragment; None unless the result is http(s) with a host."""
    url = clean_url(link)
    whole = url.startswith(_ABSOLUTE)
    if not whole:
        try:
            url = urljoin(base, url)
        except ValueError:
            return None
    parts = _split(url)
    if parts is None:
        return None
    return url if whole and "#" not in url and not url.endswith("?") else urlunsplit(parts._replace(fragment=""))


def host_of(url: str) -> str:
    """Return the lower-case host without `www.` and mobile prefixes; empty when there is none."""
    parts = _split(clean_url(url))
    return _main_host(parts.hostname or "") if parts else ""


def same_site(first: str, second: str) -> bool:
    """Whether two addresses belong to one site: equal main hosts, or one a sub-domain of the other."""
    a, b = host_of(first), host_of(second)
    return bool(a and b) and (a == b or a.endswith("." + b) or b.endswith("." + a))


def item_id(source_id: str, key: str) -> str:
    """Return a short stable id of an item: the source and 12 hex digits of its key; http and https count as one."""
    if key.startswith("http://"):
        key = "https://" + key.removeprefix("http://")
    return f"{source_id}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:_ID_HEX]}"


def _split(url: str) -> SplitResult | None:
    usual = _USUAL.fullmatch(url)
    if usual is not None and _has_host(usual[2]):
        return SplitResult(usual[1], usual[2], usual[3] or "", "", "")
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not _has_host(parts.netloc):
        return None
    return parts


@lru_cache(maxsize=_KNOWN_HOSTS)
def _has_host(netloc: str) -> bool:
    parts = SplitResult("", netloc, "", "", "")
    try:
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname)


@lru_cache(maxsize=_KNOWN_HOSTS)
def _canonical_netloc(scheme: str, netloc: str) -> str:
    parts = SplitResult(scheme, netloc, "", "", "")
    host = _main_host(parts.hostname or "")
    if ":" in host:
        host = f"[{host}]"
    if parts.port is None or parts.port == _DEFAULT_PORTS[scheme]:
        return host
    return f"{host}:{parts.port}"


def _main_host(host: str) -> str:
    host = host.lower().rstrip(".") or host
    labels = host.split(".")
    while labels[0] in _MIRROR_LABELS and _is_site(labels[1:]):
        labels = labels[1:]
    return ".".join(labels)


def _is_site(labels: list[str]) -> bool:
    """Whether labels name a site of its own, not a suffix like `com.vn`."""
    if len(labels) < 2 or not all(labels):  # noqa: PLR2004 - a site has a name and a suffix
        return False
    return not (len(labels) == 2 and labels[0] in _SECOND_LEVEL)  # noqa: PLR2004


def _canonical_path(path: str) -> str:
    if "amp" not in path.lower() and not path.endswith("/"):
        return path or "/"
    before = None
    while path != before:
        before = path
        path = _AMP_SUFFIX.sub("", path.rstrip("/"))
    return path or "/"


def _without_tracking(query: str) -> str:
    if not query:
        return ""
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.split("=", 1)[0].lower()))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)
