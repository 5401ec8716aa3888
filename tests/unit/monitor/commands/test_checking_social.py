"""What `monitor doctor` says of social sources that lack something."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.commands.checking import _social
from monitor.core.settings import Settings, load_settings

SOURCES = """
sources:
  - {id: fb, name: Trang Trường, kind: facebook, url: 'https://www.facebook.com/truong', enabled: %s}
  - {id: go, name: Đầu mối, kind: google, url: 'https://news.google.com/rss/search?q=x', enabled: false}
  - {id: bao, name: Báo, url: 'https://bao.example/rss'}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(home: Path, *, on: bool, **env: str) -> Settings:
    (home / "sources.yaml").write_text(SOURCES % str(on).lower(), "utf-8")
    return load_settings({"MONITOR_HOME": str(home)} | env)


def test_a_source_that_is_off_is_a_note_and_one_that_is_on_is_a_fault(home: Path):
    found = [[(finding.what, finding.ok) for finding in _social(settings(home, on=on))] for on in (False, True)]
    assert found == [
        [("Nguồn Trang Trường", None), ("Nguồn Đầu mối", None)],
        [("Nguồn Trang Trường", False), ("Nguồn Đầu mối", None)],
    ]


def test_it_says_what_to_set(home: Path):
    facebook, google = _social(settings(home, on=True))
    assert "MONITOR_FACEBOOK_TOKEN" in facebook.text
    assert "Page Public Content Access" in facebook.text
    assert "consent" in google.text


def test_a_key_settles_it_and_is_not_shown(home: Path):
    (google,) = _social(settings(home, on=True, MONITOR_FACEBOOK_TOKEN="bi-mat"))
    assert google.what == "Nguồn Đầu mối"
    assert "bi-mat" not in google.text
