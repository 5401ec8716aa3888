"""The commands on real pages, feeds and news, when these are beside the checkout; nothing of them is kept here.

Captures are served on loopback with their hosts rewritten, so that nothing leaves this machine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from monitor.collect.feeds import parse_feed
from monitor.core.entries import Entry
from tests.fakes.news_server import NewsServer

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "real"
CAPTURES = REAL / "captures"
ARTICLE, STRIPPED, FRAGMENT = (
    "vnexpress_article_2025-10-22.html",
    "vnexpress_article_2023-11-30.html",
    "vnexpress_fragment_2023.html",
)
FEEDS = {"vnexpress_rss_2017-11-14.js": 24, "vnexpress_rss_thegioi_2025-02-06.xml": 1}
SECTIONS = {"dantri_page_2017.html": 130, "dantri_page_2019.html": 130, "vnexpress_english_home_2025-12.html": 60}
ARTICLE_PATH = "/dau-bung-keo-dai-phat-hien-ung-thu-lymphoma-ruot-non-4954454.html"
HOSTS = re.compile(rb"https?://(?:[a-z0-9-]+\.)*(?:vnexpress\.net|dantri\.com\.vn|vietnamnet\.vn)(?=[/\"'<\s])")
LEVELS = {"S0", "S1", "S2", "S3", "S4"}

pytestmark = [
    pytest.mark.skipif(not REAL.is_dir(), reason="the real material (../shared/real) is not beside this checkout"),
    pytest.mark.slow,
]


def monitor(*arguments: object, var: Path) -> list[dict[str, Any]]:
    """Run a command as a process of its own; nothing but records may come out, and nothing may go wrong."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MONITOR_") and k != "DATABASE_URL"}
    ours = {"MONITOR_VAR": str(var), "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "monitor.cli", *map(str, arguments)], capture_output=True, check=False, cwd=var.parent,
        env=inherited | ours, timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def capture(name: str, base: str) -> bytes:
    """A capture's bytes, links leading to the fake server instead of the newspaper."""
    return HOSTS.sub(base.encode(), (CAPTURES / name).read_bytes())


def entries_of(name: str, base: str) -> tuple[Entry, ...]:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return parse_feed(capture(name, base), feed_url=base, source_id="x", now=now).entries


@pytest.fixture(scope="module")
def round_of_real_sources(tmp_path_factory):
    """One `monitor poll` over feeds and section pages as they were sent."""
    folder = tmp_path_factory.mktemp("real")
    with NewsServer() as server:
        rows = []
        for number, name in enumerate([*FEEDS, *SECTIONS]):
            server.add(f"/nguon-{number}", capture(name, server.base))
            rows.append({"id": f"nguon-{number}", "name": name, "kind": "rss" if name in FEEDS else "html",
                         "url": server.url(f"/nguon-{number}"), "tier": "national", "channel": "press-central",
                         "min_gap_s": 0, "every_minutes": 10, "enabled": True, "confidence": "A"})  # fmt: skip
        for entry in entries_of(next(iter(FEEDS)), server.base):
            # A page that is refused for good: the entry itself, headline and summary, is what is kept.
            server.add(urlsplit(entry.url).path, b"refused", status=403)
        (linked,) = entries_of("vnexpress_rss_thegioi_2025-02-06.xml", server.base)
        server.add(urlsplit(linked.url).path, (CAPTURES / ARTICLE).read_bytes(), gzipped=True)
        sources = folder / "sources.yaml"
        sources.write_text(yaml.safe_dump({"sources": rows}), "utf-8")
        summary = monitor("poll", "--sources", sources, "--once", "--json", var=folder / "var")[0]
        stored = monitor("export", var=folder / "var")
    return summary, stored, {row["id"]: row["name"] for row in rows}


def expected() -> dict[str, Any]:
    return json.loads((CAPTURES / ARTICLE).with_suffix(".expected.json").read_text("utf-8"))["V1"]


def check_article(found: dict[str, Any]) -> None:
    wanted = expected()
    assert found["title"] == wanted["title"]
    assert [found["lead"]] == wanted["body"]["summary"]
    assert found["text"].split("\n") == wanted["body"]["sections"][0]["paragraphs"]
    assert datetime.fromisoformat(found["published_at"]) == datetime.fromisoformat(wanted["publishing_date"])
    assert [found["author"]] == wanted["authors"]


def test_every_real_source_is_read(round_of_real_sources):
    summary, _, names = round_of_real_sources
    assert (summary["sources"], summary["fetched"], summary["failed"]) == (len(names), len(names), 0)
    assert summary["entries"] >= sum(FEEDS.values()) + sum(SECTIONS.values())


@pytest.mark.parametrize(("name", "entries"), FEEDS.items())
def test_every_entry_of_a_real_feed_is_stored(round_of_real_sources, name, entries):
    _, stored, names = round_of_real_sources
    items = [item for item in stored if names[item["source"]] == name]
    assert len(items) == entries
    assert all(item["title"] and item["published_at"] and "<" not in item["text"] for item in items)


def test_the_page_behind_a_real_feed_entry_is_read_whole(round_of_real_sources):
    _, stored, names = round_of_real_sources
    (item,) = [item for item in stored if names[item["source"]] == "vnexpress_rss_thegioi_2025-02-06.xml"]
    wanted = expected()
    # Rules of the newspaper's own site do not apply on loopback, so a picture's caption may be left out.
    paragraphs = [text for text in wanted["body"]["sections"][0]["paragraphs"] if "Ảnh:" not in text]
    assert [text for text in item["text"].split("\n") if "Ảnh:" not in text] == paragraphs
    assert [item["lead"]] == wanted["body"]["summary"]


def test_a_real_article_is_extracted_field_by_field(tmp_path):
    lines = tmp_path / "pages.jsonl"
    lines.write_text(
        "".join(
            json.dumps({"id": name, "url": "https://vnexpress.net" + ARTICLE_PATH, "path": str(CAPTURES / name)}) + "\n"
            for name in (ARTICLE, STRIPPED, FRAGMENT)
        ),
        "utf-8",
    )
    found = {row["id"]: row for row in monitor("extract", "--input", lines, var=tmp_path / "var")}
    check_article(found[ARTICLE])
    for name in (STRIPPED, FRAGMENT):
        assert found[name]["error"] is None
        assert len(found[name]["text"]) > 1500


@pytest.mark.parametrize(("name", "entries"), FEEDS.items())
def test_the_feed_command_reads_real_feeds(tmp_path, name, entries):
    items = monitor("feed", CAPTURES / name, "--url", "https://vnexpress.net/rss/x.rss", var=tmp_path / "var")
    assert len(items) == entries
    assert all(item["url"].startswith("https://") and item["published_at"] for item in items)


@pytest.fixture(scope="module")
def news() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (REAL / "news-dev.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", ["news-dev.jsonl", "comments-dev.jsonl"])
def test_real_texts_run_whole_through_classify(tmp_path, name):
    given = [json.loads(line) for line in (REAL / name).read_text("utf-8").splitlines()]
    labels = monitor("classify", "--input", REAL / name, var=tmp_path / "var")
    assert [row["id"] for row in labels] == [row["id"] for row in given]
    for item, row in zip(given, labels, strict=True):
        full = "\n".join(item[key] for key in ("title", "lead", "text") if item.get(key))
        assert row["severity"]["level"] in LEVELS
        assert all(full[place["start"] : place["end"]] == place["name"] for place in row["places"])
        assert all(full[reason["start"] : reason["end"]] == reason["text"] for reason in row["reasons"])


def test_real_news_run_whole_through_stories(tmp_path, news):
    rows = monitor("stories", "--input", REAL / "news-dev.jsonl", var=tmp_path / "var")
    last = {row["id"]: row for row in rows}
    assert set(last) == {item["id"] for item in news}
    sizes = Counter(row["story"] for row in last.values())
    # A day's or a month's news of one section is no single event: a story that swallows many is a fault.
    assert max(sizes.values()) <= len(news) // 20
