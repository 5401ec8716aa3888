"""How whoever wrote something is called."""

from __future__ import annotations

import pytest

from alerts.outlets import outlet_words
from alerts.policy import AlertIntent
from alerts.render import render
from monitor.core.items import Channel
from monitor.core.notifications import CitedReason, NotificationKind
from tests.fakes.incidents import NOON, hoa_sen
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import an_item

NAMES = {"bao-que-dua": "Báo Quê Dừa", "nhom-1": "Phụ huynh Ba Tri", "nhom-2": "Nhóm Facebook Mẹ và bé", "an-nv": "An"}


@pytest.mark.parametrize(
    ("channel", "source", "url", "words"),
    [
        pytest.param(Channel.PRESS_LOCAL, "bao-que-dua", None, "Báo Quê Dừa", id="known outlet"),
        pytest.param(
            Channel.PRESS_CENTRAL, "x", "https://www.bao.example/1", "báo trung ương (bao.example)", id="by its host"
        ),
        pytest.param(Channel.PRESS_TRADE, "x", None, "báo ngành", id="nothing is known"),
        pytest.param(Channel.PRESS_TRADE, "x", "http://[a", "báo ngành", id="an address that is none"),
        pytest.param(Channel.FACEBOOK_GROUP, "nhom-1", None, "nhóm Facebook Phụ huynh Ba Tri", id="group"),
        pytest.param(Channel.FACEBOOK_GROUP, "nhom-2", None, "Nhóm Facebook Mẹ và bé", id="group that says so itself"),
        pytest.param(Channel.FACEBOOK_GROUP, "hoi-kin", "https://fb.example/2", "nhóm Facebook", id="unknown group"),
        pytest.param(Channel.FACEBOOK_PROFILE, "an-nv", None, "trang Facebook cá nhân", id="a person's page"),
        pytest.param(Channel.COMMENT, "bao-que-dua", None, "bình luận", id="comment"),
        pytest.param(Channel.MANUAL, "an-nv", None, "tin báo trực tiếp", id="told by somebody"),
    ],
)
def test_names(channel: Channel, source: str, url: str | None, words: str) -> None:
    assert outlet_words(an_item(channel=channel, source=source, url=url), NAMES) == words


def test_a_message_names_who_wrote_what_it_quotes_and_links() -> None:
    item = an_item("q1", channel=Channel.PRESS_LOCAL, source="bao-que-dua", url="https://baoquedua.example/1")
    incident = hoa_sen(item_ids=("q1",), reasons=(CitedReason("floor.hospitalised>=10", "q1", "11 em nhập viện"),))
    message = render(
        AlertIntent(incident.id, "gdth", NotificationKind.PUSH, 1), incident, items={"q1": item}, plan=a_plan(),
        base_url="", signer=None, now=NOON, source_names=NAMES,
    )  # fmt: skip
    for text in (message.text, message.html):
        assert text.count("Báo Quê Dừa") == 2
        assert "bao-que-dua" not in text
