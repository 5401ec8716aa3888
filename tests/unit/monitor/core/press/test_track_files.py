"""A duty toward the press as read from its events."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.core.press.track_files import TrackClosed, TrackOpened, read_track
from monitor.core.press.tracks import Track, TrackKind
from tests.fakes.case_files import file_events
from tests.fakes.incidents import NOON, after


def test_a_track_is_open_until_it_is_closed() -> None:
    track = Track("t1", "v1", TrackKind.CORRECTION, NOON, NOON + timedelta(days=15), "Luật Báo chí", note="Báo Quê Dừa")
    assert read_track([]) is None
    assert read_track(file_events(TrackOpened(track))) == track
    closed = read_track(file_events(TrackOpened(track), TrackClosed(after(60), "đã đăng cải chính")))
    assert closed == replace(track, closed_at=after(60), note="Báo Quê Dừa đã đăng cải chính")
