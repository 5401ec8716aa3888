"""No expression of the rules runs away on a text that nearly matches (`tests.faults.regexes`)."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import ModuleType

import pytest

from tests.fakes.product import ROOT
from tests.faults import regexes
from tests.faults.conftest import Note
from tests.faults.regexes import PACKAGES

pytestmark = pytest.mark.slow

LIMIT = 4.0
"""What an expression may take on a text, in times of a plain quadratic one (`regexes.yardstick`); a linear one: 0."""
SILENT_S = 120.0
"""Nothing heard for so long: the expression named last hangs. Far more than the limit, for a busy machine."""


@dataclass(frozen=True, slots=True)
class Rule:
    """As rules hold their expressions."""

    spelled: object


def test_expressions_are_found_wherever_rules_keep_them(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = re.compile("một"), re.compile("hai")
    module = ModuleType("luat")
    module.__dict__.update(a=[Rule({"x": Rule(one)})], b={"y": (other, one)}, c=frozenset({other}))
    monkeypatch.setattr(regexes, "modules", lambda _package: [module])
    assert {found for _, _, found in regexes.patterns("luat")} == {one, other}
    assert len(list(regexes.patterns("luat"))) == 2


@pytest.mark.parametrize(
    "old",
    [
        pytest.param(r"[ \t]+(?:chuyên|so)(?!\w)", id="a word after blanks"),
        pytest.param(r"([ \t]+[\"“‘']?|-)(\d{1,2}[-/]\d{1,2}(?!\w)|[^\W_]+)", id="the next word of a name"),
        pytest.param(r"(?:-?(?:post|a)?\d{4,})?(?:\.\w{2,5})?/?$", id="the number at an address's end"),
        pytest.param(r"\s+(?:[|»]|[-–—]\s+(?:Báo|Dân trí))\s*.*$", id="a paper's name after a title"),
        pytest.param(r"(?:(?:toi|em|da|don vi)\b[\s,.]*)*da (?:tiep )?nhan", id="words before an answer"),
    ],
)
def test_what_ran_away_once_is_told_from_what_does_not(old: str) -> None:
    seconds, _ = regexes.slowest(re.compile(old), regexes.LONG)
    assert seconds > LIMIT * regexes.yardstick(regexes.LONG)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_expression_runs_away(package: str, note: Note) -> None:
    lines: queue.Queue[str | None] = queue.Queue()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.regexes", package], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    reader = threading.Thread(target=listen, daemon=True)
    reader.start()
    trying, slow, tried = "", [], 0
    try:
        while (line := lines.get(timeout=SILENT_S)) is not None:
            word, _, rest = line.strip().partition(" ")
            if word == "TRY":
                trying = rest
            else:
                tried += 1
                times = float(rest.removeprefix(trying).split()[0])
                slow += [rest] if times > LIMIT else []
        assert process.wait(SILENT_S) == 0
    except queue.Empty:
        pytest.fail(f"hangs: {trying}")
    finally:
        process.kill()
        process.wait()
        reader.join()
        assert process.stdout is not None
        process.stdout.close()
    note(f"regular expressions of {package} on near matches", seen=f"{tried} expressions, none runs away",
         lost=len(slow))  # fmt: skip
    assert slow == []
