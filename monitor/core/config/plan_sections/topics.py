"""The sections `themes` and `incident_types`: what the product looks for."""

from __future__ import annotations

from monitor.core.config.plan_sections.draft import LEVELS, SEVERITIES, Draft
from monitor.core.config.yaml_lines import Fields
from monitor.core.labels import Severity
from monitor.core.plan import IncidentType, Theme
from monitor.core.text import lower, normalise


def _phrases(fields: Fields) -> tuple[str, ...]:
    """Phrases as the matcher sees texts: lower case, NFC, modern tone marks; each once, in the order of the file."""
    return tuple(dict.fromkeys(lower(normalise(text).text) for text in fields.texts("phrases")))


def read_themes(fields: Fields, draft: Draft) -> tuple[Theme, ...]:
    """Read the themes, and see that none stands below a child."""
    rows = fields.rows("themes", required=True)
    themes = tuple(_theme(row, draft) for row in rows)
    parents = {theme.id: theme.parent for theme in themes}
    for row, theme in zip(rows, themes, strict=True):
        # One storey only: an item with the child has the parent too, and no more.
        if theme.parent and (theme.parent == theme.id or parents.get(theme.parent)):
            row.fault("parent", f'"{theme.parent}" không làm chủ đề cha được; cha phải là chủ đề khác và không có cha')
    return themes


def _theme(fields: Fields, draft: Draft) -> Theme:
    theme = Theme(
        id=draft.identifier(fields, "theme"),
        section=fields.text("section", ""),
        name=fields.text("name"),
        purpose=fields.text("purpose", ""),
        phrases=_phrases(fields),
        parent=draft.ref(fields, "parent", "theme", required=False) or None,
        levels=fields.choices("levels", LEVELS),
        lead=draft.refs(fields, "lead", "unit"),
        copy=draft.refs(fields, "copy", "unit"),
    )
    fields.finish()
    return theme


def read_incident_type(fields: Fields, draft: Draft) -> IncidentType:
    """Read one type of incident."""
    incident_type = IncidentType(
        id=draft.identifier(fields, "type"),
        name=fields.text("name"),
        theme=draft.ref(fields, "theme", "theme"),
        default_severity=fields.choice("default_severity", SEVERITIES, Severity.S1),
        phrases=_phrases(fields),
        units=draft.refs(fields, "units", "unit"),
        restricted=fields.flag("restricted", default=False),
    )
    fields.finish()
    return incident_type
