"""Read one batch of listings: fold, scan, judge. Every run, local or Spark, calls this; ``judging`` scores."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from minhbach.engine.screening.comparing import COMPARISONS, NUMBER
from minhbach.engine.screening.context import Context
from minhbach.engine.screening.digests import rules_version
from minhbach.engine.screening.goods import GoodsReader
from minhbach.engine.screening.judging import CANDIDATES, FOUND
from minhbach.engine.screening.knowledge import NOTHING_KNOWN, Knowledge
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.listing import Finding, Hit, Listing
from minhbach.engine.screening.rules import Batch, batch_rules, judges, listing_rules
from minhbach.engine.screening.scanner import Hits, Scanner
from minhbach.engine.tables import lists
from minhbach.engine.text.folding import FoldedBatch, fold_columns
from minhbach.engine.text.letters import fold_text

_FIELD_NAMES = ("title", "description")


@dataclass
class BatchResult:
    """What one batch yields, in the order of its listings."""

    found: pl.DataFrame  # FOUND
    candidates: pl.DataFrame  # CANDIDATES: listings in which anything was found
    observed: dict[str, pl.DataFrame]  # by comparison: what it keeps of each listing
    listings: int
    cut: list[str]  # listings whose text was longer than what is read


class BatchScreener:
    """Everything a worker needs, made once and used for every batch."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        as_of: date,
        compiled: bytes | None = None,
        knowledge: Knowledge = NOTHING_KNOWN,
    ) -> None:
        self.vocabulary = vocabulary
        self.as_of = as_of
        self.scanner = Scanner(vocabulary.entries, compiled)
        self._context = Context(vocabulary)
        self._goods = GoodsReader(vocabulary)
        self._knowledge = knowledge
        self._judges = judges()
        self._batch_rules = batch_rules()
        self._listing_rules = listing_rules()
        self._categories: dict[str | None, bytes] = {}

    def screen(self, listings: pl.DataFrame) -> BatchResult:
        """Screen a frame of LISTINGS.

        Shape:  LISTINGS -> CANDIDATES and FOUND, both in the order of the listings.
        """
        folded = fold_columns(listings["title"], listings["description"])
        batch = Batch(listings, folded, self.as_of, self._knowledge)
        found: dict[str, Any] = {column: [] for column in FOUND}
        rows: list[int] = []
        goods: list[tuple[str, ...]] = []
        ids = listings["listing_id"]
        results = self._findings(batch)
        folded.trace([row for row, _, _ in results])
        for row, listing, findings in results:
            self._write(found, folded, listing, row, ids[row], findings)
            rows.append(row)
            goods.append(tuple(sorted(listing.goods)))
        candidates = (
            listings[rows]
            .select(pl.Series(NUMBER, rows, dtype=pl.Int64), lists("goods", goods), pl.all())
            .select(list(CANDIDATES))
        )
        found["legal_basis"] = lists("legal_basis", found["legal_basis"])
        signals = pl.DataFrame(found, schema=FOUND)
        observed = {comparison.name: comparison.observe(batch, signals) for comparison in COMPARISONS}
        cut = [ids[int(row)] for row in folded.cut.nonzero()[0]]
        return BatchResult(signals, candidates, observed, listings.height, cut)

    def _findings(self, batch: Batch) -> list[tuple[int, Listing, list[Finding]]]:
        """Return row, listing and findings of every listing in which something was found."""
        read = {row: (listing, found) for row, listing, found in self._read(batch.folded, batch.listings) if found}
        for rule in self._batch_rules:
            for row, finding in rule(batch):
                if row not in read:
                    read[row] = self._listing(batch.folded, batch.listings, row), []
                read[row][1].append(finding)
        results = []
        for row in sorted(read):
            listing, found = read[row]
            self._goods_of(listing)
            for look in self._listing_rules:
                found += look(listing, found, self._knowledge)
            found.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
            results.append((row, listing, found))
        return results

    def _read(self, folded: FoldedBatch, listings: pl.DataFrame) -> list[tuple[int, Listing, list[Finding]]]:
        """Return row, listing and what its words say, for every listing with a phrase of a lexicon."""
        return [(row, *self._judged(folded, listings, row, hits)) for row, hits in self.scanner.hits(folded)]

    def _judged(
        self,
        folded: FoldedBatch,
        listings: pl.DataFrame,
        row: int,
        hits: Hits,
    ) -> tuple[Listing, list[Finding]]:
        """Turn the hits of one listing into findings, overlapping hits of one entry once."""
        listing = self._listing(folded, listings, row)
        found: list[Finding] = []
        taken: dict[str, int] = {}
        for (entry_id, start, end), entry in sorted(hits.items(), key=lambda hit: (hit[0][0], hit[0][1], -hit[0][2])):
            if taken.get(entry_id, -1) > start:
                continue
            # Disguised words stand after the fields; the map knows where they come from.
            if entry.fields == ("title",) and listing.home(start, end)[0] >= listing.title_end:
                continue
            finding = self._finding(Hit(listing, entry, start, end))
            if finding is not None:
                taken[entry_id] = end
                found.append(finding)
        return listing, found

    def _listing(self, folded: FoldedBatch, listings: pl.DataFrame, row: int) -> Listing:
        start, title_end, description_end, end = folded.bounds[row].tolist()
        return Listing(
            data=folded.data,
            start=start,
            title_end=title_end,
            description_end=description_end,
            end=end,
            bare=bool(folded.bare[row]),
            columns=_Row(listings, row),
            as_of=self.as_of,
            home_of=folded.home,
        )

    def _finding(self, hit: Hit) -> Finding | None:
        entry = hit.entry
        if entry.goods or entry.not_goods:
            kinds = self._goods_of(hit.listing)
            if (entry.goods and not kinds.intersection(entry.goods)) or kinds.intersection(entry.not_goods):
                return None
        weight = entry.weight
        values: dict[str, Any] = {}
        if entry.judge:  # before the words around: most judges take less time, and the dear ones mostly say no
            verdict = self._judges[entry.judge](hit)
            if verdict is None:
                return None
            weight, values = verdict
        if self._context.spared(hit) or not self._context.needed(hit):
            return None
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

    def _write(
        self,
        found: dict[str, list[Any]],
        folded: FoldedBatch,
        listing: Listing,
        row: int,
        listing_id: str,
        findings: list[Finding],
    ) -> None:
        for finding in findings:
            name, start, end, quote = self._place(folded, listing, finding)
            found[NUMBER].append(row)
            found["family"].append(finding.family)
            found["listing_id"].append(listing_id)
            found["sign"].append(finding.sign)
            found["rule"].append(finding.rule)
            found["field"].append(name)
            found["start"].append(start)
            found["end"].append(end)
            found["quote"].append(quote)
            found["weight"].append(finding.weight)
            found["rule_version"].append(rules_version())
            found["lexicon_version"].append(finding.lexicon_version)
            found["legal_basis"].append(finding.legal_basis)
            found["values"].append(json.dumps(finding.values, ensure_ascii=False, sort_keys=True))

    def _place(
        self, folded: FoldedBatch, listing: Listing, finding: Finding
    ) -> tuple[str | None, int | None, int | None, str | None]:
        """Return field, start, end and the original words; nothing for evidence that is no place in the text."""
        if finding.start < 0:
            return None, None, None, None
        field, start, end = folded.original(finding.start, finding.end)
        name = _FIELD_NAMES[field]
        text = listing.columns[name] or ""
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1  # a decomposed letter takes its marks along
        return name, start, end, text[start:end]


class _Row:
    """The columns of one listing, read when asked for."""

    def __init__(self, frame: pl.DataFrame, row: int) -> None:
        self._frame = frame
        self._row = row

    def __getitem__(self, column: str) -> Any:
        return self._frame.get_column(column)[self._row]
