"""What a row is called, where it stands and how it is found: the columns beside its content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.domains.law.book import root_of, valid_until_of
from minhbach.domains.law.reference import row_id_of
from minhbach.domains.law.types.rows import Confidence, Table
from minhbach.engine.text.keys import search_key

# Under which key each table keeps the words that name a row.
TITLES = {
    Table.FINE_FRAMES: "act_vi",
    Table.POWERS: "title_vi",
    Table.COMPETENCE: "provisions_vi",
    Table.CAPS: "name_vi",
    Table.APPLICABLE_LAW: "text_vi",
    Table.DEADLINES: "action_vi",
    Table.COUNTING_RULES: "text_vi",
    Table.VIOLATION_CLASSES: "legal_name_vi",
    Table.REPORT_CATEGORIES: "label_vi",
    Table.LEGAL_BASIS_GAPS: "text_vi",
    Table.CRIMINAL_THRESHOLDS: "name_vi",
    Table.FORMS: "title_vi",
    Table.INSTRUMENTS: "name_vi",
    Table.INSTRUMENT_STATUS: "text_vi",
    Table.LIMITATION: "text_vi",
    Table.LIMITATION_RULES: "text_vi",
    Table.REQUEST_BASES: "text_vi",
    Table.PUBLICATION: "text_vi",
    Table.INTAKE_KINDS: "text_vi",
    Table.PROTECTIONS: "text_vi",
    Table.RETENTION: "text_vi",
}
_YEAR = re.compile(r"-\d{4}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """The findable side of a row's content."""

    row_id: str
    series: str
    instrument: str
    article: str
    title_vi: str
    folded: str
    source: str
    confidence: Confidence
    valid_from: date | None
    valid_until: date | None
    digest: str

    @property
    def root_instrument(self) -> str:
        return root_of(self.instrument)


def describe(table: Table, content: Mapping[str, Any]) -> Entry:
    """Read from a row's content what it is found by."""
    row_id = row_id_of(content)
    title = str(content.get(TITLES[table]) or "")
    instrument = str(content.get("instrument") or content.get("definition_instrument") or "")
    article = str(content.get("article") or content.get("definition_article") or "")
    clause = str(content.get("clause") or "")
    acts = " ".join(act["text_vi"] for act in content.get("acts", ()))
    first = content.get("effective_from")
    return Entry(
        row_id=row_id,
        series=series_of(table, content),
        instrument=instrument,
        article=f"{article} k{clause}" if clause and table is Table.FINE_FRAMES else article,
        title_vi=title,
        folded=search_key(f"{row_id} {instrument} điều {article} {clause} {title} {acts}"),
        source=str(content.get("source") or ""),
        confidence=Confidence(content["confidence"]),
        valid_from=date.fromisoformat(first) if first else None,
        valid_until=valid_until_of(content),
        digest=digest_of(content),
    )


def series_of(table: Table, content: Mapping[str, Any]) -> str:
    """Name the provision of which a row is one period."""
    if table is Table.FINE_FRAMES:
        return str(content["series"])
    if table is Table.DEADLINES:
        return str(content["family"])
    if table in (Table.POWERS, Table.CAPS, Table.COMPETENCE):
        return _YEAR.sub("", row_id_of(content))
    return row_id_of(content)


def digest_of(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
