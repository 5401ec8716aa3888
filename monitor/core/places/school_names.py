"""Names of schools as people write them: level words, then a proper name, with or without accents.

Reads one name at a position of a text and gives it one slug however it is written: `Trường Tiểu học Hoa Sen`,
`TH Hoa Sen` and `truong tieu hoc Hoa Sen` are all `tieu-hoc-hoa-sen`. Whether a school is ours, and which of several
it is, is judged in `monitor.core.places.finder`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.core.text import fold

MAX_NAME_SYLLABLES = 7
MIN_PLAIN_SYLLABLES = 2
MAX_LOOSE_SYLLABLES = 3
"""A name written in lower case has no visible end: two or three syllables cover nearly all school names."""

_LEVELS: tuple[tuple[str, str], ...] = (
    ("trung tâm gdnn-gdtx", "gdtx"),
    ("trung tâm gdnn - gdtx", "gdtx"),
    ("trung tâm gdtx", "gdtx"),
    ("trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên", "gdtx"),
    ("trung tâm giáo dục nghề nghiệp và giáo dục thường xuyên", "gdtx"),
    ("trung tâm giáo dục thường xuyên", "gdtx"),
    ("gdnn-gdtx", "gdtx"),
    ("gdnn - gdtx", "gdtx"),
    ("gdtx", "gdtx"),
    ("mầm non", "mam-non"),
    ("mn", "mam-non"),
    ("mẫu giáo", "mau-giao"),
    ("mg", "mau-giao"),
    ("nhà trẻ", "nha-tre"),
    ("tiểu học", "tieu-hoc"),
    ("th", "tieu-hoc"),
    ("cấp 1", "tieu-hoc"),
    ("cấp i", "tieu-hoc"),
    ("c1", "tieu-hoc"),
    ("trung học cơ sở", "thcs"),
    ("thcs", "thcs"),
    ("ptcs", "thcs"),
    ("cấp 2-3", "thcs-thpt"),
    ("cấp 2", "thcs"),
    ("cấp ii", "thcs"),
    ("c2-3", "thcs-thpt"),
    ("c2", "thcs"),
    ("trung học phổ thông", "thpt"),
    ("thpt", "thpt"),
    ("ptth", "thpt"),
    ("cấp 3", "thpt"),
    ("cấp iii", "thpt"),
    ("cấp ba", "thpt"),
    ("c3", "thpt"),
    ("ptdtnt", "ptdtnt"),
    ("phổ thông dân tộc nội trú", "ptdtnt"),
    ("liên cấp", "lien-cap"),
)
_LEVEL_SLUG = {form: slug for word, slug in _LEVELS for form in (word, fold(word))}

LEVEL_WORDS: tuple[str, ...] = tuple(_LEVEL_SLUG)
"""Every written form of a level, lower-case: what starts a school's name."""

SCHOOL_WORDS = ("trường", "truong")

_SHORT_FORMS = frozenset({"th", "mn", "mg", "c1", "c2", "c3", "c2-3"})
_COLLIDING_SHORT_FORMS = frozenset({"th", "mn", "mg"})
_LEVEL = re.compile("(?:" + "|".join(re.escape(w) for w in sorted(_LEVEL_SLUG, key=len, reverse=True)) + r")(?!\w)")
_JOINER = re.compile(r"\s*(?:-|–|&|,|/|\+|\bvà\b|\bva\b|\s)\s*")


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _any_word(*words: str) -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for word in words for form in dict.fromkeys((word, fold(word))))
    return re.compile(rf"(?<![ \t])[ \t]+(?:{forms})(?!\w)")


_QUALIFIER = _any_word("tư thục", "dân lập", "ngoài công lập", "công lập", "bán công", "bán trú")
_KEPT_WORDS = _any_word("chuyên", "số", "thị trấn", "phường", "quốc tế", "thực hành", "năng khiếu")
_TOKEN = re.compile(r"((?<![ \t])[ \t]+[\"“‘']?|-)(\d{1,2}[-/]\d{1,2}(?!\w)|[^\W_]+)")
_SHORT_WARD = re.compile(r"[pPqQfF]\d{1,2}")
"""`P7`, `Q3`: a ward or district behind a school's name, not its number."""
_CLOSING = "\"”’'"
_PRECEDING_SCHOOL = re.compile(r"(?:trường|truong)[ \t]+$")
_INNER_TYPE_WORDS = frozenset({"xã", "xa", "huyện", "huyen", "phường", "tỉnh", "tp", "quận", "tx", "ở", "tại"})
"""Where a place begins after the name. Quân, Thành, Tài and Phương are syllables of names, so accents count."""
_NOT_NAMES = frozenset(
    {"quoc gia", "viet nam", "gd&dt", "chuyen", "so", "thi tran", "quoc te", "thuc hanh", "nang khieu"}
)
_OTHER_INSTITUTIONS = frozenset({"dh", "dai", "cd", "cao", "trung", "tieu", "mam", "so"})
"""First syllables after `trường` that begin a kind of school (`Đại học`, `Cao đẳng`), not a name."""
_STOP_SYLLABLES = _set(
    "o tai xa huyen phuong tp tinh quan ap khu bi co da dang cho la va duoc nay hom sang chieu trua toi roi oi minh",
    "phu hoc lop thi ma khong ko k hok hong khi de voi nhu tren trong ngoai ben cua cac may nhieu mot hai ba bon nam",
    "vua moi lai se can bao kinh len xuong den tu di ve vi nen neu con em co thay ban gan canh vay z qua luon nha a ha",
    "ne vu do danh thu day noi hieu truong giao vien phong vung mien ven dia",
)
"""Syllables, without accents, that seldom stand inside a school's name: a name in lower case ends before them."""
_PLACE_SYLLABLES = frozenset({"o", "tai", "xa", "huyen", "phuong", "ap", "tp"})
"""After one of these a lower-case run before it is believed to have been a name."""


@dataclass(frozen=True, slots=True)
class SchoolName:
    """One school as written: offsets of the whole name, the normalised levels, and the slug without `school:`.

    `proper_start` is where the proper name begins; `sure` is false for names read from lower-case text.
    `abbreviated` tells `TH Hoa Sen` from `tiểu học Hoa Sen`; `introduced` that the word `trường` stands before.
    """

    start: int
    end: int
    proper_start: int
    levels: str
    slug: str
    sure: bool
    abbreviated: bool
    introduced: bool


@dataclass(frozen=True, slots=True)
class _Levels:
    end: int
    slug: str
    first: str
    shouted: bool


def without_tail(name: SchoolName, text: str, places: Sequence[str]) -> SchoolName:
    """Cut a place off the end of a name (`THCS Sao Mai Ba Tri`). Two syllables must remain.

    `places` are folded; the first that fits is cut, so longer ones come first.
    """
    proper = text[name.proper_start : name.end]
    folded = fold(proper)
    for place in places:
        if not folded.endswith(place):
            continue
        kept = len(proper) - len(place)
        rest = proper[:kept].rstrip()
        if folded.endswith(f" {place}") and len(rest.split()) >= MIN_PLAIN_SYLLABLES and fold(rest) != "thi tran":
            return replace(name, end=name.proper_start + len(rest), slug=_join(name.levels, rest))
    return name


def slug(text: str) -> str:
    """Fold to a-z, 0-9 and `-`: `Mỏ Cày Nam` → `mo-cay-nam`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def school_slug(name: str) -> str:
    """The slug of a full school name; one that starts with no level word is only folded.

    `THCS và THPT Trần Trường Sinh` → `thcs-thpt-tran-truong-sinh`.
    """
    lowered = name.lower()
    start = len("trường ") if lowered.startswith("trường ") else 0
    levels = _read_levels(name, lowered, start)
    if levels is None:
        return slug(name[start:])
    return _join(levels.slug, name[levels.end :])


def match_school(text: str, lowered: str, start: int, *, loose: bool, known: frozenset[str]) -> SchoolName | None:
    """Read the school whose level words start at `start`; None when no proper name follows.

    `lowered` is the lower-cased (or folded) text of the same length. `loose` allows names in lower case; `known` are
    folded place names, which end such a name wherever they stand.
    """
    levels = _read_levels(text, lowered, start)
    if levels is None:
        return None
    before = _PRECEDING_SCHOOL.search(lowered, max(0, start - 8), start)
    introduced = before is not None
    if not introduced and levels.first in _COLLIDING_SHORT_FORMS and not (text[start].isupper() or loose):
        return None
    end, proper_start, sure = _read_proper_name(text, lowered, levels, loose=loose, introduced=introduced, known=known)
    proper = text[proper_start:end]
    if not proper.strip() or slug(proper).replace("-", " ") in _NOT_NAMES or proper.strip().isdigit():
        return None
    return SchoolName(
        start=before.start() if before else start,
        end=end,
        proper_start=proper_start + len(proper) - len(proper.lstrip(" \t\"“‘'")),
        levels=levels.slug,
        slug=_join(levels.slug, proper),
        sure=sure,
        abbreviated=levels.first in _SHORT_FORMS or any(part in levels.first for part in ("thcs", "thpt", "gdtx")),
        introduced=introduced,
    )


def match_plain_school(text: str, start: int) -> SchoolName | None:
    """Read `trường Hoa Sen`, a school named without its level; `start` is where `trường` stands."""
    word_end = start + len(SCHOOL_WORDS[0])
    named_after_level = _LEVEL.match(text[word_end + 1 : word_end + 40].lower()) is not None
    if named_after_level or (text[start].isupper() and not _starts_sentence(text, start)):
        return None
    end = _capitalised_run(text, word_end)
    proper = text[word_end:end].strip()
    if len(proper.split()) < MIN_PLAIN_SYLLABLES or fold(proper.split()[0]) in _OTHER_INSTITUTIONS:
        return None
    return SchoolName(start, end, word_end + 1, "", slug(proper), sure=True, abbreviated=False, introduced=True)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip(" ")
    return not before or before[-1] in ".!?\n:\"“'-"


def _read_levels(text: str, lowered: str, start: int) -> _Levels | None:
    match = _LEVEL.match(lowered, start)
    if match is None:
        return None
    found = [match]
    while joiner := _JOINER.match(lowered, found[-1].end()):
        following = _LEVEL.match(lowered, joiner.end())
        if following is None:
            break
        found.append(following)
    slugs = list(dict.fromkeys(_LEVEL_SLUG[m.group()] for m in found))
    if len(slugs) > 1:
        slugs = ["th" if part == "tieu-hoc" else part for part in slugs]
    spelled = [m for m in found if " " in m.group()]
    shouted = any(text[m.start() : m.end()].isupper() for m in spelled)
    return _Levels(found[-1].end(), "-".join(slugs), match.group(), shouted)


def _join(levels: str, proper: str) -> str:
    # One spelling for Quý and Quí, so that both are the same school.
    return f"{levels}-{slug(proper)}".replace("-quy-", "-qui-").strip("-")


def _read_proper_name(
    text: str, lowered: str, levels: _Levels, *, loose: bool, introduced: bool, known: frozenset[str]
) -> tuple[int, int, bool]:
    """Where the proper name ends and starts, and whether capitals (not guesswork) say so."""
    start = levels.end
    if qualifier := _QUALIFIER.match(lowered, start):
        start = qualifier.end()
    if not levels.shouted:
        end = _capitalised_run(text, start)
        if end > start:
            return end, start, True
    if levels.shouted or loose:
        return _loose_run(lowered, start, introduced=introduced, known=known), start, False
    return start, start, False


def _capitalised_run(text: str, start: int) -> int:
    end, count = start, 0
    while count < MAX_NAME_SYLLABLES:
        if count == 0 and (kept := _KEPT_WORDS.match(text[start : start + 16].lower())):
            end = start + kept.end()
            count += 1
            continue
        token = _TOKEN.match(text, end)
        if token is None or not _belongs(token, count):
            break
        end = token.end()
        count += 1
        if end < len(text) and text[end] in _CLOSING:
            break
    if text[start:end].strip() and not any(c.isupper() or c.isdigit() for c in text[start:end]):
        return end if fold(text[start:end].strip()) == "thi tran" else start
    return end


def _belongs(token: re.Match[str], count: int) -> bool:
    joint, word = token.groups()
    if joint == "-":
        return count > 0 and not word.isdigit()
    if count > 0 and word.lower() in _INNER_TYPE_WORDS:
        return False
    if _SHORT_WARD.fullmatch(word):
        return False
    if word[0].isdigit():
        return len(word) <= 2 or "-" in word or "/" in word  # noqa: PLR2004 -- two digits number a school
    return word[0].isupper()


def _loose_run(lowered: str, start: int, *, introduced: bool, known: frozenset[str]) -> int:
    """The end of a name in lower case (or all capitals), `start` when none is believable."""
    ends: list[int] = []
    words: list[str] = []
    stop = ""
    position = start
    while len(words) < MAX_LOOSE_SYLLABLES:
        token = _TOKEN.match(lowered, position)
        if token is None or token.group(1) == "-":
            break
        word = fold(token.group(2))
        if _SHORT_WARD.fullmatch(word):
            break
        if word in _STOP_SYLLABLES and not any(name.startswith(" ".join([*words, word])) for name in known if words):
            stop = word
            break
        words.append(word)
        ends.append(token.end())
        position = token.end()
    for count in (3, 2):
        if len(words) >= count and " ".join(words[:count]) in known:
            return ends[count - 1]
    enough = len(words) >= 2  # noqa: PLR2004 -- one syllable is a word more often than a name
    return ends[-1] if enough and (introduced or stop in _PLACE_SYLLABLES) else start
