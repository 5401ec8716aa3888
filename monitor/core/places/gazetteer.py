"""The gazetteer: administrative units with their validity dates, schools of the register, aliases, foreign countries.

Loads the tables of `data/gazetteer` once and answers questions about places; it finds nothing in texts.
Ids are slugs: `ben-tre/ba-tri/an-duc` until 2025-06-30, `vinh-long/ba-tri` after, `school:thpt-chuyen-ben-tre`.
One id may have several rows (a commune that became a township keeps its id).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from monitor.core.errors import ConfigError, Fault
from monitor.core.places.school_names import school_slug, slug

HOME_PROVINCE = "ben-tre"
MERGED_PROVINCE = "vinh-long"
FIRST_NEW_DAY = date(2025, 7, 1)
"""Resolution 202/2025/QH15: three provinces merge, districts end."""
LAST_OLD_DAY = FIRST_NEW_DAY - timedelta(days=1)

TYPE_WORDS = ("Thành phố", "Thị xã", "Thị trấn", "Tỉnh", "Quận", "Huyện", "Xã", "Phường")
_HOME_CITY = "Thành phố Bến Tre"
_SCHOOL_PREFIX = "school:"


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one period (both dates inclusive, None = open), or one school of the register.

    `bare` is the name without its type word; `type_word` is lower-case (`huyện`, empty for schools); `level` is
    province, district, commune or school. `ambiguous`: the bare name alone is not enough. `home`: of former Bến Tre.
    """

    id: str
    name: str
    bare: str
    type_word: str
    level: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    ambiguous: bool = False
    home: bool = False
    code: str = ""

    def valid_on(self, day: date) -> bool:
        """Whether the unit bears this name on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def slug(self) -> str:
        """The last part of the id."""
        return self.id.removeprefix(_SCHOOL_PREFIX).rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way to write a place.

    `kind`: name, school, hint (near, not a unit), upper (only in capitals), upper-first, or commune: a commune of
    another province, known only as part of its district, and only with its type word (`xã Tân Lang`).
    """

    name: str
    place: str
    kind: str


@dataclass(frozen=True)
class Gazetteer:
    """All places, indexed. `shared` counts the units elsewhere that bear a home name."""

    places: tuple[Place, ...]
    aliases: tuple[Alias, ...] = ()
    countries: tuple[tuple[str, bool], ...] = ()
    shared: Mapping[str, int] = field(default_factory=dict)
    _rows: Mapping[str, tuple[Place, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            rows[place.id].append(place)
        ordered = {key: tuple(sorted(group, key=_start)) for key, group in rows.items()}
        object.__setattr__(self, "_rows", ordered)

    @property
    def districts(self) -> tuple[Place, ...]:
        """The nine home districts (they ended with 2025-06-30)."""
        return tuple(place for place in self.places if place.home and place.level == "district")

    @property
    def schools(self) -> tuple[Place, ...]:
        """The register of schools."""
        return tuple(place for place in self.places if place.level == "school")

    def __contains__(self, place_id: str) -> bool:
        return place_id in self._rows

    def get(self, place_id: str, day: date | None = None) -> Place | None:
        """The place as it was on `day`, else its latest row; None when unknown."""
        rows = self._rows.get(place_id)
        if not rows:
            return None
        return next((row for row in rows if day is not None and row.valid_on(day)), rows[-1])

    def name_of(self, place_id: str, day: date | None = None) -> str:
        """The name with its type word (`huyện Ba Tri` is written `Huyện Ba Tri`); the id itself when unknown."""
        place = self.get(place_id, day)
        return place.name if place else place_id

    def parent_of(self, place_id: str) -> str | None:
        """The unit above in that period; of a school its district. None for provinces and unknown ids."""
        place = self.get(place_id)
        return place.parent if place else None

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """The units above, nearest first."""
        above: list[str] = []
        parent = self.parent_of(place_id)
        while parent:
            above.append(parent)
            parent = self.parent_of(parent)
        return tuple(above)

    def successors(self, place_id: str) -> tuple[str, ...]:
        """The units that took a place over; empty when it still stands."""
        place = self.get(place_id)
        return place.successors if place else ()

    def today(self, place_id: str) -> tuple[str, ...]:
        """The present units a place became, itself when it still stands (a district became several communes)."""
        return self._follow(place_id, date.max)

    def resolve(self, place_id: str, day: date) -> str:
        """The one unit that holds the place on `day`, following successors; the id itself when there are several."""
        found = self._follow(place_id, day)
        return found[0] if len(found) == 1 else place_id

    def is_home(self, place_id: str) -> bool:
        """Whether a place lies in the area of former Bến Tre."""
        place = self.get(place_id)
        return place is not None and place.home

    def _follow(self, place_id: str, day: date) -> tuple[str, ...]:
        rows = self._rows.get(place_id, ())
        if not rows or any(row.valid_on(day) for row in rows) or not rows[-1].successors or _start(rows[0]) > day:
            return (place_id,)
        followed = (found for following in rows[-1].successors for found in self._follow(following, day))
        return tuple(dict.fromkeys(followed))


def place_slug(name: str) -> str:
    """The last part of a place id for a unit's full name: type word dropped, save TP Bến Tre and numbered units."""
    type_word, bare = split_type(name)
    if name == _HOME_CITY:
        return "tp-ben-tre"
    return slug(name) if bare.isdigit() and type_word else slug(bare)


def split_type(name: str) -> tuple[str, str]:
    """Type word (lower-case) and bare name: `Huyện Ba Tri` → (`huyện`, `Ba Tri`)."""
    for word in TYPE_WORDS:
        if name.startswith(word + " "):
            return word.lower(), name[len(word) + 1 :]
    return "", name


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the tables of a gazetteer folder. Raises ConfigError when one is missing or broken."""
    home, national = _read(folder / "ben-tre.csv"), _read(folder / "national.csv")
    builder = _Builder()
    builder.add(national, home=False)
    builder.add(home, home=True)
    aliases = tuple(Alias(row["name"], row["place"], row["kind"]) for row in _read(folder / "aliases.csv"))
    countries = tuple((row["name"], row["kind"] == "short") for row in _read(folder / "countries.csv"))
    shared = {row["name"]: int(row["elsewhere"]) for row in _read(folder / "shared-names.csv")}
    places = builder.build()
    elsewhere = _communes_elsewhere(places, _read(folder / "communes.csv"))
    gazetteer = Gazetteer(places, (*aliases, *elsewhere), countries, shared)
    unknown = [alias for alias in aliases if alias.place not in gazetteer]
    if unknown:
        raise ConfigError(
            tuple(Fault(str(folder / "aliases.csv"), 0, a.name, f"không có địa danh {a.place!r}") for a in unknown)
        )
    return gazetteer


def _communes_elsewhere(places: Iterable[Place], rows: Iterable[Mapping[str, str]]) -> Iterator[Alias]:
    districts = {(place.parent, place.name): place.id for place in places if place.level == "district"}
    for row in rows:
        yield Alias(row["name"], districts[place_slug(row["province"]), row["district"]], "commune")


def _start(place: Place) -> date:
    return place.valid_from or date.min


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ConfigError((Fault(str(path), 0, "gazetteer", "không đọc được tệp danh mục địa danh"),)) from error


@dataclass(frozen=True, slots=True)
class _Row:
    record: Mapping[str, str]
    home: bool

    @property
    def level(self) -> str:
        return self.record["level"]

    @property
    def name(self) -> str:
        return self.record["name"]

    @property
    def starts(self) -> date | None:
        return _date(self.record["valid_from"])

    @property
    def ends(self) -> date | None:
        return _date(self.record["valid_to"])


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class _Builder:
    """Turns rows, which name parents and successors, into places, which have ids."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []

    def add(self, records: Iterable[Mapping[str, str]], *, home: bool) -> None:
        # The merged province stands in both tables; the national row covers both periods.
        skip = {"Tỉnh Vĩnh Long"} if home else set()
        self._rows.extend(_Row(r, home) for r in records if not (r["level"] == "province" and r["name"] in skip))

    def build(self) -> tuple[Place, ...]:
        collisions = self._collisions()
        ids = [self._id(row, collisions) for row in self._rows]
        successors = _SuccessorIndex(self._rows, ids)
        return tuple(self._place(row, ids[i], successors) for i, row in enumerate(self._rows))

    def _collisions(self) -> set[tuple[str, str]]:
        """(parent id, slug) that two units share at one time: for those the type word is added."""
        names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self._rows:
            if row.level in {"district", "commune"} and row.ends in {None, LAST_OLD_DAY}:
                names[_parent_id(row), place_slug(row.name)].add(row.name)
        return {key for key, group in names.items() if len(group) > 1}

    def _id(self, row: _Row, collisions: set[tuple[str, str]]) -> str:
        if row.level == "school":
            return _SCHOOL_PREFIX + school_slug(row.name)
        parent, last = _parent_id(row), place_slug(row.name)
        if (parent, last) in collisions and row.name != _HOME_CITY:
            last = slug(row.name.replace("Thành phố", "tp"))
        return f"{parent}/{last}" if parent else last

    def _place(self, row: _Row, place_id: str, successors: _SuccessorIndex) -> Place:
        type_word, bare = split_type(row.name)
        return Place(
            id=place_id,
            name=row.name,
            bare=bare,
            type_word="" if row.level == "school" else type_word,
            level=row.level,
            parent=_parent_id(row) or None,
            valid_from=row.starts,
            valid_to=row.ends,
            successors=successors.find(row),
            ambiguous=row.record["ambiguous"] == "yes",
            home=row.home,
            code=row.record.get("code", ""),
        )


def _parent_id(row: _Row) -> str:
    parent = row.record["parent"]
    if not parent:
        return ""
    if row.home and row.level in {"commune", "school"} and parent != "Tỉnh Vĩnh Long":
        return f"{HOME_PROVINCE}/{place_slug(parent)}"
    return place_slug(parent)


class _SuccessorIndex:
    """Finds the ids a `successor` column means: names, for communes with their code, valid the day after."""

    def __init__(self, rows: list[_Row], ids: list[str]) -> None:
        self._by_name: defaultdict[str, list[tuple[_Row, str]]] = defaultdict(list)
        for row, place_id in zip(rows, ids, strict=True):
            self._by_name[row.name].append((row, place_id))

    def find(self, row: _Row) -> tuple[str, ...]:
        if row.ends is None:
            return ()
        day = row.ends + timedelta(days=1)
        named = [part.strip() for part in row.record["successor"].split(";") if part.strip()]
        return tuple(found for part in named if (found := self._one(part, day, home=row.home)))

    def _one(self, text: str, day: date, *, home: bool) -> str | None:
        name, _, code = text.rstrip(")").partition(" (")
        for row, place_id in self._by_name.get(name, ()):
            starts, ends = row.starts or date.min, row.ends or date.max
            same_code = not code or row.level == "province" or row.record.get("code") == code
            if starts <= day <= ends and same_code and (row.home == home or row.level == "province"):
                return place_id
        return None
