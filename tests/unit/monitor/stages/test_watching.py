from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.fetch import FetchResult
from monitor.core.entries import FetchOutcome, ItemWatch
from monitor.stages.watching import (
    MAX_EVIDENCE_BYTES,
    Finding,
    Reading,
    after_reading,
    describe_edit,
    next_reading,
    page_copy,
)
from tests.fakes.store_rows import T0, an_item, at

URL = "https://bao-que-dua.example/a-1.html"
WATCH = ItemWatch("q1", "bao-que-dua", URL, T0, T0, etag='"1"')
OK = FetchResult(FetchOutcome.OK, URL, status=200, etag='"2"')
LOST = FetchResult(FetchOutcome.TEMPORARY, URL, status=404, error="http 404")
DAY = 24 * 60


@pytest.mark.parametrize(
    ("age", "next_age"),
    [(0, 15), (14, 15), (15, 60), (60, 240), (239, 240), (240, 720), (720, 720 + DAY), (5000, 5000 + DAY)],
)
def test_the_schedule(age, next_age):
    assert next_reading(T0, at(age)) == at(next_age)


@given(st.integers(0, 100_000))
def test_the_next_reading_is_always_to_come(age):
    assert at(age) < next_reading(T0, at(age)) <= at(age + DAY)


def reading(finding, result=OK, watch=WATCH):
    return Reading(watch, result, finding, error=result.error)


def test_a_page_that_was_read_is_conditional_next_time():
    after = after_reading(replace(WATCH, misses=1, last_error="x"), reading(Finding.SAME), at(20))
    assert (after.etag, after.misses, after.last_error, after.last_read_at) == ('"2"', 0, None, at(20))
    assert after.next_due_at == at(60)


def test_a_page_is_gone_only_when_missed_twice():
    once = after_reading(WATCH, reading(Finding.GONE, LOST), at(60))
    twice = after_reading(once, reading(Finding.GONE, LOST), at(75))
    again = after_reading(twice, reading(Finding.GONE, LOST), at(240))
    assert (once.misses, once.removed_at, once.next_due_at) == (1, None, at(75))
    assert (twice.misses, twice.removed_at, twice.next_due_at) == (2, at(75), at(240))
    assert again.removed_at == at(75)
    assert after_reading(again, reading(Finding.SAME), at(300)).removed_at is None


@pytest.mark.parametrize(("wait", "due"), [(None, 75), (timedelta(hours=2), 180)])
def test_trouble_never_hurries(wait, due):
    blocked = replace(LOST, status=503, retry_after=wait)
    after = after_reading(WATCH, reading(Finding.UNREADABLE, blocked), at(59))
    assert after.next_due_at == at(59) + (wait or timedelta(minutes=15))
    assert (after.misses, after.etag) == (0, '"1"')


def test_a_copy_tells_what_the_whole_page_was():
    page = b"x" * (MAX_EVIDENCE_BYTES + 1)
    copy = page_copy("q1", URL, page, now=T0)
    assert (copy.size, len(copy.page), copy.complete) == (len(page), MAX_EVIDENCE_BYTES, False)
    assert copy.sha256 == hashlib.sha256(page).hexdigest()
    assert page_copy("q1", URL, page[1:], now=T0).complete


def test_an_edit_is_told_masked_and_short():
    before = an_item(title="Em Nguyễn Văn An nhập viện", text="Một. Hai. Ba. Bốn.")
    after = an_item(title="Em Nguyễn Văn An ra viện", text="Năm.")
    told = describe_edit(before, after)
    assert told.startswith("Bài được sửa: «Em N.V.A. nhập viện» → «Em N.V.A. ra viện»; «Một.» → «Năm.»; bỏ «Hai.»")
    assert told.endswith("và 2 chỗ khác")
