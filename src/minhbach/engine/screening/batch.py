"""Screen one batch of listings: fold, scan, judge, score. Every run, local or Spark, calls this."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from minhbach.engine.screening.context import Context
from minhbach.engine.screening.goods import GoodsReader
from minhbach.engine.screening.lexicon import Entry, Vocabulary
from minhbach.engine.screening.listing import Finding, Hit, Listing
from minhbach.engine.screening.rules import RULES_VERSION, judges
from minhbach.engine.screening.scanner import Scanner
from minhbach.engine.screening.score import Scorecard, score
from minhbach.engine.tables import LEADS, SIGNALS
from minhbach.engine.text.folding import FoldedBatch, fold_columns
from minhbach.engine.text.letters import fold_text

_SELLER_COLUMNS = [column for column in LEADS if column not in ("listing_id", "signs", "score", "probability")]
_FIELD_NAMES = ("title", "description")


@dataclass
class BatchResult:
    """What one batch yields, in the order of its listings."""

    signals: pl.DataFrame
    leads: pl.DataFrame
    listings: int
    cut: list[str]  # listings whose text was longer than what is read


class BatchScreener:
    """Everything a worker needs, made once and used for every batch."""

    def __init__(
        self, vocabulary: Vocabulary, scorecard: Scorecard, as_of: date, compiled: bytes | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.scorecard = scorecard
        self.as_of = as_of
        self.scanner = Scanner(vocabulary.entries, compiled)
        self._context = Context(vocabulary)
        self._goods = GoodsReader(vocabulary)
        self._judges = judges()
        self._categories: dict[str | None, bytes] = {}

    def screen(self, listings: pl.DataFrame) -> BatchResult:
        """Screen a frame of LISTINGS.

        Shape:  LISTINGS -> SIGNALS and LEADS, both in the order of the listings.
        """
        folded = fold_columns(listings["title"], listings["description"])
        findings = self._findings(folded, listings)
        signals: dict[str, list[Any]] = {column: [] for column in SIGNALS}
        kept: list[int] = []
        lead_signs: list[list[str]] = []
        lead_scores: list[float] = []
        ids = listings["listing_id"]
        for row, listing, found in findings:
            result = score(found, listing.goods, self.scorecard)
            self._write_signals(signals, folded, listing, ids[row], found)
            if result.signs:
                kept.append(row)
                lead_signs.append(list(result.signs))
                lead_scores.append(result.worth)
        leads = (
            listings[kept]
            .select("listing_id", *_SELLER_COLUMNS)
            .with_columns(
                pl.Series("signs", lead_signs, dtype=pl.List(pl.String)),
                pl.Series("score", lead_scores, dtype=pl.Float64),
                pl.lit(None, dtype=pl.Float64).alias("probability"),
            )
            .select(list(LEADS))
        )
        cut = [ids[int(row)] for row in folded.cut.nonzero()[0]]
        return BatchResult(pl.DataFrame(signals, schema=SIGNALS), leads, listings.height, cut)

    def _findings(self, folded: FoldedBatch, listings: pl.DataFrame) -> list[tuple[int, Listing, list[Finding]]]:
        anchors = self.scanner.candidates(folded.data)
        if not len(anchors):
            return []
        rows = folded.bounds[:, 0].searchsorted(anchors[:, 0], side="right") - 1
        results: list[tuple[int, Listing, list[Finding]]] = []
        anchor_list: list[list[int]] = anchors.tolist()
        bounds: list[list[int]] = folded.bounds.tolist()
        bare = folded.bare.tobytes()
        row = -1
        hits: dict[tuple[str, int, int], Entry] = {}
        for place, row_here in enumerate(rows.tolist()):
            if row_here != row:
                if hits:
                    results.append((row, *self._judged(folded, listings, bounds[row], row, hits)))
                row, hits = row_here, {}
            end, number = anchor_list[place]
            bound = bounds[row]
            for entry, start, stop in self.scanner.hits(
                folded.data, number, end, bound[0], bound[3], bare=bool(bare[row])
            ):
                hits[entry.id, start, stop] = entry
        if hits:
            results.append((row, *self._judged(folded, listings, bounds[row], row, hits)))
        return [result for result in results if result[2]]

    def _judged(
        self,
        folded: FoldedBatch,
        listings: pl.DataFrame,
        bound: list[int],
        row: int,
        hits: dict[tuple[str, int, int], Entry],
    ) -> tuple[Listing, list[Finding]]:
        """Turn the hits of one listing into findings, overlapping hits of one entry once."""
        start, title_end, description_end, end = bound
        listing = Listing(
            data=folded.data,
            start=start,
            title_end=title_end,
            description_end=description_end,
            end=end,
            bare=bool(folded.bare[row]),
            columns=_Row(listings, row),
            as_of=self.as_of,
        )
        found: list[Finding] = []
        taken: dict[str, int] = {}
        for (entry_id, start, end), entry in sorted(hits.items(), key=lambda hit: (hit[0][0], hit[0][1], -hit[0][2])):
            if taken.get(entry_id, -1) > start:
                continue
            # Disguised words stand after the fields; the map knows where they come from.
            if entry.fields == ("title",) and start >= listing.title_end and folded.original(start, end)[0] != 0:
                continue
            finding = self._finding(Hit(listing, entry, start, end))
            if finding is not None:
                taken[entry_id] = end
                found.append(finding)
        found.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        return listing, found

    def _finding(self, hit: Hit) -> Finding | None:
        entry = hit.entry
        if entry.goods or entry.not_goods:
            kinds = self._goods_of(hit.listing)
            if (entry.goods and not kinds.intersection(entry.goods)) or kinds.intersection(entry.not_goods):
                return None
        if entry.spared_by and self._context.spared(hit):
            return None
        if entry.needs and not self._context.needed(hit):
            return None
        weight = entry.weight
        values: dict[str, Any] = {}
        if entry.judge:
            verdict = self._judges[entry.judge](hit)
            if verdict is None:
                return None
            weight, values = verdict
        return Finding(
            entry.id, entry.sign, entry.family, weight, hit.start, hit.end, entry.legal_basis, entry.version, values
        )

    def _goods_of(self, listing: Listing) -> frozenset[str]:
        if "goods" not in listing.memory:
            listing.memory["goods"] = True
            category = listing.columns["category"]
            if category not in self._categories:
                self._categories[category] = fold_text(category) if category else b""
            listing.goods = self._goods.kinds(listing.title + b"\n" + self._categories[category], bare=listing.bare)
        return listing.goods

    def _write_signals(
        self,
        signals: dict[str, list[Any]],
        folded: FoldedBatch,
        listing: Listing,
        listing_id: str,
        found: list[Finding],
    ) -> None:
        self._goods_of(listing)
        for finding in found:
            field, start, end = folded.original(finding.start, finding.end)
            name = _FIELD_NAMES[field]
            text = listing.columns[name] or ""
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1  # a decomposed letter takes its marks along
            signals["listing_id"].append(listing_id)
            signals["sign"].append(finding.sign)
            signals["rule"].append(finding.rule)
            signals["field"].append(name)
            signals["start"].append(start)
            signals["end"].append(end)
            signals["quote"].append(text[start:end])
            signals["weight"].append(finding.weight)
            signals["rule_version"].append(RULES_VERSION)
            signals["lexicon_version"].append(finding.lexicon_version)
            signals["legal_basis"].append(list(finding.legal_basis))
            signals["values"].append(json.dumps(finding.values, ensure_ascii=False, sort_keys=True))


class _Row:
    """The columns of one listing, read when asked for."""

    def __init__(self, frame: pl.DataFrame, row: int) -> None:
        self._frame = frame
        self._row = row

    def __getitem__(self, column: str) -> Any:
        return self._frame.get_column(column)[self._row]
