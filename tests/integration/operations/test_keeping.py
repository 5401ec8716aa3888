"""Backups while it runs, bringing them back, the nightly one; what is refused before any harm."""

from __future__ import annotations

import json
import stat
import sys
import threading
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from alerts.channels.recording import RecordingChannel
from monitor import backup as making
from monitor.backup import BackupError, backups_in, drop_old, make_backup
from monitor.commands import keeping
from monitor.core.clock import LOCAL, VirtualClock
from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.settings import Settings, load_settings
from monitor.nightly import latest_night, nightly_backup
from monitor.restore import restore_backup
from monitor.store.database import Store, open_store
from monitor.store.pg_dump import dump_command, restore_command
from monitor.store.sqlite_file import contents_of, is_in_use
from tests.fakes.delivery import parts_of
from tests.fakes.store_rows import T0, an_item

PG_URL = "postgresql+psycopg://giamsat:rat-bi-mat@db.example:5433/giamsat"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"MONITOR_VAR": str(tmp_path / "var")})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings.database_url)
    with store.transaction() as tx:
        for number in range(20):
            tx.items.put(an_item(f"q{number}", text=f"Tin số {number}"), now=T0)
    yield store
    store.close()


def quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody watches the bars."""


def database_of(settings: Settings) -> Path:
    return settings.var / "monitor.db"


def test_a_backup_is_made_while_somebody_writes(settings, store):
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with store.transaction() as tx:
                tx.meta.set(f"k{number}", "x" * 500)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = make_backup(settings, now=T0, told=quiet)
    finally:
        stop.set()
        writer.join()
    assert made.contents is not None
    assert dict(made.contents.counts)["items"] == 20


def test_the_manifest_names_everything_and_the_key_stays_out(settings, store):
    settings.secret_file.write_bytes(b"k" * 32)
    (settings.var / "models").mkdir()
    (settings.var / "models" / "themes.npz").write_bytes(b"m")
    made = make_backup(settings, now=T0, told=quiet)
    with zipfile.ZipFile(made.path) as pack:
        manifest = json.loads(pack.read("manifest.json"))
        names = set(pack.namelist())
    assert manifest["counts"]["items"] == 20
    assert manifest["secret_file"] == {"name": "secret", "included": False}
    assert {row["name"] for row in manifest["files"]} == names - {"manifest.json"}
    assert {"monitor.db", "models/themes.npz", "home/plan.yaml"} <= names
    assert "secret" not in names
    if sys.platform != "win32":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_there_and_back_with_the_key(settings, store, tmp_path):
    settings.secret_file.write_bytes(b"k" * 32)
    made = make_backup(settings, now=T0, to=tmp_path / "a.zip", with_secrets=True, told=quiet)
    store.close()
    elsewhere = load_settings({"MONITOR_VAR": str(tmp_path / "other")})
    done = restore_backup(elsewhere, made.path, now=T0, force=False, told=quiet)
    assert elsewhere.secret_file.read_bytes() == b"k" * 32
    assert (dict(done.counts)["items"], done.aside, done.secret_missing) == (20, (), False)
    again = open_store(elsewhere.database_url)
    with again.read() as tx:
        assert tx.items.count() == 20
        assert tx.items.search("Tin số 7")
    again.close()


def test_what_is_there_is_replaced_by_force_alone_and_kept(settings, store):
    made = make_backup(settings, now=T0, told=quiet)
    with store.transaction() as tx:
        tx.items.put(an_item("sau", text="Tin sau bản sao lưu"), now=T0)
    store.close()
    with pytest.raises(BackupError, match="--force"):
        restore_backup(settings, made.path, now=T0, force=False, told=quiet)
    done = restore_backup(settings, made.path, now=T0, force=True, told=quiet)
    assert dict(contents_of(database_of(settings)).counts)["items"] == 20
    assert dict(contents_of(done.aside[0]).counts)["items"] == 21


def test_a_database_in_use_is_not_replaced(settings, store):
    made = make_backup(settings, now=T0, told=quiet)
    assert is_in_use(database_of(settings))
    with pytest.raises(BackupError, match="đang chạy"):
        restore_backup(settings, made.path, now=T0, force=True, told=quiet)
    store.close()
    assert not is_in_use(database_of(settings))


def changed(path: Path, **fields: object) -> None:
    """Write the backup anew with other words in its manifest, or another file in it."""
    with zipfile.ZipFile(path) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    manifest = json.loads(files["manifest.json"])
    swapped = fields.pop("database", None)
    manifest |= fields
    files["manifest.json"] = json.dumps(manifest).encode()
    if isinstance(swapped, bytes):
        files["monitor.db"] = files["monitor.db"][: -len(swapped)] + swapped
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"product": "khac"}, "không phải bản sao lưu", id="another product"),
        pytest.param({"revision": "9999"}, "phiên bản mới hơn", id="newer database"),
        pytest.param({"format": 2}, "phiên bản mới hơn", id="newer format"),
        pytest.param({"files": []}, "không có cơ sở dữ liệu", id="no database"),
        pytest.param({"database": b"x" * 64}, "SHA-256", id="changed by hand"),
    ],
)
def test_what_is_not_ours_is_refused(settings, store, fields, words):
    made = make_backup(settings, now=T0, told=quiet)
    store.close()
    before = database_of(settings).read_bytes()
    changed(made.path, **fields)
    with pytest.raises(BackupError, match=words):
        restore_backup(settings, made.path, now=T0, force=True, told=quiet)
    assert database_of(settings).read_bytes() == before


def test_names_that_lead_out_of_the_folder_are_left_alone(settings, store, tmp_path):
    made = make_backup(settings, now=T0, told=quiet)
    store.close()
    with zipfile.ZipFile(made.path) as pack:
        rows = json.loads(pack.read("manifest.json"))["files"]
    evil = [{**rows[1], "name": name} for name in ("../x", "models/../../x", "/x", "models/C:x")]
    changed(made.path, files=[*rows, *evil])
    restore_backup(settings, made.path, now=T0, force=True, told=quiet)
    assert not list(tmp_path.rglob("x"))


def test_no_room(settings, store, monkeypatch):
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    with pytest.raises(BackupError, match="MONITOR_BACKUP_DIR"):
        make_backup(settings, now=T0, told=quiet)
    assert backups_in(settings.backup_dir) == ()


def test_old_ones_are_dropped_and_other_files_are_not(settings, store):
    for day in range(5):
        make_backup(settings, now=T0 + timedelta(days=day), told=quiet)
    (settings.backup_dir / "ghi-chu.txt").write_text("giữ lại")
    dropped = drop_old(settings.backup_dir, keep=2)
    assert len(dropped) == 3
    assert [path.name for path in backups_in(settings.backup_dir)] == sorted(
        (path.name for path in backups_in(settings.backup_dir)), reverse=True
    )
    assert (settings.backup_dir / "ghi-chu.txt").exists()


@pytest.mark.parametrize(
    ("hour", "night"),
    [
        pytest.param(time(2, 29), 11, id="before"),
        pytest.param(time(2, 30), 12, id="on the minute"),
        pytest.param(time(23, 0), 12, id="late"),
    ],
)
def test_the_latest_night(hour, night):
    now = datetime.combine(datetime(2022, 10, 12, tzinfo=LOCAL).date(), hour, tzinfo=LOCAL)
    assert latest_night(now) == datetime(2022, 10, night, 2, 30, tzinfo=LOCAL)


def test_one_backup_a_night_and_none_at_the_first_start(settings, store):
    clock = VirtualClock(T0)
    parts = parts_of(store, clock, {})
    assert nightly_backup(settings, parts, now=clock.now()) is None
    made = 0
    for _ in range(3 * 24):
        clock.advance(timedelta(hours=1))
        made += nightly_backup(settings, parts, now=clock.now()) is not None
    assert made == len(backups_in(settings.backup_dir)) == 3


def test_a_night_that_fails_alarms_the_operator_and_is_tried_again(settings, store, monkeypatch):
    clock = VirtualClock(T0)
    parts = parts_of(store, clock, {"email": RecordingChannel("email")})
    nightly_backup(settings, parts, now=clock.now())
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    for _ in range(24):
        clock.advance(timedelta(hours=1))
        nightly_backup(settings, parts, now=clock.now())
    monkeypatch.undo()
    with store.read() as tx:
        told = [warning.text for warning in tx.warnings.recent(10)]
    assert sum("chưa sao lưu được" in text for text in told) >= 1
    clock.advance(timedelta(hours=2))
    assert nightly_backup(settings, parts, now=clock.now()) is not None


def test_the_password_of_postgres_is_on_no_command_line(tmp_path):
    for command in (dump_command(PG_URL, tmp_path / "a.dump"), restore_command(PG_URL, tmp_path / "a.dump")):
        assert "rat-bi-mat" not in str(command)
        assert command.env == {"PGPASSWORD": "rat-bi-mat"}
        assert "--host=db.example" in command.words
        assert "--port=5433" in command.words


def test_without_pg_dump_the_command_is_told(tmp_path, monkeypatch):
    settings = load_settings({"MONITOR_VAR": str(tmp_path), "DATABASE_URL": PG_URL})
    monkeypatch.setattr(making.shutil, "which", lambda _name: None)
    with pytest.raises(BackupError, match=r"pg_dump --no-password --host=db\.example"):
        make_backup(settings, now=T0, told=quiet)


@pytest.mark.parametrize("trouble", [t for t in StorageTrouble if t is not StorageTrouble.DAMAGED])
def test_every_trouble_says_what_to_do(settings, trouble):
    words = keeping.explain_trouble(StorageError("x", trouble=trouble), settings)
    assert "ãy " in words
    assert words.endswith("(Chi tiết: x)")


def test_damage_without_a_backup_says_so(settings):
    words = keeping.explain_trouble(StorageError("x", trouble=StorageTrouble.DAMAGED), settings)
    assert "Chưa có bản sao lưu nào" in words


def test_the_commands(settings, store, capsys):
    assert keeping.backup(settings, to=None, with_secrets=False) == 0
    store.close()
    (path,) = backups_in(settings.backup_dir)
    assert keeping.restore(settings, path=path, force=True) == 0
    said = capsys.readouterr()
    assert "Đã sao lưu vào" in said.out + said.err
    assert "Đã phục hồi bản sao lưu" in said.out + said.err
