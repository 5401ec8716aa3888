"""The commands that take in what people hand over: a link or text, an export, forwarded mails."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.core.settings import load_settings


def add(
    text: Annotated[str, typer.Argument(help="Liên kết của bài, hoặc nội dung tin, bài, phản ánh cần đưa vào.")],
    title: Annotated[str, typer.Option(help="Tiêu đề.")] = "",
    url: Annotated[str, typer.Option(help="Liên kết, khi đã chép sẵn nội dung.")] = "",
    source: Annotated[str, typer.Option(help="Thấy ở đâu, ví dụ «Nhóm Phụ huynh Ba Tri».")] = "",
    place: Annotated[str, typer.Option(help="Nơi xảy ra, ví dụ «Ba Tri».")] = "",
    at: Annotated[str | None, typer.Option(help="Đăng lúc nào, ví dụ «12/10/2022 08:30».")] = None,
    sender: Annotated[str, typer.Option(help="Đơn vị gửi vào.")] = "van-phong",
) -> None:
    """Đưa một tin do người gửi vào hệ thống (đường dẫn, bài đăng, phản ánh)."""
    from monitor.commands import adding

    asked = adding.Asked(text, title=title, url=url, source=source, place=place, at=at, sender=sender)
    raise typer.Exit(adding.add(load_settings(), asked))


def import_file(
    path: Annotated[Path, typer.Argument(help="Tệp CSV, XLSX, JSON hoặc JSON Lines xuất từ dịch vụ lắng nghe.")],
    mapping: Annotated[str | None, typer.Option("--mapping", help="Tên bảng ghép cột đã lưu.")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Trang tính; mặc định là trang đầu.")] = None,
    choices: Annotated[
        list[str] | None, typer.Option("--map", help="Ghép trường với cột, ví dụ «title=Tiêu đề»; lặp lại được.")
    ] = None,
    save_mapping: Annotated[str | None, typer.Option("--save-mapping", help="Lưu bảng ghép cột với tên này.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Nhập luôn, không hỏi lại.")] = False,  # noqa: FBT002
    sender: Annotated[str, typer.Option(help="Đơn vị đưa tệp vào.")] = "van-phong",
) -> None:
    """Nhập tệp xuất từ dịch vụ lắng nghe: đoán cột, cho xem năm dòng đầu, rồi xét từng dòng như mọi tin khác."""
    from monitor.commands import importing

    asked = importing.Asked(path, mapping, sheet, tuple(choices or ()), save_mapping, yes=yes, sender=sender)
    raise typer.Exit(importing.import_file(load_settings(), asked))


def mailbox(
    list_only: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê thư đang giữ lại, không đọc hộp thư.")] = False,  # noqa: FBT002
) -> None:
    """Đọc hộp thư đến và thư mục inbox một lượt; liệt kê thư đang giữ lại vì người gửi chưa có trong danh bạ."""
    from monitor.commands import mailbox as work

    raise typer.Exit(work.mailbox(load_settings(), list_only=list_only))
