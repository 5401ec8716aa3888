"""WebSub: what a feed declares, when to ask its hub for what, and whether what comes back is to be believed.

Decides only (W3C Recommendation WebSub, 2018, and the PubSubHubbub 0.4 that hubs still speak). Asking is done by
`monitor.stages.subscribing`, the hub's answers come in by the desk. Polling stays: a push only makes it rarer.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from monitor.collect.feeds import ParsedFeed
from monitor.collect.fetch import FetchResult
from monitor.collect.health import FRONT_ENTRIES, entry_marks, with_arrival
from monitor.collect.urls import absolute_url
from monitor.core.entries import Entry, FeedState, FetchOutcome
from monitor.core.subscriptions import HubMode, Subscription, SubscriptionState

PATH = "/websub/"
"""Our address at a hub is this, and the subscription's token."""

LEASE = timedelta(days=10)
"""What we ask for; the hub decides."""
LEASE_LEAST, LEASE_MOST = timedelta(minutes=5), timedelta(days=30)
"""Hubs that name no lease, or an odd one, are asked again within these bounds."""
RENEW_AT = 0.8
"""The share of a lease after which it is renewed: two days are left of ten to try again."""
CONFIRM_WITHIN = timedelta(hours=1)
"""A hub that took the request and has not asked back after this long is asked once more."""
RETRY, RETRY_MOST = timedelta(minutes=15), timedelta(days=1)
DENIED_FOR = timedelta(days=7)
UNSUBSCRIBE_TRIES = 3
"""Then the lease is left to end by itself; what comes meanwhile is refused."""

MAX_CHALLENGE_CHARS = 4096
_DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
# The methods a hub may sign with (WebSub, section 8.1).
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,500})")
_REL = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)
_INSIDE = (".local", ".localhost", ".lan", ".internal", ".intranet", ".home.arpa", ".corp")
_MAX_DOUBLINGS = 16


@dataclass(frozen=True, slots=True)
class Declared:
    """Where a feed's news can be had by push: the hub, and the feed's own address there."""

    hub: str
    topic: str


@dataclass(frozen=True, slots=True)
class HubQuestion:
    """What a hub asks or tells by GET: `hub.mode`, `hub.topic` and so on, None when not given."""

    mode: str | None
    topic: str | None
    challenge: str | None = None
    lease_seconds: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class HubReply:
    """What to answer the hub; `changed` is the subscription to store, None when nothing changed."""

    status: HTTPStatus
    body: str = ""
    changed: Subscription | None = None


def callback_base(base_url: str) -> str | None:
    """Our address as hubs can reach it: `base_url` when it is https at a public name or address, else None."""
    parts = urlsplit(base_url)
    host = (parts.hostname or "").lower().rstrip(".")
    if parts.scheme != "https" or not host:
        return None
    try:
        public = ipaddress.ip_address(host).is_global
    except ValueError:
        public = "." in host and not host.endswith(_INSIDE)
    return base_url.rstrip("/") if public else None


def declared(result: FetchResult, parsed: ParsedFeed) -> Declared | None:
    """Find a feed's hub and its own address: in the answer's `Link` headers first, then in the document.

    A feed that names a hub but not itself is known there by the address it was read from.
    """
    links = link_header(result.usage.get("link", ""))
    hub = absolute_url(result.url, links.get("hub", "")) if "hub" in links else parsed.hub
    if hub is None:
        return None
    own = absolute_url(result.url, links["self"]) if "self" in links else parsed.topic
    return Declared(hub, own or result.url)


def link_header(value: str) -> dict[str, str]:
    """Read `Link` headers: the first address of each relation, relations in lower case."""
    found: dict[str, str] = {}
    for address, rest in _LINK.findall(value):
        rel = _REL.search(rest)
        for name in (rel[1] or rel[2] or "").lower().split() if rel else ():
            found.setdefault(name, address.strip())
    return found


def next_asking(known: Subscription | None, wanted: Declared | None, now: datetime) -> HubMode | None:
    """What to ask a hub for now, None for nothing.

    `known` is the feed's subscription, `wanted` what the feed declares today (None also when its source was switched
    off). A feed that declares another hub or address is to be given a new subscription by the caller.
    """
    if wanted is None:
        if known is None or known.state not in {SubscriptionState.PENDING, SubscriptionState.LIVE}:
            return None
        waiting = known.asking is HubMode.UNSUBSCRIBE and known.next_due_at is not None and now < known.next_due_at
        return None if waiting else HubMode.UNSUBSCRIBE
    if known is None or (known.hub, known.topic) != (wanted.hub, wanted.topic):
        return HubMode.SUBSCRIBE
    taken_up_again = known.state is SubscriptionState.ENDED or known.asking is HubMode.UNSUBSCRIBE
    due = known.next_due_at is None or known.next_due_at <= now
    return HubMode.SUBSCRIBE if taken_up_again or due else None


def form(subscription: Subscription, mode: HubMode, callback: str) -> tuple[tuple[str, str], ...]:
    """The fields of a request to a hub."""
    fields = (("hub.mode", mode.value), ("hub.topic", subscription.topic), ("hub.callback", callback))
    if mode is HubMode.UNSUBSCRIBE:
        return fields
    lease = str(int(LEASE.total_seconds()))
    # `hub.verify` is asked for by hubs of the older protocol; others ignore it.
    return (*fields, ("hub.lease_seconds", lease), ("hub.secret", subscription.secret), ("hub.verify", "async"))


def being_asked(subscription: Subscription, mode: HubMode, now: datetime) -> Subscription:
    """The subscription as it is stored before its hub is asked: the hub may ask back before it answers."""
    state = SubscriptionState.PENDING if subscription.state is not SubscriptionState.LIVE else subscription.state
    wait = min(CONFIRM_WITHIN * (1 << min(subscription.failures, _MAX_DOUBLINGS)), RETRY_MOST)
    return replace(subscription, state=state, asking=mode, asked_at=now, next_due_at=now + wait)


def after_asking(subscription: Subscription, result: FetchResult, now: datetime) -> Subscription:
    """The subscription once the hub has answered our request, which is no confirmation yet."""
    if result.outcome is FetchOutcome.OK and _is_confirmed(subscription):
        return subscription  # it asked back before it answered
    if result.outcome is FetchOutcome.OK:
        return replace(subscription, failures=subscription.failures + 1, last_error=None)
    failures = subscription.failures + 1
    if subscription.asking is HubMode.UNSUBSCRIBE and failures >= UNSUBSCRIBE_TRIES:
        return ended(subscription)
    wait = max(min(RETRY * (1 << min(failures - 1, _MAX_DOUBLINGS)), RETRY_MOST), result.retry_after or timedelta(0))
    error = result.error or result.outcome.value
    return replace(subscription, failures=failures, last_error=error, next_due_at=now + wait)


def _is_confirmed(subscription: Subscription) -> bool:
    asked, confirmed = subscription.asked_at, subscription.confirmed_at
    return subscription.asking is None or (asked is not None and confirmed is not None and confirmed >= asked)


def ended(subscription: Subscription) -> Subscription:
    """The subscription after its end."""
    return replace(
        subscription, state=SubscriptionState.ENDED, asking=None, lease_until=None, next_due_at=None, failures=0
    )


def answer(subscription: Subscription | None, question: HubQuestion, now: datetime) -> HubReply:
    """Answer a hub's question: the challenge is given back only for what we asked for, of the feed we asked it for."""
    refused = HubReply(HTTPStatus.NOT_FOUND)
    if subscription is None or question.topic != subscription.topic:
        return refused
    if question.mode == "denied":
        reason = (question.reason or "")[:200]
        changed = replace(
            subscription, state=SubscriptionState.DENIED, asking=None, lease_until=None,
            next_due_at=now + DENIED_FOR, last_error=f"denied: {reason}",
        )  # fmt: skip
        return HubReply(HTTPStatus.OK, changed=changed)
    challenge = question.challenge or ""
    if not 0 < len(challenge) <= MAX_CHALLENGE_CHARS:
        return refused
    if subscription.asking is None or question.mode != subscription.asking.value:
        return refused
    if subscription.asking is HubMode.UNSUBSCRIBE:
        return HubReply(HTTPStatus.OK, challenge, ended(subscription))
    lease = lease_of(question.lease_seconds)
    changed = replace(
        subscription, state=SubscriptionState.LIVE, lease_until=now + lease, next_due_at=now + lease * RENEW_AT,
        confirmed_at=now, failures=0, last_error=None,
    )  # fmt: skip
    return HubReply(HTTPStatus.OK, challenge, changed)


def lease_of(seconds: str | None) -> timedelta:
    """How long a hub will send: its word between LEASE_LEAST and LEASE_MOST, ours when it gives none."""
    if seconds is None or not seconds.isascii() or not seconds.isdecimal() or len(seconds) > len("9999999999"):
        return LEASE
    return min(max(timedelta(seconds=int(seconds)), LEASE_LEAST), LEASE_MOST)


def is_signed(secret: str, header: str | None, body: bytes) -> bool:
    """Whether `X-Hub-Signature` (`METHOD=HEX`) proves that the hub that knows the secret sent this very body."""
    method, separator, given = (header or "").strip().partition("=")
    digest = _DIGESTS.get(method.lower())
    if digest is None or not separator or not given.isascii():
        return False
    return hmac.compare_digest(hmac.new(secret.encode(), body, digest).hexdigest(), given.strip().lower())


def is_listening(subscription: Subscription | None, now: datetime) -> bool:
    """Whether pushes are taken: confirmed, not ended, within its lease, and not being given up."""
    return (
        subscription is not None
        and subscription.state is SubscriptionState.LIVE
        and subscription.asking is not HubMode.UNSUBSCRIBE
        and subscription.lease_until is not None
        and now < subscription.lease_until
    )


def speaks_of(link: str, subscription: Subscription) -> bool:
    """Whether a push is of the feed we asked for, by its `Link` headers; one that names none is taken."""
    own = link_header(link).get("self")
    return own is None or own == subscription.topic


def after_push(state: FeedState, entries: Sequence[Entry], lease_until: datetime, now: datetime) -> FeedState:
    """The feed's state after a push: its news are known, and its hub is relied on again until the lease ends."""
    times = [min(entry.published_at, now) for entry in entries if entry.published_at]
    newest_at = max((*times, *([state.newest_at] if state.newest_at else [])), default=now)
    front = tuple(dict.fromkeys((*entry_marks(entries), *state.front)))[:FRONT_ENTRIES]
    return replace(
        with_arrival(state, newest_at, tuple(entries), now), front=front, last_ok_at=now, pushed_until=lease_until,
        silent_warned=state.silent_warned and newest_at == state.newest_at,
    )  # fmt: skip


def with_pushes(polled: FeedState, stored: FeedState | None) -> FeedState:
    """The state after a poll, with what pushes brought while it was under way."""
    if stored is None:
        return polled
    front = tuple(dict.fromkeys((*polled.front, *stored.front)))[:FRONT_ENTRIES]
    newest = max((at for at in (polled.newest_at, stored.newest_at) if at is not None), default=None)
    pushed_until = stored.pushed_until if polled.pushed_until is not None else None
    return replace(polled, front=front, newest_at=newest, pushed_until=pushed_until)
