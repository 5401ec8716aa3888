"""What a story means as it stands now: level, type, place, voices, confidence, veracity. Pure: no store, no clock.

Facts decide the level, independent origins the confidence, and the two are kept apart (design decision 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.clock import local_date
from monitor.core.incidents import RETRACTED, Incident, IncidentStatus, Veracity
from monitor.core.items import PRESS_CHANNELS, Channel
from monitor.core.labels import EducationLevel, Fact, PlaceMention, Reason, Severity, Territory
from monitor.core.notifications import CitedReason
from monitor.core.plan import Plan
from monitor.core.privacy import mask, mask_quote
from monitor.core.routing import Routed, RouteQuery
from monitor.stories.belated import without_belated
from monitor.stories.confidence import STALE_AFTER, Evidence, confidence_parts, total
from monitor.stories.first_copies import only_repeats_old_texts, without_old_texts
from monitor.stories.forgery import FORGED, forgery_suspected
from monitor.stories.forgery import LEVEL as FORGED_LEVEL
from monitor.stories.guesses import is_guess, only_guessed
from monitor.stories.harm import HARM_KINDS, count_phrase, highest_counts
from monitor.stories.naming import school_name
from monitor.stories.spreading import LEVEL as SPREADING_LEVEL
from monitor.stories.spreading import RULE as SPREADING_RULE
from monitor.stories.spreading import spreading_film
from monitor.stories.veracity import event_time_of, is_old_news, veracity_of
from monitor.stories.view import IncidentContext, Member, StoryView
from monitor.stories.voices import Voice, only_reacts, voices_of, wave_of
from monitor.stories.whereabouts import levels_of, place_name, places_of, territory_of, where
from monitor.stories.witnesses import witnesses_of

MAX_REASONS = 6
MAX_THEMES = 3
HEADLINE_CHARS = 120
CONFIDENCE_POINTS = 15
MOST_VOICE_POINTS = 5
COMMENT_VOTE = 0.5
"""What a comment's word on the type weighs against a post's or a report's: it is short and read by what it answers."""


@dataclass(frozen=True, slots=True)
class _Findings:
    """What all members together say. `worst` is the gravest; `witnesses` tell of the incident itself."""

    originals: tuple[Member, ...]
    worst: Member
    level: Severity
    film: tuple[Member, Fact] | None
    incident_type: str
    witnesses: Sequence[Member]
    voices: tuple[tuple[Voice, Channel], ...]
    territory: Territory
    places: tuple[PlaceMention, ...]
    facts: tuple[Fact, ...]
    themes: tuple[str, ...]
    levels: tuple[EducationLevel, ...]
    first_seen: datetime
    happened: tuple[datetime, str] | None
    old: bool
    veracity: Veracity


def assess(
    view: StoryView,
    relevant: tuple[Member, ...],
    *,
    context: IncidentContext,
    now: datetime,
    current: Incident | None,
) -> Incident:
    """Return the incident that a story's relevant members make, as if it had opened `now`."""
    found = _find(relevant, context.plan, now=now, current=current)
    routed = _routed(found, context)
    parts = confidence_parts(_evidence(found))
    level, happened = found.level, found.happened
    return Incident(
        id=current.id if current else "su-co-" + view.story_id.removeprefix("st-"),
        story_id=view.story_id,
        status=IncidentStatus.OPEN,
        level=level,
        machine_level=level,
        confidence=total(parts),
        confidence_parts=parts,
        veracity=found.veracity,
        territory=found.territory,
        title=_title(found, context),
        incident_type=found.incident_type,
        themes=found.themes,
        education_levels=found.levels,
        places=tuple(p.id for p in found.places),
        place_name=place_name(context, found.places),
        school=next((school_name(p, context.name_of) for p in found.places if p.level == "school"), ""),
        units=routed.units,
        copy_units=routed.copies,
        item_ids=tuple(m.item.id for m in relevant),
        origins=len(found.voices),
        copies=sum(1 for m in relevant if m.copy_of is not None),
        press_origins=_press_origins(found.witnesses),
        official_origins=len({m.item.source or m.item.id for m in found.witnesses if _is_official(m)}),
        wave=wave_of(relevant),
        counts=highest_counts(found.facts),
        fact_kinds=tuple(sorted({fact.kind for fact in found.facts if fact.kind in HARM_KINDS})),
        reasons=_reasons(found),
        score=_score(level, total(parts), len(found.voices)),
        revision=1,
        changes=(),
        opened_at=now,
        updated_at=now,
        first_seen_at=found.first_seen,
        level_since=now,
        is_old=found.old,
        happened_at=happened[0] if happened else None,
        happened_precision=happened[1] if happened else None,
    )


def _find(relevant: tuple[Member, ...], plan: Plan, *, now: datetime, current: Incident | None) -> _Findings:
    originals = tuple(m for m in relevant if m.copy_of is None) or relevant
    reshared = only_repeats_old_texts(originals)
    originals = without_old_texts(originals)
    worst = max(originals, key=lambda m: (m.labels.severity, not is_guess(m), m.labels.severity_confidence))
    forged = worst.labels.severity < FORGED_LEVEL and forgery_suspected(originals)
    film = spreading_film(originals) if worst.labels.severity < SPREADING_LEVEL else None
    incident_type = FORGED if forged else _incident_type(originals, worst, current)
    witnesses = witnesses_of(originals, incident_type, worst)
    territory = territory_of(originals)
    places = places_of(originals, territory)
    first_seen = min(m.item.arrived_at or now for m in relevant)
    happened = event_time_of(originals)
    old = reshared or is_old_news(originals, happened[0] if happened else None, first_seen)
    return _Findings(
        originals=originals,
        worst=worst,
        level=_level(worst, forged=forged, spreads=film is not None),
        film=film,
        incident_type=incident_type,
        witnesses=witnesses,
        voices=voices_of(witnesses),
        territory=territory,
        places=places,
        facts=tuple(fact for m in without_belated(originals) for fact in m.labels.facts if fact.stands),
        themes=_themes(originals, plan, incident_type),
        levels=levels_of(witnesses, places),
        first_seen=first_seen,
        happened=happened,
        old=old,
        veracity=veracity_of(originals, incident_type, old=old),
    )


def _level(worst: Member, *, forged: bool, spreads: bool) -> Severity:
    """The gravest item's level, or what the items tell only together."""
    together = [level for level, told in ((FORGED_LEVEL, forged), (SPREADING_LEVEL, spreads)) if told]
    return max([worst.labels.severity, *together])


def _evidence(found: _Findings) -> Evidence:
    placed = any("/" in place.id or place.level == "school" for place in found.places)
    return Evidence(
        channels=tuple(channel for _, channel in found.voices),
        official=any(m.item.official for m in found.witnesses),
        place_resolved=found.territory is Territory.HOME and placed,
        school_named=any(place.level == "school" for place in found.places),
        has_media=any(m.item.media for m in found.witnesses),
        stale=found.happened is not None and found.first_seen - found.happened[0] > STALE_AFTER,
        denied=found.veracity in RETRACTED,
        confirmed=found.veracity is Veracity.CONFIRMED,
        guessed=found.film is None and only_guessed(found.originals),
    )


def _routed(found: _Findings, context: IncidentContext) -> Routed:
    return context.route(
        RouteQuery(
            themes=found.themes,
            incident_type=found.incident_type,
            levels=found.levels,
            places=tuple(p.id for p in found.places),
            territory=found.territory,
            severity=found.level,
            day=local_date(found.happened[0] if found.happened else found.first_seen),
        )
    )


def _is_official(member: Member) -> bool:
    return member.item.official or member.item.channel is Channel.GOV_SITE


def _press_origins(members: Sequence[Member]) -> int:
    """Outlets that report it; an office's own page is no press."""
    press = [m.item for m in members if m.item.channel in PRESS_CHANNELS and not _is_official(m)]
    return len({item.source or item.id for item in press})


def _incident_type(members: Sequence[Member], worst: Member, current: Incident | None) -> str:
    """The type that most members put first, the worst one's word counting half as much again; scores break ties.

    A comment that states no fact reacts to what it stands under: it names the type only when nobody else does.
    The type an incident has keeps a vote of its own, or a follow-up would send it to other units on a hair.
    """
    votes: dict[str, float] = {}
    if current is not None and current.incident_type != "other":
        votes[current.incident_type] = 1.0
    for member in [m for m in members if not only_reacts(m)] or members:
        weight = 1.5 if member is worst else COMMENT_VOTE if member.item.channel is Channel.COMMENT else 1.0
        for rank, scored in enumerate(member.labels.incident_types):
            votes[scored.id] = votes.get(scored.id, 0.0) + weight * (scored.score / 10 + (rank == 0))
    return max(sorted(votes), key=lambda t: votes[t]) if votes else "other"


def _themes(members: Sequence[Member], plan: Plan, incident_type: str) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    for member in members:
        for scored in member.labels.themes:
            scores[scored.id] = scores.get(scored.id, 0.0) + scored.score
    if not scores:
        return (plan.incident_type(incident_type).theme,)
    return tuple(sorted(scores, key=lambda t: (-scores[t], t))[:MAX_THEMES])


def _reasons(found: _Findings) -> tuple[CitedReason, ...]:
    """Severity evidence first, the worst item's before the others', each rule once per item; never empty."""
    worst = found.worst
    ordered = [worst, *(m for m in found.originals if m is not worst and m.labels.severity >= Severity.S2)]
    cited: list[CitedReason] = []
    if found.film is not None:
        member, fact = found.film
        cited.append(CitedReason(SPREADING_RULE, member.item.id, _quoted(member, fact)))
    for member in ordered:
        grave = [r for r in member.labels.reasons if r.rule.startswith(("floor.", "score.", "fact.", "learnt."))]
        cited.extend(CitedReason(reason.rule, member.item.id, _quoted(member, reason)) for reason in grave)
    if not cited:
        headline = worst.item.title or worst.item.text
        cited.append(
            CitedReason("severity." + str(worst.labels.severity), worst.item.id, mask(headline)[:HEADLINE_CHARS])
        )
    return tuple(dict.fromkeys(cited))[:MAX_REASONS]


def _quoted(member: Member, told: Reason | Fact) -> str:
    return mask_quote(member.item.full_text, told.text, told.start, told.end)


def score_parts(level: Severity, confidence: float, voices: int) -> tuple[tuple[str, int], ...]:
    """For order between incidents of one level: level in steps of 20, confidence up to 15, voices up to 5."""
    return (
        ("level", int(level) * 20),
        ("confidence", round(CONFIDENCE_POINTS * confidence)),
        ("voices", min(MOST_VOICE_POINTS, voices)),
    )


def _score(level: Severity, confidence: float, voices: int) -> int:
    return min(100, sum(points for _, points in score_parts(level, confidence, voices)))


def _title(found: _Findings, context: IncidentContext) -> str:
    """`Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri (hơn 60 người nhập viện)`."""
    name = context.plan.incident_type(found.incident_type).name
    place = ", ".join(where(context, found.places)) or "chưa rõ địa bàn"
    count = count_phrase(found.facts)
    return f"{name} – {place}" + (f" ({count})" if count else "")
