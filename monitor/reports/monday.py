"""Monday morning: last week's summary goes out with its document, and its files are kept for the desk."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from monitor.core.clock import local_date
from monitor.core.handling import OperatorWarning
from monitor.core.notifications import Enclosure, enclose
from monitor.reports.making import (
    DOCUMENT,
    Made,
    ReportKind,
    Request,
    Unconverted,
    Workshop,
    keep_report,
    make_report,
    with_pdfs,
)
from monitor.reports.periods import previous, week_of
from monitor.reports.weekly import WeeklyParts, send_weekly, unsent

log = logging.getLogger(__name__)

BY = "he-thong"
"""Who made the files, as the archive names it."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LOOKED_AT = 20
"""Latest weekly files looked through for those of the week: a week has five."""


def monday_round(parts: WeeklyParts, shop: Workshop, *, now: datetime) -> int:
    """Send last week's summary where it was not sent and keep its files where they are not kept; how many were sent.

    Can be called again at any time, also after a stop between the two. The mail carries the PDF; without LibreOffice,
    or when it fails (the operator is told), the .docx goes alone.
    """
    period = previous(week_of(local_date(now)))
    request = Request(ReportKind.WEEKLY, period.last)
    with parts.store.read() as tx:
        waiting = unsent(tx, parts.plan, period)
        known = tx.reports.recent(_LOOKED_AT, kind=request.kind.value)
    kept = any(file.subject == request.subject and file.made_by == BY for file in known)
    if not waiting and kept:
        return 0
    made, failed = _documents(shop, request, now=now)
    sent = send_weekly(
        parts,
        now=now,
        general=shop.general,
        names=shop.source_names,
        attached=attachable(made),
        organisation=shop.bodies.organisation(period.last) if made else "",
    )
    if made and not kept:
        keep_report(shop, request, made, failed, now=now, by=BY)
    return sent


def _documents(shop: Workshop, request: Request, *, now: datetime) -> tuple[tuple[Made, ...], tuple[Unconverted, ...]]:
    """The week's files; none when they cannot be made: readers must have the mail all the same."""
    try:
        return with_pdfs(shop, make_report(shop, request, now=now))
    except Exception:
        log.exception("the weekly documents could not be made day=%s", request.day)
        text = "Không lập được văn bản tổng hợp tuần; thư tổng hợp vẫn được gửi. Hãy xem nhật ký và lập lại trên trang."
        with shop.store.transaction() as tx:
            tx.warnings.add(OperatorWarning(now, "pipeline", text, key=f"weekly-documents:{request.day}"))
        return (), ()


def attachable(made: Sequence[Made]) -> tuple[Enclosure, ...]:
    """What a mail carries of a report's files: the PDF of its document, else the .docx."""
    for ending, media_type in ((".pdf", "application/pdf"), (DOCUMENT, DOCX)):
        found = tuple(enclose(one.name, media_type, one.content) for one in made if one.name.endswith(ending))
        if found:
            return found
    return ()
