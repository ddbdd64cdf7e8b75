"""What an office's own table says of signs, in its own words or in ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.engine.screening.outcomes.reading import read_outcomes
from minhbach.engine.screening.signs import signs


def read(folder: Path, cell: str) -> tuple[str, ...]:
    """The signs of a table of one row."""
    path = folder / "ket-qua.csv"
    path.write_text(f'Mã tin đăng,Dấu hiệu,Kết quả,Ngày kiểm tra\n1,"{cell}",xác nhận,21/11/2026\n', encoding="utf-8")
    outcomes, problems, _waiting = read_outcomes(path)
    return outcomes[0].signs if outcomes else tuple(f"{one.problem} {one.value}" for one in problems)


@pytest.mark.parametrize("code", signs())
def test_each_spelling_of_a_sign_is_read(tmp_path: Path, code: str) -> None:
    for said in signs()[code].spellings:
        assert read(tmp_path, said) == read(tmp_path, said.upper()) == (code,)


@pytest.mark.parametrize("separator", ["; ", ", ", " | ", "\n", ","])
def test_a_cell_names_several_signs_whose_names_hold_commas(tmp_path: Path, separator: str) -> None:
    for spell in ("code", "short", "name"):
        names = [getattr(one, spell) for one in signs().values()]
        assert read(tmp_path, separator.join(names)) == tuple(signs())


def test_a_sign_named_twice_counts_once(tmp_path: Path) -> None:
    assert read(tmp_path, "hàng giả; Hàng giả, xâm phạm nhãn hiệu") == ("counterfeit",)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("hàng giả, vô lý", "vô lý"), ("vô lý", "vô lý"), ("hàng cấm; a, b", "a, b")],
)
def test_what_is_no_sign_is_named(tmp_path: Path, cell: str, said: str) -> None:
    assert read(tmp_path, cell) == (f"outcome.unknown_sign {said}",)
