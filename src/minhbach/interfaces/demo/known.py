"""What the office of the demo knows beyond listings: its marks, who may sell them, what earlier inspections found.

All of it is invented. Nothing here lies later than the day asked for, and nothing names a real firm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from minhbach.engine.text.cells import csv_text
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.listings.lexicon import marks
from minhbach.interfaces.demo.listings.making import Seller, sellers
from minhbach.interfaces.demo.merchants import Conduct

INSPECTED_SHARE = {Conduct.HONEST: 0.06, Conduct.CARELESS: 0.4, Conduct.SERIAL: 0.8}
CONFIRMED_SHARE = {Conduct.HONEST: 0.0, Conduct.CARELESS: 0.6, Conduct.SERIAL: 0.95}
COMMITTED_SHARE = 0.5  # of those with a confirmed violation
SIGNS = ("counterfeit", "unknown_origin", "misleading", "off_platform")
SOURCE = "dữ liệu mẫu"

Row = Mapping[str, Any]


def write_knowledge(folder: Path, *, today: date, on: date) -> Path:
    """Write the demo's knowledge folder as it stood on a day, of a world that is seen today."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "knowledge.toml").write_text(
        f'schema = 1\nversion = "demo-{on:%Y-%m-%d}"\nmade_on = {on:%Y-%m-%d}\nnote = "Tỉnh mẫu, không có thật"\n',
        encoding="utf-8",
    )
    outcomes = list(_outcomes(today))
    _write(folder / "marks.csv", ("mark", "holder", "source"), _marks())
    _write(
        folder / "authorised_sellers.csv",
        ("mark", "platform", "seller_id", "seller_name", "valid_from", "source"),
        _authorised(today),
    )
    _write(
        folder / "outcomes.csv",
        ("platform", "seller_id", "seller_name", "sign", "outcome", "decided_on", "source"),
        (row for row in outcomes if row["decided_on"] <= on),
    )
    _write(
        folder / "sellers.csv",
        ("platform", "seller_id", "seller_name", "first_seen", "committed_on", "source"),
        _history(outcomes, today, on),
    )
    return folder


def _marks() -> Iterable[Row]:
    for mark in marks():
        yield {"mark": mark.name, "holder": mark.holder, "source": SOURCE}


def _authorised(today: date) -> Iterable[Row]:
    for mark in marks():
        for seller in sellers():
            if seller.is_official and seller.shop.name in mark.authorised:
                yield {**_shop(seller), "mark": mark.name, "valid_from": today - timedelta(days=400)}


def _outcomes(today: date) -> Iterable[Row]:
    """Yield what inspections of the last two years found; who cheats more was inspected more."""
    chance = chance_for("known outcomes")
    for seller in sellers():
        if seller.is_official or chance.random() >= INSPECTED_SHARE[seller.conduct]:
            continue
        for sign in chance.sample(SIGNS, chance.choice((1, 1, 2))):
            is_confirmed = chance.random() < CONFIRMED_SHARE[seller.conduct]
            yield {
                **_shop(seller),
                "sign": sign,
                "outcome": "confirmed" if is_confirmed else "unfounded",
                "decided_on": _day(chance, today, 60, 700),
            }


def _history(outcomes: Sequence[Row], today: date, on: date) -> Iterable[Row]:
    """Yield since when each shop is known, and whether it signed a commitment after a violation."""
    chance = chance_for("known sellers")
    last: dict[tuple[str, str], date] = {}
    for row in outcomes:
        if row["outcome"] == "confirmed":
            shop = row["platform"], row["seller_id"]
            last[shop] = max(last.get(shop, row["decided_on"]), row["decided_on"])
    for seller in sellers():
        first_seen, commits = _day(chance, today, 10, 1_800), chance.random() < COMMITTED_SHARE
        row = _shop(seller)
        days = {"first_seen": first_seen}
        violated = last.get((row["platform"], row["seller_id"]))
        if violated is not None:
            days["first_seen"] = min(first_seen, violated - timedelta(days=30))
            if commits:
                days["committed_on"] = violated + timedelta(days=14)
        yield {**row, **{name: day for name, day in days.items() if day <= on}}


def _shop(seller: Seller) -> dict[str, Any]:
    shop = seller.shop
    return {"platform": shop.platform, "seller_id": shop.handle, "seller_name": shop.name, "source": SOURCE}


def _day(chance: Random, today: date, least: int, most: int) -> date:
    return today - timedelta(days=chance.randrange(least, most))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    text = csv_text(columns, ([row.get(column, "") for column in columns] for row in rows))
    path.write_text(text, encoding="utf-8", newline="")
