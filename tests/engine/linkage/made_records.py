"""Sellers made up by chance: they share phones, names and hubs as sellers do, and some contradict each other."""

from __future__ import annotations

from random import Random

from minhbach.engine.linkage import Record

FAMILIES = ("Nguyễn", "Trần", "Lê", "Vi", "Nông")
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc")
GIVEN = ("Hùng", "Hưng", "Hung", "Lan", "Lân", "Ỏm", "Khuyên", "Thoa")
SHOPS = ("Mẹ Bé Sương Mai", "Điện máy Hoàng Gia", "Giày Thể Thao Kim Ngân", "Tạp hóa Cô Thoa")
COMMUNES = ("2025:06184", "2025:06187", "")


def made_records(count: int, *, seed: int) -> list[Record]:
    chance = Random(seed)
    return [_record(chance, number, count) for number in range(count)]


def _record(chance: Random, number: int, count: int) -> Record:
    person = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    names = [chance.choice(SHOPS)] if chance.random() < 0.5 else []
    if chance.random() < 0.7 or not names:
        names.append(person)
    identifiers = []
    if chance.random() < 0.7:
        identifiers.append(("phone", f"+84901{chance.randrange(count // 2):06d}"))
    if chance.random() < 0.15:
        identifiers.append(("phone", "+84999000111"))
    if chance.random() < 0.3:
        identifiers.append(("tax_code", f"01{chance.randrange(count // 3):08d}"))
    if chance.random() < 0.2:
        identifiers.append(("bank_account", f"970436:{chance.randrange(count // 3)}"))
    return Record(
        id=f"{number:05d}",
        made_at=chance.randrange(1_000),
        kind=chance.choice(("", "household", "individual", "organisation")),
        names=tuple(names),
        people=(person,) if chance.random() < 0.2 else (),
        commune=chance.choice(COMMUNES),
        province=chance.choice(("20", "20", "04")),
        identifiers=tuple(identifiers),
    )
