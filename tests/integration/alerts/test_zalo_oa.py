"""The Official Account's channels against a loopback imitation: tokens, error classes, the three ways to send."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from alerts.channels.zalo_oa import (
    OaAddresses,
    OaClient,
    ZaloGroupChannel,
    ZaloOaChannel,
    ZaloTemplateChannel,
    international,
    proof,
    template_data,
)
from alerts.channels.zalo_tokens import BROKEN, LOCK, TIMEOUT_S, Key, OaApp, TokenKeeper, read_pair
from alerts.tokens import TokenPair
from monitor.core.labels import Severity
from monitor.core.notifications import RefusalKind, Refused, Retry, Sent
from tests.fakes.incidents import NOON, after, local
from tests.fakes.json_server import Reply
from tests.fakes.messages import RECIPIENT, MemoryShelf, a_message, a_pair
from tests.fakes.zalo_oa_server import APP_ID, APP_SECRET, OAUTH, OaServer, error, oa_server


@pytest.fixture
def server() -> Iterator[OaServer]:
    with oa_server() as server:
        yield server


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf(a_pair())


def app_of(server: OaServer, *, proof: bool = False) -> OaApp:
    return OaApp(APP_ID, APP_SECRET, proof=proof, oauth_url=server.base_url + OAUTH)


def keeper_of(server: OaServer, shelf: MemoryShelf, holder: str = "p1") -> TokenKeeper:
    return TokenKeeper(app_of(server), shelf, holder=holder, timeout_s=5)


@pytest.fixture
def client(server: OaServer, shelf: MemoryShelf) -> Iterator[OaClient]:
    client = OaClient(
        app_of(server), keeper_of(server, shelf), addresses=OaAddresses(server.base_url, server.base_url), timeout_s=5
    )
    yield client
    client.close()


def group(client: OaClient) -> ZaloGroupChannel:
    return ZaloGroupChannel(client, clock=lambda: NOON)


def consultation(client: OaClient, last_seen: datetime | None = None) -> ZaloOaChannel:
    return ZaloOaChannel(client, clock=lambda: NOON, last_seen=lambda _: last_seen)


def template(client: OaClient) -> ZaloTemplateChannel:
    return ZaloTemplateChannel(client, "t-1", clock=lambda: NOON)


class TestSending:
    def test_to_one_person(self, server: OaServer, client: OaClient) -> None:
        assert consultation(client).deliver(a_message(short="ngắn"), RECIPIENT, now=NOON) == Sent("m1")
        (call,) = server.sent
        assert call.path == "/v3.0/oa/message/cs"
        assert call.body == {"recipient": {"user_id": "u1"}, "message": {"text": "ngắn"}}
        assert call.headers["access_token"] == "access-1"
        assert "authorization" not in call.headers
        assert "appsecret_proof" not in call.headers

    def test_to_a_group_names_nobody(self, server: OaServer, client: OaClient) -> None:
        assert group(client).deliver(a_message(), RECIPIENT, now=NOON) == Sent("m1")
        (call,) = server.sent
        assert call.path == "/v3.0/oa/group/message"
        assert call.body["recipient"] == {"group_id": "g1"}
        text = call.body["message"]["text"]
        assert "mức S3" in text
        assert "Hoa Sen" not in text
        assert "60" not in text

    def test_by_template(self, server: OaServer, client: OaClient) -> None:
        assert template(client).deliver(a_message(), RECIPIENT, now=NOON) == Sent("t1")
        (call,) = server.sent
        assert call.path == "/message/template"
        assert (call.body["phone"], call.body["template_id"]) == ("84987654321", "t-1")
        assert len(call.body["tracking_id"]) <= 48

    def test_a_template_message_keeps_its_tracking_id(self, server: OaServer, client: OaClient) -> None:
        for key in ("k1", "k1", "k2"):
            template(client).deliver(a_message(key=key), RECIPIENT, now=NOON)
        first, again, other = (call.body["tracking_id"] for call in server.sent)
        assert first == again != other

    def test_template_parameters_are_bounded(self) -> None:
        data = template_data(a_message(subject="Rất dài " * 100, level=Severity.S4), RECIPIENT)
        assert data["muc"] == "S4 – khủng hoảng"
        assert data["thoi_gian"] == "13:41 12/10/2022"
        assert all(len(data[name]) <= most for name, most in (("muc", 30), ("don_vi", 30), ("noi_dung", 200)))
        assert data["noi_dung"].endswith("…")

    @pytest.mark.parametrize("phone", ["0987654321", "84987654321", "+84987654321", "0987 654 321"])
    def test_numbers(self, phone: str) -> None:
        assert international(phone) == "84987654321"

    @pytest.mark.parametrize("hour", ["22:00", "03:00", "05:59"])
    def test_no_template_at_night(self, server: OaServer, client: OaClient, hour: str) -> None:
        outcome = template(client).deliver(a_message(), RECIPIENT, now=local(hour))
        assert isinstance(outcome, Retry)
        assert outcome.after is not None
        assert outcome.alive
        assert server.sent == []

    def test_a_shut_window_costs_no_call(self, server: OaServer, client: OaClient) -> None:
        shut = consultation(client, NOON - timedelta(days=7, seconds=1)).deliver(a_message(), RECIPIENT, now=NOON)
        assert isinstance(shut, Refused)
        assert shut.kind is RefusalKind.POLICY
        assert server.sent == []
        assert isinstance(consultation(client, after(-60)).deliver(a_message(), RECIPIENT, now=NOON), Sent)

    def test_a_long_text_is_cut_at_a_sentence(self, server: OaServer, client: OaClient) -> None:
        text = "Câu này có vài chữ. " * 200 + "Xem tại https://so.example/x"
        consultation(client).deliver(a_message(text=text + " [@123]"), RECIPIENT, now=NOON)
        sent = server.sent[0].body["message"]["text"]
        head, _, tail = sent.partition("\n[…]\n")
        assert len(sent) <= 2000
        assert head.endswith(".")
        assert tail.startswith("Câu này")
        assert tail.endswith("https://so.example/x")

    def test_proof_is_a_switch(self, server: OaServer, shelf: MemoryShelf) -> None:
        client = OaClient(
            app_of(server, proof=True), keeper_of(server, shelf), addresses=OaAddresses(server.base_url), timeout_s=5
        )
        group(client).deliver(a_message(), RECIPIENT, now=NOON)
        assert server.sent[0].headers["appsecret_proof"] == proof("access-1", APP_SECRET)
        client.close()

    def test_proof_vector(self) -> None:
        expected = "aed6826bfacdf6c46c9b96c4dc4634d148ee2c2fd274a9976d9ef754c800814d"
        assert proof("demo-access-token", "demo-app-secret") == expected


class TestTokens:
    @pytest.mark.parametrize("code", [-216, -220, -124])
    def test_a_refused_token_is_renewed_once_and_the_call_made_again(
        self, server: OaServer, shelf: MemoryShelf, client: OaClient, code: int
    ) -> None:
        server.script = [error(code)]
        assert isinstance(group(client).deliver(a_message(), RECIPIENT, now=NOON), Sent)
        assert (server.renewals, len(server.sent)) == (1, 2)
        assert shelf.pair == TokenPair("access-2", "refresh-2", NOON, NOON + timedelta(hours=25))

    def test_a_token_refused_twice_stops(self, server: OaServer, client: OaClient) -> None:
        server.script = [error(-216), error(-216)]
        outcome = group(client).deliver(a_message(), RECIPIENT, now=NOON)
        assert isinstance(outcome, Refused)
        assert outcome.kind is RefusalKind.AUTH
        assert (server.renewals, len(server.sent)) == (1, 2)

    def test_it_is_renewed_at_half_its_life(self, server: OaServer, shelf: MemoryShelf) -> None:
        shelf.pair = a_pair(age=timedelta(hours=13))
        assert keeper_of(server, shelf).key(now=NOON) == Key("access-2", 2)

    def test_the_new_pair_is_committed_before_it_is_used(self, server: OaServer, shelf: MemoryShelf) -> None:
        shelf.pair = a_pair(age=timedelta(days=2))
        keeper = keeper_of(server, shelf)

        class Dying(MemoryShelf):
            def save(self, pair: TokenPair, *, now: datetime) -> None:
                raise RuntimeError("the disk is full")

        dying = Dying(shelf.pair)
        with pytest.raises(RuntimeError):
            keeper_of(server, dying).key(now=NOON)
        assert server.sent == []
        keeper.close()

    @pytest.mark.parametrize(
        "reply",
        [
            pytest.param(Reply({"error_name": "invalid_grant", "error_description": "used"}), id="the other shape"),
            pytest.param(Reply({"error": -14004, "message": "invalid refresh token"}), id="numbered"),
            pytest.param(Reply({"access_token": "only-half"}), id="half a pair"),
            pytest.param(Reply({"error_name": "x"}, status=400), id="a status"),
            pytest.param(Reply({}), id="nothing"),
        ],
    )
    def test_a_dead_refresh_token_needs_a_person(
        self, server: OaServer, shelf: MemoryShelf, reply: Reply, caplog: pytest.LogCaptureFixture
    ) -> None:
        before = shelf.pair
        server.oauth = [reply]
        keeper = keeper_of(server, shelf)
        assert keeper.renew(1, now=NOON) == Refused(RefusalKind.AUTH, BROKEN)
        assert (shelf.pair, shelf.broken) == (before, BROKEN)
        assert keeper.renew(1, now=NOON) == Refused(RefusalKind.AUTH, BROKEN)
        assert keeper.key(now=NOON) == Refused(RefusalKind.AUTH, BROKEN)
        assert len(server.oauth_calls) == 1, "no loop"
        assert "refresh-1" not in caplog.text

    @pytest.mark.parametrize(
        "reply",
        [
            pytest.param(Reply(b"<html>bad gateway</html>", status=502), id="a proxy's page"),
            pytest.param(Reply({"error": -32, "message": "limit"}), id="too many calls"),
            pytest.param(Reply({"error_name": "x"}, status=500), id="server in trouble"),
            pytest.param(Reply(drop=True), id="hung up"),
        ],
    )
    def test_what_may_pass_leaves_the_pair_alone(self, server: OaServer, shelf: MemoryShelf, reply: Reply) -> None:
        server.oauth = [reply]
        keeper = keeper_of(server, shelf)
        assert isinstance(keeper.renew(1, now=NOON), Retry)
        assert (shelf.broken, shelf.holder) == (None, None)
        assert keeper.renew(1, now=NOON) == Key("access-2", 2)

    def test_a_token_that_still_works_is_used_when_its_renewal_must_wait(
        self, server: OaServer, shelf: MemoryShelf
    ) -> None:
        shelf.pair = a_pair(age=timedelta(hours=13))
        server.oauth = [Reply(b"", status=503)]
        assert keeper_of(server, shelf).key(now=NOON) == Key("access-1", 1)

    def test_two_renewals_at_once_reach_the_service_once(self, server: OaServer, shelf: MemoryShelf) -> None:
        barrier = Barrier(4)

        def renew(number: int) -> Key | Retry | Refused:
            keeper = keeper_of(server, shelf, f"p{number}")
            barrier.wait()
            return keeper.renew(1, now=NOON)

        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(renew, range(4)))
        assert (len(server.oauth_calls), server.renewals) == (1, 1)
        assert any(outcome == Key("access-2", 2) for outcome in outcomes)
        for outcome in outcomes:
            assert outcome == Key("access-2", 2) or (isinstance(outcome, Retry) and outcome.alive)

    def test_the_lock_outlives_the_request(self) -> None:
        assert LOCK.total_seconds() > 2 * TIMEOUT_S

    def test_a_lock_left_by_a_dead_process_runs_out(self, server: OaServer, shelf: MemoryShelf) -> None:
        assert shelf.lock(holder="dead", until=NOON + LOCK, now=NOON)
        assert isinstance(keeper_of(server, shelf).renew(1, now=after(1)), Retry)
        assert keeper_of(server, shelf).renew(1, now=NOON + LOCK) == Key("access-2", 2)

    def test_without_a_pair_a_person_is_asked(self, server: OaServer) -> None:
        outcome = keeper_of(server, MemoryShelf(None)).key(now=NOON)
        assert isinstance(outcome, Refused)
        assert "monitor zalo token" in outcome.reason

    @pytest.mark.parametrize(
        ("life", "hours"), [("90000", 25), (90000, 25), (3600, 1), (None, 25), ("x", 25), ("999999999999", 50)]
    )
    def test_the_life_may_be_text_or_number(self, life: Any, hours: int) -> None:
        pair = read_pair({"access_token": "a", "refresh_token": "b", "expires_in": life}, now=NOON)
        assert pair is not None
        assert pair.expires_at == NOON + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param(error(-32), Retry, id="pace"),
        pytest.param(error(-230), Refused, id="seven days"),
        pytest.param(Reply({"error": "-213", "message": ""}), Refused, id="a number as text"),
        pytest.param(Reply({"error_name": "token", "error_description": "x"}), Refused, id="the other shape"),
        pytest.param(Reply({"data": {}}), Retry, id="no verdict"),
        pytest.param(Reply({"error": None}), Retry, id="no number"),
        pytest.param(Reply(b"<html>"), Retry, id="a portal's page"),
        pytest.param(Reply(b"[]"), Retry, id="another kind of JSON"),
        pytest.param(Reply(b"", status=502), Retry, id="a proxy in trouble"),
        pytest.param(Reply(drop=True), Retry, id="hung up"),
        pytest.param(Reply({"error": 0, "message": "Success"}), Sent, id="success without data"),
    ],
)
def test_answers(server: OaServer, client: OaClient, reply: Reply, expected: type) -> None:
    server.script = [reply]
    assert isinstance(group(client).deliver(a_message(), RECIPIENT, now=NOON), expected)


def test_nothing_secret_is_shown(server: OaServer, client: OaClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.script = [error(-216), error(-201)]
    outcome = group(client).deliver(a_message(), RECIPIENT, now=NOON)
    shown = caplog.text + repr(outcome) + repr(app_of(server)) + repr(Key("access-1", 1))
    for secret in ("access-1", "access-2", "refresh-", APP_SECRET):
        assert secret not in shown
