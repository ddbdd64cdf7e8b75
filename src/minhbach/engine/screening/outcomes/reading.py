"""What visits found: a table of inspected listings, read strictly, as cases to learn from."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from minhbach.engine.identifiers.platforms import platform_code
from minhbach.engine.learning.reading import LearningRefused, RowProblem, RowsRefused, read_day, read_table
from minhbach.engine.reading.formats import look_at
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.screening.outcomes.evidence import Case, reasons_by_listing
from minhbach.engine.screening.outcomes.runs import Run
from minhbach.engine.screening.signs import signs
from minhbach.engine.tables import SIGNS
from minhbach.engine.text.keys import search_key

REQUIRED = ("listing_id", "outcome", "decided_on")
_MOST_WEIGHT = 20.0  # of one random visit: more would let a single visit decide
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Outcome:
    """One row: what was found at one listing, of the signs named or of all that it showed."""

    row: int
    listing_id: str
    platform: str | None
    signs: tuple[str, ...]
    classes: tuple[str, ...]
    is_confirmed: bool
    decided_on: date
    seller: str | None
    is_random: bool
    chance: float | None  # of being chosen, where a random visit's plan says it


@dataclass(frozen=True)
class Inspected:
    """Outcomes joined to what the screen had found, and what was noticed on the way."""

    cases: tuple[Case, ...]
    rows: int
    repeated: int  # rows that say what another row said
    overruled: tuple[tuple[str, str], ...]  # listing and sign of outcomes that a later one replaced
    missed: int  # confirmed signs that the screen had not shown
    unknown_sign: int  # confirmed without saying which of several signs
    random_visits: int
    waiting: int  # rows of visits still to be made
    skipped: tuple[RowProblem, ...]
    days: tuple[date, date]
    platforms: Mapping[str, int] = field(default_factory=dict)


def read_outcomes(path: Path) -> tuple[list[Outcome], list[RowProblem], int]:
    """Return the outcomes of a table, the rows that cannot be used, and the number of visits still to be made.

    Raises: ReadingRefused; LearningRefused when a column that is needed is missing.
    """
    mapping = _columns(path)
    frame, problems = read_table(path, list(mapping.values()))
    outcomes: list[Outcome] = []
    waiting = 0
    for row in frame.rename({name: column for column, name in mapping.items()}).iter_rows(named=True):
        if not any((row[column] or "").strip() for column in ("outcome", "decided_on")):
            waiting += 1
            continue
        try:
            outcomes.append(_outcome(row))
        except _Unusable as unusable:
            problems.append(RowProblem(row[ROW], unusable.problem, unusable.value[:100]))
    return outcomes, problems, waiting


class _Unusable(Exception):
    def __init__(self, problem: str, value: str) -> None:
        self.problem, self.value = problem, value
        super().__init__(problem)


def _outcome(row: Mapping[str, str | int | None]) -> Outcome:
    cells = {name: str(value).strip() for name, value in row.items() if value is not None and str(value).strip()}
    if "listing_id" not in cells:
        raise _Unusable("outcome.listing_missing", "")
    outcome = _word("outcomes", cells.get("outcome", ""), "outcome.unknown_outcome")
    try:
        decided_on = read_day(cells.get("decided_on", ""))
    except ValueError as error:
        raise _Unusable("outcome.unreadable_date", cells.get("decided_on", "")) from error
    chosen = _word("chosen_how", cells["chosen_how"], "outcome.unknown_choice") if "chosen_how" in cells else "ranked"
    return Outcome(
        row=int(str(row[ROW])),
        listing_id=cells["listing_id"],
        platform=cells.get("platform"),
        signs=_signs(cells.get("sign", "")),
        classes=tuple(part.upper() for part in _parts(cells.get("class", ""), also=",")),
        is_confirmed=outcome == "confirmed",
        decided_on=decided_on,
        seller=cells.get("seller_id") or cells.get("seller_name"),
        is_random=chosen == "random",
        chance=_chance(cells["chance"]) if "chance" in cells else None,
    )


def _signs(cell: str) -> tuple[str, ...]:
    """Return the signs that a cell names. Names hold commas themselves: between commas the longest name counts."""
    spellings = _spellings()
    found: list[str] = []
    for part in _parts(cell):
        words = part.split(",")
        while words:
            lengths = range(len(words), 0, -1)
            length = next((one for one in lengths if search_key(",".join(words[:one])) in spellings), 0)
            if not length:
                raise _Unusable("outcome.unknown_sign", ",".join(words).strip())
            found.append(spellings[search_key(",".join(words[:length]))])
            words = words[length:]
    return tuple(dict.fromkeys(found))


def _parts(cell: str, *, also: str = ";") -> list[str]:
    for separator in (also, "|", "\n"):
        cell = cell.replace(separator, ";")
    return [part.strip() for part in cell.split(";") if part.strip()]


def _word(group: str, cell: str, problem: str) -> str:
    found = _words(group).get(search_key(cell))
    if found is None:
        raise _Unusable(problem, cell)
    return found


def _chance(cell: str) -> float:
    try:
        chance = float(cell.replace(",", "."))
    except ValueError:
        chance = 0.0
    if not 0 < chance <= 1:
        raise _Unusable("outcome.unreadable_chance", cell)
    return chance


@cache
def _spellings() -> dict[str, str]:
    return {search_key(name): code for code, one in signs().items() for name in one.spellings}


@cache
def _words(group: str) -> dict[str, str]:
    content = tomllib.loads((Path(__file__).parent / "outcomes.toml").read_text(encoding="utf-8"))
    return {search_key(name): word for word, names in content[group].items() for name in names}


def _columns(path: Path) -> dict[str, str]:
    """Return which column of the table holds what."""
    found: dict[str, str] = {}
    names = look_at(path).columns
    for name in names:
        column = _words("columns").get(search_key(name))
        if column is not None:
            found.setdefault(column, name)
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        raise LearningRefused(problem="learning.column_missing", file=path.name, columns=missing, found=list(names))
    return found


def join_outcomes(path: Path, run: Run, *, skip_bad: bool = False) -> Inspected:
    """Return the inspected listings of a table with the reasons that the screen gave for each.

    A later outcome of the same listing and sign replaces an earlier one.

    Raises: RowsRefused naming every row that cannot be used, unless they are to be skipped.
    """
    outcomes, problems, waiting = read_outcomes(path)
    total = len(outcomes) + len(problems) + waiting
    kept: list[Outcome] = []
    for outcome in outcomes:
        lead = run.listings.get(outcome.listing_id)
        if lead is None or not _may_be_one(outcome.platform, lead.platform):
            problems.append(RowProblem(outcome.row, "outcome.not_in_run", outcome.listing_id))
        else:
            kept.append(outcome)
    problems.sort(key=lambda problem: problem.row)
    if problems and not skip_bad:
        raise RowsRefused(
            file=path.name, count=len(problems), rows=[(one.row, one.problem, one.value) for one in problems]
        )
    if not kept:
        raise LearningRefused(problem="learning.no_rows", file=path.name)
    reasons = reasons_by_listing(run.signals, {outcome.listing_id for outcome in kept})
    by_listing: dict[str, list[Outcome]] = {}
    for outcome in sorted(kept, key=lambda outcome: (outcome.decided_on, outcome.row)):
        by_listing.setdefault(outcome.listing_id, []).append(outcome)
    counts: Counter[str] = Counter()
    overruled: list[tuple[str, str]] = []
    cases: list[Case] = []
    for listing_id, rows in by_listing.items():
        shown = run.listings[listing_id]
        with_evidence = tuple(sign for sign in SIGNS if any(one.sign == sign for one in reasons.get(listing_id, ())))
        truth: dict[str, bool] = {}
        any_true: bool | None = None
        for outcome in rows:
            signs, told = _signs_of(outcome, shown.signs or with_evidence, shown.classes)
            counts["missed"] += sum(sign not in with_evidence for sign in signs) if outcome.is_confirmed else 0
            if not signs and not told:
                counts["unknown_sign"] += 1
            before = dict(truth)
            for sign in signs:
                if sign in before:
                    if before[sign] == outcome.is_confirmed:
                        counts["repeated"] += 1
                    else:
                        overruled.append((listing_id, sign))
                truth[sign] = outcome.is_confirmed
            if not told:
                any_true = outcome.is_confirmed
        if any_true is None:
            any_true = _any(truth, shown.signs or with_evidence)
        last = rows[-1]
        cases.append(
            Case(
                listing_id=listing_id,
                seller=last.seller or shown.seller or f"listing {listing_id}",
                day=(last.decided_on - _EPOCH).days,
                platform=shown.platform or "",
                goods=shown.goods,
                reasons=reasons.get(listing_id, ()),
                truth=truth,
                any_true=any_true,
                is_random=last.is_random,
                weight=1.0,
            )
        )
    return Inspected(
        cases=tuple(_weighted(cases, by_listing, run)),
        rows=total,
        repeated=counts["repeated"],
        overruled=tuple(overruled),
        missed=counts["missed"],
        unknown_sign=counts["unknown_sign"],
        random_visits=sum(case.is_random for case in cases),
        waiting=waiting,
        skipped=tuple(problems),
        days=(min(one.decided_on for one in kept), max(one.decided_on for one in kept)),
        platforms=dict(sorted(Counter(case.platform for case in cases).items())),
    )


def _may_be_one(first: str | None, second: str | None) -> bool:
    """Say whether two platforms may be one, whichever of its names each is called by; what is not said may be any."""
    return not first or not second or platform_code(first).lower() == platform_code(second).lower()


def _signs_of(outcome: Outcome, shown: tuple[str, ...], classes: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """Return the signs that an outcome speaks of, and whether it named them itself."""
    if outcome.signs:
        return outcome.signs, True
    if outcome.classes:
        named = tuple(dict.fromkeys(classes[code] for code in outcome.classes if code in classes))
        if named:
            return named, True
    # Unfounded without a sign: nothing of what was shown held. Confirmed: of one sign shown, that one.
    if not outcome.is_confirmed or len(shown) == 1:
        return shown, False
    return (), False


def _any(truth: Mapping[str, bool], shown: Iterable[str]) -> bool | None:
    """Return whether a sign shown was confirmed, None while that is open."""
    known = [truth.get(sign) for sign in shown]
    if any(known):
        return True
    return None if not known or None in known else False


def _weighted(cases: list[Case], by_listing: Mapping[str, list[Outcome]], run: Run) -> Iterable[Case]:
    """Give each random visit the weight of the leads that it stands for."""
    random_visits = sum(case.is_random for case in cases)
    rest = max(len(run.leads) - sum(not case.is_random for case in cases), random_visits)
    for case in cases:
        if not case.is_random:
            yield case
            continue
        chance = by_listing[case.listing_id][-1].chance or random_visits / rest
        yield Case(**{**case.__dict__, "weight": min(1 / chance, _MOST_WEIGHT)})


def digest_rows(cases: Iterable[Case]) -> list[str]:
    """Return the listings as short hashes, by which a later learning knows what was learned from."""
    return [hashlib.blake2b(case.listing_id.encode(), digest_size=8).hexdigest() for case in cases]
