"""Facebook pages against an imitated Graph API."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from monitor.collect.poll import read_entry
from monitor.core.entries import FetchOutcome
from monitor.core.items import Channel, Engagement
from monitor.core.sources import SourceKind
from tests.fakes.social.facebook import TOKEN, Facebook, app_usage, business_usage, facebook, post, posts_before
from tests.fakes.social.polling import NOW, Poller, poller

PAGE = "https://www.facebook.com/truong.hoa.sen"
NAME = "truong.hoa.sen"


def watch(service: Facebook, *, token: str = TOKEN, url: str = PAGE) -> Poller:
    env = {"MONITOR_FACEBOOK_BASE_URL": service.running.base} | ({"MONITOR_FACEBOOK_TOKEN": token} if token else {})
    return poller(SourceKind.FACEBOOK, url, channel=Channel.FACEBOOK_PAGE, **env)


def test_the_first_poll_takes_one_page_with_words_counts_and_link():
    with facebook(pages={NAME: posts_before(NOW, 8)}) as service:
        watched = watch(service)
        result = watched.poll()
        item = read_entry(watched.fetcher, result.entries[0], watched.source, NOW).item
        assert [entry.key for entry in result.entries] == ["100_8", "100_7", "100_6"]
        assert item is not None
        assert (item.text, item.url) == ("Học sinh nghỉ học vì mưa lớn #8bai", "https://www.facebook.com/100/posts/8")
        assert (item.published_at, item.hashtags) == (NOW - timedelta(hours=1), ("8bai",))
        assert item.engagement == Engagement(reactions=7, comments=2, shares=8)
        (request,) = service.running.seen
        assert request.path == f"/v26.0/{NAME}/posts"
        assert {"id", "message", "created_time"} <= set(request.query["fields"].split(","))
        assert service.running.robots_asked == 0


def test_after_an_outage_older_pages_are_read_until_what_is_known():
    with facebook(pages={NAME: posts_before(NOW, 2)}) as service:
        watched = watch(service)
        watched.poll()
        service.pages[NAME] = posts_before(NOW + timedelta(hours=9), 11)
        result = watched.poll(minutes=9 * 60)
        assert {entry.key for entry in result.entries} >= {f"100_{n}" for n in range(3, 12)}
        assert len(service.running.seen) == 1 + 4
        assert (result.record.outcome, watched.state.failures) == (FetchOutcome.OK, 0)


def test_a_failure_between_pages_keeps_what_was_read_and_goes_as_deep_again():
    with facebook(pages={NAME: posts_before(NOW, 2)}) as service:
        watched = watch(service)
        watched.poll()
        service.pages[NAME] = posts_before(NOW + timedelta(hours=9), 11)
        service.well, service.error = 1, (500, 2, 0)
        broken = watched.poll(minutes=9 * 60)
        service.error = None
        whole = watched.poll(minutes=30)
        assert [entry.key for entry in broken.entries] == ["100_11", "100_10", "100_9"]
        assert (broken.record.outcome, broken.record.error) == (FetchOutcome.TEMPORARY, "service: code 2")
        assert {entry.key for entry in whole.entries} >= {f"100_{n}" for n in range(3, 12)}


def test_what_lies_deeper_than_a_round_goes_is_told():
    with facebook(pages={NAME: posts_before(NOW, 1)}) as service:
        watched = watch(service)
        watched.poll()
        service.pages[NAME] = posts_before(NOW + timedelta(hours=50), 50)
        result = watched.poll(minutes=50 * 60)
        assert len(result.entries) == 15
        assert result.warning == "more than 5 pages are new; older posts were not read"


@pytest.mark.parametrize(
    ("error", "outcome", "told"),
    [
        pytest.param((400, 190, 463), FetchOutcome.PERMANENT, "token: code 190/463", id="expired token"),
        pytest.param((400, 190, 460), FetchOutcome.PERMANENT, "token: code 190/460", id="password changed"),
        pytest.param((403, 10, 0), FetchOutcome.BLOCKED, "permission: code 10", id="access not approved"),
        pytest.param((403, 200, 0), FetchOutcome.BLOCKED, "permission: code 200", id="permission lost"),
        pytest.param((403, 368, 0), FetchOutcome.BLOCKED, "policy: code 368", id="blocked for policy"),
        pytest.param((500, 1, 0), FetchOutcome.TEMPORARY, "service: code 1", id="unknown error"),
        pytest.param((400, 4, 0), FetchOutcome.TEMPORARY, "throttled: code 4", id="app throttled"),
        pytest.param((403, 32, 0), FetchOutcome.TEMPORARY, "throttled: code 32", id="page throttled"),
        pytest.param((400, 80001, 0), FetchOutcome.TEMPORARY, "throttled: code 80001", id="business limit"),
        pytest.param((404, 803, 0), FetchOutcome.PERMANENT, "gone: code 803", id="no such page"),
        pytest.param((400, 100, 33), FetchOutcome.PERMANENT, "gone: code 100/33", id="page deleted"),
        pytest.param((400, 100, 0), FetchOutcome.PERMANENT, "request: code 100", id="field withdrawn"),
        pytest.param((200, 190, 0), FetchOutcome.PERMANENT, "token: code 190", id="error under 200"),
        pytest.param((400, 99999, 0), FetchOutcome.TEMPORARY, "unknown-error: code 99999", id="unknown code"),
    ],
)
def test_errors_are_graded_by_their_code(error: tuple[int, int, int], outcome: FetchOutcome, told: str):
    with facebook(pages={NAME: []}, error=error) as service:
        result = watch(service).poll()
        assert (result.record.outcome, result.record.error, result.entries) == (outcome, told, ())


@pytest.mark.parametrize(
    ("usage", "minutes"),
    [
        pytest.param({}, 15, id="untold"),
        pytest.param(app_usage(74), 15, id="below"),
        pytest.param(app_usage(75), 30, id="at 75 %"),
        pytest.param(app_usage(91), 60, id="at 91 %"),
        pytest.param(business_usage(95), 95, id="time to regain access"),
        pytest.param({"X-App-Usage": "[broken"}, 15, id="broken header"),
    ],
)
def test_a_well_used_limit_slows_down_without_being_a_failure(usage: dict[str, str], minutes: int):
    with facebook(pages={NAME: posts_before(NOW, 1)}, usage=usage) as service:
        watched = watch(service)
        result = watched.poll()
        assert (result.record.outcome, watched.wait) == (FetchOutcome.OK, timedelta(minutes=minutes))


def test_throttling_waits_at_least_an_hour():
    with facebook(pages={NAME: []}, error=(400, 4, 0)) as service:
        watched = watch(service)
        watched.poll()
        assert watched.wait == timedelta(hours=1)


def test_a_page_without_posts_is_calm_and_a_deleted_post_is_told():
    empty_post = post(2, NOW - timedelta(hours=1), message=None)
    with facebook(pages={NAME: []}) as service:
        watched = watch(service)
        calm = watched.poll()
        service.pages[NAME] = [empty_post, *posts_before(NOW, 1)]
        odd = watched.poll(minutes=15)
        assert (calm.record.outcome, calm.entries, calm.warning) == (FetchOutcome.OK, (), None)
        assert [entry.key for entry in odd.entries] == ["100_1"]
        assert odd.warning == "1 posts without text or id"


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b'{"data": {}}', b"\xff\xfe"], ids=["html", "list", "shape", "bytes"]
)
def test_an_answer_that_is_no_list_of_posts_is_a_failure(body: bytes):
    with facebook(body=body) as service:
        result = watch(service).poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.TEMPORARY, "parse: not a list of posts")


def test_one_row_of_rubbish_does_not_cost_the_others():
    good = posts_before(NOW, 1)[0]
    rubbish = [
        None,
        7,
        {"id": 5, "message": ["x"]},
        good | {"id": "100_9", "shares": {"count": "nhiều"}, "attachments": 3},
    ]
    with facebook(pages={NAME: [*rubbish, good]}, page_size=9) as service:
        result = watch(service).poll()
        assert [(entry.key, entry.engagement.shares) for entry in result.entries] == [("100_9", 0), ("100_1", 1)]
        assert result.warning == "3 posts without text or id"


def test_the_token_goes_to_the_service_and_nowhere_else(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with facebook(pages={NAME: posts_before(NOW, 2)}) as service:
        watched = watch(service)
        results = [watched.poll()]
        service.pages[NAME] = posts_before(NOW + timedelta(hours=9), 11)
        results.append(watched.poll(minutes=9 * 60))
        service.error = (400, 190, 463)
        results.append(watched.poll(minutes=30))
        assert len(service.running.seen) > 2
        assert all(request.headers["authorization"] == f"Bearer {TOKEN}" for request in service.running.seen)
        assert not any("access_token" in request.query for request in service.running.seen)
        assert TOKEN not in repr(results) + repr(watched.state) + repr(watched.fetcher._keys) + caplog.text


def test_without_a_token_nothing_is_asked_and_it_is_said():
    with facebook(pages={NAME: posts_before(NOW, 1)}) as service:
        result = watch(service, token="").poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.BLOCKED, "key-missing")
        assert service.running.seen == []


@pytest.mark.parametrize("path", ["groups/phu.huynh", "people/Nguyen-Van-An/1000", "", "profile.php?id=abc"])
def test_groups_and_profiles_are_not_read(path: str):
    with facebook(pages={NAME: posts_before(NOW, 1)}) as service:
        result = watch(service, url=f"https://www.facebook.com/{path}").poll()
        assert (result.record.outcome, result.record.error) == (
            FetchOutcome.PERMANENT,
            "address: none of kind facebook",
        )
        assert service.running.seen == []


def test_an_unchanged_page_counts_as_not_modified():
    with facebook(pages={NAME: posts_before(NOW, 1)}) as service:
        watched = watch(service)
        watched.poll()
        again = watched.poll(minutes=15)
        assert (again.record.outcome, again.record.status, again.entries) == (FetchOutcome.NOT_MODIFIED, 304, ())
