"""The `monitor` command: declarations only; the work is in `monitor.commands`.

Records go to standard output, progress and logs to standard error. Exit status: 0 done, 1 failure, 2 usage or settings,
3 done but some lines refused.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.commands import messaging_cli, privacy_cli
from monitor.commands.case_acts import case
from monitor.commands.press_duties import press
from monitor.commands.records import EXIT_FAILURE, EXIT_USAGE
from monitor.core.errors import ConfigError, MonitorError, RecordError, StorageError, StorageTrouble
from monitor.core.settings import Settings, load_settings
from monitor.logs import set_up_logging

cli = typer.Typer(
    name="monitor", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
    help="Giám sát báo chí, mạng xã hội và phát hiện sự cố truyền thông của ngành giáo dục.",
)  # fmt: skip

Input = Annotated[str, typer.Option("--input", help="Tệp JSON Lines, hoặc - để đọc từ đầu vào chuẩn.")]
Output = Annotated[str, typer.Option("--output", help="Tệp ghi kết quả, hoặc - để ghi ra đầu ra chuẩn.")]
PlanFile = Annotated[Path | None, typer.Option("--plan", help="Tệp kế hoạch; mặc định là plan.yaml của thư mục chính.")]
Models = Annotated[Path | None, typer.Option("--models", help="Thư mục mô hình; thiếu tác vụ nào dùng bản kèm sẵn.")]
Database = Annotated[str | None, typer.Option("--database", help="Địa chỉ cơ sở dữ liệu, ví dụ sqlite:///tep.db.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Cổng của trang web trên máy này.")]


@cli.callback()
def root(verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Ghi nhật ký chi tiết.")] = False) -> None:  # noqa: FBT002 - a flag
    """Set logging up: in English, for the IT officer."""
    try:
        settings = _settings()
    except ConfigError:  # whichever command needs them says what is wrong with them
        set_up_logging(verbose=verbose)
    else:
        set_up_logging(verbose=verbose, as_json=settings.log_format == "json", file=settings.log_file)


@cli.command()
def classify(source: Input = "-", target: Output = "-", plan: PlanFile = None, models: Models = None) -> None:
    """Gán nhãn từng tin: chủ đề, loại sự cố, sắc thái, mức độ, địa bàn, kèm lý do."""
    from monitor.commands import items

    _exit(items.classify(_settings(), source=source, target=target, plan_path=plan, models=models))


@cli.command()
def stories(source: Input = "-", target: Output = "-") -> None:
    """Gom các tin cùng một sự việc thành câu chuyện; nhận ra tin sao chép."""
    from monitor.commands import items

    _exit(items.stories(_settings(), source=source, target=target))


@cli.command()
def feed(
    path: Annotated[Path, typer.Argument(help="Tệp RSS/Atom.")],
    url: Annotated[str | None, typer.Option(help="Địa chỉ gốc của tệp, để hiểu liên kết tương đối.")] = None,
) -> None:
    """Đọc một tệp RSS/Atom và in các mục tin."""
    from monitor.commands import items

    _exit(items.feed(path=path, url=url, target="-"))


@cli.command()
def extract(source: Input = "-", target: Output = "-") -> None:
    """Đọc trang báo: lấy tiêu đề, sapô, nội dung, thời gian đăng."""
    from monitor.commands import items

    _exit(items.extract_pages(source=source, target=target, sources=_sources_if_any()))


@cli.command()
def export(
    since: Annotated[str | None, typer.Option(help="Từ thời điểm này (ISO 8601).")] = None,
    until: Annotated[str | None, typer.Option(help="Đến trước thời điểm này (ISO 8601).")] = None,
    database: Database = None,
    target: Output = "-",
) -> None:
    """Xuất các tin đã lưu, dùng được cho replay và classify."""
    from monitor.commands import items

    _exit(items.export(_settings(), since=since, until=until, database=database, target=target))


@cli.command()
def poll(
    sources: Annotated[Path | None, typer.Option("--sources", help="Tệp nguồn tin.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Một lượt rồi dừng (cách chạy duy nhất của lệnh này).")] = True,  # noqa: ARG001, FBT002
    database: Database = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả thành một dòng JSON.")] = False,  # noqa: FBT002
) -> None:
    """Thu thập một lượt từ mọi nguồn đến hạn, phân loại và xét sự cố; không gửi tin nhắn."""
    from monitor.commands import running

    settings = _settings()
    path = sources or settings.sources_path
    _exit(running.poll(settings, sources_path=path, database=database, as_json=as_json))


@cli.command()
def replay(
    stream: Annotated[str, typer.Argument(help="Tệp diễn biến (JSON Lines), hoặc -.")],
    events: Annotated[str, typer.Option("--events", help="Tệp ghi sự kiện, hoặc -.")] = "-",
    plan: PlanFile = None,
    database: Database = None,
) -> None:
    """Diễn lại một dòng tin theo đồng hồ ảo, ghi lại mọi quyết định và tin nhắn."""
    from monitor.commands import running

    _exit(running.replay(_settings(), stream=stream, events=events, plan_path=plan, database=database))


@cli.command()
def explain(
    subject: Annotated[str, typer.Argument(help="Mã sự cố hoặc mã tin.")],
    database: Database = None,
    plan: PlanFile = None,
) -> None:
    """Giải thích một sự cố (vì sao xếp mức, báo ai, không báo ai) hoặc vì sao một tin không báo động."""
    from monitor.commands import explaining

    _exit(explaining.explain(_settings(), subject=subject, database=database, plan_path=plan))


@cli.command()
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
    _exit(drilling.drill(_settings(), asked))


@cli.command()
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

    _exit(learning.train(_settings(), task=task, data=data, labels=labels, models=models, plan_path=plan, seed=seed))


@cli.command()
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
    _exit(learning.learn(_settings(), asked))


@cli.command()
def evaluate(
    gold: Annotated[str, typer.Option(help="Tệp tin đã gán nhãn đúng (JSON Lines).")],
    labels: Annotated[str | None, typer.Option(help="Tệp nhãn riêng, nối theo id.")] = None,
    models: Models = None,
    plan: PlanFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,  # noqa: FBT002
) -> None:
    """Đo chất lượng phân loại so với nhãn đúng, kèm khoảng tin cậy 95 %."""
    from monitor.commands import learning

    _exit(learning.evaluate(_settings(), gold=gold, labels=labels, models=models, plan_path=plan, as_json=as_json))


@cli.command()
def report(
    kind: Annotated[str, typer.Argument(help="weekly | monthly | quick | yearly | unit | claim")],
    day: Annotated[str, typer.Option("--for", help="Một ngày trong kỳ báo cáo, ví dụ 2022-10-12.")],
    output: Annotated[Path, typer.Option(help="Thư mục ghi báo cáo.")],
    incident: Annotated[str | None, typer.Option(help="Mã sự cố, cho quick và claim.")] = None,
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị, cho unit.")] = None,
    database: Database = None,
    pdf: Annotated[bool, typer.Option(help="Kèm bản PDF khi máy có LibreOffice.")] = True,  # noqa: FBT002
) -> None:
    """Lập báo cáo cho kỳ chứa ngày đã chọn."""
    from monitor.commands import reporting

    asked = reporting.Asked(kind=kind, day=day, incident=incident, unit=unit)
    _exit(reporting.report(_settings(), asked, output=output, database=database, pdf=pdf))


@cli.command()
def run(port: Port = 8080) -> None:
    """Chạy hệ thống: thu thập, phân loại, cảnh báo, báo cáo tuần, trang web trên máy này."""
    from monitor.commands import running

    _exit(running.run(_settings(), port=port))


@cli.command()
def worker(
    queues: Annotated[str, typer.Option("--queues", help="collect,judge,deliver,clock; bỏ trống: tất cả.")] = "",
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, help="Số việc cùng lúc của tiến trình.")] = 8,
) -> None:
    """Một tiến trình làm việc trên PostgreSQL (chạy bao nhiêu cũng được, trên bao nhiêu máy cũng được)."""
    from monitor.commands import working

    _exit(working.worker(_settings(), queues=queues, concurrency=concurrency))


@cli.command()
def scheduler() -> None:
    """Bộ hẹn giờ trên PostgreSQL: đến giờ thì giao việc, giao lại việc của tiến trình đã chết."""
    from monitor.commands import working

    _exit(working.scheduler(_settings()))


@cli.command()
def web(port: Port = 8080) -> None:
    """Chỉ trang làm việc, trên PostgreSQL; thu thập và gửi tin do «monitor worker» làm."""
    from monitor.commands import working

    _exit(working.web(_settings(), port=port))


@cli.command()
def demo(
    data: Annotated[Path | None, typer.Option("--data", help="Thư mục có city.yaml (bỏ trống: bộ có sẵn).")] = None,
    once: Annotated[bool, typer.Option("--once", help="Chạy hết diễn biến rồi dừng.")] = False,  # noqa: FBT002
    port: Port = 8080,
    speed: Annotated[float | None, typer.Option(help="Số phút ảo trôi qua trong một giây thật.")] = None,
) -> None:
    """Trình diễn trên một «thành phố báo chí» thu nhỏ ngay trong máy."""
    from monitor.commands import demonstrating

    settings = _settings()
    folder = data or settings.demo_dir
    _exit(demonstrating.demo(settings, folder=folder, once=once, port=port, speed=speed))


@cli.command("sample-archive")
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

    settings = _settings()
    _exit(
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


@cli.command()
def doctor(
    probe: Annotated[bool, typer.Option("--probe", help="Thử kết nối từng nguồn tin đang bật.")] = False,  # noqa: FBT002
) -> None:
    """Kiểm tra cấu hình, cơ sở dữ liệu, mô hình, kênh gửi và (nếu muốn) nguồn tin."""
    from monitor.commands import checking

    _exit(checking.doctor(_settings(), probe=probe))


sources = typer.Typer(
    name="sources", invoke_without_command=True, add_completion=False,
    help="Các nguồn tin: liệt kê kèm tình trạng, thêm nguồn mới, thử tất cả.",
)  # fmt: skip
cli.add_typer(sources)
SourcesFile = Annotated[Path | None, typer.Option("--sources", help="Tệp nguồn tin.")]


@sources.callback()
def list_sources(context: typer.Context, path: SourcesFile = None) -> None:
    """Liệt kê các nguồn tin được khai báo và tình trạng từng nguồn."""
    if context.invoked_subcommand is not None:
        context.obj = path
        return
    from monitor.commands import sources as work

    settings = _settings()
    _exit(work.list_sources(settings, path=path or settings.sources_path))


@sources.command("add")
def add_source(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Địa chỉ trang chủ, chuyên mục hoặc RSS của nguồn.")],
    source_id: Annotated[str | None, typer.Option("--id", help="Mã nguồn; mặc định lấy từ tên miền.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Tên hiển thị.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="Kênh, ví dụ press-local.")] = None,
    path: SourcesFile = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không ghi vào tệp.")] = False,  # noqa: FBT002
) -> None:
    """Tìm RSS, sơ đồ trang hoặc trang chuyên mục của một nguồn, cho xem mười tin đầu rồi ghi vào sources.yaml."""
    from monitor.commands import sources as work

    settings = _settings()
    target = path or context.obj or settings.sources_path
    asked = work.Asked(url, source_id=source_id, name=name, channel=channel, dry_run=dry_run)
    _exit(work.add_source(settings, asked, path=target))


@sources.command("check")
def check_sources(context: typer.Context, path: SourcesFile = None) -> None:
    """Thử từng nguồn đang bật một lần; kết thúc bằng 1 nếu có nguồn không đọc được."""
    from monitor.commands import sources as work

    settings = _settings()
    _exit(work.check_sources(settings, path=path or context.obj or settings.sources_path))


cli.add_typer(messaging_cli.alerts)
cli.add_typer(messaging_cli.zalo)

accounts = typer.Typer(name="accounts", no_args_is_help=True, add_completion=False, help="Tài khoản của trang web.")
cli.add_typer(accounts)


@accounts.command("list")
def list_accounts() -> None:
    """Liệt kê tài khoản, vai trò và lần đăng nhập cuối."""
    from monitor.commands import accounts as work

    _exit(work.list_accounts(_settings()))


@accounts.command("add")
def add_account(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập, ví dụ lan.nguyen.")],
    name: Annotated[str, typer.Option("--name", help="Họ tên.")],
    role: Annotated[str, typer.Option(help="quan-tri, truc-tin, nguoi-phat-ngon, lanh-dao, don-vi hoặc chi-xem.")],
    unit: Annotated[str, typer.Option(help="Mã đơn vị; cần cho vai trò don-vi.")] = "",
) -> None:
    """Thêm tài khoản và in liên kết đặt mật khẩu dùng một lần."""
    from monitor.commands import accounts as work

    _exit(work.add_account(_settings(), login=login, name=name, role=role, unit=unit))


@accounts.command("link")
def reset_account(login: Annotated[str, typer.Argument(help="Tên đăng nhập.")]) -> None:
    """In liên kết đặt mật khẩu mới; mở khóa và tắt mã xác thực của tài khoản."""
    from monitor.commands import accounts as work

    _exit(work.reset_account(_settings(), login=login))


audit = typer.Typer(name="audit", no_args_is_help=True, add_completion=False, help="Nhật ký kiểm toán của trang web.")
cli.add_typer(audit)


@audit.command("verify")
def verify_audit(
    anchor: Annotated[str, typer.Option("--anchor", help="Dấu đã chép ra sổ (monitor audit anchor).")] = "",
) -> None:
    """Kiểm tra chuỗi dấu của nhật ký; kết thúc bằng 1 nếu có dòng bị sửa, xóa hay chèn."""
    from monitor.commands import accounts as work

    _exit(work.verify_audit(_settings(), anchor=anchor))


@audit.command("anchor")
def show_anchor() -> None:
    """In dấu của dòng cuối nhật ký, để chép ra sổ mỗi tuần và đối chiếu về sau."""
    from monitor.commands import accounts as work

    _exit(work.show_anchor(_settings()))


@cli.command()
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
    _exit(adding.add(_settings(), asked))


@cli.command("import")
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
    _exit(importing.import_file(_settings(), asked))


@cli.command()
def backup(
    to: Annotated[Path | None, typer.Option("--to", help="Tệp ghi; mặc định là thư mục sao lưu.")] = None,
    with_secrets: Annotated[bool, typer.Option("--with-secrets", help="Gộp cả khóa ký; hãy cất thật kín.")] = False,  # noqa: FBT002
) -> None:
    """Sao lưu dữ liệu, kể cả khi hệ thống đang chạy: một tệp nén có bản kê, số lượng và dấu SHA-256."""
    from monitor.commands import keeping

    _exit(keeping.backup(_settings(), to=to, with_secrets=with_secrets))


@cli.command()
def restore(
    path: Annotated[Path, typer.Argument(help="Tệp do «monitor backup» tạo.")],
    force: Annotated[bool, typer.Option("--force", help="Thay dữ liệu đang có; bản cũ được giữ lại.")] = False,  # noqa: FBT002
) -> None:
    """Phục hồi dữ liệu từ bản sao lưu, sau khi kiểm tra toàn bộ; dừng hệ thống trước khi chạy."""
    from monitor.commands import keeping

    _exit(keeping.restore(_settings(), path=path, force=force))


@cli.command()
def migrate(
    source: Annotated[str, typer.Option("--from", help="Cơ sở dữ liệu đang dùng, ví dụ sqlite:///var/monitor.db.")],
    target: Annotated[str, typer.Option("--to", help="Nơi chuyển đến, còn trống: postgresql+psycopg://….")],
) -> None:
    """Chuyển toàn bộ dữ liệu sang cơ sở dữ liệu khác (SQLite sang PostgreSQL hoặc ngược lại), có kiểm tra từng bảng."""
    from monitor.commands import moving

    _exit(moving.migrate(source, target))


@cli.command()
def trace(
    item: Annotated[str, typer.Argument(help="Mã tin.")],
    database: Database = None,
) -> None:
    """Kể toàn bộ đường đi của một tin kèm giờ: từ lúc đọc nguồn đến lúc người nhận xác nhận."""
    from monitor.commands import tracing

    _exit(tracing.trace(_settings(), item_id=item, database=database))


@cli.command()
def mailbox(
    list_only: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê thư đang giữ lại, không đọc hộp thư.")] = False,  # noqa: FBT002
) -> None:
    """Đọc hộp thư đến và thư mục inbox một lượt; liệt kê thư đang giữ lại vì người gửi chưa có trong danh bạ."""
    from monitor.commands import mailbox as work

    _exit(work.mailbox(_settings(), list_only=list_only))


def _settings() -> Settings:
    return load_settings()


def _sources_if_any() -> tuple:  # type: ignore[type-arg]
    from monitor.core.config.sources_file import load_sources

    settings = _settings()
    return load_sources(settings.sources_path) if settings.sources_path.exists() else ()


def _told_of_storage(error: StorageError) -> str:
    """What ails the database and the way back; a request that was wrong is told as such."""
    from monitor.commands import keeping

    if error.trouble is StorageTrouble.OTHER:
        return f"Không thực hiện được: {error}"
    return keeping.explain_trouble(error, _settings())


def _exit(code: int) -> None:
    raise typer.Exit(code)


cli.add_typer(case)
cli.add_typer(press)
cli.command("retention")(privacy_cli.retention)
cli.add_typer(privacy_cli.person)
cli.add_typer(privacy_cli.privacy)


def main() -> None:
    """Run the command; settings faults are listed in Vietnamese and end with status 2."""
    try:
        cli()
    except ConfigError as error:
        sys.stderr.write(f"Cấu hình có {len(error.faults)} lỗi:\n")
        for fault in error.faults:
            sys.stderr.write(f"  {fault}\n")
        sys.exit(EXIT_USAGE)
    except RecordError as error:
        sys.stderr.write(f"Dữ liệu vào không dùng được: {error}\n")
        sys.exit(EXIT_USAGE)
    except StorageError as error:
        sys.stderr.write(f"{_told_of_storage(error)}\n")
        sys.exit(EXIT_FAILURE)
    except MonitorError as error:
        sys.stderr.write(f"Không thực hiện được: {error}\n")
        sys.exit(EXIT_FAILURE)
    except FileNotFoundError as error:
        sys.stderr.write(f"Không tìm thấy tệp: {error.filename}\n")
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the records left: there is nobody to tell
        sys.exit(EXIT_FAILURE)
    except OSError as error:
        sys.stderr.write(f"Không mở được {error.filename or 'tệp'}: {error.strerror}\n")
        sys.exit(EXIT_USAGE)


if __name__ == "__main__":
    main()
