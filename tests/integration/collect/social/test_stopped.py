"""A social source that stops is told on time, with what to do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.collect.health import Trouble, feed_problem
from monitor.collect.social.access import explain_error
from monitor.core.sources import SourceKind
from tests.fakes.social.facebook import TOKEN, facebook, posts_before
from tests.fakes.social.open_pages import CHALLENGE, open_pages, xenforo_feed
from tests.fakes.social.polling import NOW, Poller, poller

PLAN_LIMIT = timedelta(hours=12)
TEN_MINUTES = timedelta(minutes=10)


def trouble(watched: Poller, *, after: timedelta) -> Trouble | None:
    problem = feed_problem(watched.state, watched.source, watched.now + after, PLAN_LIMIT)
    return problem.kind if problem else None


@pytest.mark.parametrize("error", [(400, 190, 463), (403, 10, 0), (403, 368, 0)], ids=["token", "permission", "policy"])
def test_what_only_a_person_can_mend_is_told_in_ten_minutes(error: tuple[int, int, int]):
    with facebook(pages={"truong": posts_before(NOW, 1)}) as service:
        env = {"MONITOR_FACEBOOK_BASE_URL": service.running.base, "MONITOR_FACEBOOK_TOKEN": TOKEN}
        watched = poller(SourceKind.FACEBOOK, "https://www.facebook.com/truong", **env)
        watched.poll()
        assert trouble(watched, after=TEN_MINUTES) is None
        service.error = error
        watched.poll(minutes=15)
        assert trouble(watched, after=TEN_MINUTES) is Trouble.REFUSED
        assert explain_error(watched.state.last_error)


def test_a_forum_behind_a_challenge_is_told_and_one_that_opens_again_is_read():
    with open_pages({"/f/index.rss": CHALLENGE}) as service:
        watched = poller(SourceKind.FORUM, f"{service.running.base}/f/index.rss")
        watched.poll()
        assert trouble(watched, after=TEN_MINUTES) is Trouble.REFUSED
        service.answers["/f/index.rss"] = xenforo_feed((1, "Ba Tư"))
        assert len(watched.poll(minutes=24 * 60).entries) == 1
        assert trouble(watched, after=TEN_MINUTES) is not Trouble.REFUSED


def test_a_throttled_source_is_told_only_when_it_goes_on():
    with facebook(error=(400, 4, 0)) as service:
        env = {"MONITOR_FACEBOOK_BASE_URL": service.running.base, "MONITOR_FACEBOOK_TOKEN": TOKEN}
        watched = poller(SourceKind.FACEBOOK, "https://www.facebook.com/truong", **env)
        told = []
        for _ in range(3):
            watched.poll(minutes=60)
            told.append(trouble(watched, after=timedelta(0)))
        assert told == [None, None, Trouble.FAILING]
