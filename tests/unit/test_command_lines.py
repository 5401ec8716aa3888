"""Every command line that a document, an example of `deploy/` or a message tells is one that there is."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from monitor.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = typer.main.get_command(cli)
TOLD_BY = [
    *(path for name in ("README.md", "CHANGELOG.md") if (path := ROOT / name).is_file()),
    *sorted((ROOT / "docs").rglob("*.md")),
    *(path for path in sorted((ROOT / "deploy").rglob("*")) if path.is_file()),
]
_CODE = re.compile(r"`([^`\n]+)`|«([^»\n]+)»")
_OURS = re.compile(r"(?:^|[\s/])monitor (?P<words>[a-z][^|;&]*)")
_MODULE = re.compile(r"python -m (?P<name>(?:bench|tests|classifiers|monitor)(?:\.\w+)*)")
_OPTION = re.compile(r"--[a-z][a-z-]*")
_STANDS_FOR_ANY = "SUBCOMMAND"


def code_of(text: str) -> Iterator[str]:
    """What is written as code: between marks, and the lines of blocks."""
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            yield line.partition("  #")[0]
        else:
            yield from (one or other for one, other in _CODE.findall(line))


def faults_of(code: str) -> Iterator[str]:
    """Commands and options in a piece of code that the program has not."""
    for match in _OURS.finditer(code):
        command, words = PROGRAM, match["words"].split()
        while words and words[0] != _STANDS_FOR_ANY and (known := getattr(command, "commands", {})):
            if words[0] not in known:
                break
            command = known[words.pop(0)]
        if command is PROGRAM or (words and words[0][0].isalpha() and words[0].islower() and _is_group(command)):
            yield f"no command {' '.join(words[:2])!r} in {code!r}"
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        asked = _OPTION.findall(" ".join(words))
        yield from (f"no option {option} in {code!r}" for option in asked if option not in {*options, "--help"})


def _is_group(command: object) -> bool:
    return bool(getattr(command, "commands", {}))


@pytest.mark.parametrize("path", TOLD_BY, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_told_can_be_typed(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [fault for code in code_of(text) for fault in faults_of(code)] == []
    missing = [name for name in set(_MODULE.findall(text)) if importlib.util.find_spec(name) is None]
    assert missing == []


@pytest.mark.parametrize("package", ["monitor", "alerts", "classifiers"])
def test_what_the_product_says_can_be_typed(package: str) -> None:
    texts = (path.read_text("utf-8") for path in sorted((ROOT / package).rglob("*")) if path.suffix in {".py", ".html"})
    assert [fault for text in texts for one, other in _CODE.findall(text) for fault in faults_of(one or other)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        pytest.param("monitor doctor --probe", 0, id="there"),
        pytest.param("$ /opt/x/bin/monitor audit verify", 0, id="a group's, with its path"),
        pytest.param("monitor case SUBCOMMAND INCIDENT", 0, id="any of a group"),
        pytest.param("monitor doktor", 1, id="no such command"),
        pytest.param("monitor audit check", 1, id="not in its group"),
        pytest.param("monitor doctor --prod", 1, id="no such option"),
        pytest.param("monitor add TEXT [--titel]", 1, id="no such option, in brackets"),
    ],
)
def test_faults_are_found(code: str, found: int) -> None:
    assert len(list(faults_of(code))) == found
