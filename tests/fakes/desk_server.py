"""A desk served over loopback, as browsers meet it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from monitor.schedule import listen

READY_LOOK_S = 0.01
STOP_S = 10


@contextmanager
def served(web: FastAPI) -> Iterator[str]:
    """The address of a web application that is served meanwhile."""
    listener = listen(0)
    server = uvicorn.Server(uvicorn.Config(web, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(READY_LOOK_S)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(STOP_S)
        assert not thread.is_alive()
