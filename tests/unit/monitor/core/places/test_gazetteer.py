from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from monitor.core.errors import ConfigError
from monitor.core.places.gazetteer import Gazetteer, load_gazetteer, place_slug

GAZETTEER = Path(__file__).parents[5] / "data" / "gazetteer"


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer(GAZETTEER)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2020, 1, 31), 164),
        (date(2022, 3, 1), 157),
        (date(2023, 4, 10), 157),
        (date(2024, 12, 1), 148),
        (date(2025, 6, 30), 148),
        (date(2025, 7, 1), 48),
    ],
    ids=str,
)
def test_official_counts_of_communes(day: date, count: int):
    communes = [p for p in gazetteer().places if p.home and p.level == "commune" and p.valid_on(day)]
    assert len(communes) == len({place.id for place in communes}) == count


def test_nine_districts_and_the_register():
    assert len(gazetteer().districts) == 9
    assert len({place.id for place in gazetteer().schools}) == 43


def test_every_home_unit_that_ended_has_successors_that_exist():
    for place in gazetteer().places:
        if place.home and place.valid_to is not None:
            assert place.successors, place
            assert all(successor in gazetteer() for successor in place.successors)


def test_every_home_unit_leads_to_units_of_today():
    for place in gazetteer().places:
        if place.home and place.level in {"district", "commune"}:
            for unit in gazetteer().today(place.id):
                today = gazetteer().get(unit, date.max)
                assert today is not None
                assert today.valid_on(date.max)
                assert unit.startswith("vinh-long/")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Huyện Ba Tri", "ba-tri"),
        ("Thành phố Bến Tre", "tp-ben-tre"),
        ("Phường 6", "phuong-6"),
        ("Xã An Đức", "an-duc"),
        ("Phường Bến Tre", "ben-tre"),
        ("Tỉnh Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
    ],
)
def test_place_slug(name: str, slug: str):
    assert place_slug(name) == slug


@pytest.mark.parametrize("place_id", ["dong-thap/tp-cao-lanh", "dong-thap/huyen-cao-lanh"])
def test_units_of_one_parent_and_name_get_the_type_word(place_id: str):
    assert place_id in gazetteer()
    assert "dong-thap/cao-lanh" not in gazetteer()


def test_parents_and_names():
    assert gazetteer().parent_of("ben-tre/ba-tri/an-duc") == "ben-tre/ba-tri"
    assert gazetteer().ancestors("ben-tre/ba-tri/an-duc") == ("ben-tre/ba-tri", "ben-tre")
    assert gazetteer().parent_of("school:thpt-phan-liem") == "ben-tre/ba-tri"
    assert gazetteer().name_of("ben-tre/ba-tri/an-duc") == "Xã An Đức"
    assert gazetteer().name_of("no-such-place") == "no-such-place"


def test_resolve_follows_several_mergers_but_not_splits():
    assert gazetteer().resolve("ben-tre/tp-ben-tre/phuong-3", date(2019, 1, 1)) == "ben-tre/tp-ben-tre/phuong-3"
    assert gazetteer().resolve("ben-tre/tp-ben-tre/phuong-3", date(2022, 1, 1)) == "ben-tre/tp-ben-tre/an-hoi"
    assert gazetteer().resolve("ben-tre/tp-ben-tre/phuong-3", date(2025, 8, 1)) == "vinh-long/an-hoi"
    assert gazetteer().resolve("ben-tre/ba-tri", date(2025, 8, 1)) == "ben-tre/ba-tri"
    assert len(gazetteer().today("ben-tre/ba-tri")) == 7


def test_a_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(ConfigError):
        load_gazetteer(tmp_path)
