"""Builds the channels that are configured, and what belongs to them: rates, the operator, the sign of life."""

from __future__ import annotations

import os
import platform
import secrets
from datetime import datetime

from alerts.channels.apprise import AppriseChannel
from alerts.channels.base import Channel
from alerts.channels.email import EmailChannel, trust
from alerts.channels.file import FileChannel
from alerts.channels.ping import Ping
from alerts.channels.telegram import PER_MINUTE as TELEGRAM_PER_MINUTE
from alerts.channels.telegram import TelegramChannel
from alerts.channels.webhook import WebhookChannel
from alerts.channels.zalo_bot import ZaloBotChannel
from alerts.channels.zalo_oa import PER_MINUTE as OA_PER_MINUTE
from alerts.channels.zalo_oa import OaAddresses, OaClient, ZaloGroupChannel, ZaloOaChannel, ZaloTemplateChannel
from alerts.channels.zalo_tokens import OaApp, TokenKeeper
from alerts.links import load_or_create_secret
from alerts.tokens import Sealer
from monitor.collect.fetch import guarded_transport
from monitor.core.clock import Clock, SystemClock
from monitor.core.errors import ConfigError, Fault
from monitor.core.notifications import Recipient
from monitor.core.settings import ENVIRONMENT, Settings
from monitor.stages.parts import OPERATOR
from monitor.stages.shelves import StoredShelf
from monitor.store.database import Store

_HOLDER_BYTES = 4


def build_channels(settings: Settings, *, store: Store | None, clock: Clock | None = None) -> dict[str, Channel]:
    """The channels that are configured; without any, messages become files in the outbox folder.

    The Official Account's tokens lie in the store: without one (`monitor drill`) its channels are left out.
    """
    channels: dict[str, Channel] = {}
    if settings.smtp_url is not None:
        url = settings.smtp_url.get_secret_value()
        channels["email"] = EmailChannel(url, sender=settings.mail_from, tls_context=trust(settings.smtp_ca_file))
    if settings.zalo_bot_token is not None:
        channels["zalo"] = build_zalo_bot(settings)
    if store is not None:
        channels |= _oa_channels(settings, store, clock or SystemClock())
    if settings.telegram_bot_token is not None:
        token = settings.telegram_bot_token.get_secret_value()
        channels["telegram"] = TelegramChannel(token, base_url=settings.telegram_base_url)
    if settings.webhook_url is not None:
        channels["webhook"] = _webhook(settings)
    if settings.apprise_urls:
        channels["apprise"] = AppriseChannel([url.get_secret_value() for url in settings.apprise_urls])
    return channels or {"file": FileChannel(settings.outbox_dir, sender=settings.mail_from)}


def build_zalo_bot(settings: Settings) -> ZaloBotChannel:
    """The bot alone. Raises ConfigError without its token."""
    if settings.zalo_bot_token is None:
        raise _missing("MONITOR_ZALO_BOT_TOKEN", "cần mã truy cập của bot; tạo bot trong Zalo, tại «Zalo Bot Manager»")
    return ZaloBotChannel(settings.zalo_bot_token.get_secret_value(), base_url=settings.zalo_base_url)


def oa_app(settings: Settings) -> OaApp | None:
    """The application that the account has granted; None when it is not configured."""
    if not settings.zalo_oa_app_id or settings.zalo_oa_app_secret is None:
        return None
    secret = settings.zalo_oa_app_secret.get_secret_value()
    return OaApp(settings.zalo_oa_app_id, secret, proof=settings.zalo_oa_proof, oauth_url=settings.zalo_oauth_url)


def oa_shelf(settings: Settings, store: Store) -> StoredShelf:
    """Where the account's tokens lie."""
    return StoredShelf(store, Sealer(load_or_create_secret(settings.secret_file)))


def rates_of(settings: Settings) -> dict[str, int]:
    """Messages a minute each channel takes, where it has a limit."""
    rates = dict.fromkeys(("zalo-group", "zalo-oa", "zalo-template"), OA_PER_MINUTE)
    rates["telegram"] = TELEGRAM_PER_MINUTE
    if settings.smtp_per_minute is not None:
        rates["email"] = settings.smtp_per_minute
    return rates


def operator_from(settings: Settings) -> Recipient:
    """The IT officer, as the settings name them; a linked chat is added where they are told."""
    name, email, chat = settings.operator_name, settings.operator_email, settings.operator_telegram
    return Recipient(OPERATOR, name, email=email, telegram=chat)


def build_ping(settings: Settings) -> Ping | None:
    """The sign of life to a watchman outside; None when there is none."""
    if settings.heartbeat_url is None:
        return None
    guard = guarded_transport(allow_private=settings.allow_private)
    return Ping(settings.heartbeat_url.get_secret_value(), transport=guard)


def _oa_channels(settings: Settings, store: Store, clock: Clock) -> dict[str, Channel]:
    app = oa_app(settings)
    if app is None:
        return {}
    keeper = TokenKeeper(app, oa_shelf(settings, store), holder=_holder())
    client = OaClient(app, keeper, addresses=OaAddresses(settings.zalo_oa_base_url, settings.zalo_template_base_url))

    def last_seen(user: str) -> datetime | None:
        with store.read() as tx:
            chat = tx.chats.get("zalo-oa", user)
        return chat.last_at if chat is not None else None

    channels: dict[str, Channel] = {
        "zalo-group": ZaloGroupChannel(client, clock=clock.now),
        "zalo-oa": ZaloOaChannel(client, clock=clock.now, last_seen=last_seen),
    }
    if settings.zalo_template_id:
        channels["zalo-template"] = ZaloTemplateChannel(client, settings.zalo_template_id, clock=clock.now)
    return channels


def _webhook(settings: Settings) -> WebhookChannel:
    if settings.webhook_url is None or settings.webhook_secret is None:
        raise _missing("MONITOR_WEBHOOK_SECRET", "cần khóa chung với hệ thống nhận tin để ký từng tin")
    guard = guarded_transport(allow_private=settings.allow_private)
    secret = settings.webhook_secret.get_secret_value()
    return WebhookChannel(settings.webhook_url.get_secret_value(), secret, transport=guard)


def _missing(name: str, text: str) -> ConfigError:
    return ConfigError((Fault(ENVIRONMENT, 0, name, text),))


def _holder() -> str:
    """Names this process in a lock; unique, for process numbers come again."""
    return f"{platform.node()}:{os.getpid()}:{secrets.token_hex(_HOLDER_BYTES)}"
