"""Files of events that people wrote, one a minute after noon."""

from __future__ import annotations

from monitor.core.casework.cases import Author, FileEvent
from tests.fakes.incidents import after

HAI = Author("Trần Thị Hải", "cttt")


def file_events(*bodies: object, by: Author = HAI) -> list[FileEvent]:
    return [FileEvent("f", n, after(n), by, body) for n, body in enumerate(bodies, start=1)]
