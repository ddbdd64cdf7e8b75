"""Public sets of records and names of which it is known who is who, read from the reference material."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from minhbach.engine.linkage import Record, frame_of, score_pairs, standing_model
from minhbach.engine.linkage.sweep import candidate_rows

FEBRL = (("dataset1.csv",), ("dataset2.csv",), ("dataset3.csv",), ("dataset4a.csv", "dataset4b.csv"))


def company_pairs(data: Path) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Return pairs of company names, and which of them are one."""
    with (data / "er_names/opensanctions_name_cases.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Company"]
    return [(row["name1"], row["name2"]) for row in rows], np.array([row["is_match"] == "true" for row in rows])


def company_f1(data: Path) -> float:
    """Return F1 over the pairs of company names, at the score from which the names speak for each other."""
    pairs, true = company_pairs(data)
    records = [
        Record(f"{place:04d}{side}", kind="organisation", names=(name,))
        for place, names in enumerate(pairs)
        for side, name in zip("ab", names, strict=True)
    ]
    lefts = np.arange(0, len(records), 2)
    return f1(score_pairs(frame_of(records), lefts, lefts + 1).scores - standing_model().prior >= 0, true)


def febrl_f1(data: Path) -> dict[str, float]:
    """Return F1 of each FEBRL set, over all its true pairs, by the score from which people are asked."""
    found = {}
    for files in FEBRL:
        frame = frame_of([record for file in files for record in febrl_records(data / "er_febrl" / file)])
        scored = score_pairs(frame, *candidate_rows(frame))
        entity = np.array([int(one.split("-")[1]) for one in frame.ids])
        counts = np.unique(entity, return_counts=True)[1]
        true = entity[scored.lefts] == entity[scored.rights]
        said = scored.scores >= standing_model().ask
        found[files[0]] = f1(said, true, int((counts * (counts - 1) // 2).sum()))
    return found


def f1(said: np.ndarray, true: np.ndarray, all_true: int | None = None) -> float:
    return float(2 * (said & true).sum() / (said.sum() + (true.sum() if all_true is None else all_true)))


def febrl_records(path: Path) -> list[Record]:
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
