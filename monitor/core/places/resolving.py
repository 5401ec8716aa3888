"""Chooses what a name of a place means, given what stands around it and what the whole text says for certain.

Pure: a hit, its neighbours and the scene go in, a spot comes out. Certain names first (they make the scene), then
ambiguous ones by their parent in the text, by the outlet's home, by other home names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.core.places.gazetteer import FIRST_NEW_DAY, HOME_PROVINCE, MERGED_PROVINCE, Gazetteer, Place
from monitor.core.places.phrases import Pattern, Role
from monitor.core.places.prepared import Prepared
from monitor.core.places.school_names import school_slug
from monitor.core.places.surroundings import Guard, Hit

HOME_CITY = f"{HOME_PROVINCE}/tp-ben-tre"
HOME_CERTAINTY = 0.45
"""At least this sure of a home place before an item is called home."""
NEAR_CHARS = 120
"""A competing province this close to an ambiguous name takes it (about one sentence)."""
ADJACENT_CHARS = 14
"""Between a commune and its parent stand at most a comma and a type word (`An Đức, huyện Ba Tri`)."""

_ZONE_BONUS = (0.04, 0.02, 0.0)
_GUARD_FACTOR = {Guard.NONE: 1.0, Guard.ORIGIN: 0.35, Guard.TRANSFER: 0.5}
_SURNAME_WORDS = (
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương lương mai tô cao thái đoàn "
    "trịnh thị văn nguyen tran pham huynh dang bui"
)
_SURNAMES = frozenset(_SURNAME_WORDS.split())
"""Family names, middle words included, with accents where another word looks the same without (trường, trương)."""
_UNIT_BEFORE = re.compile(
    r"(?<!\w)(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã) (?:[^\W\d_a-z]\w*|\d+)(?: [^\W\d_a-z]\w*){0,3}"
    r" ?[,(] ?(?:(?:tỉnh|thành phố|TP)\.? ?)?$|"
    r"(?<!\w)(?:[Mm]ột|[Nn]hiều|[Hh]ai|[Bb]a|[Cc]ác) (?:trường|khu công nghiệp|cụm công nghiệp|công ty|nhà máy|"
    r"xí nghiệp|cơ sở|trang trại|hộ|huyện|xã|phường|quận|thị xã|chợ|ngã tư)(?: [^\W\d_A-Z]+){0,4}?"
    r"(?: (?:ở|tại|thuộc|của|trên địa bàn))?(?: (?:tỉnh|thành phố|TP\.?))? ?$"
)
"""A unit of its own, or a place that is only described (`một khu công nghiệp tỉnh …`), right before a province."""
_UNIT_CHARS = 72
"""Longest such unit with its name."""
_BETWEEN = re.compile(r"[\s,(\-–]*(?:thuộc|thuoc|của|cua)?[\s,(\-–]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """One resolved place in the working text, before it becomes a mention. `zone`: 0 title, 1 lead, 2 body.

    `pinned`: a province right behind a unit of its own (`xã Thạnh Phú, TP Cần Thơ`): where something is, no name in
    passing.
    """

    place: Place | None
    id: str
    level: str
    start: int
    end: int
    certainty: float
    guard: Guard
    zone: int
    home: bool | None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The home of the outlet or group: place id or None, and whether it is ours."""

    place: str | None = None
    home: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What the text says for certain; ambiguous names are judged against it."""

    day: date
    prepared: Prepared
    title_end: int
    lead_end: int
    source: Source
    home_units: frozenset[str] = frozenset()
    others: tuple[tuple[int, int, str], ...] = ()
    anchored: bool = False

    def zone(self, start: int) -> int:
        """0 in the title, 1 in the lead, 2 in the body."""
        if start < self.title_end:
            return 0
        return 1 if start < self.lead_end else 2

    @property
    def home_context(self) -> bool:
        """Whether the text or the outlet speaks of home."""
        return self.anchored or self.source.home

    def competing(self, start: int, end: int) -> bool:
        """Whether another province or its district is named close by."""
        return any(s - end <= NEAR_CHARS and start - e <= NEAR_CHARS for s, e, _ in self.others)


class Resolver:
    """Chooses what a name means. Pure: everything it needs is in the hit, its neighbour and the scene."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._home_districts = frozenset(place.bare for place in gazetteer.districts)
        self._areas = frozenset(
            place.bare.lower() for place in gazetteer.places if place.level in {"province", "district"}
        ) | frozenset(alias.name.lower() for alias in gazetteer.aliases if alias.kind != "commune")
        self._cache: dict[tuple[Pattern, str, bool], tuple[Place, ...]] = {}
        self._bearers: dict[str, int] = {}
        for place in gazetteer.places:
            if place.level == "district":
                self._bearers[place.bare] = self._bearers.get(place.bare, 0) + 1

    def is_area(self, words: str) -> bool:
        """Whether lower-case words are a province, a district, or begin with `TP`."""
        return words in self._areas or words.startswith(("tp ", "tp.", "tỉnh ", "tinh "))

    def survey(self, hits: Sequence[Hit], scene: Scene) -> Scene:
        """First look: what is certain without context."""
        home: set[str] = set()
        others: list[tuple[int, int, str]] = []
        for hit in hits:
            if hit.pattern.role is not Role.PLACE or hit.means_no_place:
                continue
            place = self._certain(hit, scene)
            if place is None:
                continue
            if place.home or (place.id == MERGED_PROVINCE and scene.day >= FIRST_NEW_DAY):
                home.add(place.id)
            elif hit.guard is Guard.NONE:
                others.append((hit.start, hit.end, place.id))
        anchored = bool(home - {MERGED_PROVINCE})
        return replace(scene, home_units=frozenset(home), others=tuple(others), anchored=anchored)

    def resolve(self, hit: Hit, following: Sequence[Hit], scene: Scene, *, inside_school: bool) -> Spot | None:
        """The place a name means here, or None when it means none or it cannot be told."""
        in_home_school = inside_school and scene.source.home
        found = self._meaning(replace(hit, located=True) if in_home_school else hit, following, scene)
        if found is None:
            return None
        place, certainty = found
        if inside_school and not hit.type_word:
            certainty = min(certainty * 0.6, HOME_CERTAINTY + 0.05)
        zone = scene.zone(hit.start)
        certainty = min(1.0, certainty * _GUARD_FACTOR[hit.guard] + _ZONE_BONUS[zone])
        place_id = self._gazetteer.resolve(place.id, scene.day) if place.level == "commune" else place.id
        dated = self._gazetteer.get(place_id, scene.day) or place
        neutral = place.id == MERGED_PROVINCE and scene.day >= FIRST_NEW_DAY
        home = None if neutral else dated.home
        pinned = dated.level == "province" and self._is_pinned(hit, scene)
        return Spot(dated, place_id, dated.level, hit.start, hit.end, certainty, hit.guard, zone, home, pinned)

    def _is_pinned(self, hit: Hit, scene: Scene) -> bool:
        return _UNIT_BEFORE.search(scene.prepared.text, max(0, hit.start - _UNIT_CHARS), hit.start) is not None

    def source_place(self, hit: Hit, following: Sequence[Hit], scene: Scene) -> str | None:
        """The place an outlet's own name or stated home means."""
        found = self._meaning(replace(hit, located=True, capitalised=True, crowded=False), following, scene)
        return found[0].id if found and found[1] >= HOME_CERTAINTY else None

    def _meaning(self, hit: Hit, following: Sequence[Hit], scene: Scene) -> tuple[Place, float] | None:
        candidates = self._candidates(hit, scene.day)
        if not candidates:
            return None
        if certain := self._certain(hit, scene):
            return certain, self._certainty(hit, scene)
        parents = self._parent_candidates(hit, following, scene)
        if parents is not None:
            return self._under(candidates, parents, scene)
        if hit.crowded or candidates[0].level == "province":
            return None
        return self._by_context(hit, candidates, scene)

    def _candidates(self, hit: Hit, day: date) -> tuple[Place, ...]:
        """What the name can mean with its type word; units that do not exist yet are left out."""
        key = (hit.pattern, hit.type_word, day >= FIRST_NEW_DAY)
        known = self._cache.get(key)
        if known is None:
            known = self._cache[key] = _fitting_type(hit, new=day >= FIRST_NEW_DAY)
        return known

    def _certain(self, hit: Hit, scene: Scene) -> Place | None:
        """The one place the name means without any context, if there is one."""
        candidates = self._candidates(hit, scene.day)
        if not candidates:
            return None
        first = self._preferred(candidates, scene.day)
        if hit.pattern.kind in {"hint", "commune"}:
            sure = not hit.crowded
        elif first.level == "province":
            sure = self._province_written(hit, scene)
        else:
            sure = self._unit_written(hit, first, scene) and self._is_safe(first, candidates, hit)
        return first if sure else None

    def _preferred(self, candidates: Sequence[Place], day: date) -> Place:
        """Province before district before commune; among the rest what stands on the day, ours first."""
        order = {"province": 0, "district": 1, "commune": 2}
        return min(
            candidates, key=lambda p: (order[p.level] > 0, not p.valid_on(day), not p.home, order[p.level], p.id)
        )

    def _is_safe(self, place: Place, candidates: Sequence[Place], hit: Hit) -> bool:
        """Whether a district or commune needs no context: nothing else bears the name (with this type word)."""
        if not place.home:
            typed_district = bool(hit.type_word) and place.level == "district"
            return len(candidates) == 1 and (typed_district or not place.ambiguous)
        if any(not other.home for other in candidates) or place.bare.isdigit():
            return False
        if place.id == HOME_CITY or (place.level == "district" and hit.type_word):
            return True
        if place.bare in self._home_districts and self._gazetteer.shared.get(place.bare, 0) == 0:
            return True
        return not place.ambiguous and len({p.id for p in candidates if p.level == place.level}) == 1

    def _unit_written(self, hit: Hit, place: Place, scene: Scene) -> bool:
        """Whether it is written as a name: capitals or a type word, in plain posts after `ở` or in a home outlet."""
        if not (hit.capitalised or hit.type_word or hit.located or scene.source.home):
            return False
        home_district = place.home and place.level == "district"
        return not hit.crowded or (home_district and not _has_surname_before(scene.prepared.text, hit.start))

    def _province_written(self, hit: Hit, scene: Scene) -> bool:
        if hit.type_word and not hit.type_word.endswith("?"):
            return True
        text = scene.prepared.text
        if _has_surname_before(text, hit.start):
            return False
        shouted = text[hit.start : hit.end].isupper()
        if not shouted and text[hit.end : hit.end + 1] == " " and text[hit.end + 1 : hit.end + 3].istitle():
            return hit.located
        home = any(place.home for place in hit.pattern.places)
        return hit.capitalised or hit.located or (home and scene.prepared.accentless)

    def _certainty(self, hit: Hit, scene: Scene) -> float:
        if hit.pattern.kind == "hint":
            return HOME_CERTAINTY
        if hit.type_word and not hit.type_word.endswith("?"):
            return 0.93
        if hit.capitalised:
            return 0.88
        return 0.6 if scene.prepared.accentless else 0.7

    def _parent_candidates(self, hit: Hit, following: Sequence[Hit], scene: Scene) -> frozenset[str] | None:
        """Ids of what stands right after the name (`An Đức, Ba Tri`); None when nothing does or it is a peer."""
        if not following or following[0].start - hit.end > ADJACENT_CHARS:
            return None
        after = following[0]
        if not _BETWEEN.fullmatch(scene.prepared.lowered[hit.end : after.start]):
            return None
        meant = [place for place in self._candidates(after, scene.day) if place.level != "commune"]
        above = self._parent_candidates(after, following[1:], scene)
        ids = frozenset(place.id for place in meant if above is None or self._above(place) & above)
        if not ids:
            return None
        if any(self._above(place) & ids for place in self._candidates(hit, scene.day)):
            return ids
        ours = any(place.startswith(HOME_PROVINCE) for place in ids)
        return None if ours or ids == {MERGED_PROVINCE} else ids

    def _above(self, place: Place) -> set[str]:
        above = set(self._gazetteer.ancestors(place.id))
        for later in place.successors:
            above.update(self._gazetteer.ancestors(later))
        return above

    def _under(self, candidates: Sequence[Place], parents: frozenset[str], scene: Scene) -> tuple[Place, float] | None:
        fitting = [place for place in candidates if self._above(place) & parents]
        if not fitting:
            return None
        ids = {self._gazetteer.resolve(place.id, scene.day) for place in fitting}
        if len(ids) > 1:
            exact = [p for p in fitting if p.valid_on(scene.day)]
            if len(exact) != 1:
                return self._home_only(fitting)
            fitting = exact
        return fitting[0], 0.95

    def _home_only(self, places: Iterable[Place]) -> tuple[Place, float] | None:
        """Several home communes of one name: sure of the province, not of the commune."""
        province = self._gazetteer.get(HOME_PROVINCE)
        return (province, 0.55) if province and all(place.home for place in places) else None

    def _by_context(self, hit: Hit, candidates: Sequence[Place], scene: Scene) -> tuple[Place, float] | None:
        ours = [place for place in candidates if place.home]
        if not ours:
            return self._elsewhere(hit, candidates, scene)
        named = [p for p in ours if set(self._gazetteer.ancestors(p.id)) & (scene.home_units - {HOME_PROVINCE})]
        if not named and scene.competing(hit.start, hit.end):
            return self._elsewhere(hit, candidates, scene)
        if any(place.bare.isdigit() for place in ours):
            return self._numbered(ours, named, scene)
        if not (hit.type_word or hit.located or (hit.capitalised and named) or self._is_district(ours, scene)):
            return None
        if not (hit.capitalised or hit.type_word or hit.located):
            return None
        return self._pick(hit, ours, named, scene)

    def _is_district(self, ours: Sequence[Place], scene: Scene) -> bool:
        return scene.home_context and any(place.level == "district" for place in ours)

    def _pick(
        self, hit: Hit, ours: Sequence[Place], named: Sequence[Place], scene: Scene
    ) -> tuple[Place, float] | None:
        """Among home units: under a named district, under the outlet's district, else the only one left."""
        typed = bool(hit.type_word)
        by_source = [p for p in ours if scene.source.place is not None and scene.source.place in {p.id, p.parent}]
        for group, certainty in ((named, 0.9), (by_source, 0.8)):
            if group and len({self._gazetteer.resolve(p.id, scene.day) for p in group}) == 1:
                return self._preferred(group, scene.day), certainty if typed else certainty - 0.1
        lone = [place for place in ours if place.level == "district" and self._bearers[place.bare] == 1]
        if not scene.home_context and hit.located and lone and not scene.competing(hit.start, hit.end):
            return lone[0], 0.6
        if not scene.home_context or (hit.pattern.places[0].bare == "Đồng Khởi" and not typed):
            return None
        districts = [place for place in ours if place.level == "district" and place.valid_on(scene.day)]
        standing = districts or [place for place in ours if place.valid_on(scene.day)] or list(ours)
        ids = {self._gazetteer.resolve(place.id, scene.day) for place in standing}
        if len(ids) > 1:
            return self._home_only(standing)
        strong = scene.anchored
        return self._preferred(standing, scene.day), (0.85 if typed else 0.6) if strong else (0.7 if typed else 0.5)

    def _numbered(self, ours: Sequence[Place], named: Sequence[Place], scene: Scene) -> tuple[Place, float] | None:
        """Numbered wards exist in many cities: only with TP Bến Tre in the text, or in an outlet of the city."""
        if named or HOME_CITY in scene.home_units:
            return ours[0], 0.9
        return (ours[0], 0.7) if scene.source.place == HOME_CITY else None

    def _elsewhere(self, hit: Hit, candidates: Sequence[Place], scene: Scene) -> tuple[Place, float] | None:
        """Other provinces' units: by the province named nearby."""
        if not (hit.type_word or hit.located) or hit.crowded:
            return None
        near = {province for start, end, province in scene.others if _distance(start, end, hit) <= NEAR_CHARS}
        near |= {MERGED_PROVINCE} & {*scene.home_units, scene.source.place}
        fitting = [place for place in candidates if not place.home and self._above(place) & near]
        if len(fitting) == 1:
            return fitting[0], 0.85
        strangers = [place for place in candidates if not place.home and place.level == "district"]
        if len(strangers) == 1 and (hit.type_word or hit.capitalised) and not scene.home_context:
            return strangers[0], 0.6
        return None


class SchoolRegister:
    """The schools of the register, by slug, and when a name means one of them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_slug = {place.slug: place for place in gazetteer.schools}
        for alias in gazetteer.aliases:
            place = gazetteer.get(alias.place)
            if place is not None and alias.kind == "school":
                self._by_slug[school_slug(alias.name)] = place
        self._without_level = self._index_bare()

    def _index_bare(self) -> dict[str, Place]:
        bare: dict[str, Place] = {}
        for slug, place in self._by_slug.items():
            for prefix in ("thcs-thpt-", "thpt-", "thcs-"):
                if slug.startswith(prefix):
                    bare[slug.removeprefix(prefix)] = place
                    break
        return bare

    def __contains__(self, slug: str) -> bool:
        return slug in self._by_slug

    def judge(self, slug: str, scene: Scene) -> tuple[Place | None, float]:
        """The school of the register a slug means here (None: not one of ours), and how sure of the name."""
        place = self._by_slug.get(slug)
        if place is None and "-" in slug and scene.home_context:
            place = self._without_level.get(slug)
        if place is None:
            return None, 0.85
        foreign = bool(scene.others) and not scene.anchored
        if (place.ambiguous and not scene.home_context) or (place.ambiguous and foreign):
            return None, 0.6
        return place, 0.9


def _fitting_type(hit: Hit, *, new: bool) -> tuple[Place, ...]:
    known = tuple(place for place in hit.pattern.places if new or place.valid_from != FIRST_NEW_DAY)
    word = hit.type_word.rstrip("?")
    if hit.pattern.kind == "commune":
        return known if word and _level_of(word) == "commune" else ()
    if not word:
        return known
    exact = tuple(place for place in known if place.type_word == word)
    if exact:
        return exact
    if hit.type_word.endswith("?"):
        return known
    seats = tuple(place for place in known if place.level == "district" and not place.home)
    if word == "thị trấn" and seats:
        return seats  # a township usually bears the name of the district it is the seat of
    # People mix up the types of one level (huyện, thị xã, quận; xã, phường); numbers are names only with their own.
    return tuple(place for place in known if _level_of(word) == place.level and not place.bare.isdigit())


def _level_of(type_word: str) -> str:
    return {
        "tỉnh": "province", "thành phố": "district", "thị xã": "district", "quận": "district", "huyện": "district",
    }.get(type_word, "commune")  # fmt: skip


def _distance(start: int, end: int, hit: Hit) -> int:
    return max(start - hit.end, hit.start - end, 0)


def _has_surname_before(text: str, start: int) -> bool:
    """`Nguyễn Thái Bình`, `Lê Thị Hà Giang`: a family name right before, or one word before."""
    words = re.findall(r"\w+", text[max(0, start - 20) : start])
    adjoining = text[max(0, start - 1) : start] == " " and text[max(0, start - 2) : start - 1].isalpha()
    return adjoining and any(word[0].isupper() and word.lower() in _SURNAMES for word in words[-2:])
