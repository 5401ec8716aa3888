"""What all tests share: the shipped files alone are kept, and an office's passwords cost what they should."""

from __future__ import annotations

import shutil
from pathlib import Path

from monitor.app import load_classifier
from monitor.core.config.plan_file import load_plan
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.settings import load_settings
from tests.fakes import cheap_passwords

OWASP = 19 * 1024, 2
"""Argon2id with one lane: KiB of memory and passes, as the OWASP Password Storage Cheat Sheet says."""


def test_an_office_hashes_as_owasp_says() -> None:
    assert cheap_passwords.SHIPPED == OWASP


def test_the_shipped_plan_is_read_once_and_a_copy_of_it_by_itself(tmp_path: Path) -> None:
    shipped = load_settings({}).plan_path
    copy = tmp_path / "plan.yaml"
    shutil.copy(shipped, copy)
    assert load_plan(shipped) is load_plan(shipped)
    assert load_plan(copy) is not load_plan(copy)


def test_models_are_shared_but_not_what_is_built_of_them() -> None:
    settings = load_settings({})
    plan, places = load_plan(settings.plan_path), PlaceFinder(load_gazetteer(settings.gazetteer_dir))
    one, other = (load_classifier(settings, plan, places) for _ in range(2))
    assert one is not other
    assert all(one._models[task] is model for task, model in other._models.items())
