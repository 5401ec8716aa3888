from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.routes import route
from monitor.core.labels import EducationLevel, Severity, Territory
from monitor.core.plan import Route
from monitor.core.routing import RouteQuery
from tests.fakes.plans import INCIDENT_TYPES, ROUTES, UNITS, a_plan

OCTOBER_2022 = date(2022, 10, 12)
OCTOBER_2026 = date(2026, 10, 12)
PRIMARY = (EducationLevel.TIEU_HOC,)
UPPER = (EducationLevel.THPT,)
AN_DUC = ("ben-tre/ba-tri/an-duc",)


def query(**fields: Any) -> RouteQuery:
    asked = RouteQuery(
        themes=("school-safety",),
        incident_type="food-poisoning",
        levels=PRIMARY,
        places=AN_DUC,
        territory=Territory.HOME,
        severity=Severity.S3,
        day=OCTOBER_2022,
    )
    return replace(asked, **fields)


@pytest.mark.parametrize(
    ("asked", "units", "copies"),
    [
        pytest.param(query(), ("gdth", "cttt", "pgd-ba-tri"), ("van-phong",), id="primary school in a district"),
        pytest.param(query(levels=()), ("cttt", "pgd-ba-tri"), ("van-phong",), id="unknown level: the district acts"),
        pytest.param(
            query(levels=UPPER), ("gdtrh", "cttt"), ("van-phong", "pgd-ba-tri"), id="upper: district informed"
        ),
        pytest.param(
            query(levels=(EducationLevel.THCS, EducationLevel.THPT)),
            ("gdtrh", "cttt", "pgd-ba-tri"),
            ("van-phong",),
            id="one school with both levels: the district acts",
        ),
        pytest.param(
            query(severity=Severity.S4), ("gdth", "van-phong", "cttt", "pgd-ba-tri"), (), id="crisis adds the office"
        ),
        pytest.param(query(territory=Territory.OTHER), ("gdth", "cttt"), ("van-phong",), id="elsewhere: no district"),
        pytest.param(
            query(territory=Territory.UNKNOWN),
            ("gdth", "cttt", "pgd-ba-tri"),
            ("van-phong",),
            id="unknown with our place",
        ),
        pytest.param(query(places=()), ("gdth", "cttt"), ("van-phong",), id="no place"),
        pytest.param(query(places=("ben-tre",)), ("gdth", "cttt"), ("van-phong",), id="province only"),
        pytest.param(
            query(places=("ben-tre/ba-tri-moi",)), ("gdth", "cttt"), ("van-phong",), id="a longer name is another"
        ),
        pytest.param(
            query(levels=UPPER, places=("school:thpt-sao-khue", "ben-tre/ba-tri")),
            ("gdtrh", "cttt"),
            ("van-phong", "pgd-ba-tri", "dvtt-thpt-sao-khue"),
            id="attached school is informed",
        ),
        pytest.param(
            query(incident_type="fees"),
            ("gdth", "thanh-tra", "pgd-ba-tri"),
            ("van-phong", "tccb"),
            id="inspectorate 2022",
        ),
        pytest.param(
            query(incident_type="fees", day=OCTOBER_2026, places=("vinh-long/ba-tri",)),
            ("gdth", "van-phong", "tccb", "vhxh-ba-tri"),
            (),
            id="fees after the inspectorate: the commune acts",
        ),
        pytest.param(
            query(day=OCTOBER_2026, places=AN_DUC),
            ("gdth", "cttt"),
            ("van-phong",),
            id="a district that ended is not told",
        ),
        pytest.param(
            query(incident_type="other", themes=("exams-admissions",), levels=(), places=()),
            ("ktqlcl", "van-phong"),
            (),
            id="theme and root route",
        ),
        pytest.param(
            query(incident_type="other", themes=(), levels=(), places=()), ("van-phong",), (), id="root route"
        ),
    ],
)
def test_route(asked: RouteQuery, units: tuple[str, ...], copies: tuple[str, ...]) -> None:
    routed = route(a_plan(), asked)
    assert (routed.units, routed.copies) == (units, copies)


def test_office_takes_what_no_route_names() -> None:
    plan = a_plan(routes=(Route(("thanh-tra",)),))
    assert route(plan, query(day=OCTOBER_2026, places=())).units == ("van-phong",)


def test_stop_ends_the_search_only_when_it_matches() -> None:
    plan = a_plan(routes=(Route(("tccb",), incident_types=("fees",), stop=True), *ROUTES))
    assert "tccb" not in route(plan, query()).units
    assert route(plan, query(incident_type="fees", places=())).units == ("tccb",)


@given(
    types=st.sampled_from([kind.id for kind in INCIDENT_TYPES]),
    themes=st.lists(st.sampled_from(["school-safety", "exams-admissions", "none"]), max_size=3),
    levels=st.lists(st.sampled_from(EducationLevel), max_size=3, unique=True),
    places=st.lists(
        st.sampled_from([unit.place for unit in UNITS if unit.place] + ["ben-tre", "ha-noi/x"]), max_size=3
    ),
    territory=st.sampled_from(Territory),
    severity=st.sampled_from(Severity),
    day=st.dates(date(2021, 1, 1), date(2027, 12, 31)),
    routes=st.lists(st.sampled_from(ROUTES), max_size=4),
)
def test_routing_always_finds_units_that_exist(**known: Any) -> None:
    plan = a_plan(routes=tuple(known["routes"]))
    asked = RouteQuery(
        themes=tuple(known["themes"]), incident_type=known["types"], levels=tuple(known["levels"]),
        places=tuple(known["places"]), territory=known["territory"], severity=known["severity"], day=known["day"],
    )  # fmt: skip
    routed = route(plan, asked)
    everyone = [*routed.units, *routed.copies]
    assert routed.units
    assert len(everyone) == len(set(everyone))
    assert all(plan.unit(unit).valid_on(asked.day) for unit in everyone)
