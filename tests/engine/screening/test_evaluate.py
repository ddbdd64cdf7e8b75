from pathlib import Path

import pytest

from minhbach.engine.screening.evaluate import Label, LabelUnreadable, Mistake, evaluate, read_labels


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


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', '{"id": "a", "yes": ["nonsense"]}'])
def test_a_line_that_is_no_label_is_refused_by_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"id": "x", "yes": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(LabelUnreadable) as refused:
        read_labels(path)
    assert (refused.value.values["file"], refused.value.values["line"]) == ("labels.jsonl", 2)
