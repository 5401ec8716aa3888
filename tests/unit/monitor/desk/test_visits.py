"""Where a visitor may be sent on to."""

from __future__ import annotations

import pytest

from monitor.desk.visits import local_address


@pytest.mark.parametrize(
    ("text", "lands"),
    [("/su-co?muc=S3", "/su-co?muc=S3"), ("//x.vn", "/"), ("http://x.vn/", "/"), ("/\t/x.vn", "/"), ("su-co", "/")],
)
def test_only_addresses_of_the_desk_are_gone_to(text, lands):
    assert local_address(text) == lands
