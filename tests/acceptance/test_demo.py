"""The demo city through the real product over loopback HTTP, judged by what a competent officer would expect."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.core.notifications import NotificationKind
from monitor.core.sources import SourceKind
from monitor.demo.city import City, load_city
from monitor.demo.server import article_path
from monitor.store.database import open_store

ROOT = Path(__file__).parents[2]
CITY = ROOT / "data" / "demo"
EXPECTED = json.loads((CITY / "expected.json").read_text(encoding="utf-8"))
WAKING = {NotificationKind.PUSH, NotificationKind.ESCALATION}

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Shown:
    """What a demo left behind: its incidents, the units each one woke, and where each text went."""

    output: str
    stored: int
    outbox: Path
    incidents: tuple[Incident, ...]
    woken: dict[str, set[str]]
    incident_of: dict[str, str]


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Shown:
    var = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "monitor.cli", "demo", "--once", "--speed", "100000"]
    done = subprocess.run(
        command, cwd=ROOT, env={"MONITOR_VAR": str(var), "PATH": "/usr/bin:/bin"}, capture_output=True, timeout=1200,
        check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return read_result(var / "demo", done.stdout)


def read_result(folder: Path, output: str) -> Shown:
    store = open_store(f"sqlite:///{folder / 'monitor.db'}")
    with store.read() as tx:
        ids = {urlsplit(item.url or "").path: item.id for item in tx.items.many(all_ids(tx)).values()}
        names = {ids[path]: row for row, path in paths(load_city(CITY)).items() if path in ids}
        incidents = tuple(tx.incidents.open())
        woken = {
            i.id: {e.notification.unit for e in tx.outbox.for_incident(i.id) if e.notification.kind in WAKING}
            for i in incidents
        }
    store.close()
    incident_of = {names[item]: i.id for i in incidents for item in i.item_ids if item in names}
    return Shown(output, len(ids), folder / "outbox", incidents, woken, incident_of)


def all_ids(tx) -> list[str]:
    return [item.id for item in tx.items.recent(datetime(2000, 1, 1, tzinfo=UTC))]


def paths(city: City) -> dict[str, str]:
    """Where each text of the city is served: article pages by headline, channel posts by number."""
    served = {}
    counters: dict[str, int] = {}
    for row in city.published:
        counters[row.outlet] = counters.get(row.outlet, 0) + 1
        is_channel = city.outlet(row.outlet).kind is SourceKind.TELEGRAM
        served[row.id] = f"/{row.outlet}/{counters[row.outlet] if is_channel else article_path(row)}"
    return served


def incident_for(shown: Shown, items: list[str]) -> Incident:
    """The incident that holds most of the expected items."""
    ids = [shown.incident_of[item] for item in items if item in shown.incident_of]
    assert ids, "no item of the expected incident is in any incident"
    best = max(sorted(set(ids)), key=ids.count)
    return next(i for i in shown.incidents if i.id == best)


@pytest.mark.parametrize("expected", EXPECTED["incidents"], ids=[e["name"] for e in EXPECTED["incidents"]])
def test_every_expected_incident_is_told_to_the_right_units(shown, expected):
    incident = incident_for(shown, expected["items"])
    assert incident.incident_type == expected["type"]
    assert incident.level >= Severity[expected["level_at_least"]]
    assert set(expected["units_include"]) <= shown.woken[incident.id]


@pytest.mark.parametrize("group", EXPECTED["no_alert"], ids=[g["name"] for g in EXPECTED["no_alert"]])
def test_nobody_is_woken_for_the_rest(shown, group):
    incidents = {shown.incident_of[item] for item in group["items"] if item in shown.incident_of}
    assert not {unit for incident in incidents for unit in shown.woken[incident]}


def test_every_text_of_the_city_is_stored(shown):
    assert shown.stored == len(load_city(CITY).published)


def test_messages_lie_as_files_and_the_way_to_them_is_shown(shown):
    mails, pages = list(shown.outbox.glob("*.eml")), list(shown.outbox.glob("*.html"))
    assert len(mails) == len(pages) > 0
    assert str(shown.outbox) in shown.output.replace("\n", "")
    assert "weekly-2022-W41.html" in shown.output.replace("\n", "")
