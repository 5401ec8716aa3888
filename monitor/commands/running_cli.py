"""The commands that run the product, whole or in part, for real, on a recording or on a made-up city."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.options import Database, PlanFile, Port
from monitor.core.settings import load_settings


def poll(
    sources: Annotated[Path | None, typer.Option("--sources", help="Tệp nguồn tin.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Một lượt rồi dừng (cách chạy duy nhất của lệnh này).")] = True,  # noqa: ARG001, FBT002
    database: Database = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả thành một dòng JSON.")] = False,  # noqa: FBT002
) -> None:
    """Thu thập một lượt từ mọi nguồn đến hạn, phân loại và xét sự cố; không gửi tin nhắn."""
    from monitor.commands import running

    settings = load_settings()
    path = sources or settings.sources_path
    raise typer.Exit(running.poll(settings, sources_path=path, database=database, as_json=as_json))


def replay(
    stream: Annotated[str, typer.Argument(help="Tệp diễn biến (JSON Lines), hoặc -.")],
    events: Annotated[str, typer.Option("--events", help="Tệp ghi sự kiện, hoặc -.")] = "-",
    plan: PlanFile = None,
    database: Database = None,
) -> None:
    """Diễn lại một dòng tin theo đồng hồ ảo, ghi lại mọi quyết định và tin nhắn."""
    from monitor.commands import running

    raise typer.Exit(running.replay(load_settings(), stream=stream, events=events, plan_path=plan, database=database))


def drill(
    stream: Annotated[str, typer.Argument(help="Tệp diễn biến (JSON Lines), hoặc -.")],
    plan: PlanFile = None,
    speed: Annotated[float | None, typer.Option(help="Nhanh gấp mấy lần thời gian thật; bỏ trống: không chờ.")] = None,
    to: Annotated[list[str] | None, typer.Option(help="ĐƠN-VỊ=địa chỉ thư; chỉ gửi cho các đơn vị này.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Không gửi, chỉ xem ai nhận tin gì.")] = False,  # noqa: FBT002
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Mở trang diễn tập ở cổng này.")] = None,
) -> None:
    """Diễn tập: gửi cho người thật theo tệp diễn biến, mọi tin ghi «DIỄN TẬP»; kết thúc bằng phiếu chấm."""
    from monitor.commands import drilling

    asked = drilling.Asked(stream, plan, speed=speed, to=tuple(to or ()), dry_run=dry_run, port=port)
    raise typer.Exit(drilling.drill(load_settings(), asked))


def run(port: Port = 8080) -> None:
    """Chạy hệ thống: thu thập, phân loại, cảnh báo, báo cáo tuần, trang web trên máy này."""
    from monitor.commands import running

    raise typer.Exit(running.run(load_settings(), port=port))


def worker(
    queues: Annotated[str, typer.Option("--queues", help="collect,judge,deliver,clock; bỏ trống: tất cả.")] = "",
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="Số việc cùng lúc của tiến trình.")] = 8,
) -> None:
    """Một tiến trình làm việc trên PostgreSQL (chạy bao nhiêu cũng được, trên bao nhiêu máy cũng được)."""
    from monitor.commands import working

    raise typer.Exit(working.worker(load_settings(), queues=queues, concurrency=concurrency))


def scheduler() -> None:
    """Bộ hẹn giờ trên PostgreSQL: đến giờ thì giao việc, giao lại việc của tiến trình đã chết."""
    from monitor.commands import working

    raise typer.Exit(working.scheduler(load_settings()))


def web(port: Port = 8080) -> None:
    """Chỉ trang làm việc, trên PostgreSQL; thu thập và gửi tin do «monitor worker» làm."""
    from monitor.commands import working

    raise typer.Exit(working.web(load_settings(), port=port))


def demo(
    data: Annotated[Path | None, typer.Option("--data", help="Thư mục có city.yaml (bỏ trống: bộ có sẵn).")] = None,
    once: Annotated[bool, typer.Option("--once", help="Chạy hết diễn biến rồi dừng.")] = False,  # noqa: FBT002
    port: Port = 8080,
    speed: Annotated[float | None, typer.Option(help="Số phút ảo trôi qua trong một giây thật.")] = None,
) -> None:
    """Trình diễn trên một «thành phố báo chí» thu nhỏ ngay trong máy."""
    from monitor.commands import demonstrating

    settings = load_settings()
    folder = data or settings.demo_dir
    raise typer.Exit(demonstrating.demo(settings, folder=folder, once=once, port=port, speed=speed))


def sample_archive(
    database: Annotated[str, typer.Option("--database", help="Cơ sở dữ liệu mới, ví dụ sqlite:///mau.db.")],
    until: Annotated[str, typer.Option(help="Ngày kết thúc (không tính tuần chứa ngày này).")] = "2026-11-02",
    weeks: Annotated[int, typer.Option(min=1, max=1000, help="Số tuần.")] = 130,
    scale: Annotated[float, typer.Option(min=0.01, max=1000, help="1 là khoảng 400 tin một tuần.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Hạt giống ngẫu nhiên; cùng số thì cùng kho tin.")] = 0,
    stories_a_day: Annotated[
        int, typer.Option(min=0, help="Gom tin mỗi ngày của một chủ đề vào bấy nhiêu vụ việc (0: mỗi tin một vụ).")
    ] = 0,
) -> None:
    """Dựng một kho tin mẫu nhiều năm (văn bản tự viết) để thử báo cáo, dự báo và trang làm việc."""
    from monitor.commands import sampling

    settings = load_settings()
    raise typer.Exit(
        sampling.sample_archive(
            settings,
            database=database,
            weeks=weeks,
            until=until,
            scale=scale,
            seed=seed,
            city=settings.demo_dir,
            stories_a_day=stories_a_day,
        )
    )
