"""What a wave of posts costs: counted in comparisons, so that no clock can hide a quadratic."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from monitor.core.incidents import IncidentStatus
from monitor.core.items import Channel, Kind
from monitor.core.labels import Fact, Severity, Territory
from monitor.stories import clustering, copies
from monitor.stories.story import FIRST_KEPT, LATEST_KEPT
from monitor.stories.view import Member
from monitor.stories.waves import is_look, may_wait, may_wait_unborn
from tests.fakes.store_rows import a_classification, an_incident, an_item
from tests.unit.monitor.stories.conftest import START, Newsroom

WAVE = (
    "Hiệu trưởng Trường Tiểu học Hoa Sen ăn chặn tiền hỗ trợ học sinh nghèo, hai năm nay mấy trăm triệu không ai làm "
    "gì. Chia sẻ mạnh lên bà con ơi, để lâu là chìm xuồng!"
)


@pytest.fixture
def compared(monkeypatch) -> Counter[str]:
    """Counts comparisons of two texts, by copies and by clustering."""
    counted: Counter[str] = Counter()

    def counting(name: str, real: Any) -> Any:
        def call(*args: Any, **fields: Any) -> Any:
            counted[name] += 1
            return real(*args, **fields)

        return call

    monkeypatch.setattr(copies, "_likeness", counting("copies", copies._likeness))
    monkeypatch.setattr(clustering, "_pair", counting("pairs", clustering._pair))
    return counted


def cost_of(room: Newsroom, make: Any, compared: Counter[str], texts: Any, numbers: range, **fields: Any) -> float:
    before = sum(compared.values())
    for number in numbers:
        item = make(f"w{number}", texts(number), minutes=number / 10, author=f"a{number}", source=f"g{number % 40}")
        room.arrives(item, "hoa-sen", **fields)
    return (sum(compared.values()) - before) / len(numbers)


def test_identical_posts_are_found_without_comparing(room, make, compared):
    assert cost_of(room, make, compared, lambda _: WAVE, range(1_000)) == 0
    assert len({row.story_id for row in room.latest.values()}) == 1
    assert sum(row.copy_of is None for row in room.latest.values()) == 1


def test_near_identical_posts_stay_copies_of_the_first_however_many_come(room, make, compared):
    """Each names other friends; more than 200 used to look like boilerplate, and each next one opened a story."""

    def tagged(number: int) -> str:
        return f"{WAVE} @ban{number} @be{number * 7}"

    early = cost_of(room, make, compared, tagged, range(150))
    late = cost_of(room, make, compared, tagged, range(150, 900))
    assert late <= max(early, copies._MAX_CHECKS)
    assert {row.copy_of for item_id, row in room.latest.items() if item_id != "w0"} == {"w0"}


def test_a_story_of_thousands_costs_its_next_member_no_more(room, make, compared):
    """Own accounts of one poisoning, no copies: each is compared with a bounded part of the story."""
    harm = (Fact("hospitalised", "nhập viện", 0, 8, count=30),)
    told = ("con tui", "bé nhà em", "cháu nội tôi", "đứa em họ", "thằng út")
    where = ("ói giữa sân", "đau bụng trong lớp", "tím môi trên xe", "sốt li bì ở nhà", "xỉu bên cổng")
    words = ("cơm", "gà", "rau", "canh", "cá", "trứng", "sữa", "bánh", "thịt", "đậu", "chè", "xôi")

    def account(n: int) -> str:
        dish = " ".join(words[(n * step) % 12] for step in (1, 5, 7))
        return f"{told[n % 5]} số {n} học Hoa Sen ngộ độc nhập viện, {where[n // 5 % 5]}, sáng ăn {dish} phần {n * 3}"

    types = ("food-poisoning",)
    early = cost_of(room, make, compared, account, range(100, 300), facts=harm, types=types)
    late = cost_of(room, make, compared, account, range(900, 1_100), facts=harm, types=types)
    largest = max(room.index._stories.values(), key=lambda story: len(story.items))
    assert len(largest.items) > 350
    assert len(largest.members) <= FIRST_KEPT + LATEST_KEPT + 40
    assert late <= early * 1.3 + 5


def test_members_out_of_memory_still_stand_in_their_story(room, make):
    for number in range(320):
        item = make(f"m{number}", f"{WAVE} Nhà tui số {number} cũng bị.", minutes=number, author=f"a{number}")
        room.arrives(item, "hoa-sen", facts=(Fact("corruption", "ăn chặn", 0, 4),), types=("corruption-procurement",))
    homes = {row.story_id for row in room.latest.values()}
    assert room.index.size_of(homes.pop()) == 320
    assert not homes


def test_what_leaves_the_window_leaves_no_trace(room, make):
    for number in range(300):
        room.arrives(make(f"o{number}", f"{WAVE} @ban{number}", minutes=number, author=f"a{number}"), "hoa-sen")
    later = make("z", "Lớp tập hát dân ca chiều thứ bảy vui quá bà con", minutes=60 * 24 * 70)
    room.arrives(later)
    index = room.index
    assert list(index._placed) == ["z"]
    assert not index._followers
    assert set(index._copies._texts) == {index._copies._next - 1}
    assert not index._copies._versions
    assert START + timedelta(days=70) == later.arrived_at


@pytest.mark.parametrize("size", [1, 50, 100, 125, 156, 195])
def test_a_look_at_the_whole(size):
    assert is_look(size)


def test_looks_become_rare_but_never_cease():
    looks = [size for size in range(1, 20_001) if is_look(size)]
    assert all(later <= earlier * 1.25 + 1 for earlier, later in pairwise(looks))
    assert sum(looks) <= 20_000 * 6, "items read at all looks, for each item"


INCIDENT = an_incident(
    machine_level=Severity.S3, territory=Territory.HOME, counts=(("hospitalised", 40),), fact_kinds=("hospitalised",)
)


def of_wave(
    *, severity: Severity = Severity.S3, territory: Territory = Territory.HOME, fact: Fact | None = None, **item
):
    labels = a_classification("x", severity=severity, territory=territory, facts=(fact,) if fact else ())
    whose = {"kind": Kind.SOCIAL, "channel": Channel.FACEBOOK_GROUP, **item}
    return Member(an_item("x", WAVE, **whose), labels)


@pytest.mark.parametrize(
    ("arrived", "waits"),
    [
        pytest.param(of_wave(), True, id="the same again"),
        pytest.param(of_wave(severity=Severity.S1, territory=Territory.UNKNOWN), True, id="less"),
        pytest.param(of_wave(fact=Fact("hospitalised", "41", 0, 2, 41)), True, id="nearly the same count"),
        pytest.param(of_wave(fact=Fact("hospitalised", "101", 0, 3, 101)), False, id="another step"),
        pytest.param(of_wave(fact=Fact("death", "mất", 0, 3)), False, id="a new harm"),
        pytest.param(of_wave(severity=Severity.S4), False, id="graver"),
        pytest.param(of_wave(official=True), False, id="an office"),
        pytest.param(of_wave(kind=Kind.PRESS, channel=Channel.PRESS_LOCAL), False, id="the press"),
        pytest.param(of_wave(territory=Territory.OTHER), False, id="another place"),
    ],
)
def test_who_may_wait(arrived, waits):
    assert may_wait(arrived, INCIDENT, size=130) is waits
    assert not may_wait(arrived, INCIDENT, size=125)
    assert not may_wait(arrived, replace(INCIDENT, status=IncidentStatus.CLOSED), size=130)


@pytest.mark.parametrize(
    ("arrived", "waits"),
    [
        pytest.param(replace(of_wave(severity=Severity.S2), copy_of="w0"), True, id="repeats"),
        pytest.param(of_wave(severity=Severity.S1), False, id="own words"),
        pytest.param(replace(of_wave(official=True), copy_of="w0"), False, id="an office"),
        pytest.param(
            replace(of_wave(kind=Kind.PRESS, channel=Channel.PRESS_LOCAL), copy_of="w0"), False, id="the press"
        ),
    ],
)
def test_who_may_wait_where_no_incident_is(arrived, waits):
    assert may_wait_unborn(arrived, size=130) is waits
    assert not may_wait_unborn(arrived, size=125)
    assert not may_wait_unborn(arrived, size=80)
