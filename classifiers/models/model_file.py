"""A trained model and its file: arrays and JSON in one `.npz`, never pickled. Its version is the hash of its bytes."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from classifiers.models.vectors import SIGNAL_SCALE, Bools, Floats, Vocabulary
from monitor.core.errors import ClassifierError

FORMAT = 1
MAX_TERMS = 30_000
"""N-grams kept in a file: those with the largest weight; keeps a task of 23 labels under 1.5 MB."""
MAX_FILE_BYTES = 64 * 1024 * 1024
SUFFIX = ".npz"
_HASH_CHARS = 12
_FIELDS = ("meta", "terms", "idf", "weights", "intercept", "thresholds")
_FOR_COMMENTS = ("comment_weights", "comment_intercept")

MULTI, CHOICE = "multi", "choice"
"""Kinds: any number of labels, each with its threshold; or exactly one label, the one with the highest score."""


@dataclass(frozen=True)
class TrainedModel:
    """One task's model. `weights` is (n_labels, vocabulary.size), `intercept` and `thresholds` (n_labels,).

    `channel` is the reading it uses: `topic` or `tone`. `version` is empty until it is saved or loaded.
    `comment_weights` and `comment_intercept`, of the same shapes, judge comments where the task has them.
    """

    task: str
    kind: str
    channel: str
    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    intercept: Floats
    thresholds: Floats
    plan_version: str
    examples: int
    version: str = ""
    comment_weights: Floats | None = None
    comment_intercept: Floats | None = None

    def scores(self, matrix: Any, comments: Bools | None = None) -> Floats:
        """Scores (n_rows, n_labels) in [0, 1]; rows of a `choice` model sum to 1. Not calibrated.

        `comments` (n_rows,) says which rows are comments; without it none is.
        """
        raw = np.asarray(matrix @ self.weights.T, np.float32) + self.intercept
        if comments is not None and self.comment_weights is not None and self.comment_intercept is not None:
            raw[comments] = np.asarray(matrix[comments] @ self.comment_weights.T, np.float32) + self.comment_intercept
        return self.squash(raw)

    def squash(self, raw: Floats) -> Floats:
        """Turn sums (n_rows, n_labels) into scores of the same shape."""
        if self.kind == MULTI:
            return np.asarray(1 / (1 + np.exp(-raw)), np.float32)
        powers = np.exp(raw - raw.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)

    def pruned(self, max_terms: int = MAX_TERMS) -> TrainedModel:
        """The same model with only its weightiest n-grams, rounded as the file rounds them."""
        n_terms = len(self.vocabulary.terms)
        both = [self.weights] if self.comment_weights is None else [self.weights, self.comment_weights]
        strength = np.abs(np.vstack(both)[:, :n_terms]).max(axis=0) * self.vocabulary.idf
        kept = np.sort(np.argsort(-strength, kind="stable")[:max_terms])
        columns = np.concatenate([kept, np.arange(n_terms, self.vocabulary.size)])
        vocabulary = replace(
            self.vocabulary,
            terms=tuple(self.vocabulary.terms[i] for i in kept),
            idf=self.vocabulary.idf[kept].astype(np.float16).astype(np.float32),
        )
        weights, *for_comments = (each[:, columns].astype(np.float16).astype(np.float32) for each in both)
        return replace(
            self, vocabulary=vocabulary, weights=weights, comment_weights=for_comments[0] if for_comments else None
        )


def save_model(model: TrainedModel, folder: Path) -> TrainedModel:
    """Write `TASK.npz` into a folder; return the model as it will be read back, with its version."""
    model = model.pruned()
    meta = {
        "format": FORMAT,
        "task": model.task,
        "kind": model.kind,
        "channel": model.channel,
        "labels": model.labels,
        "signals": model.vocabulary.signals,
        "signal_scale": model.vocabulary.signal_scale,
        "plan_version": model.plan_version,
        "examples": model.examples,
    }
    for_comments: dict[str, Any] = {}
    if model.comment_weights is not None and model.comment_intercept is not None:
        for_comments = {
            "comment_weights": model.comment_weights.astype(np.float16),
            "comment_intercept": model.comment_intercept.astype(np.float32),
        }
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        meta=_text_array(json.dumps(meta, ensure_ascii=False)),
        terms=_text_array("\n".join(model.vocabulary.terms)),
        idf=model.vocabulary.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        intercept=model.intercept.astype(np.float32),
        thresholds=model.thresholds.astype(np.float32),
        **for_comments,
    )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{model.task}{SUFFIX}"
    partial = target.with_suffix(".part")
    partial.write_bytes(buffer.getvalue())
    partial.replace(target)
    return replace(model, version=_version(buffer.getvalue()))


def load_model(path: Path) -> TrainedModel:
    """Read a model file. Raises ClassifierError, naming the file, when it is missing, broken or of another format."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ClassifierError(f"model file {path.name} is larger than {MAX_FILE_BYTES} bytes")
        content = path.read_bytes()
    except OSError as error:
        raise ClassifierError(f"cannot read model file {path.name}: {error.strerror}") from error
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in (*_FIELDS, *(n for n in _FOR_COMMENTS if n in archive.files))}
        model = _assemble(arrays)
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise ClassifierError(f"model file {path.name} is broken or not a model: {error}") from error
    return replace(model, version=_version(content))


def _assemble(arrays: Mapping[str, npt.NDArray[Any]]) -> TrainedModel:
    meta = json.loads(arrays["meta"].tobytes())
    if meta["format"] != FORMAT:
        raise ValueError(f"format {meta['format']} instead of {FORMAT}")
    terms = arrays["terms"].tobytes().decode()
    vocabulary = Vocabulary(
        # Most n-grams are known to several models: one string for all of them.
        tuple(map(sys.intern, terms.split("\n"))) if terms else (),
        arrays["idf"].astype(np.float32),
        tuple(meta["signals"]),
        float(meta.get("signal_scale", SIGNAL_SCALE)),  # files written before it was a choice have none
    )
    model = TrainedModel(
        task=str(meta["task"]),
        kind=str(meta["kind"]),
        channel=str(meta["channel"]),
        labels=tuple(meta["labels"]),
        vocabulary=vocabulary,
        weights=arrays["weights"].astype(np.float32),
        intercept=arrays["intercept"].astype(np.float32),
        thresholds=arrays["thresholds"].astype(np.float32),
        plan_version=str(meta["plan_version"]),
        examples=int(meta["examples"]),
        comment_weights=_floats(arrays.get("comment_weights")),
        comment_intercept=_floats(arrays.get("comment_intercept")),
    )
    _check_shapes(model)
    return model


def _check_shapes(model: TrainedModel) -> None:
    n_labels = len(model.labels)
    expected = {"weights": (n_labels, model.vocabulary.size), "intercept": (n_labels,), "thresholds": (n_labels,)}
    for name, shape in expected.items():
        _check_shape(name, getattr(model, name), shape)
    if (model.comment_weights is None) != (model.comment_intercept is None):
        raise ValueError("weights and intercepts for comments belong together")
    if model.comment_weights is not None and model.comment_intercept is not None:
        _check_shape("comment_weights", model.comment_weights, expected["weights"])
        _check_shape("comment_intercept", model.comment_intercept, expected["intercept"])
    if len(model.vocabulary.idf) != len(model.vocabulary.terms):
        raise ValueError("idf and terms differ in number")
    if model.kind not in {MULTI, CHOICE} or model.channel not in {"topic", "tone"}:
        raise ValueError(f"unknown kind {model.kind!r} or channel {model.channel!r}")


def _floats(array: npt.NDArray[Any] | None) -> Floats | None:
    return None if array is None else array.astype(np.float32)


def _check_shape(name: str, found: Floats, shape: tuple[int, ...]) -> None:
    if found.shape != shape or not np.isfinite(found).all():
        raise ValueError(f"{name} has shape {found.shape} instead of {shape}, or holds no numbers")


def _text_array(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_HASH_CHARS]
