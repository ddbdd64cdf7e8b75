"""Would a learned judge of passages be right more often than the operators? Cross-validated on passages that were read.

    python benchmarks/passage_judge.py [--labels benchmarks/labels/passages.jsonl] [--listings FILE]

A logistic regression over what a rule knows of a hit (entry, field, depth, kinds of goods, every operator that holds),
with and without the words around it, and with the screen's own verdict as one more column. Passages with the same words
before them are held out together. Beside it stand the verdicts of the screen: as it was when the passages were drawn
(none of its words were chosen after them) and as it is.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from passages import ANY, AS_OF, BROAD, LABELS, LISTINGS, bare, is_broad, is_claimed, lines_of, whole
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.screening.listing import Finding, Hit

FOLDS = 10
HOLDS = 2.0  # the weight from which a reason makes a sign hold by itself
_BEFORE, _AFTER = 70, 40  # folded letters

Place = tuple[str, str, int, int, str]


class Watching(BatchScreener):
    """Says of every hit of a loose entry all that a judge could know of it."""

    def _finding(self, hit: Hit) -> Finding | None:
        entry = hit.entry
        if not (entry.id.endswith(ANY) or is_broad(entry)):
            return super()._finding(hit)
        known = {
            "goods": sorted(self._goods_of(hit.listing)),
            "operators": [name for name in self.vocabulary.operators if self._context.holds(name, hit)],
            "before": hit.before(_BEFORE, statement=False).decode("latin-1"),
            "after": hit.after(_AFTER, statement=False).decode("latin-1"),
            "words": hit.folded.decode("latin-1"),
        }
        return Finding(entry.id, entry.sign, entry.family, 0.1, hit.start, hit.end, (), entry.version, known)


def seen(passages: list[dict[str, Any]], listings: Path) -> tuple[dict[Place, dict[str, Any]], set[Place]]:
    """Return what is known of each place, and the places where the screen says a sign holds."""
    vocabulary = load_vocabulary([BROAD])
    own = [entry for entry in vocabulary.entries if not is_broad(entry)]
    broad = [entry for entry in vocabulary.entries if is_broad(entry)]
    screener = Watching(replace(vocabulary, entries=(*own, *map(bare, own), *broad)), AS_OF)
    frame = pl.scan_parquet(listings).filter(pl.col("listing_id").is_in([row["id"] for row in passages])).collect()
    known: dict[Place, dict[str, Any]] = {}
    holding: set[Place] = set()
    for row in screener.screen(whole(frame)).found.filter(pl.col("field").is_not_null()).iter_rows(named=True):
        place = (row["listing_id"], row["field"], row["start"], row["end"], row["rule"].removesuffix(ANY))
        if row["rule"].endswith(ANY) or row["rule"].startswith("broad."):
            known[place] = json.loads(row["values"])
        elif row["weight"] >= HOLDS:
            holding.add(place)
    return known, holding


def features(row: dict[str, Any], known: dict[str, Any], *, words: bool) -> dict[str, float]:
    """Return what is told to the learned judge of one passage."""
    told = {f"entry {row['entry']}": 1.0, f"field {row['field']}": 1.0}
    if row["field"] == "description":
        told["depth"] = math.log1p(row["start"])
    told |= {f"goods {kind}": 1.0 for kind in known["goods"]}
    told |= {f"operator {name}": 1.0 for name in known["operators"]}
    if words:
        told |= {f"before {word}": 1.0 for word in known["before"].split()[-9:]}
        told |= {f"after {word}": 1.0 for word in known["after"].split()[:6]}
        told |= {f"words {word}": 1.0 for word in known["words"].split()}
    return told


def held_out(told: list[dict[str, float]], truth: np.ndarray[Any, Any], groups: list[str]) -> np.ndarray[Any, Any]:
    """Return the verdict on each passage of a model that did not see its group."""
    verdicts = np.zeros(len(truth), dtype=bool)
    for known, unknown in GroupKFold(FOLDS).split(told, truth, groups):
        columns = DictVectorizer()
        model = LogisticRegression(C=0.5, max_iter=1000).fit(
            columns.fit_transform([told[one] for one in known]), truth[known]
        )
        verdicts[unknown] = model.predict(columns.transform([told[one] for one in unknown]))
    return verdicts


def tell(name: str, verdicts: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]) -> None:
    """Print precision, recall and F1."""
    right = int((verdicts & truth).sum())
    precision, recall = right / max(1, int(verdicts.sum())), right / max(1, int(truth.sum()))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"  {name:42} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}")


def main() -> None:
    """Compare the learned judge with the screen's operators."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--listings", type=Path, default=LISTINGS)
    chosen = parser.parse_args()
    passages = lines_of(chosen.labels)
    known, holding = seen(passages, chosen.listings)
    places = [(row["id"], row["field"], row["start"], row["end"], row["entry"]) for row in passages]
    for signs in (("misleading",), ("counterfeit",), tuple(sorted({row["sign"] for row in passages}))):
        here = [n for n, row in enumerate(passages) if row["sign"] in signs and places[n] in known]
        truth = np.array([is_claimed(passages[n]) for n in here])
        drawn = np.array([passages[n]["standing"] == "stands" for n in here])
        groups = [known[places[n]]["before"][-40:] + known[places[n]]["words"] for n in here]
        print(f"{', '.join(signs)}: {len(here)} passages, {int(truth.sum())} claimed")
        for words in (False, True):
            told = [features(passages[n], known[places[n]], words=words) for n in here]
            with_verdict = [{**one, "verdict": float(was)} for one, was in zip(told, drawn, strict=True)]
            named = "rule features and words" if words else "rule features"
            tell(f"learned: {named}", held_out(told, truth, groups), truth)
            tell(f"learned: {named}, verdict", held_out(with_verdict, truth, groups), truth)
        tell("operators, as they were", drawn, truth)
        tell("operators, as they are", np.array([places[n] in holding for n in here]), truth)


if __name__ == "__main__":
    main()
