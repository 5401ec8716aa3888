"""Texts taken out at the end of their retention: figures stay, what a case rests on stays, search follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.entries import Evidence
from monitor.core.items import Channel, Kind
from monitor.core.labels import Reason
from monitor.core.plan import Plan
from monitor.core.retention import CLEARED_TEXT
from monitor.reports.figures import period_figures
from monitor.reports.periods import week_of
from monitor.stages.retaining import clear_old, would_clear
from monitor.store.database import Store, open_store
from tests.fakes.report_rows import put_news

NOW = datetime(2026, 10, 1, 3, 30, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
NEW = NOW - timedelta(days=10)
SECRET = "Em Nguyễn Văn An lớp 7A3 bị bạn đánh, gọi 0912345678"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[3] / "plan.yaml")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield store
    store.close()


def _post(author: str | None, text: str, **more: object) -> dict[str, object]:
    return {
        "kind": Kind.SOCIAL, "channel": Channel.FACEBOOK_GROUP, "source": "nhom", "title": None, "text": text,
        "author": author, **more,
    }  # fmt: skip


def _old_week(store: Store) -> None:
    with store.transaction() as tx:
        put_news(tx, "press", OLD, story="c-1", themes=("exams-admissions",), item={"text": SECRET, "lead": SECRET})
        for number, author in enumerate(("u-1", "u-1", "u-2", None, None)):
            item = _post(author, f"Bài số {number} {SECRET}", context=SECRET, links=("https://fb.com/an",))
            put_news(tx, f"post-{number}", OLD + timedelta(minutes=number), story="c-1", item=item,
                     reasons=(Reason("floor.violence", SECRET, 0, 10),))  # fmt: skip
        put_news(tx, "fresh", NEW, item={"text": SECRET})


def test_figures_of_an_old_period_stay_the_same(store, plan):
    _old_week(store)
    period = week_of(OLD.date())
    with store.read() as tx:
        before = period_figures(tx, period, plan=plan, now=NOW)
    assert before.current.total.total, "there is something to count"

    done = clear_old(store, days=90, now=NOW)

    assert done.items == 6
    with store.read() as tx:
        after = period_figures(tx, period, plan=plan, now=NOW)
    assert after.current == before.current
    assert [(one.item_id, one.origins, one.copies, one.level) for one in after.stories] == [
        (one.item_id, one.origins, one.copies, one.level) for one in before.stories
    ]
    assert (after.sums, after.incidents, after.sources) == (before.sums, before.incidents, before.sources)


def test_nothing_personal_stays_and_the_index_follows(store):
    _old_week(store)
    with store.read() as tx:
        hashes = {item.id: item.content_hash for item in tx.items.export()}
        assert len(tx.items.search("Nguyễn Văn An")) == 7
    clear_old(store, days=90, now=NOW)
    with store.read() as tx:
        assert [item.id for item in tx.items.search("Nguyễn Văn An")] == ["fresh"]
        assert [item.id for item in tx.items.search("nguyen van an")] == ["fresh"]
        post, press = tx.items.get("post-0"), tx.items.get("press")
        labels = tx.labels.get("post-0")
    assert post is not None
    assert press is not None
    assert labels is not None
    assert (post.text, post.context, post.links) == (CLEARED_TEXT, None, ())
    assert (press.text, press.lead, press.title) == ("", None, "Tin press")
    assert post.author not in {None, "u-1"}
    assert labels.reasons[0].text == ""
    assert hashes["press"] != press.content_hash


def test_an_emptied_item_delivered_again_stays_empty(store):
    _old_week(store)
    with store.read() as tx:
        again = tx.items.get("press")
    assert again is not None
    clear_old(store, days=90, now=NOW)
    with store.transaction() as tx:
        assert tx.items.put(again, now=NOW).value == "same"
        stored = tx.items.get("press")
    assert stored is not None
    assert stored.text == ""


def test_what_a_case_rests_on_is_kept(store):
    _old_week(store)
    with store.transaction() as tx:
        tx.evidence.add(Evidence("press", OLD, "https://a.example/1", "ab", 3, b"abc"))
    done = clear_old(store, days=90, now=NOW)
    with store.read() as tx:
        kept = tx.items.get("press")
    assert kept is not None
    assert kept.text == SECRET
    assert (done.items, done.tied) == (5, 1)


def test_versions_are_emptied_too(store):
    _old_week(store)
    with store.transaction() as tx:
        item = tx.items.get("press")
        assert item is not None

        tx.items.put(replace(item, text=f"{SECRET} Sửa."), now=OLD)
    clear_old(store, days=90, now=NOW)
    with store.read() as tx:
        assert not any("Nguyễn" in version.full_text for version in tx.items.versions("press"))


def test_a_second_run_finds_nothing_and_the_audit_tells_of_the_first(store):
    _old_week(store)
    assert would_clear(store, days=90, now=NOW).items == 6
    clear_old(store, days=90, now=NOW)
    assert clear_old(store, days=90, now=NOW).items == 0
    with store.read() as tx:
        lines = tx.audit.before(None, 10, act="retention")
        assert len(lines) == 1
        assert "6 tin bài" in lines[0].line.note
        assert tx.audit.verify().whole


def test_small_batches_reach_every_item_and_tell_how_far_they_are(store, monkeypatch):
    monkeypatch.setattr("monitor.stages.retaining.BATCH", 2)
    _old_week(store)
    told: list[int] = []
    clear_old(store, days=90, now=NOW, told=told.append)
    assert told == [2, 4, 6]
