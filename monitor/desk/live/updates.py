"""Server-Sent Events: tells an open page that an incident was opened or changed. Names nothing but its id and level.

The page says up to which line of the log it was made (`tu`), a browser that comes back which line it heard last: so
nothing is missed between a page and its connection, or between two connections.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from monitor.core.accounts import Permission
from monitor.core.handling import IncidentEvent
from monitor.desk.accounts.passwords import token_hash
from monitor.desk.errors import TooMany
from monitor.desk.pages import Pages
from monitor.desk.visits import Visit, Visiting

pages = Pages()

PATH = "/su-kien"
BEAT_S = 15.0
"""How often a silent connection shows that it lives, and whether the person is still signed in is looked up."""
MAX_LISTENERS = 200
RETRY_MS = 2000
MAX_DIGITS = 18
"""Of a line's number: what the database can hold."""


@pages.get(PATH, may=Permission.READ)
async def events(visit: Visiting) -> Response:
    """Say what happens from now on, until the page is left or the session ends."""
    if visit.desk.hub.listeners >= MAX_LISTENERS:
        raise TooMany
    return StreamingResponse(
        _stream(visit, _heard(visit)), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


def _heard(visit: Visit) -> int | None:
    """The last line of the log that the page knows; None when it does not say."""
    said = visit.request.headers.get("last-event-id") or visit.asked("tu")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= MAX_DIGITS else None


async def _stream(visit: Visit, heard: int | None) -> AsyncIterator[str]:
    async with visit.desk.hub.listen(heard) as queue:
        yield f"retry: {RETRY_MS}\n\n"
        while not visit.app.pipeline.parts.stopping.is_set():
            try:
                number, event = await asyncio.wait_for(queue.get(), BEAT_S)
            except TimeoutError:
                if not await run_in_threadpool(_still_signed_in, visit):
                    return
                yield ":\n\n"
                continue
            if heard is not None and number <= heard:
                continue
            heard = number
            message = await run_in_threadpool(_message, visit, event)
            if message is not None:
                yield f"id: {number}\nevent: su-co\ndata: {message}\n\n"


def _still_signed_in(visit: Visit) -> bool:
    now = visit.app.clock.now()
    with visit.app.store.read() as tx:
        session = tx.sessions.get(token_hash(visit.request.cookies.get(visit.desk.cookie, "")))
    return session is not None and session.alive(now)


def _message(visit: Visit, event: IncidentEvent) -> str | None:
    with visit.app.store.read() as tx:
        incident = tx.incidents.get(event.incident_id)
        if incident is None or not visit.sees(tx, incident):
            return None
    return json.dumps({"id": incident.id, "kind": event.kind, "level": int(incident.level)})
