"""The commands that train, compare and measure the models: declarations only; the work is beside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.options import Database, Models, PlanFile
from monitor.core.settings import load_settings


def train(
    task: Annotated[str, typer.Option(help="relevance, themes, incident_types, sentiment hoặc good_news.")],
    data: Annotated[str, typer.Option(help="Tệp tin đã gán nhãn (JSON Lines).")],
    models: Annotated[Path, typer.Option(help="Thư mục ghi mô hình.")],
    labels: Annotated[str | None, typer.Option(help="Tệp nhãn riêng, nối theo id.")] = None,
    plan: PlanFile = None,
    seed: Annotated[int, typer.Option(help="Hạt giống ngẫu nhiên.")] = 0,
) -> None:
    """Huấn luyện một tác vụ phân loại và in kết quả trên phần giữ lại."""
    from monitor.commands import learning

    raise typer.Exit(
        learning.train(load_settings(), task=task, data=data, labels=labels, models=models, plan_path=plan, seed=seed)
    )


def learn(
    task: Annotated[list[str] | None, typer.Option(help="Chỉ các tác vụ này; bỏ trống: tất cả.")] = None,
    database: Database = None,
    back: Annotated[bool, typer.Option("--back", help="Quay lại các mô hình trước lần thay gần nhất.")] = False,  # noqa: FBT002
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ so sánh và báo cáo, không thay mô hình.")] = False,  # noqa: FBT002
    seed: Annotated[int, typer.Option(help="Hạt giống ngẫu nhiên.")] = 0,
) -> None:
    """Học từ nhãn cán bộ đã sửa: so bản mới với bản đang dùng, chỉ thay khi tốt hơn; bản cũ được giữ lại."""
    from monitor.commands import learning

    asked = learning.AskedToLearn(tuple(task or ()), database, back=back, dry_run=dry_run, seed=seed)
    raise typer.Exit(learning.learn(load_settings(), asked))


def evaluate(
    gold: Annotated[str, typer.Option(help="Tệp tin đã gán nhãn đúng (JSON Lines).")],
    labels: Annotated[str | None, typer.Option(help="Tệp nhãn riêng, nối theo id.")] = None,
    models: Models = None,
    plan: PlanFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,  # noqa: FBT002
) -> None:
    """Đo chất lượng phân loại so với nhãn đúng, kèm khoảng tin cậy 95 %."""
    from monitor.commands import learning

    raise typer.Exit(
        learning.evaluate(load_settings(), gold=gold, labels=labels, models=models, plan_path=plan, as_json=as_json)
    )
