"""A fortnight in which nothing happens, as a stream for `monitor replay`.

Three kinds of traffic, drawn with a seed: texts of `data/labelled` that are no incident (S0, or S1 without an incident
type), routine notices put together from the phrases below, and copies of earlier items by aggregators and groups.
The hard negatives (`hard_negatives.jsonl`: drills, films, jokes, old cases, other provinces) are spread over it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

Record = dict[str, Any]

ROOT = Path(__file__).parents[2]
LABELLED = ROOT / "data" / "labelled"
GAZETTEER = ROOT / "data" / "gazetteer" / "ben-tre.csv"
HARD_NEGATIVES = Path(__file__).with_name("hard_negatives.jsonl")

START = datetime.fromisoformat("2022-10-03T00:00:00+07:00")
ITEMS_A_DAY = 600
DAYS = 14
SHARE_OF_TEXTS, SHARE_OF_NOTICES = 0.25, 0.4
"""The rest, about a third, are copies: the share that press monitors report."""
HOURS = (6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17, 18, 19, 19, 20, 20, 21, 22)
"""When items arrive, busy hours named more than once."""
MINUTES_OF_A_COPY = (10, 300)
LABELLED_FIELDS = ("kind", "channel", "title", "lead", "text", "hashtags", "context", "source_place")

SCHOOLS = ("Hoa Lục Bình", "Bến Lở", "Cây Gừa", "Rạch Chim", "Đồng Năn", "Vàm Xáng", "Giồng Sơn", "Mái Lá", "Cồn Én")
LEVELS = ("Mầm non", "Tiểu học", "THCS", "THPT")
NOTICES = (
    "Trường {level} {school} (xã {commune}) nhận {n} suất học bổng từ hội khuyến học.",
    "Trường {level} {school} họp phụ huynh lúc 7 giờ 30 sáng chủ nhật, mời quý phụ huynh {n} lớp dự đầy đủ.",
    "{n} học sinh Trường {level} {school}, xã {commune}, dự hội thi kể chuyện về Bác Hồ.",
    "Xã {commune} phát động trồng {n} cây xanh quanh Trường {level} {school}.",
    "Lịch học bù của Trường {level} {school}: chiều thứ bảy, tiết 1 đến tiết 4, phòng {n}.",
    "Đoàn trường {school} quyên góp {n} quyển tập tặng bạn khó khăn ở {commune}.",
    "Giải bóng đá mini Trường {level} {school}: lớp A thắng lớp B, có {n} cổ động viên.",
    "Ai ở {commune} có xe chở học sinh Trường {level} {school} cho em gửi bé với, nhà em gần cầu số {n} ạ",
    "Thực đơn tuần này của Trường {level} {school}: cơm, canh chua, thịt kho, trái cây; suất {n} ngàn đồng.",
    "Trường {level} {school} ({commune}) cần thanh lý {n} bộ bàn ghế cũ, ai cần liên hệ văn phòng.",
    "Cựu học sinh khóa {n} Trường {level} {school} họp mặt tại {commune}, mời các bạn về chơi.",
    "Trường {level} {school} đạt chuẩn quốc gia sau {n} tháng phấn đấu, thầy trò xã {commune} phấn khởi.",
)


def rows_of(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_quiet(labels: Record) -> bool:
    return not labels["incident_types"] and labels["severity"] in {"S0", "S1"}


def quiet_texts() -> list[Record]:
    # Texts written as twins of grave ones are no everyday traffic: they would be a fifth of the stream.
    rows = [row for path in sorted(LABELLED.glob("*.jsonl")) for row in rows_of(path) if "teaches" not in row]
    return [{key: row.get(key) for key in LABELLED_FIELDS} for row in rows if is_quiet(row["labels"])]


def communes() -> list[str]:
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "commune"]
    return sorted({row["name"].removeprefix("Xã ") for row in rows if row["name"].startswith("Xã ")})


def notice(random: Random, names: list[str]) -> Record:
    text = random.choice(NOTICES).format(
        level=random.choice(LEVELS), school=random.choice(SCHOOLS), commune=random.choice(names),
        n=random.randint(2, 60),
    )  # fmt: skip
    return {"kind": "social", "channel": "facebook-page", "text": text}


def moment(random: Random, day: int) -> datetime:
    return START + timedelta(days=day, hours=random.choice(HOURS), minutes=random.randrange(60))


def day_of_items(random: Random, day: int, count: int, texts: Iterator[Record], names: list[str]) -> list[Record]:
    """Items of one day; `texts` is used up. Copies follow their original within hours and never leave the day."""
    fresh = [next(texts) for _ in range(round(count * SHARE_OF_TEXTS))]
    fresh += [notice(random, names) for _ in range(round(count * SHARE_OF_NOTICES))]
    originals = [row | {"arrived_at": moment(random, day)} for row in fresh]
    midnight = START + timedelta(days=day + 1, minutes=-1)
    copies = []
    for _ in range(count - len(originals)):
        original = random.choice(originals)
        later = original["arrived_at"] + timedelta(minutes=random.randint(*MINUTES_OF_A_COPY))
        copies.append(original | {"arrived_at": min(later, midnight)})
    return originals + copies


def dressed(row: Record, number: int, random: Random) -> Record:
    """The record of an item: a number, an outlet or group, an author where people post."""
    at = row["arrived_at"].isoformat()
    source = f"{row['channel']}-{random.randrange(40):02}"
    kind = "press" if row["channel"].startswith(("press", "broadcast", "gov", "aggregator")) else "social"
    author = None if kind == "press" else f"nguoi-{random.randrange(3000):04}"
    kept = {key: value for key, value in row.items() if value}
    return kept | {
        "type": "item", "id": f"q{number:05}", "kind": kind, "source": source, "author": author,
        "published_at": at, "arrived_at": at,
    }  # fmt: skip


def endless(random: Random, rows: list[Record]) -> Iterator[Record]:
    while True:
        yield from random.sample(rows, len(rows))


def quiet_items(seed: int, *, days: int = DAYS, a_day: int = ITEMS_A_DAY) -> list[Record]:
    """The items of the stream in order of arrival, hard negatives among them."""
    random, names = Random(seed), communes()
    texts = endless(random, quiet_texts())
    rows = [row for day in range(days) for row in day_of_items(random, day, a_day, texts, names)]
    hard = rows_of(HARD_NEGATIVES)
    for number, row in enumerate(hard):
        rows[number * len(rows) // len(hard)] = row | {"arrived_at": moment(random, number * days // len(hard))}
    rows.sort(key=lambda row: row["arrived_at"])
    return [dressed(row, number, random) for number, row in enumerate(rows)]


def clock_line(days: float) -> Record:
    end = START + timedelta(days=days)
    return {"type": "clock", "start": START.isoformat(), "end": end.isoformat(), "tick_seconds": 60}


def write_stream(path: Path, lines: list[Record]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
