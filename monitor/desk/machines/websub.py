"""Where WebSub hubs reach us: they ask back by GET, and push documents by POST.

No sign-in and no form token here: a hub has neither. The unguessable token in the address and the signature of what is
pushed stand in their place (`monitor.collect.websub`).
"""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool

from monitor.app import App
from monitor.collect.websub import PATH, HubQuestion

MAX_PUSH_BYTES = 5 * 1024 * 1024
"""As much as is read of a polled feed."""


def websub_routes(app: App) -> APIRouter:
    """Build the routes over a running product; without a fetcher, or a public address, they know no hub."""
    routes = APIRouter()
    subscriber = app.pipeline.subscriber

    @routes.get(PATH + "{token}")
    def verify(request: Request, token: str) -> PlainTextResponse:
        if subscriber is None:
            return PlainTextResponse(status_code=HTTPStatus.NOT_FOUND)
        asked = request.query_params
        question = HubQuestion(
            asked.get("hub.mode"),
            asked.get("hub.topic"),
            asked.get("hub.challenge"),
            asked.get("hub.lease_seconds"),
            asked.get("hub.reason"),
        )
        reply = subscriber.verify(token, question)
        return PlainTextResponse(reply.body, status_code=reply.status)

    @routes.post(PATH + "{token}")
    async def receive(request: Request, token: str) -> PlainTextResponse:
        if subscriber is None:
            return PlainTextResponse(status_code=HTTPStatus.NOT_FOUND)
        body = await _body(request)
        if body is None:
            return PlainTextResponse(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        status = await run_in_threadpool(
            subscriber.receive,
            token,
            body,
            signature=request.headers.get("x-hub-signature"),
            link=", ".join(request.headers.getlist("link")),
        )
        return PlainTextResponse(status_code=status)

    return routes


async def _body(request: Request) -> bytes | None:
    """The body as it came, to the byte, because it is signed so; None when it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_PUSH_BYTES:
            return None
    return bytes(body)
