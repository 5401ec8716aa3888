"""The headline read alone: the same as an item of the title only, and its share of the scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from classifiers.choosing.headline import HEADLINE_SHARE, headlines_of, log_odds, with_headline
from classifiers.models.features import FeatureReader, unaccented
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Item, item_from_record

ROOT = Path(__file__).parents[4]
TITLE = "Hai học sinh Trường THCS Lộc Thuận nhập viện sau giờ ra chơi"
BODY = "Chiều 12/3, nhà trường cho biết các em đã ổn. Bộ Giáo dục yêu cầu báo cáo, đại học gần đó cử người tới thăm."


@pytest.fixture(scope="module")
def reader() -> FeatureReader:
    return FeatureReader(load_plan(ROOT / "plan.yaml"), ROOT / "data" / "lexicons")


def _item(**more: object) -> Item:
    record = {"id": "a", "kind": "press", "channel": "press-central", "title": TITLE, "text": BODY}
    return item_from_record({**record, **more})


@pytest.mark.parametrize("bare", [False, True], ids=["accents", "no-accents"])
@pytest.mark.parametrize("lead", [None, "Các em được người nhà đón về trong đêm."], ids=["no-lead", "lead"])
def test_it_is_what_the_title_alone_would_be(reader: FeatureReader, lead: str | None, *, bare: bool) -> None:
    item = unaccented(_item(lead=lead)) if bare else _item(lead=lead)

    alone = reader.read(replace(item, lead=None, text="")).topic
    headline = reader.read(item).headline

    assert headline is not None
    assert headline.counts == alone.counts
    assert headline.signals == alone.signals


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"text": ""}, id="nothing-below"),
        pytest.param({"title": None}, id="no-title"),
        pytest.param({"kind": "social", "channel": "facebook-group"}, id="post"),
        pytest.param(
            {"kind": "social", "channel": "comment", "title": None, "context": TITLE, "reply_to": "b"}, id="comment"
        ),
    ],
)
def test_only_news_with_something_below_has_one(reader: FeatureReader, more: dict[str, object]) -> None:
    document = reader.read(_item(**more))

    assert document.headline is None
    assert headlines_of([document]) == {}


def test_headlines_keep_the_place_of_their_text(reader: FeatureReader) -> None:
    bare, whole = reader.read(_item(text="")), reader.read(_item())

    found = headlines_of([bare, whole])

    assert list(found) == [1]
    assert found[1].topic is whole.headline


def test_shares_are_of_log_odds() -> None:
    own = {task: np.asarray([0.9], np.float32) for task in (*HEADLINE_SHARE, "sentiment")}
    headline = {task: np.asarray([0.2], np.float32) for task in (*HEADLINE_SHARE, "sentiment")}

    mixed = with_headline(own, headline)

    for task, share in HEADLINE_SHARE.items():
        wanted = (1 - share) * log_odds(own[task]) + share * log_odds(headline[task])
        assert log_odds(mixed[task]) == pytest.approx(wanted, abs=1e-4)
    assert mixed["sentiment"] is own["sentiment"]
    assert with_headline(own, None) is own


def test_what_both_say_stays() -> None:
    same = {"themes": np.asarray([0.0, 0.4, 1.0], np.float32)}

    assert with_headline(same, same)["themes"] == pytest.approx(same["themes"], abs=1e-4)
