"""Files that people keep (case files, tracks, the register, lists, news), as events; and links that were used.

Two who write at once cannot both have the same version of a file: the second one is told, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, select

from monitor.core.casework import cases
from monitor.core.casework.cases import Author, FileEvent, Origin
from monitor.core.press import distribution, mandates, news, track_files
from monitor.store.base import Repository
from monitor.store.codec import decode, encode
from monitor.store.dialects import add_once
from monitor.store.schema.casework import case_events, used_links
from monitor.store.schema.incidents import wide_incidents

KINDS: Mapping[str, type] = {
    "owner": cases.OwnerSet,
    "line": cases.LineWritten,
    "line-approved": cases.LineApproved,
    "task": cases.TaskAdded,
    "task-done": cases.TaskDone,
    "note": cases.Noted,
    "transfer": cases.TransferAsked,
    "transfer-answer": cases.TransferAnswered,
    "opinion": cases.OpinionGiven,
    "statement": cases.StatementRecorded,
    "second-read": cases.SecondRead,
    "closed": cases.CaseClosed,
    "merged": cases.CaseMerged,
    "track": track_files.TrackOpened,
    "track-closed": track_files.TrackClosed,
    "mandate": mandates.MandateGiven,
    "mandate-paper": mandates.MandatePaper,
    "mandate-posted": mandates.MandatePosted,
    "mandate-revoked": mandates.MandateRevoked,
    "list": distribution.ListSet,
    "list-removed": distribution.ListRemoved,
    "news": news.NewsWritten,
    "news-approved": news.NewsApproved,
    "news-posted": news.NewsPosted,
    "news-dropped": news.NewsDropped,
}
"""The name under which each kind of event is stored: never changed once used."""
_NAMES = {kind: name for name, kind in KINDS.items()}
_END = "\uffff"


class Cases(Repository):
    """Files by name; a name is a prefix (`incident:`, `track:`, `news:`) and an id, or one word (`register`)."""

    def append(self, event: FileEvent) -> bool:
        """Add an event; False when the file has one of that version already (somebody was faster)."""
        row = {
            "file": event.file,
            "version": event.version,
            "at": event.at,
            "kind": _NAMES[type(event.body)],
            "person": event.by.person,
            "unit": event.by.unit,
            "origin": event.by.origin.value,
            "record": encode(event.body),
        }
        return add_once(self._connection, case_events, row)

    def events(self, file: str) -> tuple[FileEvent, ...]:
        """The events of a file, in order; empty when nobody wrote it."""
        return self._read(select(case_events).where(case_events.c.file == file).order_by(case_events.c.version))

    def files(self, prefix: str) -> dict[str, tuple[FileEvent, ...]]:
        """Every file whose name begins so, with its events, in order of name."""
        inside = (case_events.c.file >= prefix) & (case_events.c.file < prefix + _END)
        found: dict[str, list[FileEvent]] = {}
        for event in self._read(select(case_events).where(inside).order_by(case_events.c.file, case_events.c.version)):
            found.setdefault(event.file, []).append(event)
        return {file: tuple(events) for file, events in found.items()}

    def use_link(self, link: str, *, at: datetime) -> datetime | None:
        """Mark a single-use link as used; None when that is the first time, else when it was used."""
        if add_once(self._connection, used_links, {"link": link, "at": at}):
            return None
        return self.link_used_at(link)

    def link_used_at(self, link: str) -> datetime | None:
        """When a single-use link was used; None while it was not."""
        moment: datetime | None = self._connection.execute(
            select(used_links.c.at).where(used_links.c.link == link)
        ).scalar_one_or_none()
        return moment

    def mark_wide(self, incident_id: str, incident_type: str) -> None:
        """Note that an open incident concerns the whole province."""
        add_once(self._connection, wide_incidents, {"incident_id": incident_id, "incident_type": incident_type})

    def unmark_wide(self, incident_id: str) -> None:
        """It does not, or no longer, or is closed."""
        self._connection.execute(delete(wide_incidents).where(wide_incidents.c.incident_id == incident_id))

    def wide(self, incident_type: str) -> tuple[str, ...]:
        """The ids of incidents of a type that were noted as the whole province's, sorted."""
        query = select(wide_incidents.c.incident_id).where(wide_incidents.c.incident_type == incident_type)
        return tuple(self._connection.execute(query.order_by(wide_incidents.c.incident_id)).scalars())

    def _read(self, query: Select[Any]) -> tuple[FileEvent, ...]:
        return tuple(_event(row) for row in self._connection.execute(query))


def _event(row: Row[Any]) -> FileEvent:
    by = Author(row.person, row.unit, Origin(row.origin))
    return FileEvent(row.file, row.version, row.at, by, decode(KINDS[row.kind], row.record))
