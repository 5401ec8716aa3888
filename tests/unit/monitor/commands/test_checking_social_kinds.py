"""`monitor doctor` for every kind of social source: what is missing, and that nothing is when nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.commands.checking import _social
from monitor.core.settings import load_settings
from monitor.core.sources import SourceKind

KEYS = {"MONITOR_FACEBOOK_TOKEN": "f", "MONITOR_YOUTUBE_KEY": "y", "MONITOR_THREADS_TOKEN": "t"}
PLAIN = {SourceKind.RSS, SourceKind.ATOM, SourceKind.SITEMAP, SourceKind.HTML}
ADDRESSES = {
    SourceKind.FACEBOOK: "https://www.facebook.com/truong",
    SourceKind.THREADS: "https://www.threads.net/search?q=truong",
}
LACKS = {
    SourceKind.FACEBOOK: ("MONITOR_FACEBOOK_TOKEN", "App Review"),
    SourceKind.YOUTUBE_COMMENTS: ("MONITOR_YOUTUBE_KEY", "Google Cloud"),
    SourceKind.THREADS: ("MONITOR_THREADS_TOKEN", "threads_keyword_search"),
    SourceKind.REDDIT: ("consent", "sources.yaml"),
    SourceKind.GOOGLE: ("consent", "sources.yaml"),
}
"""What doctor names of each kind that needs something; the other kinds need nothing."""


def told(home: Path, kind: SourceKind, *, consent: str = "", **env: str) -> list[str]:
    row = f"{{id: mau, name: Mẫu, kind: {kind.value}, url: '{ADDRESSES.get(kind, 'https://mau.example/x')}'"
    row += f", consent: '{consent}'}}" if consent else "}"
    (home / "sources.yaml").write_text(f"sources:\n  - {row}\n", "utf-8")
    return [finding.text for finding in _social(load_settings({"MONITOR_HOME": str(home)} | env))]


@pytest.mark.parametrize("kind", sorted(set(SourceKind) - PLAIN))
def test_what_a_kind_lacks_is_named_and_settled(kind: SourceKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    bare = told(tmp_path, kind)
    assert [all(word in text for word in LACKS[kind]) for text in bare] == ([True] if kind in LACKS else [])
    assert told(tmp_path, kind, consent="Công văn 1", **KEYS) == []
