"""Refit the screen to what inspectors found, judge it on later visits to other sellers, and tell it all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from minhbach.engine.learning import MODEL_SCHEMA
from minhbach.engine.learning.folds import forward_folds
from minhbach.engine.learning.judgement import Candidate, HeldOut, judge_held_out, verdict
from minhbach.engine.learning.keeping import digest_of, read_model
from minhbach.engine.learning.measures import Ranking, brier
from minhbach.engine.learning.reading import LearningRefused
from minhbach.engine.screening.outcomes.evidence import Case, lead_probability, log_odds_of
from minhbach.engine.screening.outcomes.reading import Inspected, digest_rows, join_outcomes
from minhbach.engine.screening.outcomes.runs import read_runs
from minhbach.engine.screening.outcomes.weights import Refit, refit
from minhbach.engine.screening.score import Scorecard, load_scorecard
from minhbach.engine.tables import SIGNS

KIND = "screen"
FEWEST = 30  # inspected leads of known outcome
FEWEST_OF_EACH = 5  # confirmed, and unfounded
_FOLDS = 4


# Threads cost more than such small sums.
@threadpool_limits.wrap(limits=1, user_api="blas")  # type: ignore[untyped-decorator]
def learn_from_outcomes(
    outcomes: Path,
    runs: Sequence[Path],
    knowledge: Path,
    *,
    made_on: date,
    capacity: int = 50,
    skip_bad: bool = False,
    fit: Callable[[Sequence[Case], Scorecard], Refit] = refit,
) -> Candidate:
    """Return the candidate that outcomes make of the shipped scorecard.

    Raises: ReadingRefused, LearningRefused, RowsRefused; ModelUnreadable for the folder's model.
    """
    hand = load_scorecard()
    before = read_model(knowledge, KIND)
    card_before = load_scorecard(json.dumps(before)) if before else hand
    inspected = join_outcomes(outcomes, read_runs(runs), skip_bad=skip_bad)
    usable = [case for case in inspected.cases if case.reasons]
    _demand_enough(usable, outcomes.name)
    digests = digest_rows(usable)
    seen = set(before["seen"]) if before else set()
    report = _validate(usable, hand, card_before, np.array([one in seen for one in digests]), capacity, fit)
    final = fit(usable, hand)
    digest = digest_of(outcomes)
    model = {
        "schema": MODEL_SCHEMA,
        "kind": KIND,
        "version": f"{made_on:%Y.%m.%d}.{digest[:8]}",
        "made_on": made_on.isoformat(),
        "scorecard": {
            "calibration": final.card.calibration,
            "family_factors": final.card.family_factors,
            "rule_factors": final.card.rule_factors,
        },
        "factors": [asdict(one) for one in final.factors],
        "before": {"version": card_before.version, "is_shipped": before is None},
        "hand_version": hand.version,
        "learned_from": {
            "file": outcomes.name,
            "sha256": digest,
            **_told(inspected, usable),
            "runs": [_run_told(folder) for folder in runs],
        },
        "validation": report,
        "seen": digests,
    }
    return Candidate(model, tuple(verdict(report)))


def _demand_enough(cases: Sequence[Case], file: str) -> None:
    known = [case.any_true for case in cases if case.any_true is not None]
    counts = {"found": len(known), "confirmed": sum(known), "unfounded": len(known) - sum(known)}
    if counts["confirmed"] == 0 or counts["unfounded"] == 0:
        raise LearningRefused(problem="learning.one_class", file=file, **counts)
    if len(known) < FEWEST or min(counts["confirmed"], counts["unfounded"]) < FEWEST_OF_EACH:
        raise LearningRefused(
            problem="learning.too_few", file=file, needed=FEWEST, needed_of_each=FEWEST_OF_EACH, **counts
        )


def _validate(
    cases: Sequence[Case],
    hand: Scorecard,
    before: Scorecard,
    seen: NDArray[np.bool_],
    capacity: int,
    fit: Callable[[Sequence[Case], Scorecard], Refit],
) -> dict[str, Any]:
    """Return the report on held-out cases that the model before has not learned from either."""
    sellers = {seller: place for place, seller in enumerate(dict.fromkeys(case.seller for case in cases))}
    groups = np.array([sellers[case.seller] for case in cases], dtype=np.int64)
    days = np.array([case.day for case in cases], dtype=np.int64)
    rows: list[int] = []
    of_fold: list[int] = []
    cards: list[Scorecard] = []
    for number, fold in enumerate(forward_folds(days, groups, _FOLDS)):
        known = {cases[row].any_true for row in fold.train} - {None}
        test = [row for row in fold.test.tolist() if not seen[row] and cases[row].any_true is not None]
        if len(known) < 2 or not test:
            continue
        card = fit([cases[row] for row in fold.train], hand).card
        rows += test
        of_fold += [number] * len(test)
        cards += [card] * len(test)
    true = np.array([float(bool(cases[row].any_true)) for row in rows])
    if len(true) < FEWEST // 2 or true.sum() in (0, len(true)):
        problem = "learning.nothing_new" if seen.any() else "learning.nothing_later"
        raise LearningRefused(problem=problem, found=len(true), needed=FEWEST // 2)
    held = HeldOut(
        true=true,
        new=np.array([lead_probability(cases[row], card) for row, card in zip(rows, cards, strict=True)]),
        before=np.array([lead_probability(cases[row], before) for row in rows]),
        weights=np.array([cases[row].weight for row in rows]),
        groups=np.unique(groups[rows], return_inverse=True)[1].astype(np.int64),
        folds=np.array(of_fold, dtype=np.int64),
    )
    return {
        **judge_held_out(held, capacity),
        "is_time_ordered": True,
        "sellers": int(held.groups.max()) + 1,
        "random_visits": sum(cases[row].is_random for row in rows),
        "by_sign": _by_sign([cases[row] for row in rows], cards, before),
    }


def _by_sign(cases: Sequence[Case], cards: Sequence[Scorecard], before: Scorecard) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for sign in SIGNS:
        true: list[float] = []
        said: dict[str, list[float]] = {"new": [], "before": []}
        for case, card in zip(cases, cards, strict=True):
            if sign not in case.truth or not any(one.sign == sign for one in case.reasons):
                continue
            true.append(float(case.truth[sign]))
            for name, chosen in (("new", card), ("before", before)):
                said[name].append(chosen.probability(sign, log_odds_of(case.reasons, chosen)[sign]))
        if true:
            told[sign] = {"rows": len(true), "confirmed": int(sum(true))} | {
                name: _short(np.array(true), np.array(values)) for name, values in said.items()
            }
    return told


def _short(true: NDArray[np.float64], said: NDArray[np.float64]) -> dict[str, float | None]:
    ranking = Ranking(true, said)
    values = {
        "average_precision": ranking.average_precision(),
        "auc": ranking.auc(),
        "brier": brier(true, said, np.ones(len(true))),
        "said": float(said.mean()),
    }
    return {name: None if np.isnan(value) else round(value, 6) for name, value in values.items()}


def _told(inspected: Inspected, usable: Sequence[Case]) -> dict[str, Any]:
    by_sign = {
        sign: dict(Counter("confirmed" if case.truth[sign] else "unfounded" for case in usable if sign in case.truth))
        for sign in SIGNS
    }
    known = [case.any_true for case in usable if case.any_true is not None]
    return {
        "rows": inspected.rows,
        "listings": len(usable),
        "without_evidence": len(inspected.cases) - len(usable),
        "sellers": len({case.seller for case in usable}),
        "confirmed": sum(known),
        "unfounded": len(known) - sum(known),
        "first_day": inspected.days[0].isoformat(),
        "last_day": inspected.days[1].isoformat(),
        "by_sign": {sign: counts for sign, counts in by_sign.items() if counts},
        "by_platform": dict(inspected.platforms),
        "random_visits": inspected.random_visits,
        "waiting": inspected.waiting,
        "repeated": inspected.repeated,
        "overruled": [list(one) for one in inspected.overruled],
        "missed": inspected.missed,
        "unknown_sign": inspected.unknown_sign,
        "skipped": [asdict(one) for one in inspected.skipped],
    }


def _run_told(folder: Path) -> Mapping[str, Any]:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return {"folder": folder.name, "listings": record["listings"], "leads": record["leads"],
            "scorecard": record["versions"]["scorecard"]}  # fmt: skip
