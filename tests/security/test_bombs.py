"""What is small and unpacks to much: entities in feeds and sitemaps, archives in imports and backups."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.backup import DATABASE, FORMAT, MANIFEST, PRODUCT, BackupError
from monitor.collect.extract import extract
from monitor.collect.feeds import parse_feed
from monitor.collect.intake.files import read_table
from monitor.collect.intake.tables import TableError
from monitor.collect.sitemaps import parse_sitemap
from monitor.core.errors import ParseError
from monitor.core.settings import Settings, load_settings
from monitor.restore import restore_backup

NOW = datetime(2026, 10, 1, tzinfo=UTC)
MOST_BYTES = 64 * 1024 * 1024
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def rss(head: str, entity: str) -> bytes:
    item = f"<item><title>&{entity};</title><link>https://a.example/1</link></item>"
    return f'{head}<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'.encode()


def sitemap(head: str, entity: str) -> bytes:
    url = f"<url><loc>https://a.example/&{entity};</loc></url>"
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{url}</urlset>'.encode()


def read(kind: str, body: bytes) -> str:
    try:
        parse = parse_feed if kind == "feed" else parse_sitemap
        return repr(parse(body, feed_url="https://a.example/", source_id="a", now=NOW))
    except ParseError as error:
        return repr(error)


@pytest.mark.parametrize(("kind", "make"), [("feed", rss), ("sitemap", sitemap)], ids=["feed", "sitemap"])
def test_entities_are_not_multiplied(kind, make):
    tracemalloc.start()
    told = read(kind, make(LAUGHS, "j"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "hahaha" not in told
    assert peak < MOST_BYTES


@pytest.mark.parametrize(("kind", "make"), [("feed", rss), ("sitemap", sitemap)], ids=["feed", "sitemap"])
def test_no_file_comes_in_by_an_entity(kind, make):
    assert "root:" not in read(kind, make(OUTSIDE, "e"))


def test_a_page_nested_without_end_is_an_article_or_none():
    body = b"<div>" * 50_000 + "Học sinh".encode() + b"</div>" * 50_000
    assert extract(body, url="https://a.example/1", now=NOW).url


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    root = Path(__file__).parents[2]
    return load_settings({"MONITOR_HOME": str(root), "MONITOR_VAR": str(tmp_path / "var")})


def pack(path: Path, files: dict[str, bytes], *, sizes: dict[str, int] | None = None) -> Path:
    """A backup that claims to be one of ours."""
    rows = [
        {
            "name": name,
            "size": (sizes or {}).get(name, len(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for name, content in files.items()
    ]
    manifest = {"product": PRODUCT, "format": FORMAT, "revision": "0017", "version": "1", "files": rows, "counts": {}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../evil", "models/../../evil", "/etc/evil", "C:evil", "models\\..\\evil", "mappings/../../../evil"]
)
def test_nothing_of_a_backup_lands_outside_its_folder(settings, tmp_path, name):
    path = pack(tmp_path / "b.zip", {DATABASE: b"no database", name: b"evil"})
    with pytest.raises(BackupError):
        restore_backup(settings, path, now=NOW, force=True, told=lambda *_: None)
    assert not [found for found in tmp_path.rglob("*evil*") if found != path]
    assert not Path("/etc/evil").exists()


def test_a_backup_that_unpacks_to_much_more_is_refused(settings, tmp_path):
    path = pack(tmp_path / "b.zip", {DATABASE: b"\0" * (300 * 1024 * 1024)})
    with pytest.raises(BackupError, match="kích thước"):
        restore_backup(settings, path, now=NOW, force=True, told=lambda *_: None)
    assert not (tmp_path / "var" / "monitor.db").exists()


def test_a_manifest_that_lies_about_a_size_is_refused(settings, tmp_path):
    path = pack(tmp_path / "b.zip", {DATABASE: b"x" * 1000}, sizes={DATABASE: 10})
    with pytest.raises(BackupError):
        restore_backup(settings, path, now=NOW, force=True, told=lambda *_: None)


def test_a_file_within_a_file_is_no_export():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("../../evil", b"evil")
    with pytest.raises(TableError):
        list(read_table(inner.getvalue()).rows)
