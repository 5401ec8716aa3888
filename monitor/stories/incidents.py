"""From a story to an incident: birth, level, confidence, veracity, material change. Pure: no store, no clock.

Facts decide the level, independent origins decide the confidence, and the two are kept apart (design decision 3).
A copy raises reach, never corroboration. What to tell, and whom, is left to `alerts.policy`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.clock import local_date
from monitor.core.incidents import Change, Incident, IncidentStatus, Veracity
from monitor.core.items import PRESS_CHANNELS, Channel, Item
from monitor.core.labels import DAY_PRECISION, Classification, EducationLevel, Fact, PlaceMention, Severity, Territory
from monitor.core.notifications import CitedReason
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.core.routing import Routed, RouteQuery
from monitor.stories.confidence import Evidence, confidence_parts, total
from monitor.stories.naming import best_spelling, ground_name, school_name

OLD_AFTER = timedelta(days=14)
"""An event this long before the first item is old news (facts: detection, section 7, step 5)."""
RETRACTING = frozenset({"official-denial", "retraction"})
"""Facts that take the core of a story back. A corrected name or figure (`correction`) does not."""
FOUND_FALSE = "mark_false"
NOT_OURS = "mark_not_ours"
"""The outcome a person gives to a story that is not true: it holds until graver news or an authority's word."""
DECEPTIONS = frozenset({"false-notice", "scam-impersonation"})
COUNT_STEPS = (10, 30, 100)
COUNT_GROWTH = 1.5
"""A count is news when it crosses a step or grows by half (facts: detection, 4.2)."""
COUNT_KINDS = ("death", "hospitalised", "poisoned", "ill", "grave-injury", "injured", "infected")
HARM_KINDS = frozenset(
    {
        *COUNT_KINDS, "death-pupil", "death-staff", "abduction", "weapon", "collapse", "fire", "sexual-abuse",
        "child-abuse", "suicide", "drowning", "arrest", "prosecution", "discipline", "exam-leak", "protest", "boycott",
        "forged-notice", "data-leak", "hack", "filmed-violence", "teacher-violence", "assault-on-teacher",
    }
)  # fmt: skip
"""Facts whose first appearance is worth telling."""
AUTHORITY_CHANNELS = PRESS_CHANNELS
OTHER_PROVINCE_FLOOR = Severity.S3
"""Elsewhere only serious incidents are kept, for the digest, to learn from."""
SCHOOL = "school:"
MAX_REASONS = 6
MAX_THEMES = 3
HEADLINE_CHARS = 120


@dataclass(frozen=True, slots=True)
class Member:
    """One item of a story with its labels; `copy_of` is the item it repeats, None for an original."""

    item: Item
    labels: Classification
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that is known of one story, in order of arrival."""

    story_id: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class IncidentContext:
    """What the decider asks others: the plan, who is responsible, and how a place is called."""

    plan: Plan
    route: Callable[[RouteQuery], Routed]
    name_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class IncidentDecision:
    """What to do: nothing (`incident` is None), or keep this snapshot.

    `event` is `opened`, `updated`, `reopened` or `quiet` (kept, nothing to tell).
    """

    incident: Incident | None
    event: str = "none"

    @property
    def material(self) -> bool:
        """Whether the change is worth telling."""
        return self.event in {"opened", "updated", "reopened"}


def decide_incident(
    view: StoryView, current: Incident | None, *, context: IncidentContext, now: datetime
) -> IncidentDecision:
    """Decide what a story means now, given what it meant before. Same input, same answer."""
    relevant = tuple(m for m in view.members if m.labels.relevant.value or m.labels.severity >= Severity.S2)
    if not relevant:
        return IncidentDecision(None)
    assessed = _assess(view, relevant, context=context, now=now, current=current)
    if current is None:
        return _birth(assessed)
    return _update(current, assessed, now=now)


def _birth(assessed: Incident) -> IncidentDecision:
    floor = OTHER_PROVINCE_FLOOR if assessed.territory is Territory.OTHER else Severity.S2
    if assessed.is_old or assessed.level < floor:
        return IncidentDecision(None)
    return IncidentDecision(assessed, "opened")


def _update(current: Incident, assessed: Incident, *, now: datetime) -> IncidentDecision:
    changes = material_changes(current, assessed)
    level = _level_under_override(current, assessed.machine_level)
    if level is not assessed.level:
        changes = tuple(c for c in changes if c not in {Change.LEVEL_UP, Change.LEVEL_DOWN})
    merged = replace(
        assessed,
        id=current.id,
        status=current.status,
        level=level,
        level_override=level if current.level_override is level else None,
        opened_at=current.opened_at,
        first_seen_at=min(current.first_seen_at, assessed.first_seen_at),
        happened_at=assessed.happened_at or current.happened_at,
        happened_precision=assessed.happened_precision or current.happened_precision,
        veracity=Veracity.CONFIRMED if current.confirmed_by else assessed.veracity,
        confirmed_by=current.confirmed_by,
        level_since=now if level > current.level else current.level_since,
        received_at=current.received_at,
        determined_at=current.determined_at,
        clock=current.clock,
        clock_warned=current.clock_warned,
        acknowledged_at=current.acknowledged_at,
        acknowledged_by=current.acknowledged_by,
        acknowledged_level=current.acknowledged_level,
        closed_at=current.closed_at,
        outcome=current.outcome,
        revision=current.revision,
        changes=current.changes,  # those of the present revision: a held update must still say what is new
    )
    if current.status is IncidentStatus.CLOSED and not _reopens(current, changes):
        found_false = current.outcome == FOUND_FALSE
        return IncidentDecision(replace(merged, veracity=Veracity.REFUTED) if found_false else merged, "quiet")
    if not changes:
        return IncidentDecision(merged, "quiet")
    changed = replace(merged, revision=current.revision + 1, changes=changes)
    if current.status is IncidentStatus.CLOSED:
        # Whoever acknowledged it before it was closed has not seen this.
        reopened = replace(
            changed, status=IncidentStatus.OPEN, closed_at=None, outcome=None, acknowledged_at=None,
            acknowledged_by=None, acknowledged_level=None,
        )  # fmt: skip
        return IncidentDecision(reopened, "reopened")
    return IncidentDecision(changed, "updated")


def _reopens(current: Incident, changes: tuple[Change, ...]) -> bool:
    """A closed incident wakes up only for graver news, not for a late reprint; a false one for a confirmation too."""
    wake = {Change.LEVEL_UP, Change.NEW_FACT, Change.COUNT_STEP}
    if current.outcome in {FOUND_FALSE, NOT_OURS}:
        wake = {Change.LEVEL_UP, Change.CONFIRMED}
    return bool(wake & set(changes))


def _level_under_override(current: Incident, machine_level: Severity) -> Severity:
    """A person's level holds while the facts stay where they are; rising facts lift it, never lower it."""
    if current.level_override is None:
        return machine_level
    rises = machine_level > current.machine_level
    return max(machine_level, current.level_override) if rises else current.level_override


def material_changes(before: Incident, after: Incident) -> tuple[Change, ...]:
    """What of a new assessment is worth telling those who were told the old one. Everything else is quiet."""
    changes: list[Change] = []
    if after.machine_level > before.machine_level:
        changes.append(Change.LEVEL_UP)
    if after.machine_level < before.machine_level:
        changes.append(Change.LEVEL_DOWN)
    if _count_grew(dict(before.counts), dict(after.counts)):
        changes.append(Change.COUNT_STEP)
    if set(after.fact_kinds) - set(before.fact_kinds):
        changes.append(Change.NEW_FACT)
    if _place_resolved(before, after):
        changes.append(Change.PLACE_RESOLVED)
    if after.press_origins and not before.press_origins:
        changes.append(Change.FIRST_PRESS)
    if after.veracity is not before.veracity and not before.confirmed_by:
        changes.append({Veracity.CONFIRMED: Change.CONFIRMED, Veracity.REFUTED: Change.DENIED}.get(
            after.veracity, Change.CORRECTED
        ))  # fmt: skip
    return tuple(changes)


def _count_grew(before: dict[str, int], after: dict[str, int]) -> bool:
    for kind, count in after.items():
        old = before.get(kind, 0)
        if old and count > old:
            crossed = any(old < step <= count for step in COUNT_STEPS)
            if crossed or count >= old * COUNT_GROWTH:
                return True
    return False


def _place_resolved(before: Incident, after: Incident) -> bool:
    def depth(incident: Incident) -> int:
        return max((2 if p.startswith(SCHOOL) else p.count("/") for p in incident.places), default=-1)

    became_ours = after.territory is Territory.HOME and before.territory is Territory.UNKNOWN
    return became_ours or (depth(after) > depth(before) and depth(before) <= 0)


def _assess(
    view: StoryView,
    relevant: tuple[Member, ...],
    *,
    context: IncidentContext,
    now: datetime,
    current: Incident | None,
) -> Incident:
    originals = tuple(m for m in relevant if m.copy_of is None) or relevant
    worst = max(originals, key=lambda m: (m.labels.severity, m.labels.severity_confidence))
    level = worst.labels.severity
    incident_type = _incident_type(originals, worst, current)
    witnesses = _witnesses(originals, incident_type)
    veracity = _veracity(originals, incident_type)
    voices = _voices(witnesses)
    territory = _territory(originals)
    places = _places(originals, territory)
    happened = _event_time(originals)
    first_seen = min(m.item.arrived_at or now for m in relevant)
    facts = tuple(fact for m in originals for fact in m.labels.facts if fact.stands)
    press = _press_origins(witnesses)
    parts = confidence_parts(
        Evidence(
            channels=tuple(channel for _, channel in voices),
            official=any(m.item.official for m in witnesses),
            place_resolved=territory is Territory.HOME and any("/" in p.id or p.level == "school" for p in places),
            school_named=any(p.level == "school" for p in places),
            has_media=any(m.item.media for m in witnesses),
            denied=veracity is Veracity.REFUTED,
            confirmed=veracity is Veracity.CONFIRMED,
        )
    )
    themes = _themes(originals, context.plan, incident_type)
    levels = _levels(witnesses, places)
    day = local_date(happened[0] if happened else first_seen)
    routed = context.route(
        RouteQuery(
            themes=themes, incident_type=incident_type, levels=levels, places=tuple(p.id for p in places),
            territory=territory, severity=level, day=day,
        )
    )  # fmt: skip
    counts = _counts(facts)
    return Incident(
        id=current.id if current else "su-co-" + view.story_id.removeprefix("st-"),
        story_id=view.story_id,
        status=IncidentStatus.OPEN,
        level=level,
        machine_level=level,
        confidence=total(parts),
        confidence_parts=parts,
        veracity=veracity,
        territory=territory,
        title=_title(context, incident_type, places, facts),
        incident_type=incident_type,
        themes=themes,
        education_levels=levels,
        places=tuple(p.id for p in places),
        place_name=_place_name(context, places),
        school=next((school_name(p, context.name_of) for p in places if p.level == "school"), ""),
        units=routed.units,
        copy_units=routed.copies,
        item_ids=tuple(m.item.id for m in relevant),
        origins=len(voices),
        copies=sum(1 for m in relevant if m.copy_of is not None),
        press_origins=press,
        counts=counts,
        fact_kinds=tuple(sorted({fact.kind for fact in facts if fact.kind in HARM_KINDS})),
        reasons=_reasons(originals, worst),
        score=_score(level, parts, voices),
        revision=1,
        changes=(),
        opened_at=now,
        updated_at=now,
        first_seen_at=first_seen,
        level_since=now,
        is_old=happened is not None and first_seen - happened[0] > OLD_AFTER,
        happened_at=happened[0] if happened else None,
        happened_precision=happened[1] if happened else None,
    )


def _witnesses(members: Sequence[Member], incident_type: str) -> Sequence[Member]:
    """Those who tell of the incident itself: a routine article under which somebody comments corroborates nothing."""

    def tells(member: Member) -> bool:
        labels = member.labels
        of_this_kind = any(scored.id == incident_type for scored in labels.incident_types)
        of_harm = any(fact.stands and fact.kind in HARM_KINDS for fact in labels.facts)
        return labels.severity >= Severity.S2 or of_harm or (labels.severity is Severity.S1 and of_this_kind)

    return [member for member in members if tells(member)] or members


def _voices(members: Sequence[Member]) -> tuple[tuple[str, Channel], ...]:
    """Independent origins: one per outlet for the press, one per author elsewhere; reactions are no witnesses.

    An aggregator only points at others: it is a voice only while nobody else is known.
    """
    first_hand = [m for m in members if m.item.channel is not Channel.AGGREGATOR]
    members = first_hand or members[:1]
    voices: dict[str, Channel] = {}
    for member in members:
        item, facts = member.item, member.labels.facts
        if item.channel is Channel.COMMENT and not any(fact.stands for fact in facts):
            continue
        voices.setdefault(_voice(item), item.channel)
    return tuple(voices.items())


def _voice(item: Item) -> str:
    if item.channel in PRESS_CHANNELS or item.channel is Channel.AGGREGATOR or item.official:
        return f"outlet:{item.source or item.id}"
    return f"author:{item.author}" if item.author else f"item:{item.id}"


def _press_origins(members: Sequence[Member]) -> int:
    return len({m.item.source or m.item.id for m in members if m.item.channel in PRESS_CHANNELS})


def _territory(members: Sequence[Member]) -> Territory:
    """The press outweighs posts; a named place outweighs none; home wins a tie."""
    ranked = sorted(members, key=lambda m: m.item.channel in PRESS_CHANNELS, reverse=True)
    for wanted in (True, False):
        placed = {m.labels.territory for m in ranked if (m.item.channel in PRESS_CHANNELS) is wanted}
        for territory in (Territory.HOME, Territory.OTHER):
            if territory in placed:
                return territory
    found = {m.labels.territory for m in members}
    return Territory.NATIONAL if Territory.NATIONAL in found else Territory.UNKNOWN


def _places(members: Sequence[Member], territory: Territory) -> tuple[PlaceMention, ...]:
    """The school first named, then the deepest place that most members agree on, then its wider ones."""
    found = [
        place
        for member in members
        if member.labels.territory in {territory, Territory.UNKNOWN}
        for place in member.labels.places
    ]
    full_ids = {place.id for place in found if place.level == "school"}
    mentions: dict[str, list[PlaceMention]] = {}
    for place in found:
        mentions.setdefault(_full_school_id(place.id, full_ids), []).append(place)
    best = [
        replace(max(same, key=lambda p: (p.id == place_id, p.certainty)), id=place_id)
        for place_id, same in mentions.items()
    ]
    places = sorted(best, key=lambda p: (-len(mentions[p.id]), -p.certainty, -p.id.count("/"), p.id))
    schools = [best_spelling([m for m in mentions[p.id] if m.id == p.id]) for p in places if p.level == "school"][:1]
    grounds = sorted((p for p in places if p.level != "school"), key=lambda p: -p.id.count("/"))
    kept: list[PlaceMention] = []
    for place in grounds:
        if not kept or any(k.id.startswith(place.id + "/") for k in kept[:1]):
            kept.append(place)
    return (*schools, *kept)


def _full_school_id(place_id: str, known: set[str]) -> str:
    """`school:hoa-sen` is the `school:tieu-hoc-hoa-sen` named elsewhere in the story."""
    if not place_id.startswith(SCHOOL):
        return place_id
    longer = sorted(k for k in known if k != place_id and k.endswith("-" + place_id.removeprefix(SCHOOL)))
    return longer[0] if longer else place_id


def _event_time(members: Sequence[Member]) -> tuple[datetime, str] | None:
    """The earliest hour or part of day that a grave item names; a bare day only when nothing better is known."""
    grave = [m.labels.event_time for m in members if m.labels.severity >= Severity.S2]
    times = [t for t in grave if t is not None] or [m.labels.event_time for m in members if m.labels.event_time]
    if not times:
        return None
    earliest = min(times, key=lambda t: (t.precision == DAY_PRECISION, t.at))
    return earliest.at, earliest.precision


def _veracity(members: Sequence[Member], incident_type: str) -> Veracity:
    """The latest word of an authority, read in the press or on an official page, decides.

    Of a forged notice the core fact is what the notice says: once refuted, no police statement about the forgers
    confirms it.
    """
    verdict = Veracity.UNVERIFIED
    for member in members:
        if not (member.item.channel in AUTHORITY_CHANNELS or member.item.official):
            continue
        kinds = {fact.kind for fact in member.labels.facts if fact.stands or fact.guards == ("denied",)}
        if kinds & RETRACTING:
            verdict = Veracity.REFUTED
        elif "official-confirmation" in kinds and incident_type not in DECEPTIONS:
            verdict = Veracity.CONFIRMED
    return verdict


def _incident_type(members: Sequence[Member], worst: Member, current: Incident | None) -> str:
    """The type that most members put first, the worst one's word counting half as much again; scores break ties.

    The type an incident has keeps a vote of its own, or a follow-up would send it to other units on a hair.
    """
    votes: dict[str, float] = {}
    if current is not None and current.incident_type != "other":
        votes[current.incident_type] = 1.0
    for member in members:
        weight = 1.5 if member is worst else 1.0
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


_LEVELS_OF_SCHOOLS = (
    ("school:mam-non-", (EducationLevel.MAM_NON,)),
    ("school:mau-giao-", (EducationLevel.MAM_NON,)),
    ("school:nha-tre-", (EducationLevel.MAM_NON,)),
    ("school:th-thcs-", (EducationLevel.TIEU_HOC, EducationLevel.THCS)),
    ("school:tieu-hoc-", (EducationLevel.TIEU_HOC,)),
    ("school:thcs-thpt-", (EducationLevel.THCS, EducationLevel.THPT)),
    ("school:thcs-", (EducationLevel.THCS,)),
    ("school:thpt-", (EducationLevel.THPT,)),
    ("school:gdtx-", (EducationLevel.GDTX,)),
)


def _levels(members: Sequence[Member], places: Sequence[PlaceMention]) -> tuple[EducationLevel, ...]:
    """The level of the school concerned; with none named, the levels that at least half of the witnesses speak of."""
    for place in places:
        for prefix, levels in _LEVELS_OF_SCHOOLS:
            if place.id.startswith(prefix):
                return levels
    said = [m.labels.levels for m in members if m.labels.levels]
    return tuple(level for level in EducationLevel if 2 * sum(level in levels for levels in said) >= max(1, len(said)))


def _counts(facts: Iterable[Fact]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for fact in facts:
        if fact.count is not None and fact.kind in COUNT_KINDS:
            counts[fact.kind] = max(counts.get(fact.kind, 0), fact.count)
    return tuple(sorted(counts.items()))


def _reasons(members: Sequence[Member], worst: Member) -> tuple[CitedReason, ...]:
    """Severity evidence first, the worst item's before the others', each rule once per item; never empty."""
    ordered = [worst, *(m for m in members if m is not worst and m.labels.severity >= Severity.S2)]
    cited: list[CitedReason] = []
    for member in ordered:
        grave = [r for r in member.labels.reasons if r.rule.startswith(("floor.", "score.", "fact."))]
        cited.extend(CitedReason(reason.rule, member.item.id, mask(reason.text)) for reason in grave)
    if not cited:
        headline = worst.item.title or worst.item.text
        cited.append(
            CitedReason("severity." + str(worst.labels.severity), worst.item.id, mask(headline)[:HEADLINE_CHARS])
        )
    return tuple(dict.fromkeys(cited))[:MAX_REASONS]


def _score(level: Severity, parts: tuple[tuple[str, float], ...], voices: Sequence[tuple[str, Channel]]) -> int:
    """For order between incidents of one level: level in steps of 20, confidence up to 15, voices up to 5."""
    return min(100, int(level) * 20 + round(15 * total(parts)) + min(5, len(voices)))


_COUNT_WORDS = {
    "death": "người tử vong",
    "hospitalised": "người nhập viện",
    "poisoned": "người bị ngộ độc",
    "ill": "người có triệu chứng",
    "grave-injury": "người bị thương nặng",
    "injured": "người bị thương",
    "infected": "ca nhiễm",
}


def _title(
    context: IncidentContext, incident_type: str, places: tuple[PlaceMention, ...], facts: Sequence[Fact]
) -> str:
    """`Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri (hơn 60 người nhập viện)`."""
    name = context.plan.incident_type(incident_type).name
    where = ", ".join(_where(context, places)) or "chưa rõ địa bàn"
    count = count_phrase(facts)
    return f"{name} – {where}" + (f" ({count})" if count else "")


def count_phrase(facts: Sequence[Fact]) -> str:
    """The gravest count in words: `hơn 60 người nhập viện`, `ít nhất 11 người nhập viện` for "mười mấy đứa"."""
    for kind in COUNT_KINDS:
        counted = [(fact.count, fact) for fact in facts if fact.kind == kind and fact.count]
        if counted:
            count, fact = max(counted, key=lambda pair: pair[0])
            return f"{_how_exact(count, fact.text)} {_COUNT_WORDS[kind]}"
    return ""


def _how_exact(count: int, words: str) -> str:
    if re.search(r"\b(hơn|trên|hon|tren)\b", words, re.IGNORECASE):
        return f"hơn {count}"
    return str(count) if re.search(rf"\b0?{count}\b", words.replace(".", "")) else f"ít nhất {count}"


def _where(context: IncidentContext, places: tuple[PlaceMention, ...]) -> list[str]:
    school = [school_name(p, context.name_of) for p in places if p.level == "school"]
    ground = _place_name(context, places)
    return [*school, *([ground] if ground else [])]


def _place_name(context: IncidentContext, places: tuple[PlaceMention, ...]) -> str:
    ground = next((p.id for p in places if p.level != "school"), None)
    if ground is None:
        return ""
    return ground_name(ground, context.name_of, home_province=context.plan.home_province)
