"""When a loud story need not be looked at whole for one more item. Pure.

To look at a story is to read all of it. For a wave of thousands that is thousands of times thousands, though after the
first hundred one more post of the same words adds to the counts alone. Such items wait: the whole is looked at each
time the story has grown by a quarter, so that all looks together cost each item five readings at most.
"""

from __future__ import annotations

from monitor.core.incidents import Incident
from monitor.core.items import PRESS_CHANNELS
from monitor.core.labels import Territory
from monitor.stories.harm import HARM_KINDS, count_grew, highest_counts
from monitor.stories.thresholds import NEW_STEPS
from monitor.stories.view import Member

MANY = 100
"""Items of a story up to which each is looked at."""


def is_look(size: int) -> bool:
    """Whether a story that has grown to `size` items is looked at: 1 to 100, then 125, 156, 195 and so on."""
    step = MANY
    while step < size:
        step += step // 4
    return size <= MANY or step == size


def may_wait(arrived: Member, incident: Incident, *, size: int) -> bool:
    """Whether an item that made its story `size` items can wait for the next look at the story.

    Never one that could change what is told: a graver one, a new harm or step or count, the press, an office, a place.
    """
    return incident.is_open and not is_look(size) and _only_counts(arrived, incident)


def may_wait_unborn(arrived: Member, *, size: int) -> bool:
    """The same where no incident came of the story: whose words a post repeats has said what it is."""
    item = arrived.item
    told = item.official or item.channel in PRESS_CHANNELS
    return arrived.copy_of is not None and not told and not is_look(size)


def _only_counts(arrived: Member, incident: Incident) -> bool:
    item, labels = arrived.item, arrived.labels
    if item.official or item.channel in PRESS_CHANNELS or labels.severity > incident.machine_level:
        return False
    if labels.territory not in {incident.territory, Territory.UNKNOWN}:
        return False
    told = [fact for fact in labels.facts if fact.stands]
    fresh = {fact.kind for fact in told if fact.kind in HARM_KINDS | NEW_STEPS} - set(incident.fact_kinds)
    return not fresh and not count_grew(dict(incident.counts), dict(highest_counts(told)))
