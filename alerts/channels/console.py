"""Messages on the terminal of whoever runs the product: for a first look and for drills."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.text import Text

from monitor.core.clock import show_time
from monitor.core.labels import Severity
from monitor.core.notifications import DeliveryOutcome, Notification, Recipient, Sent

_STYLES = {Severity.S4: "bold white on red", Severity.S3: "bold red", Severity.S2: "yellow"}


class ConsoleChannel:
    """One line a message on standard error; standard output belongs to records."""

    name = "console"
    needs: str | None = None

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)

    def deliver(self, notification: Notification, recipient: Recipient, *, now: datetime) -> DeliveryOutcome:
        """Print time, unit and subject. Nothing is read as markup: subjects come from the news."""
        style = _STYLES.get(notification.level, "") if notification.level is not None else ""
        line = Text(f"{show_time(now)}  ")
        line.append(f"{recipient.person or recipient.unit}  ", style="dim")
        line.append(notification.subject, style=style)
        self._console.print(line)
        return Sent(notification.key)

    def check(self) -> str | None:
        """Be ready at all times."""
        return None
