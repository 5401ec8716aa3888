"""Whether a crawled text may be the department's own statement on an incident. Pure; only proposes, never decides.

Only a person's act stops the statement clock: a page of the portal may be about something else, or not be final.
"""

from __future__ import annotations

import re

from monitor.core.incidents import Incident
from monitor.core.items import Channel, Item
from monitor.core.labels import Severity
from monitor.core.text import fold, nfc

STATED_FROM = Severity.S3
"""Below this nobody has to speak, and nothing is proposed unless a clock runs."""
_DEPARTMENT = re.compile(r"\bso (?:gd\s*[&-]?\s*dt|gddt|giao duc(?: va dao tao)?)\b")
_ITS_SITE = re.compile(r"so-?g(?:d|iao)")


def may_be_statement(item: Item, incident: Incident) -> bool:
    """Whether an item of an incident comes from an office and speaks for the department, after the case began."""
    official = item.official or item.channel is Channel.GOV_SITE
    if not official or item.shares is not None or not awaits_statement(incident):
        return False
    began = incident.clock.started_at if incident.clock is not None else incident.first_seen_at
    if item.seen_at is not None and item.seen_at < began:
        return False
    return bool(_ITS_SITE.search(fold(nfc(item.source or ""))) or _DEPARTMENT.search(fold(nfc(item.full_text))))


def awaits_statement(incident: Incident) -> bool:
    """Whether a first statement is still to come: the case is open, and grave enough or with a running clock."""
    if not incident.is_open or (incident.clock is not None and incident.clock.stopped_at is not None):
        return False
    return incident.clock is not None or incident.level >= STATED_FROM
