"""What a lead points at is the original, whichever came first."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.core.items import Channel, Kind
from monitor.stories.pointers import with_originals
from monitor.stories.view import Member
from tests.fakes.store_rows import a_classification, an_item

PAGE = "https://bao-mau.example/tin-12345.html"


def member(item_id: str, channel: Channel, copy_of: str | None = None, **fields: Any) -> Member:
    return Member(an_item(item_id, channel=channel, **fields), a_classification(item_id), copy_of)


@pytest.mark.parametrize(
    ("members", "copies"),
    [
        pytest.param(
            [member("lead", Channel.AGGREGATOR), member("bao", Channel.PRESS_LOCAL, "lead")],
            {"lead": "bao", "bao": None},
            id="a lead before the paper",
        ),
        pytest.param(
            [member("bao", Channel.PRESS_LOCAL), member("lead", Channel.AGGREGATOR, "bao")],
            {"bao": None, "lead": "bao"},
            id="a lead after the paper",
        ),
        pytest.param(
            [
                member("lead", Channel.AGGREGATOR), member("lead2", Channel.AGGREGATOR, "lead"),
                member("bao", Channel.PRESS_LOCAL, "lead"), member("bao2", Channel.PRESS_CENTRAL, "lead"),
            ],
            {"lead": "bao", "lead2": "bao", "bao": None, "bao2": "bao"},
            id="the first paper of several",
        ),
        pytest.param(
            [member("lead", Channel.AGGREGATOR), member("dan", Channel.FACEBOOK_GROUP, "lead")],
            {"lead": None, "dan": "lead"},
            id="a post repeats a headline",
        ),
        pytest.param(
            [
                member("gui", Channel.MANUAL, kind=Kind.REPORT, url=f"{PAGE}?fbclid=1"),
                member("bao", Channel.PRESS_LOCAL, "gui", url=PAGE),
            ],
            {"gui": "bao", "bao": None},
            id="a link that was sent in",
        ),
        pytest.param(
            [member("don", Channel.MANUAL, kind=Kind.REPORT), member("bao", Channel.PRESS_LOCAL, "don", url=PAGE)],
            {"don": None, "bao": "don"},
            id="a letter that a paper prints",
        ),
        pytest.param([member("bao", Channel.PRESS_LOCAL, "gone")], {"bao": "gone"}, id="an original elsewhere"),
    ],
)  # fmt: skip
def test_originals(members: list[Member], copies: dict[str, str | None]):
    found = with_originals(members)
    assert {m.item.id: m.copy_of for m in found} == copies
    assert [m.item.id for m in found] == [m.item.id for m in members]
    assert with_originals(found) == found
