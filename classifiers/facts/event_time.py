"""When it happened, as the text says it: `Trưa 12-10`, `sáng nay`, `khoảng 11h30 ngày 12/10`, `thứ hai tuần trước`.

Times are local wall-clock times of Việt Nam, counted from when the item was published (or arrived); the answer is
never later than that. A part of the day stands for its start. The first usable time near the head of the text is
taken: further down the text tells the background. Where that is only when somebody spoke (`Tối 13-3, bệnh viện cho
biết …`), an hour told after it and not later than it (`lúc 15 giờ 10, trong giờ ra chơi`) is when it happened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from classifiers.reading.phrases import spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.clock import at_local, local_date
from monitor.core.items import Item
from monitor.core.labels import EventTime
from monitor.core.text import TextView

PART_STARTS: dict[str, time] = {
    "rạng sáng": time(3),
    "sáng sớm": time(5),
    "sáng": time(7),
    "trưa": time(11),
    "chiều": time(13),
    "tối": time(18),
    "đêm": time(21),
    "khuya": time(21),
}
"""Hour at which a part of the day begins for a statement clock (brief of the plan: earliest plausible moment)."""

SCOPE_CHARS = 1500
_NOON = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59
_MAX_AGE = timedelta(days=370)
_AHEAD = timedelta(days=60)
"""A day without a year that comes this soon is a deadline, not last year's."""

_PART = r"(?P<part>rạng sáng|sáng sớm|sáng|trưa|chiều|tối|đêm|khuya)"
_HOUR = r"(?P<hour>\d{1,2})\s?(?:h|giờ|g|:)\s?(?P<minute>\d{2}|rưỡi)?(?:\s?phút)?"
_DATE = (
    r"(?P<day>\d{1,2})\s?(?:[/.\-]|\s?tháng\s?)\s?(?P<month>\d{1,2})"
    r"(?:\s?(?:[/.\-]|năm)\s?(?P<year>(?:19|20)\d\d))?(?![\d%])"
)
_RELATIVE = r"(?P<relative>hôm nay|hôm qua|hôm kia|bữa nay|bữa qua|hnay|hqua|nay|qua|kia|hôm trước)"
_WEEKDAY = (
    r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|2|3|4|5|6|7)|chủ nhật)(?P<week> tuần (?:trước|rồi|qua|này|vừa rồi))?"
)
_FORMS: tuple[tuple[str, str], ...] = (  # those that lean on a day told before come last
    (
        "hour-date",
        (
            rf"(?:lúc |khoảng |hồi |vào )?{_HOUR}(?: {_PART})?,? "
            rf"(?:ngày |hôm |(?:thứ \w+|chủ nhật),? ?(?:\(|ngày )?)?{_DATE}"
        ),
    ),
    (
        "hour-relative",
        rf"(?:lúc |khoảng |hồi |vào )?{_HOUR},? (?:(?P<part>rạng sáng|sáng|trưa|chiều|tối|đêm|khuya) )?{_RELATIVE}",
    ),
    ("part-date", rf"(?:vào |hồi )?{_PART},?(?: thứ \w+,?| chủ nhật,?)? (?:ngày |hôm |\()?{_DATE}"),
    ("part-relative", rf"(?:hồi |vào )?{_PART} (?:ngày )?{_RELATIVE}"),
    ("relative-part", r"(?:hồi |vào )(?P<part>rạng sáng|sáng|trưa|chiều|tối|đêm|khuya)(?: giờ| này)?"),
    ("weekday", rf"(?:(?P<part>sáng|trưa|chiều|tối|đêm) )?{_WEEKDAY}"),
    ("date", rf"(?:ngày|hôm) {_DATE}"),
    (
        "hour-same-day",
        (
            rf"(?:lúc |khoảng |hồi |vào |vào lúc |vào khoảng )?{_HOUR}(?: {_PART})?,? "
            r"(?P<same>cùng ngày|hôm đó|ngày hôm đó)"
        ),
    ),
    (
        "hour-same-day",
        rf"(?P<same>lúc|vào lúc|khoảng|vào khoảng|hồi) {_HOUR}(?: (?P<part>rạng sáng|sáng|trưa|chiều|tối|đêm|khuya))?",
    ),
    ("relative", r"(?P<relative>hôm nay|hôm qua|hôm kia|bữa nay|bữa qua|hnay|hqua)"),
    ("relative-part", r"^(?P<part>trưa|sáng|chiều|tối|đêm) (?:này)"),
)
_BACK = {
    "hôm nay": 0,
    "bữa nay": 0,
    "hnay": 0,
    "nay": 0,
    "hôm qua": 1,
    "bữa qua": 1,
    "hqua": 1,
    "qua": 1,
    "hôm kia": 2,
    "kia": 2,
    "hôm trước": 2,
}
_WEEKDAYS = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tư": 2,
    "4": 2,
    "năm": 3,
    "5": 3,
    "sáu": 4,
    "6": 4,
    "bảy": 5,
    "7": 5,
    "nhật": 6,
}


_BEFORE, _AFTER = r"(?<![^\W_/])", r"(?![^\W_])"
_SPELLINGS = tuple((name, spelling(_BEFORE + form.replace("^", "") + _AFTER)) for name, form in _FORMS)
_FOLDED_PARTS = {
    "rang sang": "rạng sáng",
    "sang som": "sáng sớm",
    "sang": "sáng",
    "trua": "trưa",
    "chieu": "chiều",
    "toi": "tối",
    "dem": "đêm",
    "khuya": "khuya",
}
_FOLDED_BACK = {"hom nay": 0, "bua nay": 0, "hom qua": 1, "bua qua": 1, "hom kia": 2, "hom truoc": 2}
_FOLDED_WEEKDAYS = {"tu": 2, "nam": 3, "sau": 4, "bay": 5, "nhat": 6}
_NOT_EVENT = re.compile(
    r"(?<!\w)(?:từ|đến|trước|hạn|hết|đến hết|tới|tới hết|tu|den|truoc|han|het) (?:ngày |hết |ngay |sáng |chiều )?$|"
    r"(?<!học )(?<!hoc )(?<!nam )(?<!nữ )(?<!nu )(?<!thí )(?<!thi )(?<!\w)sinh (?:ngày |ngay )?$|"
    r"(?<!\w)(?:quyết định|thông tư|công văn|nghị định|văn bản)[^.]{0,40}$|"
    r"(?<!\w)(?:trao đổi|trả lời|phát biểu|họp báo|cập nhật|chậm nhất|trễ nhất|cham nhat)(?!\w)[^.,?!]{0,30}$|"
    r"(?<!\w)(?:dự kiến|sẽ|lịch|hẹn|du kien|se)(?!\w)[^.,?!]{0,25}$"
)

_SAID = spelling(
    r"(?:,| thì)? (?:[^.!?;\n]{0,90}?[, ])?(?:cho biết|xác nhận|cho hay|thông tin|thông báo|khẳng định|nói|chia sẻ|"
    r"phản ánh|báo cáo|đang (?:hồi sức|điều trị|cấp cứu|theo dõi))(?!\w)"
)
"""After a time: when somebody spoke, in the same sentence."""
_PART_LASTS = timedelta(hours=5)
"""A part of the day stands for its start, and the hour told may lie in it."""
_SPOKEN_OF_WITHIN = timedelta(days=2)
_JUST_BEFORE = 80
"""Characters before a time in which such words must begin; what may follow them there is shorter."""


@dataclass(frozen=True, slots=True)
class _Match:
    at: datetime
    precision: str
    start: int
    end: int


def find_event_time(item: Item, view: TextView) -> EventTime | None:
    """Find when the event happened; None without a reference time or when the text does not say."""
    seen_at = item.seen_at
    if seen_at is None:
        return None
    accentless = typed_without_accents(view)
    text = (view.folded if accentless else view.lower)[:SCOPE_CHARS]
    found = _matches(view, text, seen_at, accentless=accentless)
    if not found:
        return None
    match = found[0]
    if _SAID.of(accentless=accentless).pattern.match(text, match.end):
        match = next((other for other in found[1:] if _is_what_was_told(other, match)), match)
    return EventTime(match.at, match.precision, view.quote(match.start, match.end).strip(" ("))


def _is_what_was_told(told: _Match, said: _Match) -> bool:
    """Whether an hour told later in the text is that of the event which somebody spoke of at `said`."""
    earlier = told.at <= said.at + _PART_LASTS and said.at - told.at <= _SPOKEN_OF_WITHIN
    return told.precision == "hour" and told.start > said.start and earlier


def _matches(view: TextView, text: str, seen_at: datetime, *, accentless: bool) -> list[_Match]:
    """Return usable times: those with a part of the day or an hour first, then by place in the text."""
    asked = scan(view.text)
    found: list[tuple[int, int, _Match]] = []
    taken: list[tuple[int, int]] = []
    for rank, (name, form) in enumerate(_SPELLINGS):
        for match in asked.finditer_in(text, form.of(accentless=accentless)):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if _NOT_EVENT.search(text, max(0, match.start() - _JUST_BEFORE), match.start()):
                continue
            before = [each for _, _, each in found if each.end <= match.start()]
            read = _read(name, match, seen_at, max(before, key=lambda each: each.end, default=None))
            if read:
                found.append((read.precision == "day", match.start() + rank, read))
    return [read for _, _, read in sorted(found, key=lambda row: row[:2])]


def _read(name: str, match: re.Match[str], seen_at: datetime, before: _Match | None) -> _Match | None:
    """Read one time; `before` is the last one that the text told before, whose day `cùng ngày` means."""
    groups = match.groupdict()
    part = groups.get("part")
    part = _FOLDED_PARTS.get(part, part) if part else None
    if groups.get("same"):
        day = local_date(before.at) if before else None
    else:
        day = _day(name, groups, local_date(seen_at), part)
    if day is None:
        return None
    clock = _clock(groups, part)
    if clock is None and groups.get("hour"):
        return None
    precision = "hour" if groups.get("hour") else "part-of-day" if part else "day"
    at = at_local(day, clock or (PART_STARTS[part] if part else time(0)))
    if at > seen_at or seen_at - at > _MAX_AGE:
        return None
    return _Match(at.astimezone(UTC), precision, match.start(), match.end())


def _clock(groups: dict[str, str | None], part: str | None) -> time | None:
    raw = groups.get("hour")
    if raw is None:
        return None
    hour = int(raw)
    minute = groups.get("minute") or "0"
    minutes = 30 if not minute.isdigit() else int(minute)
    if part in {"chiều", "tối", "đêm", "khuya"} and hour < _NOON and not (part in {"đêm", "khuya"} and hour < 4):  # noqa: PLR2004 - 1 to 3 at night
        hour += _NOON
    if part == "trưa" and hour <= 3:  # noqa: PLR2004 - `1 giờ trưa` is 13:00
        hour += _NOON
    return time(hour, minutes) if hour <= _LAST_HOUR and minutes <= _LAST_MINUTE else None


def _day(name: str, groups: dict[str, str | None], today: date, part: str | None) -> date | None:
    if groups.get("day"):
        return _calendar_day(groups, today)
    if relative := groups.get("relative"):
        back = _BACK.get(relative, _FOLDED_BACK.get(relative))
        return today - timedelta(days=back) if back is not None else None
    if weekday := groups.get("weekday"):
        return _weekday(weekday, groups.get("week") or "", today)
    return today if name == "relative-part" and part else None


def _calendar_day(groups: dict[str, str | None], today: date) -> date | None:
    """A day without a year is the latest such day; one that lies just ahead is a plan or a deadline."""
    month, day = int(groups["month"] or 0), int(groups["day"] or 0)
    years = [int(groups["year"])] if groups.get("year") else [today.year, today.year - 1]  # type: ignore[arg-type]
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found <= today:
            return found
        if found - today <= _AHEAD:
            return None
    return None


def _weekday(weekday: str, week: str, today: date) -> date | None:
    word = weekday.rsplit(maxsplit=1)[-1]
    number = _WEEKDAYS.get(word, _FOLDED_WEEKDAYS.get(word))
    if number is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if week.strip() and not week.endswith(("này", "nay")):
        return monday - timedelta(days=7) + timedelta(days=number)
    found = monday + timedelta(days=number)
    return found if found <= today else found - timedelta(days=7)
