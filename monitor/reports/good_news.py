"""Good news for the Ministry's office (plan, III.1.c): a shortlist with reasons, without what was nominated. Pure.

The machine only proposes. Whether the people told of agree is asked by a person, and only what they agreed to is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.core.labels import Classification, Territory
from monitor.core.plan import Plan
from monitor.core.reporting import Consent, Nomination
from monitor.core.text import fold
from monitor.reports import wording
from monitor.reports.counting import FALSE_INFORMATION, PLACE_LEVELS, CountedItem, ground_names
from monitor.reports.headlines import NO_NAMES, Headline, good_news
from monitor.reports.official.blocks import Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies
from monitor.reports.periods import Period

SHORTLIST = 12
SAME_WORDS = 0.6
"""A title that shares this part of its words with a nomination is about the same deed."""
SAME_TITLE = 0.8
"""Among proposals a likeness must be closer: prizes of two schools are told in nearly the same words."""
_TERRITORIES = (Territory.HOME, Territory.UNKNOWN, Territory.NATIONAL, Territory.OTHER)
_MENDING = frozenset({"inspection", FALSE_INFORMATION})
_SCHOOL = "school:"
CONSENTS = {
    Consent.NOT_ASKED: "chưa hỏi ý kiến",
    Consent.ASKED: "đang hỏi ý kiến",
    Consent.GIVEN: "đồng ý",
    Consent.REFUSED: "không đồng ý",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One story worth sending and why, in one Vietnamese sentence."""

    headline: Headline
    why: str


def shortlist(
    items: Sequence[CountedItem],
    nominations: Sequence[Nomination],
    *,
    plan: Plan,
    limit: int = SHORTLIST,
    names: Mapping[str, str] = NO_NAMES,
) -> tuple[Candidate, ...]:
    """Good news of a period that nobody has nominated yet: what names a place here first, then the most told.

    Each deed once. What may be another province's, and wrongs put right, which are no model, come last.
    """
    labels = {counted.item.id: counted.labels for counted in items}
    found = good_news(items, plan=plan, limit=len(items), names=names)
    fresh = [line for line in found if line.titled and not _nominated(line, nominations)]
    fresh.sort(key=lambda line: (line.theme in _MENDING, _TERRITORIES.index(labels[line.item_id].territory)))
    told: list[Headline] = []
    for line in fresh:
        if len(told) < limit and not any(_alike(line.title, other.title, SAME_TITLE) for other in told):
            told.append(line)
    return tuple(Candidate(line, _why(line, labels[line.item_id], plan)) for line in told)


def good_news_list(nominations: Sequence[Nomination], period: Period, bodies: Bodies) -> OfficialDocument:
    """The list for sending: only what the people told of agreed to."""
    agreed = [one for one in nominations if one.consent is Consent.GIVEN]
    addressing = bodies.addressing("good-news")
    rows = tuple((str(n), one.title, one.why, one.url or "–") for n, one in enumerate(agreed, start=1))
    grid = Grid("", ("TT", "Nhân tố, việc làm", "Lý do giới thiệu", "Nguồn"), rows, (0.07, 0.38, 0.33, 0.22))
    return OfficialDocument(
        body=bodies.department(period.last),
        kind="DANH SÁCH",
        kind_code="DS",
        subject=f"Gương người tốt, việc tốt từ ngày {wording.day(period.first)} đến ngày {wording.day(period.last)}",
        year=period.last.year,
        addressees=addressing.to,
        blocks=(
            Heading("Danh sách giới thiệu"),
            grid if rows else Paragraph("Trong kỳ chưa có trường hợp nào được người trong cuộc đồng ý giới thiệu."),
        ),
        signature=bodies.signature("good-news"),
        recipients=addressing.recipients,
    )


def _nominated(line: Headline, nominations: Sequence[Nomination]) -> bool:
    return any(
        one.item_id == line.item_id or (one.url and one.url == line.url) or _alike(one.title, line.title)
        for one in nominations
    )


def _alike(first: str, second: str, share: float = SAME_WORDS) -> bool:
    a, b = _words(first), _words(second)
    return bool(a and b) and len(a & b) >= share * min(len(a), len(b))


def _words(title: str) -> set[str]:
    return {word for word in fold(title).split() if len(word) > 1}


def _where(labels: Classification, plan: Plan) -> str:
    """Whose news it is, as far as the text says."""
    if labels.territory is not Territory.HOME:
        return "chưa rõ có phải của tỉnh hay không, cần xác minh"
    grounds = ground_names(plan)
    named = [place for place in labels.places if place.id.startswith(_SCHOOL) or _ground(place.id) in grounds]
    named.sort(key=lambda place: (not place.id.startswith(_SCHOOL), -place.id.count("/")))
    return f"việc ở {named[0].name}" if named else "việc trong tỉnh, chưa rõ nơi"


def _ground(place_id: str) -> str:
    return "/".join(place_id.split("/")[:PLACE_LEVELS])


def _why(line: Headline, labels: Classification, plan: Plan) -> str:
    theme = f", lĩnh vực “{wording.theme(line.theme, plan)}”" if line.theme else ""
    reach = wording.reach(line.origins, line.copies)
    return f"Được {reach} đưa tin{theme}; giọng văn {wording.SENTIMENTS[line.sentiment]}; {_where(labels, plan)}."
