"""What the JSON interface takes and gives. Times are ISO 8601 in UTC; texts are masked as on the pages."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from monitor.core.incidents import Incident
from monitor.core.items import Item
from monitor.core.labels import Classification
from monitor.core.privacy import mask
from monitor.desk.incidents.acts import ACTS
from monitor.desk.incidents.view import headline

MAX_TEXT = 50_000
NO_NUL = r"^[^\x00]*$"


class Problem(BaseModel):
    """Why something was refused: a key for programs, a Vietnamese sentence for people."""

    error: str
    advice: str


class IncidentOut(BaseModel):
    """One incident as it stands. `mark` is to be sent back with an act, so that nothing unseen is overwritten."""

    id: str
    title: str
    status: str
    level: str
    confidence: float
    veracity: str
    territory: str
    place: str
    school: str
    incident_type: str
    units: list[str]
    copy_units: list[str]
    labels: list[str]
    origins: int
    copies: int
    item_ids: list[str]
    opened_at: datetime
    updated_at: datetime
    acknowledged_at: datetime | None
    statement_due_at: datetime | None
    merged_into: str | None
    mark: str


class IncidentPage(BaseModel):
    """Incidents, the latest first; `next` goes into `after` for the following page, null at the end."""

    incidents: list[IncidentOut]
    next: str | None


class LabelsOut(BaseModel):
    """What is said of an item, people's corrections included."""

    relevant: bool
    themes: list[str]
    incident_types: list[str]
    sentiment: str
    severity: str
    good_news: bool
    levels: list[str]
    territory: str


class ItemOut(BaseModel):
    """One item; `text` only where one item was asked for."""

    id: str
    title: str
    source: str | None
    channel: str
    url: str | None
    published_at: datetime | None
    arrived_at: datetime | None
    labels: LabelsOut | None
    incident_ids: list[str]
    text: str | None = None


class ItemPageOut(BaseModel):
    """Items, newest first; `next` goes into `before` for the following page, null at the end."""

    items: list[ItemOut]
    next: int | None
    cut_short: bool


class ActIn(BaseModel):
    """One act on an incident; `mark` is the incident's as it was read. The answer says which field an act misses."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(max_length=40, pattern=NO_NUL, json_schema_extra={"enum": [act.slug for act in ACTS]})
    mark: str = Field(max_length=64, pattern=NO_NUL)
    reason: str = Field("", max_length=2000, pattern=NO_NUL)
    level: str = Field("", max_length=2, pattern=NO_NUL)
    minutes: str = Field("", max_length=6, pattern=NO_NUL)
    into: str = Field("", max_length=300, pattern=NO_NUL)


class SubmissionIn(BaseModel):
    """A text, a link, or a link with words."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=MAX_TEXT, pattern=NO_NUL)
    title: str = Field("", max_length=1000, pattern=NO_NUL)
    url: str = Field("", max_length=2000, pattern=NO_NUL)
    source: str = Field("", max_length=300, pattern=NO_NUL)
    place: str = Field("", max_length=300, pattern=NO_NUL)


class SubmittedOut(BaseModel):
    """What became of it; `incident_id` only when it may be read."""

    fate: str
    words: str
    item_id: str | None
    incident_id: str | None


def incident_out(incident: Incident) -> IncidentOut:
    """An incident for programs."""
    return IncidentOut(
        id=incident.id,
        title=incident.title,
        status=incident.status.value,
        level=incident.level.name,
        confidence=incident.confidence,
        veracity=incident.veracity.value,
        territory=incident.territory.value,
        place=incident.place_name,
        school=incident.school,
        incident_type=incident.incident_type,
        units=list(incident.units),
        copy_units=list(incident.copy_units),
        labels=list(incident.labels),
        origins=incident.origins,
        copies=incident.copies,
        item_ids=list(incident.item_ids),
        opened_at=incident.opened_at,
        updated_at=incident.updated_at,
        acknowledged_at=incident.acknowledged_at,
        statement_due_at=incident.clock.due_at if incident.clock else None,
        merged_into=incident.merged_into,
        mark=incident.handling_mark,
    )


def item_out(item: Item, said: Classification | None, incidents: list[str], *, whole: bool = False) -> ItemOut:
    """An item for programs; `whole` with its text."""
    return ItemOut(
        id=item.id,
        title=headline(item),
        source=item.source,
        channel=item.channel.value,
        url=item.url,
        published_at=item.published_at,
        arrived_at=item.arrived_at,
        labels=_labels(said) if said is not None else None,
        incident_ids=incidents,
        text=mask(item.full_text) if whole else None,
    )


def _labels(said: Classification) -> LabelsOut:
    return LabelsOut(
        relevant=said.relevant.value,
        themes=[theme.id for theme in said.themes],
        incident_types=[kind.id for kind in said.incident_types],
        sentiment=said.sentiment.value,
        severity=said.severity.name,
        good_news=said.good_news.value,
        levels=[level.value for level in said.levels],
        territory=said.territory.value,
    )
