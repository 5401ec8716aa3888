"""Cutting a text for showing: marks, masks, and both at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.privacy import hidden_parts, mask
from monitor.desk.marks import Mark, Piece, pieces

TEXT = "em Nguyễn Văn An gọi 0912345678 báo 12 em nhập viện"


def span(words: str, why: str = "vì") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), why)


NONSENSE = [Mark(5, 5, "x"), Mark(-3, 2, "x"), Mark(3, 999, "x")]


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], [("em N.V.A. gọi [điện thoại] báo 12 em nhập viện", "")]),
        ([span("12 em nhập viện")], [("em N.V.A. gọi [điện thoại] báo ", ""), ("12 em nhập viện", "vì")]),
        ([span("Văn")], [("em ", ""), ("N.V.A.", "vì"), (" gọi [điện thoại] báo 12 em nhập viện", "")]),
        (
            [span("12 em", "a"), span("em nhập", "b")],
            [
                ("em N.V.A. gọi [điện thoại] báo ", ""), ("12 ", "a"), ("em", "a; b"), (" nhập", "b"), (" viện", ""),
            ],
        ),
        (NONSENSE, [("em N.V.A. gọi [điện thoại] báo 12 em nhập viện", "")]),
    ],
    ids=["none", "one", "half-a-name", "overlapping", "nonsense"],
)  # fmt: skip
def test_masked_pieces(marks, shown):
    assert pieces(TEXT, marks, masked=True) == tuple(Piece(*pair) for pair in shown)


WORDS = st.lists(
    st.sampled_from(["em Nguyễn Văn An", "0912345678", "a@b.vn", "gọi", "12 em", "cô Lê Thị B.", "\n", "123456789"]),
    max_size=12,
).map(" ".join)


@given(text=WORDS, spans=st.lists(st.tuples(st.integers(-5, 150), st.integers(-5, 150)), max_size=6))
def test_the_pieces_are_the_text_or_its_masked_form(text, spans):
    marks = [Mark(start, end, "vì") for start, end in spans]
    assert "".join(piece.text for piece in pieces(text, marks, masked=False)) == text
    assert "".join(piece.text for piece in pieces(text, marks, masked=True)) == mask(text)


@given(text=WORDS)
def test_hidden_parts_stand_in_order_and_apart(text):
    parts = hidden_parts(text)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    assert mask(mask(text)) == mask(text)
