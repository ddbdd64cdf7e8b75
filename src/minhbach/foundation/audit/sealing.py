"""The sealer: chains the rows that transactions have left behind, with a role that may do nothing else.

It runs apart from the acts: chaining inside each transaction would put every writer in one queue. Rows are chained in
the order of their receipts, as far as they are to be seen; one whose transaction ends later is chained later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from minhbach.foundation.audit import anchors
from minhbach.foundation.audit.links import COLUMNS, Link, Row, digest_of
from minhbach.foundation.database.bounds import BOUNDS

_BOUNDS: dict[str, Any] = {**BOUNDS}
BATCH = 5_000
LOCK = 38_901_389
# How many numbers a transaction may be overtaken by between drawing its own and being seen.
OVERTAKEN = 100_000

_BEGIN = f"""
    select least((select coalesce(max(number), 0) from foundation_auditseal),
        (select coalesce(max(number), 0) from foundation_auditreceipt)) - {OVERTAKEN}
"""
# The receipts of one batch first, so that digests are computed of these alone. What no longer fits its receipt, or is
# gone, was touched before it could be sealed: it is left alone, and stays a finding.
_UNSEALED = f"""
    select receipt.number, foundation_audit_digest(entry) = receipt.digest, {COLUMNS} from (
        select number, entry_id, digest from foundation_auditreceipt waiting where number > %s
        and not exists (select from foundation_auditseal seal where seal.number = waiting.number)
        order by number limit {BATCH}
    ) receipt left join foundation_auditentry entry on entry.id = receipt.entry_id order by receipt.number
"""


class SealerMissing(RuntimeError):
    """No address of the sealer's role is known: nothing can be sealed."""


class ChainNameless(RuntimeError):
    """The chain has lost its name, so nothing can be added to it."""


def seal(*, at: datetime) -> int:
    """Chain every committed row not yet sealed; returns how many. Safe to run twice at once.

    Raises: SealerMissing, ChainNameless.
    """
    sealed = 0
    with _sealer() as database:
        # Held until the connection ends, so that the anchor of a link is written before anybody adds the next.
        database.execute("select pg_advisory_lock(%s)", [LOCK])
        chain = _chain(database)
        head = _head(database, chain)
        mark = _last_mark(chain, *head, at)
        after = database.execute(_BEGIN).fetchone()[0]  # type: ignore[index]
        while True:
            with database.transaction():
                waiting = database.execute(_UNSEALED, [after]).fetchall()
                rows = [(number, *columns) for number, fits, *columns in waiting if fits]
                head = _add(database, rows, *head, mark=mark, at=at)
            if rows:
                mark = anchors.append(anchors.Kind.SEAL, chain=chain, sequence=head[0], digest=head[1], at=at)
            sealed += len(rows)
            if len(waiting) < BATCH:
                anchors.copy_on(chain)
                return sealed
            after = waiting[-1][0]


def _add(
    database: psycopg.Connection, rows: list[Any], sequence: int, before: str, *, mark: str, at: datetime
) -> tuple[int, str]:
    with (
        database.cursor() as cursor,
        cursor.copy(
            "copy foundation_auditseal (sequence, number, entry_id, digest, anchor, sealed_at) from stdin"
        ) as copy,
    ):
        for number, *columns in rows:
            sequence, row = sequence + 1, Row(*columns)
            before = digest_of(row, Link(sequence, number, mark, at), before)
            copy.write_row((sequence, number, row.id, before, mark, at))
    return sequence, before


def _last_mark(chain: str, sequence: int, digest: str, at: datetime) -> str:
    """Return the mark that new links carry; write the first line, and the one that a crash left unwritten."""
    last = anchors.last_anchor()
    if last is None:
        return anchors.append(anchors.Kind.BEGIN, chain=chain, sequence=sequence, digest=digest, at=at)
    if last.sequence != sequence:
        return anchors.append(anchors.Kind.SEAL, chain=chain, sequence=sequence, digest=digest, at=at)
    return last.mark


def _head(database: psycopg.Connection, chain: str) -> tuple[int, str]:
    last = database.execute(
        "select sequence, digest from foundation_auditseal order by sequence desc limit 1"
    ).fetchone()
    return (last[0], last[1]) if last else (0, chain)


def _chain(database: psycopg.Connection) -> str:
    name = database.execute("select id from foundation_auditchain").fetchone()
    if name is None:
        raise ChainNameless
    return str(name[0])


@contextmanager
def _sealer() -> Iterator[psycopg.Connection]:
    """Connect to the application's database as the sealer."""
    if not settings.SEALER_DATABASE_URL:
        raise SealerMissing
    name = connection.settings_dict["NAME"]
    with psycopg.connect(settings.SEALER_DATABASE_URL, dbname=name, autocommit=True, **_BOUNDS) as database:
        yield database
