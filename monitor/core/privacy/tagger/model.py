"""The tagger's weights and their file: one `.npz` of arrays and text, never pickled."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from monitor.core.errors import ClassifierError

OTHER, BODY, OFFICIAL, NAME, HOME, BIRTH, NUMBER, LINK, CLASS = range(9)
"""Labels: other words; a school or place; a person in office; and what is hidden, from a name to what tells a class."""
LABELS = 9
FIRST_HIDDEN = NAME
FILE = "privacy.npz"
_STEPS = 127
"""Weights are kept in steps of the largest by this many."""
_EPOCH = (1980, 1, 1, 0, 0, 0)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class TaggerModel:
    """`weights` (signs, labels) by `signs`; `follows` (joints, labels, labels), logarithms; `counts` by word.

    `counts` tells of a word how often it was seen and how often with a capital inside sentences, in two steps.
    A word is hidden from the chance `threshold` on.
    """

    signs: dict[str, int]
    weights: Floats
    follows: Floats
    counts: dict[str, tuple[int, int]]
    threshold: float


def save(model: TaggerModel, path: Path) -> None:
    """Write a model; the same model makes the same bytes."""
    scale = float(np.abs(model.weights).max()) / _STEPS
    arrays: dict[str, npt.NDArray[Any]] = {
        "weights": np.round(model.weights / scale).astype(np.int8),
        "follows": model.follows.astype(np.float32),
        "numbers": np.array([scale, model.threshold], dtype=np.float64),
        "signs": _packed("\n".join(model.signs)),
        "counts": _packed("\n".join(f"{word}\t{seen}\t{capital}" for word, (seen, capital) in model.counts.items())),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.save(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), buffer.getvalue(), zipfile.ZIP_DEFLATED)


def load(path: Path) -> TaggerModel:
    """Read a model.

    Raises:
        ClassifierError: The file is missing or broken. Nothing may be shown as masked then.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            return _read({name: archive[name] for name in archive.files})
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ClassifierError(f"cannot read {path.name}: {error}; install the program again") from error


def _read(arrays: dict[str, npt.NDArray[Any]]) -> TaggerModel:
    scale, threshold = (float(number) for number in arrays["numbers"])
    signs = {sign: row for row, sign in enumerate(_unpacked(arrays["signs"]).split("\n"))}
    if arrays["weights"].shape != (len(signs), LABELS):
        raise ValueError(arrays["weights"].shape)
    lines = (line.split("\t") for line in _unpacked(arrays["counts"]).split("\n") if line)
    return TaggerModel(
        signs,
        arrays["weights"].astype(np.float32) * np.float32(scale),
        arrays["follows"],
        {word: (int(seen), int(capital)) for word, seen, capital in lines},
        threshold,
    )


def _packed(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _unpacked(array: npt.NDArray[np.uint8]) -> str:
    return array.tobytes().decode()
