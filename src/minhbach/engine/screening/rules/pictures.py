"""What was found of a listing's pictures: met before (``picture_matches``), words in them (``picture_words``).

`minhbach pictures match` and `read` write these tables; nothing here opens a picture. Both files of a match are named,
by what they were compared, and in how many bits they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding, Listing
from minhbach.engine.screening.rule_table import Rule, rule
from minhbach.engine.screening.rules import Batch, batch_rule, finding, listing_rule
from minhbach.engine.text.letters import fold_text

_NEAR = {"pdq": 10, "signs": 64}  # bits that differ after no more than another size or quality
_PICTURE, _OTHER_MARK = rule("known.picture"), rule("known.picture.other_mark")
_GENUINE, _DOCUMENT, _SHOPS = rule("known.picture.genuine"), rule("known.picture.document"), rule("known.picture.shops")
_WORDS = rule("picture.words")
_SHOWN = ("file", "view", "other_file", "other_view", "by", "distance", "bits", "mark", "source")

Row = Mapping[str, Any]


@listing_rule("known.picture")
def met_before(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """A picture found in a case speaks for that case's sign, where something else does; what else was met is shown."""
    if not knowledge.has("picture_matches"):
        return
    rows = _by_listing(knowledge, "picture_matches").get(listing.columns["listing_id"], ())
    rows = [row for row in rows if row["platform"] in (None, listing.columns["platform"])]
    signs = sorted({one.sign for one in found if one.weight > 0})
    for sign in signs if rows else ():
        for told, row, weight in _told(listing, sign, rows):
            seen_in = row["seen_in"] or row["source"] or row["other_file"]
            more = {"shops": row["shops"], "other_seller": row["other_seller_name"], "knowledge": knowledge.version}
            values = {**{name: row[name] for name in _SHOWN}, "seen_in": seen_in, **more}
            yield finding(told, sign, weight, values)


@batch_rule("picture.words")
def words_in_pictures(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """What the rules found in the words of a listing's pictures counts as if it stood in its text."""
    knowledge = batch.knowledge
    if not knowledge.has("picture_words"):
        return
    words = _by_listing(knowledge, "picture_words")
    for place, (platform, listing_id) in enumerate(batch.listings.select("platform", "listing_id").iter_rows()):
        for row in words.get(listing_id, ()):
            if row["platform"] not in (None, platform):
                continue
            values = {
                "file": row["file"],
                "words": row["words"],
                "found_by": row["rule"],
                "knowledge": knowledge.version,
            }
            told = finding(_WORDS, row["sign"], min(row["weight"], _WORDS.weights["at_most"]), values)
            # Of the family that found them: said in text and picture, they count once.
            basis, version = tuple(row["legal_basis"]), row["lexicon_version"] or ""
            yield place, replace(told, family=row["family"], legal_basis=basis, lexicon_version=version)


def _told(listing: Listing, sign: str, rows: Sequence[Row]) -> Iterator[tuple[Rule, Row, float]]:
    """Give the nearest match of each kind that bears on a sign, as rule, row and weight."""
    if (row := _nearest(row for row in rows if row["sign"] == sign)) is not None:
        yield _PICTURE, row, _PICTURE.weights["same" if row["distance"] <= _NEAR[row["by"]] else "like"]
    unsigned = [row for row in rows if row["sign"] is None]
    if (row := _nearest(row for row in unsigned if row["kind"] == "genuine")) is not None:
        if sign == "counterfeit" and _names_another(listing, row["mark"]):
            yield _OTHER_MARK, row, _OTHER_MARK.weight
        else:
            yield _GENUINE, row, _GENUINE.weight
    if (row := _nearest(row for row in unsigned if row["kind"] == "document")) is not None:
        yield _DOCUMENT, row, _DOCUMENT.weight
    if (row := _nearest(row for row in unsigned if row["kind"] == "shop")) is not None:
        yield _SHOPS, row, _SHOPS.weight


def _nearest(rows: Iterable[Row]) -> Row | None:
    return min(rows, key=lambda row: (row["distance"] / row["bits"], row["file"], row["other_file"]), default=None)


def _names_another(listing: Listing, mark: str | None) -> bool:
    """Say whether the brand field names somebody, and neither it nor the title the mark of the picture."""
    brand = listing.columns["brand"]
    if not mark or not brand:
        return False
    name = fold_text(mark)
    return name not in fold_text(brand) and name not in listing.title


def _by_listing(knowledge: Knowledge, table: str) -> dict[str, list[Row]]:
    if table not in knowledge.memory:
        index: dict[str, list[Row]] = {}
        for row in knowledge.table(table).iter_rows(named=True):
            index.setdefault(row["listing_id"], []).append(row)
        knowledge.memory[table] = index
    rows: dict[str, list[Row]] = knowledge.memory[table]
    return rows
