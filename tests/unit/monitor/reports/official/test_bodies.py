from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ConfigError, MonitorError
from monitor.core.settings import load_settings
from monitor.reports.official.bodies import Bodies, load_bodies

SETTINGS = load_settings({})


@pytest.fixture(scope="module")
def bodies() -> Bodies:
    return load_bodies(SETTINGS.bodies_path)


@pytest.mark.parametrize(
    ("day", "parent", "place"),
    [
        (date(2022, 10, 14), "UBND TỈNH BẾN TRE", "Bến Tre"),
        (date(2025, 6, 30), "UBND TỈNH BẾN TRE", "Bến Tre"),
        (date(2025, 7, 1), "UBND TỈNH VĨNH LONG", "Vĩnh Long"),
    ],
    ids=str,
)
def test_the_department_is_named_as_on_the_day(bodies: Bodies, day: date, parent: str, place: str) -> None:
    body = bodies.department(day)
    assert (body.parent, body.place, body.code) == (parent, place, "SGDĐT")


@pytest.mark.parametrize(
    ("unit", "parent", "name", "place"),
    [
        ("pgd-ba-tri", "UBND HUYỆN BA TRI", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Ba Tri"),
        ("pgd-tp-ben-tre", "UBND THÀNH PHỐ BẾN TRE", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Bến Tre"),
        ("vhxh-ba-tri", "UBND XÃ BA TRI", "PHÒNG VĂN HÓA - XÃ HỘI", "Ba Tri"),
        ("dvtt-thpt-chuyen-ben-tre", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT CHUYÊN BẾN TRE", "THPT chuyên Bến Tre"),
    ],
    ids=lambda value: value if value.startswith(("pgd", "vhxh", "dvtt")) else "",
)
def test_units_head_their_own_paper(bodies: Bodies, unit: str, parent: str, name: str, place: str) -> None:
    body = bodies.of_unit(load_plan(SETTINGS.plan_path).unit(unit))
    assert (body.parent, body.name, body.place) == (parent, name, place)


def test_a_department_of_ours_writes_no_paper_of_its_own(bodies: Bodies) -> None:
    with pytest.raises(MonitorError, match="writes no reports"):
        bodies.of_unit(load_plan(SETTINGS.plan_path).unit("cttt"))


def test_a_day_without_a_name_is_our_error(bodies: Bodies) -> None:

    with pytest.raises(MonitorError, match="no name of the department"):
        replace(bodies, departments=()).department(date(2022, 1, 1))


def test_every_fault_of_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bodies.yaml"
    path.write_text(
        "department:\n  - {parent: A, name: B, code: C}\nunits:\n  - {role: king, parent: A, name: B, code: C}\n"
    )
    with pytest.raises(ConfigError) as caught:
        load_bodies(path)
    assert {(fault.line, fault.key.rsplit(".", 1)[-1]) for fault in caught.value.faults} >= {(2, "place"), (4, "role")}
