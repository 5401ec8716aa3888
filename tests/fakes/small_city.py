"""A small city of news that appears while a test runs: three serious incidents, a complaint, and quiet days around.

Its texts (`small_city.jsonl`, in order of appearance) depend on no hour or day; places are communes of the period from
2025-07-01. Pieces with a title are articles, the others posts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from monitor.demo.city import City, load_city

OUTLETS = (
    {"id": "bao-song-que", "name": "Báo Sông Quê", "kind": "html", "channel": "press-local", "tier": "state"},
    {"id": "tin-nam-bo", "name": "Tin Nam Bộ", "kind": "rss", "channel": "press-central", "tier": "national"},
    {"id": "giao-duc-moi", "name": "Giáo dục Mới", "kind": "atom", "channel": "press-trade", "tier": "trade"},
    {"id": "gom-tin", "name": "Gom Tin", "kind": "rss", "channel": "aggregator", "tier": "aggregator"},
    {"id": "phu-huynh", "name": "Phụ huynh xứ dừa", "kind": "telegram", "channel": "telegram", "tier": "open-social"},
)
POSTS_OUTLET = "phu-huynh"
PIECES: tuple[dict[str, str], ...] = tuple(
    json.loads(line) for line in Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
)
POISONING = ("a1", "a2", "a3", "a4", "a5", "a6")
STABBING = ("b1", "b2", "b3")
DROWNING = ("c1", "c2")


def write_city(folder: Path, *, start: datetime, span: timedelta) -> City:
    """Write the city's files with the pieces spread evenly over `span`, and read them as the product does."""
    folder.mkdir(parents=True)
    head = {"name": "Thành phố nhỏ", "start": start.isoformat(), "days": 1, "sources": list(OUTLETS)}
    (folder / "city.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    articles, posts = [], []
    for number, piece in enumerate(PIECES):
        at = (start + span * number / (len(PIECES) - 1)).isoformat()
        if "title" in piece:
            articles.append({**piece, "at": at, **_parts(piece)})
        else:
            posts.append({**piece, "at": at})
    _write_lines(folder / "articles.jsonl", articles)
    _write_lines(folder / "posts.jsonl", posts)
    return load_city(folder)


def _parts(piece: dict[str, str]) -> dict[str, object]:
    """Lead and paragraphs: a page of one short paragraph would be taken for no article."""
    lead, _, rest = piece["text"].partition(". ")
    closing = f"Bạn đọc có thể gửi thêm thông tin cho tòa soạn về bài «{piece['title']}»."
    return {"lead": lead, "body": [rest or piece["text"], closing]}


def _write_lines(path: Path, records: Sequence[Mapping[str, object]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
