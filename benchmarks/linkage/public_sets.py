"""Public sets of records and names of which it is known who is who, read from the reference material."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from minhbach.engine.linkage import HUNDREDTHS, Record, Scored, frame_of, score_pairs, standing_model
from minhbach.engine.linkage.sweep import candidate_rows

FEBRL = (("dataset1.csv",), ("dataset2.csv",), ("dataset3.csv",), ("dataset4a.csv", "dataset4b.csv"))


def company_f1(data: Path) -> float:
    """Return F1 over the pairs of company names, at the score from which the names speak for each other."""
    with (data / "er_names/opensanctions_name_cases.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Company"]
    records = [
        Record(f"{place:04d}{side}", kind="organisation", names=(row[name],))
        for place, row in enumerate(rows)
        for side, name in (("a", "name1"), ("b", "name2"))
    ]
    lefts = np.arange(0, len(records), 2)
    said = score_pairs(frame_of(records), lefts, lefts + 1).scores - standing_model().prior >= 0
    return _f1(said, np.array([row["is_match"] == "true" for row in rows]))


def febrl_f1(data: Path) -> dict[str, float]:
    """Return F1 of each FEBRL set, over all its true pairs, with the prior that its own candidates bear out."""
    found = {}
    for files in FEBRL:
        records = [record for file in files for record in _febrl(data / "er_febrl" / file)]
        frame = frame_of(records)
        lefts, rights = candidate_rows(frame)
        scored = score_pairs(frame, lefts, rights)
        entity = np.array([int(one.split("-")[1]) for one in frame.ids])
        counts = np.unique(entity, return_counts=True)[1]
        prior = standing_model().prior
        said = scored.scores - prior + _learned_prior(scored, prior) >= 0
        found[files[0]] = _f1(said, entity[lefts] == entity[rights], int((counts * (counts - 1) // 2).sum()))
    return found


def _learned_prior(scored: Scored, prior: int) -> int:
    """Return the prior that the pairs themselves bear out, in hundredths: the share of them that are one.

    PRIOR is the one they were scored with. The share is that at which the pairs, weighed with it, add up to it again.
    """
    evidence = (scored.scores - prior) / HUNDREDTHS
    share = 0.1
    for _ in range(200):
        odds = evidence + np.log2(share / (1 - share))
        expected = float(np.mean(1 / (1 + np.exp2(-np.clip(odds, -60, 60)))))
        if abs(expected - share) < 1e-6:
            break
        share = min(max(expected, 1e-6), 1 - 1e-6)
    return round(float(np.log2(share / (1 - share))) * HUNDREDTHS)


def _f1(said: np.ndarray, true: np.ndarray, all_true: int | None = None) -> float:
    return float(2 * (said & true).sum() / (said.sum() + (true.sum() if all_true is None else all_true)))


def _febrl(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as file:
        rows = [
            {name.strip(): (value or "").strip() for name, value in row.items()}
            for row in csv.DictReader(file, skipinitialspace=True)
        ]
    return [
        Record(
            row["rec_id"],
            kind="individual",
            people=tuple(filter(None, [" ".join(filter(None, (row["given_name"], row["surname"])))])),
            addresses=tuple(
                filter(None, [" ".join(filter(None, (row["street_number"], row["address_1"], row["suburb"])))])
            ),
            identifiers=tuple(
                (kind, row[column])
                for kind, column in (
                    ("born", "date_of_birth"), ("personal_id", "soc_sec_id"), ("postcode", "postcode"),
                )
                if row[column]
            ),
        )
        for row in rows
    ]  # fmt: skip
