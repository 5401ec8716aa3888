"""Commands about sources: list them with their health, add one by its address, try them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Column, Table

from monitor.app import build_fetcher
from monitor.collect.discover import Candidate, Discovery, append_source, discover, first_entries, source_entry
from monitor.collect.fetch import DEFAULT_GAP
from monitor.collect.health import Problem, Trouble, feed_problem, show_span, usual_gap
from monitor.collect.poll import PageFetcher
from monitor.collect.social.access import with_api_bases
from monitor.commands.checking import probe_feed
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, EXIT_USAGE, screen
from monitor.core.clock import Clock, SystemClock, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.config.sources_file import load_sources
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.items import Channel
from monitor.core.settings import Settings
from monitor.core.sources import Source
from monitor.store.database import open_store

ENTRIES_SHOWN = 10
_TITLE_CHARS = 90
_SQLITE = "sqlite:///"
_GRADES = {
    Trouble.REFUSED: "[red]bị từ chối[/]",
    Trouble.FAILING: "[red]không đọc được[/]",
    Trouble.QUIET: "[yellow]im ắng[/]",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user wants added, as written on the command line."""

    url: str
    source_id: str | None = None
    name: str | None = None
    channel: str | None = None
    dry_run: bool = False


def list_sources(settings: Settings, *, path: Path) -> int:
    """Show what is watched, and how each source has done since the product runs."""
    sources = load_sources(path)
    states = _states(settings)
    limit = load_plan(settings.plan_path).alerts.source_silent_after
    now = SystemClock().now()
    table = Table(
        "Mã", "Tên", "Loại", "Kênh", "Bật", "Tin cậy", "Chu kỳ", "Tình trạng", "Đọc được lúc", "Tin mới nhất", "Nhịp",
        Column("Địa chỉ", overflow="fold"), title="Nguồn tin",
    )  # fmt: skip
    for source in sources:
        own = [states[feed] for feed in source.feeds if feed in states]
        table.add_row(
            source.id, escape(source.name), source.kind.value, source.channel.value,
            "có" if source.enabled else "không", source.confidence, _cycle(source, own),
            *_health(source, own, now=now, limit=limit), escape(source.url),
        )  # fmt: skip
    screen().print(table)
    return EXIT_DONE


def _states(settings: Settings) -> dict[str, FeedState]:
    """What the database knows of the feeds; nothing before the first run."""
    url = settings.database_url
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).exists():
        return {}
    store = open_store(url)
    try:
        with store.read() as tx:
            return {state.feed_url: state for state in tx.feeds.all()}
    finally:
        store.close()


def _cycle(source: Source, states: Sequence[FeedState]) -> str:
    """The interval as set, and as it is now where the feeds' own rhythm changed it."""
    set_minutes = round(source.every / timedelta(minutes=1))
    paces = [state.pace for state in states]
    now_minutes = round(set_minutes * sum(paces) / len(paces)) if paces else set_minutes
    return f"{set_minutes} phút" + (f" (nay {now_minutes})" if now_minutes != set_minutes else "")


def _health(
    source: Source, states: Sequence[FeedState], *, now: datetime, limit: timedelta
) -> tuple[str, str, str, str]:
    if not source.enabled or not states:
        return ("tắt" if not source.enabled else "chưa đọc", "", "", "")
    found = [feed_problem(state, source, now, limit) for state in states]
    read = max((state.last_ok_at for state in states if state.last_ok_at is not None), default=None)
    newest = max((state.newest_at for state in states if state.newest_at is not None), default=None)
    gaps = [gap for gap in map(usual_gap, states) if gap is not None]
    return (
        _grade(states, [problem for problem in found if problem is not None]),
        show_time(read) if read else "chưa lần nào",
        show_time(newest) if newest else "không rõ",
        show_span(min(gaps)) if gaps else "chưa rõ",
    )


def _grade(states: Sequence[FeedState], problems: Sequence[Problem]) -> str:
    """The gravest trouble of a source's feeds, and how many of them have it."""
    if problems:
        worst = min(problems, key=lambda problem: list(Trouble).index(problem.kind))
        share = f" ({len(problems)}/{len(states)} mục)" if len(states) > 1 else ""
        return _GRADES[worst.kind] + share
    return "[yellow]chập chờn[/]" if any(state.failures for state in states) else "[green]tốt[/]"


def add_source(
    settings: Settings,
    asked: Asked,
    *,
    path: Path,
    clock: Clock | None = None,
    fetcher: PageFetcher | None = None,
    min_gap: timedelta = DEFAULT_GAP,
) -> int:
    """Find out how a source can be read, show its newest items, write it into the file.

    Raises ConfigError when the file would be faulty with it, e.g. when the id is taken; the file is left as it was.
    """
    console = screen()
    clock = clock or SystemClock()
    if asked.channel is not None and asked.channel not in list(Channel):
        console.print(f"Không có kênh «{escape(asked.channel)}»; các kênh: {', '.join(Channel)}.")
        return EXIT_USAGE
    declared = load_sources(path)
    with Console(stderr=True).status("Đang tìm RSS, sơ đồ trang và chuyên mục…"):
        found = _search(settings, asked, clock=clock, fetcher=fetcher, min_gap=min_gap)
    _show_tried(console, found)
    if found.source is None or found.best is None:
        console.print("Không tìm thấy cách đọc nguồn này. Hãy thử địa chỉ một chuyên mục cụ thể của trang.")
        return EXIT_FAILURE
    _show_entries(console, found.best)
    known = next((source for source in declared if found.source.url in source.feeds), None)
    if known is not None:
        console.print(f"Địa chỉ này đã có trong nguồn «{escape(known.name)}» ({known.id}); không ghi thêm.")
        return EXIT_FAILURE
    console.print(escape(source_entry(found.source)), end="", highlight=False)
    if asked.dry_run:
        return EXIT_DONE
    append_source(path, found.source)
    console.print(
        f"Đã ghi nguồn «{escape(found.source.name)}» vào {escape(str(path))}. "
        "Hãy xem lại channel, tier, home_place rồi khởi động lại."
    )
    return EXIT_DONE


def _search(
    settings: Settings, asked: Asked, *, clock: Clock, fetcher: PageFetcher | None, min_gap: timedelta
) -> Discovery:
    channel = Channel(asked.channel) if asked.channel else None
    options = {"source_id": asked.source_id, "name": asked.name}
    if fetcher is not None:
        return discover(fetcher, asked.url, now=clock.now(), channel=channel, min_gap=min_gap, **options)
    own = build_fetcher(settings, clock)
    try:
        return discover(own, asked.url, now=clock.now(), channel=channel, min_gap=min_gap, **options)
    finally:
        own.close()


def _show_tried(console: Console, found: Discovery) -> None:
    table = Table("Địa chỉ", "Loại", "Kết quả", title="Đã thử")
    for candidate in found.tried:
        text = f"[green]{len(candidate.entries)} mục tin[/]" if candidate.entries else _why_not(candidate)
        table.add_row(escape(candidate.url), candidate.kind.value, text)
    console.print(table)


def _why_not(candidate: Candidate) -> str:
    return f"[red]{escape(candidate.error)}[/]" if candidate.error else "[yellow]không có mục tin mới[/]"


def _show_entries(console: Console, best: Candidate) -> None:
    table = Table("Thời gian", "Tiêu đề", "Địa chỉ", title=f"Tin mới nhất ở {escape(best.url)}")
    for entry in first_entries(best.entries, ENTRIES_SHOWN):
        when = show_time(entry.published_at) if entry.published_at else "không rõ"
        table.add_row(when, escape(entry.title[:_TITLE_CHARS]), escape(entry.url))
    console.print(table)


def check_sources(settings: Settings, *, path: Path) -> int:
    """Try every feed of every enabled source once. Returns 1 when one cannot be read."""
    console = screen()
    sources = [source for source in with_api_bases(load_sources(path), settings) if source.enabled]
    clock = SystemClock()
    fetcher = build_fetcher(settings, clock)
    table = Table("Nguồn", "Địa chỉ", "Kết quả", "Số mục", "Tin mới nhất", title="Thử các nguồn đang bật")
    jobs = [(source, feed) for source in sources for feed in source.feeds]
    failed = 0
    try:
        for source, feed in track(jobs, description="Đang thử nguồn", console=Console(stderr=True), transient=True):
            probed = probe_feed(fetcher, source, feed, now=clock.now())
            failed += probed.outcome is not FetchOutcome.OK
            table.add_row(*probed.cells)
    finally:
        fetcher.close()
    console.print(table)
    console.print(f"Đọc được {len(jobs) - failed}/{len(jobs)} địa chỉ.")
    return EXIT_FAILURE if failed else EXIT_DONE
