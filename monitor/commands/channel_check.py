"""What `monitor doctor` says of the channels: which are configured, whether they answer, what they still lack."""

from __future__ import annotations

from alerts.words import DELIVERY_CHANNELS
from monitor.channel_set import build_channels
from monitor.core.errors import ConfigError, StorageError
from monitor.core.settings import Settings
from monitor.store.database import open_store

Row = tuple[str, bool | None, str]
"""What was looked at; True for good, False for broken, None for something to know; the words."""


def channel_rows(settings: Settings) -> list[Row]:
    """Look at every channel, sending nothing to anybody."""
    rows = [*_not_configured(settings), *_lacking(settings)]
    try:
        store = open_store(settings.database_url)
    except StorageError:
        return rows  # told by the check of the database
    try:
        for name, channel in build_channels(settings, store=store).items():
            problem = channel.check()
            rows.append((f"Kênh {DELIVERY_CHANNELS.get(name, name)}", problem is None, problem or "sẵn sàng"))
    except ConfigError as error:
        rows.append(("Kênh gửi tin", False, "\n".join(str(fault) for fault in error.faults)))
    finally:
        store.close()
    return rows


def _not_configured(settings: Settings) -> list[Row]:
    rows: list[Row] = []
    if settings.smtp_url is None:
        text = f"chưa khai báo MONITOR_SMTP_URL: tin nhắn được ghi thành tệp trong {settings.outbox_dir}"
        rows.append(("Thư điện tử", None, text))
    if settings.zalo_bot_token is None:
        rows.append(("Zalo Bot", None, "chưa khai báo MONITOR_ZALO_BOT_TOKEN: không gửi qua Zalo"))
    if (settings.smtp_url or settings.zalo_bot_token) and "base_url" not in settings.model_fields_set:
        text = "chưa khai báo MONITOR_BASE_URL: liên kết xác nhận trong tin nhắn chỉ mở được trên máy này"
        rows.append(("Liên kết trong tin nhắn", None, text))
    return rows


def _lacking(settings: Settings) -> list[Row]:
    rows: list[Row] = []
    if not settings.operator_email and not settings.operator_telegram:
        text = (
            "chưa khai báo MONITOR_OPERATOR_EMAIL: khi hệ thống ngừng hoặc không gửi được tin, chỉ trang trực báo; "
            "hãy khai báo và liên kết Zalo bằng `monitor zalo link --operator`"
        )
        rows.append(("Người quản trị hệ thống", None, text))
    if settings.heartbeat_url is None:
        text = "chưa khai báo MONITOR_HEARTBEAT_URL: nếu cả máy chủ ngừng thì không ai được báo"
        rows.append(("Nhịp sống", None, text))
    if bool(settings.zalo_oa_app_id) != (settings.zalo_oa_app_secret is not None):
        text = "cần cả MONITOR_ZALO_OA_APP_ID và MONITOR_ZALO_OA_APP_SECRET; đang thiếu một"
        rows.append(("Zalo OA", False, text))
    if settings.webhook_url is not None and settings.webhook_secret is None:
        rows.append(("Webhook", False, "đã có MONITOR_WEBHOOK_URL nhưng thiếu MONITOR_WEBHOOK_SECRET"))
    return rows
