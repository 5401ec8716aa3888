"""`monitor stories`: memberships in file order, copies, re-deliveries."""

from __future__ import annotations

import pytest

BODY = (
    "Trưa 1/3, 42 học sinh Trường Tiểu học Bông Sen Trắng, xã An Đức, huyện Ba Tri, tỉnh Bến Tre phải nhập viện sau bữa"
    " ăn bán trú. Bệnh viện huyện cho biết các em đã ổn định. Công an đang lấy mẫu thức ăn để xét nghiệm."
)
FIRST = {"id": "a1", "kind": "press", "channel": "press-local", "source": "bao-mot", "text": BODY,
         "title": "42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú",
         "arrived_at": "2022-03-01T14:00:00+07:00"}  # fmt: skip
COPY = {
    **FIRST,
    "id": "a2",
    "source": "trang-tong-hop",
    "channel": "aggregator",
    "arrived_at": "2022-03-01T14:20:00+07:00",
}
SECOND = {"id": "a3", "kind": "press", "channel": "press-central", "source": "bao-hai",
          "title": "Vụ học sinh Trường Tiểu học Bông Sen Trắng nhập viện: tạm dừng bếp ăn bán trú",
          "text": "Huyện Ba Tri yêu cầu Trường Tiểu học Bông Sen Trắng dừng bếp ăn sau khi 42 học sinh nhập viện.",
          "arrived_at": "2022-03-01T18:00:00+07:00"}  # fmt: skip
OTHER = {"id": "b1", "kind": "press", "title": "Bình Đại khai mạc hội khỏe Phù Đổng",
         "text": "Hơn 500 vận động viên các trường THCS huyện Bình Đại dự hội khỏe Phù Đổng tại sân vận động huyện.",
         "arrived_at": "2022-03-01T15:00:00+07:00"}  # fmt: skip


def test_the_record_has_the_shape_of_the_contract(monitor, lines):
    ran = monitor("stories", "--input", lines([FIRST]))
    (record,) = ran.records
    assert list(record) == ["id", "story", "copy_of", "score", "why"]
    assert (record["id"], record["copy_of"]) == ("a1", None)
    assert 0 <= record["score"] <= 1
    assert record["why"]


def test_one_event_is_one_story_and_a_copy_names_its_original(monitor, lines):
    records = monitor("stories", "--input", lines([FIRST, OTHER, COPY, SECOND])).records
    last = {record["id"]: record for record in records}
    assert [record["id"] for record in records[:2]] == ["a1", "b1"]
    assert last["a1"]["story"] == last["a2"]["story"] == last["a3"]["story"] != last["b1"]["story"]
    assert {key: last[key]["copy_of"] for key in last} == {"a1": None, "a2": "a1", "a3": None, "b1": None}


@pytest.mark.parametrize("with_times", [True, False], ids=["with times", "file order"])
def test_every_item_is_placed(monitor, lines, with_times):
    rows = [{k: v for k, v in row.items() if with_times or k != "arrived_at"} for row in (FIRST, OTHER, COPY, SECOND)]
    records = monitor("stories", "--input", lines(rows)).records
    assert {record["id"] for record in records} == {"a1", "a2", "a3", "b1"}
    assert all(record["story"] for record in records)


def test_an_item_is_placed_from_what_came_before_it(monitor, lines):
    rows = [FIRST, OTHER, COPY, SECOND]
    whole = monitor("stories", "--input", lines(rows)).records
    for count in range(1, len(rows)):
        begin = monitor("stories", "--input", lines(rows[:count])).records
        assert whole[: len(begin)] == begin


def test_a_redelivery_stays_in_its_story(monitor, lines):
    records = monitor("stories", "--input", lines([FIRST, OTHER, FIRST])).records
    assert {record["story"] for record in records if record["id"] == "a1"} == {records[0]["story"]}
    assert all(record["copy_of"] != record["id"] for record in records)


def test_the_same_input_gives_the_same_stories_in_another_process(process, lines):
    path = lines([FIRST, OTHER, COPY, SECOND])
    assert len({process("stories", "--input", path, env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2")}) == 1


def test_nothing_in_nothing_out(monitor):
    ran = monitor("stories", "--input", "-", "--output", "-")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
