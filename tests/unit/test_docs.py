"""What is documented is what there is: commands, settings, labels, exit statuses, links between documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alerts.words import LABELS
from monitor.cli import cli
from monitor.core.notifications import NotificationKind
from monitor.core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS = sorted(
    [
        *(command.name or command.callback.__name__ for command in cli.registered_commands),
        *(group.typer_instance.info.name for group in cli.registered_groups),
    ]
)
SETTINGS = sorted(str(field.validation_alias) for field in Settings.model_fields.values())
_ROW = re.compile(r"^\| (?P<cells>.+) \|$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?://|#)(?P<target>[^)#]+)")


def commands_told() -> set[str]:
    """Names in the first column of README's table of commands."""
    table = README.partition("## Commands")[2].partition("\n## ")[0]
    names = set()
    for row in _ROW.finditer(table):
        for code in re.findall(r"`([^`]+)`", row["cells"].split(" | ")[0]):
            words = code.split()
            names.add(words[1] if words[0] == "monitor" else words[0])
    return names


def settings_told() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE))


def test_readme_tells_every_command_and_no_other():
    assert commands_told() == set(COMMANDS)


def test_operations_tells_every_setting_and_no_other():
    assert settings_told() == set(SETTINGS)


def test_exit_statuses_are_told():
    for words in ("0 done", "1 failure", "2 usage or settings", "3 done but some lines refused"):
        assert words in " ".join(README.split())


@pytest.mark.parametrize("name", [*(kind.value for kind in NotificationKind), *LABELS])
def test_every_label_and_kind_of_message_is_told(name):
    told = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    assert f"`{name}`" in told


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path):
    missing = [target for target in _LINK.findall(path.read_text("utf-8")) if not (path.parent / target).exists()]
    assert missing == []


def test_every_target_of_make_that_is_told_exists():
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = {word for path in DOCUMENTS for word in re.findall(r"`make ([a-z]+)", path.read_text("utf-8"))}
    assert told <= rules
