"""`monitor classify`: the record of the contract, order, offsets, plans and models."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "settings"
POISONING = {
    "id": "q3", "kind": "press", "channel": "press-local", "source": "bao-dong-khoi",
    "title": "Hơn 60 học sinh tiểu học ở Ba Tri nhập viện", "lead": "Các em đau bụng, nôn sau bữa ăn bán trú.",
    "text": "Trưa 1/3, hơn 60 học sinh Trường Tiểu học Bông Sen Trắng, xã An Đức, huyện Ba Tri, tỉnh Bến Tre phải nhập"
    " viện cấp cứu, nghi ngộ độc thực phẩm. Phụ huynh bức xúc vì nhà trường báo tin chậm.",
    "published_at": "2022-03-01T14:00:00+07:00",
}  # fmt: skip
QUOTA = {"id": "q4", "text": "Sở GD&ĐT Bến Tre công bố chỉ tiêu tuyển sinh lớp 10 năm học 2022-2023."}
OFF_TOPIC = {"id": "q5", "text": "Giá dừa khô tại chợ đầu mối tăng nhẹ trong tuần qua."}
KEYS = [
    "id", "relevant", "themes", "incident_types", "sentiment", "severity", "good_news", "levels", "places",
    "territory", "reasons", "versions",
]  # fmt: skip


def text_of(record: dict) -> str:
    return "\n".join(record[key] for key in ("title", "lead", "text") if record.get(key))


def is_share(number: object) -> bool:
    return isinstance(number, int | float) and 0 <= number <= 1


def test_the_record_has_the_shape_of_the_contract(monitor, lines):
    ran = monitor("classify", "--input", lines([POISONING]))
    (record,) = ran.records
    assert (ran.status, ran.err) == (0, "")
    assert list(record) == KEYS
    assert record["relevant"]["value"] is True
    assert is_share(record["relevant"]["score"])
    assert all(set(row) == {"id", "score"} and is_share(row["score"]) for row in record["themes"])
    assert record["themes"][0]["id"] == "school-safety"
    assert record["incident_types"][0]["id"] == "food-poisoning"
    assert record["sentiment"]["label"] in {"negative", "neutral", "positive"}
    assert record["severity"]["level"] == "S4"
    assert is_share(record["severity"]["confidence"])
    assert record["good_news"]["value"] is False
    assert record["levels"] == ["tieu-hoc"]
    assert record["territory"] == "home"
    assert {"ben-tre/ba-tri", "ben-tre/ba-tri/an-duc", "school:tieu-hoc-bong-sen-trang"} <= {
        place["id"] for place in record["places"]
    }
    assert any(reason["rule"].startswith("floor.hospitalised") for reason in record["reasons"])
    assert {"themes", "sentiment", "severity"} <= set(record["versions"])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_point_at_the_input_as_given(monitor, lines, form):
    given = {key: unicodedata.normalize(form, value) for key, value in POISONING.items()}
    (record,) = monitor("classify", "--input", lines([given])).records
    full = text_of(given)
    assert record["places"]
    assert record["reasons"]
    for place in record["places"]:
        assert place["name"]
        assert full[place["start"] : place["end"]] == place["name"]
    for reason in record["reasons"]:
        assert full[reason["start"] : reason["end"]] == reason["text"]


def test_composed_and_decomposed_text_say_the_same(monitor, lines):
    other = {key: unicodedata.normalize("NFD", value) for key, value in POISONING.items()}
    first, second = monitor("classify", "--input", lines([POISONING, other])).records
    for key in ("themes", "incident_types", "sentiment", "severity", "levels", "territory"):
        assert first[key] == second[key]


def test_a_place_read_from_the_outlet_has_an_empty_span(monitor, lines):
    row = {"id": "f1", "kind": "social", "source": "Hội phụ huynh Ba Tri", "source_place": "ben-tre/ba-tri",
           "text": "Trường con tôi lại thu thêm tiền mua máy lạnh, ai cũng bức xúc."}  # fmt: skip
    (record,) = monitor("classify", "--input", lines([row])).records
    (place,) = [place for place in record["places"] if place["id"] == "ben-tre/ba-tri"]
    assert (place["name"], place["start"], place["end"]) == ("", 0, 0)
    assert "Ba Tri" in place["inferred"]


def test_order_is_kept_across_batches(monitor, lines):
    rows = [{**QUOTA, "id": f"i{number}"} for number in range(300)]
    records = monitor("classify", "--input", lines(rows)).records
    assert [record["id"] for record in records] == [row["id"] for row in rows]


def test_dash_is_standard_input_and_output(process):
    stdin = "\n".join(json.dumps(row, ensure_ascii=False) for row in (QUOTA, OFF_TOPIC)).encode()
    ran = process("classify", "--input", "-", "--output", "-", stdin=stdin)
    assert (ran.status, ran.err) == (0, "")
    assert [record["id"] for record in ran.records] == ["q4", "q5"]
    assert [record["relevant"]["value"] for record in ran.records] == [True, False]


def test_output_may_be_a_file_in_a_new_folder(monitor, lines, tmp_path):
    target = tmp_path / "new" / "out.jsonl"
    ran = monitor("classify", "--input", lines([QUOTA]), "--output", target)
    assert (ran.status, ran.out) == (0, "")
    assert json.loads(target.read_text("utf-8"))["id"] == "q4"


def test_nothing_in_nothing_out(monitor):
    ran = monitor("classify", stdin=b"")
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_the_same_input_gives_the_same_output(process, lines):
    path = lines([POISONING, QUOTA, OFF_TOPIC])
    seeds = [process("classify", "--input", path, env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2")]
    assert seeds[0] == seeds[1]


def test_a_comment_is_read_with_what_it_answers(monitor, lines):
    comment = {"id": "c1", "kind": "social", "channel": "comment", "reply_to": "q3", "context": POISONING["title"],
               "text": "Nhà trường phải chịu trách nhiệm, quá tệ!"}  # fmt: skip
    records = monitor("classify", "--input", lines([POISONING, comment])).records
    assert records[1]["relevant"]["value"] is True
    full = text_of(comment)
    for reason in records[1]["reasons"]:
        assert full[reason["start"] : reason["end"]] == reason["text"]


def test_another_plan_brings_its_own_themes(monitor, lines):
    rows = [{"id": "a", "text": "Hai học sinh lớp 8 đuối nước khi tắm sông, xã Hoa Sen báo động an toàn trường học."},
            {"id": "b", "text": "Em tôi bị bắt nạt ở trường suốt một học kỳ mà không ai can thiệp."}]  # fmt: skip
    plan = FIXTURES / "good-small.yaml"
    themes = {theme["id"] for theme in yaml.safe_load(plan.read_text("utf-8"))["themes"]}
    records = monitor("classify", "--plan", plan, "--input", lines(rows)).records
    said = [{theme["id"] for theme in record["themes"]} for record in records]
    assert "safety" in said[0]
    assert said[1] == {"bullying", "safety"}
    assert set().union(*said) <= themes


def test_an_empty_models_folder_falls_back_to_the_shipped_models(monitor, lines, tmp_path):
    path, empty = lines([POISONING, QUOTA]), tmp_path / "no-models"
    empty.mkdir()
    assert monitor("classify", "--input", path, "--models", empty).out == monitor("classify", "--input", path).out


def test_a_broken_model_is_told_not_traced(monitor, lines, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "themes.npz").write_bytes(b"not a model")
    ran = monitor("classify", "--input", lines([QUOTA]), "--models", folder)
    assert ran.status == 1
    assert "themes" in ran.err


def test_all_faults_of_a_plan_are_listed_with_file_line_and_key(process, lines):
    plan = FIXTURES / "bad-six-faults.yaml"
    ran = process("classify", "--plan", plan, "--input", lines([QUOTA]))
    told = [line.strip() for line in ran.err.splitlines() if str(plan) in line]
    wrong = {n for n, line in enumerate(plan.read_text("utf-8").splitlines(), start=1) if line.endswith("# sai")}
    assert (ran.status, ran.out) == (2, "")
    assert {int(line.split(":")[1]) for line in told} == wrong
    assert len(told) == 6
    assert any("themes[0].leed" in line and "không có khóa" in line for line in told)
    assert "Cấu hình có 6 lỗi" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--input", "khong-co.jsonl"], "Không tìm thấy tệp: khong-co.jsonl", id="input"),
        pytest.param(["--plan", "khong-co.yaml"], "khong-co.yaml:0: (tệp): không tìm thấy tệp", id="plan"),
        pytest.param(["--input", "."], "Không mở được .", id="a folder"),
    ],
)
def test_a_missing_file_is_a_usage_error_in_vietnamese(monitor, arguments, told):
    ran = monitor("classify", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_a_slip_never_empties_the_input_file(monitor, lines):
    path = lines([QUOTA])
    before = path.read_bytes()
    ran = monitor("classify", "--input", path, "--output", path)
    assert ran.status == 2
    assert "vừa là tệp đọc vừa là tệp ghi" in ran.err
    assert path.read_bytes() == before


def test_a_missing_input_leaves_the_old_output(monitor, tmp_path):
    kept = tmp_path / "out.jsonl"
    kept.write_text("cũ", "utf-8")
    assert monitor("classify", "--input", "khong-co.jsonl", "--output", kept).status == 2
    assert kept.read_text("utf-8") == "cũ"
