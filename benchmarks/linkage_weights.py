"""What the weights of linkage should be, by pairs of which it is known whether they are one: advice for `model.toml`.

    python benchmarks/linkage_weights.py [rows]

Logistic regression over what the comparisons found, drawn towards the weights that stand: each level may move, and what
a bit of a name tells. It learns from both made-up lists and from the public sets, each counting the same, and is judged
on lists of other seeds. Nothing is written: whoever changes the list reads this, rounds, and has the bars judge.
Needs the extra `learn`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))
from record.linking import MADE
from record.public_sets import FEBRL, febrl_records

from minhbach.engine.linkage import HUNDREDTHS, Frame, Scored, frame_of, frame_of_columns, score_pairs, standing_model
from minhbach.engine.linkage.kernel import MOST_LEVELS, TEXTS
from minhbach.engine.linkage.sweep import candidate_rows

SHARED = Path(__file__).parents[2] / "shared" / "data"
# How strongly a weight is held where it stands, against one pair in the middle.
HELD = 0.0002
Numbers = np.ndarray[Any, np.dtype[Any]]


class Pairs:
    """Pairs of one list: what they scored, what each comparison found, and whether they are one."""

    def __init__(self, name: str, frame: Frame, entity: Numbers) -> None:
        self.name = name
        scored = score_pairs(frame, *candidate_rows(frame))
        self.is_one = entity[scored.lefts] == entity[scored.rights]
        self.scores = scored.scores / HUNDREDTHS
        self.found = _found(scored)


def _found(scored: Scored) -> tuple[Numbers, Numbers]:
    """Return of each pair which weights it leans on, and how much: the base of each level, and the bits of names."""
    model = standing_model()
    width = len(model.comparisons)
    places = np.arange(width) * MOST_LEVELS + scored.levels
    of_bits = scored.weights[:, :TEXTS] / HUNDREDTHS - model.weights[np.arange(TEXTS), scored.levels[:, :TEXTS], 0]
    return (
        np.concatenate([places, width * MOST_LEVELS + places[:, :TEXTS]], axis=1),
        np.concatenate([(scored.levels > 0).astype(np.float64), of_bits / 8], axis=1),
    )


def fitted(lists: list[Pairs]) -> Numbers:
    """Return by how much each weight should move, and the prior at the end."""
    size = (len(standing_model().comparisons) + TEXTS) * MOST_LEVELS + 1

    def loss(moved: Numbers) -> tuple[float, Numbers]:
        total, slope = HELD * float(moved[:-1] @ moved[:-1]), 2 * HELD * moved
        slope[-1] = 0.0
        for one in lists:
            places, much = one.found
            odds = np.log(2) * (one.scores + (moved[places] * much).sum(axis=1) + moved[-1])
            signed = np.where(one.is_one, -odds, odds)
            total += float(np.logaddexp(0, signed).mean()) / len(lists)
            share = np.where(one.is_one, -1.0, 1.0) / (1 + np.exp(-np.clip(signed, -50, 50)))
            share *= np.log(2) / len(odds) / len(lists)
            np.add.at(slope, places.ravel(), (share[:, None] * much).ravel())
            slope[-1] += share.sum()
        return total, slope

    return np.asarray(minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


def told(lists: list[Pairs], moved: Numbers) -> None:
    model = standing_model()
    for place, comparison in enumerate(model.comparisons):
        for level, said in enumerate(comparison.levels, start=1):
            here = place * MOST_LEVELS + level
            counts = [int((one.found[0][:, place] == here).sum()) for one in lists]
            if sum(counts):
                slope = moved[len(model.comparisons) * MOST_LEVELS + here] if place < TEXTS else 0.0
                rate = [
                    f"{one.is_one[one.found[0][:, place] == here].mean():.3f}" if count else "-"
                    for one, count in zip(lists, counts, strict=True)
                ]
                print(
                    f"{comparison.code:13} {said.code:10} {said.base:6.2f} → {said.base + moved[here]:6.2f}"
                    f"  bits × {1 + slope / 8:4.2f}  pairs {counts} one {rate}"
                )
    print(f"prior {model.prior / HUNDREDTHS:.2f} → {model.prior / HUNDREDTHS + moved[-1]:.2f}")


def judged(one: Pairs, moved: Numbers) -> str:
    places, much = one.found
    model, found = standing_model(), []
    for scores in (one.scores, one.scores + (moved[places] * much).sum(axis=1) + moved[-1]):
        for least in (model.ask, model.join):
            said = scores >= least / HUNDREDTHS
            right = (said & one.is_one).sum()
            found.append(f"P {right / max(1, said.sum()):.4f} R {right / one.is_one.sum():.4f}")
    return f"{one.name:12} standing ask {found[0]} join {found[1]}; fitted ask {found[2]} join {found[3]}"


def lists(rows: int, *, seeds: tuple[int, int]) -> list[Pairs]:
    found = []
    for (name, make), seed in zip(MADE.items(), seeds, strict=True):
        sellers = make(rows, seed=seed)
        found.append(Pairs(name, frame_of_columns(sellers.table, sellers.identifiers), sellers.entity))
    return found


def public(sets: tuple[tuple[str, ...], ...]) -> list[Pairs]:
    found = []
    for files in sets if SHARED.is_dir() else ():
        frame = frame_of([record for file in files for record in febrl_records(SHARED / "er_febrl" / file)])
        found.append(Pairs(files[0], frame, np.array([int(one.split("-")[1]) for one in frame.ids])))
    return found


if __name__ == "__main__":
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    learnt_from = lists(rows, seeds=(1, 2)) + public(FEBRL[2:3])
    moved = fitted(learnt_from)
    told(learnt_from, moved)
    for one in lists(rows, seeds=(3, 4)) + public(FEBRL):
        print(judged(one, moved))
