"""What counts in which series, and as how many voices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.clock import LOCAL
from monitor.core.items import Channel, Kind
from monitor.core.labels import PlaceMention, Scored, Sentiment, Territory, Verdict
from monitor.core.plan import Theme
from monitor.core.volume import HOME, Series
from monitor.signals.series import Arrival, count, series_of, window_of, windows_between
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import a_classification, an_item

NINE = datetime(2022, 10, 12, 9, tzinfo=LOCAL)
PLAN = a_plan(
    themes=(
        Theme("school-safety", "1.6", "An toàn trường học", "", ()),
        Theme("school-violence", "1.6", "Bạo lực học đường", "", (), parent="school-safety"),
    )
)
BA_TRI = PlaceMention("ben-tre/ba-tri/an-duc", "xã An Đức", "commune", 0, 9, 0.9)
SAFETY = Series(theme="school-safety", place="ben-tre/ba-tri")
STORY = Series(story_id="c1")


def an_arrival(item_id: str = "q1", *, at: datetime = NINE, **changes) -> Arrival:
    said = {name: changes.pop(name) for name in list(changes) if name in LABELS}
    own = {name: changes.pop(name) for name in list(changes) if name in {"story_id", "copy_of"}}
    item = an_item(item_id, **({"arrived_at": at, "source": f"bao-{item_id}"} | changes))
    labels = a_classification(item_id, **({"territory": Territory.HOME, "places": (BA_TRI,),
                                           "themes": (Scored("school-safety", 0.9),)} | said))  # fmt: skip
    return Arrival(item, labels, **({"story_id": "c1"} | own))


LABELS = {"territory", "places", "themes", "sentiment", "good_news", "relevant"}


@pytest.mark.parametrize(
    ("changes", "series"),
    [
        pytest.param({}, {STORY, SAFETY}, id="theme in its district, and its story"),
        pytest.param({"places": ()}, {STORY, Series(theme="school-safety", place="ben-tre")}, id="no place: province"),
        pytest.param(
            {"themes": (Scored("school-violence", 0.9), Scored("school-safety", 0.9))},
            {STORY, Series(theme="school-violence", place="ben-tre/ba-tri")}, id="a child without its parent",
        ),
        pytest.param({"copy_of": "q0"}, set(), id="a copy is reach"),
        pytest.param({"territory": Territory.OTHER}, set(), id="elsewhere"),
        pytest.param({"sentiment": Sentiment.POSITIVE}, set(), id="praise"),
        pytest.param({"good_news": Verdict(value=True, score=0.9)}, set(), id="good news"),
        pytest.param({"relevant": Verdict(value=False, score=0.1)}, set(), id="not of the sector"),
        pytest.param({"published_at": NINE - timedelta(hours=25)}, set(), id="an archive read for the first time"),
        pytest.param({"published_at": NINE - timedelta(hours=5)}, {STORY, SAFETY}, id="a few hours late"),
    ],
)  # fmt: skip
def test_the_series_of_an_item(changes, series):
    assert set(series_of(an_arrival(**changes), PLAN)) == series


def test_after_the_merger_the_commune_is_the_place():
    places = (PlaceMention("vinh-long/ba-tri", "xã Ba Tri", "commune", 0, 9, 0.9),)
    assert Series(theme="school-safety", place="vinh-long/ba-tri") in series_of(an_arrival(places=places), PLAN)


def counted(*arrivals: Arrival) -> dict[str, int]:
    return {row.series: row.count for row in count(arrivals, PLAN).counts}


def test_voices_are_counted_not_items():
    one = {"kind": Kind.SOCIAL, "channel": Channel.FACEBOOK_GROUP, "source": "hoi-phu-huynh"}
    posts = [an_arrival(f"p{n}", author="me-bong", **one) for n in range(4)]
    assert counted(*posts, an_arrival("p9", author="ba-ti", **one)) == {HOME: 2, STORY.id: 2, SAFETY.id: 2}


def test_windows_are_counted_apart_and_the_latest_item_is_known():
    rows = count([an_arrival("q1"), an_arrival("q2", at=NINE + timedelta(hours=5))], PLAN)
    assert {(row.window, row.count) for row in rows.counts if row.series == SAFETY.id} == {(1, 1), (2, 1)}
    assert rows.latest[SAFETY] == "q2"


@given(st.randoms(use_true_random=False))
def test_the_order_of_items_is_no_matter(random):
    arrivals = [an_arrival(f"q{n}", at=NINE + timedelta(minutes=40 * (n % 9)), story_id=f"c{n % 3}") for n in range(20)]
    shuffled = random.sample(arrivals, len(arrivals))
    assert count(shuffled, PLAN) == count(arrivals, PLAN)


def test_a_moment_lies_in_a_window_of_local_time():
    assert window_of(NINE) == (date(2022, 10, 12), 1)
    assert window_of(NINE.replace(hour=0)) == (date(2022, 10, 12), 0)
    assert window_of(NINE.replace(hour=23)) == (date(2022, 10, 12), 3)


def test_windows_between_two_moments():
    day = date(2022, 10, 12)
    assert windows_between(NINE, NINE + timedelta(hours=4)) == ((day, 1), (day, 2))
    assert windows_between(NINE, NINE) == ((day, 1),)


def test_an_item_that_arrived_is_needed():
    lost = replace(an_arrival().item, arrived_at=None)
    with pytest.raises(AssertionError):
        count([replace(an_arrival(), item=lost)], PLAN)
