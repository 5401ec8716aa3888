"""The tasks that are learnt, and how each one's labels stand in a labelled record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from classifiers.models.features import Document, Terms
from classifiers.models.model_file import CHOICE, MULTI
from monitor.core.errors import ClassifierError
from monitor.core.labels import Classification, Sentiment, Severity

YES = "yes"
TASK_NAMES = {
    "relevance": "thuộc ngành hay không",
    "themes": "chủ đề",
    "incident_types": "loại sự cố",
    "sentiment": "sắc thái",
    "good_news": "tin tốt",
    "gravity": "việc nghiêm trọng",
}
"""What staff call them."""


@dataclass(frozen=True, slots=True)
class Task:
    """`key` is the field of a record; `allowed` None means any identifier (themes and types are data of the plan).

    `at_least`: the level from which on the answer is yes, where the field is a level.
    `inverse_regularisation` is C of the logistic regression: 10, or less where the weights that held-out writers
    would allow were too free for texts of other hands (model card).
    `signal_scale` is the weight of a named signal beside the words, measured with whole writers held out (model card):
    what a text is about stands in its words, what tone it has more in signals. `contrast` is the share of naive Bayes
    in how freely an n-gram may weigh (`train.contrast_of`): it helps labels with hundreds of examples, not rare ones.
    `for_comments`, where set, is how much a news text, a post and a comment count in weights learnt for comments alone:
    people blame in other words than journalists do (measured with whole writers held out, model card).
    `handicap` is taken off the sum of a label in news and posts: weights held short leave too much to plain tone.
    """

    name: str
    key: str
    kind: str
    channel: str
    allowed: frozenset[str] | None = None
    yes_or_no: bool = False
    at_least: Severity | None = None
    inverse_regularisation: float = 10.0
    signal_scale: float = 0.1
    contrast: float = 0.0
    for_comments: tuple[float, float, float] | None = None
    handicap: Mapping[str, float] = field(default_factory=dict)

    def read(self, labels: Mapping[str, Any]) -> frozenset[str] | None:
        """Return the gold labels of a record, None when it says nothing about this task.

        Raises ClassifierError for a label of the wrong shape or not allowed.
        """
        value = labels.get(self.key, labels.get(self.name))
        if value is None:
            return None
        found = frozenset(self._names(value))
        if self.allowed is not None and not found <= self.allowed:
            raise ClassifierError(f"{self.key}: {sorted(found - self.allowed)} not in {sorted(self.allowed)}")
        return found

    def _names(self, value: Any) -> Iterable[str]:
        if isinstance(value, Mapping):
            value = value.get("value", value.get("label"))
        if self.at_least is not None:
            if value not in Severity.__members__:
                raise ClassifierError(f"{self.key} must be one of {', '.join(Severity.__members__)}, found {value!r}")
            return (YES,) if Severity[value] >= self.at_least else ()
        if self.yes_or_no:
            if not isinstance(value, bool):
                raise ClassifierError(f"{self.key} must be true or false, found {value!r}")
            return (YES,) if value else ()
        if self.kind == CHOICE:
            value = [value]
        if not isinstance(value, list | tuple):
            raise ClassifierError(f"{self.key} must be a list of identifiers, found {value!r}")
        names = [each.get("id") if isinstance(each, Mapping) else each for each in value]
        good = [name for name in names if isinstance(name, str) and name]
        if len(good) < len(names):
            raise ClassifierError(f"{self.key} must hold identifiers, found {value!r}")
        return good

    def terms(self, document: Document) -> Terms:
        """The reading of a document this task uses."""
        return document.tone if self.channel == "tone" else document.topic

    def said(self, classification: Classification) -> frozenset[str]:
        """What a classification answers for this task, in the same form as `read`."""
        if self.name == "relevance":
            return frozenset((YES,) if classification.relevant.value else ())
        if self.name == "good_news":
            return frozenset((YES,) if classification.good_news.value else ())
        if self.at_least is not None:
            return frozenset((YES,) if classification.severity >= self.at_least else ())
        if self.name == "sentiment":
            return frozenset((classification.sentiment.value,))
        scored = classification.themes if self.name == "themes" else classification.incident_types
        return frozenset(each.id for each in scored)


_TONES = frozenset(label.value for label in Sentiment)

TASKS: Mapping[str, Task] = {
    task.name: task
    for task in (
        Task("relevance", "relevant", MULTI, "topic", yes_or_no=True, inverse_regularisation=3.0, contrast=0.3),
        Task("themes", "themes", MULTI, "topic", inverse_regularisation=3.0, contrast=0.3),
        Task("incident_types", "incident_types", MULTI, "topic"),
        Task(
            "sentiment",
            "sentiment",
            CHOICE,
            "tone",
            _TONES,
            inverse_regularisation=0.6,
            signal_scale=0.2,
            for_comments=(0.2, 0.5, 3.0),
            handicap={Sentiment.NEUTRAL.value: 0.2},
        ),
        Task("good_news", "good_news", MULTI, "tone", yes_or_no=True, inverse_regularisation=30.0, signal_scale=0.2),
        Task("gravity", "severity", MULTI, "tone", at_least=Severity.S3, contrast=0.3),
    )
}
_OTHER_NAMES = {
    "relevant": "relevance",
    "theme": "themes",
    "types": "incident_types",
    "incident_type": "incident_types",
    "incident-types": "incident_types",
    "good-news": "good_news",
}


def find_task(name: str) -> Task:
    """Find a task by its name or a usual variant. Raises ClassifierError listing the names."""
    task = TASKS.get(_OTHER_NAMES.get(name, name))
    if task is None:
        raise ClassifierError(f"unknown task {name!r}: expected one of {', '.join(TASKS)}")
    return task
