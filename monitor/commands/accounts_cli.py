"""The commands `monitor accounts …` and `monitor audit …`: declarations only; the work is beside."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.core.settings import load_settings

accounts = typer.Typer(name="accounts", no_args_is_help=True, add_completion=False, help="Tài khoản của trang web.")

audit = typer.Typer(name="audit", no_args_is_help=True, add_completion=False, help="Nhật ký kiểm toán của trang web.")


@accounts.command("list")
def list_accounts() -> None:
    """Liệt kê tài khoản, vai trò và lần đăng nhập cuối."""
    from monitor.commands import accounts as work

    raise typer.Exit(work.list_accounts(load_settings()))


@accounts.command("add")
def add_account(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập, ví dụ lan.nguyen.")],
    name: Annotated[str, typer.Option("--name", help="Họ tên.")],
    role: Annotated[str, typer.Option(help="quan-tri, truc-tin, nguoi-phat-ngon, lanh-dao, don-vi hoặc chi-xem.")],
    unit: Annotated[str, typer.Option(help="Mã đơn vị; cần cho vai trò don-vi.")] = "",
) -> None:
    """Thêm tài khoản và in liên kết đặt mật khẩu dùng một lần."""
    from monitor.commands import accounts as work

    raise typer.Exit(work.add_account(load_settings(), login=login, name=name, role=role, unit=unit))


@accounts.command("link")
def reset_account(login: Annotated[str, typer.Argument(help="Tên đăng nhập.")]) -> None:
    """In liên kết đặt mật khẩu mới; mở khóa và tắt mã xác thực của tài khoản."""
    from monitor.commands import accounts as work

    raise typer.Exit(work.reset_account(load_settings(), login=login))


@audit.command("verify")
def verify_audit(
    anchor: Annotated[str, typer.Option("--anchor", help="Dấu đã chép ra sổ (monitor audit anchor).")] = "",
) -> None:
    """Kiểm tra chuỗi dấu của nhật ký; kết thúc bằng 1 nếu có dòng bị sửa, xóa hay chèn."""
    from monitor.commands import accounts as work

    raise typer.Exit(work.verify_audit(load_settings(), anchor=anchor))


@audit.command("anchor")
def show_anchor() -> None:
    """In dấu của dòng cuối nhật ký, để chép ra sổ mỗi tuần và đối chiếu về sau."""
    from monitor.commands import accounts as work

    raise typer.Exit(work.show_anchor(load_settings()))
