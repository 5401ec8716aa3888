"""Names of files handed out, and reading the forms of a case file."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.desk.downloads import download


@pytest.mark.parametrize(
    ("name", "plain", "kind"),
    [
        ("weekly-2022-W41.docx", "weekly-2022-W41.docx", "application/vnd.openxmlformats"),
        ("báo cáo.docx", "b_o c_o.docx", "application/vnd.openxmlformats"),
        ("trang.html", "trang.html", "application/octet-stream"),
        ('a"; filename="b.exe', "a__ filename__b.exe", "application/octet-stream"),
        ("", "tep", "application/octet-stream"),
    ],
)
def test_a_file_goes_out_as_a_download(name, plain, kind):
    answer = download(name, b"x")
    assert f'attachment; filename="{plain}"; ' in answer.headers["content-disposition"]
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["x-content-type-options"] == "nosniff"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_name_breaks_the_header_and_every_name_arrives_whole(name):
    header = download(name, b"").headers["content-disposition"]
    assert header.isprintable()
    assert header.count('"') == 2
    assert unquote(header.partition("UTF-8''")[2]) == name
