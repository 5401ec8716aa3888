"""WebSub: asks the hubs that feeds declare to push, answers what they ask back, and takes what they push.

A pushed document goes the way of a polled one: its new entries are kept in the transaction that keeps the feed's state,
and are read and judged in the next round. Hubs can reach us only at a public https address; without one nothing is
asked, and feeds are polled as ever.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from monitor.collect.feeds import ParsedFeed, parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.websub import (
    PATH,
    Declared,
    HubQuestion,
    HubReply,
    after_asking,
    after_push,
    answer,
    being_asked,
    callback_base,
    form,
    is_listening,
    is_signed,
    next_asking,
    speaks_of,
)
from monitor.core.entries import FeedState, FetchOutcome, FetchRecord
from monitor.core.sources import Source, SourceKind
from monitor.core.subscriptions import HubMode, Subscription
from monitor.stages.parts import Parts
from monitor.store.database import Tx

log = logging.getLogger(__name__)

PUSHED = "pushed"
"""The note of a fetch record that no fetch stands behind."""
_PUSHABLE = frozenset({SourceKind.RSS, SourceKind.ATOM})


class FormPoster(Protocol):
    """What asks a hub: `monitor.collect.fetch.Fetcher`, or a fake."""

    def post_form(self, url: str, fields: Sequence[tuple[str, str]]) -> FetchResult:
        """Send a form; expected failures are graded results."""
        ...


class Subscriber:
    """Keeps the subscriptions of all feeds. Safe to call from the scheduler's and the web's threads at once."""

    def __init__(
        self,
        parts: Parts,
        *,
        poster: FormPoster,
        sources: Sequence[Source],
        new_secret: Callable[[], str] = secrets.token_urlsafe,
    ) -> None:
        """`new_secret` makes tokens and keys: unguessable, fit for an address."""
        self._parts = parts
        self._poster = poster
        self._base = callback_base(parts.base_url)
        self._given = sources
        self._feeds = _pushable(sources)
        self._new_secret = new_secret

    @property
    def active(self) -> bool:
        """Whether hubs can reach us."""
        return self._base is not None

    def round(self) -> int:
        """Ask every hub for what is due: to begin, to go on, to stop. Returns how many were asked."""
        self._feeds = _pushable(self._given)
        if self._base is None:
            return 0
        now = self._parts.clock.now()
        asked = 0
        for subscription, mode in self._due(now):
            if self._parts.stopping.is_set():
                break
            with self._parts.store.transaction() as tx:
                tx.subscriptions.put(being_asked(subscription, mode, now))
            self._ask(self._base, subscription, mode)
            asked += 1
        return asked

    def verify(self, token: str, question: HubQuestion) -> HubReply:
        """Answer a hub that asks back or refuses, and keep what that changes."""
        now = self._parts.clock.now()
        with self._parts.store.transaction() as tx:
            known = tx.subscriptions.by_token(token)
            reply = answer(known, question, now)
            if reply.changed is not None:
                tx.subscriptions.put(reply.changed)
                self._rely(tx, reply.changed, now)
        log.info("hub asked back token=%.6s mode=%s status=%d", token, question.mode, reply.status)
        return reply

    def receive(self, token: str, body: bytes, *, signature: str | None, link: str = "") -> HTTPStatus:
        """Take a pushed document. What is not signed with our key is dropped, and the hub is told nothing of it.

        404 for an address we never gave, 410 when we no longer want it (the hub may then stop), else 202.
        """
        now = self._parts.clock.now()
        with self._parts.store.read() as tx:
            known = tx.subscriptions.by_token(token)
        if known is None:
            return HTTPStatus.NOT_FOUND
        source = self._feeds.get(known.feed_url)
        if source is None or not is_listening(known, now):
            return HTTPStatus.GONE
        if not is_signed(known.secret, signature, body) or not speaks_of(link, known):
            log.warning("push dropped: not signed, or of another feed url=%s", known.feed_url)
            return HTTPStatus.ACCEPTED
        parsed = parse_feed(body, feed_url=known.feed_url, source_id=source.id, now=now)
        with self._parts.store.transaction() as tx:
            self._keep(tx, token, parsed, size=len(body), now=now)
        return HTTPStatus.ACCEPTED

    def _due(self, now: datetime) -> list[tuple[Subscription, HubMode]]:
        with self._parts.store.read() as tx:
            known = {subscription.feed_url: subscription for subscription in tx.subscriptions.all()}
            states = {state.feed_url: state for state in tx.feeds.all()}
        due = []
        for feed_url in sorted(known.keys() | self._feeds.keys()):
            wanted = self._declared(states.get(feed_url))
            mode = next_asking(known.get(feed_url), wanted, now)
            if mode is not None:
                due.append((self._subscription(feed_url, known.get(feed_url), wanted), mode))
        return due

    def _declared(self, state: FeedState | None) -> Declared | None:
        if state is None or not state.hub or state.feed_url not in self._feeds:
            return None
        return Declared(state.hub, state.topic)

    def _subscription(self, feed_url: str, known: Subscription | None, wanted: Declared | None) -> Subscription:
        """The one there is, or a new one where the feed has none at this hub."""
        if known is not None and (wanted is None or (known.hub, known.topic) == (wanted.hub, wanted.topic)):
            return known
        assert wanted is not None, "nothing is asked for a feed without hub and subscription"
        source = self._feeds[feed_url]
        return Subscription(feed_url, source.id, wanted.hub, wanted.topic, self._new_secret(), self._new_secret())

    def _ask(self, base: str, subscription: Subscription, mode: HubMode) -> None:
        fields = form(subscription, mode, base + PATH + subscription.token)
        try:
            result = self._poster.post_form(subscription.hub, fields)
        except Exception as error:
            log.exception("hub not asked url=%s", subscription.hub)
            shown = f"{type(error).__name__}: {error}"
            result = FetchResult(FetchOutcome.TEMPORARY, subscription.hub, error=shown)
        if result.outcome is not FetchOutcome.OK:
            log.warning("hub did not take the request url=%s mode=%s error=%s", subscription.hub, mode, result.error)
        now = self._parts.clock.now()
        with self._parts.store.transaction() as tx:
            # Read again: the hub may have asked back meanwhile.
            stored = tx.subscriptions.by_token(subscription.token)
            if stored is not None:
                tx.subscriptions.put(after_asking(stored, result, now))

    def _rely(self, tx: Tx, subscription: Subscription, now: datetime) -> None:
        """Poll seldom while the hub sends; as usual again, and soon, when it does not."""
        state = tx.feeds.get(subscription.feed_url)
        if state is None:
            return
        if is_listening(subscription, now):
            tx.feeds.put(replace(state, pushed_until=subscription.lease_until))
        elif state.pushed_until is not None:
            tx.feeds.put(replace(state, pushed_until=None, next_due_at=min(state.next_due_at, now)))

    def _keep(self, tx: Tx, token: str, parsed: ParsedFeed, *, size: int, now: datetime) -> None:
        known = tx.subscriptions.by_token(token)
        if known is None or known.lease_until is None:
            return  # ended between reading and writing
        tx.feeds.log(_record(known, parsed, size=size, now=now))
        if not parsed.readable:
            log.warning("push not read url=%s reason=%s", known.feed_url, parsed.warning)
            return
        added = tx.entries.add_all(parsed.entries, found_at=now)
        tx.subscriptions.put(replace(known, last_push_at=now))
        state = tx.feeds.get(known.feed_url)
        if state is not None:
            tx.feeds.put(after_push(state, parsed.entries, known.lease_until, now))
        log.info("push taken url=%s entries=%d new=%d", known.feed_url, len(parsed.entries), added)


def _record(known: Subscription, parsed: ParsedFeed, *, size: int, now: datetime) -> FetchRecord:
    return FetchRecord(
        url=known.feed_url,
        source_id=known.source_id,
        at=now,
        outcome=FetchOutcome.OK if parsed.readable else FetchOutcome.TEMPORARY,
        size=size,
        error=None if parsed.readable else f"parse: {parsed.warning}",
        entries=len(parsed.entries),
        dated=sum(entry.published_at is not None for entry in parsed.entries),
        note=PUSHED,
    )


def _pushable(sources: Sequence[Source]) -> dict[str, Source]:
    """The sources whose feeds a hub may push, by feed."""
    return {feed: source for source in sources if source.enabled and source.kind in _PUSHABLE for feed in source.feeds}
