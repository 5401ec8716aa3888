"""The command by which a person sends something in: a link, a post, a complaint."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime

from rich.markup import escape

from monitor.app import Overrides, build
from monitor.collect.dates import parse_published
from monitor.commands.records import EXIT_DONE, EXIT_USAGE, screen
from monitor.core.clock import SystemClock
from monitor.core.errors import RecordError
from monitor.core.intake import Fate, How, Submission
from monitor.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written on the command line; empty = not given."""

    text: str
    title: str = ""
    url: str = ""
    source: str = ""
    place: str = ""
    at: str | None = None
    sender: str = "van-phong"


def add(settings: Settings, asked: Asked) -> int:
    """Take an item in, judge it, and say what became of it. Messages go out with the next delivery."""
    submission = Submission(
        asked.sender, How.COMMAND, text=asked.text, title=asked.title, url=asked.url, source=asked.source,
        place=asked.place, seen_at=_moment(asked.at),
    )  # fmt: skip
    app = build(settings, Overrides(fetch="://" in asked.text or bool(asked.url)))
    try:
        submitted = app.intake.submit(submission)
    finally:
        app.close()
    if submitted.fate is Fate.REFUSED:
        sys.stderr.write(submitted.words + "\n")
        return EXIT_USAGE
    screen().print(escape(submitted.words))
    return EXIT_DONE


def _moment(written: str | None) -> datetime | None:
    """Read `--at` in any form that a paper would write it in. Raises RecordError."""
    if written is None:
        return None
    moment = parse_published(written, now=SystemClock().now())
    if moment is None:
        raise RecordError(f"--at: «{written}» không phải thời điểm đã qua; hãy viết như 12/10/2022 08:30")
    return moment
