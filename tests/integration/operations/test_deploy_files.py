"""The examples of `deploy/`: they can be read by the programs they are for, and name what is there."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import typer
import yaml

from monitor.cli import cli
from tests.fakes.product import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMMANDS = set(typer.main.get_command(cli).commands)  # type: ignore[attr-defined]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


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
