"""Correcting labels: what stands, what may be chosen, and reading what a person said. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from monitor.core.corrections import GivenLabels
from monitor.core.labels import Classification, EducationLevel, Sentiment, Severity, Territory
from monitor.core.plan import Plan
from monitor.desk.errors import BadForm

RIGHT, NOT_OURS, CHANGED = "dung", "khong-lien-quan", "sua"
"""The three answers: all as it stands, nothing to do with education, some labels are others."""


@dataclass(frozen=True, slots=True)
class LabelChoices:
    """An item's labels as a form shows them: what stands and what there is to choose (values and names)."""

    item_id: str
    said: GivenLabels
    themes: tuple[tuple[str, str], ...]
    incident_types: tuple[tuple[str, str], ...]


def choices_of(said: Classification, plan: Plan) -> LabelChoices:
    """The form for one item."""
    return LabelChoices(
        item_id=said.item_id,
        said=standing(said),
        themes=tuple((theme.id, theme.name) for theme in plan.themes),
        incident_types=tuple((kind.id, kind.name) for kind in plan.incident_types),
    )


def standing(said: Classification) -> GivenLabels:
    """What stands, as if a person had said it."""
    return GivenLabels(
        relevant=said.relevant.value,
        themes=tuple(theme.id for theme in said.themes),
        incident_types=tuple(kind.id for kind in said.incident_types),
        sentiment=said.sentiment,
        severity=said.severity,
        good_news=said.good_news.value,
        levels=said.levels,
        territory=said.territory,
    )


def read_labels(answer: str, typed: Callable[[str], str], said: Classification) -> GivenLabels:
    """What a person said. Of a changed form only what differs counts: the rest was perhaps not looked at.

    Raises BadForm for an answer that is none, and for a form that changes nothing.
    """
    before = standing(said)
    if answer == RIGHT:
        return before
    if answer == NOT_OURS:
        return GivenLabels(relevant=False)
    if answer != CHANGED:
        raise BadForm("Hãy chọn một câu trả lời.")
    given = _read(typed)
    changes: dict[str, Any] = {}
    for field in fields(GivenLabels):
        new, old = getattr(given, field.name), getattr(before, field.name)
        same = set(new) == set(old) if isinstance(new, tuple) else new == old
        if not same:
            changes[field.name] = new
    if not changes:
        raise BadForm("Chưa sửa nhãn nào. Nếu mọi nhãn đều đúng, hãy bấm «Đúng hết».")
    return GivenLabels(**changes)


def _read(typed: Callable[[str], str]) -> GivenLabels:
    try:
        return GivenLabels(
            relevant=_yes(typed("relevant")),
            themes=_several(typed("themes")),
            incident_types=_several(typed("incident_types")),
            sentiment=Sentiment(typed("sentiment")),
            severity=Severity[typed("severity")],
            good_news=_yes(typed("good_news")),
            levels=tuple(EducationLevel(level) for level in _several(typed("levels"))),
            territory=Territory(typed("territory")),
        )
    except (ValueError, KeyError):
        raise BadForm("Một nhãn được chọn không có trong danh sách. Hãy tải lại trang.") from None


def _yes(text: str) -> bool:
    if text not in {"co", "khong"}:
        raise ValueError(text)
    return text == "co"


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in text.split("\n") if line))
