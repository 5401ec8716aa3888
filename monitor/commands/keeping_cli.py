"""The commands of the IT officer: checking, copying, bringing back and moving the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.core.settings import load_settings


def doctor(
    probe: Annotated[bool, typer.Option("--probe", help="Thử kết nối từng nguồn tin đang bật.")] = False,  # noqa: FBT002
) -> None:
    """Kiểm tra cấu hình, cơ sở dữ liệu, mô hình, kênh gửi và (nếu muốn) nguồn tin."""
    from monitor.commands import checking

    raise typer.Exit(checking.doctor(load_settings(), probe=probe))


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="Tệp ghi; mặc định là thư mục sao lưu.")] = None,
    with_secrets: Annotated[bool, typer.Option("--with-secrets", help="Gộp cả khóa ký; hãy cất thật kín.")] = False,  # noqa: FBT002
) -> None:
    """Sao lưu dữ liệu, kể cả khi hệ thống đang chạy: một tệp nén có bản kê, số lượng và dấu SHA-256."""
    from monitor.commands import keeping

    raise typer.Exit(keeping.backup(load_settings(), to=to, with_secrets=with_secrets))


def restore(
    path: Annotated[Path, typer.Argument(help="Tệp do «monitor backup» tạo.")],
    force: Annotated[bool, typer.Option("--force", help="Thay dữ liệu đang có; bản cũ được giữ lại.")] = False,  # noqa: FBT002
) -> None:
    """Phục hồi dữ liệu từ bản sao lưu, sau khi kiểm tra toàn bộ; dừng hệ thống trước khi chạy."""
    from monitor.commands import keeping

    raise typer.Exit(keeping.restore(load_settings(), path=path, force=force))


def migrate(
    source: Annotated[str, typer.Option("--from", help="Cơ sở dữ liệu đang dùng, ví dụ sqlite:///var/monitor.db.")],
    target: Annotated[str, typer.Option("--to", help="Nơi chuyển đến, còn trống: postgresql+psycopg://….")],
) -> None:
    """Chuyển toàn bộ dữ liệu sang cơ sở dữ liệu khác (SQLite sang PostgreSQL hoặc ngược lại), có kiểm tra từng bảng."""
    from monitor.commands import moving

    raise typer.Exit(moving.migrate(source, target))
