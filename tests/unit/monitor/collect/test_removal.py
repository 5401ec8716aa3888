from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.removal import is_removed, is_social
from monitor.core.entries import Article
from tests.fakes.store_rows import an_item

URL = "https://bao-que-dua.example/giao-duc/hoc-sinh-nhap-vien-123.html"
SENTENCE = "Theo Trung tâm Y tế huyện Ba Tri, 42 học sinh được đưa vào cấp cứu trưa 12-10. "
REST = "Cơ quan chức năng đã lấy mẫu thức ăn để xét nghiệm tìm nguyên nhân vụ việc này. "
TEXT = SENTENCE + REST * 6
TITLE = "42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú"
ITEM = an_item("q1", TEXT, title=TITLE, url=URL)
GALLERY = an_item("q2", "Ảnh lễ khai giảng.", title="Chùm ảnh lễ khai giảng ở Giồng Trôm", url=URL)
MISSING = an_item("q3", TEXT, title="Không tìm thấy nữ sinh mất tích ở Bình Đại", url=URL)
OTHERS = "Giá dừa khô tại Mỏ Cày tăng nhẹ trong tuần qua vì sản lượng giảm theo mùa. " * 6


def page(title=None, text="", *, lead=None, error=None):
    return Article(URL, title=title, lead=lead, text=text, error=error)


NOTICE = page("Không tìm thấy trang", "Bài viết bạn tìm không tồn tại hoặc đã bị gỡ.")
SECTION = "https://bao-que-dua.example/giao-duc"


@pytest.mark.parametrize(
    ("item", "article", "answered", "removed"),
    [
        pytest.param(ITEM, page(TITLE, TEXT), URL, False, id="as-it-was"),
        pytest.param(ITEM, page(TITLE, TEXT), URL + "?utm_source=x", False, id="tracking"),
        pytest.param(ITEM, page(TITLE, TEXT), "https://bao-que-dua.example/moi/123.html", False, id="moved"),
        pytest.param(ITEM, page(TITLE.replace("42", "58"), "Ngắn."), URL, False, id="title-edited-text-cut"),
        pytest.param(ITEM, page("Vụ ở Ba Tri: đã có kết quả xét nghiệm", TEXT), URL, False, id="new-title-same-text"),
        pytest.param(ITEM, page("Đính chính của tòa soạn", SENTENCE), URL, False, id="one-sentence-left"),
        pytest.param(ITEM, page("Giá dừa tăng", OTHERS), URL, False, id="another-article-no-sign"),
        pytest.param(ITEM, page(TITLE, error="no usable text"), URL, False, id="new-layout"),
        pytest.param(ITEM, page("Trang chủ", TEXT), "https://bao-que-dua.example/", True, id="front-page"),
        pytest.param(ITEM, page("Giáo dục", OTHERS), SECTION, True, id="section-page"),
        pytest.param(ITEM, NOTICE, URL, True, id="notice"),
        pytest.param(ITEM, page("Thông báo", "NỘI DUNG ĐÃ BỊ XÓA theo yêu cầu."), URL, True, id="notice-in-capitals"),
        pytest.param(ITEM, page("404", "Page not found"), URL, True, id="notice-in-english"),
        pytest.param(ITEM, page("Báo Dừa", lead="Trang không tồn tại", text=OTHERS), URL, True, id="notice-in-lead"),
        pytest.param(ITEM, page("Báo Quê Dừa", "Tin mới trong ngày."), URL, True, id="much-shorter"),
        pytest.param(ITEM, page(error="empty page"), URL, True, id="empty"),
        pytest.param(ITEM, page("Báo Quê Dừa", error="no usable text"), URL, True, id="only-the-frame"),
        pytest.param(GALLERY, page(GALLERY.title, error="no usable text"), URL, False, id="gallery"),
        pytest.param(GALLERY, NOTICE, URL, True, id="gallery-gone"),
        pytest.param(MISSING, page("Vẫn không tìm thấy nữ sinh mất tích ở biển", ""), URL, False, id="a-person"),
        pytest.param(MISSING, page("Không tìm thấy trang", ""), URL, True, id="missing-page"),
        pytest.param(replace(ITEM, title=None), page(None, TEXT), URL, False, id="no-title"),
    ],
)
def test_removed_is_when_nothing_is_left_and_the_page_shows_it(item, article, answered, removed):
    assert is_removed(item, article, asked=URL, answered=answered) is removed


@given(st.text(min_size=60, max_size=400), st.sampled_from([URL, SECTION]))
def test_a_page_with_the_same_title_is_never_removed(text, answered):
    article = page(TITLE, text)
    assert not is_removed(an_item("q1", text, title=TITLE), article, asked=URL, answered=answered)


def test_a_front_page_that_was_the_item_itself_is_not_removed():
    home = "https://bao-que-dua.example/"
    assert not is_removed(ITEM, page(TITLE, TEXT), asked=home, answered=home)


@pytest.mark.parametrize(
    ("url", "social"),
    [
        ("https://www.facebook.com/trang/posts/1", True),
        ("https://m.facebook.com/1", True),
        ("https://t.me/kenh/1", True),
        ("https://youtu.be/abc", True),
        ("https://www.tiktok.com/@a/video/1", True),
        ("https://www.threads.net/@a/post/1", True),
        ("https://old.reddit.com/r/x", True),
        ("https://news.google.com/rss/articles/CB", True),
        ("https://voz.vn/t/1", False),
        ("https://vnexpress.net/bai-1.html", False),
        ("https://notfacebook.com/1", False),
        ("https://bat.me/1", False),
        ("khong phai dia chi", False),
    ],
)
def test_addresses_of_social_services(url, social):
    assert is_social(url) is social
