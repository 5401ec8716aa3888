"""The commands `monitor retention`, `monitor person …`, `monitor privacy …`: declarations only; the work is beside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.core.persons import RequestKind
from monitor.core.settings import load_settings

person = typer.Typer(
    name="person", no_args_is_help=True, add_completion=False,
    help="Yêu cầu của một người về dữ liệu của họ: tìm, nhận yêu cầu, xuất bản sao, xóa (hai người).",
)  # fmt: skip
privacy = typer.Typer(
    name="privacy", no_args_is_help=True, add_completion=False, help="Dữ liệu cá nhân: hồ sơ đánh giá tác động."
)

Terms = Annotated[list[str], typer.Argument(help="Họ tên, số điện thoại, liên kết trang cá nhân; mỗi thứ một từ khóa.")]
Number = Annotated[int, typer.Argument(help="Số của yêu cầu, xem «monitor person list».")]
By = Annotated[str, typer.Option("--by", help="Tên đăng nhập của người thực hiện.")]


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ đếm, không xóa gì.")] = False,  # noqa: FBT002
) -> None:
    """Xóa nội dung tin đã quá thời hạn lưu giữ và không gắn với hồ sơ nào; số liệu giữ nguyên."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.retention(load_settings(), dry_run=dry_run))


@person.command("find")
def find(terms: Terms) -> None:
    """Tìm một người trong mọi thứ đã lưu, kèm đoạn chữ quanh chỗ tìm thấy."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.find(load_settings(), terms=terms))


@person.command("request")
def request(
    terms: Terms,
    by: By,
    kind: Annotated[RequestKind, typer.Option("--kind", help="export: xin bản sao; erase: xin xóa.")],
) -> None:
    """Ghi nhận một yêu cầu; hạn trả lời là hai ngày làm việc."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.take(load_settings(), terms=terms, kind=kind, login=by))


@person.command("list")
def listed() -> None:
    """Liệt kê các yêu cầu và hạn trả lời."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.list_requests(load_settings()))


@person.command("export")
def export(number: Number, by: By, output: Annotated[Path, typer.Option("--output", help="Tệp .zip cần ghi.")]) -> None:
    """Xuất những gì đã lưu về người yêu cầu thành tệp .zip."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.export(load_settings(), number=number, login=by, output=output))


@person.command("erase")
def erase(
    number: Number,
    by: By,
    confirm: Annotated[bool, typer.Option("--confirm", help="Người thứ hai xác nhận và xóa.")] = False,  # noqa: FBT002
) -> None:
    """Đề xuất xóa (người thứ nhất xem những chỗ sẽ che), rồi xác nhận xóa (người thứ hai, --confirm)."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.erase(load_settings(), number=number, login=by, confirm=confirm))


@person.command("refuse")
def refuse(
    number: Number,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Căn cứ từ chối; không ghi tên riêng.")],
) -> None:
    """Từ chối một yêu cầu, kèm căn cứ."""
    from monitor.commands import privacy as work

    raise typer.Exit(work.refuse(load_settings(), number=number, login=by, reason=reason))


@privacy.command("impact")
def impact(output: Annotated[Path, typer.Option("--output", help="Thư mục ghi tệp .docx.")] = Path()) -> None:
    """Lập hồ sơ đánh giá tác động xử lý dữ liệu cá nhân từ đúng cấu hình đang dùng."""
    from monitor.commands import privacy_impact

    raise typer.Exit(privacy_impact.write(load_settings(), output=output))
