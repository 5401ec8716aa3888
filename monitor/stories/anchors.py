"""Anchors of an item: what ties it to one happening and not to another of the same kind.

Schools, places, quantities with units, quoted and capitalised names, exams, dates, hashtags, links, pictures.
Names of persons are kept only as words in memory, never written out or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from monitor.core.clock import local_date
from monitor.core.items import Item, Kind
from monitor.core.labels import Fact, PlaceMention
from monitor.core.letters import capitalised
from monitor.core.text import fold, nfc, tokens
from monitor.stories.claims import NO_CLAIMS, Claim, Claims, claims_of

HEAD_CHARS = 1_200
"""Characters of the body that are read for anchors and vectors: about 250 syllables, lead and first paragraphs."""

SURE_PLACE = 0.5
"""Certainty from which a place named in the text may separate two stories."""

MIN_QUANTITY = 10
"""Smaller counts are shared by chance (`2 học sinh`) and identify nothing."""

_SCHOOL_PREFIX = "school:"
_LEVELS = (
    "mam-non", "mau-giao", "tieu-hoc", "th-thcs-thpt", "th-thcs", "thcs-thpt", "thcs", "thpt", "gdnn-gdtx", "gdtx",
    "trung-cap", "cao-dang", "dai-hoc",
)  # fmt: skip
_UNITS = {
    "hoc sinh": "hoc-sinh", "em": "hoc-sinh", "chau": "hoc-sinh", "be": "hoc-sinh", "tre": "hoc-sinh",
    "dua": "hoc-sinh", "hs": "hoc-sinh", "sinh vien": "sinh-vien", "giao vien": "giao-vien", "gv": "giao-vien",
    "thay co": "giao-vien", "nguoi": "nguoi", "phu huynh": "phu-huynh", "nhan vien": "nhan-vien",
    "thi sinh": "thi-sinh", "ca": "ca", "f0": "ca", "trieu": "trieu", "trieu dong": "trieu", "ty dong": "ty",
    "ty": "ty", "nghin": "nghin", "truong": "truong", "phong hoc": "phong", "lop": "lop", "suat": "suat",
    "hoc bong": "suat", "giai": "giai", "tan": "tan",
}  # fmt: skip
_QUANTITY = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d+)?)\s+("
    + "|".join(sorted(_UNITS, key=lambda unit: (-len(unit), unit)))
    + r")(?![a-z])"
)
_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?(?![\d/-]|[.,]\d)")
_EXAM = re.compile(
    r"(thi tot nghiep thpt|tuyen sinh (?:vao )?lop 10|thi (?:vao )?lop 10|hoc sinh gioi quoc gia|danh gia nang luc|"
    r"thi hoc ky|hoi khoe phu dong)(?:[^\d\n]{0,20}(20\d\d))?"
)
_QUOTE = re.compile(r"[\"“«]([^\"“”«»\n]{6,60})[\"”»]")
_VICTIMS = (
    ("sinh-vien", re.compile(r"\bsinh viên\b")),
    ("giao-vien", re.compile(r"\b(?:giáo viên|cô giáo|thầy giáo|nhà giáo)\b")),
    ("nhan-vien", re.compile(r"\b(?:nhân viên|cấp dưỡng|bảo mẫu|bảo vệ)\b")),
    ("hoc-sinh", re.compile(r"\b(?:học sinh|nữ sinh|nam sinh|bé|cháu|trẻ|học trò|đứa|con em)\b")),
)
_SCHOOL_LEVELS = (
    ("mam-non", re.compile(r"\b(?:mầm non|mẫu giáo|nhà trẻ|mam non|mau giao)\b")),
    ("tieu-hoc", re.compile(r"\b(?:tiểu học|cấp 1|tieu hoc)\b")),
    ("thcs", re.compile(r"\b(?:thcs|trung học cơ sở|cấp 2)\b")),
    ("thpt", re.compile(r"\b(?:thpt|trung học phổ thông|cấp 3)\b")),
)
_OLD = re.compile(
    r"\b(?:(?<!tu )(?:nam ngoai|nam truoc)(?! (?:cung|van|thu|dong|hoc))|may nam truoc|clip cu|tin cu|vu cu|bai cu|"
    r"chuyen cu|hoi nam \d{4})\b"
)
"""`năm trước cũng thu` compares with last year and tells of this one; what is so `từ năm ngoái` still is."""
_PAST_MONTH = re.compile(r"(?:thang|hoi) (\d{1,2})[/.-](20\d\d)")
_NOW = re.compile(
    r"\b(?:(?:sang|trua|chieu|toi|dem|hom|bua|nam) nay|moi sang ra|hoi (?:sang|trua|chieu|toi)|hom qua|toi qua|"
    r"moi day|vua (?:moi|bi|xay|qua)|"
    r"dang (?:cap cuu|nam vien))\b"
)
_OLD_AFTER = timedelta(days=60)
_SKIP_FIRST = frozenset({
    "theo", "ngay", "sang", "trua", "chieu", "toi", "dem", "tai", "o", "ong", "ba", "em", "co", "thay", "be",
    "chau", "anh", "chi", "truong", "so", "bo", "phong", "huyen", "xa", "tinh", "tp", "thanh", "pho", "quan",
    "phuong", "thi", "tran", "ban", "ngoai", "trong", "khi", "sau", "truoc", "nhieu", "mot", "cac", "nhung", "hon",
    "gan", "do", "tu", "den", "voi", "cung", "va", "nay", "day", "hom", "vu", "viec", "con", "mac", "du", "tuy",
    "nhien", "ubnd", "th", "thcs", "thpt", "mn", "tieu", "hoc", "mam", "non", "nghe", "lop", "ben", "me", "bac",
    "cong", "trung", "tam", "benh", "vien", "y", "te", "chu", "tich", "giam", "doc", "hieu",
})  # fmt: skip
_BEGINS_NAMES = frozenset({"cồn"})
"""An islet (`Cồn Lác`), though without its mark it reads `con`, somebody's child."""
_MAX_NAME = 6
_POLICE = ["cong", "an"]
"""Left out together: alone, `An` begins the names of many communes."""
_INSTITUTION = re.compile(r"(?<!\w)(Đại học|ĐH|Học viện|HV|Cao đẳng|CĐ) (?=[A-ZĐÀ-Ỹ])")
_INSTITUTION_LEVELS = {"ĐH": "dai-hoc", "Đại học": "dai-hoc", "HV": "dai-hoc", "Học viện": "dai-hoc"}
_NAME_TAILS = frozenset({
    "khoa", "phạm", "thuật", "tế", "ngữ", "nghệ", "nghiệp", "chính", "hàng", "dân", "gia", "tải", "thông", "lợi",
    "văn", "mại", "dược", "học", "tin", "nhiên", "vận", "trường", "hội", "môi",
})  # fmt: skip
"""Syllables written small inside the name of a university: `Bách khoa`, `Giao thông vận tải`."""
_TRACKING = ("utm_", "fbclid", "gclid", "zarsrc", "mibextid")


@dataclass(frozen=True, slots=True, order=True)
class School:
    """A school by its level slug ("" when unknown) and its proper name, folded with hyphens (`hoa-sen`)."""

    level: str
    proper: str

    def same_as(self, other: School, *, near: Iterable[str] = (), blurred: bool = False) -> bool:
        """Same proper name, and no two known levels that differ.

        A name may have run on into the place after it (`TH Hoa Sen An Đức`): two syllables more are forgiven, and one
        (cut by length) when it starts a place of `near`, the place ids of both sides, or when one text is `blurred`:
        typed without accents or capitals, a name does not show where it ends (`thpt bo bien khoc`).
        """
        if self.level != other.level and self.level and other.level:
            return False
        shorter, longer = sorted((self.proper, other.proper), key=len)
        if shorter == longer:
            return True
        if not longer.startswith(shorter + "-") or "-" not in shorter:
            return False
        tail = longer[len(shorter) + 1 :]
        if blurred and "-" not in tail and tail.isalpha():
            return True
        return tail.count("-") == 1 or any(place.rsplit("/", 1)[-1].startswith(tail + "-") for place in near)

    @property
    def key(self) -> str:
        """What the school is found by: the first two syllables of its proper name."""
        return "s:" + "-".join(self.proper.split("-")[:2])


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an item is anchored to. `shown` gives the words staff know a school or place by, by id.

    `keys` are all anchors as terms with their category's weight; `specific` those few events share. `provinces` are
    those the text names, else the outlet's; `old` says that it tells of a case long past.
    """

    schools: frozenset[School] = frozenset()
    places: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    home_hints: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    quantities: frozenset[tuple[int, str]] = frozenset()
    quotes: frozenset[str] = frozenset()
    exams: frozenset[tuple[str, str]] = frozenset()
    dates: frozenset[date] = frozenset()
    victims: frozenset[str] = frozenset()
    hashtags: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    shown: tuple[tuple[str, str], ...] = ()
    provinces: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    claims: Claims = NO_CLAIMS
    old: bool = False

    def keys(self) -> dict[str, float]:
        """Every anchor as a term with the weight of its category."""
        rows: dict[str, float] = {f"s:{school.proper}": 3.0 for school in self.schools}
        rows.update((f"p:{place}", _place_weight(place)) for place in self.places)
        rows.update((f"n:{name}", 1.0) for name in self.names)
        rows.update((f"q:{count}:{unit}", 1.5) for count, unit in self.quantities)
        rows.update((f"t:{tag}", 1.0) for tag in self.hashtags)
        rows.update((f"e:{exam}:{year}", 1.0) for exam, year in self.exams)
        rows.update((f"u:{quote}", 1.5) for quote in self.quotes)
        return rows

    def pointers(self) -> frozenset[str]:
        """Links and pictures: they point at one text or one scene."""
        return frozenset(f"l:{link}" for link in self.links) | frozenset(f"m:{hash_}" for hash_ in self.media)

    @property
    def specific(self) -> frozenset[str]:
        """Anchors that two events hardly share: school, exact count with unit, quoted words, links, pictures."""
        rows = {f"s:{school.proper}" for school in self.schools}
        rows.update(f"q:{count}:{unit}" for count, unit in self.quantities)
        rows.update(f"u:{quote}" for quote in self.quotes)
        return self.pointers().union(rows)


def _place_weight(place: str) -> float:
    depth = place.count("/")
    return (0.3, 0.8, 1.5)[min(depth, 2)]


def head_text(item: Item) -> str:
    """Title, lead and the start of the body, in NFC: what grouping reads."""
    return nfc("\n".join(part for part in (item.title, item.lead, item.text[:HEAD_CHARS]) if part))


def anchors_of(
    item: Item, *, text: str, places: Sequence[PlaceMention], facts: Iterable[Fact], moment: datetime
) -> Anchors:
    """Read the anchors of an item. `text` is its `head_text`; `moment` when it was published, for years of dates."""
    folded = fold(text)
    sure = [mention for mention in places if mention.start >= 0 and mention.certainty >= SURE_PLACE]
    schools = _schools(places) or frozenset(_institutions(nfc(item.title or "")))
    return Anchors(
        schools=schools,
        places=frozenset(mention.id for mention in sure if mention.level != "school"),
        communes=frozenset(mention.id for mention in sure if mention.level == "commune"),
        home_hints=_home_hints(item, places),
        names=frozenset(_names(text)),
        quantities=frozenset([*_quantities(folded), *_fact_counts(facts)]),
        quotes=frozenset(fold(quote).strip() for quote in _QUOTE.findall(text)),
        exams=frozenset((exam, year) for exam, year in _EXAM.findall(folded)),
        dates=frozenset(days_named(folded, moment)),
        victims=_victims(text),
        hashtags=frozenset(fold(nfc(tag)).lstrip("#") for tag in item.hashtags),
        links=frozenset(_links(item)),
        media=frozenset(media.hash for media in item.media if media.hash),
        shown=tuple(sorted({mention.id: mention.name for mention in places if mention.start >= 0}.items())),
        provinces=_provinces(sure, places),
        levels=_levels(text, schools),
        claims=_own_claims(text, schools),
        old=_is_old(item, folded, moment),
    )


def _schools(places: Sequence[PlaceMention]) -> frozenset[School]:
    """Schools the text names; `trường mầm non Bến Tre` beside a named school is only a school in Bến Tre."""
    provinces = {mention.id for mention in places if mention.level == "province"}
    named = {school_of(mention.id) for mention in places if mention.level == "school" and mention.start >= 0}
    real = {school for school in named if school.proper not in provinces}
    return frozenset(real or named)


def _institutions(title: str) -> Iterator[School]:
    """Yield universities and colleges a headline names; experts quoted in the body are not what a text is about."""
    for match in _INSTITUTION.finditer(title):
        run: list[str] = []
        last_end = match.end() - 1
        for token in tokens(title[match.end() :]):
            start = match.end() + token.start
            named = token.text[0].isupper() or (run and token.text in _NAME_TAILS)
            if title[last_end:start] not in {"", " ", "."} or not named or len(run) == _MAX_NAME:
                break
            run.append(fold(token.text))
            last_end = match.end() + token.end
        if run:
            yield School(_INSTITUTION_LEVELS.get(match[1], "cao-dang"), "-".join(run))


def _provinces(sure: Sequence[PlaceMention], places: Sequence[PlaceMention]) -> frozenset[str]:
    named = {mention.id.split("/", 1)[0] for mention in sure if mention.level != "school"}
    return frozenset(named or {mention.id.split("/", 1)[0] for mention in places if mention.level != "school"})


_MERGED = {"ben-tre": "vinh-long"}
"""Province names of before the merger of 2025, by what the same ground is called now."""


def one_name_each(provinces: Iterable[str]) -> frozenset[str]:
    """Write provinces so that names of before and after the merger compare equal."""
    return frozenset(_MERGED.get(province, province) for province in provinces)


def _levels(text: str, schools: Iterable[School]) -> frozenset[str]:
    lowered = text.lower()
    told = {level for level, pattern in _SCHOOL_LEVELS if pattern.search(lowered)}
    return frozenset(told | {school.level for school in schools if school.level})


def _own_claims(text: str, schools: frozenset[School]) -> Claims:
    """Claims about an authority; a leak at a named school is the school's, whoever set the paper."""
    read = claims_of(text)
    kept: frozenset[Claim] = frozenset(claim for claim in read.claims if claim.authority or not schools)
    return replace(read, claims=kept) if kept else NO_CLAIMS


def tells_of_now(folded: str) -> bool:
    """Whether a text (without accents) says that it tells of these hours: `sáng nay`, `hôm qua`, `vừa bị`."""
    return bool(_NOW.search(folded))


def _is_old(item: Item, folded: str, moment: datetime) -> bool:
    """Whether a post says that what it tells is long past; the press tells the past as background."""
    if item.kind is Kind.PRESS or tells_of_now(folded):
        return False
    today = local_date(moment)
    months = (_day(1, int(month), int(year)) for month, year in _PAST_MONTH.findall(folded))
    return bool(_OLD.search(folded)) or any(month and today - month > _OLD_AFTER for month in months)


def school_of(place_id: str) -> School:
    """Split a school's place id: `school:tieu-hoc-hoa-sen` → level `tieu-hoc`, proper name `hoa-sen`."""
    slug = place_id.removeprefix(_SCHOOL_PREFIX).removeprefix("truong-")
    for level in _LEVELS:
        if slug.startswith(level + "-"):
            return School(level, slug[len(level) + 1 :])
    return School("", slug)


def _home_hints(item: Item, places: Sequence[PlaceMention]) -> frozenset[str]:
    hints = {mention.id for mention in places if mention.level != "school"}
    if item.source_place:
        hints.add(re.sub(r"[^a-z0-9/]+", "-", fold(nfc(item.source_place))).strip("-"))
    return frozenset(hints)


def _names(text: str) -> Iterator[str]:
    """Yield runs of two or more capitalised syllables, folded; titles and type words before them left out."""
    run: list[str] = []
    last_end = -1
    for start, end in capitalised(text):
        if run and not (start == last_end + 1 and text[last_end] == " "):
            yield from _name(run)
            run = []
        run.append(text[start:end].lower())
        last_end = end
    yield from _name(run)


def _name(run: list[str]) -> Iterator[str]:
    folded = [fold(word) for word in run]
    while run and _is_skipped(run[0], folded[0]):
        begin = 2 if folded[:2] == _POLICE else 1
        run, folded = run[begin:], folded[begin:]
    if 1 < len(run) <= _MAX_NAME:
        yield " ".join(folded)


def _is_skipped(word: str, folded: str) -> bool:
    return folded in _SKIP_FIRST and word not in _BEGINS_NAMES


def _quantities(folded: str) -> Iterator[tuple[int, str]]:
    for number, unit in _QUANTITY.findall(folded):
        count = int(number.replace(".", "").split(",")[0])
        if count >= MIN_QUANTITY:
            yield count, _UNITS[unit]


def _fact_counts(facts: Iterable[Fact]) -> Iterator[tuple[int, str]]:
    for fact in facts:
        if fact.stands and fact.count is not None and fact.count >= MIN_QUANTITY:
            yield fact.count, f"fact-{fact.kind}"


def days_named(folded: str, moment: datetime) -> Iterator[date]:
    """Yield days named in numbers, not in the future; a missing year is that of the nearest such day.

    A day ahead (`xác nhận trước ngày 30-9`) is a deadline, not last year's.
    """
    today = local_date(moment)
    for day, month, year in _DATE.findall(folded[:HEAD_CHARS]):
        named = _day(int(day), int(month), int(year) if year else today.year)
        if named and not year and named > today + timedelta(days=1):
            ahead, named = named - today, _day(int(day), int(month), today.year - 1)
            if named and today - named > ahead:
                continue
        if named and named <= today + timedelta(days=1):
            yield named


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _victims(text: str) -> frozenset[str]:
    lowered = text.lower()
    return frozenset(kind for kind, pattern in _VICTIMS if pattern.search(lowered))


def canonical_link(url: str | None) -> str | None:
    """An address to compare by: host without www or m, path without trailing slash, no tracking, no fragment.

    None for no address, for front pages, and for what is not http(s).
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(_TRACKING)))
    if parts.scheme not in {"http", "https"} or not host or not (path or query):
        return None
    return host + path + (f"?{query}" if query else "")


def _links(item: Item) -> Iterator[str]:
    for url in (item.url, *item.links):
        link = canonical_link(url)
        if link:
            yield link
