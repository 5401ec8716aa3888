"""What people call a school or a place by when they do not write its full name: `bên Hoa Sen`, `Gấu Trúc An Phước`.

A bare name is some place's only beside something that ties it there: the group, the outlet, a place in the text. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from monitor.stories.anchors import School, one_name_each
from monitor.stories.kinds import core_of
from monitor.stories.reading import Reading
from monitor.stories.story import Story, parts_of

_BEFORE_NAME = ("ben", "truong", "th", "mn", "thcs", "thpt", "tieu hoc", "mam non", "lop", "o", "cua", "vu", "hoc",
                "hc", "day", "trang", "fanpage")  # fmt: skip
_LEVELS = ("th", "mn", "thcs", "thpt", "tieu hoc", "mam non", "mau giao")
"""Words before a bare school name that is typed in lower case (`bên hoa sen`)."""


def agreed_school(reading: Reading, story: Story) -> School | None:
    """The school both are about: named by both, or named by one and called by its bare name by the other.

    A bare name (`bên Hoa Sen`) counts only when the group, the outlet's place or a place in the text agrees.
    """
    blurred = reading.accentless or story.blurred
    for school in sorted(reading.anchors.schools):
        near = reading.anchors.places | story.places
        if any(school.same_as(known, near=near, blurred=blurred) for known in story.schools):
            return school
    return _called_in_one_place(reading, story) or _dropped_in_passing(reading, story)


def _called_in_one_place(reading: Reading, story: Story) -> School | None:
    if not same_surroundings(reading, story):
        return None
    if not reading.anchors.schools:
        for school in sorted(story.schools):
            if _calls(reading, school, story.surroundings):
                return school
    if not story.schools:
        around = parts_of(reading.anchors.home_hints | reading.anchors.places)
        for school in sorted(reading.anchors.schools):
            if any(_calls(member, school, around) for member in story.members):
                return school
    return None


IN_PASSING = timedelta(hours=12)
"""How soon after the news people drop the bare name in lower case and are understood."""


def _dropped_in_passing(reading: Reading, story: Story) -> School | None:
    """The story's school when a post of its province and hours, on the same kind of thing, drops its name.

    Nothing else ties the post there, so the whole name must stand in it (`p16 bờ kinh`), of two syllables at least.
    """
    if reading.press or reading.anchors.schools or not core_of(reading.kinds) & story.main_kinds:
        return None
    fresh = any(abs(reading.moment - member.moment) <= IN_PASSING for member in story.members)
    if not fresh or not one_name_each(reading.anchors.provinces) & story.provinces:
        return None
    line = f" {' '.join(reading.words)} "
    named = (school for school in sorted(story.schools) if "-" in school.proper)
    return next((school for school in named if f" {school.proper.replace('-', ' ')} " in line), None)


def _calls(reading: Reading, school: School, near: Collection[str]) -> bool:
    syllables = school.proper.split("-")
    line = f" {' '.join(reading.words)} "
    names = {name_at(run, near)[0] for run in reading.anchors.names}
    for name in {" ".join(syllables), " ".join(syllables[:-2])}:
        if name in names:
            return True
        if " " in name and any(f" {word} {name} " in line for word in _BEFORE_NAME):
            return True
    return False


def call_alike(reading: Reading, story: Story) -> bool:
    """Whether a post calls a school by words after its level (`th bong sen`) and one of the story's after any hint.

    For posts typed without capitals or accents, in which no name shows; two syllables are compared.
    """
    levels, hints = _called(reading, _LEVELS), _called(reading, _BEFORE_NAME)
    return bool(hints) and any(
        levels & _called(member, _BEFORE_NAME) or hints & _called(member, _LEVELS)
        for member in story.members
        if member.accentless or reading.accentless
    )


def _called(reading: Reading, before: Collection[str]) -> set[tuple[str, ...]]:
    words = reading.words
    starts = (
        at
        for at in range(1, len(words) - 1)
        if words[at - 1] in before or " ".join(words[max(0, at - 2) : at]) in before
    )
    return {words[at : at + 2] for at in starts}


def same_surroundings(reading: Reading, story: Story) -> bool:
    """Whether both come from one group or outlet, from groups of one place (or named after it), or name one place."""
    if reading.source in story.sources or _is_named_after(reading.source, story.surroundings):
        return True
    mine = reading.anchors.home_hints
    return any(hint in story.surroundings or hint.rsplit("/", 1)[-1] in story.surroundings for hint in mine)


def _is_named_after(source: str, places: Iterable[str]) -> bool:
    """Whether a group bears a place's name of several syllables: `nha-tro-gan-cho-phu-khuong`."""
    return any("-" in place and "/" not in place and f"-{place}-" in f"-{source}-" for place in places)


def name_runs_on(reading: Reading, story: Story) -> bool:
    """Whether a name of one goes on, in the other, into a place of the first: `Gấu Trúc` and `Gấu Trúc An Phước`."""
    near = parts_of(reading.anchors.home_hints | reading.anchors.places)
    here = {head for run in reading.anchors.names for head, place in [name_at(run, story.surroundings)] if place}
    there = {head for run in story.names for head, place in [name_at(run, near)] if place}
    return bool(here & story.names or there & reading.anchors.names)


def names_a_commune(reading: Reading, story: Story) -> bool:
    """Whether a name in one is a commune of the other, of a district that both are in (`báo công an Tân Trung`)."""
    return _is_commune(reading.anchors.names, reading.anchors.home_hints, story.communes) or _is_commune(
        story.names, story.hints, reading.anchors.communes
    )


def _is_commune(names: Collection[str], hints: Collection[str], communes: Iterable[str]) -> bool:
    for commune in communes:
        district, _, slug = commune.rpartition("/")
        if {district, district.rpartition("/")[2]} & set(hints) and any(
            f" {run}".endswith(f" {slug.replace('-', ' ')}") for run in names
        ):
            return True
    return False


def name_at(run: str, places: Collection[str]) -> tuple[str, str]:
    """Split a run of capitals that goes on into a known place: `cay gon tan trung` → `cay gon`, `tan-trung`.

    `places`: last parts of place ids. Two syllables of name stay at least; a run without a place keeps all of it.
    """
    words = run.split()
    for cut in range(2, len(words)):
        place = next(
            (slug for slug in ("-".join(words[cut:end]) for end in range(len(words), cut, -1)) if slug in places), ""
        )
        if place:
            return " ".join(words[:cut]), place
    return run, ""
