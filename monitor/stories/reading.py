"""An item as grouping reads it, once: syllables, vectors, anchors, kinds. Pure; everything later works on this."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import Fact, PlaceMention
from monitor.core.text import fold, is_accentless, nfc, syllables
from monitor.stories.anchors import Anchors, anchors_of, head_text, one_name_each
from monitor.stories.harm import stands_of_harm
from monitor.stories.idf import Idf
from monitor.stories.kinds import kinds_of
from monitor.stories.presupposing import Presumes, presumed
from monitor.stories.vectors import Vector, unit, weigh

BODY_SYLLABLES = 150
TITLE_FACTOR = 2
MARKS_DOUBT = 6.0
"""Weight of one rather rare name; see `vectors.unit`. Tuned by eye on two national papers' education news."""

SHORT_SYLLABLES = 25
"""Posts shorter than this say too little to be joined by likeness of words alone (facts, step 4)."""

_ROUND_UP_WORDS = tuple(
    fold(words)
    for words in (
        "điểm tin", "tin giáo dục tuần", "tin giáo dục ngày", "giáo dục tuần qua", "sự kiện nổi bật", "tin vắn",
        "sự kiện giáo dục nổi bật", "tổng hợp tin", "tin tức giáo dục", "tuần này có gì", "24h qua", "24 giờ qua",
    )
)  # fmt: skip
_ROUND_UP_STARTS = tuple(
    fold(words)
    for words in ("bản tin", "tin nhanh", "nhìn lại", "tin sáng", "tin chiều", "đọc gì", "tin trong ngày", "tin nóng")
)
_ROUND_UP_HEAD = 12
QUIZ = "quiz"
"""A quiz is a piece of its own: the next one has another answer, not another report of it."""
_QUIZ = re.compile(r"\b(?:trac nghiem|do vui|quiz|cau do|ban biet gi|thu tai|thach thuc (?:iq|tri)|kiem tra kien thuc|"
                   r"do ban|giai cau do|thu suc voi)\b")  # fmt: skip
_NUMBERED = re.compile(r"\b(so|tuan|tap|vong|tran|de so|de|luot|dot) (\d{1,3})\b")
"""What tells instalments of one series apart. Parts of an inquiry (`kỳ 2`, `bài 3`) go on with one case."""
_HEADLINE_CHARS = 80
_COPY_CHARS = 2_000
"""About 400 syllables: more than is shingled, so that short and long are told apart."""

_MEETING_PLACES = frozenset({Channel.FACEBOOK_GROUP, Channel.FACEBOOK_PAGE, Channel.TELEGRAM, Channel.FORUM})
"""Where people read what others wrote before them; a comment goes with what it answers."""

_MANY = 3
_CLOCK_SLACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What grouping knows of one item. Vectors have length 1 (or are empty).

    `number` counts items in order of arrival; `moment` is when it was published (never after it was seen).
    `series` says which instalment of a series it is, `group` where many write to each other, `presumes` what a post
    takes as known.
    `words` are kept where names may stand in lower case: in posts and in texts without accents.
    """

    item_id: str
    number: int
    at: datetime
    moment: datetime
    text: Vector
    title: Vector
    marks: Vector
    anchors: Anchors
    kinds: frozenset[str]
    source: str
    author: str
    short: bool
    press: bool
    accentless: bool
    round_up: bool
    words: tuple[str, ...]
    tells_harm: bool = False
    group: str = ""
    presumes: Presumes = Presumes.NOTHING
    series: frozenset[str] = frozenset()


def words_of(text: str) -> list[str]:
    """Syllables and numbers in lower case without accents."""
    return syllables(fold(nfc(text)))


def title_words(item: Item) -> list[str]:
    """Syllables of the title; a comment's context stands for the title it lacks."""
    return words_of(item.title or item.context or "")


def head_words(item: Item) -> list[str]:
    """Syllables of title, lead and the start of the body: what texts are weighed by."""
    return words_of(head_text(item))


def body_words(item: Item) -> list[str]:
    """All syllables of title, lead and text: what copies are compared by."""
    return words_of(item.full_text[:_COPY_CHARS])


def moment_of(item: Item, at: datetime) -> datetime:
    """When the item was published, else arrived, else `at`; a time ahead of `at` is a wrong clock and gives `at`."""
    seen = item.published_at or item.arrived_at or at
    return at if seen > at + _CLOCK_SLACK else seen


def read_item(
    item: Item,
    *,
    number: int,
    at: datetime,
    places: Sequence[PlaceMention],
    facts: Sequence[Fact],
    incident_types: Sequence[str],
    idf: Idf,
) -> Reading:
    """Read an item with the frequencies known so far. `at`: when it was handed over, aware."""
    head = head_text(item)
    moment = moment_of(item, at)
    anchors = anchors_of(item, text=head, places=places, facts=facts, moment=moment)
    title = title_words(item)
    words = words_of(head)[: len(title) + BODY_SYLLABLES]
    counts = Counter(words)
    counts.update(title * (TITLE_FACTOR - 1))
    accentless = is_accentless(head)
    short = item.kind is not Kind.PRESS and len(words) < SHORT_SYLLABLES
    kinds = kinds_of(syllables(head), incident_types, accentless=accentless)
    marks = {key: weight * idf.weight(key) for key, weight in anchors.keys().items()}
    return Reading(
        item_id=item.id,
        number=number,
        at=at,
        moment=moment,
        text=weigh(counts, idf),
        title=weigh(Counter(title), idf),
        marks=unit(marks, doubt=MARKS_DOUBT),
        anchors=anchors,
        kinds=kinds,
        source=item.source or "",
        author=item.author or "",
        short=short,
        press=item.kind is Kind.PRESS,
        accentless=accentless,
        round_up=is_round_up(item, anchors, kinds),
        words=tuple(words[:BODY_SYLLABLES]) if item.kind is not Kind.PRESS or accentless else (),
        tells_harm=stands_of_harm(facts),
        group=item.source or "" if item.channel in _MEETING_PLACES else "",
        presumes=Presumes.NOTHING if item.kind is Kind.PRESS else presumed(words),
        series=series_of(item),
    )


def series_of(item: Item) -> frozenset[str]:
    """Read off the headline which instalment of a series an item is: `quiz`, `tuan:5`; empty for most."""
    return frozenset(_series(" ".join(words_of(item.title or ""))))


def _series(title: str) -> Iterator[str]:
    if _QUIZ.search(title):
        yield QUIZ
    for kind, number in _NUMBERED.findall(title):
        yield f"{kind}:{int(number)}"


def is_round_up(item: Item, anchors: Anchors, kinds: frozenset[str]) -> bool:
    """Whether an item tells of several happenings: its headline says so, or many places and kinds meet in it."""
    if item.channel is Channel.COMMENT:
        return False
    if headline_is_round_up(item):
        return not _tells_one_thing(item, anchors)
    communes = {place for place in anchors.places if "/" in place}
    if anchors.schools and _spread(anchors, kinds):
        return True
    return len(kinds) >= _MANY and (len(anchors.schools) >= _MANY or len(communes) > _MANY)


def headline_is_round_up(item: Item) -> bool:
    """Whether a headline (else the start of the text) says that news of many things follows."""
    head = " ".join(words_of(item.title or item.text[:_HEADLINE_CHARS])[:_ROUND_UP_HEAD])
    return head.startswith(_ROUND_UP_STARTS) or any(words in head for words in _ROUND_UP_WORDS)


def _tells_one_thing(item: Item, anchors: Anchors) -> bool:
    """Whether a bulletin's heading stands over one short piece on one school (`Tin vắn: …`)."""
    provinces = one_name_each(place.split("/", 1)[0] for place in anchors.places)
    return len(anchors.schools) == 1 and len(provinces) <= 1 and "\n" not in item.text.strip()


def _spread(anchors: Anchors, kinds: frozenset[str]) -> bool:
    """Schools of several provinces, or one kind of trouble in a school and three other provinces: an essay."""
    provinces = one_name_each(place.split("/", 1)[0] for place in anchors.places)
    return (bool(kinds) and len(provinces) > _MANY) or (len(anchors.schools) > 1 and len(provinces) > 1)


def observed_terms(reading: Reading) -> frozenset[str]:
    """Terms to count once for the running frequencies: text and anchors."""
    return frozenset(reading.text) | frozenset(reading.marks)
