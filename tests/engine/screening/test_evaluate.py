from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.screening.evaluate import (
    Label,
    LabelUnreadable,
    LeadsMissing,
    Mistake,
    evaluate,
    in_its_text,
    read_labels,
    read_leads,
)


def label(listing_id: str, yes: str = "", disputed: str = "", **evidence: str) -> Label:
    return Label(listing_id, frozenset(yes.split()), frozenset(disputed.split()), evidence)


def test_measures_count_right_wrong_and_missed_and_leave_disputes_out() -> None:
    labels = [
        label("a", "misleading"),
        label("b", "misleading", misleading="trị khỏi"),
        label("c"),
        label("d", disputed="misleading"),
        label("e", "expired"),
    ]
    found = {"a": ["misleading"], "c": ["misleading"], "d": ["misleading"], "e": ["expired"]}
    result = evaluate(found, labels, {"c misleading": "chữa"})
    measures = {measure.name: measure for measure in result.measures}
    one = measures["misleading"]
    assert (one.right, one.wrong, one.missed, one.precision, one.recall, one.f1) == (1, 1, 1, 0.5, 0.5, 0.5)
    total = measures["micro"]
    assert (total.right, total.wrong, total.missed) == (2, 1, 1)
    assert total.f1_interval[0] <= total.f1 <= total.f1_interval[1]
    assert result.mistakes == (
        Mistake("b", "misleading", "missed", "trị khỏi"),
        Mistake("c", "misleading", "wrong", "chữa"),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "label.not_json"),
        ("[]", "label.not_json"),
        ('{"yes": []}', "label.id_missing"),
        ('{"id": "a"}', "label.not_a_list"),
        ('{"id": "a", "yes": "expired"}', "label.not_a_list"),
        ('{"id": "a", "yes": [], "disputed": [1]}', "label.not_a_list"),
        ('{"id": "a", "yes": ["nonsense"]}', "label.unknown_sign"),
    ],
)
def test_a_line_that_is_no_label_is_refused_by_number(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"id": "x", "yes": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(LabelUnreadable) as refused:
        read_labels(path)
    values = refused.value.values
    assert (values["file"], values["line"], values["problem"]) == ("labels.jsonl", 2, problem)


def test_a_file_without_leads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LeadsMissing):
        read_leads(tmp_path / "nothing.parquet")


def test_quotes_are_what_raised_the_sign(tmp_path: Path) -> None:
    pl.DataFrame({"listing_id": ["a"], "signs": [["expired"]]}).write_parquet(tmp_path / "leads.parquet")
    pl.DataFrame(
        {
            "listing_id": ["a", "a", "a"],
            "sign": ["expired"] * 3,
            "quote": ["cận date", None, "x"],
            "rule": ["expiry.near", "seller.history", "shown.only"],
            "weight": [2.2, 0.5, 0.0],
        }
    ).write_parquet(tmp_path / "signals.parquet")
    assert read_leads(tmp_path / "leads.parquet") == (
        {"a": ["expired"]},
        {"a expired": "cận date [expiry.near] | [seller.history]"},
    )


def test_a_mistake_is_shown_where_it_stands_in_its_text() -> None:
    mistake = Mistake("a", "expired", "wrong", "cận date [expiry.near] | [seller.history]")
    assert in_its_text(mistake, "Bánh — Xả hàng\ncận date giá rẻ") == "Bánh — Xả hàng ⟦cận date⟧ giá rẻ"
    assert in_its_text(mistake, "Bánh quy") == "Bánh quy"
