"""`minhbach close-values-anew`, by who keeps the installation"""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from minhbach.domains.subjects import services
from minhbach.interfaces.cli import app


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.cli.installation.prepare", lambda: None)


def test_without_the_former_key_it_says_which_variable_is_missing() -> None:
    done = CliRunner().invoke(app, ["close-values-anew"])
    assert done.exit_code == 1
    assert "Hãy đặt MINHBACH_FORMER_SECRET_KEY" in done.output


@pytest.mark.django_db  # the other rooms have nothing closed
@pytest.mark.parametrize(
    ("parts", "code", "said"),
    [
        ([(500, 0), (20, 0)], 0, "Xong. Bỏ MINHBACH_FORMER_SECRET_KEY rồi khởi động lại."),
        ([(500, 0), (20, 3)], 1, "3 giá trị không mở được bằng khóa nào"),
    ],
)
def test_it_counts_and_ends_with_what_to_do(
    settings: Any, monkeypatch: pytest.MonkeyPatch, parts: list[tuple[int, int]], code: int, said: str
) -> None:
    settings.FORMER_SECRET_KEY = "former"
    monkeypatch.setattr(services, "close_values_anew", lambda: iter(parts))
    done = CliRunner().invoke(app, ["close-values-anew"])
    assert (done.exit_code, "Đã đóng lại 520 giá trị." in done.output, said in done.output) == (code, True, True)
