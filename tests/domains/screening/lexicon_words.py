"""A wording for tests of the office's lexicon, made up here."""

from __future__ import annotations

from typing import Any

from minhbach.domains.screening.lexicon_file import Wording


def wording(**changes: Any) -> Wording:
    plain: dict[str, Any] = {
        "name": "Hàng siêu chất v2",
        "sign": "counterfeit",
        "phrases": ("hàng siêu chất v2", "siêu chất (bản 2)"),
        "is_advanced": False,
        "strength": "medium",
        "title_only": False,
        "goods": (),
        "sparing": ("denied", "warned", "refunded", "asked"),
        "legal_basis": ("SHTT-GM",),
        "source": "Báo địa phương ngày 19/11/2026",
        "fires": ("Túi xách hàng siêu chất v2",),
        "spares": ("Shop không bán hàng siêu chất v2",),
    }
    return Wording(**{**plain, **changes})
