"""One item's way through the product, as steps with their times, ready to be read by the IT officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.clock import LOCAL


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One thing that happened: the stage and a sentence, both Vietnamese."""

    at: datetime
    stage: str
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps in order of time; `missing` says what the store does not know, and why that may be."""

    item_id: str
    headline: str
    steps: tuple[TraceStep, ...]
    missing: tuple[str, ...]

    def text(self) -> str:
        """Write it for a terminal."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"Đường đi của tin {self.item_id}"
        yield f"«{self.headline}»"
        width = max((len(step.stage) for step in self.steps), default=0)
        day, before = "", None
        for step in self.steps:
            local = step.at.astimezone(LOCAL)
            if local.strftime("%d/%m/%Y") != day:
                day = local.strftime("%d/%m/%Y")
                yield f"— ngày {day}"
            gap = f" (+{_span(step.at - before)})" if before is not None and step.at > before else ""
            yield f"  {local:%H:%M:%S}  {step.stage:<{width}}  {step.text}{gap}"
            before = step.at
        if self.missing:
            yield "Chưa có:"
            yield from (f"  - {line}" for line in self.missing)


def _span(gap: timedelta) -> str:
    seconds = int(gap.total_seconds())
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours:
        return f"{hours} giờ {minutes} phút"
    if minutes:
        return f"{minutes} phút {seconds % 60} giây"
    return f"{gap.total_seconds():.1f} giây".replace(".", ",")
