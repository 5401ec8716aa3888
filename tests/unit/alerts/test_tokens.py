from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.tokens import RENEW_AFTER, Sealer, TokenPair
from tests.fakes.incidents import NOON

SECRET = b"k" * 32
PAIR = TokenPair("access-bi-mat", "refresh-bi-mat", NOON, NOON + timedelta(hours=25))


def test_what_is_sealed_opens_again_and_shows_nothing() -> None:
    sealed = Sealer(SECRET).seal("zalo-oa", PAIR)
    assert Sealer(SECRET).open("zalo-oa", sealed) == PAIR
    assert b"bi-mat" not in sealed
    assert "bi-mat" not in repr(PAIR)


def test_the_same_pair_is_sealed_differently_each_time() -> None:
    sealer = Sealer(SECRET)
    assert sealer.seal("zalo-oa", PAIR) != sealer.seal("zalo-oa", PAIR)


@pytest.mark.parametrize(
    ("secret", "name"),
    [pytest.param(b"x" * 32, "zalo-oa", id="another secret"), pytest.param(SECRET, "khac", id="another name")],
)
def test_does_not_open_elsewhere(secret: bytes, name: str) -> None:
    assert Sealer(secret).open(name, Sealer(SECRET).seal("zalo-oa", PAIR)) is None


@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, flip: int) -> None:
    sealed = bytearray(Sealer(SECRET).seal("zalo-oa", PAIR))
    sealed[place % len(sealed)] ^= flip
    assert Sealer(SECRET).open("zalo-oa", bytes(sealed)) is None


def test_too_short() -> None:
    assert Sealer(SECRET).open("zalo-oa", b"") is None
    with pytest.raises(ValueError, match="32"):
        Sealer(b"ngan")


@pytest.mark.parametrize(
    ("age", "wanted"),
    [
        pytest.param(timedelta(0), False, id="fresh"),
        pytest.param(RENEW_AFTER - timedelta(seconds=1), False, id="almost"),
        pytest.param(RENEW_AFTER, True, id="half its life"),
        pytest.param(timedelta(days=3), True, id="dead"),
    ],
)
def test_renewal(age: timedelta, *, wanted: bool) -> None:
    assert PAIR.wants_renewal(NOON + age) is wanted


def test_a_short_life_is_renewed_at_its_end() -> None:
    short = TokenPair("a", "b", NOON, NOON + timedelta(hours=1))
    assert short.wants_renewal(NOON + timedelta(hours=1))
