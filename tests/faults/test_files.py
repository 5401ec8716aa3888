"""Files that end in the middle: what can be read is taken, what cannot is said, nothing half stands as a file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from monitor import backup
from monitor.backup import BackupError, backups_in, make_backup
from monitor.collect.roster import Roster
from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ConfigError
from monitor.core.intake import How, Upload
from monitor.restore import restore_backup
from monitor.stages.uploading import submit_file
from tests.fakes.product import ROOT
from tests.faults.conftest import Note
from tests.faults.world import World

pytestmark = pytest.mark.slow

ROWS = 20


def quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody watches the bars."""


def an_export() -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["Tiêu đề", "Nội dung", "Liên kết"])
    for number in range(ROWS):
        lines.writerow([f"Tin số {number}", f"Trường ở xã số {number} trồng cây.", f"https://a.example/{number}"])
    return text.getvalue().encode()


def test_an_import_that_ends_in_the_middle(world: World, note: Note) -> None:
    whole = an_export()
    half = whole[: len(whole) * 3 // 5]
    (told,) = submit_file(
        world.app.intake, world.app.mail_room, Upload("xuat.csv", half), sender="van-phong", how=How.FORM
    )
    with world.app.store.read() as tx:
        taken = tx.items.count()
    (again,) = submit_file(
        world.app.intake, world.app.mail_room, Upload("xuat.csv", whole), sender="van-phong", how=How.FORM
    )
    with world.app.store.read() as tx:
        items = tx.items.recent(world.clock.now().replace(year=2000))
    titles = {item.title for item in items}
    lost = ROWS - len(titles & {f"Tin số {number}" for number in range(ROWS)})
    seen = (
        f"the {taken} whole rows are taken, the half one is named and left; whole file imported again:"
        f" “{again.words}” (new ones in, the rest known)"
    )
    note("half-written import file", seen=seen, lost=lost)
    assert 0 < taken < ROWS
    # The cut line's link, `…/1` of `…/11`, is that of the second row: it must not come in as a new version of that.
    assert f"Đã nhập {taken} tin mới" in told.words
    assert "1 dòng không nhận" in told.words
    assert f"Đã nhập {ROWS - taken} tin mới; {taken} tin đã có" in again.words


def test_a_mail_that_was_copied_by_half(world: World, note: Note) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "van-phong@sogddt.example", "gs@so.example", "Báo tin"
    mail["Message-ID"] = "<1@so.example>"
    words = "Phụ huynh phản ánh trường thu tiền quỹ lớp quá cao, mỗi em hai triệu đồng. " * 5
    mail.set_content(words)
    whole = mail.as_bytes()
    inbox = world.settings.inbox_dir
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "a.eml").write_bytes(whole[: len(whole) // 8])
    world.app.mail_room.round()
    (inbox / "a.eml").write_bytes(whole)
    world.app.mail_room.round()
    with world.app.store.read() as tx:
        found = tx.items.search("quỹ lớp")
    note(
        "half-copied .eml in the inbox folder",
        seen="the half blocks nothing; the whole mail is taken when it comes",
        lost=0 if found else 1,
    )


@pytest.mark.parametrize("name", ["plan.yaml", "sources.yaml"])
def test_settings_that_were_written_by_half(world: World, tmp_path: Path, note: Note, name: str) -> None:
    whole = (ROOT / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole)
    roster = Roster(path, dress=tuple) if name == "sources.yaml" else None
    count = len(roster or ())
    # In the middle of an address: `url: htt`; the plan in the middle of a list.
    cut = whole.index(b"url: http", len(whole) * 2 // 3) + 8 if roster is not None else len(whole) * 2 // 3 + 7
    path.write_bytes(whole[:cut])
    with pytest.raises(ConfigError) as found:
        roster.refresh() if roster is not None else load_plan(path)
    assert found.value.faults
    assert all(fault.line for fault in found.value.faults)
    kept = "the old list of sources stays in use" if roster is not None else "no start on an incomplete plan"
    note(f"half-written {name}", seen=f"the error is told with its line; {kept}", lost=count - len(roster or ()))


def test_a_backup_that_dies_in_the_middle(world: World, monkeypatch: pytest.MonkeyPatch, note: Note) -> None:
    class DeathError(BaseException):
        """The process is gone."""

    def die(*_args: object, **_fields: object) -> None:
        raise DeathError

    world.publish_next(4)
    world.round()
    first = make_backup(world.settings, now=world.clock.now(), told=quiet)
    monkeypatch.setattr(backup, "_manifest", die)
    with pytest.raises(DeathError):
        make_backup(world.settings, now=world.clock.now(), told=quiet)
    found = backups_in(world.settings.backup_dir)
    items = items_in(first.path)
    with world.app.store.read() as tx:
        missing = tx.items.count() - items
    note(
        "death in the middle of a backup",
        seen=f"no half backup is left; the one before has all {items} items",
        lost=missing,
    )
    assert found == (first.path,)
    assert items > 0


def items_in(path: Path) -> int:
    with zipfile.ZipFile(path) as pack:
        return int(json.loads(pack.read(backup.MANIFEST))["counts"]["items"])


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_backup_that_was_copied_by_half_is_refused(world: World, part: float) -> None:
    made = make_backup(world.settings, now=world.clock.now(), told=quiet)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: int(len(whole) * part)])
    world.end()
    before = world.path.read_bytes()
    with pytest.raises(BackupError, match="hỏng"):
        restore_backup(world.settings, made.path, now=world.clock.now(), force=True, told=quiet)
    assert world.path.read_bytes() == before
