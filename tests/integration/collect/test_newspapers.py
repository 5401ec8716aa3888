"""Many newspapers read at once while they publish: the short form of `bench/newspapers.py`."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.newspapers import BACKLOG, START, judged, run
from tests.fakes.press import CLOSED, Press

PAPERS, MINUTES = 24, 4


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    with Press(PAPERS, start=START, backlog=BACKLOG) as press:
        rows = run(press, minutes=MINUTES, folder=str(tmp_path_factory.mktemp("var")))
        yield press, rows


@pytest.mark.slow
def test_every_article_once_politely_in_flat_memory(outcome):
    press, rows = outcome
    assert judged(press, rows) == []
    assert sum(row.read for row in rows) == PAPERS * (BACKLOG + 1) + MINUTES * PAPERS // 4
    assert sum(row.not_modified for row in rows) == MINUTES * PAPERS * 3 // 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda paper: paper.hits.update([paper.path(0)]), "read 2 times"),
        (lambda paper: paper.hits.update({paper.path(0): -1}), "read 0 times"),
        (lambda paper: paper.hits.update([CLOSED]), "robots.txt disallows"),
        (lambda paper: setattr(paper, "busiest", 2), "2 requests at one time"),
        (lambda paper: paper.publish(START), "entries published"),
    ],
    ids=["twice", "never", "disallowed", "at-one-time", "lost"],
)
def test_a_fault_would_be_seen(outcome, spoil, words):
    press, rows = outcome
    paper = press.papers[3]
    before = Counter(paper.hits), paper.busiest, list(paper.published)
    spoil(paper)
    faults = judged(press, rows)
    paper.hits, paper.busiest, paper.published = before
    assert any(words in fault for fault in faults)
