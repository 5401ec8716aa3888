from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.changes import ChangedLine, lines_changed
from tests.fakes.store_rows import an_item

ITEM = an_item(
    title="42 học sinh nhập viện",
    lead="Trưa 12-10, nhiều em đau bụng.",
    text="Trường xác nhận có sự việc. Công an đã vào cuộc.\nSức khỏe các em ổn định.",
)


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        pytest.param({}, (), id="same"),
        pytest.param({"text": ITEM.text.replace(" ", "  ").replace("\n", "\n\n")}, (), id="only-blanks"),
        pytest.param(
            {"title": "45 học sinh nhập viện"},
            (ChangedLine("title", "42 học sinh nhập viện", "45 học sinh nhập viện"),),
            id="title",
        ),
        pytest.param({"lead": None}, (ChangedLine("lead", "Trưa 12-10, nhiều em đau bụng.", None),), id="lead-gone"),
        pytest.param(
            {"text": ITEM.text + "\nMột em còn nằm viện."},
            (ChangedLine("text", None, "Một em còn nằm viện."),),
            id="added",
        ),
        pytest.param(
            {"text": "Trường xác nhận có sự việc. Công an chưa vào cuộc.\nSức khỏe các em ổn định."},
            (ChangedLine("text", "Công an đã vào cuộc.", "Công an chưa vào cuộc."),),
            id="one-sentence-of-a-paragraph",
        ),
    ],
)
def test_lines_changed(fields, lines):
    assert lines_changed(ITEM, replace(ITEM, **fields)) == lines


SENTENCES = st.lists(st.sampled_from(["Một.", "Hai ba.", "Bốn!", "Năm sáu bảy?"]), max_size=6)


@given(SENTENCES, SENTENCES)
def test_what_was_there_and_what_came_is_what_stands_and_what_went(before, after):
    old, new = an_item(text=" ".join(before)), an_item(text=" ".join(after))
    there = lines_changed(old, new)
    assert bool(there) == (before != after)
    added = [line.after for line in there if line.after is not None]
    gone = [line.before for line in there if line.before is not None]
    assert Counter(before) + Counter(added) == Counter(after) + Counter(gone)
