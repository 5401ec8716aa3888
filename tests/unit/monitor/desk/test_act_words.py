"""No log shows a program's words to people."""

from __future__ import annotations

from typing import get_args

import pytest

from monitor.core.casework.cases import CaseBody, Origin
from monitor.core.handling import ActionKind
from monitor.core.press import distribution, mandates, news, track_files
from monitor.desk.act_words import details_in_words
from monitor.desk.words import AUDIT_ACTS

PRESS = (
    mandates.MandateGiven,
    mandates.MandatePaper,
    mandates.MandatePosted,
    mandates.MandateRevoked,
    track_files.TrackOpened,
    track_files.TrackClosed,
    distribution.ListSet,
    distribution.ListRemoved,
    news.NewsWritten,
    news.NewsApproved,
    news.NewsPosted,
    news.NewsDropped,
)


@pytest.mark.parametrize("body", [*get_args(CaseBody), *PRESS])
def test_every_event_of_a_file_has_words(body):
    assert f"case.{body.__name__}" in AUDIT_ACTS


@pytest.mark.parametrize("kind", list(ActionKind))
def test_every_act_has_words(kind):
    assert kind.value in AUDIT_ACTS


@pytest.mark.parametrize("origin", list(Origin))
def test_every_way_has_words(origin):
    assert details_in_words("case.Noted", origin.value) != origin.value


@pytest.mark.parametrize(
    ("verb", "note", "shown"),
    [
        ("acknowledge", "acknowledge", ""),
        ("confirm", "confirm reason=đã gọi trường; a=b", "lý do: đã gọi trường; a=b"),
        ("override_level", "override_level level=S4; reason=lan nhanh", "mức: S4; lý do: lan nhanh"),
        (
            "publish_statement",
            "publish_statement published_at=2022-10-12T10:00:00+00:00; url=https://so.example/a",
            "lúc: 17:00 ngày 12/10/2022; tại: https://so.example/a",
        ),
        ("reveal", "cần gọi phụ huynh", "cần gọi phụ huynh"),
        ("sign-in-refused", "lần 2", "lần 2"),
        ("x", "", ""),
    ],
)
def test_what_stands_after_the_verb(verb, note, shown):
    assert details_in_words(verb, note) == shown
