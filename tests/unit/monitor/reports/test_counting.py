from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.items import Channel
from monitor.core.labels import PlaceMention, Scored, Sentiment, Territory, Verdict
from monitor.reports.counting import CHANNEL_GROUPS, NO_THEME, CountedItem, Split, Tally, ground_names, tally
from monitor.reports.wording import CHANNEL_GROUPS as GROUP_NAMES
from tests.fakes.store_rows import a_classification, an_item


def counted(item_id="q1", *, copy_of=None, channel=Channel.PRESS_LOCAL, places=(), themes=(), types=(), **labels):
    said = a_classification(
        item_id,
        places=tuple(PlaceMention(place, "…", "district", 0, 1, 0.9) for place in places),
        themes=tuple(Scored(theme, 0.9) for theme in themes),
        incident_types=tuple(Scored(kind, 0.9) for kind in types),
        **{"territory": Territory.HOME, **labels},
    )
    return CountedItem(an_item(item_id, channel=channel), said, story_id="c1", copy_of=copy_of)


def test_nothing_counts_to_zero(plan):
    assert tally([], plan=plan) == Tally()


def test_a_reprint_is_told_apart(plan):
    counts = tally([counted("q1", themes=["preschool"]), counted("q2", copy_of="q1", themes=["preschool"])], plan=plan)
    assert (counts.total.total, counts.copies) == (1, 1)
    assert counts.themes == {"preschool": Split(neutral=1, home=1)}


def test_another_province_is_told_apart(plan):
    elsewhere = counted(territory=Territory.OTHER, sentiment=Sentiment.NEGATIVE)
    copy = counted("q2", territory=Territory.OTHER, copy_of="q1")
    assert tally([elsewhere, copy], plan=plan) == Tally(elsewhere=2)


def test_an_item_counts_under_each_of_its_themes(plan):
    counts = tally([counted(themes=["school-violence", "school-safety"])], plan=plan)
    assert set(counts.themes) == {"school-violence", "school-safety"}
    assert counts.total.total == 1


def test_an_item_without_theme_is_not_lost(plan):
    assert set(tally([counted()], plan=plan).themes) == {NO_THEME}


@pytest.mark.parametrize(
    ("places", "territory", "ground"),
    [
        pytest.param(["ben-tre/ba-tri/an-duc"], Territory.HOME, "ben-tre/ba-tri", id="commune-counts-for-district"),
        pytest.param(["vinh-long/ba-tri"], Territory.HOME, "vinh-long/ba-tri", id="commune-after-2025"),
        pytest.param(["ben-tre"], Territory.HOME, "home", id="province-alone"),
        pytest.param(["school:thpt-x"], Territory.HOME, "home", id="school-alone"),
        pytest.param([], Territory.NATIONAL, "national", id="national"),
        pytest.param(["ben-tre/ba-tri"], Territory.UNKNOWN, "unknown", id="unknown-territory-names-no-district"),
    ],
)
def test_ground(plan, places, territory, ground):
    assert list(tally([counted(places=places, territory=territory)], plan=plan).places) == [ground]


def test_two_communes_of_one_district_count_once(plan):
    counts = tally([counted(places=["ben-tre/ba-tri/an-duc", "ben-tre/ba-tri/an-hoa-tay"])], plan=plan)
    assert counts.places["ben-tre/ba-tri"].total == 1


@pytest.mark.parametrize(
    ("fields", "criticism", "false_information"),
    [
        pytest.param({"sentiment": Sentiment.NEGATIVE}, 1, 0, id="criticism"),
        pytest.param({"sentiment": Sentiment.NEUTRAL}, 0, 0, id="neither"),
        pytest.param({"sentiment": Sentiment.NEGATIVE, "themes": ["false-information"]}, 0, 1, id="false-theme"),
        pytest.param({"sentiment": Sentiment.NEGATIVE, "types": ["scam-impersonation"]}, 0, 1, id="false-type"),
        pytest.param({"sentiment": Sentiment.NEGATIVE, "types": ["fees"]}, 1, 0, id="lawful-complaint"),
    ],
)
def test_criticism_and_false_information_are_kept_apart(plan, fields, criticism, false_information):
    counts = tally([counted(**fields)], plan=plan)
    assert (counts.criticism, counts.false_information) == (criticism, false_information)


def test_good_news(plan):
    assert tally([counted(good_news=Verdict(value=True, score=0.9))], plan=plan).good_news == 1


def test_every_channel_has_a_group_with_a_name():
    assert set(CHANNEL_GROUPS) == set(Channel)
    assert set(CHANNEL_GROUPS.values()) == set(GROUP_NAMES)


def test_ground_names_come_from_the_offices(plan):
    names = ground_names(plan)
    assert names["ben-tre/ba-tri"] == "huyện Ba Tri"
    assert names["ben-tre/tp-ben-tre"] == "thành phố Bến Tre"
    assert names["vinh-long/an-hoi"] == "phường An Hội"
    assert not any(name.startswith("Phòng") for name in names.values())


ANY_COUNTED = st.builds(
    counted,
    copy_of=st.sampled_from([None, None, "q0"]),
    channel=st.sampled_from(Channel),
    places=st.lists(st.sampled_from(["ben-tre", "ben-tre/ba-tri", "ben-tre/cho-lach/x", "school:x"]), max_size=3),
    themes=st.lists(st.sampled_from(["preschool", "digital", "false-information"]), max_size=3, unique=True),
    types=st.lists(st.sampled_from(["fees", "false-notice"]), max_size=1),
    sentiment=st.sampled_from(Sentiment),
    territory=st.sampled_from(Territory),
    good_news=st.builds(Verdict, value=st.booleans(), score=st.just(0.5)),
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(ANY_COUNTED, max_size=12), data=st.data())
def test_a_whole_equals_the_sum_of_its_parts_however_it_is_cut(plan, items, data):
    parts = data.draw(st.lists(st.integers(0, 6), min_size=len(items), max_size=len(items)))
    days = [[item for item, day in zip(items, parts, strict=True) if day == number] for number in range(7)]
    assert sum((tally(day, plan=plan) for day in days), Tally()) == tally(items, plan=plan)
