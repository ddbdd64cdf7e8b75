"""Inventory lists of what was found in a shop: names, quantities and prices that go together."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from minhbach.interfaces.demo.listings.grammar import expand
from minhbach.interfaces.demo.listings.lexicon import Kind, kinds

UNITS = {
    "cosmetic": "hộp",
    "perfume": "lọ",
    "supplement": "hộp",
    "food": "gói",
    "fashion": "chiếc",
    "footwear": "đôi",
    "bag": "chiếc",
    "watch": "chiếc",
    "toy": "bộ",
}
BANNED_GOODS = (
    ("Thuốc lá điện tử dùng một lần, nhãn chữ nước ngoài", "chiếc", 120_000),
    ("Tinh dầu dùng cho thuốc lá điện tử, chai 30 ml", "chai", 90_000),
    ("Thiết bị điện tử hút thuốc kèm dây sạc", "bộ", 260_000),
)


@dataclass(frozen=True)
class InventoryLine:
    """One line of an inventory list. Units: prices in đồng."""

    name: str
    origin: str
    unit: str
    quantity: int
    unit_price_vnd: int

    @property
    def value_vnd(self) -> int:
        return self.quantity * self.unit_price_vnd


def list_goods(chance: Random, family: str, target_vnd: int, origin: str) -> tuple[InventoryLine, ...]:
    """List two to five lines of a family's goods worth about a target together."""
    fitting = [kind for kind in kinds() if kind.family == family]
    chosen = chance.sample(fitting, min(len(fitting), chance.randrange(2, 6)))
    return tuple(list_line(chance, kind, target_vnd // len(chosen), origin) for kind in chosen)


def list_line(chance: Random, kind: Kind, target_vnd: int, origin: str) -> InventoryLine:
    """List one kind of goods in the quantity that makes up a value."""
    low, high = kind.price
    price = max(5_000, round((low + (high - low) * chance.random() * 0.4) / 5_000) * 5_000)
    plain = [trait for trait in kind.traits if "{" not in trait]
    name = expand(f"{chance.choice(kind.nouns)} {chance.choice(plain) if plain else ''}", chance, {})
    return InventoryLine(name, origin, UNITS.get(kind.family, "cái"), max(1, target_vnd // price), price)


def list_banned_goods(chance: Random, target_vnd: int) -> tuple[InventoryLine, ...]:
    """List banned goods worth about a target together."""
    chosen = chance.sample(BANNED_GOODS, chance.randrange(1, len(BANNED_GOODS) + 1))
    return tuple(
        InventoryLine(name, "Không có", unit, max(1, target_vnd // len(chosen) // price), price)
        for name, unit, price in chosen
    )
