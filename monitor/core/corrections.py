"""What people say about an item in the machine's place: kept as history, shown at once, learnt from later.

Nothing here reads the store or a model. A correction belongs to the text it was made on (`content_hash`): of a newer
version of the item nobody has said anything yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitor.core.labels import Classification, EducationLevel, Scored, Sentiment, Severity, Territory, Verdict
from monitor.core.plan import Plan

RELEVANT, THEMES, TYPES, SENTIMENT = "relevant", "themes", "incident_types", "sentiment"
SEVERITY, GOOD_NEWS, LEVELS, TERRITORY = "severity", "good_news", "levels", "territory"
TASKS = (RELEVANT, THEMES, TYPES, SENTIMENT, SEVERITY, GOOD_NEWS, LEVELS, TERRITORY)
"""What can be corrected, named as in a stored label."""
CERTAIN = 1.0
"""Score of what a person said."""
CORRECTED = "corrected"
"""Begins the version of a corrected label; the model's own follows: `corrected:ab12…+plan`."""
_YES, _NO = ("true",), ("false",)
_VERSIONED_AS = {RELEVANT: "relevance", TERRITORY: "places"}
"""Under which name a classification gives a version, where it is not the task's own."""

Answers = Mapping[str, tuple[str, ...]]
"""Labels by task: `relevant` and `good_news` hold `true` or `false`, choices one label, the others any number."""


@dataclass(frozen=True, slots=True)
class GivenLabels:
    """One person's answers about an item; None = not asked, an empty tuple = none of them."""

    relevant: bool | None = None
    themes: tuple[str, ...] | None = None
    incident_types: tuple[str, ...] | None = None
    sentiment: Sentiment | None = None
    severity: Severity | None = None
    good_news: bool | None = None
    levels: tuple[EducationLevel, ...] | None = None
    territory: Territory | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Who said what about one task of an item, when, and what stood there before.

    `old` is empty both for no label and for an item that was not classified; `version` is that of the model that said
    `old`, None when it did not name it. `number` counts corrections in the order they were stored, 0 before that.
    """

    item_id: str
    content_hash: str
    task: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    person: str
    at: datetime
    version: str | None = None
    number: int = 0

    @property
    def confirms(self) -> bool:
        """Whether the person said what the machine had said."""
        return set(self.old) == set(self.new)


def answers_of(said: Classification) -> Answers:
    """What a classification says, task by task."""
    return {
        RELEVANT: _YES if said.relevant.value else _NO,
        THEMES: tuple(each.id for each in said.themes),
        TYPES: tuple(each.id for each in said.incident_types),
        SENTIMENT: (said.sentiment.value,),
        SEVERITY: (said.severity.name,),
        GOOD_NEWS: _YES if said.good_news.value else _NO,
        LEVELS: tuple(level.value for level in said.levels),
        TERRITORY: (said.territory.value,),
    }


def version_of(said: Classification, task: str) -> str | None:
    """Version of what said the label of a task; None when the classification does not name it."""
    versions = dict(said.versions)
    return versions.get(task, versions.get(_VERSIONED_AS.get(task, task)))


def complete(given: GivenLabels, plan: Plan) -> Answers:
    """A person's answers with what follows from them: a child's parent, and nothing at all for what is not relevant.

    Raises ValueError, naming them, for themes and types that the plan does not have.
    """
    if given.relevant is False:
        given = replace(given, themes=(), incident_types=(), severity=Severity.S0, good_news=False)
    unknown = sorted(_unknown(given, plan))
    if unknown:
        raise ValueError(f"not in the plan: {', '.join(unknown)}")
    themes = given.themes
    if themes is not None:
        parents = {theme.id: theme.parent for theme in plan.themes if theme.parent}
        themes = (*themes, *(parents[theme] for theme in themes if theme in parents))
    found = {
        RELEVANT: _yes_or_no(given.relevant),
        THEMES: themes,
        TYPES: given.incident_types,
        SENTIMENT: _one(given.sentiment and given.sentiment.value),
        SEVERITY: _one(given.severity.name if given.severity is not None else None),
        GOOD_NEWS: _yes_or_no(given.good_news),
        LEVELS: None if given.levels is None else tuple(level.value for level in given.levels),
        TERRITORY: _one(given.territory and given.territory.value),
    }
    return {task: tuple(dict.fromkeys(answer)) for task, answer in found.items() if answer is not None}


def _yes_or_no(value: bool | None) -> tuple[str, ...] | None:  # noqa: FBT001 - an answer, not a switch
    return None if value is None else _YES if value else _NO


def _one(label: str | None) -> tuple[str, ...] | None:
    return None if label is None else (label,)


def _unknown(given: GivenLabels, plan: Plan) -> set[str]:
    themes, types = {theme.id for theme in plan.themes}, {kind.id for kind in plan.incident_types}
    return (set(given.themes or ()) - themes) | (set(given.incident_types or ()) - types)


def latest(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The last word on each task, of corrections of one item in the order they were made."""
    return {each.task: each for each in corrections}


def corrected(said: Classification, corrections: Iterable[Correction]) -> Classification:
    """The classification with people's last words in place of the machine's; their labels say so in the version."""
    last = latest(corrections)
    if not last:
        return said
    changes: dict[str, Any] = {}
    for task, correction in last.items():
        changes.update(_READERS[task](correction.new))
    versions = dict(said.versions)
    versions.update({task: _corrected_version(each.version) for task, each in last.items()})
    return replace(said, **changes, versions=tuple(versions.items()))


def _corrected_version(version: str | None) -> str:
    return f"{CORRECTED}:{(version or '').removeprefix(f'{CORRECTED}:')}"


def _verdict(new: Sequence[str]) -> Verdict:
    yes = tuple(new) == _YES
    return Verdict(yes, CERTAIN if yes else 0.0)


def _scored(new: Sequence[str]) -> tuple[Scored, ...]:
    return tuple(Scored(label, CERTAIN) for label in new)


_READERS: Mapping[str, Any] = {
    RELEVANT: lambda new: {"relevant": _verdict(new)},
    THEMES: lambda new: {"themes": _scored(new)},
    TYPES: lambda new: {"incident_types": _scored(new)},
    SENTIMENT: lambda new: {"sentiment": Sentiment(new[0]), "sentiment_score": CERTAIN},
    SEVERITY: lambda new: {"severity": Severity[new[0]], "severity_confidence": CERTAIN},
    GOOD_NEWS: lambda new: {"good_news": _verdict(new)},
    LEVELS: lambda new: {"levels": tuple(EducationLevel(label) for label in new)},
    TERRITORY: lambda new: {"territory": Territory(new[0])},
}


def gold_of(corrections: Iterable[Correction]) -> dict[str, Any]:
    """The last words on one item in the form of a labelled record, for training and evaluation."""
    gold: dict[str, Any] = {}
    for task, each in latest(corrections).items():
        if task in {RELEVANT, GOOD_NEWS}:
            gold[task] = each.new == _YES
        elif task in {SENTIMENT, SEVERITY, TERRITORY}:
            gold[task] = each.new[0]
        else:
            gold[task] = list(each.new)
    return gold
