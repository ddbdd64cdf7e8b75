"""The law book: every row in use, parsed once and asked by day. Pure; the database is not its concern."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from minhbach.domains.law.book.reading import (
    Content,
    read_cap,
    read_competence,
    read_counting_rule,
    read_criminal,
    read_deadline,
    read_form,
    read_frame,
    read_gap,
    read_limitation,
    read_power,
    read_publication,
    read_report_category,
    read_rule,
    read_violation_class,
    root_of,
    valid_until_of,
)
from minhbach.domains.law.types.rows import (
    CapRow,
    Confidence,
    CountingRule,
    FineFrameRow,
    PublicationRow,
    RawRow,
    RuleRow,
    Table,
    ViolationClass,
)

__all__ = ["LawBook", "root_of", "valid_until_of"]


class LawBook:
    """Rows in use. Rows that are off are not in it, so no calculation can lean on them."""

    def __init__(self, rows: Iterable[RawRow], *, confirmed_rule_ids: frozenset[str] = frozenset()) -> None:
        tables: dict[Table, list[Content]] = {table: [] for table in Table}
        counting: list[Content] = []
        for row in rows:
            if row.table is Table.COUNTING_RULES:
                counting.append(row.content)
            elif row.is_on:
                tables[row.table].append(row.content)
        self.frames = tuple(read_frame(content) for content in tables[Table.FINE_FRAMES])
        self.powers = tuple(read_power(content) for content in tables[Table.POWERS])
        self.competence = tuple(read_competence(content) for content in tables[Table.COMPETENCE])
        self.caps = tuple(read_cap(content) for content in tables[Table.CAPS])
        self.rules = tuple(
            sorted((read_rule(content) for content in tables[Table.APPLICABLE_LAW]), key=lambda rule: rule.order)
        )
        self.deadlines = tuple(read_deadline(content) for content in tables[Table.DEADLINES])
        # An unverified way of counting still counts, and its result says so: a deadline nobody sees is worse.
        self.counting_rules = tuple(read_counting_rule(content) for content in counting)
        self.confirmed_rule_ids = confirmed_rule_ids
        self.classes = tuple(read_violation_class(content) for content in tables[Table.VIOLATION_CLASSES])
        categories = sorted(tables[Table.REPORT_CATEGORIES], key=lambda content: int(content["order"]))
        self.report_categories = tuple(read_report_category(content) for content in categories)
        self.gaps = tuple(read_gap(content) for content in tables[Table.LEGAL_BASIS_GAPS])
        self.criminal = tuple(read_criminal(content) for content in tables[Table.CRIMINAL_THRESHOLDS])
        self.limitations = tuple(read_limitation(content) for content in tables[Table.LIMITATION])
        self.forms = tuple(read_form(content) for content in tables[Table.FORMS])
        self.publications = tuple(read_publication(content) for content in tables[Table.PUBLICATION])
        self._series: dict[str, list[FineFrameRow]] = {}
        for frame in self.frames:
            self._series.setdefault(frame.series, []).append(frame)
        for periods in self._series.values():
            periods.sort(key=lambda frame: frame.citation.valid_from or date.min)

    def frame_periods(self, series: str) -> tuple[FineFrameRow, ...]:
        """List the rows of one provision through time, oldest first."""
        return tuple(self._series.get(series, ()))

    def find_frame(self, series: str, on: date) -> FineFrameRow | None:
        return next((row for row in self.frame_periods(series) if row.citation.holds_on(on)), None)

    def find_cap(self, field: str, instrument: str, on: date) -> CapRow | None:
        """Find the highest fine of a field; a row of the frame's own instrument goes first."""
        found = [row for row in self.caps if row.field == field and row.citation.holds_on(on)]
        own = [row for row in found if root_of(row.citation.instrument) == root_of(instrument)]
        return next(iter(own or found), None)

    def find_rule(self, rule_code: str, on: date) -> RuleRow | None:
        return next((row for row in self.rules if row.rule_code == rule_code and row.citation.holds_on(on)), None)

    def find_counting_rule(self, rule_code: str, on: date) -> CountingRule | None:
        return next(
            (row for row in self.counting_rules if row.rule_code == rule_code and row.citation.holds_on(on)), None
        )

    def find_publication(self, row_id: str, on: date) -> PublicationRow | None:
        found = [row for row in self.publications if row.citation.row_id == row_id]
        return next((row for row in found if row.citation.holds_on(on)), None)

    def find_class(self, code: str) -> ViolationClass | None:
        return next((row for row in self.classes if row.code == code), None)

    def is_counting_rule_confirmed(self, rule: CountingRule) -> bool:
        return rule.citation.confidence is not Confidence.MEMORY or rule.citation.row_id in self.confirmed_rule_ids
