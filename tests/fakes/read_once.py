"""The files that come with the product are read once a run, however often this process builds the product.

Reading plan, gazetteer, lexicons and models takes longer than most tests, and nothing changes what was read. Only
shipped files are kept: what a test wrote or changed is read as always, and programs it starts read everything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import classifiers.classify
import monitor.core.places.finder
from classifiers.models.features import FeatureReader
from classifiers.models.model_file import SUFFIX, TrainedModel, load_model
from classifiers.models.scorer import Scorer
from monitor.core.config.plan_file import load_plan
from monitor.core.places.gazetteer import Gazetteer, load_gazetteer
from monitor.core.places.matching import NameMatcher
from monitor.core.plan import Plan
from monitor.core.settings import load_settings

OURS = ("monitor.", "classifiers.", "tests.")


def keep_what_is_shipped(patch: pytest.MonkeyPatch) -> None:
    """From now on give what was read before, until the patch is undone."""
    shipped = load_settings({})
    plans = _kept(load_plan, lambda path: path == shipped.plan_path)
    gazetteers = _kept(load_gazetteer, lambda folder: folder == shipped.gazetteer_dir)
    models = _kept(load_model, lambda path: path.parent == shipped.models_dir)
    for read, kept in ((load_plan, plans), (load_gazetteer, gazetteers), (load_model, models)):
        _replace(patch, read, kept)
    matcher = cache(lambda: NameMatcher(gazetteers(shipped.gazetteer_dir)))
    reader = cache(lambda: FeatureReader(plans(shipped.plan_path), shipped.lexicons_dir))

    def matcher_of(gazetteer: Gazetteer) -> NameMatcher:
        return matcher() if gazetteer is gazetteers(shipped.gazetteer_dir) else NameMatcher(gazetteer)

    def reader_of(plan: Plan, lexicons_dir: Path) -> FeatureReader:
        same = plan is plans(shipped.plan_path) and lexicons_dir == shipped.lexicons_dir
        return reader() if same else FeatureReader(plan, lexicons_dir)

    scorer = cache(lambda *tasks: Scorer({task: models(shipped.models_dir / f"{task}{SUFFIX}") for task in tasks}))

    def scorer_of(given: Mapping[str, TrainedModel]) -> Scorer:
        same = all(model is models(shipped.models_dir / f"{task}{SUFFIX}") for task, model in given.items())
        return scorer(*given) if same else Scorer(given)

    patch.setattr(monitor.core.places.finder, "NameMatcher", matcher_of)
    patch.setattr(classifiers.classify, "Scorer", scorer_of)
    patch.setattr(classifiers.classify, "FeatureReader", reader_of)


def _kept(read: Callable[[Path], Any], is_shipped: Callable[[Path], bool]) -> Callable[[Path], Any]:
    once = cache(read)
    return lambda path: once(path) if is_shipped(path) else read(path)


def _replace(patch: pytest.MonkeyPatch, read: Callable[[Path], Any], kept: Callable[[Path], Any]) -> None:
    """Wherever the function was imported by its name; what is imported later gets it from its own module."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(OURS) and getattr(module, read.__name__, None) is read:
            patch.setattr(module, read.__name__, kept)
