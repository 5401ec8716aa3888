"""The live view of a demo: what was polled, tagged, opened and sent, as it happens. Plain lines when nobody watches."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from alerts.words import DELIVERY_CHANNELS, KINDS
from monitor.core.clock import LOCAL, show_time
from monitor.core.events import Event, IncidentChanged, Notified, StoryAssigned, Warned
from monitor.core.incidents import Incident
from monitor.core.labels import Severity
from monitor.stages.collecting import PollSummary

LEVEL_STYLE = {Severity.S4: "bold red", Severity.S3: "bold dark_orange", Severity.S2: "yellow"}
SHOWN_MESSAGES = 8
SHOWN_INCIDENTS = 7


class Show:
    """Hears events and draws them. Use as a context manager around the run."""

    def __init__(self, console: Console, *, start: datetime, end: datetime, unit_name: Callable[[str], str]) -> None:
        self._console = console
        self._start, self._end = start, end
        self._unit_name = unit_name
        self._now = start
        self._totals = PollSummary()
        self._polls = 0
        self._stories: set[str] = set()
        self._incidents: dict[str, Incident] = {}
        self._sent: deque[tuple[datetime, str, str, str]] = deque(maxlen=SHOWN_MESSAGES)
        self._kinds: Counter[str] = Counter()
        self._warnings: list[str] = []
        self._live = Live(console=console, refresh_per_second=6, transient=False) if console.is_terminal else None

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.update(self._draw(whole=True))
            self._live.stop()

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Every incident seen, as it stands."""
        return tuple(self._incidents.values())

    def hear(self, event: Event) -> None:
        """Take one event in."""
        if isinstance(event, StoryAssigned):
            self._stories.add(event.story_id)
        elif isinstance(event, IncidentChanged):
            self._incidents[event.incident.id] = event.incident
            self._say(event.at, f"Sự cố {_VERBS[event.kind]}: [{event.incident.level}] {event.incident.title}")
            if event.kind == "opened":
                self._say(event.at, f"  vì: {reason_line(event.incident)}")
        elif isinstance(event, Notified):
            self._hear_message(event)
        elif isinstance(event, Warned):
            self._warnings.append(event.warning.text)
            self._say(event.at, f"Lưu ý kỹ thuật: {event.warning.text}")

    def step(self, now: datetime, summary: PollSummary) -> None:
        """Show one more round."""
        self._now = now
        self._polls += summary.fetched + summary.not_modified + summary.failed
        self._totals = self._totals.plus(articles=summary.articles, copies=summary.copies, new=summary.new)
        if self._live is not None:
            self._live.update(self._draw())

    def _hear_message(self, event: Notified) -> None:
        message = event.notification
        kind = KINDS[message.kind]
        self._kinds[kind] += 1
        self._sent.appendleft((event.at, kind, self._unit_name(message.unit), message.subject))
        channel = DELIVERY_CHANNELS.get(event.channel, event.channel)
        self._say(event.at, f"  → {kind} gửi {self._unit_name(message.unit)} ({channel}): {message.subject}")

    def _say(self, at: datetime, text: str) -> None:
        if self._live is None:
            self._console.print(
                f"{at.astimezone(LOCAL):%d/%m %H:%M}  {text}", highlight=False, markup=False, soft_wrap=True
            )

    def _draw(self, *, whole: bool = False) -> Group:
        """One line a row while it runs, so that all of it fits a terminal of 30 lines; `whole` texts at the end."""
        return Group(self._head(), self._incident_table(whole=whole), self._message_table(whole=whole))

    def _head(self) -> Panel:
        counts = Text(
            f"{self._polls} lượt đọc nguồn · {self._totals.new} tin bài ({self._totals.copies} bản sao chép) · "
            f"{len(self._stories)} câu chuyện · {len(self._incidents)} sự cố · {sum(self._kinds.values())} tin nhắn"
        )
        done = (min(self._now, self._end) - self._start) / (self._end - self._start)
        bar = ProgressBar(total=1.0, completed=done, width=60)
        return Panel(Group(counts, bar), title=f"Giám sát truyền thông – {show_time(self._now)}", title_align="left")

    def _incident_table(self, *, whole: bool) -> Table:
        table = Table("Mức", title="Sự cố", title_justify="left", expand=True)
        for name in ("Sự cố", "Vì sao"):
            table.add_column(name, no_wrap=not whole, overflow="ellipsis", ratio=1)
        ordered = sorted(self._incidents.values(), key=lambda i: (-i.level, i.opened_at))
        for incident in ordered[:SHOWN_INCIDENTS]:
            style = LEVEL_STYLE.get(incident.level, "")
            table.add_row(str(incident.level), incident.title, reason_line(incident), style=style)
        return table

    def _message_table(self, *, whole: bool) -> Table:
        """The last messages, the latest first."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self._kinds.most_common())
        table = Table(title=f"Tin nhắn: {kinds or 'chưa có'}", title_justify="left", expand=True)
        for name in ("Lúc", "Loại", "Gửi"):
            table.add_column(name, no_wrap=not whole)
        table.add_column("Nội dung", no_wrap=not whole, overflow="ellipsis", ratio=1)
        for at, kind, unit, subject in self._sent:
            table.add_row(f"{at.astimezone(LOCAL):%d/%m %H:%M}", kind, unit, subject)
        return table


_VERBS = {
    "opened": "mới", "updated": "cập nhật", "reopened": "mở lại", "closed": "kết thúc", "merged": "gộp vào sự cố khác"
}  # fmt: skip


def reason_line(incident: Incident) -> str:
    """The evidence in one line: `«hơn 40 học sinh … nhập viện»`."""
    return "; ".join(f"«{text}»" for text in incident.evidence())
