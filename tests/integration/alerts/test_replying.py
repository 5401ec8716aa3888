"""What people write to the bots, over the webhook and in the listener: links, acknowledgements, guesses, repeats."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from alerts.channels.zalo_bot import ZaloBotChannel, heard
from alerts.channels.zalo_events import heard_from_oa, is_signed
from alerts.replies import CODE_LIFE, TRIES_IN_ALL, TRIES_PER_CHAT, TRIES_WINDOW
from monitor.core.clock import VirtualClock
from monitor.core.handling import Action, ActionKind
from monitor.core.messaging import HeardMessage
from monitor.core.notifications import Recipient, Sent
from monitor.core.settings import load_settings
from monitor.desk.machines.webhooks import BOT_PATH, OA_PATH, webhook_routes
from monitor.stages import replying
from monitor.stages.parts import OPERATOR
from monitor.stages.recipients import with_chats
from monitor.stages.replying import Listener, issue_code, persons_of
from monitor.store.database import Store, open_store
from tests.fakes.delivery import parts_of
from tests.fakes.json_server import Reply, json_server
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, a_notification, an_incident

SECRET = b"s" * 32
PERSON = "Trực cttt"


@pytest.fixture
def store() -> Iterator[Store]:
    store = open_store("sqlite://")
    yield store
    store.close()


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(T0)


@pytest.fixture
def acts() -> list[Action]:
    return []


@pytest.fixture
def listener(store: Store, clock: VirtualClock, acts: list[Action]) -> Listener:
    def act(action: Action) -> None:
        acts.append(action)
        with store.transaction() as tx:
            incident = tx.incidents.standing(action.incident_id or "")
            assert incident is not None
            tx.incidents.put(replace(incident, acknowledged_at=action.at), next_due_at=None)

    return Listener(parts_of(store, clock, {}), act, SECRET)


_numbers = iter(range(10**9))


def wrote(text: str, *, chat: str = "c1", message_id: str | None = None, **fields: Any) -> HeardMessage:
    return HeardMessage("zalo", chat, message_id or f"m{next(_numbers)}", text, **fields)


def a_code(store: Store, clock: VirtualClock, unit: str = "cttt", **fields: Any) -> str:
    issued = issue_code(store, SECRET, unit=unit, person=PERSON, now=clock.now(), **fields)
    assert issued is not None
    return issued.digits


def linked(store: Store) -> list[tuple[str | None, str | None, str]]:
    with store.read() as tx:
        return [(chat.unit, chat.person, chat.chat) for chat in tx.chats.linked()]


def push(store: Store, incident_id: str, minutes: float = 0) -> None:
    with store.transaction() as tx:
        story = f"s-{incident_id}"
        tx.incidents.put(an_incident(incident_id, story_id=story, acknowledged_at=None), next_due_at=None)
        created = T0 + timedelta(minutes=minutes)
        message = a_notification(f"{incident_id}:cttt:push:1", incident_id=incident_id, created_at=created)
        tx.outbox.add(message, next_at=created)


class TestLinking:
    def test_a_code_links_a_chat_to_a_person(self, store: Store, clock: VirtualClock, listener: Listener) -> None:
        answer = listener.hear(wrote(f"LIENKET {a_code(store, clock)}"))
        assert answer is not None
        assert answer.startswith(f"Đã liên kết với {PERSON}")
        assert linked(store) == [("cttt", PERSON, "c1")]
        with store.read() as tx:
            assert with_chats(tx, Recipient("cttt", PERSON)).heard_on == ("zalo",)

    def test_a_code_works_once(self, store: Store, clock: VirtualClock, listener: Listener) -> None:
        code = a_code(store, clock)
        listener.hear(wrote(f"LIENKET {code}"))
        assert listener.hear(wrote(f"LIENKET {code}", chat="c2")) == replying.BAD_CODE
        assert linked(store) == [("cttt", PERSON, "c1")]

    @pytest.mark.parametrize(
        ("wait", "good"), [(CODE_LIFE - timedelta(seconds=1), True), (CODE_LIFE, False)], ids=["just", "too late"]
    )
    def test_a_code_runs_out(
        self, store: Store, clock: VirtualClock, listener: Listener, wait: timedelta, *, good: bool
    ) -> None:
        code = a_code(store, clock)
        clock.advance(wait)
        assert (listener.hear(wrote(f"LIENKET {code}")) != replying.BAD_CODE) is good

    def test_a_code_is_for_its_channel(self, store: Store, clock: VirtualClock, listener: Listener) -> None:
        code = a_code(store, clock, channel="zalo-oa")
        assert listener.hear(wrote(f"LIENKET {code}")) == replying.BAD_CODE

    def test_a_group_cannot_be_linked(self, store: Store, clock: VirtualClock, listener: Listener) -> None:
        code = a_code(store, clock)
        assert listener.hear(wrote(f"LIENKET {code}", private=False)) == replying.PRIVATE_ONLY
        assert linked(store) == []

    def test_a_chat_that_guesses_is_shut_out_for_a_time(
        self, store: Store, clock: VirtualClock, listener: Listener
    ) -> None:
        code = a_code(store, clock)
        wrong = f"{(int(code) + 1) % 10**6:06}"
        for _ in range(TRIES_PER_CHAT):
            assert listener.hear(wrote(f"LIENKET {wrong}")) == replying.BAD_CODE
        assert listener.hear(wrote(f"LIENKET {code}")) == replying.TOO_MANY
        assert linked(store) == []
        clock.advance(TRIES_WINDOW + timedelta(seconds=1))
        fresh = a_code(store, clock)
        assert linked(store) == []
        assert str(listener.hear(wrote(f"LIENKET {fresh}"))).startswith("Đã liên kết")

    def test_many_chats_that_guess_shut_everybody_out(
        self, store: Store, clock: VirtualClock, listener: Listener
    ) -> None:
        code = a_code(store, clock)
        wrong = f"{(int(code) + 1) % 10**6:06}"
        for number in range(TRIES_IN_ALL):
            listener.hear(wrote(f"LIENKET {wrong}", chat=f"x{number}"))
        assert listener.hear(wrote(f"LIENKET {code}")) == replying.TOO_MANY

    def test_a_unit_has_few_codes_out_at_a_time(self, store: Store, clock: VirtualClock) -> None:
        for _ in range(3):
            a_code(store, clock)
        assert issue_code(store, SECRET, unit="cttt", person=PERSON, now=clock.now()) is None
        a_code(store, clock, unit="gdth")
        clock.advance(CODE_LIFE)
        a_code(store, clock)

    def test_whoever_leaves_is_unlinked(self, store: Store, clock: VirtualClock, listener: Listener) -> None:
        listener.hear(wrote(f"LIENKET {a_code(store, clock)}"))
        assert listener.hear(wrote("", left=True)) is None
        assert linked(store) == []

    def test_who_can_be_linked(self, store: Store) -> None:
        assert persons_of(store, a_plan(), "cttt")[0] == PERSON
        assert persons_of(store, a_plan(), OPERATOR) == (OPERATOR,)


class TestAcknowledging:
    @pytest.fixture(autouse=True)
    def link(self, store: Store) -> None:
        with store.transaction() as tx:
            tx.chats.link("zalo", "c1", unit="cttt", person=PERSON, at=T0)

    def test_da_nhan_acknowledges_the_latest(self, store: Store, listener: Listener, acts: list[Action]) -> None:
        push(store, "v1")
        push(store, "v2", minutes=1)
        answer = listener.hear(wrote("da nhan"))
        assert [(act.kind, act.actor, act.incident_id) for act in acts] == [(ActionKind.ACKNOWLEDGE, "cttt", "v2")]
        assert answer is not None
        assert "Còn 1 cảnh báo khác" in answer
        listener.hear(wrote("Đã nhận"))
        assert [act.incident_id for act in acts] == ["v2", "v1"]
        assert listener.hear(wrote("Đã nhận")) == replying.NOTHING_OPEN

    def test_a_repeat_of_the_provider_changes_nothing(
        self, store: Store, listener: Listener, acts: list[Action]
    ) -> None:
        push(store, "v1")
        push(store, "v2", minutes=1)
        assert listener.hear(wrote("đã nhận", message_id="m-1")) is not None
        assert listener.hear(wrote("đã nhận", message_id="m-1")) is None
        assert len(acts) == 1

    def test_a_stranger_acknowledges_nothing(self, store: Store, listener: Listener, acts: list[Action]) -> None:
        push(store, "v1")
        assert listener.hear(wrote("đã nhận", chat="la")) == replying.WELCOME
        assert acts == []

    def test_other_words_are_answered_with_how_it_works(self, listener: Listener) -> None:
        assert listener.hear(wrote("alo")) == replying.USAGE
        assert listener.hear(wrote("alo", chat="la")) == replying.WELCOME
        assert listener.hear(wrote("alo", private=False)) is None


class TestWebhooks:
    @pytest.fixture
    def said(self) -> list[str]:
        return []

    @pytest.fixture
    def web(self, tmp_path: Any, store: Store, listener: Listener, said: list[str]) -> TestClient:
        class Bot(ZaloBotChannel):
            def say(self, chat: str, text: str) -> Sent:
                said.append(text)
                return Sent("m")

        settings = load_settings(
            {
                "MONITOR_VAR": str(tmp_path), "MONITOR_ZALO_BOT_WEBHOOK_SECRET": "bi-mat-chung",
                "MONITOR_ZALO_OA_APP_ID": "1234567890", "MONITOR_ZALO_OA_APP_SECRET": "demo-oa-secret",
            }
        )  # fmt: skip
        pipeline = SimpleNamespace(parts=SimpleNamespace(channels={"zalo": Bot("t")}))
        app: Any = SimpleNamespace(settings=settings, listener=listener, pipeline=pipeline, clock=VirtualClock(T0))
        web = FastAPI()
        web.include_router(webhook_routes(app))
        return TestClient(web)

    def event(self, text: str = "LIENKET 000000") -> dict[str, Any]:
        message = {"chat": {"id": "c9", "chat_type": "PRIVATE"}, "text": text, "message_id": "b1", "date": 1}
        return {"ok": True, "result": {"event_name": "message.text.received", "message": message}}

    def test_the_bot(self, web: TestClient, store: Store, clock: VirtualClock, said: list[str]) -> None:
        body = self.event(f"LIENKET {a_code(store, clock)}")
        headers = {"X-Bot-Api-Secret-Token": "bi-mat-chung"}
        assert [web.post(BOT_PATH, json=body, headers=headers).status_code for _ in range(2)] == [200, 200]
        assert linked(store) == [("cttt", PERSON, "c9")]
        assert len(said) == 1, "a repeat is not answered again"

    @pytest.mark.parametrize("headers", [{}, {"X-Bot-Api-Secret-Token": "khac"}])
    def test_the_bot_needs_its_secret(self, web: TestClient, store: Store, headers: dict[str, str]) -> None:
        assert web.post(BOT_PATH, json=self.event(), headers=headers).status_code == 403
        with store.read() as tx:
            assert tx.chats.get("zalo", "c9") is None

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 50_000])
    def test_nonsense(self, web: TestClient, body: bytes) -> None:
        headers = {"X-Bot-Api-Secret-Token": "bi-mat-chung"}
        assert web.post(BOT_PATH, content=body, headers=headers).status_code == 400

    def test_too_much(self, web: TestClient) -> None:
        headers = {"X-Bot-Api-Secret-Token": "bi-mat-chung"}
        assert web.post(BOT_PATH, content=b"x" * 70_000, headers=headers).status_code == 400

    def test_the_account(self, web: TestClient, store: Store) -> None:
        body = json.dumps({"event_name": "follow", "follower": {"id": "u7"}, "timestamp": "17"}).encode()
        good = hashlib.sha256(b"1234567890" + body + b"17" + b"demo-oa-secret").hexdigest()
        for mac, status in (("mac=" + good, 200), ("mac=" + "0" * 64, 403), (good, 403)):
            assert web.post(OA_PATH, content=body, headers={"X-ZEvent-Signature": mac}).status_code == status
        assert web.post(OA_PATH, content=body).status_code == 403
        with store.read() as tx:
            chat = tx.chats.get("zalo-oa", "u7")
        assert chat is not None
        assert chat.last_at == T0


VECTOR = (
    '{"app_id":"1234567890","sender":{"id":"111"},"recipient":{"id":"222"},"event_name":"user_send_text",'
    '"message":{"text":"Xin chào","msg_id":"m1"},"timestamp":"1700000000000"}'
).encode()
VECTOR_MAC = "mac=1a6cab45c3f298777e33f1bf218644c7e3cc7f26fafc164baf30b9c1f61905a1"


@pytest.mark.parametrize(
    ("body", "mac", "good"),
    [
        pytest.param(VECTOR, VECTOR_MAC, True, id="the facts' vector"),
        pytest.param(VECTOR + b" ", VECTOR_MAC, False, id="another byte"),
        pytest.param(VECTOR, VECTOR_MAC[:-1], False, id="cut short"),
        pytest.param(VECTOR, "mac=é", False, id="no hex"),
        pytest.param(VECTOR, None, False, id="unsigned"),
        pytest.param(b"no json", VECTOR_MAC, False, id="no event"),
    ],
)
def test_signatures(body: bytes, mac: str | None, *, good: bool) -> None:
    terms = {"app_id": "1234567890", "oa_id": ""}
    assert is_signed(mac, body, first_terms=terms, secrets=["", "demo-oa-secret"]) is good


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(json.loads(VECTOR), HeardMessage("zalo-oa", "111", "m1", "Xin chào"), id="text"),
        pytest.param(
            {"event_name": "unfollow", "follower": {"id": "5"}, "timestamp": "9"},
            HeardMessage("zalo-oa", "5", "unfollow:5:9", left=True), id="unfollow",
        ),
        pytest.param({"event_name": "user_seen_message", "sender": {"id": "5"}}, None, id="seen"),
        pytest.param({"event_name": "oa_send_text", "sender": {"id": "5"}}, None, id="our own"),
        pytest.param({"event_name": "user_send_text", "sender": "x"}, None, id="another shape"),
        pytest.param({}, None, id="nothing"),
    ],
)  # fmt: skip
def test_events(event: dict[str, Any], expected: HeardMessage | None) -> None:
    assert heard_from_oa(event) == expected


@pytest.mark.parametrize("body", [{}, {"result": None}, {"result": [1, {}]}, {"result": {"message": {"chat": {}}}}])
def test_strange_news_of_the_bot(body: dict[str, Any]) -> None:
    assert heard(body) == ()


def test_asking_for_news_where_zalo_cannot_call() -> None:
    news = {"ok": True, "result": TestWebhooks().event("đã nhận")["result"]}
    replies = iter([Reply(news), Reply({"ok": False, "error_code": 408}), Reply({"ok": False, "error_code": 400})])
    with json_server(lambda _: next(replies)) as server:
        bot = ZaloBotChannel("t", base_url=server.base_url)
        assert bot.listen(wait_s=1) == (HeardMessage("zalo", "c9", "b1", "đã nhận"),)
        assert bot.listen(wait_s=1) == ()
        assert not isinstance(bot.listen(wait_s=1), tuple)
        bot.close()
    assert server.calls[0].body == {"timeout": 1}
