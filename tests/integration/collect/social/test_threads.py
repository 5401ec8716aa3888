"""Threads keyword search against an imitation."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from monitor.collect.poll import read_entry
from monitor.collect.social.quota import THREADS
from monitor.core.entries import FetchOutcome
from monitor.core.sources import SourceKind
from tests.fakes.social.polling import NOW, Poller, poller
from tests.fakes.social.threads import TOKEN, Threads, thread, threads

SEARCH = "https://www.threads.net/search?q=tr%C6%B0%E1%BB%9Dng%20Hoa%20Sen"


def watch(service: Threads, *, token: str = TOKEN, url: str = SEARCH) -> Poller:
    env = {"MONITOR_THREADS_BASE_URL": service.running.base} | ({"MONITOR_THREADS_TOKEN": token} if token else {})
    return poller(SourceKind.THREADS, url, **env)


def found(*numbers: int) -> list[dict[str, object]]:
    return [thread(number, NOW + timedelta(hours=number - 24)) for number in numbers]


def test_found_posts_carry_words_and_link_and_no_writer():
    with threads(posts=found(3, 2, 1)) as service:
        watched = watch(service)
        result = watched.poll()
        item = read_entry(watched.fetcher, result.entries[0], watched.source, NOW).item
        assert item is not None
        assert (item.text, item.url) == ("Sao trường thu thêm tiền vậy", "https://www.threads.net/@phu.huynh/post/3")
        assert "phu.huynh" not in repr([entry.author for entry in result.entries]) + repr(item.author)
        assert {(entry.author or "")[:2] for entry in result.entries} == {"u-"}
        assert len({entry.author for entry in result.entries}) == 1
        query = service.running.seen[0].query
        assert (query["q"], query["search_type"], query["search_mode"]) == ("trường Hoa Sen", "RECENT", "KEYWORD")


def test_paging_goes_back_to_what_is_known_and_carries_one_token():
    with threads(posts=found(1)) as service:
        watched = watch(service)
        watched.poll()
        service.posts = found(6, 5, 4, 3, 2, 1)
        result = watched.poll(minutes=15)
        assert [entry.key for entry in result.entries] == ["6", "5", "4", "3", "2", "1"]
        assert all(request.query["access_token"] == TOKEN for request in service.running.seen)


def test_an_empty_answer_is_no_evidence():
    with threads(posts=found(1), sensitive=frozenset({"trường Hoa Sen"})) as service:
        result = watch(service).poll()
        assert (result.record.outcome, result.entries) == (FetchOutcome.OK, ())
        assert result.warning is not None
        assert "sensitive" in result.warning


@pytest.mark.parametrize(
    ("error", "outcome", "told"),
    [
        ((401, 190, 463), FetchOutcome.PERMANENT, "token: code 190/463"),
        ((400, 10, 0), FetchOutcome.BLOCKED, "permission: code 10"),
        ((400, 4, 0), FetchOutcome.TEMPORARY, "throttled: code 4"),
    ],
    ids=["expired", "not approved", "throttled"],
)
def test_errors_are_graded(error: tuple[int, int, int], outcome: FetchOutcome, told: str):
    with threads(error=error) as service:
        result = watch(service).poll()
        assert (result.record.outcome, result.record.error) == (outcome, told)


def test_the_token_in_the_query_shows_nowhere(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with threads(posts=found(2, 1)) as service:
        watched = watch(service)
        good = watched.poll()
        service.error = (401, 190, 467)
        bad = watched.poll(minutes=15)
        assert service.running.seen[0].query["access_token"] == TOKEN
        assert TOKEN not in repr((good, bad, watched.state)) + caplog.text


def test_the_share_of_a_day_is_kept_and_begins_anew():
    with threads(posts=found(1)) as service:
        watched = watch(service)
        watched.state = type(watched.state)(
            watched.source.url, watched.source.id, NOW, note=f"2026-11-23:{THREADS.units - 1}"
        )
        last = watched.poll()
        spent = watched.poll(minutes=15)
        wait = watched.wait
        fresh = watched.poll(minutes=24 * 60)
        assert (last.record.outcome, fresh.record.outcome) == (FetchOutcome.OK, FetchOutcome.NOT_MODIFIED)
        assert (spent.record.outcome, spent.record.error) == (
            FetchOutcome.TEMPORARY,
            "quota: share of the day is spent",
        )
        assert NOW + timedelta(minutes=15) + wait == NOW.replace(day=24, hour=0, minute=5)
        assert (len(service.running.seen), watched.state.note) == (2, "2026-11-24:1")


@pytest.mark.parametrize("url", ["https://www.threads.net/@phu.huynh", "https://www.threads.net/search?q="])
def test_accounts_are_not_followed(url: str):
    with threads(posts=found(1)) as service:
        result = watch(service, url=url).poll()
        assert (result.record.error, service.running.seen) == ("address: none of kind threads", [])


def test_without_a_token_nothing_is_asked():
    with threads(posts=found(1)) as service:
        result = watch(service, token="").poll()
        assert (result.record.outcome, result.record.error) == (FetchOutcome.BLOCKED, "key-missing")
        assert service.running.seen == []
