"""Where Zalo tells us what people wrote to the bot and the Official Account.

No sign-in and no form token here: Zalo has neither; its secret or signature stands in their place. Zalo wants its 200
within two seconds, so the answer to the person is sent after it. It delivers at least once: a message is heard once.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from alerts.channels.zalo_bot import ZaloBotChannel, heard
from alerts.channels.zalo_events import heard_from_oa, is_signed, read_json, same_secret
from alerts.channels.zalo_oa import ZaloOaChannel
from monitor.app import App
from monitor.core.messaging import HeardMessage
from monitor.core.notifications import DeliveryOutcome, Sent
from monitor.core.settings import Settings

log = logging.getLogger(__name__)

BOT_PATH = "/webhook/zalo-bot"
OA_PATH = "/webhook/zalo-oa"
MAX_BODY_BYTES = 64 * 1024
"""A message has 2000 characters; events with pictures carry only addresses."""


def webhook_routes(app: App) -> APIRouter:
    """Build the routes over a running product; what is not configured knows nobody."""
    routes = APIRouter()

    @routes.post(BOT_PATH, include_in_schema=False)
    async def from_bot(request: Request, later: BackgroundTasks) -> Response:
        secret = app.settings.zalo_bot_webhook_secret
        given = request.headers.get("x-bot-api-secret-token")
        if secret is None or not same_secret(given, secret.get_secret_value()):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        body = await _body(request)
        event = read_json(body) if body is not None else None
        if event is None:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        await run_in_threadpool(_take, app, heard(event), later)
        return Response(status_code=HTTPStatus.OK)

    @routes.post(OA_PATH, include_in_schema=False)
    async def from_account(request: Request, later: BackgroundTasks) -> Response:
        body = await _body(request)
        if body is None or not _from_account(app.settings, request.headers.get("x-zevent-signature"), body):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        message = heard_from_oa(read_json(body) or {})
        await run_in_threadpool(_take, app, [message] if message is not None else [], later)
        return Response(status_code=HTTPStatus.OK)

    return routes


async def _body(request: Request) -> bytes | None:
    """Read the body; None when it is larger than any event."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def _from_account(settings: Settings, header: str | None, body: bytes) -> bool:
    kept = (settings.zalo_oa_webhook_secret, settings.zalo_oa_app_secret)
    secrets = [secret.get_secret_value() for secret in kept if secret is not None]
    terms = {"app_id": settings.zalo_oa_app_id, "oa_id": settings.zalo_oa_id}
    return is_signed(header, body, first_terms=terms, secrets=secrets)


def _take(app: App, messages: Sequence[HeardMessage], later: BackgroundTasks) -> None:
    for message in messages:
        answer = app.listener.hear(message)
        if answer is not None:
            later.add_task(_say, app, message, answer)


def _say(app: App, message: HeardMessage, text: str) -> None:
    channel = app.pipeline.parts.channels.get(message.channel)
    outcome: DeliveryOutcome | None = None
    if isinstance(channel, ZaloBotChannel):
        outcome = channel.say(message.chat, text)
    elif isinstance(channel, ZaloOaChannel):
        outcome = channel.say(message.chat, text, now=app.clock.now())
    if not isinstance(outcome, Sent):
        log.warning("a chat was not answered channel=%s", message.channel)
