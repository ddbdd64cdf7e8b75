"""Rebuild the product's tables of places from the reference material beside the project.

    python tools/build_places.py ../shared

Writes src/minhbach/domains/agencies/data/{map_2025,map_2024,successions}.csv. Run it when the map changes; the
shipped tables are what the product reads. What the sources leave to be mended, and how:

- codes lost their leading zeros in the conversion table: padded to 2, 3 and 5 digits;
- a code means another unit in the other map, so a key is the map's year and the code;
- five island districts had no ward: the district itself became the special zone;
- Ba Chẽ stands under another code there (identifiers.json: commune_code_aliases);
- a few names carry a kind in capitals ("Thị Trấn") or beside another kind in the column: the name decides;
- ten communes of Đồng Nai, and the province itself, changed kind on 30/4/2026: the table of today has only the
  later, the conversion table only the earlier.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

MERGED_ON = "2025-07-01"
DONG_NAI, CITY_ON = "75", "2026-04-30"
KINDS = {
    "province": ("Tỉnh", "Thành phố"),
    "district": ("Huyện", "Thị xã", "Thành phố", "Quận"),
    "commune": ("Xã", "Phường", "Thị trấn", "Đặc khu"),
}
TARGET = Path(__file__).parents[1] / "src" / "minhbach" / "domains" / "agencies" / "data"
PLACE_COLUMNS = ("key", "level", "kind", "name", "parent", "valid_from", "valid_until")

Row = tuple[str, ...]


def main(shared: Path) -> None:
    provinces = json.loads((shared / "law/provinces_34.json").read_text(encoding="utf-8"))["provinces"]
    communes = json.loads((shared / "law/communes_3321.json").read_text(encoding="utf-8"))
    identifiers = json.loads((shared / "law/identifiers.json").read_text(encoding="utf-8"))
    aliases = {row["alias"]: row["code"] for row in identifiers["commune_code_aliases"]["rows"]}
    with (shared / "data/places/convert_63to34_wards.csv").open(encoding="utf-8", newline="") as file:
        wards = list(csv.DictReader(file))
    kinds_at_merger = {new_code(row, aliases): split("commune", row["newWard"])[0] for row in wards}

    write("map_2025.csv", PLACE_COLUMNS, map_of_today(provinces, communes, kinds_at_merger))
    write("map_2024.csv", PLACE_COLUMNS, map_before(wards))
    successions = sorted({*merger(wards, aliases), *changes_of_kind(communes, kinds_at_merger)})
    write("successions.csv", ("predecessor", "successor", "on"), successions)


def map_of_today(provinces: list[dict], communes: list[dict], kinds_at_merger: dict[str, str]) -> Iterator[Row]:
    for province in provinces:
        code = province["code"].zfill(2)
        kind, name = split("province", province["name"])
        if code == DONG_NAI:
            yield f"2025:{code}", "province", "Tỉnh", f"Tỉnh {name}", "", MERGED_ON, CITY_ON
            yield f"2026:{code}", "province", kind, f"{kind} {name}", "", CITY_ON, ""
        else:
            yield f"2025:{code}", "province", kind, f"{kind} {name}", "", MERGED_ON, ""
    for commune in communes:
        code, parent = commune["code"].zfill(5), commune["province_code"].zfill(2)
        kind, name = split("commune", commune["name"])
        before = kinds_at_merger[code]
        if before != kind:
            yield f"2025:{code}", "commune", before, f"{before} {name}", f"2025:{parent}", MERGED_ON, CITY_ON
            yield f"2026:{code}", "commune", kind, f"{kind} {name}", f"2026:{parent}", CITY_ON, ""
        else:
            yield f"2025:{code}", "commune", kind, f"{kind} {name}", f"2025:{parent}", MERGED_ON, ""


def map_before(wards: list[dict[str, str]]) -> list[Row]:
    found: dict[str, Row] = {}
    for row in wards:
        for level, name, key, parent in (
            ("province", row["province"], old_key(row, "province"), ""),
            ("district", row["district"], old_key(row, "district"), old_key(row, "province")),
            ("commune", row["ward"], old_key(row, "ward"), old_key(row, "district")),
        ):
            if name:
                kind, own = split(level, name)
                found[key] = (key, level, kind, f"{kind} {own}", parent, "", MERGED_ON)
    order = {"province": 0, "district": 1, "commune": 2}
    return sorted(found.values(), key=lambda row: (order[row[1]], row[0]))


def merger(wards: list[dict[str, str]], aliases: dict[str, str]) -> Iterator[Row]:
    for row in wards:
        lowest = old_key(row, "ward") if row["ward"] else old_key(row, "district")
        yield lowest, f"2025:{new_code(row, aliases)}", MERGED_ON
        yield old_key(row, "province"), f"2025:{row['newProvinceCode'].zfill(2)}", MERGED_ON


def changes_of_kind(communes: list[dict], kinds_at_merger: dict[str, str]) -> Iterator[Row]:
    yield f"2025:{DONG_NAI}", f"2026:{DONG_NAI}", CITY_ON
    for commune in communes:
        code = commune["code"].zfill(5)
        if split("commune", commune["name"])[0] != kinds_at_merger[code]:
            yield f"2025:{code}", f"2026:{code}", CITY_ON


def old_key(row: dict[str, str], level: str) -> str:
    width = {"province": 2, "district": 3, "ward": 5}[level]
    return f"2024:{row[f'{level}Code'].removesuffix('.0').zfill(width)}"


def new_code(row: dict[str, str], aliases: dict[str, str]) -> str:
    code = row["newWardCode"].zfill(5)
    return aliases.get(code, code)


def split(level: str, name: str) -> tuple[str, str]:
    """Part "Thị Trấn Ái Tử" into ("Thị trấn", "Ái Tử")."""
    for kind in KINDS[level]:
        if name.casefold().startswith(f"{kind.casefold()} "):
            return kind, name[len(kind) + 1 :]
    raise ValueError(f"{name!r} names no kind of {level}")


def write(name: str, columns: Row, rows: Iterable[Row]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
