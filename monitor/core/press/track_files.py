"""The file of one duty toward the press: its events, and the duty as they leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.casework.cases import FileEvent, of_kind
from monitor.core.press.tracks import Track

TRACK_FILE = "track:"


@dataclass(frozen=True, slots=True)
class TrackOpened:
    """A duty toward the press began."""

    track: Track


@dataclass(frozen=True, slots=True)
class TrackClosed:
    """The correction was seen, the answer given: when, and a word on it."""

    closed_at: datetime
    note: str = ""


def read_track(events: Sequence[FileEvent]) -> Track | None:
    """The track of a file; None for an empty file."""
    opened = [body.track for _, body in of_kind(events, TrackOpened)]
    if not opened:
        return None
    track = opened[-1]
    for _, body in of_kind(events, TrackClosed):
        track = replace(track, closed_at=body.closed_at, note=" ".join(filter(None, (track.note, body.note))))
    return track
