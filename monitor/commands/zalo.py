"""Commands for Zalo: link a person's chat, list the chats, bring tokens, say where Zalo is to call."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from alerts.channels.zalo_bot import ZaloBotChannel
from alerts.channels.zalo_tokens import LIFE
from alerts.links import load_or_create_secret
from alerts.replies import LINK_WORD
from alerts.tokens import TokenPair
from alerts.words import DELIVERY_CHANNELS
from monitor.channel_set import build_zalo_bot, oa_app, oa_shelf
from monitor.commands.records import EXIT_DONE, EXIT_FAILURE, EXIT_USAGE, screen
from monitor.core.clock import Clock, SystemClock, show_time
from monitor.core.config.plan_file import load_plan
from monitor.core.messaging import Chat
from monitor.core.notifications import DeliveryOutcome, Sent
from monitor.core.plan import Plan
from monitor.core.settings import Settings
from monitor.desk.machines.webhooks import BOT_PATH
from monitor.stages.parts import OPERATOR
from monitor.stages.replying import IssuedCode, issue_code, persons_of, unit_name
from monitor.store.audit import audit_key
from monitor.store.database import Store, open_store

LOOK_EVERY_S = 1.0
RUNS_IF_BEAT = timedelta(minutes=2)
"""`monitor run` wrote its beat so recently: it hears the bot, and this command only looks on."""


def link(
    settings: Settings,
    *,
    unit: str,
    person: str | None,
    wait: bool,
    clock: Clock | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> int:
    """Walk an officer through linking a chat: check the bot, make a code, tell the words to send, wait for them."""
    console, clock = screen(), clock or SystemClock()
    plan, bot = load_plan(settings.plan_path), build_zalo_bot(settings)
    try:
        problem = bot.check()
        if problem is not None:
            console.print(f"{problem} Hãy chạy `monitor doctor` để xem cần sửa gì.", markup=False)
            return EXIT_FAILURE
        with _opened(settings) as store:
            names = (settings.operator_name,) if unit == OPERATOR else _names(store, plan, unit)
            name = (names[0] if person is None else person) if names else ""
            if name not in names:
                _tell_names(console, plan, unit, names)
                return EXIT_USAGE
            secret = load_or_create_secret(settings.secret_file)
            issued = issue_code(store, secret, unit=unit, person=name, now=clock.now())
            if issued is None:
                console.print("Đơn vị này còn mã chưa dùng. Hãy dùng mã đó, hoặc đợi 15 phút rồi xin mã mới.")
                return EXIT_FAILURE
            _tell_steps(console, issued, unit_name(plan, unit))
            return _wait(console, store, issued, clock, pause=pause) if wait else EXIT_DONE
    finally:
        bot.close()


def chats(settings: Settings) -> int:
    """List the linked chats."""
    plan, console = load_plan(settings.plan_path), screen()
    with _opened(settings) as store, store.read() as tx:
        linked = tx.chats.linked()
    if not linked:
        console.print("Chưa có ai liên kết. Dùng `monitor zalo link --unit ĐƠN-VỊ`.", markup=False)
        return EXIT_DONE
    table = Table("Đơn vị", "Người", "Kênh", "Lần nhắn gần nhất", title="Người nhận cảnh báo qua trò chuyện")
    for chat in linked:
        channel = DELIVERY_CHANNELS.get(chat.channel, chat.channel)
        cells = (unit_name(plan, chat.unit or ""), chat.person or "", channel, show_time(chat.last_at))
        table.add_row(*map(escape, cells))
    console.print(table)
    return EXIT_DONE


def unlink(settings: Settings, *, unit: str, person: str) -> int:
    """Forget the chats of a person: nothing is sent there any more."""
    with _opened(settings) as store, store.transaction() as tx:
        found: tuple[Chat, ...] = tx.chats.of(unit, person)
        for chat in found:
            tx.chats.unlink(chat.channel, chat.chat)
            tx.audit.add(SystemClock().now(), unit, "unlink_chat", chat.channel, person)
    screen().print(f"Đã bỏ {len(found)} liên kết của {person}.", markup=False)
    return EXIT_DONE if found else EXIT_FAILURE


def token(settings: Settings, *, ask: Callable[[str], str], clock: Clock | None = None) -> int:
    """Keep a token pair of the Official Account, sealed. `ask` reads one without showing it."""
    console, now = screen(), (clock or SystemClock()).now()
    if oa_app(settings) is None:
        console.print("Hãy khai báo MONITOR_ZALO_OA_APP_ID và MONITOR_ZALO_OA_APP_SECRET trước.", markup=False)
        return EXIT_USAGE
    console.print(
        "Mở trang nhà phát triển Zalo, mục «Công cụ và hỗ trợ» → «API Explorer» → chọn «OA Access Token», "
        "rồi dán hai mã vào đây (không hiện ra khi dán)."
    )
    access, refresh = ask("Access token").strip(), ask("Refresh token").strip()
    if not access or not refresh or access == refresh:
        console.print("Cần đủ hai mã khác nhau. Chưa lưu gì.")
        return EXIT_USAGE
    with _opened(settings) as store:
        oa_shelf(settings, store).save(TokenPair(access, refresh, now, now + LIFE), now=now)
    console.print("Đã lưu (mã hóa). Hệ thống tự đổi mã khoảng 12 giờ một lần; `monitor doctor` cho biết tình trạng.")
    return EXIT_DONE


def webhook(settings: Settings, *, remove: bool) -> int:
    """Have Zalo call us with what people write to the bot, or stop that."""
    console, bot = screen(), build_zalo_bot(settings)
    try:
        outcome = bot.delete_webhook() if remove else _set_webhook(console, settings, bot)
    finally:
        bot.close()
    if outcome is None:
        return EXIT_USAGE
    if not isinstance(outcome, Sent):
        console.print(f"Chưa được: {outcome.reason}.", markup=False)
        return EXIT_FAILURE
    console.print("Xong. Hãy khởi động lại `monitor run`.", markup=False)
    return EXIT_DONE


def _set_webhook(console: Console, settings: Settings, bot: ZaloBotChannel) -> DeliveryOutcome | None:
    secret = settings.zalo_bot_webhook_secret
    if secret is None:
        console.print(f"Hãy khai báo MONITOR_ZALO_BOT_WEBHOOK_SECRET, ví dụ {secrets.token_urlsafe(24)}", markup=False)
        return None
    if not settings.base_url.startswith("https://"):
        console.print("Zalo chỉ gọi được địa chỉ https:// trên mạng ngoài; hãy khai báo MONITOR_BASE_URL như vậy.")
        return None
    return bot.set_webhook(settings.base_url + BOT_PATH, secret.get_secret_value())


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    store = open_store(settings.database_url)
    store.key_audit(audit_key(load_or_create_secret(settings.secret_file)))
    try:
        yield store
    finally:
        store.close()


def _names(store: Store, plan: Plan, unit: str) -> tuple[str, ...]:
    return persons_of(store, plan, unit) if plan.has_unit(unit) else ()


def _tell_names(console: Console, plan: Plan, unit: str, names: tuple[str, ...]) -> None:
    if not plan.has_unit(unit):
        console.print(f"Kế hoạch không có đơn vị «{unit}»; xem mã đơn vị trong plan.yaml.", markup=False)
        return
    console.print(f"Danh bạ của {plan.unit(unit).name} không có tên đó; đang có:", markup=False)
    for name in names:
        console.print(f"  {name}", markup=False)


def _tell_steps(console: Console, issued: IssuedCode, unit: str) -> None:
    console.print(f"Liên kết Zalo cho [bold]{escape(issued.code.person)}[/] ({escape(unit)}).")
    console.print("Trên điện thoại của người đó:")
    console.print("  1. Mở Zalo, tìm tên bot của Sở, bấm vào để trò chuyện.")
    console.print(f"  2. Nhắn đúng dòng này: [bold]{LINK_WORD} {issued.digits}[/]")
    console.print("  3. Đợi bot trả lời «Đã liên kết».")
    console.print(f"Mã dùng một lần, đến {show_time(issued.code.expires_at)}. Không chuyển mã cho người khác.")


def _wait(console: Console, store: Store, issued: IssuedCode, clock: Clock, *, pause: Callable[[float], object]) -> int:
    """Look until the chat is linked or the code has run out."""
    if not _product_runs(store, clock.now()):
        console.print("Lưu ý: `monitor run` chưa chạy, nên bot chưa nghe được tin nhắn. Hãy mở nó ở cửa sổ khác.")
    with console.status("Đang đợi tin nhắn…"):
        while clock.now() < issued.code.expires_at:
            with store.read() as tx:
                linked = [c for c in tx.chats.of(issued.code.unit, issued.code.person) if c.channel == "zalo"]
                used = tx.chats.was_used(issued.digest)
            if used and linked:
                console.print("[green]Đã liên kết.[/] Gửi thử bằng `monitor alerts test ĐƠN-VỊ`.")
                return EXIT_DONE
            pause(LOOK_EVERY_S)
    console.print("Mã đã hết hạn mà chưa ai nhắn. Hãy chạy lại lệnh này để lấy mã mới.")
    return EXIT_FAILURE


def _product_runs(store: Store, now: datetime) -> bool:
    with store.read() as tx:
        last = tx.meta.get("beat:gửi tin")
    return last is not None and now - datetime.fromisoformat(last) < RUNS_IF_BEAT
