import json

import pytest

from monitor.core.errors import RecordError
from monitor.core.items import Channel, Item, Kind, item_from_record, item_to_record


def test_a_full_record_survives_the_round_trip():
    record = {
        "id": "q3", "kind": "press", "channel": "press-local", "source": "bao-song-que", "title": "Tít",
        "text": "Tin",
        "hashtags": ["#bentre"], "media": [{"kind": "image", "hash": "h", "caption": None}],
        "published_at": "2022-10-12T14:50:00+07:00", "engagement": {"views": 3},
    }  # fmt: skip
    item = item_from_record(record)
    assert item_from_record(item_to_record(item)) == item


@pytest.mark.parametrize("empty", [None, "", [], {}], ids=["null", "text", "list", "object"])
def test_null_and_empty_are_absent(empty):
    record = {
        "id": "a",
        "text": "b",
        **dict.fromkeys(("title", "hashtags", "media", "engagement", "published_at"), empty),
    }
    if empty not in (None, ""):
        record.pop("title")
        record.pop("published_at")
    assert item_from_record(record) == item_from_record({"id": "a", "text": "b"})


@pytest.mark.parametrize(
    ("record", "key"),
    [
        pytest.param({"text": "b"}, "id", id="no id"),
        pytest.param({"id": "a"}, "text", id="neither title nor text"),
        pytest.param({"id": "a", "text": "  "}, "text", id="blank text"),
        pytest.param({"id": "a", "text": "b", "kind": "radio"}, "kind", id="kind"),
        pytest.param({"id": "a", "text": "b", "channel": "zzz"}, "channel", id="channel"),
        pytest.param({"id": "a", "text": "b", "published_at": "hôm qua"}, "published_at", id="time"),
        pytest.param({"id": "a", "text": "b", "hashtags": "x"}, "hashtags", id="list"),
        pytest.param({"id": "a", "text": "b", "engagement": {"views": -1}}, "views", id="negative count"),
        pytest.param({"id": "a", "text": ["b"]}, "text", id="text is a list"),
    ],
)
def test_a_bad_record_names_its_key(record, key):
    with pytest.raises(RecordError) as refused:
        item_from_record(record)
    assert refused.value.key == key


def test_an_unknown_channel_is_trusted_least():
    assert item_from_record({"id": "a", "title": "b"}).channel is Channel.AGGREGATOR
    assert item_from_record({"id": "a", "text": "b"}).channel is Channel.FACEBOOK_PROFILE


def test_half_characters_are_replaced_one_for_one():
    record = json.loads('{"id": "a", "text": "x\\ud800y"}')
    item = item_from_record(record)
    assert item.text == "x\ufffdy"
    assert item.content_hash


def test_full_text_leaves_absent_parts_out():
    assert Item("a", Kind.PRESS, Channel.PRESS_LOCAL, "thân bài", title="tiêu đề").full_text == "tiêu đề\nthân bài"
