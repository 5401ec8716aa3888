"""Good news for the Ministry's office (plan, III.1.c): a shortlist with reasons, without what was nominated. Pure.

The machine only proposes. Whether the people told of agree is asked by a person, and only what they agreed to is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.core.plan import Plan
from monitor.core.reporting import Consent, Nomination
from monitor.core.text import fold
from monitor.reports import wording
from monitor.reports.counting import CountedItem
from monitor.reports.headlines import NO_NAMES, Headline, good_news
from monitor.reports.official.blocks import Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies
from monitor.reports.periods import Period

SHORTLIST = 12
SAME_WORDS = 0.6
"""Titles that share this part of their words are about one deed."""
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
    """Good news of a period that nobody has nominated yet, the most told first."""
    found = good_news(items, plan=plan, limit=2 * limit, names=names)
    fresh = [line for line in found if line.titled and not _nominated(line, nominations)]
    return tuple(Candidate(line, _why(line, plan)) for line in fresh[:limit])


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


def _alike(first: str, second: str) -> bool:
    a, b = _words(first), _words(second)
    return bool(a and b) and len(a & b) >= SAME_WORDS * min(len(a), len(b))


def _words(title: str) -> set[str]:
    return {word for word in fold(title).split() if len(word) > 1}


def _why(line: Headline, plan: Plan) -> str:
    theme = f", lĩnh vực “{wording.theme(line.theme, plan)}”" if line.theme else ""
    reach = wording.reach(line.origins, line.copies)
    return f"Được {reach} đưa tin{theme}; giọng văn {wording.SENTIMENTS[line.sentiment]}."
