"""What is decided about hubs, with plain values."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.feeds import ParsedFeed, parse_feed
from monitor.collect.fetch import FetchResult
from monitor.collect.health import entry_marks
from monitor.collect.poll import PUSHED_EVERY, next_state
from monitor.collect.websub import (
    CONFIRM_WITHIN,
    DENIED_FOR,
    LEASE,
    LEASE_LEAST,
    LEASE_MOST,
    RETRY,
    RETRY_MOST,
    Declared,
    HubQuestion,
    after_asking,
    after_push,
    answer,
    being_asked,
    callback_base,
    declared,
    form,
    is_listening,
    is_signed,
    lease_of,
    link_header,
    next_asking,
    speaks_of,
    with_pushes,
)
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier
from monitor.core.subscriptions import HubMode, Subscription, SubscriptionState
from tests.fakes.store_rows import T0, a_feed, an_entry, at

HUB, TOPIC = "https://hub.vi-du.example/", "https://bao-que-dua.example/rss"
NEW = Subscription(TOPIC, "bao-que-dua", HUB, TOPIC, "token", "khoa-bi-mat")
PENDING = being_asked(NEW, HubMode.SUBSCRIBE, T0)
LIVE = replace(
    PENDING, state=SubscriptionState.LIVE, lease_until=at(1000), next_due_at=at(800), confirmed_at=at(1), failures=0
)
LEAVING = replace(LIVE, asking=HubMode.UNSUBSCRIBE, asked_at=at(10), next_due_at=at(70))
DENIED = replace(PENDING, state=SubscriptionState.DENIED, asking=None, next_due_at=at(5000))
ENDED = replace(NEW, state=SubscriptionState.ENDED, next_due_at=None)
WANTED = Declared(HUB, TOPIC)
TAKEN = FetchResult(FetchOutcome.OK, HUB, status=202)
REFUSED = FetchResult(FetchOutcome.TEMPORARY, HUB, status=503, error="http 503")


@pytest.mark.parametrize(
    ("base_url", "reachable"),
    [
        pytest.param("https://giam-sat.vi-du.vn/", True, id="public"),
        pytest.param("https://giam-sat.vi-du.vn:8443", True, id="public-port"),
        pytest.param("http://giam-sat.vi-du.vn", False, id="not-https"),
        pytest.param("http://127.0.0.1:8080", False, id="the-default"),
        pytest.param("https://127.0.0.1", False, id="loopback"),
        pytest.param("https://10.1.2.3", False, id="office-network"),
        pytest.param("https://[::1]", False, id="loopback-6"),
        pytest.param("https://8.8.8.8", True, id="public-address"),
        pytest.param("https://may-chu", False, id="short-name"),
        pytest.param("https://may-chu.local", False, id="local-name"),
        pytest.param("https://localhost", False, id="localhost"),
    ],
)
def test_hubs_are_asked_only_where_they_can_reach_us(base_url, reachable):
    assert callback_base(base_url) == (base_url.rstrip("/") if reachable else None)


@pytest.mark.parametrize(
    ("header", "links"),
    [
        ('<https://h/>; rel="hub", <https://f/rss>; rel="self"', {"hub": "https://h/", "self": "https://f/rss"}),
        ("<https://h/>;rel=hub,<https://f/rss>;rel=self", {"hub": "https://h/", "self": "https://f/rss"}),
        ('<https://a/>; rel="HUB next"; title="x, y"', {"hub": "https://a/", "next": "https://a/"}),
        ('<https://a/>; rel="hub", <https://b/>; rel="hub"', {"hub": "https://a/"}),
        ("<https://a/>", {}),
        ("rel=hub", {}),
        ("", {}),
    ],
)
def test_link_headers(header, links):
    assert link_header(header) == links


@given(st.text(max_size=200))
def test_any_link_header_is_read(header):
    assert all(name == name.lower() for name in link_header(header))


@pytest.mark.parametrize(
    ("header", "hub", "topic", "found"),
    [
        pytest.param("", None, None, None, id="none"),
        pytest.param("", HUB, TOPIC, WANTED, id="document"),
        pytest.param("", HUB, None, Declared(HUB, "https://read.example/rss"), id="no-self"),
        pytest.param(
            f"<{HUB}>; rel=hub, <{TOPIC}>; rel=self", "https://other/", "https://x/", WANTED, id="header-first"
        ),
        pytest.param("<ftp://x/>; rel=hub", None, None, None, id="no-web-address"),
        pytest.param("</hub>; rel=hub", None, TOPIC, Declared("https://read.example/hub", TOPIC), id="relative"),
    ],
)
def test_where_a_feed_declares_its_hub(header, hub, topic, found):
    result = FetchResult(FetchOutcome.OK, "https://read.example/rss", usage={"link": header})
    assert declared(result, ParsedFeed((), hub=hub, topic=topic)) == found


@pytest.mark.parametrize(
    "document",
    [
        (
            f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>B</title>"
            f"<atom:link rel='hub' href='{HUB}'/><atom:link rel='self' href='{TOPIC}'/><item><title>Tin</title></item>"
            f"</channel></rss>"
        ),
        (
            f"<feed xmlns='http://www.w3.org/2005/Atom'><title>B</title><link rel='self' href='{TOPIC}'/>"
            f"<link rel='hub' href='{HUB}'/><entry><id>1</id><title>Tin</title></entry></feed>"
        ),
        (
            f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x/'><link rel='self' href='{TOPIC}'/>"
            f"<link rel='hub' href='{HUB}'/><entry><id>1</id><title>Tin</title></entry></feed>"
        ),
        (
            f'{{"version": "https://jsonfeed.org/version/1.1", "title": "B", "feed_url": "{TOPIC}",'
            f' "hubs": [{{"type": "WebSub", "url": "{HUB}"}}], "items": [{{"id": "1", "title": "Tin"}}]}}'
        ),
    ],
    ids=["rss", "atom", "atom-by-feedparser", "json"],
)
def test_every_kind_of_feed_tells_its_hub(document):
    parsed = parse_feed(document.encode(), feed_url="https://read.example/rss", source_id="b", now=T0)
    assert (parsed.hub, parsed.topic) == (HUB, TOPIC)


ELSEWHERE = Declared("https://hub-khac.example/", TOPIC)


@pytest.mark.parametrize(
    ("known", "wanted", "minutes", "mode"),
    [
        pytest.param(None, None, 0, None, id="no-hub"),
        pytest.param(None, WANTED, 0, HubMode.SUBSCRIBE, id="new"),
        pytest.param(PENDING, WANTED, 30, None, id="waiting-for-the-hub"),
        pytest.param(PENDING, WANTED, 60, HubMode.SUBSCRIBE, id="the-hub-forgot"),
        pytest.param(LIVE, WANTED, 799, None, id="live"),
        pytest.param(LIVE, WANTED, 800, HubMode.SUBSCRIBE, id="renewal"),
        pytest.param(LIVE, ELSEWHERE, 5, HubMode.SUBSCRIBE, id="another-hub"),
        pytest.param(LIVE, None, 5, HubMode.UNSUBSCRIBE, id="no-longer-wanted"),
        pytest.param(LEAVING, None, 69, None, id="leaving"),
        pytest.param(LEAVING, None, 70, HubMode.UNSUBSCRIBE, id="leaving-again"),
        pytest.param(LEAVING, WANTED, 20, HubMode.SUBSCRIBE, id="wanted-again"),
        pytest.param(ENDED, WANTED, 20, HubMode.SUBSCRIBE, id="ended-and-wanted-again"),
        pytest.param(ENDED, None, 20, None, id="ended"),
        pytest.param(DENIED, WANTED, 4999, None, id="denied"),
        pytest.param(DENIED, WANTED, 5000, HubMode.SUBSCRIBE, id="denied-long-ago"),
        pytest.param(DENIED, None, 20, None, id="denied-and-not-wanted"),
    ],
)
def test_when_a_hub_is_asked_for_what(known, wanted, minutes, mode):
    assert next_asking(known, wanted, at(minutes)) is mode


def test_a_request_has_what_the_hub_needs_and_the_secret_only_to_subscribe():
    asked = dict(form(PENDING, HubMode.SUBSCRIBE, "https://x.vn/websub/token"))
    assert asked["hub.mode"] == "subscribe"
    assert (asked["hub.topic"], asked["hub.callback"]) == (TOPIC, "https://x.vn/websub/token")
    assert (asked["hub.lease_seconds"], asked["hub.secret"]) == (str(10 * 86400), "khoa-bi-mat")
    assert "hub.secret" not in dict(form(LIVE, HubMode.UNSUBSCRIBE, "https://x.vn/websub/token"))
    assert "khoa-bi-mat" not in repr(PENDING)


def test_a_hub_that_does_not_take_requests_is_asked_ever_more_seldom():
    waits, subscription = [], NEW
    for _ in range(12):
        subscription = after_asking(being_asked(subscription, HubMode.SUBSCRIBE, T0), REFUSED, T0)
        waits.append(subscription.next_due_at - T0)
    assert waits[:3] == [RETRY, RETRY * 2, RETRY * 4]
    assert waits[-1] == RETRY_MOST
    assert (subscription.state, subscription.last_error) == (SubscriptionState.PENDING, "http 503")


def test_a_hub_that_never_asks_back_is_asked_ever_more_seldom():
    waits, subscription = [], NEW
    for _ in range(8):
        subscription = after_asking(being_asked(subscription, HubMode.SUBSCRIBE, T0), TAKEN, T0)
        waits.append(subscription.next_due_at - T0)
    assert waits[:3] == [CONFIRM_WITHIN, CONFIRM_WITHIN * 2, CONFIRM_WITHIN * 4]
    assert waits[-1] == RETRY_MOST


def test_retry_after_of_a_hub_is_obeyed():
    throttled = replace(REFUSED, status=429, retry_after=timedelta(hours=3))
    assert after_asking(PENDING, throttled, T0).next_due_at == T0 + timedelta(hours=3)


def test_a_hub_may_ask_back_before_it_answers():
    confirmed = answer(PENDING, question(), at(0)).changed
    assert after_asking(confirmed, TAKEN, at(0)) == confirmed


def test_a_failed_renewal_leaves_the_lease_running():
    after = after_asking(being_asked(LIVE, HubMode.SUBSCRIBE, at(800)), REFUSED, at(800))
    assert is_listening(after, at(999))
    assert not is_listening(after, at(1000))


def test_leaving_is_tried_three_times_and_then_left_to_time():
    subscription = LEAVING
    for _ in range(3):
        subscription = after_asking(subscription, REFUSED, at(100))
    assert (subscription.state, subscription.next_due_at) == (SubscriptionState.ENDED, None)


def question(mode="subscribe", topic=TOPIC, challenge="thử-thách", lease="864000", reason=None):
    return HubQuestion(mode, topic, challenge, lease, reason)


@pytest.mark.parametrize(
    ("known", "asked", "status"),
    [
        pytest.param(PENDING, question(), 200, id="as-asked"),
        pytest.param(LIVE, question(), 200, id="asks-again-by-itself"),
        pytest.param(LEAVING, question("unsubscribe"), 200, id="leaving"),
        pytest.param(None, question(), 404, id="unknown-address"),
        pytest.param(PENDING, question(topic="https://ke-khac.example/rss"), 404, id="another-feed"),
        pytest.param(PENDING, question("unsubscribe"), 404, id="a-stranger-unsubscribes-us"),
        pytest.param(LIVE, question("unsubscribe"), 404, id="a-stranger-ends-us"),
        pytest.param(LEAVING, question(), 404, id="subscribe-while-leaving"),
        pytest.param(ENDED, question(), 404, id="after-the-end"),
        pytest.param(DENIED, question(), 404, id="after-a-denial"),
        pytest.param(PENDING, question(challenge=""), 404, id="no-challenge"),
        pytest.param(PENDING, question(challenge="x" * 5000), 404, id="endless-challenge"),
        pytest.param(PENDING, question(mode=None), 404, id="no-mode"),
        pytest.param(PENDING, question(mode="publish"), 404, id="odd-mode"),
    ],
)
def test_the_challenge_is_given_back_only_for_what_was_asked(known, asked, status):
    reply = answer(known, asked, at(2))
    assert reply.status == status
    assert reply.body == (asked.challenge if status == HTTPStatus.OK else "")
    assert (reply.changed is None) == (status != HTTPStatus.OK)


def test_a_confirmed_lease_is_renewed_before_its_end():
    live = answer(PENDING, question(lease="86400"), at(2)).changed
    assert (live.state, live.lease_until) == (SubscriptionState.LIVE, at(2) + timedelta(days=1))
    assert live.next_due_at == at(2) + timedelta(days=1) * 0.8
    assert is_listening(live, at(3))


def test_a_denial_ends_a_subscription_at_any_time():
    reply = answer(LIVE, question("denied", challenge=None, reason="không cho phép"), at(5))
    assert (reply.status, reply.body) == (HTTPStatus.OK, "")
    assert (reply.changed.state, reply.changed.lease_until) == (SubscriptionState.DENIED, None)
    assert reply.changed.next_due_at == at(5) + DENIED_FOR
    assert reply.changed.last_error == "denied: không cho phép"
    assert not is_listening(reply.changed, at(5))


@pytest.mark.parametrize(
    ("given_lease", "lease"),
    [
        ("86400", timedelta(days=1)), ("1", LEASE_LEAST), ("0", LEASE_LEAST), ("9999999999", LEASE_MOST),
        ("9" * 40, LEASE), (None, LEASE), ("", LEASE), ("-5", LEASE), ("mười", LEASE), ("１０", LEASE),
    ],
)  # fmt: skip
def test_leases_within_bounds(given_lease, lease):
    assert lease_of(given_lease) == lease


BODY = "<rss>tin mới</rss>".encode()


def signature(method, secret="khoa-bi-mat", body=BODY):
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


@pytest.mark.parametrize(
    ("header", "signed"),
    [
        pytest.param(signature("sha1"), True, id="sha1"),
        pytest.param(signature("sha256"), True, id="sha256"),
        pytest.param(signature("sha384"), True, id="sha384"),
        pytest.param(signature("sha512"), True, id="sha512"),
        pytest.param(signature("sha256").upper().replace("SHA256", "sha256"), True, id="capital-digits"),
        pytest.param(signature("md5"), False, id="md5"),
        pytest.param(signature("sha256", secret="khac"), False, id="another-key"),
        pytest.param(signature("sha256", body=BODY + b" "), False, id="another-body"),
        pytest.param(signature("sha256")[:-2], False, id="cut"),
        pytest.param("sha256=", False, id="empty"),
        pytest.param("sha256", False, id="no-value"),
        pytest.param("sha256=é", False, id="no-ascii"),
        pytest.param(None, False, id="none"),
        pytest.param("", False, id="blank"),
    ],
)
def test_signatures(header, signed):
    assert is_signed("khoa-bi-mat", header, BODY) is signed


@given(st.binary(max_size=100), st.text(max_size=80))
def test_no_made_up_signature_holds(body, header):
    assert not is_signed("khoa-bi-mat", header, body)


@pytest.mark.parametrize(
    ("link", "ours"), [("", True), (f"<{TOPIC}>; rel=self", True), ("<https://khac.example/>; rel=self", False)]
)
def test_a_push_of_another_feed_is_told_by_its_link(link, ours):
    assert speaks_of(link, LIVE) is ours


SOURCE = Source("bao-que-dua", "Báo Quê Dừa", SourceKind.RSS, TOPIC, Channel.PRESS_LOCAL, Tier.STATE)
OK = FetchResult(FetchOutcome.OK, TOPIC, status=200, body=b"x")
SAME = FetchResult(FetchOutcome.NOT_MODIFIED, TOPIC, status=304)


def polled(state: FeedState, result=SAME, entries=()):
    return next_state(state, result, entries, SOURCE, T0, 0.5)


def test_a_feed_that_is_pushed_is_polled_hourly_and_never_after_its_lease():
    assert polled(a_feed(pushed_until=at(5000))).next_due_at == T0 + PUSHED_EVERY
    assert polled(a_feed(pushed_until=at(40))).next_due_at == at(40)
    assert polled(a_feed(pushed_until=at(-1))).next_due_at == polled(a_feed()).next_due_at
    failed = replace(SAME, outcome=FetchOutcome.TEMPORARY, status=503)
    assert polled(a_feed(pushed_until=at(5000)), failed).next_due_at < T0 + PUSHED_EVERY


def test_a_hub_that_did_not_push_what_a_poll_finds_is_not_relied_on():
    known, unknown = an_entry("e1"), an_entry("e2")
    state = a_feed(pushed_until=at(5000), front=entry_marks([known]))
    assert polled(state, OK, (known,)).pushed_until == at(5000)
    after = polled(state, OK, (unknown, known))
    assert after.pushed_until is None
    assert after.next_due_at < T0 + PUSHED_EVERY
    assert after_push(after, [an_entry("e3")], at(5000), at(1)).pushed_until == at(5000)


def test_what_was_pushed_is_not_new_nor_lost_at_the_next_poll():
    old = [an_entry(f"a{n}", published_at=at(-100 - n)) for n in range(8)]
    fresh = [an_entry(f"b{n}", published_at=at(-n)) for n in range(8)]
    state = a_feed(front=entry_marks(old), newest_at=at(-100), pushed_until=at(5000))
    for entry in fresh:
        state = after_push(state, [entry], at(5000), T0)
    assert state.newest_at == at(0)
    after = polled(state, OK, tuple(fresh))
    assert (after.rolled_over_at, after.pushed_until) == (None, at(5000))


def test_a_push_during_a_poll_is_not_forgotten():
    before = a_feed(front=("a",), newest_at=at(-9), pushed_until=at(5000))
    pushed = after_push(before, [an_entry("e9", published_at=at(-1))], at(5000), T0)
    after = with_pushes(polled(before), pushed)
    assert set(after.front) == set(pushed.front)
    assert (after.newest_at, after.pushed_until) == (at(-1), at(5000))
    assert with_pushes(polled(before), replace(pushed, pushed_until=None)).pushed_until is None
    assert with_pushes(before, None) == before
