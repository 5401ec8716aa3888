"""The demo as a user starts it: any city of the documented format, the page afterwards, a clean end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from monitor.core.errors import ConfigError
from monitor.demo.city import load_city

ROOT = Path(__file__).parents[3]
CITY = """name: Thành phố thử
start: 2022-10-12T06:00:00+07:00
days: 0.5
speed: 100000
sources:
  - {id: bao-thu, name: Báo Thử, kind: rss, channel: press-local, tier: state, home_place: ben-tre}
  - {id: kenh-thu, name: Kênh Thử, kind: telegram, channel: telegram, tier: open-social, home_place: ben-tre}
"""
ARTICLE = {
    "id": "b1", "source": "bao-thu", "at": "2022-10-12T09:00:00+07:00",
    "title": "42 học sinh tiểu học ở Ba Tri nhập viện sau bữa ăn bán trú", "lead": "Trưa 11-10 nhiều em bị nôn ói.",
    "body": ["Theo Trung tâm Y tế huyện Ba Tri, 42 học sinh Trường Tiểu học Bông Sen phải nhập viện."],
}  # fmt: skip
PATIENCE_S = 300.0
"""Far more than any of it takes, so that a busy machine fails no test."""
POST = {"id": "p1", "source": "kenh-thu", "at": "2022-10-12T08:00:00+07:00", "author": "a", "text": "Trời đẹp quá."}


@pytest.fixture
def city(tmp_path):
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "city.yaml").write_text(CITY, encoding="utf-8")
    (folder / "articles.jsonl").write_text(json.dumps(ARTICLE, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "posts.jsonl").write_text(json.dumps(POST, ensure_ascii=False) + "\n", encoding="utf-8")
    return folder


def start(city: Path, tmp_path: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "monitor.cli", "demo", "--data", str(city), *options]
    env = {**os.environ, "MONITOR_VAR": str(tmp_path / "var")}
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_another_city_runs_and_alerts(city, tmp_path):
    shown = start(city, tmp_path, "--once")
    output, _ = shown.communicate(timeout=PATIENCE_S)
    assert shown.returncode == 0, output
    assert "Ngộ độc thực phẩm – Trường Tiểu học Bông Sen, huyện Ba Tri" in output
    assert "không đọc được" not in output  # a channel that has not spoken yet is no failure
    assert list((tmp_path / "var" / "demo" / "outbox").glob("*pgd-ba-tri*push*.eml"))


def test_a_faulty_city_is_told_with_file_and_line(city, tmp_path):
    (city / "posts.jsonl").write_text(
        '{"id": "x"}\n{"id": "y", "source": "khong-co", "at": "hôm qua"}\n', encoding="utf-8"
    )
    shown = start(city, tmp_path, "--once")
    output, _ = shown.communicate(timeout=PATIENCE_S)
    assert shown.returncode == 2
    assert "posts.jsonl:1: source" in output
    assert "posts.jsonl:2: source" in output


def test_a_taken_port_is_told_before_the_demo_runs(city, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        shown = start(city, tmp_path, "--port", str(port))
        output, _ = shown.communicate(timeout=PATIENCE_S)
    assert shown.returncode == 1
    assert f"không mở được cổng {port}" in output
    assert "Ngộ độc" not in output


def test_the_page_is_served_until_stopped(city, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    shown = start(city, tmp_path, "--port", str(port))
    try:
        page = wait_for(f"http://127.0.0.1:{port}/")
        assert "Đăng nhập" in page
    finally:
        shown.send_signal(signal.SIGINT)
        output, _ = shown.communicate(timeout=PATIENCE_S)
    assert "Đã dừng" in output
    assert shown.returncode == 0


def wait_for(url: str, patience_s: float = PATIENCE_S) -> str:
    """The page, once the demo's days have been shown and it answers."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        try:
            return httpx.get(url, timeout=5, follow_redirects=True).text
        except httpx.TransportError:
            time.sleep(0.3)
    raise AssertionError(f"nothing answered at {url}")


def test_each_fault_of_a_city_stands_at_its_line(tmp_path):
    (tmp_path / "city.yaml").write_text(
        "name: Thử\nstart: 2022-10-12T06:00:00+07:00\ndays: 99\nsources:\n  - id: bao-a\n    kind: rsss\n",
        encoding="utf-8",
    )
    (tmp_path / "articles.jsonl").write_text(
        '{"id": "a1", "source": "bao-a", "at": "2022-10-12T07:00:00+07:00", "title": "Tin"}\n{"id": }\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as refused:
        load_city(tmp_path)
    found = {(fault.file, fault.line, fault.key) for fault in refused.value.faults}
    assert found == {("city.yaml", 6, "sources[0].kind"), ("city.yaml", 3, "days"), ("articles.jsonl", 2, "")}
    assert ": :" not in str(refused.value)
