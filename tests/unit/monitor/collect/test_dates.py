from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.dates import parse_published

NOW = datetime(2026, 9, 8, 3, 0, tzinfo=UTC)  # 10:00 on 8 September in Bến Tre


def utc(year: int, month: int, day: int, *time: int) -> datetime:
    hour, minute, second = (*time, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


CASES = {
    "rfc822 +0700": ("Mon, 07 Sep 2026 19:41:53 +0700", utc(2026, 9, 7, 12, 41, 53)),
    "rfc822 GMT+7": ("Mon, 07 Sep 2026 19:41:53 GMT+7", utc(2026, 9, 7, 12, 41, 53)),
    "rfc822 GMT +07:00": ("Mon, 07 Sep 2026 19:41:53 GMT +07:00", utc(2026, 9, 7, 12, 41, 53)),
    "rfc822 GMT": ("Mon, 07 Sep 2026 19:41:53 GMT", utc(2026, 9, 7, 19, 41, 53)),
    "rfc822 two digits of the year": ("07 Sep 26 19:41 +0700", utc(2026, 9, 7, 12, 41)),
    "vietnamese weekday number": ("Thứ 5, 28/05/2026 17:00:00 GMT+7", utc(2026, 5, 28, 10)),
    "vietnamese weekday word": ("Thứ năm, 12/10/2022, 14:50 (GMT+7)", utc(2022, 10, 12, 7, 50)),
    "day comes first": ("07/09/2026 19:41", utc(2026, 9, 7, 12, 41)),
    "impossible month is the day": ("09/25/2025 19:41", utc(2025, 9, 25, 12, 41)),
    "dashes": ("12-10-2022 14:50", utc(2022, 10, 12, 7, 50)),
    "dots": ("12.10.2022 14:50", utc(2022, 10, 12, 7, 50)),
    "time first": ("14:50 12/10/2022", utc(2022, 10, 12, 7, 50)),
    "time first, dash between": ("14:50 - 12/10/2022", utc(2022, 10, 12, 7, 50)),
    "hour with g": ("12/10/2022 14g50", utc(2022, 10, 12, 7, 50)),
    "hour with h": ("14h50, 12/10/2022", utc(2022, 10, 12, 7, 50)),
    "afternoon": ("12/10/2022 2:50 CH", utc(2022, 10, 12, 7, 50)),
    "afternoon, english": ("12/10/2022 02:50:00 PM", utc(2022, 10, 12, 7, 50)),
    "morning at twelve": ("12/10/2022 12:10 SA", utc(2022, 10, 11, 17, 10)),
    "in words": ("Ngày 12 tháng 10 năm 2022 14:50", utc(2022, 10, 12, 7, 50)),
    "iso with offset": ("2026-09-07T19:41:53+07:00", utc(2026, 9, 7, 12, 41, 53)),
    "iso offset without colon": ("2022-10-12T14:50:00+0700", utc(2022, 10, 12, 7, 50)),
    "iso zulu": ("2026-09-07T12:41:53Z", utc(2026, 9, 7, 12, 41, 53)),
    "iso fraction": ("2026-09-07T12:41:53.250Z", datetime(2026, 9, 7, 12, 41, 53, 250000, tzinfo=UTC)),
    "iso naive": ("2022-10-12 14:50:00", utc(2022, 10, 12, 7, 50)),
    "iso day": ("2022-10-12", utc(2022, 10, 11, 17)),
    "year first with slashes": ("2022/10/12 14:50", utc(2022, 10, 12, 7, 50)),
    "english month first": ("October 12, 2022 14:50", utc(2022, 10, 12, 7, 50)),
    "seconds since 1970": ("1665561000", utc(2022, 10, 12, 7, 50)),
    "milliseconds since 1970": ("1665561000000", utc(2022, 10, 12, 7, 50)),
    "hours ago": ("2 giờ trước", NOW - timedelta(hours=2)),
    "minutes ago": ("Cách đây 35 phút trước", NOW - timedelta(minutes=35)),
    "ago in words": ("một giờ trước", NOW - timedelta(hours=1)),
    "just now": ("Vừa xong", NOW),
    "yesterday": ("Hôm qua, 08:15", utc(2026, 9, 7, 1, 15)),
    "today": ("Hôm nay 08:15", utc(2026, 9, 8, 1, 15)),
    "marks written apart": ("2 gio\u031b\u0300 tru\u031bo\u031b\u0301c", NOW - timedelta(hours=2)),
    "ahead by less than an hour": ("2026-09-08T10:50:00+07:00", utc(2026, 9, 8, 3, 50)),
    "ahead by more than an hour": ("2026-09-08T11:30:00+07:00", None),
    "no such day": ("31/02/2022 10:00", None),
    "no such hour": ("12/10/2022 25:61", None),
    "before the papers went online": ("01/01/1970 08:00", None),
    "words": ("Giáo dục", None),
    "empty": ("", None),
    "absent": (None, None),
}


@pytest.mark.parametrize(("raw", "expected"), CASES.values(), ids=CASES.keys())
def test_a_time_is_read_as_the_paper_meant_it(raw: str | None, expected: object) -> None:
    assert parse_published(raw, now=NOW) == expected


@given(st.text(max_size=60))
def test_whatever_is_written_the_answer_is_utc_or_none(raw: str | None) -> None:
    moment = parse_published(raw, now=NOW)
    assert moment is None or (moment.utcoffset() == timedelta(0) and moment <= NOW + timedelta(hours=1))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2026, 9, 7)).map(lambda m: m.replace(second=0, microsecond=0)))  # noqa: DTZ001
def test_vietnamese_and_iso_writing_agree(moment: datetime) -> None:
    shown = parse_published(moment.strftime("%H:%M %d/%m/%Y"), now=NOW)
    assert shown == parse_published(moment.isoformat() + "+07:00", now=NOW)


@given(
    st.integers(820_000_000, 1_780_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from([("+0700", "GMT+7"), ("GMT", "UTC+0"), ("-0530", "GMT-5:30"), ("UTC", "+00:00")]),
)
def test_the_usual_form_of_feeds_is_read_like_any_other(moment: datetime, zones: tuple[str, str]) -> None:
    usual, other = (parse_published(f"{moment:%a, %d %b %Y %H:%M:%S} {zone}", now=NOW) for zone in zones)
    assert usual is not None
    assert usual == other


@pytest.mark.parametrize("raw", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-10:00", "1" * 1_000_000])
def test_a_time_outside_the_calendar_is_none(raw: str) -> None:
    assert parse_published(raw, now=NOW) is None
