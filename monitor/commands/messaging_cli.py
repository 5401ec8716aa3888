"""The commands `monitor alerts …` and `monitor zalo …`: declarations only; the work is beside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.core.settings import load_settings

alerts = typer.Typer(
    name="alerts", no_args_is_help=True, add_completion=False,
    help="Tin cảnh báo: xem mẫu, gửi thử, tin không gửi được.",
)  # fmt: skip
zalo = typer.Typer(
    name="zalo", no_args_is_help=True, add_completion=False,
    help="Zalo: liên kết người nhận, mã truy cập của OA, địa chỉ nhận tin nhắn.",
)  # fmt: skip


@alerts.command("preview")
def preview(
    kind: Annotated[str | None, typer.Option("--kind", help="Chỉ một loại tin, ví dụ push.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="Chỉ một kênh, ví dụ zalo.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Ghi thành tệp vào thư mục này.")] = None,
) -> None:
    """Xem mọi mẫu tin trên một sự cố giả định, đúng như từng kênh sẽ gửi."""
    from monitor.commands import alerting

    raise typer.Exit(alerting.preview(load_settings(), kind=kind, channel=channel, folder=output))


@alerts.command("test")
def trial(unit: Annotated[str, typer.Argument(help="Mã đơn vị, ví dụ van-phong.")]) -> None:
    """Gửi thử cho người trực của đơn vị, qua mọi kênh tới được người đó."""
    from monitor.commands import alerting

    raise typer.Exit(alerting.trial(load_settings(), unit=unit))


@alerts.command("dead")
def dead(
    requeue: Annotated[str | None, typer.Option("--requeue", help="Mã tin cần gửi lại, hoặc all.")] = None,
) -> None:
    """Liệt kê tin không gửi được bằng kênh nào; gửi lại nếu muốn."""
    from monitor.commands import alerting

    raise typer.Exit(alerting.dead(load_settings(), requeue=requeue))


@zalo.command("link")
def link(
    unit: Annotated[str | None, typer.Option("--unit", help="Mã đơn vị, ví dụ van-phong.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Tên trong danh bạ; mặc định người trực.")] = None,
    operator: Annotated[bool, typer.Option("--operator", help="Liên kết người quản trị hệ thống.")] = False,  # noqa: FBT002
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Đợi đến khi liên kết xong.")] = True,  # noqa: FBT002
) -> None:
    """Hướng dẫn từng bước để một người nhận cảnh báo qua Zalo."""
    from monitor.commands import zalo as work
    from monitor.stages.parts import OPERATOR

    if (unit is None) is not operator:
        raise typer.BadParameter("cần --unit ĐƠN-VỊ hoặc --operator")
    raise typer.Exit(work.link(load_settings(), unit=unit or OPERATOR, person=person, wait=wait))


@zalo.command("chats")
def chats() -> None:
    """Liệt kê những người đã liên kết."""
    from monitor.commands import zalo as work

    raise typer.Exit(work.chats(load_settings()))


@zalo.command("unlink")
def unlink(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị.")],
    person: Annotated[str, typer.Option("--person", help="Tên như trong `monitor zalo chats`.")],
) -> None:
    """Bỏ liên kết của một người: không gửi tới trò chuyện đó nữa."""
    from monitor.commands import zalo as work

    raise typer.Exit(work.unlink(load_settings(), unit=unit, person=person))


@zalo.command("token")
def token() -> None:
    """Lưu mã truy cập của Zalo OA (mã hóa); chạy khi bắt đầu và khi hệ thống báo phải cấp lại."""
    from monitor.commands import zalo as work

    raise typer.Exit(work.token(load_settings(), ask=lambda name: typer.prompt(name, hide_input=True)))


@zalo.command("webhook")
def webhook(
    remove: Annotated[bool, typer.Option("--remove", help="Thôi để Zalo gọi tới.")] = False,  # noqa: FBT002
) -> None:
    """Đăng ký để Zalo báo ngay khi có người nhắn cho bot (cần địa chỉ https:// trên mạng ngoài)."""
    from monitor.commands import zalo as work

    raise typer.Exit(work.webhook(load_settings(), remove=remove))
