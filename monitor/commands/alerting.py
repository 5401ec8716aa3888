"""Commands for messages: show every template, send a trial, read and requeue what could not be delivered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from alerts.channels.email import build_message
from alerts.channels.telegram import MAX_CHARS as TELEGRAM_CHARS
from alerts.channels.texts import fit, group_notice
from alerts.channels.zalo_bot import fit as fit_zalo
from alerts.channels.zalo_oa import template_data
from alerts.words import DELIVERY_CHANNELS, KINDS
from monitor.channel_set import build_channels
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, EXIT_USAGE, screen
from monitor.commands.sample_messages import RECIPIENT, sample_messages
from monitor.core.clock import Clock, SystemClock, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.handling import OutboxEntry
from monitor.core.notifications import Notification, NotificationKind, Sent, page_with_pictures
from monitor.core.plan import Plan
from monitor.core.settings import Settings
from monitor.stages.recipients import known_recipient
from monitor.stages.replying import unit_name
from monitor.stages.trials import send_trial, trial_words
from monitor.store.database import Store, open_store

PREVIEWED = ("email", "zalo", "zalo-group", "zalo-template", "telegram")
ALL = "all"
DEAD_SHOWN = 200


def preview(settings: Settings, *, kind: str | None, channel: str | None, folder: Path | None) -> int:
    """Show the messages of an invented incident as each channel would send them: on the terminal, or as files."""
    console = screen()
    if channel is not None and channel not in PREVIEWED:
        console.print(f"Không có kênh «{channel}» để xem; có: {', '.join(PREVIEWED)}.", markup=False)
        return EXIT_USAGE
    if kind is not None and kind not in {known.value for known in NotificationKind}:
        console.print(f"Không có loại tin «{kind}»; có: {', '.join(k.value for k in NotificationKind)}.", markup=False)
        return EXIT_USAGE
    messages = sample_messages(load_plan(settings.plan_path), base_url=settings.base_url)
    for message in (m for m in messages if kind is None or m.kind.value == kind):
        for name in (name for name in PREVIEWED if channel is None or name == channel):
            if folder is None:
                console.rule(f"{KINDS[message.kind]} – {DELIVERY_CHANNELS[name]}")
                console.print(shown(message, name), markup=False, highlight=False)
            else:
                _write(folder, message, name, sender=settings.mail_from)
    if folder is not None:
        console.print(f"Đã ghi vào {folder}", markup=False, soft_wrap=True)
    return EXIT_DONE


def shown(message: Notification, channel: str) -> str:
    """The text as a channel sends it."""
    short = message.short or message.text
    if channel == "email":
        return f"{message.subject}\n\n{message.text}"
    if channel == "zalo-group":
        return group_notice(message, RECIPIENT)
    if channel == "zalo-template":
        return "\n".join(f"{name}: {value}" for name, value in template_data(message, RECIPIENT).items())
    return fit_zalo(short) if channel == "zalo" else fit(short, TELEGRAM_CHARS)


def _write(folder: Path, message: Notification, channel: str, *, sender: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{message.kind.value}.{channel}"
    if channel == "email":
        mail = build_message(message, RECIPIENT, sender=sender, now=message.created_at)
        Path(f"{stem}.eml").write_bytes(mail.as_bytes())
        Path(f"{stem}.html").write_text(page_with_pictures(message.html, message.enclosures), "utf-8")
    Path(f"{stem}.txt").write_text(shown(message, channel), "utf-8")


def trial(settings: Settings, *, unit: str, clock: Clock | None = None) -> int:
    """Send a trial to whoever is on duty for a unit, by every channel that reaches them, and say what became of it."""
    console, now = screen(), (clock or SystemClock()).now()
    plan = load_plan(settings.plan_path)
    if not plan.has_unit(unit):
        console.print(f"Kế hoạch không có đơn vị «{unit}»; xem mã đơn vị trong plan.yaml.", markup=False)
        return EXIT_USAGE
    store = open_store(settings.database_url)
    try:
        with store.read() as tx:
            recipient = known_recipient(tx, plan, unit)
        channels = build_channels(settings, store=store)
        outcomes = send_trial(channels, recipient, now=now)
    finally:
        store.close()
    table = Table("Kênh", "Kết quả", title=f"Gửi thử cho {recipient.person} ({plan.unit(unit).name})")
    for name, outcome in outcomes.items():
        table.add_row(DELIVERY_CHANNELS.get(name, name), escape(trial_words(outcome)))
    console.print(table)
    return EXIT_DONE if any(isinstance(outcome, Sent) for outcome in outcomes.values()) else EXIT_FAILURE


def dead(settings: Settings, *, requeue: str | None, clock: Clock | None = None) -> int:
    """List messages nobody could be given; `requeue` is a key or `all`: they are tried again under their old key."""
    store = open_store(settings.database_url)
    try:
        with store.read() as tx:
            entries = tx.outbox.failed(DEAD_SHOWN)
        if requeue is not None:
            return _requeue(store, entries, requeue, now=(clock or SystemClock()).now())
    finally:
        store.close()
    return _list_dead(load_plan(settings.plan_path), entries)


def _requeue(store: Store, entries: Sequence[OutboxEntry], wanted: str, *, now: datetime) -> int:
    keys = [entry.notification.key for entry in entries] if wanted == ALL else [wanted]
    with store.transaction() as tx:
        count = sum(tx.outbox.requeue(key, now=now) for key in keys)
    screen().print(f"Đã đưa {count} tin vào hàng chờ gửi lại.")
    return EXIT_DONE if count else EXIT_FAILURE


def _list_dead(plan: Plan, entries: Sequence[OutboxEntry]) -> int:
    console = screen()
    if not entries:
        console.print("Không có tin nào bị bỏ lại.")
        return EXIT_DONE
    table = Table("Mã tin", "Viết lúc", "Đơn vị", "Tin", "Vì sao", title="Tin không gửi được")
    for entry in entries:
        message = entry.notification
        cells = (message.key, show_time(message.created_at), unit_name(plan, message.unit), message.subject)
        table.add_row(*map(escape, (*cells, entry.last_error or "")))
    console.print(table)
    console.print("Gửi lại: `monitor alerts dead --requeue MÃ-TIN` hoặc `--requeue all`.", markup=False)
    return EXIT_DONE
