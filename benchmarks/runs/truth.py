"""What must be so whatever was struck: all that was answered stands, once and whole, and the log proves itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
from runs import hands, site

# How far a paper is at least, once a step was answered; and the row of the log that each step writes once.
REACHED = {
    "trinh": ("submitted", "signed", "numbered", "issued", "filed", "replaced"),
    "ky": ("signed", "numbered", "issued", "filed", "replaced"),
    "cap-so": ("numbered", "issued", "filed", "replaced"),
    "phat-hanh": ("issued", "filed", "replaced"),
}
LOGGED = {
    "trinh": "documents.document.submitted",
    "ky": "documents.document.signed",
    "cap-so": "documents.document.numbered",
    "phat-hanh": "documents.document.issued",
}
_NUMBERS = """
    select issuing_agency_id::text, symbol, extract(year from dated)::int as year, array_agg(number order by number)
    from documents_officialdocument where number is not null group by 1, 2, 3
"""
_REGISTERS = "select owner_agency_id::text, symbol, year, last_number from documents_numberregister"
_TORN = {
    "a report whose paper is issued and which is not": (
        "select count(*) from reporting_report report join documents_officialdocument paper on paper.id ="
        " report.document_id where (paper.state in ('issued', 'filed')) <> (report.state = 'issued')"
    ),
    "a signed paper without its file": (
        "select count(*) from documents_officialdocument paper where state in ('signed', 'numbered', 'issued') and"
        " title = 'Công văn' and not exists (select from documents_documentfile file where file.document_id = paper.id)"
    ),
    "evidence without its first hand": (
        "select count(*) from evidence_evidenceitem item where title like 'Ảnh ________-____-%' and 1 <> (select"
        " count(*) from evidence_custodyentry entry where entry.item_id = item.id)"
    ),
    "a sweep with some of its leads": (
        "select count(*) from screening_sweep sweep where id = any(%s) and (select count(*) from screening_lead lead"
        " where lead.sweep_id = sweep.id) <> case sweep.state when 'done' then %s else 0 end"
    ),
    # One that is told of a full disk was answered, and is asked for again.
    "a sweep that failed": (
        "select count(*) from screening_sweep where id = any(%s) and state = 'failed'"
        " and failure ->> 'code' not like '%%disk_full'"
    ),
}


def look(ledger: hands.Ledger) -> list[str]:
    """List what is lost, doubled or half done, of what was answered up to now."""
    known = ledger.copy()
    with site.database() as connection:
        return [
            *known.wrong,
            *_lost_papers(connection, known),
            *_wrong_numbers(connection),
            *_lost_evidence(connection, known),
            *_lost_sweeps(connection, known),
            *_torn(connection, known),
        ]


def proof() -> str:
    """Have the log prove itself; empty where it does."""
    done = site.minhbach("audit", "verify")
    return "" if done.returncode == 0 else f"audit verify: {done.stdout.strip()} {done.stderr.strip()[-300:]}"


def account_for_gaps() -> int:
    """Account, as who keeps the installation would, for the numbers that commits without room drew in vain."""
    told = site.minhbach("audit", "verify").stdout
    numbers = re.findall(r"✗ (\d+): số biên nhận bị khuyết", told)
    for number in numbers:
        site.minhbach("audit", "account", number, "--reason", "đầy ổ đĩa")
    return len(numbers)


def _lost_papers(connection: psycopg.Connection[Any], known: hands.Ledger) -> Iterator[str]:
    papers = sorted({paper for paper, _ in known.steps})
    states = dict(
        connection.execute("select id::text, state from documents_officialdocument where id = any(%s)", [papers])
    )
    logged = {
        (target, action): count
        for target, action, count in connection.execute(
            "select target_id, action, count(*) from foundation_auditentry where target_id = any(%s)"
            " and action = any(%s) group by 1, 2",
            [papers, list(LOGGED.values())],
        )
    }
    for paper, step in sorted(known.steps):
        if states.get(paper) not in REACHED[step]:
            yield f"{step} {paper} was answered, and it is {states.get(paper)}"
        if (times := logged.get((paper, LOGGED[step]), 0)) != 1:
            yield f"{step} {paper} stands {times} times in the log"


def _wrong_numbers(connection: psycopg.Connection[Any]) -> Iterator[str]:
    registers = {tuple(row[:3]): row[3] for row in connection.execute(_REGISTERS)}
    for *key, numbers in connection.execute(_NUMBERS):
        first, last = numbers[0], registers[tuple(key)]
        if numbers != list(range(first, last + 1)):
            yield f"numbers of {key}: {len(numbers)} from {first} on, and the register is at {last}"


def _lost_evidence(connection: psycopg.Connection[Any], known: hands.Ledger) -> Iterator[str]:
    rows = connection.execute(
        "select title, sha256 from evidence_evidenceitem where title like 'Ảnh ________-____-%%'"
    ).fetchall()
    titles = [title for title, _ in rows]
    yield from (f"{title} was answered and is not there" for title in sorted(known.evidence - set(titles)))
    yield from (f"{title} is there twice" for title in sorted(set(titles)) if titles.count(title) > 1)
    for title, digest in rows:
        if not (site.HOME / "files" / digest[:2] / digest).exists():
            yield f"{title} has no file"


def _lost_sweeps(connection: psycopg.Connection[Any], known: hands.Ledger) -> Iterator[str]:
    there = {row[0] for row in connection.execute("select id::text from screening_sweep")}
    yield from (f"sweep {sweep} was answered and is not there" for sweep in sorted(known.sweeps - there))


def _torn(connection: psycopg.Connection[Any], known: hands.Ledger) -> Iterator[str]:
    for what, query in _TORN.items():
        values = [sorted(known.sweeps), hands.ROWS][: query.count("%s")]
        (count,) = connection.execute(query, values or None).fetchone() or (0,)
        if count:
            yield f"{what}: {count}"
