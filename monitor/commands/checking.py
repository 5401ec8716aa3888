"""Commands that check: doctor (settings, database, models, channels, sources) and sources."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from alerts.reach import reach_on, reach_words
from monitor.app import build_fetcher, load_classifier
from monitor.collect.fetch import Fetcher
from monitor.collect.poll import poll_feed
from monitor.collect.social.access import explain_error, explain_lack, with_api_bases
from monitor.commands.channel_check import channel_rows
from monitor.commands.keeping import keeping_rows
from monitor.commands.mailbox import mailbox_row
from monitor.commands.queue_check import queue_rows
from monitor.commands.records import screen
from monitor.core.clock import SystemClock, local_date, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.config.sources_file import load_sources
from monitor.core.entries import FeedState, FetchOutcome
from monitor.core.errors import ConfigError, MonitorError
from monitor.core.items import Channel, Item, Kind
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import Gazetteer, load_gazetteer
from monitor.core.plan import Unit
from monitor.core.settings import Settings
from monitor.core.sources import Source
from monitor.store.database import open_store

_MARK = {True: "[green]tốt[/]", False: "[red]lỗi[/]", None: "[yellow]lưu ý[/]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: `ok` is True, False, or None for something to know."""

    what: str
    ok: bool | None
    text: str


def doctor(settings: Settings, *, probe: bool) -> int:
    """Check everything and say what to do. Returns 0 when nothing is broken."""
    console = screen()
    findings = [check_plan(settings)]
    findings.append(_checked("Nguồn tin (sources.yaml)", lambda: _sources(settings)))
    findings.extend(_social(settings))
    findings.append(_checked("Thư mục làm việc", lambda: _var(settings)))
    findings.append(_checked("Cơ sở dữ liệu", lambda: _database(settings)))
    findings.extend(Finding(*row) for row in queue_rows(settings))
    findings.append(_checked("Mô hình phân loại", lambda: _models(settings)))
    findings.extend(Finding(*row) for row in channel_rows(settings))
    findings.append(Finding(*mailbox_row(settings)))
    findings.extend(_contacts(settings))
    findings.extend(Finding(*row) for row in keeping_rows(settings, now=SystemClock().now()))
    table = Table("Hạng mục", "Tình trạng", "Chi tiết", title="Kiểm tra hệ thống")
    for finding in findings:
        table.add_row(finding.what, _MARK[finding.ok], escape(finding.text))
    console.print(table)
    if probe:
        _probe(console, settings)
    else:
        console.print("Thêm --probe để thử kết nối từng nguồn tin đang bật.")
    return 1 if any(finding.ok is False for finding in findings) else 0


def check_plan(settings: Settings) -> Finding:
    """Whether the plan can be used, and names places that exist."""
    return _checked("Kế hoạch (plan.yaml)", lambda: _plan(settings))


def _checked(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except ConfigError as error:
        return Finding(what, False, "\n".join(str(fault) for fault in error.faults))
    except (MonitorError, OSError) as error:
        return Finding(what, False, str(error))


def _plan(settings: Settings) -> str:
    plan = load_plan(settings.plan_path)
    known = load_gazetteer(settings.gazetteer_dir)
    wrong = [f'home_province: "{plan.home_province}"'] if plan.home_province not in known else []
    wrong += [f'place của đơn vị {unit.id}: "{unit.place}"' for unit in plan.units if _is_nowhere(unit, known)]
    if wrong:
        raise MonitorError(f"danh mục địa bàn không có {_some(wrong)}; tin ở nơi đó sẽ không đến đúng đơn vị, hãy sửa")
    return f"{plan.name}: {len(plan.themes)} chủ đề, {len(plan.incident_types)} loại sự cố, {len(plan.units)} đơn vị"


def _is_nowhere(unit: Unit, known: Gazetteer) -> bool:
    """A place that nothing will ever be found at; schools need not stand in the register."""
    return unit.place is not None and not unit.place.startswith("school:") and unit.place not in known


def _sources(settings: Settings) -> str:
    sources = load_sources(settings.sources_path)
    return f"{sum(source.enabled for source in sources)} nguồn đang bật trên {len(sources)} nguồn khai báo"


def _social(settings: Settings) -> list[Finding]:
    """What each social source still lacks; a source that is on without it is a fault, one that is off is not."""
    try:
        sources = with_api_bases(load_sources(settings.sources_path), settings)
    except ConfigError:
        return []
    findings = []
    for source in sources:
        lack = explain_lack(source)
        if lack is not None:
            ok, state = (False, "đang bật nhưng không đọc được") if source.enabled else (None, "đang tắt")
            findings.append(Finding(f"Nguồn {source.name}", ok, f"{state}; {lack}"))
    return findings


def _var(settings: Settings) -> str:
    settings.var.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.var, os.W_OK):
        raise MonitorError(f"không ghi được vào {settings.var}: hãy cấp quyền hoặc đặt MONITOR_VAR sang thư mục khác")
    return str(settings.var)


def _database(settings: Settings) -> str:
    store = open_store(settings.database_url)
    try:
        engine = "PostgreSQL" if store.is_shared else "SQLite"
        with store.transaction() as tx:
            return f"{engine}: {tx.items.count()} tin bài, {tx.outbox.waiting_count()} tin nhắn chờ gửi"
    finally:
        store.close()


def _models(settings: Settings) -> str:
    plan = load_plan(settings.plan_path)
    classifier = load_classifier(settings, plan, PlaceFinder(load_gazetteer(settings.gazetteer_dir)))
    sample = Item("thu", Kind.PRESS, Channel.PRESS_LOCAL, "Sở Giáo dục và Đào tạo công bố điểm chuẩn lớp 10.")
    (labels,) = classifier.classify_batch([sample])
    return "phiên bản " + ", ".join(f"{task} {version}" for task, version in labels.versions)


def _contacts(settings: Settings) -> list[Finding]:
    try:
        plan = load_plan(settings.plan_path)
    except ConfigError:
        return []
    today = local_date(SystemClock().now())
    missing = [unit.name for unit in plan.units_on(today) if not any(c.email or c.zalo for c in unit.contacts)]
    sample = [unit.name for unit in plan.units_on(today) if any(c.email.endswith(".example") for c in unit.contacts)]
    findings = []
    if missing:
        findings.append(Finding("Danh bạ", False, "chưa có địa chỉ nào: " + _some(missing)))
    words = reach_words(replace(reach_on(plan, {}, channels=plan.alerts.channels, day=today), unreachable=()))
    if words:
        findings.append(Finding("Danh bạ", None, words))
    if sample:
        findings.append(
            Finding("Danh bạ", None, "còn địa chỉ mẫu (.example), hãy thay trong plan.yaml: " + _some(sample))
        )
    return findings


def _some(names: Sequence[str], limit: int = 5) -> str:
    more = f" và {len(names) - limit} đơn vị khác" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def _probe(console: Console, settings: Settings) -> None:
    declared = with_api_bases(load_sources(settings.sources_path), settings)
    sources = [source for source in declared if source.enabled]
    clock = SystemClock()
    fetcher = build_fetcher(settings, clock)
    table = Table("Nguồn", "Địa chỉ", "Kết quả", "Số mục", "Tin mới nhất", title="Thử kết nối nguồn tin")
    try:
        for source in track(sources, description="Đang thử nguồn", console=Console(stderr=True), transient=True):
            for feed_url in source.feeds:
                table.add_row(*probe_feed(fetcher, source, feed_url, now=clock.now()).cells)
    finally:
        fetcher.close()
    console.print(table)


@dataclass(frozen=True, slots=True)
class Probed:
    """One feed tried once: how it ended, and the cells of its row (name, address, result, entries, newest)."""

    outcome: FetchOutcome
    cells: tuple[str, str, str, str, str]


def probe_feed(fetcher: Fetcher, source: Source, feed_url: str, *, now: datetime) -> Probed:
    """Try a feed of a source once, remembering nothing."""
    result = poll_feed(fetcher, source, feed_url, FeedState(feed_url, source.id, next_due_at=now), now, 0.5)
    record, entries = result.record, result.entries
    newest = max((e.published_at for e in entries if e.published_at is not None), default=None)
    problem = explain_error(record.error) or record.error or record.outcome.value
    text = "[green]đọc được[/]" if record.outcome is FetchOutcome.OK else f"[red]{escape(problem)}[/]"
    since = show_time(newest) if newest else "không rõ"
    return Probed(record.outcome, (escape(source.name), escape(feed_url), text, str(len(entries)), since))
