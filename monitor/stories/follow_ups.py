"""Posts that go on with a grave case of their school or group, though they share hardly a word with it. Pure.

What already separates two happenings separates these too (`vetoes`). A follow-up proves nothing by itself: it counts
by the facts the classifier finds in it, and as a voice (`witnesses`).
"""

from __future__ import annotations

from datetime import timedelta

from monitor.stories.anchors import School
from monitor.stories.kinds import related
from monitor.stories.presupposing import Presumes
from monitor.stories.reading import Reading
from monitor.stories.story import Story

WITHIN = timedelta(hours=12)
"""People ask and add while it is fresh; the next day they say again what it is about."""
TOUCH = 0.15
"""Likeness from which a post that only goes on with something may be about the case its group talks of."""
_GRAVE = frozenset(
    {
        "food-poisoning", "death-injury", "gas", "drowning", "fall", "suicide", "electrocution", "crash", "bus-crash",
        "bike-crash", "violence", "abuse-sexual", "child-care-abuse", "assault-on-teacher", "missing",
    }
)  # fmt: skip
"""Kinds of happening after whose outcome a whole group asks."""


def follows(reading: Reading, story: Story, school: School | None) -> bool:
    """Whether a post takes for known a fresh grave case of the very school it names."""
    return school is not None and reading.presumes is not Presumes.NOTHING and _goes_with(reading, story)


def may_follow(reading: Reading, story: Story, score: float) -> bool:
    """Whether a post that names no school would go on with a fresh grave case of its own group, if no other fitted."""
    if reading.anchors.schools or not reading.group or all(m.group != reading.group for m in story.members):
        return False
    pointed = reading.presumes is Presumes.A_CASE or (reading.presumes is Presumes.ITS_COURSE and score >= TOUCH)
    return pointed and _goes_with(reading, story)


def _goes_with(reading: Reading, story: Story) -> bool:
    """Whether the case is grave and fresh, and the post tells no kind of happening that is not of it."""
    if reading.kinds and not related(reading.kinds, frozenset(story.kinds)):
        return False
    grave = bool(_GRAVE & story.main_kinds) or any(member.tells_harm for member in story.members)
    return grave and any(timedelta() <= reading.moment - member.moment <= WITHIN for member in story.members)
