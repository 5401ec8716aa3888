"""Where an item happened: mentions of places and schools, resolved to ids, and whose territory it is.

Order of work: longest match with word boundaries; guards for persons, streets, outlets
and origin; certain names first, then ambiguous ones by their parent in the text, by the outlet's home, by other home
names; a competing province nearby rejects; the unit valid on the day of the event. What stays ambiguous stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from monitor.core.clock import local_date
from monitor.core.items import Channel, Item, Kind
from monitor.core.labels import PlaceMention, Territory
from monitor.core.places.elsewhere import names_foreign_person, names_one_university
from monitor.core.places.gazetteer import FIRST_NEW_DAY, HOME_PROVINCE, LAST_OLD_DAY, MERGED_PROVINCE, Gazetteer
from monitor.core.places.matching import NameMatcher
from monitor.core.places.phrases import Role
from monitor.core.places.prepared import Prepared, prepare
from monitor.core.places.resolving import HOME_CERTAINTY, Resolver, Scene, SchoolRegister, Source, Spot
from monitor.core.places.school_names import SchoolName, match_plain_school, match_school, without_tail
from monitor.core.places.surroundings import Guard, Hit
from monitor.core.text import fold, nfc

MAX_MENTIONS = 8
SOURCE_CERTAINTY = 0.5
"""An outlet's home is where its news usually happens, no more."""
LEAD_CHARS = 260
"""Without a lead, the first words of the text (a sapo's length) count as one."""
ROUND_UP_PROVINCES = 4
"""This many other provinces, none alone in the title, make a round-up of the country."""

_ZONE_WEIGHT = (3.0, 2.0, 1.0)
"""How much a place in title, lead and body says about where it happened."""
_NATIONAL_WEIGHT = (2.6, 1.7, 0.45)
"""The same for words about the whole country: just under a place named in the same part."""
_ABROAD_FACTOR = 0.85
_ELSEWHERE_FACTOR = 0.7
"""In a home item the places elsewhere (a hospital, a visitor's town) stand back."""
_HOME_ADVANTAGE = 0.8
"""A missed home item costs more than a foreign one read by mistake, so home wins when nearly equal."""
_LOCAL_WEIGHT = 1.2
"""A home outlet writes about home unless its title says otherwise or a ministry speaks in title or lead."""
_LOCAL_DOUBT = 0.6
_SURE_SCHOOL = 0.8
"""A school named with its level."""
_OUTLET_HOMES = {"bao-dong-khoi": HOME_PROVINCE, "thbt": HOME_PROVINCE, "thvl": MERGED_PROVINCE, "htv": "ho-chi-minh"}
_OUTLETS_WITHOUT_HOME = frozenset({Channel.PRESS_CENTRAL, Channel.PRESS_TRADE, Channel.AGGREGATOR})
_OLD_PERIOD = re.compile(r"(?:huyện|thị xã|huyen)(?!\w)")
_HOME_MARK = re.compile(
    r"(?<![\d\w])71(?!\d)|(?<!\w)(?:BT|bt)$|bentre|batri|giongtrom|mocay|binhdai|thanhphu|cholach", re.IGNORECASE
)
"""How groups call themselves after the province: its number plate, its initials, names run together."""
_ADDRESS_GAP = 3
"""Characters between a school and the address that follows it: a blank and a bracket, or a comma and a blank."""


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What was found: mentions best first, whose territory, the day whose names apply, and whether it is home."""

    mentions: tuple[PlaceMention, ...]
    territory: Territory
    period: date
    home: bool


def _longest_first(gazetteer: Gazetteer) -> list[str]:
    """Folded names of districts and of the province's communes, which people write after a school's name."""
    names = {fold(p.bare) for p in gazetteer.places if p.home and p.level in {"district", "commune"}}
    return sorted((name for name in names if " " in name), key=lambda name: (-len(name), name))


class PlaceFinder:
    """Finds places in items. Holds the automata; build it once. Safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._matcher = NameMatcher(gazetteer)
        self._known = frozenset(fold(p.bare) for p in gazetteer.places if p.home and p.level != "school")
        self._tails = ("tp ben tre", *_longest_first(gazetteer))
        self._schools = SchoolRegister(gazetteer)
        self._resolver = Resolver(gazetteer)
        self._home_of = lru_cache(maxsize=4096)(self._read_home)

    def find(self, item: Item, *, now: datetime | None = None) -> PlaceResult:
        """Find the places of an item; `now` only dates items that carry no time and no dated names."""
        return self._find(item, item.full_text, now)

    def _find(self, item: Item, text: str, now: datetime | None) -> PlaceResult:
        prepared = prepare(text)
        hits = self._matcher.hits(prepared)
        scene = self._scene(item, prepared, hits, now)
        schools = self._read_schools(prepared, hits, edited=item.kind is Kind.PRESS)
        spots = self._resolve_all(hits, schools, scene)
        scene = replace(scene, anchored=scene.anchored or any(s.home for s in spots))
        spots += self._school_spots(schools, scene)
        national = [
            scene.zone(hit.start)
            for hit in hits
            if hit.pattern.role is Role.NATIONAL
            and not (hit.pattern.kind == "hint" and (scene.source.home or _answers(item)))
        ]
        abroad = [scene.zone(h.start) for h in hits if h.pattern.is_abroad]
        verdict = _territory(spots, national, abroad, scene)
        if verdict is Territory.NATIONAL and _answers(item):
            verdict = self._of_answered(item, verdict, now)
        if verdict is Territory.UNKNOWN or (verdict is Territory.HOME and not any(spot.home for spot in spots)):
            spots, verdict = self._fall_back(item, spots, scene, now)
        mentions = _mentions(spots, prepared, verdict)
        return PlaceResult(mentions, verdict, scene.day, verdict is Territory.HOME)

    def _scene(self, item: Item, prepared: Prepared, hits: Sequence[Hit], now: datetime | None) -> Scene:
        title_end = len(nfc(item.title or ""))
        lead_end = title_end + (len(nfc(item.lead)) + 1 if item.lead else LEAD_CHARS)
        day = _day(item, hits, prepared, now)
        scene = Scene(day, prepared, title_end, lead_end, self._source(item))
        return self._resolver.survey(hits, scene)

    def _source(self, item: Item) -> Source:
        if item.channel in _OUTLETS_WITHOUT_HOME:
            return Source()
        home = self._home_of(item.source_place or "") or self._home_of(item.source or "")
        if home is None and _HOME_MARK.search(item.source or ""):
            home = HOME_PROVINCE
        if home is None and item.channel is Channel.PRESS_LOCAL:
            home = HOME_PROVINCE
        return Source(home, home is not None and self.gazetteer.is_home(home))

    def _read_home(self, words: str) -> str | None:
        """The place id of an outlet's home: an id, a known outlet, or words that name a place."""
        if not words or words in self.gazetteer:
            return words or None
        if words in _OUTLET_HOMES:
            return _OUTLET_HOMES[words]
        spaced = words.replace("-", " ") if " " not in words and words.islower() else words
        prepared = prepare(spaced)
        hits = [hit for hit in self._matcher.hits(prepared) if hit.pattern.role is Role.PLACE]
        scene = Scene(LAST_OLD_DAY, prepared, 0, 0, Source(HOME_PROVINCE, home=spaced == words))
        resolver = self._resolver
        found = [p for i, hit in enumerate(hits) if (p := resolver.source_place(hit, hits[i + 1 : i + 3], scene))]
        return found[0] if found else None

    def _read_schools(self, prepared: Prepared, hits: Sequence[Hit], *, edited: bool) -> list[SchoolName]:
        found: list[SchoolName] = []
        reached = -1
        for hit in hits:
            if hit.start < reached or not hit.pattern.is_school:
                continue
            name = self._read_school(prepared, hit, edited=edited)
            if name is not None:
                found.append(name)
                reached = name.end
        return found

    def _read_school(self, prepared: Prepared, hit: Hit, *, edited: bool) -> SchoolName | None:
        if hit.pattern.role is Role.SCHOOL_WORD:
            plain = match_plain_school(prepared.text, hit.start)
            return without_tail(plain, prepared.text, self._tails) if plain else None
        # An editor writes names with capitals: "trường tiểu học vùng ven biển" in a paper names no school.
        loose = prepared.accentless or not (edited or prepared.text[hit.start].isupper())
        name = match_school(prepared.text, prepared.lowered, hit.start, loose=loose, known=self._known)
        if name is not None and name.slug not in self._schools:
            name = without_tail(name, prepared.text, self._tails)
        if name is None or name.introduced or name.abbreviated:
            return name
        # "học sinh tiểu học Hà Nội", "giáo viên mầm non Ba Tri": the level, then a place, is no school's name.
        proper = prepared.lowered[name.proper_start : name.end]
        return None if self._resolver.is_area(proper) else name

    def _resolve_all(self, hits: Sequence[Hit], schools: Sequence[SchoolName], scene: Scene) -> list[Spot]:
        places = [hit for hit in hits if hit.pattern.role is Role.PLACE]
        spots: list[Spot] = []
        for index, hit in enumerate(places):
            if hit.means_no_place:
                continue
            inside = any(school.proper_start <= hit.name_start < school.end for school in schools)
            spot = self._resolver.resolve(hit, places[index + 1 : index + 3], scene, inside_school=inside)
            if spot is not None:
                spots.append(spot)
        return spots

    def _school_spots(self, schools: Sequence[SchoolName], scene: Scene) -> list[Spot]:
        full = {name.slug.removeprefix(f"{name.levels}-"): name.slug for name in schools if name.levels}
        spots = []
        for name in schools:
            slug = name.slug if name.levels else full.get(name.slug, name.slug)
            place, certainty = self._schools.judge(slug, scene)
            certainty = min(certainty, 0.9 if name.sure and name.levels else 0.45)
            spots.append(
                Spot(
                    place=place,
                    id=place.id if place else f"school:{slug}",
                    level="school",
                    start=name.start,
                    end=name.end,
                    certainty=certainty,
                    guard=Guard.NONE,
                    zone=scene.zone(name.start),
                    home=True if place else None,
                )
            )
        return spots

    def _fall_back(
        self, item: Item, spots: list[Spot], scene: Scene, now: datetime | None
    ) -> tuple[list[Spot], Territory]:
        """No place in the text: what the comment answers, then the outlet's home."""
        if item.context and item.context not in item.full_text:
            answered = self._find_answered(item, now)
            if answered.territory is not Territory.UNKNOWN:
                known = [self._from_outside(m.id, min(m.certainty, SOURCE_CERTAINTY)) for m in answered.mentions[:2]]
                return spots + known, answered.territory
        source = scene.source
        if source.place is None and item.kind is Kind.PRESS and _is_elsewhere(item, spots):
            return spots, Territory.OTHER
        # The merged province is half ours: its outlets alone tell nothing.
        if source.place is None or (source.place == MERGED_PROVINCE and scene.day >= FIRST_NEW_DAY):
            return spots, Territory.UNKNOWN
        commune = self.gazetteer.get(source.place)
        dated = commune is not None and commune.level == "commune"
        place_id = self.gazetteer.resolve(source.place, scene.day) if dated else source.place
        spot = self._from_outside(place_id, SOURCE_CERTAINTY if "/" in place_id else SOURCE_CERTAINTY - 0.05)
        return [*spots, spot], Territory.HOME if source.home else Territory.OTHER

    def _of_answered(self, item: Item, verdict: Territory, now: datetime | None) -> Territory:
        """A comment that only speaks of the Ministry or the country is about where its headline is."""
        answered = self._find_answered(item, now).territory
        return Territory.UNKNOWN if answered in {Territory.HOME, Territory.OTHER} else verdict

    def _find_answered(self, item: Item, now: datetime | None) -> PlaceResult:
        context = item.context or ""
        return self._find(replace(item, title=None, lead=None, text=context, context=None), context, now)

    def _from_outside(self, place_id: str, certainty: float) -> Spot:
        place = self.gazetteer.get(place_id)
        level = place.level if place else "school"
        return Spot(place, place_id, level, -1, -1, certainty, Guard.NONE, 2, self.gazetteer.is_home(place_id))


def _answers(item: Item) -> bool:
    """Whether the item is a comment that brought the headline it answers."""
    return bool(item.context and item.context not in item.full_text)


def _is_elsewhere(item: Item, spots: Sequence[Spot]) -> bool:
    """Whether a text of the national press names a school we do not know, one university, or people of abroad."""
    schools = any(s.level == "school" and s.place is None and s.certainty >= _SURE_SCHOOL for s in spots)
    return schools or names_foreign_person(item.full_text) or names_one_university(item.full_text)


def _day(item: Item, hits: Sequence[Hit], prepared: Prepared, now: datetime | None) -> date:
    """The day whose names apply: published, arrived, else the period whose names are used, else today."""
    if item.seen_at is not None:
        return local_date(item.seen_at)
    for hit in hits:
        homes = [place for place in hit.pattern.places if place.home and place.level == "district"]
        if homes and _OLD_PERIOD.match(prepared.lowered[hit.start :]):
            return LAST_OLD_DAY
    return local_date(now) if now is not None else FIRST_NEW_DAY


def _weight(spot: Spot) -> float:
    factor = 0.45 if spot.guard is Guard.ORIGIN else 1.0
    return spot.certainty * factor * _ZONE_WEIGHT[spot.zone]


def _territory(spots: Sequence[Spot], national: Sequence[int], abroad: Sequence[int], scene: Scene) -> Territory:
    """Weigh home, other and national evidence; where nothing is sure, unknown."""
    event = [spot for spot in spots if spot.guard is not Guard.ORIGIN]
    if any(spot.pinned and spot.home is False for spot in event) and not any(spot.home for spot in event):
        return Territory.OTHER
    if _is_of_home_schools(event):
        return Territory.HOME
    home = max((_weight(s) for s in event if s.home and s.certainty >= HOME_CERTAINTY), default=0.0)
    other = max((_weight(s) for s in event if s.home is False), default=0.0)
    other = max(other, max((_ZONE_WEIGHT[zone] * _ABROAD_FACTOR for zone in abroad), default=0.0))
    country = max((_NATIONAL_WEIGHT[zone] for zone in national), default=0.0)
    if scene.source.home:
        home, other = max(home, _LOCAL_WEIGHT), other * (1.0 if other > _ZONE_WEIGHT[1] else _LOCAL_DOUBT)
    advantage = _LOCAL_DOUBT if scene.source.home else _HOME_ADVANTAGE
    if home and home >= other * advantage and (home > _LOCAL_WEIGHT or country <= home):
        return Territory.HOME
    if _is_round_up(event, national):
        return Territory.NATIONAL
    if max(other, country) <= 0:
        return Territory.UNKNOWN
    return Territory.OTHER if other >= country else Territory.NATIONAL


def _is_of_home_schools(spots: Sequence[Spot]) -> bool:
    """Whether schools are named with their addresses (`Trường A (xã B, huyện C)`), and all of them at home.

    Their pupils and teachers are ours wherever it happened: on an outing, at a contest.
    """
    schools = [spot for spot in spots if spot.level == "school"]
    grounds = [spot for spot in spots if spot.level != "school"]
    addresses = [at for school in schools for at in grounds if 0 < at.start - school.end <= _ADDRESS_GAP]
    return bool(addresses) and all(at.home and at.certainty >= HOME_CERTAINTY for at in addresses)


def _is_round_up(spots: Sequence[Spot], national: Sequence[int]) -> bool:
    provinces = {spot.id.partition("/")[0] for spot in spots if spot.home is False}
    in_title = {spot.id.partition("/")[0] for spot in spots if spot.home is False and spot.zone == 0}
    return len(provinces) >= ROUND_UP_PROVINCES and not in_title and bool(national)


def _mentions(spots: Sequence[Spot], prepared: Prepared, verdict: Territory) -> tuple[PlaceMention, ...]:
    """One mention a place, best first by certainty, then by position; at most eight."""
    best: dict[str, Spot] = {}
    for found in spots:
        elsewhere = verdict is Territory.HOME and found.home is False
        spot = replace(found, certainty=found.certainty * _ELSEWHERE_FACTOR) if elsewhere else found
        known = best.get(spot.id)
        if known is None or spot.certainty > known.certainty:
            best[spot.id] = spot
    ordered = sorted(best.values(), key=lambda s: (-round(s.certainty, 2), s.start if s.start >= 0 else 1 << 30))
    return tuple(_mention(spot, prepared) for spot in ordered[:MAX_MENTIONS])


def _mention(spot: Spot, prepared: Prepared) -> PlaceMention:
    certainty = round(spot.certainty, 2)
    if spot.start < 0:
        name = spot.place.name if spot.place else spot.id
        return PlaceMention(spot.id, name, spot.level, -1, -1, certainty)
    start, end = prepared.span(spot.start, spot.end)
    return PlaceMention(spot.id, prepared.original[start:end], spot.level, start, end, certainty)
