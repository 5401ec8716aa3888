"""Two thousand records, each broken somewhere: refused with a reason or classified, never a crash."""

from __future__ import annotations

import io
import json
import random
import sys
from typing import Any

import pytest

from monitor.app import load_classifier
from monitor.commands.items import BATCH, batches, classification_to_record
from monitor.commands.records import Refusals, read_records
from monitor.core.config.plan_file import load_plan
from monitor.core.items import item_from_record
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import load_settings

COUNT = 2_000
SEED = 20221012
BASE: dict[str, Any] = {
    "id": "q3", "kind": "press", "channel": "press-local", "source": "bao-mau", "source_place": "Ba Tri",
    "author": None, "official": False, "followers": 10, "url": "https://bao-mau.example/tin-1.html",
    "title": "Hơn 60 học sinh tiểu học ở Ba Tri nhập viện", "lead": "Các em đau bụng, nôn sau bữa ăn bán trú.",
    "text": "Trưa 1/3, 35 trẻ Trường Mầm non Hoa Sen, xã An Đức, huyện Ba Tri, tỉnh Bến Tre nhập viện; 2 em tử vong?",
    "hashtags": ["#bentre"], "links": ["https://a.example/b"],
    "media": [{"kind": "image", "hash": "abc", "caption": "Ảnh"}], "shares": None, "reply_to": None, "context": None,
    "published_at": "2022-03-01T08:00:00+07:00", "arrived_at": "2022-03-01T08:10:00+07:00",
    "engagement": {"views": 1, "reactions": 2, "comments": 3, "shares": 4},
}  # fmt: skip
ODD: list[Any] = [
    None, "", " ", "\u200b", "\u0301", "a\u0300\u0301", "\ud800", "\0", "😀👩‍👩‍👧", "İ", "ß", "ﬁ", "𝐁𝐚 𝐓𝐫𝐢", "\u202e",
    "\r\n", 0, -1, 2**63, 1e308, 1e999, float("nan"), True, [], {}, [None], [[]], {"a": {}}, ["\ud800"], [1, "a"],
    "0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00", "2022-02-30T00:00:00Z", "2022-03-01", "24:00",
    "20220301", "2022-03-01T08:00:00+99:00", "2022-W10-2", "press", "social", "comment",
    "99999999999999999999 học sinh nhập viện",
    "ngày 99/99/9999 lúc 99h99", "1.000.000.000.000 em", "một nghìn tỷ " * 50, "(" * 500, "*.*" * 300, "https://[::1",
    "chết " * 400, "c.h.ế.t", "Ba Tri, Ba Tri, Ba Tri " * 100, "?" * 1000, "5/0 học sinh", "0 em tử vong",
    "½ lớp",
]  # fmt: skip


def mutate(dice: random.Random, number: int) -> dict[str, Any]:
    record = json.loads(json.dumps(BASE)) | {"id": f"m{number}"}
    for _ in range(dice.randint(1, 4)):
        key = dice.choice([*BASE, "text", "title", "unknown"])
        act = dice.randrange(4)
        if act == 0:
            record.pop(key, None)
        elif act == 1 and isinstance(record.get(key), str):
            record[key] = scrambled(dice, record[key])
        elif act == 2 and isinstance(record.get(key), str):
            record[key] = record[key] + str(dice.choice(ODD))
        else:
            record[key] = dice.choice(ODD)
    return record


def scrambled(dice: random.Random, text: str) -> str:
    """Cut, doubled or shuffled somewhere, so that letters, marks and numbers meet in new ways."""
    if not text:
        return text
    left, right = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
    piece = list(text[left:right])
    dice.shuffle(piece)
    return dice.choice(
        (text[:left] + text[right:], text[:right] + text[left:], text[:left] + "".join(piece) + text[right:])
    )


@pytest.fixture(scope="module")
def classifier():
    settings = load_settings({})
    return load_classifier(settings, load_plan(settings.plan_path), PlaceFinder(load_gazetteer(settings.gazetteer_dir)))


def test_broken_records_are_refused_or_classified(classifier, monkeypatch):
    dice = random.Random(SEED)
    lines = "\n".join(json.dumps(mutate(dice, number)) for number in range(COUNT))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    refusals = Refusals()
    items = [item for item, _ in read_records("-", item_from_record, refusals)]
    classified = 0
    for batch in batches(items, BATCH):
        for item, labels in zip(batch, classifier.classify_batch(batch), strict=True):
            record = json.loads(json.dumps(classification_to_record(labels)))
            for place in record["places"]:
                assert item.full_text[place["start"] : place["end"]] == place["name"]
            for reason in record["reasons"]:
                assert item.full_text[reason["start"] : reason["end"]] == reason["text"]
            classified += 1
    assert classified + refusals.count == COUNT
    assert min(classified, refusals.count) > COUNT // 10
