"""Rebuild `national.csv`, `communes.csv` and `shared-names.csv` from the address table that underthesea carries.

Run from the project's root: `python data/gazetteer/build_national.py`. Names of administrative units are facts;
only names, types, parents and counts are kept. What is ours alone (`ben-tre.csv`, `aliases.csv`, `countries.csv`)
is edited by hand.
"""
# ruff: noqa: INP001 -- a script beside its data, not a package

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME, MERGED = "Tỉnh Bến Tre", "Tỉnh Vĩnh Long"
LAST_OLD_DAY, FIRST_NEW_DAY = "2025-06-30", "2025-07-01"
TYPE_WORDS = ("Thành phố", "Thị xã", "Thị trấn", "Tỉnh", "Quận", "Huyện", "Xã", "Phường")
COLUMNS = ("level", "name", "parent", "valid_from", "valid_to", "successor", "ambiguous")

Record = Mapping[str, str]


def bare(name: str) -> str:
    """Drop the type word: `Huyện Ba Tri` → `Ba Tri`."""
    for word in TYPE_WORDS:
        if name.startswith(word + " "):
            return name[len(word) + 1 :]
    return name


def province_rows(table: Mapping[str, Mapping[str, Mapping[str, str]]], moved: Mapping[str, str]) -> list[list[str]]:
    """The 63 old provinces and the new ones, without the home province (it stands in `ben-tre.csv`)."""
    old = {key: info["name"] for key, info in table["old_province_names"].items()}
    new = {key: info["name"] for key, info in table["province_names"].items()}
    rows = []
    for key, name in sorted(old.items(), key=lambda pair: pair[1]):
        successor = new[moved[key]]
        ends = bare(successor) != bare(name)
        if name != HOME:
            rows.append(["province", name, "", "", LAST_OLD_DAY if ends else "", successor if ends else "", "no"])
    return rows


def district_rows(wards: Iterable[Record]) -> list[list[str]]:
    """Old districts of the other provinces. Ambiguous = the bare name alone could be another place."""
    districts = sorted({(r["old_province"], r["old_district"]) for r in wards if r["old_district"]})
    owners = defaultdict(set)
    for province, district in districts:
        owners[bare(district)].add((province, district))
    for record in wards:
        owners[bare(record["old_ward"])].add((record["old_province"], record["old_district"]))
    rows = []
    for province, district in districts:
        if province == HOME:
            continue
        name = bare(district)
        unclear = len(name.split()) == 1 or len(owners[name]) > 1
        rows.append(["district", district, province, "", LAST_OLD_DAY, "", "yes" if unclear else "no"])
    return rows


def merged_commune_rows(wards: Iterable[Record]) -> list[list[str]]:
    """Communes of the merged province that lie outside the former home province.

    What is ours is read from `ben-tre.csv`: the table wrongly sends one home commune to xã Hòa Hiệp as well.
    """
    with (HERE / "ben-tre.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["name"] for row in csv.DictReader(file) if row["parent"] == MERGED}
    names = sorted({r["new_ward"] for r in wards if r["new_province"] == MERGED} - ours)
    return [["commune", name, MERGED, FIRST_NEW_DAY, "", "", "yes"] for name in names]


def unique_commune_rows(wards: Sequence[Record]) -> list[list[str]]:
    """Old communes elsewhere whose name, of two syllables or more, belongs to one district of the country only."""
    owners: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in wards:
        owners[bare(record["old_ward"])].add((record["old_province"], record["old_district"]))
        owners[bare(record["new_ward"])].add((record["old_province"], record["old_district"]))
    taken = {bare(r["old_district"]) for r in wards} | {bare(r["old_province"]) for r in wards}
    taken |= {name for name, _ in shared_rows(wards)}
    rows = {
        (r["old_province"], r["old_district"], bare(r["old_ward"]))
        for r in wards
        if r["old_province"] != HOME and len(bare(r["old_ward"]).split()) > 1 and r["old_district"]
    }
    return [[name, *place] for *place, name in sorted(rows) if len(owners[name]) == 1 and name not in taken]


def shared_rows(wards: Iterable[Record]) -> list[list[str]]:
    """For each home name, how many units elsewhere (old communes, old districts, new communes) bear it."""
    keys = ("old_ward", "old_district", "new_ward")
    home_names = {bare(r[key]) for r in wards if r["old_province"] == HOME for key in keys}
    elsewhere: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for record in wards:
        if record["old_province"] != HOME:
            place = (record["old_province"], record["old_district"])
            elsewhere[bare(record["old_ward"])].add((*place, record["old_ward"]))
            elsewhere[bare(record["old_district"])].add(place)
            elsewhere[bare(record["new_ward"])].add((record["new_province"], record["new_ward"], "new"))
    return [[name, str(len(elsewhere[name]))] for name in sorted(home_names)]


def write(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write one table, UTF-8 with a header."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Read the table and write both files."""
    source = files("underthesea") / "address" / "data" / "mapping.json"
    table = json.loads(source.read_text(encoding="utf-8"))
    wards = table["ward_mapping"]
    rows = province_rows(table, table["province_mapping"]) + district_rows(wards) + merged_commune_rows(wards)
    write("national.csv", COLUMNS, rows)
    write("shared-names.csv", ("name", "elsewhere"), shared_rows(wards))
    write("communes.csv", ("name", "province", "district"), unique_commune_rows(wards))


if __name__ == "__main__":
    main()
