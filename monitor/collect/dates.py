"""Dates as Vietnamese papers write them.

General parsers lose the zone of `GMT+7` (7 to 14 hours of error) and read `07/09` as 9 July; here the day comes
first, a time without zone is Asia/Ho_Chi_Minh, and a date that lies in the future is no date at all.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from monitor.core.clock import LOCAL
from monitor.core.text import fold, nfc

FUTURE_TOLERANCE = timedelta(hours=1)
"""Clocks of publishers run ahead by minutes; beyond an hour the date is wrong."""

_OLDEST_YEAR = 1995
_MAX_CHARS = 500
"""What stands after is no part of a date."""

_EPOCH_MS_DIGITS = 13
_MONTHS_IN_YEAR = 12
_NOON = 12
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905
}
_NAMED_ZONES = {"gmt": 0, "utc": 0, "ut": 0, "z": 0, "ict": 7, "est": -5, "edt": -4, "pst": -8, "pdt": -7}
_UNITS = {
    "giay": timedelta(seconds=1),
    "phut": timedelta(minutes=1),
    "gio": timedelta(hours=1),
    "tieng": timedelta(hours=1),
    "ngay": timedelta(days=1),
    "tuan": timedelta(weeks=1),
}
_SMALL_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_DAYS_BACK = {"hom nay": 0, "hom qua": 1, "hom kia": 2}

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2})?)?")
_RFC822 = re.compile(
    r"(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (?:gmt|utc|([+-])(\d{2})(\d{2}))"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_ENGLISH = re.compile(r"\b(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})\b")
_ENGLISH_MONTH_FIRST = re.compile(r"\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})\b")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:,|nam)?\s*(\d{4})(?!\d)")
_TIME = re.compile(r"(?<![\d:/+-])(\d{1,2})(?:\s*(?::|h|gio|g)\s*)(\d{2})(?::(\d{2}))?(?!\d)(?:\s*(am|pm|sa|ch)\b)?")
_ZONE = re.compile(r"(?:gmt|utc)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?|(?<=[\d\s])([+-])(\d{2}):?(\d{2})(?!\d)")
_ZONE_NAME = re.compile(r"\b(gmt|utc|ut|z|ict|est|edt|pst|pdt)\b")
_AGO = re.compile(r"(\d{1,3}|" + "|".join(_SMALL_NUMBERS) + r")\s*(giay|phut|gio|tieng|ngay|tuan)\s*truoc")
_JUST_NOW = re.compile(r"^\W*(?:vua xong|vua moi|moi day)\b")
_DAY_WORD = re.compile(r"\b(hom nay|hom qua|hom kia)\b")


def parse_published(raw: str | None, *, now: datetime) -> datetime | None:
    """Read a publication time; None when there is none or it lies more than an hour after `now`.

    Args:
        raw: as written, e.g. `Thứ năm, 12/10/2022, 14:50 (GMT+7)`, `2 giờ trước`, `Mon, 07 Sep 2026 19:41:53 GMT+7`.
        now: aware; what relative times count from.

    Returns:
        An aware time in UTC.
    """
    text = fold(nfc((raw or "")[:_MAX_CHARS])).strip()
    if not text:
        return None
    try:
        moment = _rfc822(text) or _iso(text) or _epoch(text) or _relative(text, now) or _calendar(text)
        moment = moment and moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if moment is None or moment.year < _OLDEST_YEAR or moment > now + FUTURE_TOLERANCE:
        return None
    return moment


def _rfc822(text: str) -> datetime | None:
    """The form of most feeds at once, `wed, 12 oct 2022 14:50:00 +0700`; what differs at all goes the long way."""
    match = _RFC822.fullmatch(text)
    if match is None or match[2] not in _MONTHS:
        return None
    offset = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    zone = timezone(-offset if match[7] == "-" else offset)
    year, month, day = int(match[3]), _MONTHS[match[2]], int(match[1])
    return datetime(year, month, day, int(match[4]), int(match[5]), int(match[6] or 0), tzinfo=zone)


def _iso(text: str) -> datetime | None:
    if not _ISO.fullmatch(text):
        return None
    moment = datetime.fromisoformat(text.upper().replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = int(text) / 1000 if len(text) == _EPOCH_MS_DIGITS else int(text)
    return datetime.fromtimestamp(seconds, UTC)


def _relative(text: str, now: datetime) -> datetime | None:
    if _JUST_NOW.search(text):
        return now
    if ago := _AGO.search(text):
        count = int(ago[1]) if ago[1].isdigit() else _SMALL_NUMBERS[ago[1]]
        return now - count * _UNITS[ago[2]]
    if word := _DAY_WORD.search(text):
        day = now.astimezone(LOCAL).date() - timedelta(days=_DAYS_BACK[word[1]])
        return datetime.combine(day, _time_in(text) or time(0), tzinfo=LOCAL)
    return None


def _calendar(text: str) -> datetime | None:
    found = _date_in(text)
    if found is None:
        return None
    year, month, day, rest = found
    return datetime.combine(date(year, month, day), _time_in(rest) or time(0), tzinfo=_zone_in(rest))


def _date_in(text: str) -> tuple[int, int, int, str] | None:
    """Find year, month and day, and the text around them (where time and zone stand)."""
    if match := _DAY_FIRST.search(text):
        day, month, year = int(match[1]), int(match[3]), _full_year(match[4])
        if month > _MONTHS_IN_YEAR >= day:
            day, month = month, day
    elif match := _YEAR_FIRST.search(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _IN_WORDS.search(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif (match := _ENGLISH.search(text)) and match[2] in _MONTHS:
        day, month, year = int(match[1]), _MONTHS[match[2]], _full_year(match[3])
    elif (match := _ENGLISH_MONTH_FIRST.search(text)) and match[1] in _MONTHS:
        day, month, year = int(match[2]), _MONTHS[match[1]], int(match[3])
    else:
        return None
    return year, month, day, f"{text[: match.start()]} | {text[match.end() :]}"


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004 - two digits mean this century


def _time_in(text: str) -> time | None:
    match = _TIME.search(_ZONE.sub(" ", text))
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4] in {"pm", "ch"} and hour < _NOON:
        hour += _NOON
    elif match[4] in {"am", "sa"} and hour == _NOON:
        hour = 0
    return time(hour, minute, second)


def _zone_in(text: str) -> tzinfo:
    if match := _ZONE.search(text):
        sign, hours, minutes = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(offset if sign == "+" else -offset)
    if match := _ZONE_NAME.search(text):
        return timezone(timedelta(hours=_NAMED_ZONES[match[1]]))
    return LOCAL
