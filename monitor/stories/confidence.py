"""How sure we are that a story is true and ours: apart from how grave it would be.

| part | value | why |
| --- | --- | --- |
| each independent origin | see RELIABILITY | combined as 1 - Π(1 - r): witnesses add up, copies do not |
| place resolved in the province | +0.05 | a story that says where can be checked |
| school named | +0.05 | same |
| picture or film | +0.03 | something to look at |
| event more than 3 days before the first item | -0.05 | told late, harder to check |
| authority confirms | at least 0.90 | it is no longer a rumour |
| authority denies, or it was a joke | × 0.5 | kept visible, no longer pushed as fact |
| only the wording, no fact | at most 0.35 | a model's guess: a person looks first |

The table with worked examples is published in `docs/detection.md`; a test recomputes every row of it.

Worked examples: one provincial paper with a resolved place 0.68 + 0.05 = 0.73; two independent parents who name the
place 1 - 0.75² + 0.05 = 0.49 + 0.05 for the school = 0.54; one anonymous post that names a school 0.25 + 0.10 = 0.35.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.core.items import Channel

RELIABILITY = {
    Channel.GOV_SITE: 0.80,
    Channel.PRESS_LOCAL: 0.68,
    Channel.PRESS_CENTRAL: 0.68,
    Channel.BROADCAST: 0.68,
    Channel.PRESS_TRADE: 0.65,
    Channel.MANUAL: 0.50,
    Channel.AGGREGATOR: 0.40,
    Channel.FACEBOOK_PAGE: 0.35,
    Channel.ZALO_OA: 0.35,
    Channel.YOUTUBE: 0.30,
    Channel.TELEGRAM: 0.25,
    Channel.FACEBOOK_GROUP: 0.25,
    Channel.FACEBOOK_PROFILE: 0.25,
    Channel.TIKTOK: 0.25,
    Channel.FORUM: 0.25,
    Channel.COMMENT: 0.23,
}
"""How far one origin alone is believed, by channel: our choice, ordered as the plan orders its sources."""
OFFICIAL_RELIABILITY = 0.80
PLACE_BONUS = 0.05
SCHOOL_BONUS = 0.05
MEDIA_BONUS = 0.03
STALE_AFTER = timedelta(days=3)
STALE_LOSS = 0.05
CONFIRMED_FLOOR = 0.90
DENIED_FACTOR = 0.5
GUESSED_CEILING = 0.35
CEILING = 0.98


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a story. `channels`: one per independent origin."""

    channels: tuple[Channel, ...]
    official: bool = False
    place_resolved: bool = False
    school_named: bool = False
    has_media: bool = False
    stale: bool = False
    denied: bool = False
    confirmed: bool = False
    guessed: bool = False


def confidence_parts(evidence: Evidence) -> tuple[tuple[str, float], ...]:
    """Break the confidence into named parts that add up to it (before the ceiling)."""
    doubt = 1.0
    for channel in evidence.channels:
        doubt *= 1.0 - RELIABILITY[channel]
    if evidence.official:
        doubt = min(doubt, 1.0 - OFFICIAL_RELIABILITY)
    parts = [("origins", 1.0 - doubt)]
    if evidence.place_resolved:
        parts.append(("place", PLACE_BONUS))
    if evidence.school_named:
        parts.append(("school", SCHOOL_BONUS))
    if evidence.has_media:
        parts.append(("media", MEDIA_BONUS))
    if evidence.stale:
        parts.append(("stale", -STALE_LOSS))
    subtotal = sum(value for _, value in parts)
    if evidence.confirmed and subtotal < CONFIRMED_FLOOR:
        parts.append(("confirmed", CONFIRMED_FLOOR - subtotal))
    if evidence.denied:
        parts.append(("denied", -subtotal * (1 - DENIED_FACTOR)))
    elif evidence.guessed and not evidence.confirmed and subtotal > GUESSED_CEILING:
        parts.append(("guessed", GUESSED_CEILING - subtotal))
    return tuple((name, round(value, 4)) for name, value in parts)


def total(parts: tuple[tuple[str, float], ...]) -> float:
    """Confidence in [0, 0.98]: the sum of the parts."""
    return round(min(CEILING, max(0.0, sum(value for _, value in parts))), 2)
