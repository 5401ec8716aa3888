"""The examples of `deploy/`: they can be read by the programs they are for, and name what is there."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import typer
import yaml
from typer.testing import CliRunner

from monitor.cli import cli
from monitor.core.settings import Settings
from tests.fakes.product import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PROGRAM = typer.main.get_command(cli)
COMMANDS = set(PROGRAM.commands)  # type: ignore[attr-defined]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SETTINGS = {str(field.validation_alias) for field in Settings.model_fields.values()}
FILES = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()]
_SETTING = re.compile(r"\b(?:MONITOR_[A-Z_]+|DATABASE_URL)\b")
_BY_HAND = re.compile(r"`[^`\n]*?\bmonitor ([a-z]+)")


def lines_of_commands() -> Iterator[tuple[str, list[str]]]:
    """Every command line that something of ours is started with, by the file it stands in."""
    for path in UNITS:
        line = re.search(r"^ExecStart=\S+/monitor (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert line is not None, path.name
        yield path.name, shlex.split(line[1])
    for name, service in COMPOSE["services"].items():
        if "build" in service:
            yield f"compose:{name}", service["command"]
    windows = ET.parse(DEPLOY / "windows" / "giamsat.xml").getroot()
    yield "giamsat.xml", shlex.split(windows.findtext("arguments") or "")
    image = re.search(r"^CMD (\[.+\])$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert image is not None
    yield "Dockerfile", yaml.safe_load(image[1])


LINES = list(lines_of_commands())


@pytest.mark.parametrize(("where", "line"), LINES, ids=[where for where, _ in LINES])
def test_every_command_line_is_one_the_program_takes(where: str, line: list[str]) -> None:
    """Options as well: `--help` at the end lets it read them, and do nothing."""
    said = CliRunner().invoke(cli, [*line, "--help"])
    assert said.exit_code == 0, said.output
    for option in (part for part in line if part.startswith("--")):
        assert option in said.output, where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_and_command_named_there_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(_SETTING.findall(text)) <= SETTINGS
    assert set(_BY_HAND.findall(text)) <= COMMANDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """With a program that there is in the place of ours; whom the service runs as is not looked at."""
    for path in sorted((DEPLOY / "systemd").iterdir()):
        text = path.read_text("utf-8").replace("/opt/giam-sat/.venv/bin/monitor", "/bin/true")
        (tmp_path / path.name).write_text(text.replace("file:/opt", "file:/usr"), "utf-8")
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_there_is_and_comes_again(path: Path) -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(path.read_text("utf-8"))
    assert unit["Service"]["ExecStart"].split()[1] in COMMANDS
    assert unit["Service"]["User"] == "giamsat"
    assert unit["Service"]["Type"] == "oneshot" or unit["Service"]["Restart"] == "always"


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_container_starts_a_command_that_there_is_after_what_it_needs(name: str) -> None:
    service = COMPOSE["services"][name]
    if "build" in service:
        assert service["command"][0] in COMMANDS
        assert service["restart"] == "always"
        assert service["depends_on"]["db"] == {"condition": "service_healthy"}
    assert set(service.get("depends_on", {})) <= set(COMPOSE["services"])
    shared = service.get("network_mode", "service:db").removeprefix("service:")
    assert shared in COMPOSE["services"]
    if "network_mode" in service:
        assert "ports" not in service, "the ports belong to whoever has the network"


def test_desk_and_proxy_share_a_network_that_neither_of_them_holds() -> None:
    modes = {COMPOSE["services"][name]["network_mode"] for name in ("web", "nginx")}
    assert modes == {"service:ground"}


def test_the_dump_program_is_not_older_than_the_server() -> None:
    """Debian's releases bring PostgreSQL 15 (bookworm) and 17 (trixie)."""
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    release = re.search(r"^FROM python:[\d.]+-slim-(\w+)", dockerfile, re.MULTILINE)
    assert release is not None
    server = int(COMPOSE["services"]["db"]["image"].partition(":")[2])
    assert {"bookworm": 15, "trixie": 17}[release[1]] == server
    assert server < 18, "from 18 on the volume belongs at /var/lib/postgresql"


def test_what_the_image_copies_is_there() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", dockerfile, re.MULTILINE) for name in line.split()]
    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_desk_can_write_the_list_of_sources_where_it_lies() -> None:
    """What is run read-only has the list among its data."""
    for path in UNITS:
        text = path.read_text("utf-8")
        assert "ProtectSystem=strict" in text
        assert "MONITOR_SOURCES_FILE=/var/lib/giam-sat/sources.yaml" in text
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert "MONITOR_SOURCES_FILE=/var/lib/giam-sat/sources.yaml" in dockerfile
    assert COMPOSE["services"]["web"]["volumes"] == ["state:/var/lib/giam-sat"]


def test_nginx_hides_figures_and_keeps_addresses_out_of_logs() -> None:
    text = (DEPLOY / "nginx" / "monitor.conf").read_text("utf-8")
    plain = re.sub(r"#.*", "", text)
    assert plain.count("{") == plain.count("}")
    assert "access_log off;" in plain
    assert re.search(r"error_log \S+ crit;", plain)
    assert re.search(r"location = /metrics \{\s*return 404;", plain)


def test_the_windows_service_runs_the_product() -> None:
    service = ET.parse(DEPLOY / "windows" / "giamsat.xml").getroot()
    assert (service.findtext("id") or "").isalnum(), "WinSW asks for letters and digits"
    assert (service.findtext("arguments") or "").split()[0] in COMMANDS
    assert service.find("onfailure") is not None
