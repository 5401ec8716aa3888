"""Gán nhãn: the list, taking it for a while, correcting by one click or by the form, and the model's report."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.core.accounts import Role
from monitor.core.labels import Scored, Sentiment, Severity
from monitor.desk.checkout import KEPT_FOR, MAX_HELD, give_back, held, take
from tests.fakes.store_rows import T0, a_classification, a_membership, an_item

SCRIPT = "<script>alert(1)</script>"
FORM = {
    "answer": "sua", "relevant": "co", "sentiment": "neutral", "severity": "S0", "good_news": "khong",
    "territory": "unknown",
}  # fmt: skip


def put(app, item_id="q1", *, title="Tin chưa chắc", text="Bài viết.", **labels):
    values = {"sentiment_score": 0.35, "themes": (Scored("school-safety", 0.5),)} | labels
    with app.store.transaction() as tx:
        tx.items.put(an_item(item_id, text, title=title, published_at=T0), now=T0)
        tx.labels.put(a_classification(item_id, **values), now=T0)
        tx.stories.put(a_membership(item_id, f"c-{item_id}"))


def said(app, item_id="q1"):
    with app.store.read() as tx:
        return tx.labels.get(item_id)


@pytest.fixture
def duty(office):
    return office.signed_in(Role.DUTY)


def test_the_list_says_why_and_masks(app, duty):
    put(app, title=SCRIPT, text="em Nguyễn Văn An, số 0912345678")
    page = duty.read("/gan-nhan")
    assert "chưa chắc" in page
    assert SCRIPT not in page
    assert "0912345678" not in page
    assert "Nguyễn Văn An" not in page


def test_one_click_confirms_everything(app, duty):
    put(app)
    answer = duty.send("/sua-nhan/q1", answer="dung", back="gan-nhan")
    assert answer.headers["location"] == "/gan-nhan?xong=co"
    with app.store.read() as tx:
        kept = tx.corrections.of("q1")
        line = tx.audit.recent(1)[0]
    assert kept
    assert all(each.confirms and each.person == "truc-tin" for each in kept)
    assert (line.act, line.person) == ("correct-labels", "truc-tin")
    assert "/tin-bai/q1" not in duty.read("/gan-nhan")


def test_one_click_says_that_it_is_not_ours(app, duty):
    put(app, severity=Severity.S2)
    assert duty.send("/sua-nhan/q1", answer="khong-lien-quan").headers["location"] == "/tin-bai/q1?xong=nhan"
    assert not said(app).relevant.value
    assert said(app).themes == ()
    assert said(app).severity is Severity.S0
    assert "Đã lưu nhãn" in duty.read("/tin-bai/q1?xong=nhan")


def test_of_a_changed_form_only_what_differs_is_kept(app, duty):
    put(app)
    form = FORM | {"themes": "school-safety", "sentiment": "negative", "levels": ""}
    assert duty.send("/sua-nhan/q1", **form).status_code == 303
    with app.store.read() as tx:
        assert [each.task for each in tx.corrections.of("q1")] == ["sentiment"]
    assert said(app).sentiment is Sentiment.NEGATIVE


def test_several_themes_and_levels_are_taken(app, duty):
    put(app)
    themes = [theme.id for theme in app.plan.themes[:2]]
    body = {"csrf": duty.csrf} | FORM | {"themes": themes, "levels": ["thpt", "thcs"]}
    assert duty.client.post("/sua-nhan/q1", data=body).status_code == 303
    assert {theme.id for theme in said(app).themes} >= set(themes)
    assert {level.value for level in said(app).levels} == {"thpt", "thcs"}


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "x"}, {"severity": "S9"}, {"sentiment": ""}, {"themes": "khong-co"}, {"incident_types": "khong-co"},
        {"levels": "lop-1"}, {"relevant": "co le"}, {"territory": "x"}, {"themes": "school-safety"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_kept_changes_nothing(app, duty, change):
    put(app)
    before = said(app)
    answer = duty.send("/sua-nhan/q1", **(FORM | change))
    assert answer.status_code == 422
    assert "Chưa ghi nhận được" in answer.text
    assert said(app) == before


def test_an_item_that_is_not_there_or_was_not_classified(app, duty):
    with app.store.transaction() as tx:
        tx.items.put(an_item("q5", "Bài."), now=T0)
    assert duty.send("/sua-nhan/khong-co", answer="dung").status_code == 404
    assert duty.send("/sua-nhan/q5", answer="dung").status_code == 422


def test_what_one_holds_the_other_is_not_offered_until_it_is_given_back(app, office, duty):
    for n in range(3):
        put(app, f"q{n}", title=f"Tin riêng {n}", text=f"Chuyện thứ {n} khác hẳn {'abc'[n] * 5}.")
    chief = office.signed_in(Role.LEADERSHIP)
    duty.send("/gan-nhan/nhan")
    assert "bạn giữ đến 08:30 hôm nay" in duty.read("/gan-nhan")
    assert "/tin-bai/q" not in chief.read("/gan-nhan")
    assert "Đồng nghiệp đang giữ" in chief.read("/gan-nhan")
    duty.send("/gan-nhan/tra")
    assert "/tin-bai/q" in chief.read("/gan-nhan")


def test_a_hold_ends_by_itself(app, duty, office):
    put(app)
    duty.send("/gan-nhan/nhan")
    app.clock.advance(KEPT_FOR)
    assert "/tin-bai/q1" in office.signed_in(Role.LEADERSHIP).read("/gan-nhan")


def test_the_latest_report_of_learning_is_shown(app, duty):
    folder = app.settings.learnt_models_dir / "reports"
    folder.mkdir(parents=True)
    (folder / "2022-10-01-0800.md").write_text("# Cũ\n\nbáo cáo cũ\n", "utf-8")
    (folder / "2022-10-11-0800.md").write_text(f"# Mới\n\nbáo cáo mới {SCRIPT}\n", "utf-8")
    page = duty.read("/gan-nhan")
    assert "báo cáo mới" in page
    assert "báo cáo cũ" not in page
    assert SCRIPT not in page


def test_holds_are_bounded_and_in_order(app):
    things = [f"a{n}" for n in range(MAX_HELD + 5)]
    with app.store.transaction() as tx:
        assert take(tx, things, "hoa", T0, limit=2) == ("a0", "a1")
        assert take(tx, things, "lan", T0, limit=2) == ("a2", "a3")
        assert take(tx, things, "hoa", T0, limit=3) == ("a0", "a1", "a4")
        assert len(take(tx, things, "lan", T0, limit=500)) == MAX_HELD
        give_back(tx, "hoa", T0, things=["a0"])
        assert {thing for thing, hold in held(tx, T0).items() if hold.login == "hoa"} == {"a1", "a4"}
        assert held(tx, T0 + KEPT_FOR) == {}
        assert take(tx, things, "hoa", T0 + KEPT_FOR + timedelta(seconds=1), limit=1) == ("a0",)
