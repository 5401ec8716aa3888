from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collect.discover import append_source, first_entries, linked_feeds, slug, source_entry
from monitor.core.config.sources_file import load_sources
from monitor.core.errors import ConfigError
from monitor.core.items import Channel
from monitor.core.sources import Source, SourceKind, Tier
from tests.fakes.store_rows import an_entry, at

NOW = datetime(2022, 10, 12, 8, 0, tzinfo=UTC)
BASE = "https://bao-mau.example/"
SOURCE = Source("bao-mau", "Báo Mẫu", SourceKind.RSS, BASE + "rss", Channel.PRESS_LOCAL, Tier.STATE, confidence="B")
FILE = """# Nguồn theo dõi.
sources:
  # Báo trong tỉnh
  - id: bao-que-dua  # báo nhà
    name: Báo Quê Dừa
    url: https://bao-que-dua.example/rss
"""


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param('<link rel="alternate" type="application/rss+xml" href="/a.rss">', ["a.rss"], id="declared"),
        pytest.param('<link rel="alternate" hreflang="en" href="/en">', [], id="another-language"),
        pytest.param('<a href="/rss/the-thao.rss">Thể thao</a>', ["rss/the-thao.rss"], id="linked"),
        pytest.param(
            '<a href="/a.rss">Thể thao</a><a href="/b.rss">Giáo dục</a>', ["b.rss", "a.rss"], id="education-first"
        ),
        pytest.param('<a href="https://khac.example/a.rss">Báo khác</a>', [], id="another-site"),
        pytest.param('<a href="/a.rss">A</a><a href="/a.rss">B</a>', ["a.rss"], id="once"),
    ],
)
def test_linked_feeds(html, found):
    assert linked_feeds(f"<html><body>{html}</body></html>".encode(), BASE) == tuple(BASE + path for path in found)


@pytest.mark.parametrize(
    ("host", "expected"), [("bao-mau.com.vn", "bao-mau-com-vn"), ("127.0.0.1", "127-0-0-1"), ("A.vn", "a-vn")]
)
def test_slug(host, expected):
    assert slug(host) == expected


def test_first_entries_are_the_newest_and_then_those_without_a_date():
    dated = [an_entry(f"e{n}", published_at=at(n)) for n in (1, 3, 2)]
    undated = an_entry("e0")
    assert [entry.key for entry in first_entries([undated, *dated], 4)] == ["e3", "e2", "e1", "e0"]
    assert len(first_entries(dated, 2)) == 2


def test_an_entry_is_added_and_the_rest_of_the_file_stays(tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_text(FILE, encoding="utf-8")
    path.chmod(0o640)
    sources = append_source(path, SOURCE)
    assert path.read_text(encoding="utf-8").startswith(FILE)
    assert [source.id for source in sources] == ["bao-que-dua", "bao-mau"]
    assert replace(sources[1], note="") == SOURCE
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["sources.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sources: []\n", id="empty-list"),
        pytest.param("sources:\n- id: a\n  url: https://a.example/\n", id="no-indent"),
        pytest.param("sources:\n    - id: a\n      url: https://a.example/", id="deep-and-no-newline-at-the-end"),
    ],
)
def test_the_indent_of_the_file_is_kept(tmp_path, text):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    assert append_source(path, SOURCE)[-1].id == "bao-mau"


@pytest.mark.parametrize(
    ("text", "source", "word"),
    [
        pytest.param(FILE, replace(SOURCE, id="bao-que-dua"), "đã có", id="id-taken"),
        pytest.param(FILE, replace(SOURCE, id="Báo Mẫu"), "không dùng được", id="bad-id"),
        pytest.param(FILE + "  - id: x\n", SOURCE, "thiếu", id="faulty-before"),
    ],
)
def test_a_file_that_would_be_faulty_is_left_as_it_was(tmp_path, text, source, word):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=word) as caught:
        append_source(path, source)
    assert {fault.file for fault in caught.value.faults} == {str(path)}
    assert path.read_text(encoding="utf-8") == text
    assert [entry.name for entry in tmp_path.iterdir()] == ["sources.yaml"]


def test_a_folder_that_must_not_be_written_to_is_told(tmp_path, monkeypatch):
    path = tmp_path / "sources.yaml"
    path.write_text(FILE, encoding="utf-8")

    def refused(*_args, **_fields):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refused)
    with pytest.raises(ConfigError, match="MONITOR_SOURCES_FILE"):
        append_source(path, SOURCE)
    assert path.read_text(encoding="utf-8") == FILE


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_name_is_read_back_as_it_was_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("sources:\n" + source_entry(replace(SOURCE, name="x" + name + "x")), encoding="utf-8")
    (source,) = load_sources(path)
    assert source.name == "x" + name + "x"
