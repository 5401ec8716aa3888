"""Cài đặt: what this installation was told, without any secret. Settings are changed in files, not here."""

from __future__ import annotations

from fastapi.responses import Response

from alerts.words import DELIVERY_CHANNELS
from monitor import __version__
from monitor.app import App
from monitor.backup import backups_in
from monitor.core.accounts import Permission
from monitor.core.plan import Plan
from monitor.core.settings import Settings
from monitor.desk.pages import Pages
from monitor.desk.visits import Visiting

pages = Pages()

Rows = tuple[tuple[str, str], ...]


@pages.get("/cai-dat", may=Permission.READ_SETTINGS)
def settings_page(visit: Visiting) -> Response:
    """Settings, plan and channels as they are in force."""
    groups = (("Bản cài đặt", machine(visit.app)), ("Kế hoạch", plan_rows(visit.app.plan)))
    return visit.page("settings.html", groups=groups)


def machine(app: App) -> Rows:
    """Where things are and which channels work; secrets show only as set or not."""
    settings, channels = app.settings, app.pipeline.parts.channels
    return (
        ("Phiên bản", __version__),
        ("Địa chỉ trang", settings.base_url),
        ("Thư mục chính", str(settings.home)),
        ("Thư mục dữ liệu", str(settings.var)),
        ("Cơ sở dữ liệu", "PostgreSQL" if app.store.url.startswith("postgres") else "SQLite"),
        ("Kênh gửi tin", ", ".join(DELIVERY_CHANNELS.get(name, name) for name in channels) or "chưa có"),
        ("Người gửi thư", settings.mail_from),
        ("Máy chủ thư", _set(settings.smtp_url)),
        ("Zalo Bot", _set(settings.zalo_bot_token)),
        ("Dịch vụ đăng nhập", settings.oidc_issuer or "không dùng"),
        ("Khóa Facebook", _set(settings.facebook_token)),
        ("Khóa YouTube", _set(settings.youtube_key)),
        ("Khóa Threads", _set(settings.threads_token)),
        ("Sao lưu hằng đêm", _backups(settings)),
        ("Lưu nội dung tin", _retention(settings)),
        ("Tin đang cách ly", _apart(app)),
        ("Nguồn tin đang bật", str(sum(source.enabled for source in app.sources))),
    )


def plan_rows(plan: Plan) -> Rows:
    """What of the plan decides who is told when."""
    alerts = plan.alerts
    confidence = f"{alerts.push_confidence:.2f}".replace(".", ",")
    return (
        ("Tên", plan.name),
        ("Cơ quan", plan.organisation),
        ("Mã bản kế hoạch", plan.version),
        ("Chủ đề", str(len(plan.themes))),
        ("Loại sự cố", str(len(plan.incident_types))),
        ("Đơn vị", str(len(plan.units))),
        ("Giờ yên tĩnh", f"{alerts.quiet_from:%H:%M} đến {alerts.quiet_to:%H:%M}"),
        ("Báo ngay từ độ tin cậy", confidence),
        (
            "Số cảnh báo tối đa cho một đơn vị",
            f"{alerts.budget_pushes} trong {round(alerts.budget_window.total_seconds() / 3600)} giờ (trừ mức S4)",
        ),
        ("Giờ gửi bản tin tổng hợp", ", ".join(f"{hour:%H:%M}" for hour in alerts.digest_times)),
        ("Quy định phát ngôn", "; ".join(profile.name for profile in plan.legal_profiles)),
    )


def _backups(settings: Settings) -> str:
    newest = next(iter(backups_in(settings.backup_dir)), None)
    kept = f"giữ {settings.backup_keep} bản" if settings.backup_keep else "đã tắt"
    return f"{kept}; mới nhất: {newest.name if newest else 'chưa có'}"


def _retention(settings: Settings) -> str:
    if not settings.retention_days:
        return "không đặt thời hạn"
    return f"{settings.retention_days} ngày, rồi xóa nội dung những tin không có hồ sơ nào cần đến"


def _apart(app: App) -> str:
    with app.store.read() as tx:
        count = tx.quarantine.count()
    return f"{count} tin gặp lỗi khi xét, chờ phiên bản sau; xem «monitor doctor»" if count else "không có"


def _set(secret: object | None) -> str:
    return "đã khai báo" if secret is not None else "chưa khai báo"
