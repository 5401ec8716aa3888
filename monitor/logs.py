"""Where log lines go: to standard error, and to a rotated file when one is set; as text, or as JSON for a collector."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from rich.console import Console
from rich.logging import RichHandler

from monitor.core.log_context import AboutFilter

MAX_FILE_BYTES, FILES_KEPT = 10 * 1024 * 1024, 9
"""With the one being written 100 MB at most."""
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s%(about_text)s"


class TextLines(logging.Formatter):
    """One line for a message, whatever is in it: a title or an address from outside must not forge a second line."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """Write the message with its control characters spelled out."""
        return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", super().formatMessage(record))


class JsonLines(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, message, the ids it is about, and the traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "about", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(line, ensure_ascii=False))


def set_up_logging(*, verbose: bool, as_json: bool = False, file: Path | None = None) -> None:
    """Send warnings (everything when `verbose`) to standard error, and from INFO on to `file`.

    Raises OSError when the file cannot be opened.
    """
    level = logging.DEBUG if verbose else logging.WARNING
    handlers = [_console(as_json=as_json, level=level)]
    if file is not None:
        handlers.append(_file(file, as_json=as_json, level=min(level, logging.INFO)))
    logging.basicConfig(level=min(handler.level for handler in handlers), handlers=handlers)
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)  # they log whole addresses, and the Zalo token is in one
    if not verbose:
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        logging.getLogger("alembic").setLevel(logging.WARNING)


def _console(*, as_json: bool, level: int) -> logging.Handler:
    handler: logging.Handler
    if as_json:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonLines())
    else:
        handler = RichHandler(console=Console(stderr=True), show_path=False, markup=False)
        handler.setFormatter(TextLines("%(name)s %(message)s%(about_text)s"))
    handler.setLevel(level)
    handler.addFilter(AboutFilter())
    return handler


def _file(path: Path, *, as_json: bool, level: int) -> logging.Handler:
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=MAX_FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8")
    handler.setFormatter(JsonLines() if as_json else TextLines(TEXT))
    handler.setLevel(level)
    handler.addFilter(AboutFilter())
    return handler
