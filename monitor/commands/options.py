"""Arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Input = Annotated[str, typer.Option("--input", help="Tệp JSON Lines, hoặc - để đọc từ đầu vào chuẩn.")]
Output = Annotated[str, typer.Option("--output", help="Tệp ghi kết quả, hoặc - để ghi ra đầu ra chuẩn.")]
PlanFile = Annotated[Path | None, typer.Option("--plan", help="Tệp kế hoạch; mặc định là plan.yaml của thư mục chính.")]
Models = Annotated[Path | None, typer.Option("--models", help="Thư mục mô hình; thiếu tác vụ nào dùng bản kèm sẵn.")]
Database = Annotated[str | None, typer.Option("--database", help="Địa chỉ cơ sở dữ liệu, ví dụ sqlite:///tep.db.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Cổng của trang web trên máy này.")]
