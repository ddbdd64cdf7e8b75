"""What the form of a violation record is filled with."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from minhbach.domains.cases.web.forms.violation import RecordForm


@pytest.mark.parametrize(
    ("findings", "described"),
    [
        ((), ""),
        (("Bày bán 35 túi xách", "Không có hóa đơn,"), "Bày bán 35 túi xách. Không có hóa đơn."),
        (("Bày bán 35 túi xách;", "Không có hóa đơn. "), "Bày bán 35 túi xách. Không có hóa đơn."),
    ],
)  # fmt: skip
def test_each_finding_of_the_inspection_is_a_sentence_of_the_act(findings: tuple[str, ...], described: str) -> None:
    inspected = SimpleNamespace(fact=SimpleNamespace(findings=findings))
    state = SimpleNamespace(proposed=None, inspected=inspected, goods_value_vnd=0)
    form = cast("RecordForm", SimpleNamespace(setting=SimpleNamespace(state=state)))
    assert RecordForm._first_act(form)["description"] == described
