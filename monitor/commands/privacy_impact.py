"""`monitor privacy impact`: the file on the impact of processing personal data, from what is configured, as .docx.

What the machine knows is stated as it is set on this installation (sources, retention, channels, safeguards); what only
the office can judge is left open. The legal basis of a source follows from its kind; its own `consent` is cited.
Law: NĐ 13/2023/NĐ-CP Đ.17, 20, 24 (to 2025-12-31); Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP from 2026-01-01.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from monitor.commands.records import EXIT_DONE, screen
from monitor.core.clock import SystemClock, local_date
from monitor.core.config.plan_file import load_plan
from monitor.core.config.sources_file import load_sources
from monitor.core.plan import Plan
from monitor.core.settings import Settings
from monitor.core.sources import Source, SourceKind
from monitor.reports.files import write_document
from monitor.reports.official.blocks import OPEN_PLACE, Grid, Heading, OfficialDocument, Paragraph
from monitor.reports.official.bodies import Bodies, load_bodies
from monitor.reports.official.docx import to_docx

NEW_LAW_FROM = date(2026, 1, 1)
_PRESS = "Tin, bài đã công bố"
_POSTS = "Bài đăng công khai; tên tài khoản cá nhân chỉ lưu dạng mã băm"
_KIND_WORDS = {
    SourceKind.RSS: "báo, trang tin", SourceKind.ATOM: "báo, trang tin", SourceKind.SITEMAP: "báo, trang tin",
    SourceKind.HTML: "báo, trang tin",
    SourceKind.TELEGRAM: "kênh Telegram công khai", SourceKind.YOUTUBE: "kênh YouTube",
    SourceKind.YOUTUBE_COMMENTS: "bình luận YouTube", SourceKind.FORUM: "diễn đàn",
    SourceKind.FACEBOOK: "trang Facebook",
    SourceKind.THREADS: "tìm kiếm Threads", SourceKind.REDDIT: "Reddit", SourceKind.GOOGLE: "tìm kiếm Google",
}  # fmt: skip
_MASKED = (
    "Tên người, số điện thoại, số giấy tờ, tài khoản, địa chỉ được che ngoài màn hình xử lý; xem bản gốc phải nêu lý "
    "do và bị ghi nhật ký."
)
_PEOPLE = frozenset(
    {SourceKind.TELEGRAM, SourceKind.YOUTUBE_COMMENTS, SourceKind.FORUM, SourceKind.THREADS, SourceKind.REDDIT}
)
"""Kinds by which private persons write."""


def write(settings: Settings, *, output: Path) -> int:
    """Write the file of today into a folder and print its path."""
    today = local_date(SystemClock().now())
    document = impact_document(
        settings, load_plan(settings.plan_path), load_sources(settings.sources_path),
        load_bodies(settings.bodies_path), today=today,
    )  # fmt: skip
    path = write_document(output, f"danh-gia-tac-dong-du-lieu-ca-nhan-{today}.docx", to_docx(document))
    screen().print(str(path), soft_wrap=True, highlight=False)
    return EXIT_DONE


def impact_document(
    settings: Settings, plan: Plan, sources: Sequence[Source], bodies: Bodies, *, today: date
) -> OfficialDocument:
    """Build the document from what is configured."""
    return OfficialDocument(
        body=bodies.department(today),
        kind="HỒ SƠ",
        kind_code="HS",
        subject="Đánh giá tác động xử lý dữ liệu cá nhân trong giám sát truyền thông về giáo dục",
        year=today.year,
        addressees=(),
        grounds=(_ground(today),),
        blocks=(
            Heading("I. Mục đích và căn cứ"),
            Paragraph(
                "Theo dõi thông tin công khai về giáo dục để phát hiện sự cố, trả lời và phát ngôn đúng hạn, theo "
                f"{plan.name}. Không lập hồ sơ về cá nhân, không theo dõi một người qua nhiều bài đăng, không phân "
                "loại người theo quan điểm."
            ),
            Paragraph(_basis(today)),
            Heading("II. Nguồn dữ liệu"),
            _sources(sources, settings),
            Heading("III. Dữ liệu, thời hạn, người nhận"),
            *_handling(settings, plan),
            Heading("IV. Biện pháp bảo vệ đang áp dụng"),
            *(Paragraph(line, dash=True) for line in safeguards(settings)),
            Heading("V. Rủi ro còn lại và đánh giá"),
            Paragraph(
                "Bài đăng công khai có thể chứa tên trẻ em; việc che tên tự động không thể đúng tuyệt đối.", dash=True
            ),
            Paragraph("Bản sao lưu giữ nội dung cũ cho đến khi bị bản mới thay thế.", dash=True),
            OPEN_PLACE,
        ),
        signature=bodies.signature("impact"),
        recipients=("Giám đốc Sở (để b/c)", "Lưu: VT, VP"),
    )


def safeguards(settings: Settings) -> list[str]:
    """What protects the data on this installation, as it is set."""
    kept = settings.retention_days
    database = "PostgreSQL" if settings.database_url.startswith("postgres") else "tệp trên máy chủ của Sở"
    backups = f"giữ {settings.backup_keep} bản gần nhất" if settings.backup_keep else "đã tắt"
    lines = [
        _MASKED,
        "Tên tài khoản cá nhân được băm bằng khóa riêng trước khi lưu.",
        f"Nội dung quá {kept} ngày được xóa, trừ tin gắn với hồ sơ." if kept
        else "Chưa đặt thời hạn xóa nội dung (MONITOR_RETENTION_DAYS=0): cần nêu lý do giữ lâu dài.",
        f"Cơ sở dữ liệu: {database}. Sao lưu hằng đêm: {backups}.",
        "Đăng nhập bằng tài khoản riêng, phân quyền theo vai trò; nhật ký kiểm toán móc xích, sửa là lộ.",
        "Yêu cầu của chủ thể dữ liệu được ghi sổ, hạn hai ngày làm việc; xóa cần hai người.",
    ]  # fmt: skip
    if settings.oidc_issuer:
        lines.append("Đăng nhập một lần qua dịch vụ tài khoản của cơ quan.")
    if not settings.base_url.startswith("https://"):
        lines.append("Trang làm việc chưa chạy qua HTTPS: chỉ dùng trên máy chủ hoặc trong mạng nội bộ.")
    return lines


def recipients(settings: Settings) -> list[str]:
    """By which ways messages leave the office, and what they may name."""
    ways = [
        (settings.smtp_url is not None, "thư điện tử cho cán bộ phụ trách (tên người đã che)"),
        (settings.zalo_bot_token is not None, "Zalo Bot (tên người đã che; dữ liệu đi qua máy chủ Zalo)"),
        (settings.zalo_oa_app_secret is not None, "Zalo OA (tên người đã che; nhóm không nêu tên trường)"),
        (settings.telegram_bot_token is not None, "Telegram (tên người đã che; dữ liệu ra nước ngoài)"),
        (settings.webhook_url is not None, "hệ thống khác của cơ quan qua webhook có chữ ký"),
        (bool(settings.apprise_urls), "kênh qua Apprise (tên người đã che)"),
    ]
    return [words for configured, words in ways if configured] or ["không gửi ra ngoài; tin nhắn chỉ ghi thành tệp"]


def _handling(settings: Settings, plan: Plan) -> list[Paragraph]:
    days = f"{settings.retention_days} ngày" if settings.retention_days else "không giới hạn"
    return [
        Paragraph(
            "Loại dữ liệu: nội dung tin bài (có thể nêu tên, tuổi, trường, lớp, sức khỏe của học sinh), tên người viết "
            "(mã băm), người gửi tin vào hệ thống, tài khoản cán bộ.",
            dash=True,
        ),
        Paragraph(
            f"Thời hạn giữ nội dung: {days}; tin gắn với sự cố, bằng chứng, đính chính giữ theo hồ sơ lưu trữ.",
            dash=True,
        ),
        Paragraph(f"Người nhận trong ngành: {len(plan.units)} đơn vị của kế hoạch, theo phân công.", dash=True),
        *(Paragraph(f"Đường gửi: {way}.", dash=True) for way in recipients(settings)),
    ]


def _sources(sources: Sequence[Source], settings: Settings) -> Grid:
    days = f"{settings.retention_days} ngày" if settings.retention_days else "không giới hạn"
    rows = tuple(
        (
            source.name,
            _KIND_WORDS[source.kind],
            _source_basis(source),
            _POSTS if source.kind in _PEOPLE else _PRESS,
            days,
        )
        for source in sources
        if source.enabled
    )
    header = ("Nguồn", "Loại", "Căn cứ", "Dữ liệu", "Giữ nội dung")
    return Grid("", header, rows, (0.26, 0.16, 0.26, 0.2, 0.12))


def _source_basis(source: Source) -> str:
    if source.consent:
        return f"Văn bản đồng ý: {source.consent}"
    if source.kind in _PEOPLE or source.kind in {SourceKind.FACEBOOK, SourceKind.YOUTUBE}:
        return "Nội dung chủ thể tự công khai; nhiệm vụ của cơ quan nhà nước"
    return "Thông tin báo chí, cổng thông tin đã công bố theo luật"


def _ground(today: date) -> str:
    if today >= NEW_LAW_FROM:
        return "Căn cứ Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP;"
    return "Căn cứ Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 về bảo vệ dữ liệu cá nhân;"


def _basis(today: date) -> str:
    article = "Điều 19 khoản 1 Luật số 91/2025/QH15" if today >= NEW_LAW_FROM else "Điều 17 Nghị định 13/2023/NĐ-CP"
    return (
        f"Trường hợp không cần sự đồng ý: {article} (hoạt động của cơ quan nhà nước theo luật), cần pháp chế xác nhận. "
        "Dữ liệu của trẻ em: Luật Trẻ em 2016 Điều 6, 21, 54; Nghị định 56/2017/NĐ-CP Điều 33, 36."
    )
