"""Xu hướng: the numbers of the report, and each number's link opens what was counted."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from monitor.core.accounts import Role
from monitor.core.labels import PlaceMention, Scored, Sentiment, Territory
from tests.fakes.store_rows import T0, a_classification, a_membership, an_item

BA_TRI = "ben-tre/ba-tri"
THEME = "school-safety"


def put(app, item_id, *, days_ago=0.0, copy_of=None, **labels):
    seen = T0 - timedelta(days=days_ago)
    values = {"territory": Territory.HOME, "themes": (Scored(THEME, 0.9),), "sentiment": Sentiment.NEGATIVE}
    with app.store.transaction() as tx:
        tx.items.put(an_item(item_id, f"Bài {item_id}.", title=f"Tin {item_id}", published_at=seen), now=T0)
        tx.labels.put(a_classification(item_id, **(values | labels)), now=T0)
        tx.stories.put(a_membership(item_id, f"c-{item_id}", copy_of=copy_of))


@pytest.fixture
def duty(app, office):
    app.clock.move_to(T0 + timedelta(hours=1))
    return office.signed_in(Role.DUTY)


def row(page: str, name: str) -> list[tuple[str, str]]:
    """A table line's cells: text and address."""
    line = re.search(rf'<tr><th scope="row">{re.escape(name)}</th>(.*?)</tr>', page)[1]
    cells = re.findall("<td.*?</td>", line)
    links = [re.search('href="([^"]+)"', cell) for cell in cells]
    texts = [re.sub("<[^>]+>", "", cell) for cell in cells]
    return [(text, unescape(link[1]) if link else "") for text, link in zip(texts, links, strict=True)]


def test_a_number_opens_as_many_items_as_it_says(app, duty):
    for n in range(3):
        put(app, f"q{n}")
    put(app, "q7", sentiment=Sentiment.POSITIVE, themes=())
    for n in range(2):
        put(app, f"b{n}", days_ago=7)
    put(app, "y0", days_ago=364)
    app.clock.advance(timedelta(minutes=1))
    page = duty.read("/xu-huong")
    theme = next(one.name for one in app.plan.themes if one.id == THEME)
    current, before, last_year, change, negative, neutral, positive = row(page, theme)
    assert [cell[0] for cell in (current, before, last_year, change)] == ["3", "2", "1", "+1"]
    assert [cell[0] for cell in (negative, neutral, positive)] == ["3", "0", "0"]
    for text, address in (current, before, last_year, negative):
        assert duty.read(address).count("<li data-item>") == int(text), address


def test_reprints_and_other_provinces_are_told_apart(app, duty):
    put(app, "q1")
    put(app, "q2", copy_of="q1")
    put(app, "q3", territory=Territory.OTHER)
    page = duty.read("/xu-huong")
    assert row(page, "Tổng số tin")[0][0] == "1"
    assert row(page, "Bài đăng lại (không tính vào tổng)")[0] == ("1", "")
    elsewhere = row(page, "Tin của tỉnh khác (không tính vào tổng)")[0]
    assert elsewhere[0] == "1"
    assert "/tin-bai/q3" in duty.read(elsewhere[1])


def test_a_place_opens_the_items_of_the_place(app, duty):
    mention = PlaceMention(BA_TRI, "Ba Tri", "district", 0, 3, 1.0)
    put(app, "q1", places=(mention,))
    put(app, "q2")
    name = "huyện Ba Tri"
    text, address = row(duty.read("/xu-huong"), name)[0]
    assert text == "1"
    found = duty.read(address)
    assert "/tin-bai/q1" in found
    assert "/tin-bai/q2" not in found


def test_charts_have_a_table_beside_them(app, duty):
    put(app, "q1")
    page = duty.read("/xu-huong?kieu=thang")
    assert page.count('<svg class="chart"') == 4
    assert page.count("<desc") == 4
    assert "14/10/2022" in page


def test_names_of_themes_and_titles_are_text(app, duty):
    put(app, "q1")
    with app.store.transaction() as tx:
        tx.items.put(an_item("q9", "x", title="<script>alert(1)</script>", published_at=T0), now=T0)
        tx.labels.put(a_classification("q9", territory=Territory.HOME, sentiment=Sentiment.POSITIVE), now=T0)
    page = duty.read("/xu-huong")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(("query", "status"), [("moc=hom-nay", 422), ("moc=1800-01-01", 422), ("kieu=x", 200)])
def test_a_query_that_means_nothing_is_answered(duty, query, status):
    assert duty.get(f"/xu-huong?{query}").status_code == status


def test_an_empty_store_is_no_error(duty):
    page = duty.read("/xu-huong")
    assert "Chưa có tin nào trong kỳ." in page
    assert "Chưa đủ số liệu" in page
