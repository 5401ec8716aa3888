"""The models that staff's corrections made: which stand, which stood before, and how to go back. Files only.

`folder` holds the files that took over from the shipped ones, `folder/previous` those (perhaps fewer) that stood before
them, each with a `learning.json` that says up to which correction each task has learnt. A task without a file is the
shipped one's. Every file is replaced whole; a stop in between leaves every task with a model that works.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from classifiers.models.model_file import SUFFIX
from monitor.core.errors import ClassifierError

PREVIOUS = "previous"
NOTES = "learning.json"
_ASIDE = "aside"


def learnt_through(folder: Path) -> dict[str, int]:
    """Up to which correction (by number) the standing model of each task has learnt; none for shipped ones.

    Raises ClassifierError for a file that cannot be read.
    """
    path = folder / NOTES
    if not path.exists():
        return {}
    try:
        return {str(task): int(number) for task, number in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ClassifierError(f"{NOTES} cannot be read: {error}") from error


def promote(folder: Path, staged: Path, *, through: Mapping[str, int]) -> None:
    """Put the staged files in place of those that stand, which are kept as the previous ones."""
    notes = learnt_through(folder) | dict(through)
    _copy_standing(folder, folder / PREVIOUS)
    for path in sorted(staged.glob(f"*{SUFFIX}")):
        path.replace(folder / path.name)
    _write_notes(folder, notes)


def go_back(folder: Path) -> bool:
    """Change the standing models and the previous ones about; False when nothing was ever promoted.

    Going back twice restores what stood.
    """
    previous, aside = folder / PREVIOUS, folder / _ASIDE
    if not previous.is_dir():
        return False
    shutil.rmtree(aside, ignore_errors=True)
    previous.replace(aside)
    _copy_standing(folder, previous)
    kept = {path.name for path in _files(aside)}
    for path in _files(folder):
        if path.name not in kept:
            path.unlink()
    for path in _files(aside):
        path.replace(folder / path.name)
    shutil.rmtree(aside)
    return True


def _copy_standing(folder: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in _files(folder):
        shutil.copy2(path, target / path.name)


def _files(folder: Path) -> Iterable[Path]:
    return sorted((*folder.glob(f"*{SUFFIX}"), *folder.glob(NOTES)))


def _write_notes(folder: Path, notes: Mapping[str, int]) -> None:
    partial = folder / f"{NOTES}.part"
    partial.write_text(json.dumps(dict(sorted(notes.items()))) + "\n", encoding="utf-8")
    partial.replace(folder / NOTES)
